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

/* (transfer full): what its row stands for; "" where that is blank */
static char *
value_of (const Clocks *self, LfLeg leg, const LfRecord *project)
{
  const char *value = NULL;

  if (self->is_by_month)
    return g_strndup (lf_record_get (project, lf_leg_to_field (leg)), MONTH_LENGTH);
  if (self->field != NULL)
    value = lf_record_get (project, self->field->name);
  return g_strdup (value == NULL ? "" : value);
}

static char *
label_of (const Clocks *self, const char *value, const LfRecord *project)
{
  if (self->is_by_month)
    return g_strdup (value);
  if (self->field == NULL)
    return g_strdup (_ ("All projects"));
  return *value == '\0' ? g_strdup (_ ("Not known"))
                        : lf_record_format (project, self->field->name);
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

/* @projects: of one row */
static void
add_row (const Clocks *self, LfLeg leg, const char *filter, const char *value, GPtrArray *projects)
{
  GPtrArray *row = lf_report_add_row (self->builder->report);
  g_autofree char *label = label_of (self, value, projects->pdata[0]);
  g_autofree char *within = group_filter (self, leg, filter, value);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (int));
  LfLegFigures figures;

  for (guint i = 0; i < projects->len; i++)
    {
      int taken;

      if (lf_leg_days (leg, projects->pdata[i], &self->builder->options->today, &taken))
        g_array_append_val (days, taken);
    }
  figures = lf_leg_figures (days);
  lf_report_add_text (row, lf_option_label (&lf_leg_options[leg]));
  lf_report_add_text (row, label);
  add_count (row, projects->len, within);
  add_count (row, figures.n, NULL);
  add_days (row, &figures, figures.median, within);
  add_days (row, &figures, figures.mean, within);
  add_days (row, &figures, figures.best, within);
}

static gboolean
add_leg (Clocks *self, LfLeg leg, GError **error)
{
  g_autofree char *filter = leg_filter (self, leg);
  g_autoptr (LfQuery) query = lf_report_query (self->builder, filter, error);
  g_autoptr (GPtrArray) projects = NULL;
  g_autoptr (GHashTable) groups
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GList) values = NULL;

  projects = query == NULL ? NULL : lf_store_list_sync (self->builder->store, query, 0, error);
  for (guint i = 0; projects != NULL && i < projects->len; i++)
    {
      g_autofree char *value = value_of (self, leg, projects->pdata[i]);
      GPtrArray *group = g_hash_table_lookup (groups, value);

      if (group == NULL)
        {
          group = g_ptr_array_new ();
          g_hash_table_insert (groups, g_strdup (value), group);
        }
      g_ptr_array_add (group, projects->pdata[i]);
    }
  values = g_list_sort (g_hash_table_get_keys (groups), (GCompareFunc) strcmp);
  for (GList *l = values; l != NULL; l = l->next)
    add_row (self, leg, filter, l->data, g_hash_table_lookup (groups, l->data));
  return projects != NULL;
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
