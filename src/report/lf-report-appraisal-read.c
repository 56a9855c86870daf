/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What appraisal sheets count: the events of each criterion, and what they are held against. */

#include "config.h"

#include "lf-report-appraisal.h"

#include "lf-progress.h"

#include <math.h>
#include <string.h>

#define AT_ONCE 100 /* rows that one reading tells of */

static LfRecord *
record_at (const LfAppraisalSheet *self, guint i)
{
  return ((LfAppraisalRow *) self->rows->pdata[i])->record;
}

/* ---- Filters ---- */

static gboolean
has_chains (const LfRecord *record)
{
  return lf_entity_field (lf_record_entity (record), "chains") != NULL
         && lf_record_get (record, "chains") != NULL;
}

/* (transfer full): its chains as a value of the filter language; no chain goes by its own id */
static char *
chains_of (const LfRecord *record)
{
  g_auto (GStrv) ids = lf_set_split (has_chains (record) ? lf_record_get (record, "chains")
                                                         : lf_record_id (record));

  for (char **id = ids; *id != NULL; id++)
    {
      char *quoted = lf_filter_quote (*id);

      g_free (*id);
      *id = quoted;
    }
  return g_strjoinv ("|", ids);
}

char *
lf_appraisal_about (const LfAppraisalSheet *self,
                    const char *filter,
                    const LfRecord *record /* nullable */)
{
  g_autofree char *first = lf_date_to_canonical (&self->options.from),
                  *last = lf_date_to_canonical (&self->options.to);
  GString *text = g_string_new (filter);

  g_string_replace (text, "%p", "period>=%f and period<=%l", 0);
  g_string_replace (text, "%f", first, 0);
  g_string_replace (text, "%l", last, 0);
  if (record != NULL)
    {
      g_autofree char *quoted = lf_filter_quote (lf_record_id (record));
      g_autofree char *chains = chains_of (record);

      g_string_replace (text, "%c", chains, 0);
      g_string_replace (text, "%s", quoted, 0);
    }
  return g_string_free (text, FALSE);
}

/* (transfer full): what counts, whosever it is */
static char *
counted (const LfAppraisalSheet *self, const LfCriterion *criterion)
{
  g_autofree char *filter
      = lf_appraisal_about (self, criterion->filter == NULL ? "" : criterion->filter, NULL);
  g_autofree char *dated = criterion->date == NULL
                               ? g_strdup (filter)
                               : lf_report_in_period (&self->options, filter, criterion->date);
  g_autoptr (GString) within = NULL;

  if (self->options.where == NULL || *self->options.where == '\0')
    return g_steal_pointer (&dated);
  within = g_string_new (criterion->about);
  g_string_replace (within, "%s", self->options.where, 1);
  return lf_report_both (within->str, dated);
}

char *
lf_appraisal_own (const LfAppraisalSheet *self,
                  const LfCriterion *criterion,
                  const LfRecord *record)
{
  g_autofree char *all = counted (self, criterion);
  g_autofree char *whose = lf_appraisal_about (self, criterion->whose, record);

  return lf_report_both (all, whose);
}

GPtrArray *
lf_appraisal_list (const LfAppraisalSheet *self,
                   const char *entity,
                   const char *filter,
                   GError **error)
{
  g_autoptr (LfQuery) query
      = lf_report_query_of (self->builder, lf_schema_find (entity), filter, error);

  return query == NULL ? NULL : lf_store_list_sync (self->builder->store, query, 0, error);
}

/* ---- Events counted, for some rows in one reading ---- */

/* Amounts in yuan; others are left out: they are no part of any target. */
static gint64
told_by (const LfFigureValue *value, const LfCriterion *criterion)
{
  if (criterion->amount == NULL)
    return value->n;
  for (guint i = 0; i < value->totals.n; i++)
    if (strcmp (value->totals.totals[i].currency, "CNY") == 0)
      return value->totals.totals[i].minor;
  return 0;
}

static void
take_figures (LfAppraisalReading *self, guint row, const LfFigureValue *values)
{
  LfAppraised *of = &self->of[row];

  of->is_known = TRUE;
  of->value = told_by (&values[0], self->criterion);
  if (self->criterion->part != NULL)
    {
      of->whole = of->value;
      of->value = values[1].n;
      of->is_known = of->whole > 0
                     && (strstr (self->criterion->part, "%c") == NULL
                         || has_chains (record_at (self->sheet, row)));
    }
  if (self->criterion->apart != NULL)
    {
      of->whole = 2;
      of->value = 2 * of->value - values[1].n;
    }
}

/* What is told apart of a row's lf_appraisal_own (nullable) */
static const char *
told_apart (const LfCriterion *criterion)
{
  return criterion->part != NULL ? criterion->part : criterion->apart;
}

/* Of a row: all of its own, and behind them what is told apart. */
static gboolean
add_figures (LfAppraisalReading *self, guint row, LfFigure *figures, guint n, GError **error)
{
  const LfCriterion *criterion = self->criterion;
  const LfEntity *entity = lf_schema_find (criterion->entity);
  const LfRecord *record = record_at (self->sheet, row);
  g_autofree char *whose = lf_appraisal_about (self->sheet, criterion->whose, record);
  g_autofree char *apart
      = n == 1 ? NULL : lf_appraisal_about (self->sheet, told_apart (criterion), record);
  g_autofree char *both = lf_report_both (whose, apart);

  for (guint i = 0; i < n; i++)
    {
      figures[i].within
          = lf_report_query_of (self->sheet->builder, entity, i == 0 ? whose : both, error);
      if (figures[i].within == NULL)
        return FALSE;
    }
  if (criterion->amount != NULL)
    {
      figures[0].kind = LF_FIGURE_SUM;
      figures[0].field = lf_entity_field (entity, criterion->amount);
    }
  return TRUE;
}

static gboolean
read_some (LfAppraisalReading *self, guint first, guint n, GError **error)
{
  guint each = told_apart (self->criterion) == NULL ? 1 : 2;
  g_autofree LfFigure *figures = g_new0 (LfFigure, each * n);
  g_autofree char *filter = counted (self->sheet, self->criterion);
  g_autoptr (LfQuery) query = lf_report_query_of (
      self->sheet->builder, lf_schema_find (self->criterion->entity), filter, error);
  g_autoptr (GPtrArray) groups = NULL;
  gboolean is_said = query != NULL;

  for (guint i = 0; is_said && i < n; i++)
    is_said = add_figures (self, first + i, &figures[each * i], each, error);
  if (is_said)
    groups = lf_store_figures_sync (self->sheet->builder->store, query, NULL, 0, figures, each * n,
                                    error);
  for (guint i = 0; groups != NULL && i < n; i++)
    take_figures (self, first + i, &((LfFigureGroup *) groups->pdata[0])->values[each * i]);
  for (guint i = 0; i < each * n; i++)
    g_clear_pointer (&figures[i].within, lf_query_unref);
  return groups != NULL;
}

static gboolean
read_events (LfAppraisalReading *self, GError **error)
{
  for (guint i = 0; i < self->sheet->rows->len; i += AT_ONCE)
    if (!read_some (self, i, MIN (AT_ONCE, self->sheet->rows->len - i), error))
      return FALSE;
  return TRUE;
}

/* ---- Days ---- */

/* Of the trips of one, each day once; one that has no end yet goes on until today. */
static guint
days_of (const LfAppraisalSheet *self, GPtrArray *trips)
{
  g_autoptr (GHashTable) days = g_hash_table_new (NULL, NULL);
  const LfDate first = lf_date_first_day (&self->options.from),
               last = lf_date_last_day (&self->options.to);

  for (guint i = 0; i < trips->len; i++)
    {
      const char *start = lf_record_get (trips->pdata[i], "start_date"),
                 *end = lf_record_get (trips->pdata[i], "end_date");
      LfDate from, to = self->options.today;

      if (start == NULL || !lf_date_from_canonical (start, &from)
          || (end != NULL && !lf_date_from_canonical (end, &to)))
        continue;
      from = lf_date_first_day (&from);
      to = lf_date_last_day (&to);
      for (int day = MAX (lf_date_days_between (&first, &from), 0),
               until
               = MIN (lf_date_days_between (&first, &to), lf_date_days_between (&first, &last));
           day <= until; day++)
        g_hash_table_add (days, GINT_TO_POINTER (day));
    }
  return g_hash_table_size (days);
}

static gboolean
read_days (LfAppraisalReading *self, GError **error)
{
  for (guint i = 0; i < self->sheet->rows->len; i++)
    {
      g_autofree char *filter
          = lf_appraisal_own (self->sheet, self->criterion, record_at (self->sheet, i));
      g_autoptr (GPtrArray) trips
          = lf_appraisal_list (self->sheet, self->criterion->entity, filter, error);

      if (trips == NULL)
        return FALSE;
      self->of[i]
          = (LfAppraised){ .is_known = trips->len > 0, .value = days_of (self->sheet, trips) };
    }
  return TRUE;
}

/* ---- Projects themselves ---- */

/* FALSE: no amount in yuan is known. */
static gboolean
read_yuan (const LfRecord *record, const char *field, gint64 *ret_minor)
{
  const char *text = lf_record_get (record, field);
  LfMoney money;
  gboolean is_yuan = text != NULL && lf_money_from_canonical (text, &money)
                     && strcmp (money.currency, "CNY") == 0;

  *ret_minor = is_yuan ? money.minor : 0;
  return is_yuan;
}

/* Of each project its last report counts. */
static gboolean
read_progress (LfAppraisalReading *self, GError **error)
{
  g_autofree char *filter = counted (self->sheet, self->criterion);
  g_autoptr (GPtrArray) reports
      = lf_appraisal_list (self->sheet, self->criterion->entity, filter, error);
  g_autoptr (GHashTable) last = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; reports != NULL && i < reports->len; i++)
    {
      const char *project = lf_record_get (reports->pdata[i], "project");

      if (project != NULL
          && lf_progress_is_later (reports->pdata[i], g_hash_table_lookup (last, project)))
        g_hash_table_insert (last, (gpointer) project, reports->pdata[i]);
    }
  for (guint i = 0; reports != NULL && i < self->sheet->rows->len; i++)
    {
      const LfRecord *report
          = g_hash_table_lookup (last, lf_record_id (record_at (self->sheet, i)));
      LfAppraised *of = &self->of[i];

      of->is_known = report != NULL && read_yuan (report, "invested_this_year", &of->value)
                     && read_yuan (report, "year_plan", &of->whole) && of->whole > 0;
    }
  return reports != NULL;
}

static gboolean
read_sizes (LfAppraisalReading *self, GError **error)
{
  for (guint i = 0; i < self->sheet->rows->len; i++)
    self->of[i].is_known
        = read_yuan (record_at (self->sheet, i), "total_investment", &self->of[i].value);
  return TRUE;
}

/* The event is the row's own. */
static gboolean
read_own (LfAppraisalReading *self, GError **error)
{
  g_autofree char *filter = counted (self->sheet, self->criterion);
  g_autofree char *rows = lf_appraisal_about (self->sheet, self->sheet->sheet->rows, NULL);
  g_autofree char *both = lf_report_both (rows, filter);
  g_autoptr (GPtrArray) found
      = lf_appraisal_list (self->sheet, self->criterion->entity, both, error);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; found != NULL && i < found->len; i++)
    g_hash_table_add (ids, (gpointer) lf_record_id (found->pdata[i]));
  for (guint i = 0; i < self->sheet->rows->len; i++)
    self->of[i] = (LfAppraised){
      .is_known = TRUE,
      .value = g_hash_table_contains (ids, lf_record_id (record_at (self->sheet, i))),
    };
  return found != NULL;
}

/* ---- What it is held against ---- */

static int
month_number (const LfDate *day)
{
  return 12 * day->year + day->month - 1;
}

/* The months of a goal, both counted in; one without a start begins with the year of its end. */
static gboolean
read_span (const LfRecord *goal, int *ret_first, int *ret_last)
{
  const char *start = lf_record_get (goal, "start_date"), *end = lf_record_get (goal, "end_date");
  LfDate from, to;

  if (end == NULL || !lf_date_from_canonical (end, &to))
    return FALSE;
  if (start == NULL || !lf_date_from_canonical (start, &from))
    from = (LfDate){ to.year, 1, 1 };
  from = lf_date_first_day (&from);
  to = lf_date_last_day (&to);
  *ret_first = month_number (&from);
  *ret_last = month_number (&to);
  return *ret_first <= *ret_last;
}

/* Target × months ÷ months of the goal; a number stays whole as both sides grow alike. */
static void
take_goal (LfAppraisalReading *self, LfAppraised *of, const LfRecord *goal, int months, int span)
{
  const char *count = lf_record_get (goal, "target_count");
  gint64 target = 0;

  if (self->criterion->amount != NULL)
    {
      of->is_known = read_yuan (goal, "target_amount", &target);
      of->whole = target / span * months + target % span * months / span;
      return;
    }
  of->is_known = count != NULL;
  of->whole = count == NULL ? 0 : llround (g_ascii_strtod (count, NULL) * 100) * months;
  of->value *= 100 * span;
}

/* Of the goals that hold all of the period the one of the fewest months counts. */
static void
find_goal (LfAppraisalReading *self, guint row, GPtrArray *goals)
{
  const LfDate from = lf_date_first_day (&self->sheet->options.from),
               to = lf_date_last_day (&self->sheet->options.to);
  int first = month_number (&from), last = month_number (&to), least = 0;
  const char *id = lf_record_id (record_at (self->sheet, row));
  const LfRecord *found = NULL;
  int starts, ends;

  for (guint i = 0; i < goals->len; i++)
    if (g_strcmp0 (lf_record_get (goals->pdata[i], self->sheet->sheet->field), id) == 0
        && read_span (goals->pdata[i], &starts, &ends) && starts <= first && last <= ends
        && (found == NULL || ends - starts + 1 < least))
      {
        found = goals->pdata[i];
        least = ends - starts + 1;
      }
  self->of[row].is_known = FALSE;
  if (found != NULL)
    take_goal (self, &self->of[row], found, last - first + 1, least);
  self->of[row].is_known = self->of[row].is_known && self->of[row].whole > 0;
}

static gboolean
read_goals (LfAppraisalReading *self, GError **error)
{
  g_autofree char *filter
      = g_strdup_printf ("indicator=%s and %s!=", self->criterion->goal, self->sheet->sheet->field);
  g_autoptr (GPtrArray) goals = lf_appraisal_list (self->sheet, "goal", filter, error);

  for (guint i = 0; goals != NULL && i < self->sheet->rows->len; i++)
    find_goal (self, i, goals);
  return goals != NULL;
}

static void
find_least_and_best (LfAppraisalReading *self)
{
  gint64 least = G_MAXINT64, best = 0;

  for (guint i = 0; i < self->sheet->rows->len; i++)
    {
      least = MIN (least, self->of[i].value);
      best = MAX (best, self->of[i].value);
    }
  for (guint i = 0; i < self->sheet->rows->len; i++)
    {
      self->of[i].least = least;
      self->of[i].whole = best;
    }
}

gboolean
lf_appraisal_read (LfAppraisalReading *self, GError **error)
{
  const LfCriterion *criterion = self->criterion;

  if (criterion->entity == NULL)
    return TRUE;
  if (criterion->formula == LF_FORMULA_DAYS)
    return read_days (self, error);
  if (criterion->formula == LF_FORMULA_SIZE)
    return read_sizes (self, error);
  if (self->sheet->sheet->field == NULL)
    return strcmp (criterion->entity, "progress") == 0 ? read_progress (self, error)
                                                       : read_own (self, error);
  if (!read_events (self, error) || (criterion->goal != NULL && !read_goals (self, error)))
    return FALSE;
  if (criterion->formula == LF_FORMULA_SHARE_OF_BEST || criterion->formula == LF_FORMULA_MIN_MAX)
    find_least_and_best (self);
  return TRUE;
}
