/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding possible duplicates: the index of keys says which records to compare. */

#include "config.h"

#include "lf-store-finder.h"

#define MAX_FORMS 20000

struct _LfFinder
{
  LfDb *db;
  const LfEntity *entity;
  gint64 cursor;     /* what an edit of a record found has seen */
  GHashTable *forms; /* row → Known: the same ones are asked for again and again */
};

typedef struct
{
  LfRecord *record; /* (nullable): it is deleted or gone */
  LfDuplicateForm *form;
} Known;

LfCompared *
lf_compared_new (const LfRecord *record)
{
  LfDuplicateForm *form = lf_duplicate_form_new (record);
  LfCompared *self;

  if (form == NULL)
    return NULL;
  self = g_new (LfCompared, 1);
  *self = (LfCompared){ form, lf_duplicate_keys (form), lf_duplicate_probes (form) };
  return self;
}

void
lf_compared_free (LfCompared *self)
{
  g_clear_pointer (&self->form, lf_duplicate_form_free);
  g_array_unref (self->keys);
  g_array_unref (self->probes);
  g_free (self);
}

static void
known_free (gpointer data)
{
  Known *known = data;

  g_clear_pointer (&known->record, lf_record_unref);
  g_clear_pointer (&known->form, lf_duplicate_form_free);
  g_free (known);
}

LfFinder *
lf_finder_new (LfDb *db, const LfEntity *entity, GError **error)
{
  LfFinder *self;
  gint64 cursor;

  if (!lf_setting_get_since (db, &cursor, error))
    return NULL;
  self = g_new0 (LfFinder, 1);
  self->db = db;
  self->entity = entity;
  self->cursor = cursor;
  self->forms = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, known_free);
  return self;
}

void
lf_finder_free (LfFinder *self)
{
  g_hash_table_unref (self->forms);
  g_free (self);
}

static const Known *
known_of (LfFinder *self, gint64 row, GError **error)
{
  Known *known = g_hash_table_lookup (self->forms, &row);
  sqlite3_stmt *statement;
  gboolean has_row;

  if (known != NULL)
    return known;
  statement = lf_db_preparef (self->db, error, "%s WHERE t.row = ? AND t.deleted IS NULL",
                              lf_sql_select (self->entity));
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, row);
  if (!lf_db_step (self->db, statement, &has_row, error))
    return NULL;
  if (g_hash_table_size (self->forms) >= MAX_FORMS)
    g_hash_table_remove_all (self->forms);
  known = g_new0 (Known, 1);
  if (has_row)
    {
      known->record = lf_sql_read_record (statement, self->entity, self->cursor);
      known->form = lf_duplicate_form_new (known->record);
      sqlite3_reset (statement);
    }
  g_hash_table_insert (self->forms, g_memdup2 (&row, sizeof row), known);
  return known;
}

/* Most records share no key with another. */
static gboolean
add_seen (GHashTable **seen, gint64 row)
{
  if (*seen == NULL)
    *seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return g_hash_table_add (*seen, g_memdup2 (&row, sizeof row));
}

/* The rows that have a key of @probes, but @own: (transfer full), without doubles */
static GArray *
candidates (LfFinder *self, const GArray *probes, gint64 own, gint64 before, GError **error)
{
  g_autoptr (GHashTable) seen = NULL;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < probes->len; i++)
    {
      sqlite3_stmt *statement = lf_db_prepare (
          self->db,
          "SELECT row FROM duplicate_key WHERE key = ? AND row < ? ORDER BY row DESC LIMIT ?",
          error);
      gboolean has_row = TRUE;

      if (statement == NULL)
        return NULL;
      sqlite3_bind_int64 (statement, 1, g_array_index (probes, gint64, i));
      sqlite3_bind_int64 (statement, 2, before);
      sqlite3_bind_int (statement, 3, LF_FINDER_MAX_SHARED);
      while (lf_db_step (self->db, statement, &has_row, error) && has_row)
        {
          gint64 row = sqlite3_column_int64 (statement, 0);

          if (row != own && add_seen (&seen, row))
            g_array_append_val (rows, row);
        }
      if (has_row)
        return NULL;
    }
  return g_steal_pointer (&rows);
}

static gboolean
is_judged (LfDb *db, const char *a, const char *b, gboolean *ret_is_judged, GError **error)
{
  g_autofree char *id = lf_verdict_id (a, b);
  sqlite3_stmt *statement = lf_db_prepare (
      db, "SELECT 1 FROM duplicate_verdict WHERE id = ? AND deleted IS NULL", error);

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, id);
  if (!lf_db_step (db, statement, ret_is_judged, error))
    return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
lf_finder_find (LfFinder *self,
                const LfRecord *record,
                const LfCompared *compared,
                gint64 before,
                GPtrArray *found,
                GError **error)
{
  g_autoptr (GArray) rows
      = candidates (self, compared->probes, lf_record_row (record), before, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const Known *known = known_of (self, g_array_index (rows, gint64, i), error);
      const LfDuplicateRule *rule;
      LfDuplicate *duplicate;
      gboolean judged;

      if (known == NULL)
        return FALSE;
      rule = known->form == NULL ? NULL : lf_duplicate_compare (compared->form, known->form);
      if (rule == NULL)
        continue;
      if (!is_judged (self->db, lf_record_id (record), lf_record_id (known->record), &judged,
                      error))
        return FALSE;
      if (judged)
        continue;
      duplicate = g_new (LfDuplicate, 1);
      *duplicate = (LfDuplicate){ lf_record_ref (known->record), rule };
      g_ptr_array_add (found, duplicate);
    }
  return rows != NULL;
}
