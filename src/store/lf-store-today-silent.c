/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who was not heard from for longer than the stage allows. */

#include "config.h"

#include "lf-store-today-private.h"

#include "lf-store-list.h"

#include <string.h>

/* A month stands before its first day, and counts as it: of that day the month is asked for. */
static char *
text_from (const LfDate *day)
{
  LfDate coarse = *day;

  if (coarse.day == 1)
    coarse.day = 0;
  if (coarse.day == 0 && coarse.month == 1)
    coarse.month = 0;
  return lf_date_to_canonical (&coarse);
}

static LfSql *
select_contacts (const LfTodayReading *self, const char *select, GError **error)
{
  const LfSilenceRule *rule = lf_today_silence_rule ();
  const LfEntity *contact = lf_schema_find (rule->contact);
  g_autoptr (LfFilter) filter
      = lf_filter_parse (contact, rule->contact_filter, &self->today, NULL, error);
  g_autofree char *today = lf_date_to_canonical (&self->today);
  g_autoptr (LfSql) sql = NULL;

  if (filter == NULL)
    return NULL;
  sql = lf_sql_new (select);
  g_string_append_printf (sql->text, " WHERE t.deleted IS NULL AND t.\"%s\" <= ? AND ",
                          rule->contact_date);
  lf_sql_bind (sql, g_variant_new_string (today));
  lf_sql_add_filter (sql, contact, filter);
  return g_steal_pointer (&sql);
}

/* ---- Who was heard from ---- */

/* (element-type gint64 utf8): the last contact of each row since @since, a canonical text */
static GHashTable *
read_heard (const LfTodayReading *self, const char *since, GError **error)
{
  const LfSilenceRule *rule = lf_today_silence_rule ();
  g_autoptr (GHashTable) heard
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autofree char *select = g_strdup_printf (
      "SELECT p.row, t.\"%2$s\" FROM \"%1$s\" t INDEXED BY \"%1$s_%2$s_live\" CROSS JOIN \"%4$s\" p"
      " ON p.id = t.\"%3$s\"",
      rule->contact, rule->contact_date, rule->contact_of, rule->entity);
  g_autoptr (LfSql) sql = select_contacts (self, select, error);
  sqlite3_stmt *statement;
  gboolean has_row = TRUE;

  if (sql == NULL)
    return NULL;
  g_string_append_printf (sql->text, " AND t.\"%1$s\" >= ? ORDER BY t.\"%1$s\"",
                          rule->contact_date);
  lf_sql_bind (sql, g_variant_new_string (since));
  statement = lf_sql_prepare (sql, self->db, error);
  while (statement != NULL && lf_db_step (self->db, statement, &has_row, error) && has_row)
    {
      const gint64 row = sqlite3_column_int64 (statement, 0);

      g_hash_table_replace (heard, g_memdup2 (&row, sizeof row), lf_db_text (statement, 1));
    }
  return has_row ? NULL : g_steal_pointer (&heard);
}

/* ---- Who was not ---- */

/* Strings are canonical texts. */
typedef struct
{
  LfTodayReading *reading;
  GHashTable *heard;
  LfRowSet *stepped;
  LfRowSet *mine; /* (nullable): all */
  guint8 *stages; /* by row: the stage, and 1; 0: one that may be silent */
  gint64 last_row;
  char *since[LF_N_STAGES]; /* (nullable elements): heard from before that is silent */
} Search;

/* @ret_last: (nullable) (transfer full): the date of the last one */
static gboolean
read_last_contact (const LfTodayReading *self,
                   const LfRecord *record,
                   char **ret_last,
                   GError **error)
{
  const LfSilenceRule *rule = lf_today_silence_rule ();
  g_autofree char *select
      = g_strdup_printf ("SELECT max (t.\"%s\") FROM \"%s\" t", rule->contact_date, rule->contact);
  g_autoptr (LfSql) sql = select_contacts (self, select, error);
  g_autoptr (LfFilter) of = lf_filter_equal (
      lf_entity_field (lf_schema_find (rule->contact), rule->contact_of), lf_record_id (record));
  sqlite3_stmt *statement;
  gboolean has_row;

  if (sql == NULL)
    return FALSE;
  g_string_append (sql->text, " AND ");
  lf_sql_add_comparison (sql, of);
  statement = lf_sql_prepare (sql, self->db, error);
  if (statement == NULL || !lf_db_step (self->db, statement, &has_row, error))
    return FALSE;
  *ret_last = has_row ? lf_db_text (statement, 0) : NULL;
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
add_silent (LfTodayReading *reading, LfRecord *record, GError **error)
{
  const LfSilenceRule *rule = lf_today_silence_rule ();
  g_autofree char *last = NULL;
  LfStage stage = LF_STAGE_LEAD;
  LfDate contact = { 0 }, since = { 0 };
  LfTodayItem *item;

  if (!read_last_contact (reading, record, &last, error))
    return FALSE;
  lf_stage_from_key (lf_record_get (record, rule->stage), &stage);
  lf_date_from_canonical (lf_record_get (record, rule->since), &since);
  if (last != NULL)
    lf_date_from_canonical (last, &contact);
  item = lf_today_add (reading, LF_TODAY_SILENT, record, rule->owner);
  item->date = lf_date_compare (&contact, &since) > 0 ? contact : since;
  item->why = lf_today_tell_silence (reading->calendar, stage, last == NULL ? NULL : &contact,
                                     &since, &reading->today);
  return TRUE;
}

/* A statement over the index of @field, of all live rows. */
static LfSql *
select_live (const char *columns, const char *field)
{
  const LfEntity *entity = lf_schema_find (lf_today_silence_rule ()->entity);
  g_autofree char *index = lf_sql_index (entity, lf_entity_field (entity, field));
  g_autofree char *select
      = g_strdup_printf ("SELECT %s FROM \"%s\" t INDEXED BY \"%s\" WHERE t.deleted IS NULL AND ",
                         columns, entity->name, index);

  return lf_sql_new (select);
}

typedef void (*RowFunc) (Search *self, gint64 row, LfStage stage);

static void
add_to_mine (Search *self, gint64 row, LfStage stage)
{
  lf_row_set_add (self->mine, row);
}

static void
add_to_stage (Search *self, gint64 row, LfStage stage)
{
  if (row <= self->last_row)
    self->stages[row] = (guint8) (stage + 1);
}

static gboolean
each_equal (
    Search *self, const char *name, const char *value, RowFunc func, LfStage stage, GError **error)
{
  const LfEntity *entity = lf_schema_find (lf_today_silence_rule ()->entity);
  g_autoptr (LfFilter) equal = lf_filter_equal (lf_entity_field (entity, name), value);
  g_autoptr (LfSql) sql = select_live ("t.row", name);
  sqlite3_stmt *statement;
  gboolean has_row = TRUE;

  lf_sql_add_comparison (sql, equal);
  statement = lf_sql_prepare (sql, self->reading->db, error);
  while (statement != NULL && lf_db_step (self->reading->db, statement, &has_row, error) && has_row)
    func (self, sqlite3_column_int64 (statement, 0), stage);
  return !has_row;
}

/* Which rows are whose, and in which stage. */
static gboolean
read_rows (Search *self, GError **error)
{
  const LfSilenceRule *rule = lf_today_silence_rule ();
  const char *account = self->reading->scope == LF_TODAY_MINE ? self->reading->account : NULL;

  if (account != NULL)
    {
      self->mine = lf_row_set_new (self->last_row);
      if (!each_equal (self, rule->owner, account, add_to_mine, LF_STAGE_LEAD, error))
        return FALSE;
    }
  for (int stage = 0; stage < LF_N_STAGES; stage++)
    if (self->since[stage] != NULL
        && !each_equal (self, rule->stage, lf_stage_key ((LfStage) stage), add_to_stage,
                        (LfStage) stage, error))
      return FALSE;
  return TRUE;
}

static gboolean
is_silent (const Search *self, gint64 row, const char *entered)
{
  const char *since, *last;

  if (row > self->last_row || self->stages[row] == 0 || lf_row_set_has (self->stepped, row)
      || (self->mine != NULL && !lf_row_set_has (self->mine, row)))
    return FALSE;
  since = self->since[self->stages[row] - 1];
  last = g_hash_table_lookup (self->heard, &row);
  return strcmp (entered, since) < 0 && (last == NULL || strcmp (last, since) < 0);
}

/* (transfer full) (element-type gint64): those who entered their stage first come first. All are
 * counted. */
static GArray *
read_silent (const Search *self, const char *before, GError **error)
{
  const char *entered = lf_today_silence_rule ()->since;
  g_autofree char *columns = g_strdup_printf ("t.row, t.\"%s\"", entered);
  g_autoptr (LfSql) sql = select_live (columns, entered);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  LfDb *db = self->reading->db;
  sqlite3_stmt *statement;
  gboolean has_row = TRUE;

  g_string_append_printf (sql->text, "t.\"%1$s\" < ? ORDER BY t.\"%1$s\", t.row", entered);
  lf_sql_bind (sql, g_variant_new_string (before));
  statement = lf_sql_prepare (sql, db, error);
  while (statement != NULL && lf_db_step (db, statement, &has_row, error) && has_row)
    {
      gint64 row = sqlite3_column_int64 (statement, 0);

      if (!is_silent (self, row, (const char *) sqlite3_column_text (statement, 1)))
        continue;
      self->reading->found->counts[LF_TODAY_SILENT]++;
      if (rows->len < self->reading->most)
        g_array_append_val (rows, row);
    }
  return has_row ? NULL : g_steal_pointer (&rows);
}

static gboolean
add_rows (LfTodayReading *self, const GArray *rows, GError **error)
{
  g_autoptr (GPtrArray) records
      = lf_rows_page (self->db, lf_schema_find (lf_today_silence_rule ()->entity),
                      (const gint64 *) (gpointer) rows->data, rows->len, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    if (records->pdata[i] != NULL && !add_silent (self, records->pdata[i], error))
      return FALSE;
  return records != NULL;
}

/* ---- Both ---- */

static LfRowSet *
make_stepped (const LfTodayReading *self, gint64 last_row)
{
  LfRowSet *set = lf_row_set_new (last_row);

  for (guint i = 0; i < self->stepped->len; i++)
    lf_row_set_add (set, g_array_index (self->stepped, gint64, i));
  return set;
}

/* Ret: the earliest and the latest of the days since when somebody must have been heard from. */
static void
set_since (Search *self, const char **ret_first, const char **ret_last)
{
  *ret_first = *ret_last = NULL;
  for (int stage = 0; stage < LF_N_STAGES; stage++)
    {
      guint allowed = lf_today_allowed_silence ((LfStage) stage);
      LfDate day;

      if (allowed == 0)
        continue;
      day = lf_today_heard_since (self->reading->calendar, allowed, &self->reading->today);
      self->since[stage] = text_from (&day);
      if (*ret_first == NULL || strcmp (self->since[stage], *ret_first) < 0)
        *ret_first = self->since[stage];
      if (*ret_last == NULL || strcmp (self->since[stage], *ret_last) > 0)
        *ret_last = self->since[stage];
    }
}

static void
search_clear (Search *self)
{
  g_clear_pointer (&self->heard, g_hash_table_unref);
  g_clear_pointer (&self->stepped, lf_row_set_free);
  g_clear_pointer (&self->mine, lf_row_set_free);
  g_free (self->stages);
  for (int stage = 0; stage < LF_N_STAGES; stage++)
    g_free (self->since[stage]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

gboolean
lf_today_find_silent (LfTodayReading *self, GError **error)
{
  g_auto (Search) search = { .reading = self };
  const char *first, *last;
  g_autoptr (GArray) rows = NULL;

  if (!lf_list_last_row (self->db, lf_schema_find (lf_today_silence_rule ()->entity),
                         &search.last_row, error))
    return FALSE;
  self->found->is_blank = search.last_row == 0;
  set_since (&search, &first, &last);
  search.stepped = make_stepped (self, search.last_row);
  search.stages = g_new0 (guint8, (gsize) search.last_row + 1);
  search.heard = read_heard (self, first, error);
  if (search.heard == NULL || !read_rows (&search, error))
    return FALSE;
  rows = read_silent (&search, last, error);
  return rows != NULL && add_rows (self, rows, error);
}
