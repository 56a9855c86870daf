/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lamp chart (domain.md V3): the lamp of each project at the end of each month or quarter of a
 * year, and why the last one is not green. */

#include "config.h"

#include "lf-wall-private.h"

#include "lf-store-lamps.h"

#include <glib/gi18n-lib.h>

#define MOST_PERIODS 12

typedef struct
{
  guint n;                    /* of the year */
  LfDate days[MOST_PERIODS];  /* year 0: not begun yet */
  guint months[MOST_PERIODS]; /* of the year, whose lamps are the period's */
  guint last;                 /* that has begun; @n: none */
  LfLampChart *chart;         /* (nullable) */
  GHashTable *rows;           /* (nullable) (element-type utf8 LfLampRow): of the chart */
} Periods;

static void
periods_clear (Periods *self)
{
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->chart, lf_lamp_chart_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Periods, periods_clear)

/* One that runs is judged on the chart's own day. */
static Periods
list_periods (const LfWallBuilder *self)
{
  gboolean is_quarterly = g_str_equal (self->by, "quarter");
  Periods periods = { .n = is_quarterly ? 4 : 12 };

  periods.last = periods.n;
  for (guint i = 0; i < periods.n; i++)
    {
      int months = is_quarterly ? 3 : 1;
      const LfDate first = { (gint16) self->year, (gint8) ((int) i * months + 1), 1 };
      const LfDate month = { (gint16) self->year, (gint8) (((int) i + 1) * months), 0 };
      const LfDate end = lf_date_last_day (&month);

      if (lf_date_compare (&first, &self->day) > 0)
        continue;
      periods.days[i] = lf_date_compare (&end, &self->day) < 0 ? end : self->day;
      periods.months[i] = (guint) periods.days[i].month - 1;
      periods.last = i;
    }
  return periods;
}

/* Of the year that runs those under way are shown, of one that is over whatever had a lamp in it:
 * what is under way now says nothing of it, and no filter tells what was. */
static gboolean
is_year_over (const LfWallBuilder *self)
{
  return self->year < self->day.year;
}

static gboolean
read_lamps (const LfWallBuilder *self, Periods *periods, const LfQuery *projects, GError **error)
{
  const LfDate january = { (gint16) self->year, 1, 0 };

  periods->chart = lf_store_lamps_sync (self->store, projects, &january, MOST_PERIODS, &self->day,
                                        LF_LAMPS_WHY_LAST, error);
  if (periods->chart == NULL)
    return FALSE;
  periods->rows = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < periods->chart->rows->len; i++)
    {
      LfLampRow *row = periods->chart->rows->pdata[i];

      g_hash_table_insert (periods->rows, (gpointer) lf_record_id (row->project), row);
    }
  return TRUE;
}

/* (nullable) */
static const LfLampCell *
month_at (const Periods *periods, guint i, const LfRecord *project)
{
  const LfLampRow *row = i >= periods->n || periods->days[i].year == 0
                             ? NULL
                             : g_hash_table_lookup (periods->rows, lf_record_id (project));

  return row == NULL ? NULL : &row->cells[periods->months[i]];
}

static LfLamp
lamp_at (const Periods *periods, guint i, const LfRecord *project)
{
  const LfLampCell *month = month_at (periods, i, project);

  return month == NULL ? LF_LAMP_NONE : month->lamp;
}

/* (transfer full) (nullable): why the lamp of the last period is lit */
static char *
tell_why (const Periods *periods, const LfLampCell *month /* nullable */)
{
  LfLampVerdict verdict;

  if (month == NULL || month->record == NULL)
    return NULL;
  verdict = lf_lamp_month_verdict (month->record, &periods->chart->today);
  return lf_lamp_tell (&verdict);
}

/* (transfer full) (nullable): since when, or what would be lit by what is known today */
static char *
tell_second (const Periods *periods, const LfLampCell *month)
{
  const LfLampVerdict verdict = lf_lamp_month_verdict (month->record, &periods->chart->today);

  if (lf_lamp_cell_is_corrected (month))
    return g_strdup_printf (_ ("Corrected since: by what is known today %s"),
                            month->reading == LF_LAMP_NONE ? _ ("no lamp")
                                                           : lf_lamp_label (month->reading));
  return lf_lamp_tell_since (&verdict);
}

/* ---- Rows ---- */

static void
add_reason (LfWallRow *row, const Periods *periods, const LfLampCell *month, const char *why)
{
  gboolean is_told = month != NULL && month->record != NULL && month->lamp >= LF_LAMP_YELLOW;
  LfWallCell *cell = lf_wall_add_cell (row, is_told ? why : "");

  if (is_told)
    cell->second = tell_second (periods, month);
}

static void
add_project (LfWallBuilder *self, const LfWallProject *project, gpointer data)
{
  const Periods *periods = data;
  const LfLampCell *last = month_at (periods, periods->last, project->record);
  LfWallRow *row = lf_wall_add_row (self->wall, lf_record_id (project->record));
  GPtrArray *line = lf_report_add_row (self->wall->table);
  g_autofree char *title = lf_record_title (project->record);
  g_autofree char *why = tell_why (periods, last);

  row->tip = lf_wall_project_tip (project->record, why);
  lf_wall_add_cell (row, title)->second = lf_record_format (project->record, "stage");
  lf_report_add_text (line, project->group);
  lf_report_add_text (line, title);
  for (guint i = 0; i < periods->n; i++)
    {
      LfLamp lamp = lamp_at (periods, i, project->record);

      lf_wall_add_cell (row, periods->days[i].year == 0 ? "" : "–")->sign
          = lf_wall_lamp_sign (lamp);
      lf_report_add_text (line, lamp == LF_LAMP_NONE ? "" : lf_lamp_label (lamp));
    }
  add_reason (row, periods, last, why);
  lf_report_add_text (line, why == NULL ? "" : why);
}

/* "Mar", "Q1" */
static char *
period_label (const LfWallBuilder *self, const Periods *periods, guint i)
{
  return periods->n == 4 ? g_strdup_printf (_ ("Q%u"), i + 1)
                         /* Translators: a month as the head of a narrow column: its number */
                         : g_strdup_printf (C_ ("month", "%u"), i + 1);
}

/* Where there is no room for a year: months to come go first, then those that are long past, the
 * reasons, and the past ones one by one. The newest always stays. */
#define RECENT 6
#define DROP_REASON 100

static guint
period_drop (const Periods *periods, guint i)
{
  guint newest = MIN (periods->last, periods->n - 1);

  if (i > newest)
    return 2 * DROP_REASON + i;
  return newest - i < RECENT ? newest - i : DROP_REASON + newest - i;
}

static void
add_columns (LfWallBuilder *self, const Periods *periods)
{
  static const char *const months[]
      = { "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10", "m11", "m12" };
  static const char *const quarters[] = { "q1", "q2", "q3", "q4" };
  LfWall *wall = self->wall;
  LfWallColumn *column;

  lf_wall_add_column (wall, "project", _ ("Project"), LF_WALL_TEXT, 14)->grow = 2;
  lf_report_add_column (wall->table, "group", _ ("Park"), LF_COLUMN_TEXT);
  lf_report_add_column (wall->table, "project", _ ("Project"), LF_COLUMN_TEXT);
  for (guint i = 0; i < periods->n; i++)
    {
      const char *name = periods->n == 4 ? quarters[i] : months[i];
      g_autofree char *label = period_label (self, periods, i);

      column = lf_wall_add_column (wall, name, label, LF_WALL_LAMP, periods->n == 4 ? 4 : 2.1);
      column->grow = 0.15;
      column->drop = period_drop (periods, i);
      lf_report_add_column (wall->table, name, label, LF_COLUMN_TEXT);
    }
  column = lf_wall_add_column (wall, "reason", _ ("Why it is yellow or red"), LF_WALL_TEXT, 20);
  column->grow = 2.5;
  column->drop = DROP_REASON;
  lf_report_add_column (wall->table, "reason", _ ("Reason"), LF_COLUMN_TEXT);
}

/* How many of each are lit, by the lamps that were read last; a list can only tell today's. */
static void
add_figures (LfWallBuilder *self, const GPtrArray *list, const Periods *periods)
{
  const LfDate *today = &self->options->today;
  gboolean is_today
      = periods->last < periods->n && lf_date_compare (&periods->days[periods->last], today) == 0;
  guint counts[LF_N_LAMPS] = { 0 };

  for (guint i = 0; i < list->len; i++)
    counts[lamp_at (periods, periods->last, list->pdata[i])]++;
  for (guint lamp = LF_LAMP_RED; lamp > LF_LAMP_NONE; lamp--)
    lf_wall_add_lamp_figure (self, lamp, counts[lamp], is_today ? LF_STAGES_ON_THE_WAY : NULL);
}

/* What burns now stands first in its section, whatever day it is. */
static void
take_last_lamps (GPtrArray *projects, const Periods *periods)
{
  for (guint i = 0; i < projects->len; i++)
    {
      LfWallProject *project = projects->pdata[i];

      project->lamp = lamp_at (periods, periods->last, project->record);
    }
  lf_wall_order_projects (projects);
}

static GPtrArray *
list_rows (const LfLampChart *chart)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);

  for (guint i = 0; i < chart->rows->len; i++)
    g_ptr_array_add (list, lf_record_ref (((LfLampRow *) chart->rows->pdata[i])->project));
  return list;
}

/* (transfer full) (element-type LfRecord) (nullable): the projects of the chart */
static GPtrArray *
read_projects (LfWallBuilder *self, Periods *periods, const char *filter, GError **error)
{
  g_autofree char *within = lf_wall_within (self, filter == NULL ? "" : filter);
  g_autoptr (LfQuery) query = lf_wall_query (self, "project", within, NULL, error);
  g_autoptr (GPtrArray) queries = g_ptr_array_new ();
  g_autoptr (LfMoment) moment = NULL;

  if (query == NULL || !read_lamps (self, periods, query, error))
    return NULL;
  if (filter == NULL)
    return list_rows (periods->chart);
  g_ptr_array_add (queries, query);
  moment = lf_store_moment_sync (self->store, queries, error);
  return moment == NULL ? NULL : g_ptr_array_ref ((GPtrArray *) lf_moment_list (moment, 0));
}

gboolean
lf_wall_build_lamps (LfWallBuilder *self, GError **error)
{
  const char *filter = is_year_over (self) ? NULL : LF_STAGES_ON_THE_WAY;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) sorted = NULL;
  g_auto (Periods) periods = list_periods (self);
  LfTotals totals;

  list = read_projects (self, &periods, filter, error);
  if (list == NULL)
    return FALSE;
  lf_wall_name_year (self);
  self->wall->note = g_strdup (_ ("G round: on plan · B diamond: in process · Y triangle: late · R "
                                  "octagon: far behind, or stuck · dash: nothing to go by"));
  self->group = "park";
  sorted = lf_wall_sort_projects (self, list);
  take_last_lamps (sorted, &periods);
  add_columns (self, &periods);
  lf_wall_add_total_figures (self, list, filter, &totals);
  add_figures (self, list, &periods);
  lf_wall_add_projects (self, sorted, filter, add_project, &periods);
  return TRUE;
}
