/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lamps month by month, and closing a month. */

#include "config.h"

#include "lf-store-lamps.h"

#include "lf-store-list.h"
#include "lf-store-standing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define KEPT "lamp_month"
#define PAGE 500 /* projects that are held at a time */

/* ---- The value ---- */

gboolean
lf_lamp_cell_is_corrected (const LfLampCell *self)
{
  return self->lamp != self->reading;
}

static LfLampRow *
row_new (LfRecord *project, guint n_months)
{
  LfLampRow *row = g_new0 (LfLampRow, 1);

  row->project = lf_record_ref (project);
  row->cells = g_new0 (LfLampCell, n_months);
  return row;
}

static void
row_free (LfLampRow *row, guint n_months)
{
  for (guint i = 0; i < n_months; i++)
    g_clear_pointer (&row->cells[i].record, lf_record_unref);
  lf_record_unref (row->project);
  g_free (row->cells);
  g_free (row);
}

void
lf_lamp_chart_free (LfLampChart *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    row_free (self->rows->pdata[i], self->n_months);
  g_ptr_array_unref (self->rows);
  g_free (self->counts);
  g_free (self->n_open);
  g_free (self);
}

LfDate
lf_lamp_chart_month (const LfLampChart *self, guint index)
{
  return lf_date_add_months (&self->first, (int) index);
}

static LfLampChart *
chart_new (const LfDate *first, guint n_months, const LfDate *today)
{
  LfLampChart *self = g_new0 (LfLampChart, 1);

  self->first = lf_date_month (first);
  self->today = *today;
  self->n_months = n_months;
  self->rows = g_ptr_array_new ();
  self->counts = g_malloc0_n (n_months, sizeof *self->counts);
  self->n_open = g_new0 (guint, n_months);
  return self;
}

/* ---- Reading ---- */

typedef struct
{
  LfQuery *projects; /* (nullable) */
  LfDate first, today;
  guint n_months;
  LfLampsWhy why;
} Asked;

typedef struct
{
  LfDb *db;
  const Asked *asked;
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

static const char *
park_of (const LfRecord *project)
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
      = lf_query_parse (lf_schema_find (KEPT), filter, NULL, &self->asked->today, error);
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
  unit = unit_of (period, park_of (project));
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
has_lamp (const LfLampRow *row, guint n_months)
{
  for (guint i = 0; i < n_months; i++)
    if (row->cells[i].lamp != LF_LAMP_NONE || row->cells[i].reading != LF_LAMP_NONE)
      return TRUE;
  return FALSE;
}

static void
add_row (LfLampChart *chart, LfLampRow *row)
{
  if (!has_lamp (row, chart->n_months))
    {
      row_free (row, chart->n_months);
      return;
    }
  for (guint i = 0; i < chart->n_months; i++)
    {
      chart->counts[i][row->cells[i].lamp]++;
      chart->n_open[i] += !row->cells[i].is_kept && row->cells[i].lamp != LF_LAMP_NONE;
    }
  g_ptr_array_add (chart->rows, row);
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
  row = row_new (project, self->chart->n_months);
  for (guint i = 0; i < self->chart->n_months; i++)
    judge_month (self, &lamp_facts, &first, row, i);
  add_row (self->chart, row);
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
  LfLampRow *row = row_new (project, self->chart->n_months);

  for (guint i = 0; i < self->chart->n_months; i++)
    {
      const LfDate month = lf_lamp_chart_month (self->chart, i);
      LfRecord *kept = find_kept (self, project, &month);

      if (kept != NULL)
        take_kept (&row->cells[i], kept);
    }
  add_row (self->chart, row);
  return TRUE;
}

static GArray *
find_deleted (Reader *self, const LfQuery *query, GError **error)
{
  g_autofree char *select = g_strdup_printf (
      "SELECT t.row FROM \"%s\" t WHERE t.deleted IS NOT NULL AND t.id IN"
      " (SELECT project FROM " KEPT " WHERE deleted IS NULL AND period BETWEEN ? AND ?) AND ",
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

static LfLampChart *
read_chart (LfDb *db, const Asked *asked, GError **error)
{
  g_auto (Reader) reader = { db, asked };
  const LfEntity *entity = lf_standing_entity ();
  g_autoptr (LfQuery) all = lf_query_new (entity, NULL, lf_entity_title (entity)->name);
  const LfQuery *query = asked->projects == NULL ? all : asked->projects;

  for (guint part = 0; part < LF_N_LAMP_PARTS; part++)
    reader.parts[part] = lf_standing_parts_sql ((LfLampPart) part);
  reader.chart = chart_new (&asked->first, asked->n_months, &asked->today);
  reader.book = lf_standing_load_book (db, error);
  reader.last = last_begun (&reader);
  if (reader.book == NULL || !read_kept (&reader, error) || !judge_projects (&reader, query, error)
      || !take_all_deleted (&reader, query, error))
    return NULL;
  return g_steal_pointer (&reader.chart);
}

/* ---- Closing ---- */

/* Who may keep which lamps, from this device. */
typedef struct
{
  char *role, *sight; /* (nullable): nobody's store */
} Closer;

static void
closer_clear (Closer *self)
{
  g_free (self->role);
  g_free (self->sight);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Closer, closer_clear)

static gboolean
may_close (const Closer *self, const LfRecord *project)
{
  const char *park = park_of (project);

  return self->role == NULL || lf_sight_has (self->sight, LF_SCOPE_PARKS)
         || (park != NULL && lf_sight_has_park (self->sight, park));
}

static gboolean
check_closing (const Closer *self, const Asked *asked, const char *month, GError **error)
{
  if (self->role != NULL && !lf_rules_may (self->role, KEPT, 'c'))
    {
      g_set_error (error, LF_ERROR, LF_ERROR_REFUSED,
                   _ ("The lamps of %s are closed by the managers of the zone and its parks."),
                   month);
      return FALSE;
    }
  if (!lf_date_is_month_over (&asked->first, &asked->today))
    {
      g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                   _ ("%s is not over yet: its lamps are closed then."), month);
      return FALSE;
    }
  return TRUE;
}

/* A month that was closed once and opened again has left its records in the trash. */
static gboolean
keep_lamp (LfDb *db, LfChange *change, const LfRecord *lamp, GError **error)
{
  const LfEntity *entity = lf_record_entity (lamp);
  g_autoptr (GError) cause = NULL;
  g_autoptr (LfRecord) before = lf_rows_load (db, entity, lf_record_id (lamp), &cause);

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (before == NULL)
    {
      lf_change_create (change, lamp);
      return TRUE;
    }
  lf_change_restore (change, before);
  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (g_strcmp0 (lf_record_get_at (before, i), lf_record_get_at (lamp, i)) != 0)
      lf_change_edit (change, before, entity->fields[i].name, lf_record_get_at (lamp, i));
  return TRUE;
}

guint
lf_lamps_count_closed (const LfChange *closing)
{
  guint n = 0;

  for (guint i = 0; i < closing->ops->len; i++)
    n += ((LfOp *) closing->ops->pdata[i])->is_new
         || ((LfOp *) closing->ops->pdata[i])->kind == LF_OP_RESTORE;
  return n;
}

static gpointer
run_closing (LfDb *db, gpointer data, GError **error)
{
  const Asked *asked = data;
  const LfDate whole = lf_date_month (&asked->first);
  g_autofree char *month = lf_date_format (&whole);
  g_autofree char *label = g_strdup_printf (_ ("Lamps of %s closed"), month);
  g_autoptr (LfChange) change = lf_change_new (label);
  g_autoptr (LfLampChart) chart = NULL;
  g_auto (Closer) closer = { NULL };

  if (!lf_setting_get (db, LF_SETTING_ROLE, &closer.role, error)
      || !lf_setting_get (db, LF_SETTING_SIGHT, &closer.sight, error)
      || !check_closing (&closer, asked, month, error))
    return NULL;
  chart = read_chart (db, asked, error);
  if (chart == NULL)
    return NULL;
  for (guint i = 0; i < chart->rows->len; i++)
    {
      const LfLampRow *row = chart->rows->pdata[i];

      if (!row->cells->is_kept && row->cells->record != NULL && may_close (&closer, row->project)
          && !keep_lamp (db, change, row->cells->record, error))
        return NULL;
    }
  if (change->ops->len > 0)
    return g_steal_pointer (&change);
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
               chart->n_open[0] > 0 ? _ ("The lamps of %s that are left are of other parks.")
               : chart->counts[0][LF_LAMP_NONE] == chart->rows->len
                   ? _ ("No project had a lamp in %s.")
                   : _ ("The lamps of %s are closed already."),
               month);
  return NULL;
}

/* ---- Asking ---- */

static Asked *
asked_new (const LfQuery *projects, const LfDate *first, guint n_months, const LfDate *today)
{
  Asked *self = g_new (Asked, 1);

  *self = (Asked){ projects == NULL ? NULL : lf_query_ref ((LfQuery *) projects), *first, *today,
                   n_months };
  return self;
}

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_clear_pointer (&asked->projects, lf_query_unref);
  g_free (asked);
}

static gpointer
run_chart (LfDb *db, gpointer data, GError **error)
{
  return read_chart (db, data, error);
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
  Asked asked = { (LfQuery *) projects, *first, *today, n_months, why };

  g_return_val_if_fail (n_months > 0 && n_months <= LF_LAMPS_MOST_MONTHS, NULL);
  return projects == NULL ? lf_store_read (self, run_chart, &asked, error)
                          : lf_store_read_query (self, projects, run_chart, &asked, error);
}

LfChange *
lf_store_lamps_closing_sync (LfStore *self,
                             const LfDate *month,
                             const LfDate *today,
                             GError **error)
{
  Asked asked = { NULL, *month, *today, 1 };

  return lf_store_read (self, run_closing, &asked, error);
}

void
lf_store_lamps_closing_async (LfStore *self,
                              const LfDate *month,
                              const LfDate *today,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  lf_store_read_async (self, run_closing, asked_new (NULL, month, 1, today), asked_free,
                       (GDestroyNotify) lf_change_unref, cancellable, callback, user_data);
}

LfChange *
lf_store_lamps_closing_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
