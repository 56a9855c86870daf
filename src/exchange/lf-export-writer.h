/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each format of an export does; for the files lf-export*.c only. */

#pragma once

#include "lf-export.h"

G_BEGIN_DECLS

typedef struct _LfExportWriter LfExportWriter;

typedef struct
{
  LfExportWriter *(*open) (const LfEntity *entity,
                           GArray *columns,
                           const char *path,
                           GError **error);
  gboolean (*add) (LfExportWriter *self, const LfRecord *record, GError **error);
  gboolean (*finish) (LfExportWriter *self, GError **error); /* the file is whole behind this */
  void (*free) (LfExportWriter *self);       /* without finish() nothing stays behind */
  gboolean (*fits) (const LfEntity *entity); /* (nullable): any */
} LfExportFuncs;

/* Each writer begins with this. */
struct _LfExportWriter
{
  const LfExportFuncs *funcs;
  const LfEntity *entity;
  GArray *columns; /* guint: indexes of fields */
  char *path;
  LfStore *store;     /* of the records */
  GHashTable *titles; /* id → title, of what sets refer to */
  GString *text;      /* of the formats that are one text */
};

extern const LfExportFuncs lf_export_csv, lf_export_xlsx, lf_export_ics, lf_export_vcard;

/* For writers: fills in what all have; frees it, and @self; writes the text to its path. */
void lf_export_writer_init (LfExportWriter *self,
                            const LfExportFuncs *funcs,
                            const LfEntity *entity,
                            GArray *columns,
                            const char *path);
void lf_export_writer_free (LfExportWriter *self);
gboolean lf_export_writer_save (LfExportWriter *self, GError **error);
/* FALSE: there is a database, which nobody means to lose. */
gboolean lf_export_may_write (const char *path, GError **error);
gboolean lf_export_fail_to_write (const char *path, const char *reason, GError **error);

/* (transfer full): a value as people write it; dates and amounts so that import reads the same in
 * every language. */
char *lf_export_cell_text (LfExportWriter *self, const LfRecord *record, guint index);

G_END_DECLS
