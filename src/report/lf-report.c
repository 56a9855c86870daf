/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reports there are, and what they are made of. */

#include "config.h"

#include "lf-report-shape.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* In the order people choose from. */
static const struct
{
  const char *subject;
  const LfReportKind *kinds;
} tables[] = {
  { N_ ("Projects"), lf_report_kinds_of_projects },
  { N_ ("Pace and plans"), lf_report_kinds_of_time },
  { N_ ("Parks"), lf_report_kinds_of_parks },
  { N_ ("Money"), lf_report_kinds_of_money },
  { N_ ("Work and service"), lf_report_kinds_of_work },
  { N_ ("Where leads come from"), lf_report_kinds_of_sources },
  { N_ ("Firms and their service"), lf_report_kinds_of_firms },
  { N_ ("Chains and campaigns"), lf_report_kinds_of_chains },
};

static const struct
{
  const char *key, *label;
} groups[] = {
  { "all", N_ ("All together") },
  { "band", N_ ("By size") },
  { "month", N_ ("By month") },
  { "quarter", N_ ("By quarter") },
  { "year", N_ ("By year") },
  { "zone", N_ ("Of the zone as a whole") },
  { "park", N_ ("By park") },
  { "plot", N_ ("By plot") },
  { "owner", N_ ("By owner") },
  { "team", N_ ("By team") },
  { "leader", N_ ("By leader") },
  { "lead_department", N_ ("By lead department") },
  { "department", N_ ("By department") },
  { "officer", N_ ("By officer") },
  { "way", N_ ("By how it was asked") },
  { "body", N_ ("By body") },
  { "province", N_ ("By province") },
  { "steward", N_ ("By steward") },
  { "tier", N_ ("By tier") },
  { "industry", N_ ("By industry") },
  { "chain", N_ ("By chain") },
  { "list", N_ ("By list") },
  { "segment", N_ ("By segment") },
  { "one", N_ ("By which one") },
  { "name", N_ ("By name") },
  { "stage", N_ ("By stage") },
  { "kind", N_ ("By kind") },
  { "channel", N_ ("By channel") },
  { "introducer", N_ ("By introducer") },
  { "reporter", N_ ("By who gave the tip") },
  { "manager", N_ ("By manager") },
  { "topic", N_ ("By topic") },
  { "answerer", N_ ("By who answers") },
  { "batch", N_ ("By batch") },
  { "host", N_ ("By host") },
  { "promise", N_ ("By promise") },
  { "day", N_ ("By day") },
  { "account", N_ ("By official") },
  { "campaign", N_ ("By campaign") },
  { "capital_origin", N_ ("By origin of the capital") },
  { "capital_nature", N_ ("By nature of the capital") },
  { "promotion_type", N_ ("By type of promotion") },
  { "project", N_ ("By project") },
  { "enterprise", N_ ("By enterprise") },
  { "policy", N_ ("By policy") },
  { "purpose", N_ ("By purpose") },
  { "trip", N_ ("By trip") },
  { "lamp", N_ ("By lamp") },
  { "flag", N_ ("By flag") },
  { "state", N_ ("By state") },
  { "contest", N_ ("By contest") },
  { "deqing", N_ ("Resident recruiters") },
  { "task-force", N_ ("Task forces") },
  { "units", N_ ("Parks as units") },
  { "min-max", N_ ("Parks between the least and the best") },
  { "use", N_ ("By use") },
  { "signed_investment", N_ ("Investment signed") },
  { "funds_in_place", N_ ("Funds in place") },
  { "fixed_investment", N_ ("Fixed-asset investment") },
};

/* (nullable): the @index-th of all, and what it is about */
static const LfReportKind *
kind_at (guint index, const char **ret_subject)
{
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    for (const LfReportKind *kind = tables[t].kinds; kind->name != NULL; kind++)
      if (index-- == 0)
        {
          *ret_subject = tables[t].subject;
          return kind;
        }
  return NULL;
}

static const LfReportKind *
find_kind (const char *name)
{
  const LfReportKind *kind;
  const char *subject;

  for (guint i = 0; (kind = kind_at (i, &subject)) != NULL; i++)
    if (strcmp (kind->name, name) == 0)
      break;
  return kind;
}

static gpointer
gather_names (gpointer data)
{
  GPtrArray *names = g_ptr_array_new ();
  const LfReportKind *kind;
  const char *subject;

  while ((kind = kind_at (names->len, &subject)) != NULL)
    g_ptr_array_add (names, (gpointer) kind->name);
  g_ptr_array_add (names, NULL);
  return g_ptr_array_free (names, FALSE);
}

const char *const *
lf_report_names (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, gather_names, NULL);
}

const char *
lf_report_title (const char *name)
{
  const LfReportKind *kind = find_kind (name);

  return kind == NULL ? NULL : g_dgettext (GETTEXT_PACKAGE, kind->title);
}

const char *
lf_report_subject (const char *name)
{
  const char *subject = NULL;
  const LfReportKind *kind;

  for (guint i = 0; (kind = kind_at (i, &subject)) != NULL; i++)
    if (strcmp (kind->name, name) == 0)
      return g_dgettext (GETTEXT_PACKAGE, subject);
  return NULL;
}

const char *
lf_report_about (const char *name)
{
  const LfReportKind *kind = find_kind (name);

  return kind == NULL ? NULL : g_dgettext (GETTEXT_PACKAGE, kind->note);
}

static const LfEntity *
entity_of (const LfReportKind *kind)
{
  return lf_schema_find (kind->entity == NULL ? "project" : kind->entity);
}

const LfEntity *
lf_report_entity (const char *name)
{
  const LfReportKind *kind = find_kind (name);

  return kind == NULL ? NULL : entity_of (kind);
}

gboolean
lf_report_has_period (const char *name)
{
  const LfReportKind *kind = find_kind (name);

  return kind != NULL && (kind->has_period || (kind->shape != NULL && kind->shape->date != NULL));
}

static gboolean
is_named_in (const char *list, const char *name)
{
  g_auto (GStrv) names = g_strsplit (list == NULL ? "" : list, "|", -1);

  return g_strv_contains ((const char *const *) names, name);
}

gboolean
lf_report_reads (const char *name, const LfEntity *entity)
{
  const LfReportKind *kind = find_kind (name);

  return kind != NULL && (entity == entity_of (kind) || is_named_in (kind->reads, entity->name));
}

/* ---- Groups ---- */

G_LOCK_DEFINE_STATIC (groups_split);

const char *const *
lf_report_groups (const char *name)
{
  static GHashTable *by_kind; /* LfReportKind → its names */
  const LfReportKind *kind = find_kind (name);
  const char *const *names;

  if (kind == NULL || kind->groups == NULL)
    return NULL;
  G_LOCK (groups_split);
  if (by_kind == NULL)
    by_kind = g_hash_table_new (NULL, NULL);
  names = g_hash_table_lookup (by_kind, kind);
  if (names == NULL)
    {
      names = (const char *const *) g_strsplit (kind->groups, "|", -1);
      g_hash_table_insert (by_kind, (gpointer) kind, (gpointer) names);
    }
  G_UNLOCK (groups_split);
  return names;
}

const char *
lf_report_group_label (const char *group)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (strcmp (groups[i].key, group) == 0)
      return g_dgettext (GETTEXT_PACKAGE, groups[i].label);
  return group;
}

/* The first of them unless another is asked for; what is given outlives the report, unlike @asked.
 */
static gboolean
choose_group (const char *name, const char *asked, const char **ret_by, GError **error)
{
  const char *const *all = lf_report_groups (name);
  g_autofree char *joined = NULL;

  *ret_by = all == NULL ? NULL : all[0];
  for (guint i = 0; asked != NULL && all != NULL && all[i] != NULL; i++)
    if (strcmp (all[i], asked) == 0)
      *ret_by = all[i];
  if (asked == NULL || g_strcmp0 (*ret_by, asked) == 0)
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
  const LfReportKind *kind = find_kind (name);
  g_autoptr (LfReport) report = NULL;
  LfReportBuilder builder = { store, options };
  gboolean is_built;

  if (kind == NULL)
    {
      g_autofree char *all = g_strjoinv (", ", (char **) lf_report_names ());

      g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX, _ ("There is no report “%s”. There are: %s."),
                   name, all);
      return NULL;
    }
  if (!choose_group (name, options->by, &builder.by, error)
      || !lf_report_check_where (entity_of (kind), options->where, &options->today, error))
    return NULL;
  report = lf_report_new (kind->name, g_strdup (lf_report_title (name)), entity_of (kind));
  report->decimals = options->is_rounded ? 0 : 1;
  report->note = make_note (g_dgettext (GETTEXT_PACKAGE, kind->note), options);
  report->chart = kind->chart;
  builder.report = report;
  is_built = kind->shape != NULL ? lf_report_build_shape (&builder, kind->shape, error)
                                 : kind->build (&builder, error);
  is_built = is_built && (!kind->is_tree || lf_report_tell_paths (&builder, error));
  is_built = is_built && (!options->is_in_cny || lf_report_tell_in_cny (&builder, error));
  g_clear_pointer (&builder.ahead, g_hash_table_unref);
  return is_built ? g_steal_pointer (&report) : NULL;
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

double
lf_report_money_percent (const LfTotals *part, const LfTotals *whole)
{
  gboolean is_one
      = whole->n == 1
        && (part->n == 0
            || (part->n == 1 && strcmp (part->totals[0].currency, whole->totals[0].currency) == 0));

  if (!is_one || whole->totals[0].minor == 0)
    return NAN;
  return part->n == 0 ? 0
                      : 100.0 * (double) part->totals[0].minor / (double) whole->totals[0].minor;
}

LfQuery *
lf_report_query (LfReportBuilder *self, const char *filter, GError **error)
{
  return lf_report_query_of (self, self->report->entity, filter, error);
}

LfQuery *
lf_report_query_of (LfReportBuilder *self,
                    const LfEntity *entity,
                    const char *filter,
                    GError **error)
{
  LfQuery *query = lf_query_parse (entity, filter, NULL, &self->options->today, error);

  if (query != NULL && self->options->as_of.year != 0)
    lf_query_set_as_of (query, &self->options->as_of);
  return query;
}

static gboolean
summarise (LfReportBuilder *self, const char *within, LfSummary *ret_summary, GError **error)
{
  const LfSummary *ahead = self->ahead == NULL ? NULL : g_hash_table_lookup (self->ahead, within);
  g_autoptr (LfQuery) query = NULL;

  if (ahead != NULL)
    {
      *ret_summary = *ahead;
      return TRUE;
    }
  query = lf_report_query (self, within, error);
  return query != NULL && lf_store_figures_summary_sync (self->store, query, ret_summary, error);
}

gboolean
lf_report_add_summary (LfReportBuilder *self,
                       GPtrArray *row,
                       const char *filter,
                       LfSummary *ret_summary,
                       GError **error)
{
  g_autofree char *within = lf_report_within (self->options, filter);
  LfReportCell *count, *amount;

  if (!summarise (self, within, ret_summary, error))
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
