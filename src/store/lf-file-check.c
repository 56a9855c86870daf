/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the files that records refer to are there and are what was attached. */

#include "config.h"

#include "lf-file-folder.h"
#include "lf-store-files.h"
#include "lf-store-private.h"

#include <glib/gi18n-lib.h>

/* A file that came with a pull may still be on its way; one that was attached here was here. Who
 * named it first attached it: an edit names all that is in the set, and a merge all that the
 * deleted record had. */
gboolean
lf_file_was_attached_here (LfDb *db, const char *id, const char *element)
{
  sqlite3_stmt *statement = lf_db_prepare (
      db,
      "WITH RECURSIVE kin (id) AS (VALUES (?1) UNION SELECT gone.id FROM kin"
      " JOIN change_record r ON r.id = kin.id AND instr (lf_plain (r.edits), CAST (?2 AS BLOB)) > 0"
      " JOIN change_record gone ON gone.change = r.change AND gone.kind = 1)"
      " SELECT NOT c.is_remote FROM change_record r JOIN change c ON c.n = r.change"
      " WHERE r.id IN kin AND instr (lf_plain (r.edits), CAST (?2 AS BLOB)) > 0 ORDER BY c.n LIMIT "
      "1",
      NULL);
  gboolean has_row = FALSE, is_ours = FALSE;

  if (statement == NULL)
    return TRUE;
  lf_db_bind_id (statement, 1, id);
  lf_db_bind_text (statement, 2, element);
  if (lf_db_step (db, statement, &has_row, NULL) && has_row)
    {
      is_ours = sqlite3_column_int (statement, 0) != 0;
      sqlite3_reset (statement);
    }
  return is_ours;
}

typedef struct
{
  const char *folder;
  GPtrArray *problems;
} Check;

static void
check_file (LfDb *db, const LfEntity *entity, const char *id, const char *element, gpointer data)
{
  const Check *check = data;
  LfFileState state = lf_file_folder_check (check->folder, element);
  g_autoptr (LfRecord) record = NULL;
  g_autofree char *title = NULL;
  const char *sentence
      = state == LF_FILE_CHANGED
            ? _ ("The file “%1$s” of “%2$s” (%3$s) has been changed on the disk: restore a backup, "
                 "or attach it again.")
            : _ ("The file “%1$s” of “%2$s” (%3$s) is missing: restore a backup, or attach it "
                 "again.");

  if (state == LF_FILE_SOUND
      || (state == LF_FILE_MISSING && !lf_file_was_attached_here (db, id, element)))
    return;
  record = lf_rows_load (db, entity, id, NULL);
  title = record == NULL ? g_strdup (id) : lf_record_title (record);
  g_ptr_array_add (check->problems, g_strdup_printf (sentence, lf_file_name (element), title,
                                                     lf_entity_label (entity)));
}

static gboolean
visit_field (LfDb *db,
             const LfEntity *entity,
             const LfField *field,
             LfFileFunc func,
             gpointer data,
             GError **error)
{
  sqlite3_stmt *statement
      = lf_db_preparef (db, error, "SELECT id, \"%2$s\" FROM \"%1$s\" WHERE \"%2$s\" IS NOT NULL",
                        entity->name, field->name);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      g_autofree char *id = lf_db_id (statement, 0);
      g_autofree char *set = lf_db_text (statement, 1);
      g_auto (GStrv) elements = lf_set_split (set);

      for (char **element = elements; *element != NULL; element++)
        func (db, entity, id, *element, data);
    }
  return !has_row;
}

gboolean
lf_files_visit (LfDb *db, LfFileFunc func, gpointer data, GError **error)
{
  for (const LfEntity *const *entity = lf_schema_entities (NULL); *entity != NULL; entity++)
    for (const LfField *field = (*entity)->fields; field->name != NULL; field++)
      if (field->type == LF_VALUE_ATTACHMENT_SET
          && !visit_field (db, *entity, field, func, data, error))
        return FALSE;
  return TRUE;
}

gboolean
lf_files_check (LfDb *db, const char *store_folder, GPtrArray *problems, GError **error)
{
  g_autofree char *folder = g_build_filename (store_folder, "files", NULL);
  Check check = { folder, problems };

  return lf_files_visit (db, check_file, &check, error);
}
