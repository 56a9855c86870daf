/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search index of each entity: the words and the pinyin of its records. */

#include "config.h"

#include "lf-store-private.h"

#include "lf-search-text.h"

#define MAX_PIECES 1000

/* What people write is no list of tokens, whatever it begins with. */
static void
append_line (GString *words, const char *value)
{
  if (words->len == 0 && *value == LF_SEARCH_LISTED)
    g_string_append_c (words, '\n');
  g_string_append (words, value);
  g_string_append_c (words, '\n');
}

char *
lf_index_words (const LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);
  GString *words = g_string_new (NULL);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if ((entity->fields[i].flags & LF_FIELD_SEARCHED) && lf_record_get_at (record, i) != NULL)
      append_line (words, lf_record_get_at (record, i));
  return g_string_free (words, FALSE);
}

char *
lf_index_pinyin (const LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);
  GString *pinyin = g_string_new (NULL);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if ((entity->fields[i].flags & LF_FIELD_PINYIN) && lf_record_get_at (record, i) != NULL)
      {
        g_autofree char *one = lf_pinyin_index (lf_record_get_at (record, i));
        g_string_append (pinyin, one);
      }
  return g_string_free (pinyin, FALSE);
}

static gboolean
index_texts (LfDb *db,
             sqlite3_stmt *statement,
             gint64 row,
             const char *words,
             const char *pinyin,
             GError **error)
{
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  sqlite3_bind_text (statement, 2, words, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, pinyin, -1, SQLITE_STATIC);
  return lf_db_run (db, statement, error);
}

static gboolean
index_record (LfDb *db, sqlite3_stmt *statement, const LfRecord *record, GError **error)
{
  g_autofree char *words = lf_index_words (record);
  g_autofree char *pinyin = lf_index_pinyin (record);

  return index_texts (db, statement, lf_record_row (record), words, pinyin, error);
}

static sqlite3_stmt *
prepare_add (LfDb *db, const char *table, GError **error)
{
  return lf_db_preparef (
      db, error, "INSERT INTO \"%s_search\" (rowid, words, pinyin) VALUES (?, ?, ?)", table);
}

/* The row may be that of one that was removed before. */
gboolean
lf_index_add (LfWriter *self, const LfRecord *record, const LfIndexed *indexed, GError **error)
{
  return (!self->has_removed || lf_index_flush (self, error))
         && index_texts (self->db, prepare_add (self->db, lf_record_entity (record)->name, error),
                         lf_record_row (record), indexed->words, indexed->pinyin, error);
}

gboolean
lf_index_add_to (LfDb *db, const char *table, const LfRecord *record, GError **error)
{
  return index_record (db, prepare_add (db, table, error), record, error);
}

/* ---- Taking out and replacing ----
 *
 * Each record that comes behind one of a higher row would begin another piece of the index: so they
 * wait for the end of the transaction, and go in by their rows. */

#define MOST_WAITING 1000

typedef struct
{
  char *words, *pinyin; /* (nullable) */
} Texts;

typedef struct
{
  const LfEntity *entity;
  gint64 row;
  guint n;             /* in the order they came */
  Texts before, after; /* no words: nothing to put in */
} Replacing;

static void
replacing_free (gpointer data)
{
  Replacing *self = data;

  g_free (self->before.words);
  g_free (self->before.pinyin);
  g_free (self->after.words);
  g_free (self->after.pinyin);
  g_free (self);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Replacing *left = *(const Replacing *const *) a, *right = *(const Replacing *const *) b;

  if (left->entity != right->entity)
    return left->entity < right->entity ? -1 : 1;
  if (left->row != right->row)
    return left->row < right->row ? -1 : 1;
  return left->n < right->n ? -1 : 1;
}

/* The index keeps no text of its own: what is taken out has to be given again. */
static gboolean
replace_texts (LfDb *db, const Replacing *one, GError **error)
{
  const char *name = one->entity->name;

  if (!index_texts (
          db,
          lf_db_preparef (db, error,
                          "INSERT INTO \"%s_search\" (\"%s_search\", rowid, words, pinyin)"
                          " VALUES ('delete', ?, ?, ?)",
                          name, name),
          one->row, one->before.words, one->before.pinyin, error))
    return FALSE;
  return one->after.words == NULL
         || index_texts (db, prepare_add (db, name, error), one->row, one->after.words,
                         one->after.pinyin, error);
}

gboolean
lf_index_flush (LfWriter *self, GError **error)
{
  if (self->reindexed == NULL)
    return TRUE;
  g_ptr_array_sort (self->reindexed, compare_rows);
  for (guint i = 0; i < self->reindexed->len; i++)
    if (!replace_texts (self->db, self->reindexed->pdata[i], error))
      return FALSE;
  g_ptr_array_set_size (self->reindexed, 0);
  self->has_removed = FALSE;
  return TRUE;
}

static Texts
texts_of (const LfRecord *record)
{
  return (Texts){ lf_index_words (record), lf_index_pinyin (record) };
}

/* Of all fields with one of @flags. */
static gboolean
have_same (const LfRecord *before, const LfRecord *after, LfFieldFlags flags)
{
  const LfEntity *entity = lf_record_entity (before);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if ((entity->fields[i].flags & flags)
        && g_strcmp0 (lf_record_get_at (before, i), lf_record_get_at (after, i)) != 0)
      return FALSE;
  return TRUE;
}

/* Of a long record one field was edited, as a rule. */
static void
differ (const LfRecord *before, const LfRecord *after, Texts *ret_before, Texts *ret_after)
{
  const LfEntity *entity = lf_record_entity (before);
  g_autoptr (GString) old = g_string_new (NULL);
  g_autoptr (GString) new = g_string_new (NULL);
  g_autoptr (GString) rest = g_string_new (NULL);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    {
      const char *was = lf_record_get_at (before, i), *is = lf_record_get_at (after, i);
      gboolean is_same = g_strcmp0 (was, is) == 0;

      if (!(entity->fields[i].flags & LF_FIELD_SEARCHED))
        continue;
      if (was != NULL)
        append_line (is_same ? rest : old, was);
      if (is != NULL && !is_same)
        append_line (new, is);
    }
  if (lf_search_has_words (old->str))
    {
      g_autofree char *pinyin = lf_index_pinyin (after);

      g_string_append_printf (rest, "\n%s", pinyin);
    }
  lf_search_differ (old->str, new->str, rest->str, &ret_before->words, &ret_after->words);
  ret_before->pinyin = g_strdup ("");
  ret_after->pinyin = g_strdup ("");
}

/* @after: (nullable): nothing */
static gboolean
replace (LfWriter *self, const LfRecord *before, const LfRecord *after, GError **error)
{
  Replacing *one = g_new0 (Replacing, 1);

  if (self->reindexed == NULL)
    self->reindexed = g_ptr_array_new_with_free_func (replacing_free);
  *one = (Replacing){ .entity = lf_record_entity (before),
                      .row = lf_record_row (before),
                      .n = self->reindexed->len };
  if (after != NULL && have_same (before, after, LF_FIELD_PINYIN))
    differ (before, after, &one->before, &one->after);
  else
    {
      one->before = texts_of (before);
      one->after = after == NULL ? (Texts){ NULL } : texts_of (after);
    }
  g_ptr_array_add (self->reindexed, one);
  return self->reindexed->len < MOST_WAITING || lf_index_flush (self, error);
}

gboolean
lf_index_remove (LfWriter *self, const LfRecord *record, GError **error)
{
  self->has_removed = TRUE;
  return replace (self, record, NULL, error);
}

gboolean
lf_index_replace (LfWriter *self, const LfRecord *before, const LfRecord *after, GError **error)
{
  return have_same (before, after, LF_FIELD_SEARCHED | LF_FIELD_PINYIN)
         || replace (self, before, after, error);
}

/* The index grows by a piece with every save. Left to itself it would join pieces now and then in
 * the middle of one, which then takes ten times as long as the others; in a quiet moment any two of
 * a size are joined, for each has its own list of all words. */
static gboolean
set_up (LfDb *db, const LfEntity *entity, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO \"%1$s_search\" (\"%1$s_search\", rank) VALUES ('automerge', 0);"
      "INSERT INTO \"%1$s_search\" (\"%1$s_search\", rank) VALUES ('usermerge', 2);"
      "INSERT INTO \"%1$s_search\" (\"%1$s_search\", rank) VALUES ('crisismerge', %2$d)",
      entity->name, MAX_PIECES);

  return lf_db_exec (db, sql, error);
}

static gboolean
rebuild (LfDb *db, const LfEntity *entity, GError **error)
{
  g_autofree char *clear
      = g_strdup_printf ("INSERT INTO \"%s_search\" (\"%s_search\") VALUES ('delete-all')",
                         entity->name, entity->name);
  sqlite3_stmt *statement;
  gboolean has_row = TRUE;

  if (!lf_db_exec (db, clear, error) || !set_up (db, entity, error))
    return FALSE;
  statement = lf_db_prepare (db, lf_sql_select (entity), error);
  while (statement != NULL && lf_db_step (db, statement, &has_row, error) && has_row)
    {
      g_autoptr (LfRecord) record = lf_sql_read_record (statement, entity, 0);

      if (!lf_index_add_to (db, entity->name, record, error))
        return FALSE;
    }
  return !has_row;
}

gboolean
lf_index_mend (LfWriter *self, const LfEntity *entity, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean has_row, differs;

  if (!lf_index_flush (self, error))
    return FALSE;
  statement = lf_db_preparef (
      self->db, error,
      "SELECT (SELECT count (*) FROM \"%1$s_search_docsize\") <> (SELECT count (*) FROM \"%1$s\")",
      entity->name);
  if (statement == NULL || !lf_db_step (self->db, statement, &has_row, error))
    return FALSE;
  differs = sqlite3_column_int (statement, 0) != 0;
  sqlite3_reset (statement);
  return !differs || (rebuild (self->db, entity, error) && lf_keys_rebuild (self->db, error));
}

gboolean
lf_index_rebuild (LfDb *db, GError **error)
{
  for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
    if (!rebuild (db, *entities, error))
      return FALSE;
  return TRUE;
}

/* ---- Merging ---- */

static gboolean
merge (LfDb *db, const LfEntity *entity, guint n_pages, gboolean *ret_is_done)
{
  sqlite3_stmt *statement = lf_db_preparef (
      db, NULL, "INSERT INTO \"%1$s_search\" (\"%1$s_search\", rank) VALUES ('merge', %2$d)",
      entity->name, (int) n_pages);
  int before = sqlite3_total_changes (lf_db_handle (db));
  gboolean is_ok = statement != NULL && lf_db_run (db, statement, NULL);

  /* The statement itself counts as one change, any work as more. */
  *ret_is_done = sqlite3_total_changes (lf_db_handle (db)) - before < 2;
  return is_ok;
}

gboolean
lf_index_merge_some (LfDb *db, guint n_pages)
{
  gboolean has_more = FALSE;

  if (!lf_db_begin (db, NULL))
    return FALSE;
  for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
    {
      gboolean is_done;

      if (!merge (db, *entities, n_pages, &is_done))
        {
          lf_db_rollback (db);
          return FALSE;
        }
      has_more = has_more || !is_done;
    }
  return lf_db_commit (db, NULL) && has_more;
}
