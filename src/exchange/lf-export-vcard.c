/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Export of people and firms as cards. */

#include "config.h"

#include "lf-export-writer.h"
#include "lf-import.h"
#include "lf-vcard.h"

#include <glib/gi18n-lib.h>

static LfExportWriter *
vcard_open (const LfEntity *entity, GArray *columns, const char *path, GError **error)
{
  LfExportWriter *self;

  if (!lf_vcard_fits (entity))
    {
      g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TYPE,
                   _ ("%s have neither telephone nor e-mail: there are no cards of them. Export "
                      "them as XLSX or CSV."),
                   lf_entity_plural (entity));
      return NULL;
    }
  self = g_new0 (LfExportWriter, 1);
  lf_export_writer_init (self, &lf_export_vcard, entity, columns, path);
  return self;
}

static gboolean
vcard_add (LfExportWriter *self, const LfRecord *record, GError **error)
{
  g_autofree char *card = lf_vcard_new (record, LF_VCARD_WHOLE);

  g_string_append (self->text, card);
  return TRUE;
}

const LfExportFuncs lf_export_vcard
    = { vcard_open, vcard_add, lf_export_writer_save, lf_export_writer_free, lf_vcard_fits };
