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

typedef struct
{
  LfTodayReading *reading;
  GHashTable *heard;
  LfRowSet *stepped;
  LfStage stage;
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
add_silent (const Search *self, LfRecord *record, GError **error)
{
  const LfSilenceRule *rule = lf_today_silence_rule ();
  LfTodayReading *reading = self->reading;
  g_autofree char *last = NULL;
  LfDate contact = { 0 }, since = { 0 };
  LfTodayItem *item;

  if (!read_last_contact (reading, record, &last, error))
    return FALSE;
  lf_date_from_canonical (lf_record_get (record, rule->since), &since);
  if (last != NULL)
    lf_date_from_canonical (last, &contact);
  item = lf_today_add (reading, LF_TODAY_SILENT, record, rule->owner);
  item->date = lf_date_compare (&contact, &since) > 0 ? contact : since;
  item->why = lf_today_tell_silence (reading->calendar, self->stage, last == NULL ? NULL : &contact,
                                     &since, &reading->today);
  return TRUE;
}

/* The rows of a stage, oldest first, without those heard from since @since or to be dealt with
 * anyway. */
static GArray *
read_silent (const Search *self, const char *since, GError **error)
{
  const LfSilenceRule *rule = lf_today_silence_rule ();
  g_autofree char *text = g_strdup_printf ("%s=%s and %s<%s", rule->stage,
                                           lf_stage_key (self->stage), rule->since, since);
  g_autoptr (LfQuery) query
      = lf_today_query (self->reading, lf_schema_find (rule->entity), text, rule->owner,
                        /* partner= */ NULL, rule->since, error);
  g_autoptr (GArray) rows = query == NULL ? NULL : lf_list_rows (self->reading->db, query, error);
  GArray *silent;

  if (rows == NULL)
    return NULL;
  silent = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < rows->len; i++)
    {
      gint64 row = g_array_index (rows, gint64, i);
      const char *last = g_hash_table_lookup (self->heard, &row);

      if ((last == NULL || strcmp (last, since) < 0) && !lf_row_set_has (self->stepped, row))
        g_array_append_val (silent, row);
    }
  return silent;
}

static gboolean
find_in_stage (const Search *self, GError **error)
{
  LfTodayReading *reading = self->reading;
  const LfEntity *entity = lf_schema_find (lf_today_silence_rule ()->entity);
  const LfDate day = lf_today_heard_since (reading->calendar,
                                           lf_today_allowed_silence (self->stage), &reading->today);
  g_autofree char *since = text_from (&day);
  g_autoptr (GArray) rows = read_silent (self, since, error);
  g_autoptr (GPtrArray) records
      = rows == NULL ? NULL
                     : lf_rows_page (reading->db, entity, (const gint64 *) (gpointer) rows->data,
                                     MIN (rows->len, LF_TODAY_MOST), error);

  if (records == NULL)
    return FALSE;
  reading->found->counts[LF_TODAY_SILENT] += rows->len;
  for (guint i = 0; i < records->len; i++)
    if (records->pdata[i] != NULL && !add_silent (self, records->pdata[i], error))
      return FALSE;
  return TRUE;
}

static LfRowSet *
make_set (LfTodayReading *self, GError **error)
{
  gint64 last_row;
  LfRowSet *set;

  if (!lf_list_last_row (self->db, lf_schema_find (lf_today_silence_rule ()->entity), &last_row,
                         error))
    return NULL;
  self->found->is_blank = last_row == 0;
  set = lf_row_set_new (last_row);
  for (guint i = 0; i < self->stepped->len; i++)
    lf_row_set_add (set, g_array_index (self->stepped, gint64, i));
  return set;
}

gboolean
lf_today_find_silent (LfTodayReading *self, GError **error)
{
  guint most = 0;
  g_autoptr (LfRowSet) stepped = make_set (self, error);
  g_autoptr (GHashTable) heard = NULL;
  g_autofree char *since = NULL;
  LfDate day;

  for (int stage = 0; stage < LF_N_STAGES; stage++)
    most = MAX (most, lf_today_allowed_silence ((LfStage) stage));
  day = lf_today_heard_since (self->calendar, most, &self->today);
  since = text_from (&day);
  heard = stepped == NULL ? NULL : read_heard (self, since, error);
  if (heard == NULL)
    return FALSE;
  for (int stage = 0; stage < LF_N_STAGES; stage++)
    {
      const Search search = { self, heard, stepped, (LfStage) stage };

      if (lf_today_allowed_silence ((LfStage) stage) > 0 && !find_in_stage (&search, error))
        return FALSE;
    }
  return TRUE;
}
