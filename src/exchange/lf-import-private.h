/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import while it is planned; for the files lf-import*.c only. */

#pragma once

#include "lf-cells.h"
#include "lf-import-columns.h"
#include "lf-import.h"

G_BEGIN_DECLS

struct _LfImport
{
  char *name; /* of the file, for people */
  const LfEntity *entity;
  gboolean is_1904;
  GPtrArray *columns;    /* LfColumn */
  GPtrArray *records;    /* LfRecord */
  GPtrArray *references; /* LfRecord: to be made with them */
  GHashTable *planned;   /* "entity/title" → id: found or to be made */
  GHashTable *titles;    /* titles of the file's own rows */
  GPtrArray *problems;   /* LfImportProblem */
  guint n_doubles;
};

/* A cell of a row being read: where a problem is, should there be one. */
typedef struct
{
  const LfCellRow *row;
  guint column;
} LfCellPlace;

void lf_import_add_problem (LfImport *self,
                            LfCellPlace place,
                            const char *value,
                            char *message /* (transfer full) */);

/* Reads @text as one reference, or several, of @field and sets it in @record; what is not in the
 * store is planned to be made, or becomes a problem. FALSE: the store cannot be read. */
gboolean lf_import_take_references (LfImport *self,
                                    LfStore *store,
                                    LfRecord *record,
                                    const char *text,
                                    LfCellPlace place,
                                    GError **error);

G_END_DECLS
