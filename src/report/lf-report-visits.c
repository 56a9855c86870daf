/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Coverage of visits (I2, I3): the firms in scope that were visited in the period, by park, steward
 * or tier. */

#include "config.h"

#include "lf-report-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ABOVE_SCALE "is_above_scale=1" /* 规上: industry */
#define ABOVE_QUOTA "is_above_quota=1" /* 限上: wholesale, retail, hotels and catering */
#define IN_SCOPE "(" ABOVE_SCALE " or " ABOVE_QUOTA ")"
#define COVERAGE 4 /* its column */

static void
add_columns (LfReport *report, const char *name, const char *label)
{
  report->measure = COVERAGE;
  lf_report_add_column (report, name, label, LF_COLUMN_TEXT);
  lf_report_add_column (report, "firms", _ ("Firms in scope"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "visited", C_ ("firms", "Visited"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "not_visited", _ ("Not visited"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "coverage", _ ("Coverage"), LF_COLUMN_PERCENT);
}

/* (transfer full): "visit(held_on=2026)" */
static char *
visited_filter (const LfReportOptions *options)
{
  g_autofree char *period = NULL;

  if (options->from.year == 0 && options->to.year == 0)
    return g_strdup_printf ("visit(held_on=%d)", options->today.year);
  period = lf_report_in_period (options, "", "held_on");
  return g_strdup_printf ("visit(%s)", period);
}

/* Before what the report says of itself: which visits count. */
static void
name_period (LfReportBuilder *self)
{
  const LfReportOptions *options = self->options;
  const LfDate year = { options->today.year, 0, 0 };
  gboolean is_any = options->from.year != 0 || options->to.year != 0;
  const LfDate first = is_any ? options->from : year, last = is_any ? options->to : year;
  g_autofree char *from = first.year == 0 ? NULL : lf_date_format (&first);
  g_autofree char *to = last.year == 0 ? NULL : lf_date_format (&last);
  g_autofree char *note = g_steal_pointer (&self->report->note);
  g_autofree char *period = to == NULL     ? g_strdup_printf (_ ("Visits since %s."), from)
                            : from == NULL ? g_strdup_printf (_ ("Visits until %s."), to)
                            : g_str_equal (from, to)
                                ? g_strdup_printf (_ ("Visits of %s."), from)
                                : g_strdup_printf (_ ("Visits from %1$s to %2$s."), from, to);

  self->report->note = g_strdup_printf ("%s %s", period, note);
}

static gboolean
add_line (LfReportBuilder *self, const char *label, const char *scope, GError **error)
{
  GPtrArray *row = lf_report_add_row (self->report);
  g_autofree char *visited = visited_filter (self->options);
  g_autofree char *met = g_strdup_printf ("(%s) and %s", scope, visited);
  g_autofree char *missed = g_strdup_printf ("(%s) and not %s", scope, visited);
  g_autofree char *within = lf_report_within (self->options, met);
  gint64 n, n_met, n_missed;

  lf_report_add_text (row, label);
  if (!lf_report_add_count (self, row, scope, &n, error)
      || !lf_report_add_count (self, row, met, &n_met, error)
      || !lf_report_add_count (self, row, missed, &n_missed, error))
    return FALSE;
  lf_report_add_percent (row, n_met, n, within);
  return TRUE;
}

/* Only where a firm is in it. */
static gboolean
add_line_if_any (LfReportBuilder *self, const char *label, const char *scope, GError **error)
{
  GPtrArray *rows = self->report->rows;

  if (!add_line (self, label, scope, error))
    return FALSE;
  if (((const LfReportCell *) ((GPtrArray *) rows->pdata[rows->len - 1])->pdata[1])->count == 0)
    g_ptr_array_remove_index (rows, rows->len - 1);
  return TRUE;
}

static int
compare_coverage (gconstpointer a, gconstpointer b)
{
  const LfReportCell *first = (*(GPtrArray *const *) a)->pdata[COVERAGE],
                     *second = (*(GPtrArray *const *) b)->pdata[COVERAGE];

  return (first->percent < second->percent) - (first->percent > second->percent);
}

static gboolean
add_values (LfReportBuilder *self, const LfField *field, GError **error)
{
  g_auto (GStrv) values = lf_report_distinct (self, IN_SCOPE, field->name, 0, error);
  g_autofree char *blank = g_strdup_printf (IN_SCOPE " and %s=", field->name);

  for (char **value = values; values != NULL && *value != NULL; value++)
    {
      g_autofree char *label = lf_report_value_label (self, field, *value);
      g_autofree char *quoted = lf_filter_quote (*value);
      g_autofree char *scope = g_strdup_printf (IN_SCOPE " and %s=%s", field->name, quoted);

      if (!add_line (self, label, scope, error))
        return FALSE;
    }
  if (values == NULL)
    return FALSE;
  g_ptr_array_sort (self->report->rows, compare_coverage);
  return add_line_if_any (self, _ ("Not known"), blank, error);
}

/* I8: those above scale and above quota, and each tier of those that are to get there or further.
 */
static gboolean
add_tiers (LfReportBuilder *self, const LfField *tier, GError **error)
{
  if (!add_line_if_any (self, _ ("Above scale"), ABOVE_SCALE, error)
      || !add_line_if_any (self, _ ("Above quota"), ABOVE_QUOTA, error))
    return FALSE;
  for (const LfOption *option = tier->options; option->key != NULL; option++)
    {
      g_autofree char *scope
          = g_strdup_printf ("cultivation(%s=%s and state!=left)", tier->name, option->key);

      if (!add_line_if_any (self, lf_option_label (option), scope, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lf_report_build_visit_coverage (LfReportBuilder *self, GError **error)
{
  const LfField *own = lf_entity_field (self->report->entity, self->by);
  const LfField *field
      = own != NULL ? own : lf_entity_field (lf_schema_find ("cultivation"), self->by);

  name_period (self);
  add_columns (self->report, field->name, lf_field_label (field));
  if (own != NULL ? !add_values (self, own, error) : !add_tiers (self, field, error))
    return FALSE;
  if (!add_line (self, _ ("Total"),
                 own != NULL ? IN_SCOPE : IN_SCOPE " or cultivation(state!=left)", error))
    return FALSE;
  lf_report_make_total (self->report);
  return TRUE;
}
