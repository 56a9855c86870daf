/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Export of people and firms as cards (RFC 6350). */

#include "config.h"

#include "lf-export-writer.h"
#include "lf-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LINE_BYTES 75

/* Which property a field is, wherever it occurs. */
static const struct
{
  const char *field, *property;
  gboolean is_reach; /* without one of these there is no card */
} properties[] = {
  { "enterprise", "ORG", FALSE },      { "position", "TITLE", FALSE },
  { "mobile", "TEL;TYPE=cell", TRUE }, { "phone", "TEL;TYPE=work", TRUE },
  { "email", "EMAIL", TRUE },          { "wechat", "IMPP:wechat", TRUE },
  { "website", "URL", FALSE },         { "address", "ADR", FALSE },
  { "note", "NOTE", FALSE },
};

/* Lines of 75 bytes at most, not cut within a character. */
static void
append_folded (GString *text, const char *line)
{
  gsize room = MAX_LINE_BYTES;

  while (strlen (line) > room)
    {
      const char *cut = line + room;

      while ((*cut & 0xc0) == 0x80)
        cut--;
      g_string_append_len (text, line, cut - line);
      g_string_append (text, "\r\n ");
      line = cut;
      room = MAX_LINE_BYTES - 1;
    }
  g_string_append (text, line);
  g_string_append (text, "\r\n");
}

static char *
escape (const char *value)
{
  GString *text = g_string_new (NULL);

  for (const char *p = value; *p != '\0'; p++)
    {
      if (strchr ("\\,;", *p) != NULL)
        g_string_append_c (text, '\\');
      if (*p == '\n')
        g_string_append (text, "\\n");
      else if (*p != '\r')
        g_string_append_c (text, *p);
    }
  return g_string_free (text, FALSE);
}

static void
append_property (GString *text, const char *property, const char *value)
{
  g_autofree char *escaped = escape (value);
  g_autofree char *line = strcmp (property, "ADR") == 0
                              ? g_strdup_printf ("ADR:;;%s;;;;", escaped)
                              : g_strconcat (property, ":", escaped, NULL);

  append_folded (text, line);
}

static gboolean
vcard_fits (const LfEntity *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (properties[i].is_reach && lf_entity_field (entity, properties[i].field) != NULL)
      return TRUE;
  return FALSE;
}

static LfExportWriter *
vcard_open (const LfEntity *entity, GArray *columns, const char *path, GError **error)
{
  LfExportWriter *self;

  if (!vcard_fits (entity))
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
  gboolean is_person = (lf_entity_title (self->entity)->flags & LF_FIELD_PERSON) != 0;
  g_autofree char *title = lf_record_title (record);
  g_autofree char *name = escape (title);
  g_autofree char *parts = g_strdup_printf ("N:%s;;;;", name);

  g_string_append_printf (self->text,
                          "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:%s\r\nKIND:%s\r\n",
                          lf_record_id (record), is_person ? "individual" : "org");
  append_property (self->text, "FN", title);
  if (is_person)
    append_folded (self->text, parts);
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (lf_entity_field (self->entity, properties[i].field) != NULL
        && lf_record_get (record, properties[i].field) != NULL)
      {
        g_autofree char *value = lf_record_format (record, properties[i].field);
        append_property (self->text, properties[i].property, value);
      }
  g_string_append (self->text, "END:VCARD\r\n");
  return TRUE;
}

const LfExportFuncs lf_export_vcard
    = { vcard_open, vcard_add, lf_export_writer_save, lf_export_writer_free, vcard_fits };
