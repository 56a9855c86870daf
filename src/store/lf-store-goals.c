/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals and what was reached of them. */

#include "config.h"

#include "lf-store-goals.h"

#include "lf-reported.h"
#include "lf-store-figures.h"

#include <math.h>
#include <string.h>

void
lf_goal_reading_free (LfGoalReading *self)
{
  lf_record_unref (self->record);
  g_free (self->filter);
  g_free (self->base_filter);
  g_free (self);
}

typedef struct
{
  LfStore *store;
  const LfDate *today, *as_of; /* (nullable) @as_of */
  GPtrArray *parks;
} Reader;

static LfQuery *
make_query (const Reader *self,
            const LfEntity *entity,
            const char *filter,
            const char *sort,
            GError **error)
{
  LfQuery *query = lf_query_parse (entity, filter, sort, self->today, error);

  if (query != NULL && self->as_of != NULL)
    lf_query_set_as_of (query, self->as_of);
  return query;
}

static GPtrArray *
list (const Reader *self, const char *entity, const char *filter, const char *sort, GError **error)
{
  g_autoptr (LfQuery) query = make_query (self, lf_schema_find (entity), filter, sort, error);

  return query == NULL ? NULL : lf_store_list_sync (self->store, query, /* limit= */ 0, error);
}

/* ---- Figures ---- */

/* The money that an entity's records are about, where an indicator counts them. */
static const LfField *
money_of (const LfEntity *entity, const LfIndicatorSource *source)
{
  if (source->amount != NULL)
    return lf_entity_field (entity, source->amount);
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (field->type == LF_VALUE_MONEY && (field->flags & LF_FIELD_SUMMED) != 0)
      return field;
  return NULL;
}

typedef struct
{
  gint64 n;
  double value; /* NaN: nothing tells of it */
} Counted;

/* Of rates the part of those that count, in percent. */
static gboolean
count_rate (const Reader *self,
            const LfIndicatorSource *source,
            LfQuery *query,
            const char *filter,
            Counted *ret_counted,
            GError **error)
{
  g_autofree char *within = g_strdup_printf ("%s and %s", filter, source->part);
  g_autoptr (LfQuery) part
      = make_query (self, lf_schema_find (source->entity), within, NULL, error);
  const LfFigure figures[]
      = { { .kind = LF_FIGURE_COUNT }, { .kind = LF_FIGURE_COUNT, .within = part } };
  g_autoptr (GPtrArray) groups
      = part == NULL ? NULL
                     : lf_store_figures_sync (self->store, query, NULL, 0, figures, 2, error);
  const LfFigureGroup *all = groups == NULL ? NULL : groups->pdata[0];

  if (all == NULL)
    return FALSE;
  ret_counted->n = all->values[0].n;
  ret_counted->value
      = ret_counted->n == 0 ? NAN : 100.0 * (double) all->values[1].n / (double) ret_counted->n;
  return TRUE;
}

static double
money_in (const LfTotals *totals, const char *currency)
{
  for (guint i = 0; i < totals->n; i++)
    if (strcmp (totals->totals[i].currency, currency) == 0)
      return (double) totals->totals[i].minor;
  return 0;
}

/* What of @filter counts, in the unit of the goal. */
static gboolean
count_sum (const Reader *self,
           const LfGoal *goal,
           const LfIndicatorSource *source,
           LfQuery *query,
           Counted *ret_counted,
           GError **error)
{
  const LfEntity *entity = lf_schema_find (source->entity);
  gboolean is_money = goal->amount.currency[0] != '\0';
  const LfField *summed = is_money                 ? money_of (entity, source)
                          : source->number != NULL ? lf_entity_field (entity, source->number)
                                                   : NULL;
  const LfFigure figures[]
      = { { .kind = LF_FIGURE_COUNT }, { .kind = LF_FIGURE_SUM, .field = summed } };
  g_autoptr (GPtrArray) groups
      = lf_store_figures_sync (self->store, query, NULL, 0, figures, summed == NULL ? 1 : 2, error);
  const LfFigureGroup *all = groups == NULL ? NULL : groups->pdata[0];

  if (all == NULL)
    return FALSE;
  ret_counted->n = all->values[0].n;
  ret_counted->value = summed == NULL ? is_money ? NAN : (double) ret_counted->n
                       : is_money     ? money_in (&all->values[1].totals, goal->amount.currency)
                                      : all->values[1].sum;
  if (source->number != NULL && ret_counted->n == 0)
    ret_counted->value = NAN;
  return TRUE;
}

static gboolean
count (const Reader *self,
       const LfGoal *goal,
       const LfIndicatorSource *source,
       const char *filter,
       Counted *ret_counted,
       GError **error)
{
  g_autoptr (LfQuery) query
      = make_query (self, lf_schema_find (source->entity), filter, NULL, error);

  if (query == NULL)
    return FALSE;
  return source->part != NULL ? count_rate (self, source, query, filter, ret_counted, error)
                              : count_sum (self, goal, source, query, ret_counted, error);
}

/* ---- A goal ---- */

/* (transfer full) (nullable): @filter (transfer full), without what tells of a year a second time
 */
static char *
without_doubles (const Reader *self, const LfGoal *goal, char *filter, GError **error)
{
  g_autofree char *whole = filter;
  g_autoptr (GPtrArray) figures = list (self, "figure", whole, NULL, error);
  g_autofree char *doubles
      = figures == NULL
            ? NULL
            : lf_reported_doubles (figures, goal->amount.currency[0] != '\0' ? "amount" : "count");

  if (figures == NULL)
    return NULL;
  return doubles == NULL ? g_steal_pointer (&whole)
                         : g_strdup_printf ("%s and not (%s)", whole, doubles);
}

/* (transfer full) (nullable): what counts from @source towards the goal; NULL: none is told of
 * those whose it is, or with @error */
static char *
find_filter (const Reader *self,
             const LfGoalReading *reading,
             const LfIndicatorSource *source,
             int years_back,
             GError **error)
{
  const char *key = lf_record_get (reading->record, "indicator");
  char *filter = source == NULL ? NULL
                                : lf_goal_filter (&reading->goal, source, years_back, self->today,
                                                  self->parks);

  return filter != NULL && source == lf_indicator_reported (key)
             ? without_doubles (self, &reading->goal, filter, error)
             : filter;
}

/* The whole of the year before, as it was reported; FALSE with no error: it was not. */
static gboolean
read_base_of (const Reader *self,
              LfGoalReading *reading,
              const LfIndicatorSource *source,
              GError **error)
{
  Counted counted = { 0, NAN };
  g_autofree char *filter = find_filter (self, reading, source, 1, error);

  if (filter == NULL || !count (self, &reading->goal, source, filter, &counted, error)
      || isnan (counted.value) || counted.value <= 0)
    return FALSE;
  reading->base = counted.value;
  reading->base_entity = lf_schema_find (source->entity);
  reading->base_filter = g_steal_pointer (&filter);
  return TRUE;
}

static gboolean
read_base (const Reader *self, LfGoalReading *reading, GError **error)
{
  const char *key = lf_record_get (reading->record, "indicator");
  const LfIndicatorSource *reported = lf_indicator_reported (key);
  GError *failure = NULL;

  if (isnan (reading->goal.growth) || read_base_of (self, reading, reported, &failure)
      || (failure == NULL && reading->goal.source != reported
          && read_base_of (self, reading, reading->goal.source, &failure)))
    return TRUE;
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* (transfer full) */
static LfGoalReading *
read_goal (const Reader *self, LfRecord *record, GError **error)
{
  g_autoptr (LfGoalReading) reading = g_new0 (LfGoalReading, 1);
  const LfIndicatorSource *source;
  Counted counted = { 0, NAN };
  GError *failure = NULL;

  reading->record = lf_record_ref (record);
  reading->goal = lf_goal_of (record, self->today);
  reading->base = NAN;
  source = reading->goal.source;
  reading->filter = find_filter (self, reading, source, 0, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (reading->filter != NULL)
    reading->entity = lf_schema_find (source->entity);
  if (!read_base (self, reading, error)
      || (reading->filter != NULL
          && !count (self, &reading->goal, source, reading->filter, &counted, error)))
    return NULL;
  reading->n = counted.n;
  reading->progress = lf_goal_judge (&reading->goal, counted.value, reading->base, self->today);
  return g_steal_pointer (&reading);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const LfGoalReading *first = *(LfGoalReading *const *) a, *second = *(LfGoalReading *const *) b;
  int order = lf_goal_progress_compare (&first->progress, &second->progress);

  return order != 0 ? order : strcmp (lf_record_id (first->record), lf_record_id (second->record));
}

GPtrArray *
lf_store_goals_sync (LfStore *self,
                     const char *where,
                     const char *sort,
                     const LfDate *today,
                     const LfDate *as_of,
                     GError **error)
{
  Reader reader = { self, today, as_of, NULL };
  g_autoptr (GPtrArray) goals = list (&reader, "goal", where == NULL ? "" : where, sort, error);
  g_autoptr (GPtrArray) parks = goals == NULL ? NULL : list (&reader, "park", "", NULL, error);
  g_autoptr (GPtrArray) readings
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_goal_reading_free);

  if (parks == NULL)
    return NULL;
  reader.parks = parks;
  for (guint i = 0; i < goals->len; i++)
    {
      LfGoalReading *reading = read_goal (&reader, goals->pdata[i], error);

      if (reading == NULL)
        return NULL;
      g_ptr_array_add (readings, reading);
    }
  if (sort == NULL)
    g_ptr_array_sort (readings, compare);
  return g_steal_pointer (&readings);
}

GPtrArray *
lf_store_goals_now_sync (LfStore *self, const LfDate *today, GError **error)
{
  g_autofree char *where = g_strdup_printf ("end_date>=%d or result=", today->year);
  GPtrArray *goals = lf_store_goals_sync (self, where, NULL, today, /* as_of= */ NULL, error);

  for (guint i = goals == NULL ? 0 : goals->len; i-- > 0;)
    {
      const LfGoalReading *reading = goals->pdata[i];

      if (reading->goal.last.year < today->year && reading->progress.course != LF_GOAL_LATE)
        g_ptr_array_remove_index (goals, i);
    }
  return goals;
}

LfGoalReading *
lf_store_goal_sync (LfStore *self, const char *id, const LfDate *today, GError **error)
{
  Reader reader = { self, today, NULL, NULL };
  g_autoptr (LfRecord) goal = lf_store_load_sync (self, lf_schema_find ("goal"), id, error);
  g_autoptr (GPtrArray) parks = goal == NULL ? NULL : list (&reader, "park", "", NULL, error);

  reader.parks = parks;
  return parks == NULL ? NULL : read_goal (&reader, goal, error);
}
