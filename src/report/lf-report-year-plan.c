/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of a year (A8, A4): what the projects under way are to invest in it, against what they
 * cost in all and what has been reported. Of each project its last report of the year counts. */

#include "config.h"

#include "lf-counting.h"
#include "lf-report-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

enum
{
  LABEL,
  PROJECTS,
  AMOUNT,
  PLAN,
};

typedef struct
{
  char *key; /* (nullable): blank */
  char *label;
  gint64 n;
  LfTotals amount, plan, invested;
} Group;

typedef struct
{
  LfReportBuilder *builder;
  const LfField *field; /* (nullable): of whose values there is a row each */
  char *planned;        /* the filter of the projects that have a plan */
  GHashTable *reports;  /* (element-type utf8 LfRecord): a project's last one of the year */
  GPtrArray *groups;    /* (element-type Group) */
} YearPlan;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_free (group->key);
  g_free (group->label);
  g_free (group);
}

static void
add_money (LfTotals *totals, const LfRecord *record, const char *field)
{
  const char *text = lf_record_get (record, field);
  LfMoney money;

  if (text != NULL && lf_money_from_canonical (text, &money) && !lf_totals_add (totals, &money))
    g_warning ("the sum of %s does not fit", field);
}

/* ---- Reading ---- */

static Group *
find_group (YearPlan *self, const LfRecord *project)
{
  const char *key = self->field == NULL ? NULL : lf_record_get (project, self->field->name);
  Group *group;

  for (guint i = 0; i < self->groups->len; i++)
    if (g_strcmp0 (((Group *) self->groups->pdata[i])->key, key) == 0)
      return self->groups->pdata[i];
  group = g_new0 (Group, 1);
  group->key = g_strdup (key);
  group->label = self->field == NULL ? g_strdup (_ ("All projects"))
                 : key == NULL       ? g_strdup (_ ("Not known"))
                                     : lf_record_format (project, self->field->name);
  g_ptr_array_add (self->groups, group);
  return group;
}

static void
add_project (YearPlan *self, const LfRecord *project)
{
  const LfRecord *report = g_hash_table_lookup (self->reports, lf_record_id (project));
  Group *group = find_group (self, project);

  group->n++;
  add_money (&group->amount, project, "total_investment");
  if (report == NULL)
    return;
  add_money (&group->plan, report, "year_plan");
  add_money (&group->invested, report, "invested_this_year");
}

/* Sorted by their months: the last one stays. */
static gboolean
read_reports (YearPlan *self, int year, GError **error)
{
  g_autofree char *filter = g_strdup_printf ("period=%d and year_plan!=", year);
  g_autoptr (LfQuery) query = lf_query_parse (lf_schema_find ("progress"), filter, "period",
                                              &self->builder->options->today, error);
  g_autoptr (GPtrArray) reports = NULL;

  if (query != NULL && self->builder->options->as_of.year != 0)
    lf_query_set_as_of (query, &self->builder->options->as_of);
  reports = query == NULL ? NULL : lf_store_list_sync (self->builder->store, query, 0, error);
  for (guint i = 0; reports != NULL && i < reports->len; i++)
    g_hash_table_insert (self->reports, g_strdup (lf_record_get (reports->pdata[i], "project")),
                         lf_record_ref (reports->pdata[i]));
  return reports != NULL;
}

static gboolean
read_projects (YearPlan *self, GError **error)
{
  g_autofree char *within = lf_report_within (self->builder->options, self->planned);
  g_autoptr (LfQuery) query = lf_report_query (self->builder, within, error);
  g_autoptr (GPtrArray) projects
      = query == NULL ? NULL : lf_store_list_sync (self->builder->store, query, 0, error);

  for (guint i = 0; projects != NULL && i < projects->len; i++)
    add_project (self, projects->pdata[i]);
  return projects != NULL;
}

/* ---- Cells ---- */

static void
add_cell (GPtrArray *row, gint64 count, const LfTotals *totals, const char *filter)
{
  LfReportCell *cell = lf_report_add_cell (row);

  cell->count = count;
  if (totals != NULL)
    cell->totals = *totals;
  cell->filter = g_strdup (filter);
}

static void
add_share (GPtrArray *row, const LfTotals *part, const LfTotals *whole, const char *filter)
{
  LfReportCell *cell = lf_report_add_cell (row);

  cell->percent = lf_report_money_percent (part, whole);
  cell->filter = g_strdup (filter);
}

/* To whole 万 */
static LfTotals
mean_of (const LfTotals *amount, gint64 n)
{
  LfTotals mean = *amount;

  for (guint i = 0; n > 0 && i < mean.n; i++)
    mean.totals[i].minor
        = LF_MONEY_WAN * llround ((double) mean.totals[i].minor / (double) n / LF_MONEY_WAN);
  return mean;
}

static void
add_row (const YearPlan *self, const Group *group, const char *where)
{
  GPtrArray *row = lf_report_add_row (self->builder->report);
  g_autofree char *own = lf_report_both (self->planned, where);
  g_autofree char *filter = lf_report_within (self->builder->options, own);
  LfTotals mean = mean_of (&group->amount, group->n);

  lf_report_add_text (row, group->label);
  add_cell (row, group->n, NULL, filter);
  add_cell (row, 0, &group->amount, filter);
  add_cell (row, 0, &group->plan, filter);
  add_share (row, &group->plan, &group->amount, filter);
  add_cell (row, 0, &group->invested, filter);
  add_share (row, &group->invested, &group->plan, filter);
  add_cell (row, 0, &mean, filter);
}

static void
add_columns (LfReport *report, const char *by, const LfField *field)
{
  static const guint worked_out[] = { PLAN, PLAN + 2, PLAN + 4 };

  report->measure = PLAN;
  lf_report_add_column (report, field == NULL ? "group" : by,
                        field == NULL ? _ ("Of") : lf_field_label (field), LF_COLUMN_TEXT);
  lf_report_add_column (report, "projects", _ ("Projects"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "amount", _ ("Total investment"), LF_COLUMN_MONEY);
  lf_report_add_column (report, "plan", _ ("Plan of the year"), LF_COLUMN_MONEY);
  lf_report_add_column (report, "plan_share", _ ("Of the total"), LF_COLUMN_PERCENT);
  lf_report_add_column (report, "invested", _ ("Invested this year"), LF_COLUMN_MONEY);
  lf_report_add_column (report, "done", _ ("Of the plan"), LF_COLUMN_PERCENT);
  lf_report_add_column (report, "mean", _ ("Mean of a project"), LF_COLUMN_MONEY);
  for (guint i = 0; i < G_N_ELEMENTS (worked_out); i++)
    ((LfReportColumn *) report->columns->pdata[worked_out[i]])->is_worked_out = TRUE;
}

static int
compare_plans (gconstpointer a, gconstpointer b)
{
  const Group *first = *(Group *const *) a, *second = *(Group *const *) b;
  gint64 x = first->plan.n == 0 ? 0 : first->plan.totals[0].minor,
         y = second->plan.n == 0 ? 0 : second->plan.totals[0].minor;

  if (first->key == NULL || second->key == NULL)
    return (first->key == NULL) - (second->key == NULL);
  return (x < y) - (x > y);
}

static void
add_rows (YearPlan *self)
{
  Group total = { .label = (char *) _ ("Total") };

  g_ptr_array_sort (self->groups, compare_plans);
  for (guint i = 0; i < self->groups->len; i++)
    {
      const Group *group = self->groups->pdata[i];
      g_autofree char *quoted = lf_filter_quote (group->key == NULL ? "" : group->key);
      g_autofree char *where
          = self->field == NULL
                ? g_strdup ("")
                : g_strdup_printf ("%s=%s", self->field->name, group->key == NULL ? "" : quoted);

      add_row (self, group, where);
      total.n += group->n;
      if (!lf_totals_merge (&total.amount, &group->amount)
          || !lf_totals_merge (&total.plan, &group->plan)
          || !lf_totals_merge (&total.invested, &group->invested))
        g_warning ("a sum of the year's plan does not fit");
    }
  add_row (self, &total, "");
  lf_report_make_total (self->builder->report);
}

gboolean
lf_report_build_year_plan (LfReportBuilder *builder, GError **error)
{
  const LfReportOptions *options = builder->options;
  int year = options->from.year != 0 ? options->from.year : options->today.year;
  YearPlan self
      = { builder, lf_entity_field (builder->report->entity, builder->by),
          g_strdup_printf (LF_COUNTED " and progress(period=%d and year_plan!=)", year),
          g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) lf_record_unref),
          g_ptr_array_new_with_free_func (group_free) };
  gboolean is_read = read_reports (&self, year, error) && read_projects (&self, error);

  add_columns (builder->report, builder->by, self.field);
  if (is_read)
    add_rows (&self);
  g_hash_table_unref (self.reports);
  g_ptr_array_unref (self.groups);
  g_free (self.planned);
  return is_read;
}
