/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading lamps month by month. */

#include "config.h"

#include "lf-store-lamps-private.h"

#include "lf-store-list.h"
#include "lf-store-standing.h"

#define PAGE 500 /* projects that are held at a time */

typedef struct
{
  LfDb *db;
  const LfLampsAsked *asked;
  LfRulebook *book;
  char *parts[LF_N_LAMP_PARTS];
  GHashTable *kept;   /* id → LfRecord */
  GHashTable *closed; /* "2026-10 park" */
  LfLampChart *chart;
  guint last; /* month that has begun */
} Reader;

static void
reader_clear (Reader *self)
{
  for (guint part = 0; part < LF_N_LAMP_PARTS; part++)
    g_free (self->parts[part]);
  g_clear_pointer (&self->book, lf_rulebook_free);
  g_clear_pointer (&self->kept, g_hash_table_unref);
  g_clear_pointer (&self->closed, g_hash_table_unref);
  g_clear_pointer (&self->chart, lf_lamp_chart_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

const char *
lf_lamps_park (const LfRecord *project)
{
  return lf_record_get (project, lf_record_entity (project)->scope.park);
}

static gboolean
is_secret (const LfRecord *project)
{
  return lf_record_get (project, lf_record_entity (project)->scope.secret) != NULL;
}

static char *
unit_of (const char *month, const char *park)
{
  return g_strconcat (month, " ", park == NULL ? "" : park, NULL);
}

static gboolean
read_kept (Reader *self, GError **error)
{
  const LfDate last = lf_lamp_chart_month (self->chart, self->chart->n_months - 1);
  g_autofree char *from = lf_date_to_canonical (&self->chart->first);
  g_autofree char *to = lf_date_to_canonical (&last);
  g_autofree char *filter = g_strdup_printf ("period>=%s and period<=%s", from, to);
  g_autoptr (LfQuery) query
      = lf_query_parse (lf_schema_find (LF_LAMP_MONTH), filter, NULL, &self->asked->today, error);
  g_autoptr (GPtrArray) records = query == NULL ? NULL : lf_rows_list (self->db, query, 0, error);

  self->kept
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) lf_record_unref);
  self->closed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      LfRecord *record = records->pdata[i];

      g_hash_table_replace (self->kept, (gpointer) lf_record_id (record), lf_record_ref (record));
      g_hash_table_add (self->closed,
                        unit_of (lf_record_get (record, "period"), lf_record_get (record, "park")));
    }
  return records != NULL;
}

/* What a month is judged as of; FALSE: it has not begun. */
static gboolean
find_basis (const Reader *self, guint index, LfBasis *ret_basis)
{
  const LfDate month = lf_lamp_chart_month (self->chart, index);
  const LfDate first = lf_date_first_day (&month), last = lf_date_month_end (&month);
  const LfDate *today = &self->asked->today;

  *ret_basis = (LfBasis){ self->book, NULL, lf_date_compare (&last, today) < 0 ? last : *today };
  return lf_date_compare (&first, today) <= 0;
}

static gboolean
take_parts (Reader *self, const char *project, LfLampFacts *facts, GError **error)
{
  for (guint part = 0; part < LF_N_LAMP_PARTS; part++)
    {
      gboolean is_needed = FALSE;
      LfBasis basis;

      for (guint i = 0; !is_needed && i < self->chart->n_months; i++)
        is_needed = find_basis (self, i, &basis)
                    && lf_lamp_needs (&basis, facts->project, (LfLampPart) part);
      if (is_needed
          && !lf_standing_take_parts (self->db, self->parts[part], (LfLampPart) part, project,
                                      facts, error))
        return FALSE;
    }
  return TRUE;
}

/* (nullable) */
static LfRecord *
find_kept (const Reader *self, const LfRecord *project, const LfDate *month)
{
  g_autofree char *id = NULL;

  if (g_hash_table_size (self->kept) == 0)
    return NULL;
  id = lf_lamp_month_id (lf_record_id (project), month);
  return g_hash_table_lookup (self->kept, id);
}

/* A park's month is closed with the first of its lamps that is kept. */
static gboolean
is_closed (const Reader *self, const LfRecord *project, const LfDate *month)
{
  g_autofree char *period = NULL;
  g_autofree char *unit = NULL;

  if (is_secret (project) || g_hash_table_size (self->closed) == 0)
    return FALSE;
  period = lf_date_to_canonical (month);
  unit = unit_of (period, lf_lamps_park (project));
  return g_hash_table_contains (self->closed, unit);
}

/* The last month that has begun; none has: the first. */
static guint
last_begun (const Reader *self)
{
  guint index = self->chart->n_months - 1;
  LfBasis basis;

  while (index > 0 && !find_basis (self, index, &basis))
    index--;
  return index;
}

static LfRecord *
tell_why (const LfBasis *basis, const LfLampFacts *facts, LfRecord *project, const LfDate *month)
{
  const LfLampVerdict verdict = lf_lamp_judge (basis, facts);

  return lf_lamp_month_record (project, month, &verdict,
                               lf_lamp_is_by_nodes (basis, facts->project));
}

static void
take_kept (LfLampCell *cell, LfRecord *kept)
{
  cell->is_kept = TRUE;
  cell->record = lf_record_ref (kept);
  cell->lamp = lf_lamp_from_key (lf_record_get (kept, "lamp"));
}

/* @first: of the project's days; year 0: all */
static void
judge_month (
    const Reader *self, const LfLampFacts *facts, const LfDate *first, LfLampRow *row, guint index)
{
  const LfDate month = lf_lamp_chart_month (self->chart, index);
  LfRecord *kept = find_kept (self, row->project, &month);
  LfLampCell *cell = &row->cells[index];
  LfBasis basis;

  if (!find_basis (self, index, &basis))
    return;
  if (lf_date_compare (first, &basis.today) <= 0)
    cell->reading = lf_lamp_of_day (&basis, facts);
  cell->is_kept = is_closed (self, row->project, &month);
  if (kept != NULL)
    take_kept (cell, kept);
  else if (!cell->is_kept)
    cell->lamp = cell->reading;
  if (cell->record == NULL && cell->lamp != LF_LAMP_NONE
      && (self->asked->why == LF_LAMPS_WHY_ALL || index == self->last))
    cell->record = tell_why (&basis, facts, row->project, &month);
}

static gboolean
judge_project (Reader *self, LfRecord *project, GError **error)
{
  g_auto (LfFacts) facts = lf_facts_of (project);
  g_auto (LfLampFacts) lamp_facts = { &facts };
  const LfDate first = lf_stage_first_day (project);
  LfLampRow *row;

  if (!take_parts (self, lf_record_id (project), &lamp_facts, error))
    return FALSE;
  row = lf_lamp_row_new (project, self->chart->n_months);
  for (guint i = 0; i < self->chart->n_months; i++)
    judge_month (self, &lamp_facts, &first, row, i);
  lf_lamp_chart_take (self->chart, row);
  return TRUE;
}

static gboolean
each_project (Reader *self,
              const GArray *rows,
              gboolean (*take) (Reader *self, LfRecord *project, GError **error),
              GError **error)
{
  for (guint at = 0; at < rows->len; at += PAGE)
    {
      g_autoptr (GPtrArray) page
          = lf_rows_page (self->db, lf_standing_entity (), &g_array_index (rows, gint64, at),
                          MIN (PAGE, rows->len - at), error);

      if (page == NULL)
        return FALSE;
      for (guint i = 0; i < page->len; i++)
        if (page->pdata[i] != NULL && !take (self, page->pdata[i], error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
judge_projects (Reader *self, const LfQuery *query, GError **error)
{
  g_autoptr (GArray) rows = lf_list_rows (self->db, query, error);

  return rows != NULL && each_project (self, rows, judge_project, error);
}

/* What was kept stays on the chart of its month, whatever became of the project. */
static gboolean
take_deleted (Reader *self, LfRecord *project, GError **error)
{
  LfLampRow *row = lf_lamp_row_new (project, self->chart->n_months);

  for (guint i = 0; i < self->chart->n_months; i++)
    {
      const LfDate month = lf_lamp_chart_month (self->chart, i);
      LfRecord *kept = find_kept (self, project, &month);

      if (kept != NULL)
        take_kept (&row->cells[i], kept);
    }
  lf_lamp_chart_take (self->chart, row);
  return TRUE;
}

static GArray *
find_deleted (Reader *self, const LfQuery *query, GError **error)
{
  g_autofree char *select
      = g_strdup_printf ("SELECT t.row FROM \"%s\" t WHERE t.deleted IS NOT NULL AND t.id IN"
                         " (SELECT project FROM " LF_LAMP_MONTH
                         " WHERE deleted IS NULL AND period BETWEEN ? AND ?) AND ",
                         lf_standing_entity ()->name);
  g_autoptr (LfSql) sql = lf_sql_new (select);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  const LfDate last = lf_lamp_chart_month (self->chart, self->chart->n_months - 1);
  gboolean has_row = TRUE;
  sqlite3_stmt *statement;

  lf_sql_bind (sql, g_variant_new_take_string (lf_date_to_canonical (&self->chart->first)));
  lf_sql_bind (sql, g_variant_new_take_string (lf_date_to_canonical (&last)));
  sql->is_past = lf_query_as_of (query) != NULL;
  if (lf_query_filter (query) == NULL)
    g_string_append_c (sql->text, '1');
  else
    lf_sql_add_filter (sql, lf_query_entity (query), lf_query_filter (query));
  statement = lf_sql_prepare (sql, self->db, error);
  while (statement != NULL && lf_db_step (self->db, statement, &has_row, error) && has_row)
    {
      const gint64 row = sqlite3_column_int64 (statement, 0);

      g_array_append_val (rows, row);
    }
  return statement == NULL || has_row ? NULL : g_steal_pointer (&rows);
}

static gboolean
take_all_deleted (Reader *self, const LfQuery *query, GError **error)
{
  g_autoptr (GArray) rows = NULL;

  if (g_hash_table_size (self->kept) == 0)
    return TRUE;
  rows = find_deleted (self, query, error);
  return rows != NULL && each_project (self, rows, take_deleted, error);
}

LfLampChart *
lf_lamps_read (LfDb *db, const LfLampsAsked *asked, GError **error)
{
  g_auto (Reader) reader = { db, asked };
  const LfEntity *entity = lf_standing_entity ();
  g_autoptr (LfQuery) all = lf_query_new (entity, NULL, lf_entity_title (entity)->name);
  const LfQuery *query = asked->projects == NULL ? all : asked->projects;

  for (guint part = 0; part < LF_N_LAMP_PARTS; part++)
    reader.parts[part] = lf_standing_parts_sql ((LfLampPart) part);
  reader.chart = lf_lamp_chart_new (&asked->first, asked->n_months, &asked->today);
  reader.book = lf_standing_load_book (db, error);
  reader.last = last_begun (&reader);
  if (reader.book == NULL || !read_kept (&reader, error) || !judge_projects (&reader, query, error)
      || !take_all_deleted (&reader, query, error))
    return NULL;
  return g_steal_pointer (&reader.chart);
}

static gpointer
run_chart (LfDb *db, gpointer data, GError **error)
{
  return lf_lamps_read (db, data, error);
}

LfLampChart *
lf_store_lamps_sync (LfStore *self,
                     const LfQuery *projects,
                     const LfDate *first,
                     guint n_months,
                     const LfDate *today,
                     LfLampsWhy why,
                     GError **error)
{
  LfLampsAsked asked = { (LfQuery *) projects, *first, *today, n_months, why };

  g_return_val_if_fail (n_months > 0 && n_months <= LF_LAMPS_MOST_MONTHS, NULL);
  return projects == NULL ? lf_store_read (self, run_chart, &asked, error)
                          : lf_store_read_query (self, projects, run_chart, &asked, error);
}
