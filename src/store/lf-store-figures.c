/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of records: the rows that a query lets through, the group of each, and what each figure
 * adds up of them, all from columns. */

#include "config.h"

#include "lf-store-figures.h"

#include "lf-column-sets.h"
#include "lf-store-self.h"
#include "lf-was.h"

#include <math.h>
#include <string.h>

typedef struct
{
  LfColumnSets *kept; /* (nullable): of a day that is past */
  LfQuery *query;
  const LfGrouping *groupings;
  guint n_groupings;
  const LfFigure *figures;
  guint n_figures;
} Request;

/* What is being told: rows, and of each its group. */
typedef struct
{
  const Request *request;
  LfDb *db;
  LfColumnSet *columns;
  GArray *rows;          /* (element-type guint32) */
  guint *group_of;       /* of each of @rows */
  GPtrArray *groups;     /* (element-type LfFigureGroup) */
  const LfQuery *within; /* (nullable): what the figure before was within */
  guint8 *is;            /* (nullable): whether each of @rows is */
} Telling;

static LfFigureGroup *
add_group (Telling *self)
{
  LfFigureGroup *group = g_new0 (LfFigureGroup, 1);

  group->n_values = self->request->n_figures;
  group->values = g_new0 (LfFigureValue, group->n_values);
  for (guint i = 0; i < group->n_values; i++)
    if (self->request->figures[i].kind == LF_FIGURE_DAYS)
      group->values[i].days = g_array_new (FALSE, FALSE, sizeof (int));
  g_ptr_array_add (self->groups, group);
  return group;
}

static LfFigureValue *
value_of (const Telling *self, guint at, guint figure)
{
  return &((LfFigureGroup *) self->groups->pdata[self->group_of[at]])->values[figure];
}

/* ---- Columns ---- */

static LfFieldColumnOf
column_of_grouping (const LfGrouping *grouping)
{
  return (LfFieldColumnOf){ grouping->via, grouping->field, LF_HELD_CODES };
}

static LfFieldColumnOf
column_of_dates (const LfField *field)
{
  return (LfFieldColumnOf){ NULL, field, LF_HELD_CODES };
}

static LfFieldColumnOf
column_of_sum (const LfField *field)
{
  return (LfFieldColumnOf){ NULL, field,
                            field->type == LF_VALUE_MONEY ? LF_HELD_MONEY : LF_HELD_NUMBERS };
}

static void
want (GArray *wanted, LfFieldColumnOf of)
{
  if (of.field != NULL)
    lf_column_set_want (wanted, &of);
}

/* (transfer full) (element-type LfFieldColumnOf): all that the request is told by */
static GArray *
find_wanted (const Request *request)
{
  GArray *wanted = g_array_new (FALSE, FALSE, sizeof (LfFieldColumnOf));

  lf_column_set_want_filter (wanted, lf_query_filter (request->query));
  for (guint i = 0; i < request->n_groupings; i++)
    want (wanted, column_of_grouping (&request->groupings[i]));
  for (guint i = 0; i < request->n_figures; i++)
    {
      const LfFigure *figure = &request->figures[i];

      if (figure->within != NULL)
        lf_column_set_want_filter (wanted, lf_query_filter (figure->within));
      if (figure->kind == LF_FIGURE_SUM || figure->kind == LF_FIGURE_GROWTH)
        want (wanted, column_of_sum (figure->field));
      if (figure->kind != LF_FIGURE_DAYS)
        continue;
      want (wanted, column_of_dates (figure->since));
      want (wanted, column_of_dates (figure->field));
    }
  return wanted;
}

/* ---- Groups ---- */

/* What the codes of a column are called when they are cut. */
typedef struct
{
  const LfFieldColumn *column;
  guint32 *cut_of; /* (nullable): the number of each code in @cuts */
  LfValues *cuts;  /* (nullable) */
} Keys;

/* (transfer full): @date without what lies behind the cut */
static char *
cut_date (const char *date, LfCut cut)
{
  if (cut == LF_CUT_QUARTER && strlen (date) > 4)
    return g_strdup_printf ("%.4s-Q%d", date, (atoi (date + 5) + 2) / 3);
  return g_strndup (date, cut == LF_CUT_DAY ? 10 : cut == LF_CUT_MONTH ? 7 : 4);
}

static void
keys_init (Keys *self, const LfFieldColumn *column, LfCut cut)
{
  guint32 last = lf_values_last (column->values);

  *self = (Keys){ column };
  if (cut == LF_CUT_NONE)
    return;
  self->cuts = lf_values_new ();
  self->cut_of = g_new0 (guint32, last + 1);
  for (guint32 code = 1; code <= last; code++)
    {
      g_autofree char *text = cut_date (lf_values_get (column->values, code, NULL), cut);

      self->cut_of[code] = lf_values_add (self->cuts, text, strlen (text));
    }
}

static void
keys_clear (Keys *self)
{
  g_free (self->cut_of);
  g_clear_pointer (&self->cuts, lf_values_free);
}

static guint32
keys_at (const Keys *self, guint32 row)
{
  guint32 code = self->column->codes[row];

  return self->cut_of == NULL ? code : self->cut_of[code];
}

static char *
keys_text (const Keys *self, guint32 key)
{
  if (self->cuts == NULL)
    return lf_field_column_value (self->column, key);
  return key == 0 ? NULL : g_strdup (lf_values_get (self->cuts, key, NULL));
}

static guint
n_keys (const Keys *self)
{
  return lf_values_last (self->cuts != NULL ? self->cuts : self->column->values) + 1;
}

/* (transfer full) (nullable): of what @key of @field refers to, be it deleted. "main": of now, also
 * where a day of the past is shown */
static char *
read_title (LfDb *db, const LfField *field, const char *key)
{
  const LfEntity *target = lf_schema_find (field->target);
  const LfField *title = lf_entity_title (target);
  sqlite3_stmt *statement = lf_db_preparef (db, NULL, "SELECT \"%s\" FROM main.\"%s\" WHERE id = ?",
                                            title->name, target->name);
  g_autofree char *value = NULL;
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  lf_db_bind_id (statement, 1, key);
  if (!lf_db_step (db, statement, &has_row, NULL) || !has_row)
    return NULL;
  value = lf_db_text (statement, 0);
  sqlite3_reset (statement);
  return value == NULL ? g_strdup (lf_entity_label (target)) : lf_field_format (title, value);
}

static void
name_group (const Telling *self, LfFigureGroup *group, const Keys *keys, const guint32 *key)
{
  for (guint i = 0; i < self->request->n_groupings; i++)
    {
      const LfField *field = self->request->groupings[i].field;

      group->keys[i] = keys_text (&keys[i], key[i]);
      if (group->keys[i] != NULL && field->type == LF_VALUE_REFERENCE)
        group->titles[i] = read_title (self->db, field, group->keys[i]);
    }
}

/* The number of the group that is called so, a new one if there is none. */
static guint
find_group (Telling *self, LfValues *met, const Keys *keys, const guint32 *key)
{
  guint number = lf_values_add (met, key, self->request->n_groupings * sizeof *key);

  if (number > self->groups->len)
    name_group (self, add_group (self), keys, key);
  return number - 1;
}

#define NO_GROUP G_MAXUINT
#define MOST_CROSSINGS 65536 /* that have a place each */

/* Few different keys have a place each where their group is found. */
static void
find_groups (Telling *self, const Keys *keys)
{
  g_autoptr (LfValues) met = lf_values_new ();
  guint n = self->request->n_groupings, n_second = n > 1 ? n_keys (&keys[1]) : 1;
  guint64 n_crossings = (guint64) n_keys (&keys[0]) * n_second;
  g_autofree guint *places = NULL;

  if (n_crossings <= MOST_CROSSINGS)
    {
      places = g_new (guint, n_crossings);
      memset (places, 0xff, n_crossings * sizeof *places);
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      guint32 row = g_array_index (self->rows, guint32, i);
      guint32 key[LF_GROUPINGS_MOST]
          = { keys_at (&keys[0], row), n > 1 ? keys_at (&keys[1], row) : 0 };
      guint *place = places == NULL ? NULL : &places[key[0] * n_second + key[1]];

      if (place != NULL && *place == NO_GROUP)
        *place = find_group (self, met, keys, key);
      self->group_of[i] = place != NULL ? *place : find_group (self, met, keys, key);
    }
}

static void
make_groups (Telling *self)
{
  const Request *request = self->request;
  Keys keys[LF_GROUPINGS_MOST];

  self->group_of = g_new0 (guint, MAX (self->rows->len, 1));
  if (request->n_groupings == 0)
    {
      add_group (self);
      return;
    }
  for (guint i = 0; i < request->n_groupings; i++)
    {
      LfFieldColumnOf of = column_of_grouping (&request->groupings[i]);

      keys_init (&keys[i], lf_column_set_get (self->columns, &of), request->groupings[i].cut);
    }
  find_groups (self, keys);
  for (guint i = 0; i < request->n_groupings; i++)
    keys_clear (&keys[i]);
}

/* ---- Figures ---- */

static void
count (Telling *self, guint figure, const guint8 *is /* nullable */)
{
  g_autofree guint *n_of = g_new0 (guint, MAX (self->groups->len, 1));
  const guint *group_of = self->group_of;
  guint n_rows = self->rows->len;

  for (guint i = 0; i < n_rows; i++)
    n_of[group_of[i]] += is == NULL ? 1 : is[i];
  for (guint g = 0; g < self->groups->len; g++)
    ((LfFigureGroup *) self->groups->pdata[g])->values[figure].n = n_of[g];
}

static void
add_numbers (Telling *self, guint figure, const guint8 *is)
{
  LfFieldColumnOf of = column_of_sum (self->request->figures[figure].field);
  const double *numbers = lf_column_set_get (self->columns, &of)->numbers;

  for (guint i = 0; i < self->rows->len; i++)
    {
      double number = numbers[g_array_index (self->rows, guint32, i)];
      LfFigureValue *value;

      if (isnan (number) || (is != NULL && !is[i]))
        continue;
      value = value_of (self, i, figure);
      value->sum += number;
      value->n++;
    }
}

/* What one group has in one currency, exact or not. */
typedef struct
{
  gint64 minor, n;
} Heap;

static void
take_heap (LfFigureValue *value, const Heap *heap, const char *currency, gboolean is_exact)
{
  LfTotals part = { .n = 1 };

  g_strlcpy (part.totals[0].currency, currency, sizeof part.totals[0].currency);
  part.totals[0].minor = heap->minor;
  part.totals[0].n_exact = is_exact ? heap->n : 0;
  part.totals[0].n_qualified = is_exact ? 0 : heap->n;
  value->n += heap->n;
  if (!lf_totals_merge (&value->totals, &part))
    g_warning ("a sum does not fit");
}

static void
add_money (Telling *self, guint figure, const guint8 *is)
{
  LfFieldColumnOf of = column_of_sum (self->request->figures[figure].field);
  const LfFieldColumn *column = lf_column_set_get (self->columns, &of);
  guint n_marks = 2 * lf_values_last (column->currencies) + 2;
  g_autofree Heap *heaps = g_new0 (Heap, (gsize) n_marks * MAX (self->groups->len, 1));

  for (guint i = 0; i < self->rows->len; i++)
    {
      guint32 row = g_array_index (self->rows, guint32, i);
      guint16 mark = column->marks[row];
      Heap *heap = &heaps[(gsize) self->group_of[i] * n_marks + mark];

      if (mark == 0 || (is != NULL && !is[i]))
        continue;
      heap->n++;
      if (__builtin_add_overflow (heap->minor, column->minors[row], &heap->minor))
        g_warning ("the sum of %s does not fit", of.field->name);
    }
  for (guint g = 0; g < self->groups->len; g++)
    for (guint mark = 2; mark < n_marks; mark++)
      if (heaps[(gsize) g * n_marks + mark].n > 0)
        take_heap (&((LfFigureGroup *) self->groups->pdata[g])->values[figure],
                   &heaps[(gsize) g * n_marks + mark],
                   lf_values_get (column->currencies, mark / 2, NULL), mark % 2 == 0);
}

static gboolean
add_growth (Telling *self, guint figure, const guint8 *is, GError **error)
{
  const LfFigure *asked = &self->request->figures[figure];
  LfFieldColumnOf of = column_of_sum (asked->field);
  const LfFieldColumn *column = lf_column_set_get (self->columns, &of);
  GHashTable *amounts
      = lf_column_set_was (self->columns, self->db, asked->field, &asked->until, error);

  for (guint i = 0; amounts != NULL && i < self->rows->len; i++)
    {
      gint64 row = g_array_index (self->rows, guint32, i);
      guint16 mark = column->marks[row];
      const LfMoney *was = g_hash_table_lookup (amounts, &row);
      LfMoney growth;

      if (was == NULL || mark == 0 || (is != NULL && !is[i])
          || strcmp (was->currency, lf_values_get (column->currencies, mark / 2, NULL)) != 0)
        continue;
      growth = *was;
      growth.minor = column->minors[row] - was->minor;
      if (mark % 2 != 0)
        growth.qualifier = LF_QUALIFIER_ABOUT;
      value_of (self, i, figure)->n++;
      if (!lf_totals_add (&value_of (self, i, figure)->totals, &growth))
        g_warning ("the growth of %s does not fit", asked->field->name);
    }
  return amounts != NULL;
}

/* ---- Days ---- */

#define NO_DAY -1

/* From a day that lies before all others. */
static int
number_of_day (const char *text)
{
  const LfDate first = { 1, 1, 1 };
  LfDate date;

  return lf_date_from_canonical (text, &date) && date.day != 0
             ? lf_date_days_between (&first, &date)
             : NO_DAY;
}

/* (transfer full): of each code */
static int *
number_days (const LfFieldColumn *column)
{
  guint32 last = lf_values_last (column->values);
  int *days = g_new (int, last + 1);

  days[0] = NO_DAY;
  for (guint32 code = 1; code <= last; code++)
    days[code] = number_of_day (lf_values_get (column->values, code, NULL));
  return days;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* None is negative. Many are counted: there are only so many days. */
static void
sort_days (GArray *days)
{
  int *values = (int *) (gpointer) days->data, most = 0;
  g_autofree guint *n_of = NULL;

  for (guint i = 0; i < days->len; i++)
    most = MAX (most, values[i]);
  if ((guint) most > days->len)
    {
      g_array_sort (days, compare_days);
      return;
    }
  n_of = g_new0 (guint, (gsize) most + 1);
  for (guint i = 0; i < days->len; i++)
    n_of[values[i]]++;
  for (int day = 0; day <= most; day++)
    for (guint i = 0; i < n_of[day]; i++)
      *values++ = day;
}

static void
add_days (Telling *self, guint figure, const guint8 *is)
{
  const LfFigure *asked = &self->request->figures[figure];
  LfFieldColumnOf of_since = column_of_dates (asked->since),
                  of_until = column_of_dates (asked->field);
  const LfFieldColumn *since = lf_column_set_get (self->columns, &of_since),
                      *until
                      = asked->field == NULL ? NULL : lf_column_set_get (self->columns, &of_until);
  g_autofree int *since_days = number_days (since);
  g_autofree int *until_days = until == NULL ? NULL : number_days (until);
  g_autofree char *last = lf_date_to_canonical (&asked->until);
  int last_day = number_of_day (last);

  for (guint i = 0; i < self->rows->len; i++)
    {
      guint32 row = g_array_index (self->rows, guint32, i);
      int from = since_days[since->codes[row]];
      int to = until == NULL ? last_day : until_days[until->codes[row]];
      int days = to - from;
      LfFigureValue *value;

      if (from == NO_DAY || to < from || (is != NULL && !is[i]))
        continue;
      value = value_of (self, i, figure);
      g_array_append_val (value->days, days);
      value->n++;
    }
  for (guint i = 0; i < self->groups->len; i++)
    sort_days (((LfFigureGroup *) self->groups->pdata[i])->values[figure].days);
}

/* ---- All of it ---- */

/* A count and a sum often are of the same records. */
static gboolean
find_within (Telling *self, const LfQuery *within, GError **error)
{
  const LfFilter *filter = within == NULL ? NULL : lf_query_filter (within);

  if (within != NULL && within == self->within)
    return TRUE;
  self->within = within;
  g_clear_pointer (&self->is, g_free);
  if (filter == NULL || filter->kind == LF_FILTER_ALL)
    return TRUE;
  self->is = lf_column_set_match (self->columns, self->db, filter, self->rows, error);
  return self->is != NULL;
}

static gboolean
add_figure (Telling *self, guint index, GError **error)
{
  const LfFigure *figure = &self->request->figures[index];

  if (!find_within (self, figure->within, error))
    return FALSE;
  if (figure->kind == LF_FIGURE_GROWTH)
    return add_growth (self, index, self->is, error);
  if (figure->kind == LF_FIGURE_COUNT)
    count (self, index, self->is);
  else if (figure->kind == LF_FIGURE_DAYS)
    add_days (self, index, self->is);
  else if (figure->field->type == LF_VALUE_MONEY)
    add_money (self, index, self->is);
  else
    add_numbers (self, index, self->is);
  return TRUE;
}

/* By the keys as they are written, blank last. */
static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const LfFigureGroup *first = *(LfFigureGroup *const *) a, *second = *(LfFigureGroup *const *) b;

  for (guint i = 0; i < LF_GROUPINGS_MOST; i++)
    {
      int order = first->keys[i] == NULL || second->keys[i] == NULL
                      ? (first->keys[i] == NULL) - (second->keys[i] == NULL)
                      : strcmp (first->keys[i], second->keys[i]);

      if (order != 0)
        return order;
    }
  return 0;
}

static gboolean
tell (Telling *self, GError **error)
{
  g_autoptr (GArray) wanted = find_wanted (self->request);

  if (!lf_column_set_read (self->columns, self->db, wanted, error))
    return FALSE;
  self->rows = lf_column_set_rows (self->columns, self->db, self->request->query, error);
  if (self->rows == NULL)
    return FALSE;
  make_groups (self);
  for (guint i = 0; i < self->request->n_figures; i++)
    if (!add_figure (self, i, error))
      return FALSE;
  return TRUE;
}

static gpointer
read_figures (LfDb *db, gpointer data, GError **error)
{
  const Request *request = data;
  const LfEntity *entity = lf_query_entity (request->query);
  g_autoptr (GPtrArray) groups
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_figure_group_free);
  g_autoptr (LfColumnSet) own
      = request->kept == NULL ? lf_column_set_new (entity, /* is_past= */ TRUE) : NULL;
  Telling telling = { request, db, own, .groups = groups };
  gboolean is_told;

  if (own == NULL)
    telling.columns = lf_column_sets_take (request->kept, db, entity, error);
  is_told = telling.columns != NULL && tell (&telling, error);
  g_clear_pointer (&telling.rows, g_array_unref);
  g_free (telling.group_of);
  g_free (telling.is);
  if (!is_told)
    return NULL;
  g_ptr_array_sort (groups, compare_keys);
  return g_steal_pointer (&groups);
}

GPtrArray *
lf_store_figures_sync (LfStore *self,
                       LfQuery *query,
                       const LfGrouping *groupings,
                       guint n_groupings,
                       const LfFigure *figures,
                       guint n_figures,
                       GError **error)
{
  Request request = { NULL, query, groupings, n_groupings, figures, n_figures };
  g_autoptr (GPtrArray) queries = g_ptr_array_new ();

  g_return_val_if_fail (n_groupings <= LF_GROUPINGS_MOST, NULL);
  if (lf_query_as_of (query) == NULL)
    {
      request.kept = self->column_sets;
      return lf_store_read_columns (self, read_figures, &request, error);
    }
  g_ptr_array_add (queries, query);
  for (guint i = 0; i < n_figures; i++)
    if (figures[i].within != NULL)
      g_ptr_array_add (queries, figures[i].within);
  return lf_store_read_queries (self, (LfQuery *const *) queries->pdata, queries->len, read_figures,
                                &request, error);
}
