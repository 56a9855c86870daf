/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that were attached here to records which went out of sight since, perhaps before they were
 * sent. Others wait for them, so they stay until the server has them, or wants none of them. */

#include "config.h"

#include "lf-store-carry.h"
#include "lf-store-private.h"

#include <string.h>

#define OWED "files-owed" /* setting: a line for each, of entity, record and element */

static gboolean
append_line (LfDb *db, const LfEntity *entity, const char *id, const char *element, GError **error)
{
  g_autofree char *line = g_strdup_printf ("%s\t%s\t%s\n", entity->name, id, element);
  g_autofree char *owed = NULL;
  g_autofree char *longer = NULL;

  if (!lf_setting_get (db, OWED, &owed, error))
    return FALSE;
  if (owed != NULL && strstr (owed, line) != NULL)
    return TRUE;
  longer = g_strconcat (owed == NULL ? "" : owed, line, NULL);
  return lf_setting_set (db, OWED, longer, error);
}

gboolean
lf_files_owe_set (
    LfWriter *self, const LfEntity *entity, const char *id, const char *set, GError **error)
{
  g_auto (GStrv) elements = lf_set_split (set);

  for (char **element = elements; *element != NULL; element++)
    if (lf_store_has_file (self->store, *element)
        && lf_file_was_attached_here (self->db, id, *element)
        && !append_line (self->db, entity, id, *element, error))
      return FALSE;
  return TRUE;
}

gboolean
lf_files_owe (LfWriter *self, const LfRecord *record, GError **error)
{
  const LfEntity *entity = lf_record_entity (record);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (entity->fields[i].type == LF_VALUE_ATTACHMENT_SET
        && !lf_files_owe_set (self, entity, lf_record_id (record), lf_record_get_at (record, i),
                              error))
      return FALSE;
  return TRUE;
}

gboolean
lf_files_visit_owed (LfDb *db, LfFileFunc func, gpointer data, GError **error)
{
  g_autofree char *owed = NULL;
  g_auto (GStrv) lines = NULL;

  if (!lf_setting_get (db, OWED, &owed, error))
    return FALSE;
  lines = g_strsplit (owed == NULL ? "" : owed, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) words = g_strsplit (*line, "\t", 3);
      const LfEntity *entity = g_strv_length (words) == 3 ? lf_schema_find (words[0]) : NULL;

      if (entity != NULL)
        func (db, entity, words[1], words[2], data);
    }
  return TRUE;
}

/* ---- Once the server has one ---- */

static gpointer
forget (LfWriter *self, gpointer data, GError **error)
{
  const char *element = data;
  g_autofree char *end = g_strconcat ("\t", element, NULL);
  g_autofree char *owed = NULL;
  g_autoptr (GString) left = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  if (!lf_setting_get (self->db, OWED, &owed, error))
    return NULL;
  lines = g_strsplit (owed == NULL ? "" : owed, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0' && !g_str_has_suffix (*line, end))
      g_string_append_printf (left, "%s\n", *line);
  return lf_setting_set (self->db, OWED, left->len == 0 ? NULL : left->str, error) ? LF_DONE : NULL;
}

static void
find_owed (LfDb *db, const LfEntity *entity, const char *id, const char *element, gpointer data)
{
  const char **sought = data;

  if (*sought != NULL && strcmp (element, *sought) == 0)
    *sought = NULL;
}

static gpointer
look_for (LfDb *db, gpointer data, GError **error)
{
  return lf_files_visit_owed (db, find_owed, data, error) ? LF_DONE : NULL;
}

gboolean
lf_store_forget_owed_sync (LfStore *self, const char *element, GError **error)
{
  const char *sought = element;

  if (lf_store_read (self, look_for, &sought, error) == NULL)
    return FALSE;
  return sought != NULL
         || lf_store_write (self, forget, (gpointer) element, /* free_result= */ NULL, error)
                != NULL;
}
