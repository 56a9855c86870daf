/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards of people and firms. */

#include "config.h"

#include "lf-vcard.h"

#include <string.h>

#define MAX_LINE_BYTES 75

/* Which property a field is, wherever it occurs. */
static const struct
{
  const char *field, *property;
  gboolean is_reach; /* without one of these there is no card */
  gboolean is_aside; /* not in a short one */
} properties[] = {
  { "enterprise", "ORG", FALSE },
  { "position", "TITLE", FALSE },
  { "mobile", "TEL;TYPE=cell", TRUE },
  { "phone", "TEL;TYPE=work", TRUE },
  { "office_phone", "TEL;TYPE=work", TRUE },
  { "email", "EMAIL", TRUE },
  { "wechat", "IMPP:wechat", TRUE },
  { "website", "URL", FALSE },
  { "address", "ADR", FALSE },
  { "note", "NOTE", FALSE, TRUE },
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

gboolean
lf_vcard_fits (const LfEntity *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (properties[i].is_reach && lf_entity_field (entity, properties[i].field) != NULL)
      return TRUE;
  return FALSE;
}

static void
append_head (GString *text, const LfRecord *record, LfVcardForm form)
{
  const LfField *title_field = lf_entity_title (lf_record_entity (record));
  gboolean is_person = (title_field->flags & LF_FIELD_PERSON) != 0;
  g_autofree char *title = lf_record_title (record);
  g_autofree char *name = escape (title);
  g_autofree char *parts = g_strdup_printf ("N:%s;;;;", name);

  if (form == LF_VCARD_WHOLE)
    g_string_append_printf (text, "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:%s\r\nKIND:%s\r\n",
                            lf_record_id (record), is_person ? "individual" : "org");
  else
    g_string_append (text, "BEGIN:VCARD\r\nVERSION:3.0\r\n");
  append_property (text, "FN", title);
  if (is_person || form == LF_VCARD_SHORT)
    append_folded (text, parts);
}

char *
lf_vcard_new (const LfRecord *record, LfVcardForm form)
{
  GString *text = g_string_new (NULL);

  append_head (text, record, form);
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (lf_entity_field (lf_record_entity (record), properties[i].field) != NULL
        && lf_record_get (record, properties[i].field) != NULL
        && !(properties[i].is_aside && form == LF_VCARD_SHORT))
      {
        g_autofree char *value = lf_record_format (record, properties[i].field);

        append_property (text, properties[i].property, value);
      }
  g_string_append (text, "END:VCARD\r\n");
  return g_string_free (text, FALSE);
}
