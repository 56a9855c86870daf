/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search over all entities, ranked, with the field that matched. */

#include "config.h"

#include "lf-store-private.h"

#include "lf-collation.h"
#include "lf-field-types.h"
#include "lf-search-text.h"

#include <string.h>

/* At least so many of an entity's newest matches are ranked; of more than that, those whose title
 * begins with the words are looked for as well. */
#define MIN_RANKED 200

void
lf_hit_free (LfHit *self)
{
  g_clear_pointer (&self->record, lf_record_unref);
  g_free (self->words);
  g_free (self);
}

typedef struct
{
  char *text;
  const LfEntity *entity; /* (nullable): all */
  guint limit;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->text);
  g_free (search);
}

/* ---- Rank ---- */

/* The words as every match is compared with them. */
typedef struct
{
  char *whole;
  char **terms;
  char **loose; /* those of them that the search index may have found in pieces */
  char *number; /* (nullable): the phone number that they are */
} Words;

static void
words_clear (Words *self)
{
  g_free (self->whole);
  g_strfreev (self->terms);
  g_strfreev (self->loose);
  g_free (self->number);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static gboolean
holds_all (const char *folded, char **terms)
{
  for (char **term = terms; *term != NULL; term++)
    if (strstr (folded, *term) == NULL)
      return FALSE;
  return TRUE;
}

/* Pinyin takes as long to make as all the rest, and has no letters but these. */
static gboolean
can_be_pinyin (const char *folded, char **terms)
{
  for (char **term = terms; *term != NULL; term++)
    if (!g_str_is_ascii (*term) && strstr (folded, *term) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_read_as (const char *pinyin, const char *term)
{
  g_autofree char *beginning = g_strconcat (" ", term, NULL);

  return strstr (pinyin, beginning) != NULL;
}

static gboolean
sounds_like_all (const char *value, const char *folded, char **terms)
{
  g_autofree char *pinyin = NULL;

  if (!can_be_pinyin (folded, terms))
    return FALSE;
  pinyin = lf_pinyin_index (value);
  for (char **term = terms; *term != NULL; term++)
    if (strstr (folded, *term) == NULL && !is_read_as (pinyin, *term))
      return FALSE;
  return TRUE;
}

static LfHitRank
rank_name (const LfField *field, const char *value, const Words *words)
{
  g_autofree char *folded = lf_text_fold (value);

  if (strcmp (folded, words->whole) == 0)
    return LF_HIT_EXACT;
  if (g_str_has_prefix (folded, words->whole))
    return LF_HIT_PREFIX;
  if (holds_all (folded, words->terms))
    return LF_HIT_WITHIN;
  if ((field->flags & LF_FIELD_PINYIN) && sounds_like_all (value, folded, words->terms))
    return LF_HIT_PINYIN;
  return LF_HIT_OTHER;
}

static gboolean
holds (const LfField *field, const char *value, char *term)
{
  g_autofree char *folded = lf_text_fold (value);
  char *const terms[] = { term, NULL };

  return (field->flags & LF_FIELD_PINYIN) ? sounds_like_all (value, folded, (char **) terms)
                                          : holds_all (folded, (char **) terms);
}

/* The first searched field that holds one of the words, the first of them before the others. */
static const LfField *
holding_field (const LfRecord *record, const Words *words)
{
  const LfEntity *entity = lf_record_entity (record);

  for (char **term = words->terms; *term != NULL; term++)
    for (guint i = 0; entity->fields[i].name != NULL; i++)
      if ((entity->fields[i].flags & LF_FIELD_SEARCHED) && lf_record_get_at (record, i) != NULL
          && holds (&entity->fields[i], lf_record_get_at (record, i), *term))
        return &entity->fields[i];
  return lf_entity_title (entity);
}

/* The search index finds the parts of a term, which need not stand together. */
static gboolean
holds_loose (const LfRecord *record, char *term)
{
  const LfEntity *entity = lf_record_entity (record);
  char *const terms[] = { term, NULL };

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if ((entity->fields[i].flags & LF_FIELD_SEARCHED) && lf_record_get_at (record, i) != NULL)
      {
        g_autofree char *folded = lf_text_fold (lf_record_get_at (record, i));

        if (holds_all (folded, (char **) terms))
          return TRUE;
      }
  return FALSE;
}

static gboolean
holds_all_loose (const LfRecord *record, const Words *words)
{
  for (char **term = words->loose; *term != NULL; term++)
    if (!holds_loose (record, *term))
      return FALSE;
  return TRUE;
}

/* (nullable): the field with that phone number, however it is written there. */
static const LfField *
field_of_number (const LfRecord *record, const char *number)
{
  const LfEntity *entity = lf_record_entity (record);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (entity->fields[i].check == LF_CHECK_PHONE && (entity->fields[i].flags & LF_FIELD_SEARCHED)
        && lf_record_get_at (record, i) != NULL)
      {
        g_autofree char *digits = lf_phone_digits (lf_record_get_at (record, i));

        if (strstr (digits, number) != NULL)
          return &entity->fields[i];
      }
  return NULL;
}

static LfHit *
new_hit (LfRecord *record /* (transfer full) */, const Words *words)
{
  const LfEntity *entity = lf_record_entity (record);
  LfHit *hit = g_new0 (LfHit, 1);

  hit->record = record;
  hit->rank = LF_HIT_OTHER;
  for (guint i = 0; entity->fields[i].name != NULL; i++)
    {
      const LfField *field = &entity->fields[i];
      const char *value = lf_record_get_at (record, i);
      LfHitRank rank = LF_HIT_OTHER;

      if (value != NULL && (field->flags & LF_FIELD_SEARCHED)
          && (field->flags & (LF_FIELD_TITLE | LF_FIELD_PINYIN)))
        rank = rank_name (field, value, words);
      if (rank < hit->rank)
        {
          hit->rank = rank;
          hit->field = field;
        }
    }
  if (hit->field == NULL && words->number != NULL)
    hit->field = field_of_number (record, words->number);
  if (hit->field == NULL)
    hit->field = holding_field (record, words);
  return hit;
}

/* Ids begin with the time they were made at. */
static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const LfHit *first = *(const LfHit *const *) a, *second = *(const LfHit *const *) b;

  if (first->rank != second->rank)
    return first->rank < second->rank ? -1 : 1;
  return strcmp (lf_record_id (second->record), lf_record_id (first->record));
}

/* ---- Candidates: the searched fields and nothing else ---- */

static GString *
select_candidates (const LfEntity *entity)
{
  GString *sql = g_string_new ("SELECT t.row, t.id");

  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (field->flags & LF_FIELD_SEARCHED)
      g_string_append_printf (sql, ", t.\"%s\"", field->name);
  return sql;
}

static sqlite3_stmt *
prepare_matching (LfDb *db, const LfEntity *entity, const char *match, gint64 most, GError **error)
{
  g_autoptr (GString) sql = select_candidates (entity);
  sqlite3_stmt *statement;

  g_string_append_printf (sql,
                          " FROM \"%1$s_search\" s CROSS JOIN \"%1$s\" t ON t.row = s.rowid"
                          " WHERE s.\"%1$s_search\" MATCH ?1 AND t.deleted IS NULL"
                          " ORDER BY s.rowid DESC LIMIT ?2",
                          entity->name);
  statement = lf_db_prepare (db, sql->str, error);
  if (statement == NULL)
    return NULL;
  lf_db_bind_text (statement, 1, match);
  sqlite3_bind_int64 (statement, 2, most);
  return statement;
}

/* Where the titles that begin with @text stand in their index. */
static void
find_range (const LfField *title, const char *text, GBytes **ret_low, GBytes **ret_high)
{
  g_autofree char *behind = g_strconcat (text, "\364\217\277\277", NULL);

  if (lf_sql_has_key (title))
    {
      lf_collation_range (text, ret_low, ret_high);
      return;
    }
  *ret_low = g_bytes_new (text, strlen (text));
  *ret_high = g_bytes_new (behind, strlen (behind));
}

/* The index of titles knows those that begin with @text; that of words would look at all that have
 * it anywhere. */
static sqlite3_stmt *
prepare_beginning (LfDb *db, const LfEntity *entity, const char *text, gint64 most, GError **error)
{
  const LfField *title = lf_entity_title (entity);
  const char *type = lf_sql_has_key (title) ? "BLOB" : "TEXT";
  g_autoptr (GString) sql = select_candidates (entity);
  g_autoptr (GBytes) low = NULL;
  g_autoptr (GBytes) high = NULL;
  sqlite3_stmt *statement;

  g_string_append_printf (sql,
                          " FROM (SELECT row FROM \"%1$s\" INDEXED BY \"%1$s_%2$s_live\""
                          " WHERE deleted IS NULL AND \"%2$s%3$s\" >= CAST (?1 AS %4$s)"
                          " AND \"%2$s%3$s\" < CAST (?2 AS %4$s)"
                          " ORDER BY row DESC LIMIT ?3) s CROSS JOIN \"%1$s\" t ON t.row = s.row",
                          entity->name, title->name, lf_sql_has_key (title) ? "_key" : "", type);
  statement = lf_db_prepare (db, sql->str, error);
  if (statement == NULL)
    return NULL;
  find_range (title, text, &low, &high);
  lf_db_bind_bytes (statement, 1, low);
  lf_db_bind_bytes (statement, 2, high);
  sqlite3_bind_int64 (statement, 3, most);
  return statement;
}

static LfRecord *
read_candidate (sqlite3_stmt *statement, const LfEntity *entity)
{
  g_autofree char *id = lf_db_id (statement, 1);
  LfRecord *record = lf_record_new (entity, id);
  int column = 2;

  lf_record_set_stored (record, sqlite3_column_int64 (statement, 0), 0, FALSE, LF_RECORD_SYNCED);
  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (entity->fields[i].flags & LF_FIELD_SEARCHED)
      lf_record_take_at (record, i, lf_sql_read_value (statement, &column, &entity->fields[i]));
  return record;
}

/* One entity's part of a search. */
typedef struct
{
  LfDb *db;
  const LfEntity *entity;
  const Words *words;
  GHashTable *rows; /* (element-type gint64): those that are hits already */
  GPtrArray *hits;
  gboolean is_number; /* the candidates have to have the phone number that was typed */
} Part;

static gboolean
add_candidates (Part *self, sqlite3_stmt *statement, LfHitRank worst, guint *ret_n, GError **error)
{
  gboolean has_row = TRUE;

  *ret_n = 0;
  while (statement != NULL && lf_db_step (self->db, statement, &has_row, error) && has_row)
    {
      gint64 row = sqlite3_column_int64 (statement, 0);
      g_autoptr (LfRecord) record = NULL;
      LfHit *hit;

      ++*ret_n;
      if (g_hash_table_contains (self->rows, &row))
        continue;
      record = read_candidate (statement, self->entity);
      if (self->is_number ? field_of_number (record, self->words->number) == NULL
                          : !holds_all_loose (record, self->words))
        continue;
      hit = new_hit (g_steal_pointer (&record), self->words);
      if (hit->rank > worst)
        {
          lf_hit_free (hit);
          continue;
        }
      g_hash_table_add (self->rows, g_memdup2 (&row, sizeof row));
      g_ptr_array_add (self->hits, hit);
    }
  return !has_row;
}

static gboolean
search_number (Part *self, gint64 most, GError **error)
{
  g_autofree char *match = lf_search_match_number (self->words->number);
  guint n;

  self->is_number = TRUE;
  return add_candidates (self, prepare_matching (self->db, self->entity, match, most, error),
                         LF_HIT_OTHER, &n, error);
}

static gboolean
search_entity (LfDb *db,
               const LfEntity *entity,
               const Search *search,
               const Words *words,
               GPtrArray *hits,
               GError **error)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree char *match = lf_search_match (search->text);
  Part part = { db, entity, words, rows, hits };
  gint64 most = search->limit == 0 ? -1 : (gint64) MAX (search->limit, MIN_RANKED);
  guint n;

  if (!add_candidates (&part, prepare_matching (db, entity, match, most, error), LF_HIT_OTHER, &n,
                       error))
    return FALSE;
  if (most >= 0 && n >= most
      && !add_candidates (&part, prepare_beginning (db, entity, words->whole, most, error),
                          LF_HIT_PREFIX, &n, error))
    return FALSE;
  return words->number == NULL || search_number (&part, most, error);
}

/* ---- The search ---- */

/* What is shown is read whole. A reader sees one moment per statement: what is gone by now is left
 * out. */
static gboolean
fill_hits (LfDb *db, GPtrArray *hits, const char *text, GError **error)
{
  for (guint i = hits->len; i > 0; i--)
    {
      LfHit *hit = hits->pdata[i - 1];
      GError *local_error = NULL;
      LfRecord *record = lf_rows_load (db, lf_record_entity (hit->record),
                                       lf_record_id (hit->record), &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
      if (record == NULL)
        {
          g_ptr_array_remove_index (hits, i - 1);
          continue;
        }
      lf_rows_fill_displays_of (db, record);
      lf_record_unref (hit->record);
      hit->record = record;
      hit->words = g_strdup (text);
    }
  return TRUE;
}

static gpointer
do_search (LfDb *db, gpointer data, GError **error)
{
  const Search *search = data;
  g_auto (Words) words = { lf_text_fold (search->text), lf_search_terms (search->text),
                           lf_search_loose_terms (search->text), lf_search_number (search->text) };
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_hit_free);

  for (const LfEntity *const *entities = lf_schema_entities (NULL);
       words.terms[0] != NULL && *entities != NULL; entities++)
    if ((search->entity == NULL || search->entity == *entities)
        && !search_entity (db, *entities, search, &words, hits, error))
      return NULL;
  g_ptr_array_sort (hits, compare_hits);
  if (search->limit != 0 && hits->len > search->limit)
    g_ptr_array_set_size (hits, (int) search->limit);
  return fill_hits (db, hits, search->text, error) ? g_steal_pointer (&hits) : NULL;
}

GPtrArray *
lf_store_search_sync (
    LfStore *self, const char *text, const LfEntity *entity, guint limit, GError **error)
{
  Search search = { (char *) text, entity, limit };

  return lf_store_read (self, do_search, &search, error);
}

void
lf_store_search_async (LfStore *self,
                       const char *text,
                       const LfEntity *entity,
                       guint limit,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  Search *search = g_new0 (Search, 1);

  *search = (Search){ g_strdup (text), entity, limit };
  lf_store_read_async (self, do_search, search, search_free, (GDestroyNotify) g_ptr_array_unref,
                       cancellable, callback, user_data);
}

GPtrArray *
lf_store_search_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
