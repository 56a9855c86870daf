/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Care: verify, and the digest that two agreeing devices share. */

#include "config.h"

#include "lf-store-private.h"

#include "lf-digest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Digest ---- */

static GHashTable *
fields_of (const LfRecord *record, sqlite3_stmt *extra)
{
  const LfEntity *entity = lf_record_entity (record);
  GHashTable *fields = lf_journal_decode_fields (extra, 0);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (lf_record_get_at (record, i) != NULL && !(entity->fields[i].flags & LF_FIELD_DERIVED))
      g_hash_table_insert (fields, g_strdup (entity->fields[i].name),
                           g_strdup (lf_record_get_at (record, i)));
  return fields;
}

/* A record whose creation the server refused is on this device only, out of sight until it is sent
 * again. */
static gboolean
digest_entity (LfDb *db, const LfEntity *entity, LfDigest *digest, GError **error)
{
  sqlite3_stmt *statement = lf_db_preparef (
      db, error,
      "%s WHERE NOT EXISTS (SELECT 1 FROM refused f JOIN change_record c ON c.change = f.change"
      " WHERE c.id = t.id AND c.is_new)",
      lf_sql_select (entity));
  gboolean has_row = TRUE, has_extra;

  if (statement == NULL)
    return FALSE;
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      g_autoptr (LfRecord) record = lf_sql_read_record (statement, entity, 0);
      sqlite3_stmt *extra
          = lf_db_preparef (db, error, "SELECT extra FROM \"%s\" WHERE row = ?", entity->name);
      g_autoptr (GHashTable) fields = NULL;

      if (extra == NULL)
        return FALSE;
      sqlite3_bind_int64 (extra, 1, lf_record_row (record));
      if (!lf_db_step (db, extra, &has_extra, error))
        return FALSE;
      fields = fields_of (record, extra);
      sqlite3_reset (extra);
      lf_digest_add (digest, entity->name, lf_record_id (record), lf_record_is_deleted (record),
                     fields);
    }
  return !has_row;
}

static gboolean
digest_unknown (LfDb *db, LfDigest *digest, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (db, "SELECT entity, id, deleted, fields FROM unknown_record", error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      g_autofree char *entity = lf_db_text (statement, 0);
      g_autofree char *id = lf_db_id (statement, 1);
      g_autoptr (GHashTable) fields = lf_journal_decode_fields (statement, 3);

      lf_digest_add (digest, entity, id, sqlite3_column_int (statement, 2) != 0, fields);
    }
  return !has_row;
}

static gpointer
compute_digest (LfDb *db, gpointer data, GError **error)
{
  g_autoptr (LfDigest) digest = lf_digest_new ();

  for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
    if (!digest_entity (db, *entities, digest, error))
      return NULL;
  return digest_unknown (db, digest, error) ? lf_digest_finish (digest) : NULL;
}

char *
lf_store_digest_sync (LfStore *self, GError **error)
{
  return lf_store_read (self, compute_digest, NULL, error);
}

/* ---- Verify ---- */

/* Each counts what must not be there. */
static const struct
{
  const char *sql;
  const char *sentence; /* with the number */
} checks[] = {
  { "SELECT count (*) FROM outbox WHERE change NOT IN (SELECT n FROM change)",
    N_ ("%d pending changes are missing from the journal.") },
  { "SELECT count (*) FROM refused WHERE change NOT IN (SELECT n FROM change)",
    N_ ("%d refused changes are missing from the journal.") },
  { "SELECT count (*) FROM outbox_record WHERE change NOT IN (SELECT change FROM outbox)",
    N_ ("%d records are marked as pending without a change.") },
  { "SELECT count (*) FROM change_record WHERE change NOT IN (SELECT n FROM change)",
    N_ ("%d edits belong to no change.") },
  { "SELECT count (*) FROM pending_base WHERE id NOT IN (SELECT id FROM outbox_record) AND id NOT "
    "IN (SELECT id FROM refused_record)",
    N_ ("%d fields keep a base without a pending edit.") },
};

static gboolean
count (LfDb *db, const char *sql, int *ret_n, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, sql, error);
  gboolean has_row;

  if (statement == NULL || !lf_db_step (db, statement, &has_row, error))
    return FALSE;
  *ret_n = sqlite3_column_int (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

static gpointer
verify (LfDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  int code = lf_store_check_soundness (lf_db_handle (db), LF_CHECK_ALL) & 0xff;
  g_autofree char *misfit = NULL;

  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
    g_ptr_array_add (
        problems, g_strdup (_ ("The database is damaged: restore the newest backup, then sync.")));
  else if (code != SQLITE_OK)
    {
      lf_db_set_error (db, code, error);
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      int n;

      if (!count (db, checks[i].sql, &n, error))
        return NULL;
      if (n > 0)
        g_ptr_array_add (problems,
                         g_strdup_printf (g_dgettext (GETTEXT_PACKAGE, checks[i].sentence), n));
    }
  for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
    {
      g_autofree char *sql
          = g_strdup_printf ("SELECT (SELECT count (*) FROM \"%1$s_search_docsize\") - (SELECT "
                             "count (*) FROM \"%1$s\")",
                             (*entities)->name);
      int n;

      if (!count (db, sql, &n, error))
        return NULL;
      if (n != 0)
        g_ptr_array_add (
            problems,
            g_strdup_printf (_ ("The search index of %1$s differs from the records by %2$d."),
                             lf_entity_plural (*entities), n));
    }
  if (!lf_chain_verify (db, &misfit, error))
    return NULL;
  if (misfit != NULL)
    g_ptr_array_add (problems, g_steal_pointer (&misfit));
  return lf_files_check (db, lf_store_folder (data), problems, error) ? g_steal_pointer (&problems)
                                                                      : NULL;
}

static gpointer
check_files (LfDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  return lf_files_check (db, lf_store_folder (data), problems, error) ? g_steal_pointer (&problems)
                                                                      : NULL;
}

GPtrArray *
lf_store_check_files_sync (LfStore *self, GError **error)
{
  return lf_store_read_apart (self, check_files, self, error);
}

gboolean
lf_store_verify_sync (LfStore *self, GPtrArray **ret_problems, GError **error)
{
  GPtrArray *problems = lf_store_read_apart (self, verify, self, error);

  if (problems != NULL)
    *ret_problems = problems;
  return problems != NULL;
}
