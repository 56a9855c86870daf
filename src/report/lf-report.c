/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reports there are, and what they are made of. */

#include "config.h"

#include "lf-report-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static const struct
{
  const char *name, *title, *note;
  gboolean (*build) (LfReportBuilder *self, GError **error);
  gboolean has_period;
  const char *entity; /* NULL: projects */
  const char *groups; /* (nullable): what its rows may be, joined by "|" */
  const char *reads;  /* (nullable): what else its figures are about, joined by "|" */
} reports[] = {
  { "pipeline", N_ ("Pipeline"),
    N_ ("“Reached” counts every project that is in the stage or was before; each project once. "
        "Dropped and suspended projects count up to the last stage they have a date for."),
    lf_report_build_pipeline },
  { "signed-by-month", N_ ("Signed by month"),
    N_ ("By the date of signing; dropped projects are left out. A project whose month is not known "
        "stands under its year."),
    lf_report_build_signed, TRUE },
  { "by-park", N_ ("By park"), N_ ("Dropped projects are left out."), lf_report_build_parks },
  { "by-industry", N_ ("By industry"), N_ ("Dropped projects are left out."),
    lf_report_build_industries },
  { "problems", N_ ("Problems by kind"),
    N_ ("By the date of collection. The closing rate is closed ÷ dispatched, the dispatch rate "
        "dispatched ÷ collected; satisfied are those called back who are at least fairly so."),
    lf_report_build_problems, TRUE, "problem" },
  { "problems-by-month", N_ ("Problems by month"),
    N_ ("By the date of collection, whenever they were closed."), lf_report_build_problem_months,
    TRUE, "problem" },
  { "problem-departments", N_ ("Problems by department"),
    N_ ("By the lead department and the date of collection. Days to close are working days from "
        "the dispatch to the close."),
    lf_report_build_problem_departments, TRUE, "problem" },
  { "visit-coverage", N_ ("Coverage of visits"),
    N_ ("Firms above scale, or of a tier, that were visited in the period; without one, in this "
        "year. The target is 100%."),
    lf_report_build_visit_coverage, TRUE, "enterprise", "park|steward|tier",
    "visit|cultivation|account" },
  { "half-year", N_ ("Half time, half task"),
    N_ ("What was reached of this year’s goals, counted from the records, against the months that "
        "have gone by: half of the target by the end of June, all of it by the end of December. "
        "Other currencies than the target’s are left out."),
    lf_report_build_half_year, FALSE, "goal", "park|owner",
    "project|funds_arrival|progress|visit|enterprise|account" },
  { "clocks", N_ ("How long clocks took"),
    N_ ("Whole days between two milestones, of those known to the day; dropped projects are left "
        "out."),
    lf_report_build_clocks, TRUE, NULL, "all|park|owner|industry|month" },
};

static const struct
{
  const char *key, *label;
} groups[] = {
  { "all", N_ ("All together") },   { "park", N_ ("By park") }, { "owner", N_ ("By owner") },
  { "steward", N_ ("By steward") }, { "tier", N_ ("By tier") }, { "industry", N_ ("By industry") },
  { "month", N_ ("By month") },
};

const char *const *
lf_report_names (void)
{
  static const char *names[G_N_ELEMENTS (reports) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    names[i] = reports[i].name;
  return names;
}

const char *
lf_report_title (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    if (strcmp (reports[i].name, name) == 0)
      return g_dgettext (GETTEXT_PACKAGE, reports[i].title);
  return NULL;
}

static const LfEntity *
entity_at (guint i)
{
  return lf_schema_find (reports[i].entity == NULL ? "project" : reports[i].entity);
}

const LfEntity *
lf_report_entity (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    if (strcmp (reports[i].name, name) == 0)
      return entity_at (i);
  return NULL;
}

gboolean
lf_report_has_period (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    if (strcmp (reports[i].name, name) == 0)
      return reports[i].has_period;
  return FALSE;
}

gboolean
lf_report_reads (const char *name, const LfEntity *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    {
      g_auto (GStrv) others
          = g_strsplit (reports[i].reads == NULL ? "" : reports[i].reads, "|", -1);

      if (strcmp (reports[i].name, name) == 0)
        return entity == entity_at (i)
               || g_strv_contains ((const char *const *) others, entity->name);
    }
  return FALSE;
}

const char *const *
lf_report_groups (const char *name)
{
  static char **split[G_N_ELEMENTS (reports)];

  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    {
      if (strcmp (reports[i].name, name) != 0 || reports[i].groups == NULL)
        continue;
      if (g_once_init_enter (&split[i]))
        g_once_init_leave (&split[i], g_strsplit (reports[i].groups, "|", -1));
      return (const char *const *) split[i];
    }
  return NULL;
}

const char *
lf_report_group_label (const char *group)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (strcmp (groups[i].key, group) == 0)
      return g_dgettext (GETTEXT_PACKAGE, groups[i].label);
  return group;
}

/* The first of them unless another is asked for. */
static gboolean
choose_group (const char *name, const char *asked, const char **ret_by, GError **error)
{
  const char *const *all = lf_report_groups (name);
  g_autofree char *joined = NULL;

  *ret_by = asked == NULL && all != NULL ? all[0] : asked;
  if (asked == NULL || (all != NULL && g_strv_contains (all, asked)))
    return TRUE;
  joined = all == NULL ? NULL : g_strjoinv (", ", (char **) all);
  if (all == NULL)
    g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX,
                 _ ("The rows of the report “%s” cannot be chosen."), name);
  else
    g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX,
                 _ ("The report “%1$s” is told by %2$s, not by “%3$s”."), name, joined, asked);
  return FALSE;
}

static char *
make_note (const char *note, const LfReportOptions *options)
{
  LfDate day;
  g_autofree char *shown = NULL;

  if (options->as_of.year == 0)
    return g_strdup (note);
  day = lf_date_last_day (&options->as_of);
  shown = lf_date_format (&day);
  return g_strdup_printf (_ ("As things stood on %1$s. %2$s"), shown, note);
}

gboolean
lf_report_check_where (const LfEntity *entity,
                       const char *where,
                       const LfDate *today,
                       GError **error)
{
  LfFilter *filter = lf_filter_parse (entity, where, today, NULL, error);

  if (filter == NULL)
    return FALSE;
  lf_filter_free (filter);
  return TRUE;
}

LfReport *
lf_report_run_sync (LfStore *store,
                    const char *name,
                    const LfReportOptions *options,
                    GError **error)
{
  g_autofree char *all = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    if (strcmp (reports[i].name, name) == 0)
      {
        g_autoptr (LfReport) report = lf_report_new (
            reports[i].name, g_strdup (g_dgettext (GETTEXT_PACKAGE, reports[i].title)),
            entity_at (i));
        LfReportBuilder builder = { store, options, report, NULL };

        if (!choose_group (name, options->by, &builder.by, error)
            || !lf_report_check_where (report->entity, options->where, &options->today, error))
          return NULL;
        report->decimals = options->is_rounded ? 0 : 1;
        report->note = make_note (g_dgettext (GETTEXT_PACKAGE, reports[i].note), options);
        return reports[i].build (&builder, error) ? g_steal_pointer (&report) : NULL;
      }
  all = g_strjoinv (", ", (char **) lf_report_names ());
  g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX, _ ("There is no report “%s”. There are: %s."),
               name, all);
  return NULL;
}

/* ---- Parts ---- */

static void
cell_free (gpointer data)
{
  LfReportCell *cell = data;

  g_free (cell->text);
  g_free (cell->filter);
  g_free (cell);
}

static void
column_free (gpointer data)
{
  LfReportColumn *column = data;

  g_free (column->label);
  g_free (column);
}

LfReport *
lf_report_new (const char *name, char *title, const LfEntity *entity)
{
  LfReport *self = g_new0 (LfReport, 1);

  self->name = name;
  self->title = title;
  self->entity = entity;
  self->measure = 2;
  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
lf_report_free (LfReport *self)
{
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->total, g_ptr_array_unref);
  g_free (self->title);
  g_free (self->note);
  g_free (self);
}

void
lf_report_add_column (LfReport *self, const char *name, const char *label, LfColumnType type)
{
  LfReportColumn *column = g_new0 (LfReportColumn, 1);

  *column = (LfReportColumn){ name, g_strdup (label), type, self->decimals };
  g_ptr_array_add (self->columns, column);
}

GPtrArray *
lf_report_new_row (void)
{
  return g_ptr_array_new_with_free_func (cell_free);
}

GPtrArray *
lf_report_add_row (LfReport *self)
{
  GPtrArray *row = lf_report_new_row ();

  g_ptr_array_add (self->rows, row);
  return row;
}

LfReportCell *
lf_report_add_cell (GPtrArray *row)
{
  LfReportCell *cell = g_new0 (LfReportCell, 1);

  g_ptr_array_add (row, cell);
  return cell;
}

void
lf_report_add_text (GPtrArray *row, const char *text)
{
  lf_report_add_cell (row)->text = g_strdup (text);
}

void
lf_report_add_percent (GPtrArray *row, gint64 part, gint64 whole, const char *filter)
{
  LfReportCell *cell = lf_report_add_cell (row);

  cell->percent = whole == 0 ? NAN : 100.0 * (double) part / (double) whole;
  cell->filter = g_strdup (filter);
}

char *
lf_report_within (const LfReportOptions *options, const char *filter)
{
  if (options->where == NULL || *options->where == '\0')
    return g_strdup (filter);
  if (*filter == '\0')
    return g_strdup (options->where);
  return g_strdup_printf ("(%s) and (%s)", options->where, filter);
}

LfQuery *
lf_report_query (LfReportBuilder *self, const char *filter, GError **error)
{
  LfQuery *query
      = lf_query_parse (self->report->entity, filter, NULL, &self->options->today, error);

  if (query != NULL && self->options->as_of.year != 0)
    lf_query_set_as_of (query, &self->options->as_of);
  return query;
}

gboolean
lf_report_add_summary (LfReportBuilder *self,
                       GPtrArray *row,
                       const char *filter,
                       LfSummary *ret_summary,
                       GError **error)
{
  g_autofree char *within = lf_report_within (self->options, filter);
  g_autoptr (LfQuery) query = lf_report_query (self, within, error);
  LfReportCell *count, *amount;

  if (query == NULL || !lf_store_summary_sync (self->store, query, ret_summary, error))
    return FALSE;
  count = lf_report_add_cell (row);
  count->count = ret_summary->n;
  count->filter = g_strdup (within);
  amount = lf_report_add_cell (row);
  amount->totals = ret_summary->totals;
  amount->filter = g_strdup (within);
  return TRUE;
}

gboolean
lf_report_add_count (
    LfReportBuilder *self, GPtrArray *row, const char *filter, gint64 *ret_n, GError **error)
{
  LfSummary summary;

  if (!lf_report_add_summary (self, row, filter, &summary, error))
    return FALSE;
  g_ptr_array_set_size (row, (int) row->len - 1);
  *ret_n = summary.n;
  return TRUE;
}

void
lf_report_make_total (LfReport *self)
{
  self->total = g_ptr_array_steal_index (self->rows, self->rows->len - 1);
}
