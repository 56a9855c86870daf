/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Credit by indicator, park and year (O7, W14): each amount split by the shares of its day. The
 * parks' parts add up to what the whole zone has, 分 by 分. What nobody shares, which is most, is
 * added up by park and year in one reading; only the rest is split record by record. */

#include "config.h"

#include "lf-credit-split.h"
#include "lf-indicator.h"
#include "lf-report-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define NOBODY "" /* the key of what no park has */

typedef struct
{
  char *id; /* NOBODY: none */
  char *name;
  GHashTable *years; /* (element-type utf8 LfTotals) */
  LfTotals whole;
} Line;

typedef struct
{
  LfReportBuilder *builder;
  const LfIndicatorSource *source;
  const LfEntity *entity;
  GHashTable *homes;   /* (element-type utf8 utf8): the park of each project that has shares */
  GHashTable *shares;  /* (element-type utf8 GPtrArray): of each project that has any */
  GPtrArray *nothing;  /* for what is of no project that is there */
  GHashTable *by_park; /* (element-type utf8 Line) */
  GPtrArray *lines;    /* (element-type Line) */
  GHashTable *years;   /* (element-type utf8): a set */
} Credit;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_hash_table_unref (line->years);
  g_free (line->id);
  g_free (line->name);
  g_free (line);
}

/* ---- Reading ---- */

static GPtrArray *
list (const Credit *self, const LfEntity *entity, const char *filter, GError **error)
{
  g_autoptr (LfQuery) query = lf_report_query_of (self->builder, entity, filter, error);

  return query == NULL ? NULL : lf_store_list_sync (self->builder->store, query, 0, error);
}

static gboolean
read_shares (Credit *self, GError **error)
{
  g_autofree char *filter = g_strdup_printf ("indicator=%s", self->source->key);
  g_autoptr (GPtrArray) shares = list (self, lf_schema_find ("credit_share"), filter, error);

  for (guint i = 0; shares != NULL && i < shares->len; i++)
    {
      const char *project = lf_record_get (shares->pdata[i], "project");
      GPtrArray *own = project == NULL ? NULL : g_hash_table_lookup (self->shares, project);

      if (project == NULL)
        continue;
      if (own == NULL)
        {
          own = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
          g_hash_table_insert (self->shares, g_strdup (project), own);
        }
      g_ptr_array_add (own, lf_record_ref (shares->pdata[i]));
    }
  return shares != NULL;
}

static gboolean
read_homes (Credit *self, GError **error)
{
  g_autofree char *filter
      = g_strdup_printf ("park!= and credit_share(indicator=%s)", self->source->key);
  g_autoptr (GPtrArray) projects = list (self, lf_schema_find ("project"), filter, error);

  for (guint i = 0; projects != NULL && i < projects->len; i++)
    g_hash_table_insert (self->homes, g_strdup (lf_record_id (projects->pdata[i])),
                         g_strdup (lf_record_get (projects->pdata[i], "park")));
  return projects != NULL;
}

/* (transfer full) */
static char *
title_of (const Credit *self, const char *park)
{
  g_autoptr (LfRecord) record
      = *park == '\0'
            ? NULL
            : lf_store_load_sync (self->builder->store, lf_schema_find ("park"), park, NULL);

  return record == NULL ? g_strdup (_ ("Of no park")) : lf_record_title (record);
}

static Line *
find_line (Credit *self, const char *park)
{
  Line *line = g_hash_table_lookup (self->by_park, park);

  if (line == NULL)
    {
      line = g_new0 (Line, 1);
      line->id = g_strdup (park);
      line->name = title_of (self, park);
      line->years = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (self->by_park, line->id, line);
      g_ptr_array_add (self->lines, line);
    }
  return line;
}

static void
add_part (Line *line, const char *year, const LfTotals *part)
{
  LfTotals *totals = g_hash_table_lookup (line->years, year);

  if (totals == NULL)
    {
      totals = g_new0 (LfTotals, 1);
      g_hash_table_insert (line->years, g_strdup (year), totals);
    }
  if (!lf_totals_merge (totals, part) || !lf_totals_merge (&line->whole, part))
    g_warning ("the sum of a park's credit does not fit");
}

static void
add_record (Credit *self, const LfRecord *record)
{
  const char *project = self->source->project == NULL
                            ? lf_record_id (record)
                            : lf_record_get (record, self->source->project);
  const char *home = project == NULL ? NULL : g_hash_table_lookup (self->homes, project);
  const char *amount = lf_record_get (record, self->source->amount),
             *date = lf_record_get (record, self->source->date);
  GPtrArray *shares = project == NULL ? NULL : g_hash_table_lookup (self->shares, project);
  g_autoptr (GArray) parts = NULL;
  g_autofree char *year = date == NULL ? NULL : g_strndup (date, 4);
  LfMoney money;
  LfDate day;

  if (amount == NULL || date == NULL || !lf_money_from_canonical (amount, &money)
      || !lf_date_from_canonical (date, &day))
    return;
  parts = lf_credit_split (shares == NULL ? self->nothing : shares, self->source->key, &day, home,
                           money.minor);
  g_hash_table_add (self->years, g_strdup (year));
  for (guint i = 0; i < parts->len; i++)
    {
      const LfCreditPart *part = &g_array_index (parts, LfCreditPart, i);
      LfMoney own = money;
      LfTotals added = { 0 };

      own.minor = part->minor;
      lf_totals_add (&added, &own);
      add_part (find_line (self, part->park == NULL ? NOBODY : part->park), year, &added);
    }
}

/* (transfer full): of the records that count, in the period and of the projects asked about */
static char *
counted_where (const Credit *self)
{
  const LfReportOptions *options = self->builder->options;
  g_autofree char *period = lf_report_in_period (options, self->source->filter, self->source->date);
  g_autofree char *projects
      = options->where == NULL || *options->where == '\0' ? NULL
        : self->source->project == NULL
            ? g_strdup (options->where)
            : g_strdup_printf ("%s(%s)", self->source->project, options->where);

  return lf_report_both (period, projects);
}

/* (transfer full): of what counts, that of projects whose credit nobody shares, or the rest */
static char *
counted_and_shared (const Credit *self, gboolean is_shared)
{
  g_autofree char *counted = counted_where (self);
  g_autofree char *unshared
      = self->source->project == NULL
            ? g_strdup_printf ("not credit_share(indicator=%s)", self->source->key)
            : g_strdup_printf ("%s(not credit_share(indicator=%s))", self->source->project,
                               self->source->key);
  g_autofree char *rest = self->source->project == NULL
                              ? g_strdup_printf ("credit_share(indicator=%s)", self->source->key)
                              : g_strdup_printf ("not (%s)", unshared);

  return lf_report_both (counted, is_shared ? rest : unshared);
}

static gboolean
read_shared (Credit *self, GError **error)
{
  g_autofree char *where = counted_and_shared (self, TRUE);
  g_autoptr (GPtrArray) records = list (self, self->entity, where, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    add_record (self, records->pdata[i]);
  return records != NULL;
}

/* The whole of an amount goes to the park that its project is of. */
static gboolean
read_unshared (Credit *self, GError **error)
{
  const LfField *project = self->source->project == NULL
                               ? NULL
                               : lf_entity_field (self->entity, self->source->project);
  const LfGrouping groupings[]
      = { { project, lf_entity_field (lf_schema_find ("project"), "park"), LF_CUT_NONE },
          { NULL, lf_entity_field (self->entity, self->source->date), LF_CUT_YEAR } };
  const LfFigure sum
      = { LF_FIGURE_SUM, .field = lf_entity_field (self->entity, self->source->amount) };
  g_autofree char *where = counted_and_shared (self, FALSE);
  g_autoptr (LfQuery) query = lf_report_query_of (self->builder, self->entity, where, error);
  g_autoptr (GPtrArray) groups
      = query == NULL ? NULL
                      : lf_store_figures_sync (self->builder->store, query, groupings,
                                               G_N_ELEMENTS (groupings), &sum, 1, error);

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      const LfFigureGroup *group = groups->pdata[i];
      const char *park = group->keys[0], *year = group->keys[1];

      if (year == NULL || group->values[0].n == 0)
        continue;
      g_hash_table_add (self->years, g_strdup (year));
      add_part (find_line (self, park == NULL ? NOBODY : park), year, &group->values[0].totals);
    }
  return groups != NULL;
}

/* ---- Cells ---- */

/* (transfer full): what counts for @park, in part or in whole. @park: (nullable): for any */
static char *
whose (const Credit *self, const char *park)
{
  g_autofree char *quoted = park == NULL ? NULL : lf_filter_quote (park);
  g_autofree char *shared = NULL;

  if (park == NULL)
    return NULL;
  if (*park == '\0')
    return self->source->project == NULL
               ? g_strdup ("park=")
               : g_strdup_printf ("not %s(park!=)", self->source->project);
  shared = g_strdup_printf ("park=%s or credit_share(indicator=%s and park=%s)", quoted,
                            self->source->key, quoted);
  return self->source->project == NULL ? g_steal_pointer (&shared)
                                       : g_strdup_printf ("%s(%s)", self->source->project, shared);
}

static void
add_cell (
    const Credit *self, GPtrArray *row, const LfTotals *totals, const char *park, const char *year)
{
  LfReportCell *cell = lf_report_add_cell (row);
  g_autofree char *counted = counted_where (self);
  g_autofree char *own = whose (self, park);
  g_autofree char *both = lf_report_both (counted, own);
  g_autofree char *on = year == NULL ? NULL : g_strdup_printf ("%s=%s", self->source->date, year);

  if (totals != NULL)
    cell->totals = *totals;
  cell->entity = self->entity;
  cell->filter = lf_report_both (both, on);
}

static void
add_line (const Credit *self, const Line *line, const char *park, char *const *years)
{
  GPtrArray *row = lf_report_add_row (self->builder->report);

  lf_report_add_text (row, line->name);
  for (char *const *year = years; *year != NULL; year++)
    add_cell (self, row, g_hash_table_lookup (line->years, *year), park, *year);
  add_cell (self, row, &line->whole, park, NULL);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Line *first = *(Line *const *) a, *second = *(Line *const *) b;
  gint64 x = first->whole.n == 0 ? 0 : first->whole.totals[0].minor,
         y = second->whole.n == 0 ? 0 : second->whole.totals[0].minor;

  if (*first->id == '\0' || *second->id == '\0')
    return (*first->id == '\0') - (*second->id == '\0');
  return x != y ? (x < y) - (x > y) : strcmp (first->name, second->name);
}

static int
compare_years (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full): in their order */
static char **
list_years (const Credit *self)
{
  guint n;
  char **years = (char **) g_hash_table_get_keys_as_array (self->years, &n);

  qsort (years, n, sizeof *years, compare_years);
  return years;
}

static void
add_columns (const Credit *self, char *const *years)
{
  LfReport *report = self->builder->report;

  lf_report_add_column (report, "park", _ ("Park"), LF_COLUMN_TEXT);
  for (char *const *year = years; *year != NULL; year++)
    lf_report_add_column (report, g_intern_string (*year), *year, LF_COLUMN_MONEY);
  lf_report_add_column (report, "credit", _ ("Credit"), LF_COLUMN_MONEY);
  report->measure = 1;
  report->n_series = MAX (g_strv_length ((char **) years), 1);
  for (guint i = 1; i < report->columns->len; i++)
    ((LfReportColumn *) report->columns->pdata[i])->is_worked_out = TRUE;
}

static void
add_lines (const Credit *self)
{
  GPtrArray *lines = self->lines;
  g_autofree char **years = list_years (self);
  Line total = { .name = (char *) _ ("Total"),
                 .years = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free) };

  g_ptr_array_sort (lines, compare_lines);
  add_columns (self, years);
  for (char **year = years; *year != NULL; year++)
    g_hash_table_insert (total.years, *year, g_new0 (LfTotals, 1));
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = lines->pdata[i];

      add_line (self, line, line->id, years);
      for (char **year = years; *year != NULL; year++)
        {
          const LfTotals *own = g_hash_table_lookup (line->years, *year);

          if (own != NULL && !lf_totals_merge (g_hash_table_lookup (total.years, *year), own))
            g_warning ("the sum of a year's credit does not fit");
        }
      if (!lf_totals_merge (&total.whole, &line->whole))
        g_warning ("the sum of the credit does not fit");
    }
  add_line (self, &total, NULL, years);
  lf_report_make_total (self->builder->report);
  g_hash_table_unref (total.years);
}

gboolean
lf_report_build_credit (LfReportBuilder *builder, GError **error)
{
  const LfIndicatorSource *source = lf_indicator_source (builder->by);
  Credit self = {
    .builder = builder,
    .source = source,
    .entity = lf_schema_find (source->entity),
    .homes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .shares
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref),
    .nothing = g_ptr_array_new (),
    .by_park = g_hash_table_new (g_str_hash, g_str_equal),
    .lines = g_ptr_array_new_with_free_func (line_free),
    .years = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
  gboolean is_read = read_shares (&self, error) && read_homes (&self, error)
                     && read_unshared (&self, error) && read_shared (&self, error);

  if (is_read)
    add_lines (&self);
  g_hash_table_unref (self.homes);
  g_hash_table_unref (self.shares);
  g_ptr_array_unref (self.nothing);
  g_hash_table_unref (self.by_park);
  g_ptr_array_unref (self.lines);
  g_hash_table_unref (self.years);
  return is_read;
}
