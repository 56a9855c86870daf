/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schema's tables and their indexes, made and brought to this version. */

#include "config.h"

#include "lf-sql.h"

#include "lf-collation.h"
#include "lf-search-text.h"

#include <string.h>

#define INDEX_VERSION "2;" /* which indexes there are beside what the fields say */

/* What of a field's flags shows in the tables. */
#define INDEXED (LF_FIELD_TITLE | LF_FIELD_SORTED | LF_FIELD_SEARCHED | LF_FIELD_PINYIN)

static void
append_fingerprint (const char *name, const char *type, gpointer data)
{
  g_string_append_printf (data, "%s %s,", name, type);
}

/* The keys of duplicates follow from these. */
static void
append_rules (GString *text)
{
  g_string_append (text, LF_DUPLICATE_VERSION);
  for (const LfDuplicateRule *rule = lf_duplicate_rules (); rule->entity != NULL; rule++)
    for (const LfMatch *match = rule->matches; match->kind != LF_MATCH_NONE; match++)
      g_string_append_printf (text, "%s.%s %d;", rule->entity, match->field, match->kind);
}

char *
lf_sql_fingerprint (void)
{
  g_autofree char *collation = lf_collation_version ();
  g_autoptr (GString) text = g_string_new (LF_SEARCH_VERSION INDEX_VERSION);
  const LfEntity *const *entities = lf_schema_entities (NULL);

  g_string_append (text, collation);

  for (; *entities != NULL; entities++)
    {
      g_string_append_printf (text, "%s:", (*entities)->name);
      for (const LfField *field = (*entities)->fields; field->name != NULL; field++)
        {
          lf_sql_each_column (field, append_fingerprint, text);
          g_string_append_printf (text, "%u;", field->flags & INDEXED);
          for (const LfOption *option = field->options; option != NULL && option->key != NULL;
               option++)
            g_string_append_printf (text, "%s,", option->key);
        }
    }
  append_rules (text);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, -1);
}

typedef struct
{
  LfDb *db;
  const LfEntity *entity;
  GHashTable *present; /* column names the table has */
  GError **error;
  gboolean is_ok;
} Upgrade;

static void
add_column (const char *name, const char *type, gpointer data)
{
  Upgrade *upgrade = data;
  g_autofree char *sql = NULL;

  if (!upgrade->is_ok || g_hash_table_contains (upgrade->present, name))
    return;
  sql = g_strdup_printf ("ALTER TABLE \"%s\" ADD COLUMN \"%s\" %s", upgrade->entity->name, name,
                         type);
  upgrade->is_ok = lf_db_exec (upgrade->db, sql, upgrade->error);
}

static GHashTable *
columns_of (LfDb *db, const LfEntity *entity, GError **error)
{
  g_autoptr (GHashTable) present = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3_stmt *statement
      = lf_db_preparef (db, error, "SELECT name FROM pragma_table_info('%s')", entity->name);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    g_hash_table_add (present, lf_db_text (statement, 0));
  return has_row ? NULL : g_steal_pointer (&present);
}

/* A list is not shown by it and few records have it: most rows would be in its index for nothing.
 */
gboolean
lf_sql_is_sparse (const LfField *field)
{
  return field->type == LF_VALUE_REFERENCE
         && (field->flags
             & (LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED | LF_FIELD_TITLE))
                == 0;
}

char *
lf_sql_index (const LfEntity *entity, const LfField *field)
{
  return g_strdup_printf ("%s_%s_%s", entity->name, field->name,
                          lf_sql_is_sparse (field) ? "filled" : "live");
}

/* Holds what a list by @field reads and nothing else, so that a list never touches the rows
 * themselves: those not deleted, in the very order lf_sql_add_order() asks for. */
static char *
index_sql (const LfEntity *entity, const LfField *field)
{
  GString *sql = g_string_new (NULL);
  g_autofree char *name = lf_sql_index (entity, field);

  g_string_printf (sql, "CREATE INDEX IF NOT EXISTS \"%s\" ON \"%s\" (", name, entity->name);
  lf_sql_append_order (sql, field, "");
  if (field->type == LF_VALUE_MONEY)
    g_string_append_printf (sql, ", \"%1$s_currency\", \"%1$s_qualifier\"", field->name);
  g_string_append (sql, ") WHERE deleted IS NULL");
  if (lf_sql_is_sparse (field))
    g_string_append_printf (sql, " AND \"%s\" IS NOT NULL", field->name);
  return g_string_free (sql, FALSE);
}

gboolean
lf_sql_is_indexed (const LfField *field)
{
  return (field->flags & (LF_FIELD_SORTED | LF_FIELD_TITLE)) != 0
         || field->type == LF_VALUE_REFERENCE;
}

/* Every sync asks which records have files; few do. */
static gboolean
create_index_of_files (LfDb *db, const LfEntity *entity, const LfField *field, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("CREATE INDEX IF NOT EXISTS \"%1$s_%2$s_files\" ON \"%1$s\" (id)"
                         " WHERE \"%2$s\" IS NOT NULL",
                         entity->name, field->name);

  return lf_db_exec (db, sql, error);
}

/* An index of an earlier version held deleted records too, or those without a value. */
static gboolean
drop_old_index (LfDb *db, const LfEntity *entity, const LfField *field, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DROP INDEX IF EXISTS \"%1$s_%2$s%3$s\"", entity->name,
                                          field->name, lf_sql_has_key (field) ? "_key" : "");
  g_autofree char *whole
      = g_strdup_printf ("DROP INDEX IF EXISTS \"%s_%s_live\"", entity->name, field->name);

  return lf_db_exec (db, sql, error)
         && (!lf_sql_is_sparse (field) || lf_db_exec (db, whole, error));
}

static gboolean
create_indexes (LfDb *db, const LfEntity *entity, GError **error)
{
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    {
      g_autofree char *sql = lf_sql_is_indexed (field) ? index_sql (entity, field) : NULL;

      if (sql != NULL
          && (!drop_old_index (db, entity, field, error) || !lf_db_exec (db, sql, error)))
        return FALSE;
      if (field->type == LF_VALUE_ATTACHMENT_SET
          && !create_index_of_files (db, entity, field, error))
        return FALSE;
    }
  return TRUE;
}

/* Sort keys of texts that had none, or had those of another version of the collation. */
static gboolean
renew_keys (LfDb *db, const LfEntity *entity, GError **error)
{
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    {
      g_autofree char *sql = g_strdup_printf (
          "UPDATE \"%1$s\" SET \"%2$s_key\" = lf_key (\"%2$s\")", entity->name, field->name);

      if (lf_sql_has_key (field) && !lf_db_exec (db, sql, error))
        return FALSE;
    }
  return TRUE;
}

static void
append_column (const char *name, const char *type, gpointer data)
{
  g_string_append_printf (data, ", \"%s\" %s", name, type);
}

/* With all its columns at once: adding one to a table that is there reads the whole schema again.
 */
static gboolean
create_table (LfDb *db, const LfEntity *entity, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_printf (sql,
                   "DROP TABLE IF EXISTS \"%1$s_search\";"
                   "CREATE VIRTUAL TABLE \"%1$s_search\" " LF_SQL_SEARCH ";"
                   "CREATE TABLE IF NOT EXISTS \"%1$s\" (row INTEGER PRIMARY KEY, id BLOB NOT "
                   "NULL UNIQUE, deleted INTEGER, extra BLOB",
                   entity->name);
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    lf_sql_each_column (field, append_column, sql);
  g_string_append_c (sql, ')');
  return lf_db_exec (db, sql->str, error);
}

static gboolean
upgrade_table (LfDb *db, const LfEntity *entity, GError **error)
{
  g_autoptr (GHashTable) present = NULL;
  Upgrade upgrade = { db, entity, NULL, error, TRUE };

  if (!create_table (db, entity, error))
    return FALSE;
  upgrade.present = present = columns_of (db, entity, error);
  if (present == NULL)
    return FALSE;
  for (const LfField *field = entity->fields; field->name != NULL && upgrade.is_ok; field++)
    lf_sql_each_column (field, add_column, &upgrade);
  return upgrade.is_ok && create_indexes (db, entity, error) && renew_keys (db, entity, error);
}

gboolean
lf_sql_upgrade_tables (LfDb *db, GError **error)
{
  for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
    if (!upgrade_table (db, *entities, error))
      return FALSE;
  return TRUE;
}
