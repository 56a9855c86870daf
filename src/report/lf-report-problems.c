/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Problems (I1, I2, I5): collected, dispatched, closed, by kind and by month; and which department
 * holds what for how long. */

#include "config.h"

#include "lf-report-private.h"
#include "lf-store-handling.h"

#include <glib/gi18n-lib.h>

enum
{
  LABEL,
  FIRST_COUNT
};

/* What is counted of @base, as filter text. */
static char *
counted (LfReportBuilder *self, const LfHandlingDesk *desk, const char *base, LfHandlingCount count)
{
  g_autofree char *filter = lf_handling_filter (desk->calendar, &self->options->today, count);

  return *base == '\0' ? g_strdup (filter) : g_strdup_printf ("%s and (%s)", base, filter);
}

static gboolean
add_count (LfReportBuilder *self,
           const LfHandlingDesk *desk,
           GPtrArray *row,
           const char *base,
           LfHandlingCount count,
           gint64 *ret_n,
           GError **error)
{
  g_autofree char *filter = counted (self, desk, base, count);

  return lf_report_add_count (self, row, filter, ret_n, error);
}

/* A rate lists what it is of. */
static void
add_rate (LfReportBuilder *self,
          const LfHandlingDesk *desk,
          GPtrArray *row,
          const char *base,
          const gint64 *counts,
          LfHandlingCount part,
          LfHandlingCount whole)
{
  g_autofree char *filter = counted (self, desk, base, part);
  g_autofree char *within = lf_report_within (self->options, filter);

  lf_report_add_percent (row, counts[part], counts[whole], within);
}

/* Figures that are shown as rates only. */
static gboolean
count_only (LfReportBuilder *self,
            const LfHandlingDesk *desk,
            const char *base,
            LfHandlingCount count,
            gint64 *ret_n,
            GError **error)
{
  g_autoptr (GPtrArray) unshown = lf_report_new_row ();

  return add_count (self, desk, unshown, base, count, ret_n, error);
}

/* ---- By kind, by month ---- */

static void
add_columns (LfReport *report, const char *name, const char *label)
{
  report->measure = FIRST_COUNT;
  lf_report_add_column (report, name, label, LF_COLUMN_TEXT);
  lf_report_add_column (report, "collected", _ ("Collected"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "dispatched", _ ("Dispatched"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "closed", _ ("Closed"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "open", _ ("Open"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "overdue", _ ("Overdue"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "dispatch_rate", _ ("Dispatch rate"), LF_COLUMN_PERCENT);
  lf_report_add_column (report, "closing_rate", _ ("Closing rate"), LF_COLUMN_PERCENT);
  lf_report_add_column (report, "satisfied", _ ("Satisfied"), LF_COLUMN_PERCENT);
}

static gboolean
add_line (LfReportBuilder *self,
          const LfHandlingDesk *desk,
          const char *label,
          const char *base,
          GError **error)
{
  GPtrArray *row = lf_report_add_row (self->report);
  gint64 counts[LF_N_HANDLING_COUNTS];

  lf_report_add_text (row, label);
  for (LfHandlingCount count = 0; count <= LF_HANDLING_COUNT_OVERDUE; count++)
    if (!add_count (self, desk, row, base, count, &counts[count], error))
      return FALSE;
  for (LfHandlingCount count = LF_HANDLING_COUNT_RATED; count < LF_N_HANDLING_COUNTS; count++)
    if (!count_only (self, desk, base, count, &counts[count], error))
      return FALSE;
  add_rate (self, desk, row, base, counts, LF_HANDLING_COUNT_DISPATCHED,
            LF_HANDLING_COUNT_COLLECTED);
  add_rate (self, desk, row, base, counts, LF_HANDLING_COUNT_CLOSED, LF_HANDLING_COUNT_DISPATCHED);
  add_rate (self, desk, row, base, counts, LF_HANDLING_COUNT_SATISFIED, LF_HANDLING_COUNT_RATED);
  return TRUE;
}

static gboolean
add_total (LfReportBuilder *self, const LfHandlingDesk *desk, const char *base, GError **error)
{
  if (!add_line (self, desk, _ ("Total"), base, error))
    return FALSE;
  lf_report_make_total (self->report);
  return TRUE;
}

gboolean
lf_report_build_problems (LfReportBuilder *self, GError **error)
{
  g_autoptr (LfHandlingRoom) room
      = lf_store_handling_sync (self->store, &self->options->today, error);
  const LfField *field = lf_entity_field (self->report->entity, "kind");
  g_autofree char *period = lf_report_in_period (self->options, "", "collected_on");
  g_auto (GStrv) kinds
      = room == NULL ? NULL : lf_report_distinct (self, period, field->name, 0, error);

  add_columns (self->report, field->name, lf_field_label (field));
  for (char **kind = kinds; kind != NULL && *kind != NULL; kind++)
    {
      g_autofree char *label = lf_field_format (field, *kind);
      g_autofree char *base = g_strdup_printf ("%s and %s=%s", period, field->name, *kind);

      if (!add_line (self, &room->desk, label, base, error))
        return FALSE;
    }
  return kinds != NULL && add_total (self, &room->desk, period, error);
}

gboolean
lf_report_build_problem_months (LfReportBuilder *self, GError **error)
{
  g_autoptr (LfHandlingRoom) room
      = lf_store_handling_sync (self->store, &self->options->today, error);
  g_autofree char *period = lf_report_in_period (self->options, "", "collected_on");
  g_auto (GStrv) months
      = room == NULL ? NULL : lf_report_distinct (self, period, "collected_on", 7, error);

  add_columns (self->report, "month", _ ("Month"));
  for (char **month = months; month != NULL && *month != NULL; month++)
    {
      g_autofree char *base = lf_report_in_month (period, "collected_on", *month);

      if (!add_line (self, &room->desk, *month, base, error))
        return FALSE;
    }
  return months != NULL && add_total (self, &room->desk, period, error);
}

/* ---- By department ---- */

static void
add_department_columns (LfReport *report)
{
  report->measure = FIRST_COUNT;
  lf_report_add_column (report, "department", _ ("Lead department"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "open", _ ("Open"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "overdue", _ ("Overdue"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "oldest", _ ("Oldest open one"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "dispatched", _ ("Dispatched"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "closed", _ ("Closed"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "days_to_close", _ ("Days to close, median"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "closing_rate", _ ("Closing rate"), LF_COLUMN_PERCENT);
  lf_report_add_column (report, "satisfied", _ ("Satisfied"), LF_COLUMN_PERCENT);
}

/* (transfer full) (element-type LfRecord): what is counted */
static GPtrArray *
read_counted (LfReportBuilder *self,
              const LfHandlingDesk *desk,
              const char *base,
              LfHandlingCount count,
              char **ret_filter,
              GError **error)
{
  g_autofree char *filter = counted (self, desk, base, count);
  g_autoptr (LfQuery) query = NULL;

  *ret_filter = lf_report_within (self->options, filter);
  query = lf_report_query (self, *ret_filter, error);
  return query == NULL ? NULL : lf_store_list_sync (self->store, query, /* limit= */ 0, error);
}

static void
add_listed_text (GPtrArray *row, char *text /* (transfer full) */, const char *filter)
{
  LfReportCell *cell = lf_report_add_cell (row);

  cell->text = text;
  cell->filter = g_strdup (filter);
}

/* The first day on which one that is open was dispatched, or collected. */
static gboolean
add_oldest (LfReportBuilder *self,
            const LfHandlingDesk *desk,
            GPtrArray *row,
            const char *base,
            GError **error)
{
  g_autofree char *filter = NULL;
  g_autoptr (GPtrArray) open
      = read_counted (self, desk, base, LF_HANDLING_COUNT_OPEN, &filter, error);
  const char *oldest = NULL;
  LfDate day;

  for (guint i = 0; open != NULL && i < open->len; i++)
    {
      const char *since = lf_record_get (open->pdata[i], "dispatched_on");

      if (since == NULL)
        since = lf_record_get (open->pdata[i], "collected_on");
      if (since != NULL && (oldest == NULL || g_strcmp0 (since, oldest) < 0))
        oldest = since;
    }
  add_listed_text (row,
                   oldest != NULL && lf_date_from_canonical (oldest, &day) ? lf_date_format (&day)
                                                                           : g_strdup ("–"),
                   filter);
  return open != NULL;
}

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static char *
format_median (GArray *days)
{
  int low, high;

  if (days->len == 0)
    return g_strdup ("–");
  g_array_sort (days, compare_ints);
  low = g_array_index (days, int, (days->len - 1) / 2);
  high = g_array_index (days, int, days->len / 2);
  return (low + high) % 2 == 0 ? g_strdup_printf ("%d", (low + high) / 2)
                               : g_strdup_printf ("%.1f", (low + high) / 2.0);
}

static gboolean
add_median (LfReportBuilder *self,
            const LfHandlingDesk *desk,
            GPtrArray *row,
            const char *base,
            GError **error)
{
  g_autofree char *filter = NULL;
  g_autoptr (GPtrArray) closed
      = read_counted (self, desk, base, LF_HANDLING_COUNT_CLOSED, &filter, error);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; closed != NULL && i < closed->len; i++)
    {
      const char *from = lf_record_get (closed->pdata[i], "dispatched_on");
      const char *to = lf_record_get (closed->pdata[i], "closed_on");
      LfDate first, last;
      int n;

      if (from == NULL || to == NULL || !lf_date_from_canonical (from, &first)
          || !lf_date_from_canonical (to, &last))
        continue;
      n = lf_calendar_count_working_days (desk->calendar, &first, &last);
      g_array_append_val (days, n);
    }
  add_listed_text (row, format_median (days), filter);
  return closed != NULL;
}

static gboolean
add_department (LfReportBuilder *self,
                const LfHandlingDesk *desk,
                const char *label,
                const char *base,
                GError **error)
{
  GPtrArray *row = lf_report_add_row (self->report);
  gint64 counts[LF_N_HANDLING_COUNTS];

  lf_report_add_text (row, label);
  if (!add_count (self, desk, row, base, LF_HANDLING_COUNT_OPEN, &counts[LF_HANDLING_COUNT_OPEN],
                  error)
      || !add_count (self, desk, row, base, LF_HANDLING_COUNT_OVERDUE,
                     &counts[LF_HANDLING_COUNT_OVERDUE], error)
      || !add_oldest (self, desk, row, base, error)
      || !add_count (self, desk, row, base, LF_HANDLING_COUNT_DISPATCHED,
                     &counts[LF_HANDLING_COUNT_DISPATCHED], error)
      || !add_count (self, desk, row, base, LF_HANDLING_COUNT_CLOSED,
                     &counts[LF_HANDLING_COUNT_CLOSED], error)
      || !add_median (self, desk, row, base, error)
      || !count_only (self, desk, base, LF_HANDLING_COUNT_RATED, &counts[LF_HANDLING_COUNT_RATED],
                      error)
      || !count_only (self, desk, base, LF_HANDLING_COUNT_SATISFIED,
                      &counts[LF_HANDLING_COUNT_SATISFIED], error))
    return FALSE;
  add_rate (self, desk, row, base, counts, LF_HANDLING_COUNT_CLOSED, LF_HANDLING_COUNT_DISPATCHED);
  add_rate (self, desk, row, base, counts, LF_HANDLING_COUNT_SATISFIED, LF_HANDLING_COUNT_RATED);
  return TRUE;
}

/* Those that nobody was given yet: the desk's own. */
static gboolean
add_desk (LfReportBuilder *self, const LfHandlingDesk *desk, const char *period, GError **error)
{
  g_autofree char *base = g_strdup_printf ("%s and lead_department=", period);
  gint64 n;

  if (!count_only (self, desk, base, LF_HANDLING_COUNT_COLLECTED, &n, error))
    return FALSE;
  return n == 0 || add_department (self, desk, _ ("With no department"), base, error);
}

static int
compare_held (gconstpointer a, gconstpointer b)
{
  const LfReportCell *first = (*(GPtrArray *const *) a)->pdata[FIRST_COUNT],
                     *second = (*(GPtrArray *const *) b)->pdata[FIRST_COUNT];

  return (first->count < second->count) - (first->count > second->count);
}

gboolean
lf_report_build_problem_departments (LfReportBuilder *self, GError **error)
{
  g_autoptr (LfHandlingRoom) room
      = lf_store_handling_sync (self->store, &self->options->today, error);
  g_autofree char *period = lf_report_in_period (self->options, "", "collected_on");
  g_auto (GStrv) departments
      = room == NULL ? NULL : lf_report_distinct (self, period, "lead_department", 0, error);

  add_department_columns (self->report);
  for (char **department = departments; department != NULL && *department != NULL; department++)
    {
      g_autofree char *quoted = lf_filter_quote (*department);
      g_autofree char *base = g_strdup_printf ("%s and lead_department=%s", period, quoted);

      if (!add_department (self, &room->desk, *department, base, error))
        return FALSE;
    }
  if (departments == NULL)
    return FALSE;
  g_ptr_array_sort (self->report->rows, compare_held);
  if (!add_desk (self, &room->desk, period, error)
      || !add_department (self, &room->desk, _ ("Total"), period, error))
    return FALSE;
  lf_report_make_total (self->report);
  return TRUE;
}
