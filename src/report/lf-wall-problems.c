/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The problem chart (domain.md V2, I1): each open problem, whose it is, and by when it has to be
 * solved (限期解决). */

#include "config.h"

#include "lf-wall-private.h"

#include "lf-handling.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  const LfRecord *record;
  LfDate due;
  LfHandlingState state;
  int days; /* working days left; negative: late */
} Problem;

/* ---- In their order ---- */

static Problem
judge (const LfHandlingDesk *desk, const LfRecord *record)
{
  Problem problem = { record, lf_handling_due (desk, record, LF_HANDLING_TERM_CLOSE),
                      lf_handling_judge (desk, record, LF_HANDLING_TERM_CLOSE) };

  if (problem.due.year != 0)
    problem.days = lf_calendar_count_working_days (desk->calendar, &desk->today, &problem.due);
  return problem;
}

/* The longest overdue first. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const Problem *first = a, *second = b;
  int order = (first->due.year == 0) - (second->due.year == 0);

  if (order == 0)
    order = lf_date_compare (&first->due, &second->due);
  return order != 0 ? order
                    : g_strcmp0 (lf_record_id (first->record), lf_record_id (second->record));
}

/* ---- Figures ---- */

static gint64
count (LfWallBuilder *self, const char *name, const char *label, const char *filter, gint64 n)
{
  LfReportCell *cell = lf_wall_add_figure (self->wall, name, label, LF_COLUMN_COUNT);

  cell->count = n;
  cell->filter = lf_wall_within (self, filter);
  return n;
}

static void
add_rate (LfWallBuilder *self, gint64 part, gint64 whole)
{
  LfReportCell *cell
      = lf_wall_add_figure (self->wall, "closing_rate", _ ("Closing rate"), LF_COLUMN_PERCENT);

  cell->percent = whole == 0 ? NAN : 100.0 * (double) part / (double) whole;
}

static void
add_figures (LfWallBuilder *self, const GArray *open, const GPtrArray *of_year)
{
  g_autofree char *year = g_strdup_printf ("collected_on=%d", self->year);
  g_autofree char *collected = self->year == self->day.year
                                   ? g_strdup (_ ("Collected this year"))
                                   : g_strdup_printf (_ ("Collected in %d"), self->year);
  g_autofree char *sent = g_strconcat (year, " and dispatched_on!=", NULL);
  g_autofree char *done = g_strconcat (year, " and state=closed", NULL);
  gint64 dispatched = 0, closed = 0, late = 0;
  LfReportCell *cell;

  for (guint i = 0; i < of_year->len; i++)
    {
      dispatched += lf_record_get (of_year->pdata[i], "dispatched_on") != NULL;
      closed += g_strcmp0 (lf_record_get (of_year->pdata[i], "state"), "closed") == 0;
    }
  for (guint i = 0; i < open->len; i++)
    late += g_array_index (open, Problem, i).state == LF_HANDLING_LATE;
  count (self, "open", C_ ("problems", "Open"), LF_HANDLING_OPEN, open->len);
  cell = lf_wall_add_figure (self->wall, "overdue", _ ("Overdue"), LF_COLUMN_COUNT);
  cell->count = late;
  count (self, "collected", collected, year, of_year->len);
  count (self, "dispatched", _ ("Dispatched"), sent, dispatched);
  count (self, "closed", _ ("Closed"), done, closed);
  add_rate (self, closed, dispatched);
}

/* ---- Rows ---- */

static LfSign
sign_of (const Problem *problem)
{
  switch (problem->state)
    {
    case LF_HANDLING_LATE:
      return LF_SIGN_LATE;
    case LF_HANDLING_WARNED:
      return LF_SIGN_WARNED;
    case LF_HANDLING_RUNNING:
      return LF_SIGN_RUNNING;
    default:
      return LF_SIGN_PLANNED;
    }
}

static char *
tell_days (const Problem *problem)
{
  if (problem->state == LF_HANDLING_NONE || problem->due.year == 0)
    return NULL;
  if (problem->state == LF_HANDLING_LATE)
    return g_strdup_printf (
        ngettext ("%d working day overdue", "%d working days overdue", -problem->days),
        -problem->days);
  return problem->days <= 0 ? g_strdup (_ ("last day"))
                            : g_strdup_printf (ngettext ("%d working day left",
                                                         "%d working days left", problem->days),
                                               problem->days);
}

static void
add_pair (LfWallRow *row, const LfRecord *record, const char *first, const char *second)
{
  g_autofree char *above = lf_record_format (record, first);
  g_autofree char *below = lf_record_format (record, second);

  if (*above == '\0')
    lf_wall_add_cell (row, *below == '\0' ? "–" : below);
  else
    lf_wall_add_cell (row, above)->second = g_steal_pointer (&below);
}

static void
add_due (LfWallRow *row, const Problem *problem)
{
  g_autofree char *due = problem->due.year == 0 ? NULL : lf_date_to_canonical (&problem->due);
  LfWallCell *cell = lf_wall_add_cell (row, due == NULL ? "–" : due);

  cell->sign = sign_of (problem);
  cell->second = tell_days (problem);
}

static void
add_line (LfWallBuilder *self, const Problem *problem)
{
  static const char *const fields[]
      = { "subject", "project", "enterprise", "kind", "lead_department", "owner" };
  GPtrArray *line = lf_report_add_row (self->wall->table);
  LfReportCell *late;
  LfDate collected = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    lf_wall_table_field (line, problem->record, fields[i]);
  lf_wall_date (problem->record, "collected_on", &collected);
  lf_wall_table_date (line, &collected);
  lf_wall_table_date (line, &problem->due);
  lf_wall_table_field (line, problem->record, "state");
  late = lf_report_add_cell (line);
  late->is_blank = problem->state != LF_HANDLING_LATE;
  late->count = late->is_blank ? 0 : -problem->days;
}

static void
add_problem (LfWallBuilder *self, const LfHandlingDesk *desk, const Problem *problem)
{
  LfWallRow *row = lf_wall_add_row (self->wall, lf_record_id (problem->record));
  g_autofree char *number = g_strdup_printf ("%u", self->wall->rows->len);
  g_autofree char *title = lf_record_title (problem->record);
  g_autofree char *told = lf_handling_tell (desk, problem->record, LF_HANDLING_TERM_CLOSE);

  row->tip = told == NULL ? g_strdup (title) : g_strdup_printf ("%s · %s", title, told);
  lf_wall_add_cell (row, number);
  lf_wall_add_cell (row, title)->second = lf_record_format (problem->record, "content");
  add_pair (row, problem->record, "project", "enterprise");
  add_pair (row, problem->record, "lead_department", "owner");
  lf_wall_add_cell (row, lf_record_get (problem->record, "collected_on"))->second
      = lf_record_format (problem->record, "kind");
  add_due (row, problem);
  add_pair (row, problem->record, "state", "level");
  add_line (self, problem);
}

static void
add_columns (LfWallBuilder *self)
{
  LfWall *wall = self->wall;

  lf_wall_add_column (wall, "number", _ ("No."), LF_WALL_NUMBER, 2.6)->drop = 3;
  lf_wall_add_column (wall, "subject", _ ("Problem"), LF_WALL_TEXT, 15)->grow = 5;
  lf_wall_add_column (wall, "project", _ ("Project or firm"), LF_WALL_TEXT, 13)->grow = 3;
  lf_wall_add_column (wall, "department", _ ("Department and owner"), LF_WALL_TEXT, 9)->grow = 1.5;
  lf_wall_add_column (wall, "collected", _ ("Collected on"), LF_WALL_TEXT, 8)->drop = 2;
  lf_wall_add_column (wall, "due", _ ("To be solved by"), LF_WALL_NODE, 11)->grow = 1;
  lf_wall_add_column (wall, "state", _ ("State"), LF_WALL_TEXT, 7)->grow = 0.5;
  lf_report_add_column (wall->table, "subject", _ ("Problem"), LF_COLUMN_TEXT);
  lf_report_add_column (wall->table, "project", _ ("Project"), LF_COLUMN_TEXT);
  lf_report_add_column (wall->table, "enterprise", _ ("Enterprise"), LF_COLUMN_TEXT);
  lf_report_add_column (wall->table, "kind", _ ("Kind"), LF_COLUMN_TEXT);
  lf_report_add_column (wall->table, "department", _ ("Lead department"), LF_COLUMN_TEXT);
  lf_report_add_column (wall->table, "owner", _ ("Owner"), LF_COLUMN_TEXT);
  lf_report_add_column (wall->table, "collected", _ ("Collected on"), LF_COLUMN_DATE);
  lf_report_add_column (wall->table, "due", _ ("To be solved by"), LF_COLUMN_DATE);
  lf_report_add_column (wall->table, "state", _ ("State"), LF_COLUMN_TEXT);
  lf_report_add_column (wall->table, "overdue_days", _ ("Working days overdue"), LF_COLUMN_COUNT);
}

static gboolean
add_query (const LfWallBuilder *self,
           GPtrArray *queries,
           const char *entity,
           const char *filter,
           GError **error)
{
  LfQuery *query = lf_wall_query (self, entity, filter, NULL, error);

  if (query != NULL)
    g_ptr_array_add (queries, query);
  return query != NULL;
}

gboolean
lf_wall_build_problems (LfWallBuilder *self, GError **error)
{
  g_autofree char *year = g_strdup_printf ("collected_on=%d", self->year);
  g_autofree char *of_year = lf_wall_within (self, year);
  g_autofree char *within = lf_wall_within (self, LF_HANDLING_OPEN);
  g_autoptr (GPtrArray) queries = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_query_unref);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Problem));
  g_autoptr (LfMoment) moment = NULL;
  LfHandlingDesk desk = { .today = self->day };
  const GPtrArray *list, *zones;

  if (!add_query (self, queries, "problem", within, error)
      || !add_query (self, queries, "problem", of_year, error)
      || !add_query (self, queries, "zone", NULL, error))
    return FALSE;
  moment = lf_store_moment_sync (self->store, queries, error);
  if (moment == NULL)
    return FALSE;
  list = lf_moment_list (moment, 0);
  zones = lf_moment_list (moment, 2);
  desk.clock = lf_handling_clock (zones->len == 0 ? NULL : zones->pdata[0]);
  desk.calendar = moment->calendar;
  for (guint i = 0; i < list->len; i++)
    {
      const Problem problem = judge (&desk, list->pdata[i]);

      g_array_append_val (open, problem);
    }
  g_array_sort (open, compare);
  self->wall->note = g_strdup (_ ("Square with a cross: overdue · double ring: the last days · "
                                  "ring: runs · dotted: no day is set"));
  add_columns (self);
  add_figures (self, open, lf_moment_list (moment, 1));
  for (guint i = 0; i < open->len; i++)
    add_problem (self, &desk, &g_array_index (open, Problem, i));
  return TRUE;
}
