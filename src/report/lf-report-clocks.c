/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the legs from the decision meeting to production took (A6): of all projects, or a row
 * for each park, owner, industry or month. */

#include "config.h"

#include "lf-deadline.h"
#include "lf-report-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MONTH_LENGTH 7 /* of "2023-05" */
#define MEDIAN 4       /* its column */

enum
{
  PROJECTS,
  DAYS
};

typedef struct
{
  LfReportBuilder *builder;
  const LfField *field; /* (nullable): of whose values there is a row each */
  gboolean is_by_month; /* of the leg's end */
} Clocks;

/* Those that a leg went by with: by their stages and their dates. */
static char *
leg_filter (const Clocks *self, LfLeg leg)
{
  const LfReportOptions *options = self->builder->options;
  const char *to = lf_leg_to_field (leg);
  GString *filter = g_string_new (NULL);
  g_autofree char *own = NULL;

  g_string_printf (filter, "%s!= and %s!= and stage=suspended", lf_leg_from_field (leg), to);
  for (LfStage stage = 0; stage < LF_N_LIVE_STAGES; stage++)
    if (lf_leg_is_passed (leg, stage))
      g_string_append_printf (filter, "|%s", lf_stage_key (stage));
  if (options->from.year != 0)
    {
      g_autofree char *from = lf_date_to_canonical (&options->from);
      g_string_append_printf (filter, " and %s>=%s", to, from);
    }
  if (options->to.year != 0)
    {
      g_autofree char *last = lf_date_to_canonical (&options->to);
      g_string_append_printf (filter, " and %s<=%s", to, last);
    }
  own = g_string_free (filter, FALSE);
  return lf_report_within (options, own);
}

static char *
label_of (const Clocks *self, const char *value, const char *title)
{
  if (self->is_by_month)
    return g_strdup (value);
  if (self->field == NULL)
    return g_strdup (_ ("All projects"));
  if (title != NULL)
    return g_strdup (title);
  return *value == '\0' ? g_strdup (_ ("Not known"))
                        : lf_report_value_label (self->builder, self->field, value);
}

static char *
group_filter (const Clocks *self, LfLeg leg, const char *filter, const char *value)
{
  g_autofree char *quoted = *value == '\0' ? g_strdup ("") : lf_filter_quote (value);
  const char *name = self->is_by_month     ? lf_leg_to_field (leg)
                     : self->field != NULL ? self->field->name
                                           : NULL;

  if (name == NULL)
    return g_strdup (filter);
  if (self->is_by_month && strlen (value) < MONTH_LENGTH)
    return g_strdup_printf ("(%1$s) and %2$s=%3$s and %2$s<%3$s-01", filter, name, value);
  return g_strdup_printf ("(%s) and %s=%s", filter, name, quoted);
}

static LfReportCell *
add_count (GPtrArray *row, gint64 count, const char *filter)
{
  LfReportCell *cell = lf_report_add_cell (row);

  cell->count = count;
  cell->filter = g_strdup (filter);
  return cell;
}

/* Of no project that is known to the day there are none. */
static void
add_days (GPtrArray *row, const LfLegFigures *figures, int days, const char *filter)
{
  add_count (row, days, filter)->is_blank = figures->n == 0;
}

static void
add_row (const Clocks *self, LfLeg leg, const char *filter, const LfFigureGroup *group)
{
  const char *value = group->keys[0] == NULL ? "" : group->keys[0];
  GPtrArray *row = lf_report_add_row (self->builder->report);
  g_autofree char *label = label_of (self, value, group->titles[0]);
  g_autofree char *within = group_filter (self, leg, filter, value);
  LfLegFigures figures = lf_leg_figures (group->values[DAYS].days);

  lf_report_add_text (row, lf_option_label (&lf_leg_options[leg]));
  lf_report_add_text (row, label);
  add_count (row, group->values[PROJECTS].n, within);
  add_count (row, figures.n, NULL);
  add_days (row, &figures, figures.median, within);
  add_days (row, &figures, figures.mean, within);
  add_days (row, &figures, figures.best, within);
}

/* What lies ahead has not been reached, whatever is written. */
static LfQuery *
reached_query (const Clocks *self, LfLeg leg, GError **error)
{
  g_autofree char *today = lf_date_to_canonical (&self->builder->options->today);
  g_autofree char *filter = g_strdup_printf ("%1$s<=%3$s and %2$s<=%3$s", lf_leg_from_field (leg),
                                             lf_leg_to_field (leg), today);

  return lf_report_query (self->builder, filter, error);
}

/* (transfer full) (element-type LfFigureGroup) */
static GPtrArray *
read_leg (const Clocks *self, LfLeg leg, LfQuery *query, LfQuery *reached, GError **error)
{
  const LfEntity *entity = self->builder->report->entity;
  const LfField *to = lf_entity_field (entity, lf_leg_to_field (leg));
  const LfFigure figures[] = { [PROJECTS] = { LF_FIGURE_COUNT },
                               [DAYS] = { LF_FIGURE_DAYS, reached, to,
                                          lf_entity_field (entity, lf_leg_from_field (leg)) } };
  const LfGrouping grouping = { .field = self->is_by_month ? to : self->field,
                                .cut = self->is_by_month ? LF_CUT_MONTH : LF_CUT_NONE };

  return lf_store_figures_sync (self->builder->store, query, &grouping, grouping.field != NULL,
                                figures, G_N_ELEMENTS (figures), error);
}

/* What is not known stands first. */
static gboolean
add_leg (const Clocks *self, LfLeg leg, GError **error)
{
  g_autofree char *filter = leg_filter (self, leg);
  g_autoptr (LfQuery) query = lf_report_query (self->builder, filter, error);
  g_autoptr (LfQuery) reached = query == NULL ? NULL : reached_query (self, leg, error);
  g_autoptr (GPtrArray) groups
      = reached == NULL ? NULL : read_leg (self, leg, query, reached, error);
  guint n = groups == NULL ? 0 : groups->len;
  gboolean is_blank_last = n > 0 && ((LfFigureGroup *) groups->pdata[n - 1])->keys[0] == NULL;

  for (guint i = 0; i < n; i++)
    {
      const LfFigureGroup *group = groups->pdata[is_blank_last ? (i + n - 1) % n : i];

      if (group->values[PROJECTS].n > 0)
        add_row (self, leg, filter, group);
    }
  return groups != NULL;
}

static void
add_columns (LfReport *report, const char *by)
{
  lf_report_add_column (report, "leg", _ ("Clock"), LF_COLUMN_TEXT);
  lf_report_add_column (report, by, _ ("Of"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "projects", _ ("Projects"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "dated", _ ("Known to the day"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "median_days", _ ("Median days"), LF_COLUMN_DAYS);
  lf_report_add_column (report, "mean_days", _ ("Mean days"), LF_COLUMN_DAYS);
  lf_report_add_column (report, "best_days", _ ("Best days"), LF_COLUMN_DAYS);
}

gboolean
lf_report_build_clocks (LfReportBuilder *self, GError **error)
{
  Clocks clocks
      = { self, lf_entity_field (self->report->entity, self->by), strcmp (self->by, "month") == 0 };

  add_columns (self->report, strcmp (self->by, "all") == 0 ? "group" : self->by);
  self->report->measure = MEDIAN;
  for (guint leg = 0; leg < LF_N_LEGS; leg++)
    if (!add_leg (&clocks, (LfLeg) leg, error))
      return FALSE;
  return TRUE;
}
