/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands at a place of a bulletin: a cell of a report, the summary of a filter, a field. */

#include "config.h"

#include "lf-bulletin-private.h"
#include "lf-store-figures.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

void
lf_bulletin_question_init (LfBulletinQuestion *self,
                           LfStore *store,
                           const char *language,
                           const LfBulletinOptions *options)
{
  *self = (LfBulletinQuestion){
    .store = store, .language = language, .period = options->period, .as_of = options->as_of
  };
  self->day = options->as_of.year != 0 ? lf_date_last_day (&options->as_of) : options->today;
  self->reports
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) lf_report_free);
}

void
lf_bulletin_question_clear (LfBulletinQuestion *self)
{
  g_clear_pointer (&self->reports, g_hash_table_unref);
}

void
lf_bulletin_value_clear (LfBulletinValue *self)
{
  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->filter, g_free);
  g_clear_pointer (&self->record, g_free);
}

static gboolean
fail (GError **error, const char *format, const char *text)
{
  g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX, format, text);
  return FALSE;
}

/* What is “today”: a bulletin of October that is made in November is told from its last day. */
static LfDate
day_of (const LfBulletinQuestion *self)
{
  const LfDate last = lf_date_last_day (&self->period.to);

  return lf_date_compare (&self->day, &last) < 0 ? self->day : last;
}

/* ---- A7 ---- */

gboolean
lf_bulletin_growth (double now, double before, double *ret_percent)
{
  if (!(before > 0))
    return FALSE;
  *ret_percent = 100 * (now / before - 1);
  return TRUE;
}

double
lf_bulletin_base (double now, double growth_percent)
{
  return now / (1 + growth_percent / 100);
}

/* ---- Records ---- */

static LfQuery *
make_query (LfBulletinQuestion *self,
            const LfBulletinPlace *place,
            char **ret_filter,
            gboolean *ret_is_of_period,
            GError **error)
{
  const LfDate today = day_of (self);
  g_autofree char *filter = lf_bulletin_resolve (place->where == NULL ? "" : place->where,
                                                 &self->period, &today, ret_is_of_period);
  LfQuery *query = lf_query_parse (place->entity, filter, place->sort, &today, error);

  if (query != NULL && self->as_of.year != 0)
    lf_query_set_as_of (query, &self->as_of);
  if (ret_filter != NULL)
    *ret_filter = g_steal_pointer (&filter);
  return query;
}

static gboolean
take_sum (const LfBulletinPlace *place,
          const LfSummary *summary,
          LfBulletinValue *value,
          GError **error)
{
  value->kind = LF_BULLETIN_MONEY;
  value->totals = summary->totals;
  if (summary->field != NULL
      && (place->column == NULL || strcmp (place->column, summary->field->name) == 0))
    return TRUE;
  for (guint i = 0; place->column != NULL && i < summary->n_quantities; i++)
    if (strcmp (place->column, summary->quantities[i].field->name) == 0)
      {
        value->kind = LF_BULLETIN_NUMBER;
        value->field = summary->quantities[i].field;
        value->number = summary->quantities[i].sum;
        return TRUE;
      }
  return fail (error, _ ("Nothing of that is summed up: %s."),
               place->column == NULL ? lf_entity_plural (place->entity) : place->column);
}

static gboolean
ask_summary (LfBulletinQuestion *self,
             const LfBulletinPlace *place,
             LfBulletinValue *value,
             GError **error)
{
  g_autoptr (LfQuery) query = make_query (self, place, &value->filter, &value->is_of_period, error);
  LfSummary summary = { 0 };

  if (query == NULL || !lf_store_figures_summary_sync (self->store, query, &summary, error))
    return FALSE;
  value->entity = place->entity;
  value->is_known = TRUE;
  value->count = summary.n;
  value->kind = place->kind == LF_BULLETIN_PLACE_RECORDS ? LF_BULLETIN_LIST : LF_BULLETIN_COUNT;
  return place->kind != LF_BULLETIN_PLACE_SUM || take_sum (place, &summary, value, error);
}

GPtrArray *
lf_bulletin_records (LfBulletinQuestion *self, const LfBulletinPlace *place, GError **error)
{
  g_autoptr (LfQuery) query = make_query (self, place, NULL, NULL, error);

  return query == NULL ? NULL : lf_store_list_sync (self->store, query, place->limit, error);
}

void
lf_bulletin_value_of_field (const LfRecord *record, const LfField *field, LfBulletinValue *ret)
{
  const char *growth = lf_entity_field (lf_record_entity (record), "growth_percent") == NULL
                           ? NULL
                           : lf_record_get (record, "growth_percent");

  *ret = (LfBulletinValue){ .kind = LF_BULLETIN_FIELD, .field = field };
  ret->value = g_strdup (lf_record_get (record, field->name));
  ret->is_known = ret->value != NULL;
  ret->growth = growth == NULL ? NAN : g_ascii_strtod (growth, NULL);
  ret->entity = lf_record_entity (record);
  ret->record = g_strdup (lf_record_id (record));
  if (field->target != NULL)
    ret->shown = lf_record_format (record, field->name);
}

/* What is no more says nothing. */
static gboolean
ask_record (LfBulletinQuestion *self,
            const LfBulletinPlace *place,
            LfBulletinValue *value,
            GError **error)
{
  const LfField *field = lf_entity_field (place->entity, place->column);
  g_autoptr (LfRecord) record = lf_store_load_sync (self->store, place->entity, place->id, NULL);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (LfQuery) base = lf_query_new (place->entity, NULL, NULL);
  g_autoptr (LfQuery) query = NULL;
  g_autoptr (GPtrArray) records = NULL;
  gint64 row;

  if (record == NULL)
    return TRUE;
  if (self->as_of.year == 0)
    {
      if (!lf_record_is_deleted (record))
        lf_bulletin_value_of_field (record, field, value);
      return TRUE;
    }
  row = lf_record_row (record);
  g_array_append_val (rows, row);
  lf_query_set_as_of (base, &self->as_of);
  query = lf_query_of_rows (base, rows);
  records = lf_store_list_sync (self->store, query, /* limit= */ 0, error);
  if (records != NULL && records->len > 0)
    lf_bulletin_value_of_field (records->pdata[0], field, value);
  return records != NULL;
}

/* ---- Reports ---- */

const LfReport *
lf_bulletin_report (LfBulletinQuestion *self, const LfBulletinPlace *place, GError **error)
{
  const LfDate today = day_of (self);
  g_autofree char *from = lf_date_to_canonical (&self->period.from);
  g_autofree char *where = place->where == NULL
                               ? NULL
                               : lf_bulletin_resolve (place->where, &self->period, &today, NULL);
  g_autofree char *key
      = g_strdup_printf ("%s\n%s\n%s\n%s", place->report, from, place->by == NULL ? "" : place->by,
                         where == NULL ? "" : where);
  LfReportOptions options
      = { .today = today, .where = where, .by = place->by, .as_of = self->as_of };
  LfReport *report = g_hash_table_lookup (self->reports, key);

  if (report != NULL)
    return report;
  if (lf_report_has_period (place->report))
    {
      options.from = self->period.from;
      options.to = self->period.to;
    }
  report = lf_report_run_sync (self->store, place->report, &options, error);
  if (report != NULL)
    g_hash_table_insert (self->reports, g_steal_pointer (&key), report);
  return report;
}

const char *
lf_bulletin_row_key (const GPtrArray *row)
{
  const LfReportCell *head = row->pdata[0];

  for (guint i = 0; i < row->len; i++)
    if (((const LfReportCell *) row->pdata[i])->filter != NULL)
      return ((const LfReportCell *) row->pdata[i])->filter;
  return head->text;
}

static const GPtrArray *
find_row (const LfReport *report, const LfBulletinPlace *place)
{
  if (place->key == NULL && place->row == 0)
    return report->total;
  if (place->key == NULL)
    return place->row <= report->rows->len ? report->rows->pdata[place->row - 1] : NULL;
  for (guint i = 0; i < report->rows->len; i++)
    {
      const GPtrArray *row = report->rows->pdata[i];
      const LfReportCell *head = row->pdata[0];

      if (g_strcmp0 (head->text, place->key) == 0
          || g_strcmp0 (lf_bulletin_row_key (row), place->key) == 0)
        return row;
    }
  return NULL;
}

static void
take_cell (const LfReport *report,
           const LfReportColumn *column,
           const LfReportCell *cell,
           LfBulletinValue *value)
{
  value->is_known = !cell->is_blank;
  value->entity = cell->entity == NULL ? report->entity : cell->entity;
  value->filter = g_strdup (cell->filter);
  switch (column->type)
    {
    case LF_COLUMN_MONEY:
      value->kind = LF_BULLETIN_MONEY;
      value->totals = cell->totals;
      break;
    case LF_COLUMN_PERCENT:
      value->kind = LF_BULLETIN_PERCENT;
      value->number = cell->percent;
      value->decimals = column->decimals;
      value->is_known = value->is_known && !isnan (cell->percent);
      break;
    case LF_COLUMN_COUNT:
      value->count = cell->count;
      break;
    case LF_COLUMN_DAYS:
    case LF_COLUMN_AREA:
      value->kind = LF_BULLETIN_NUMBER;
      value->number = (double) cell->count;
      break;
    case LF_COLUMN_POINTS:
      value->kind = LF_BULLETIN_NUMBER;
      value->number = (double) cell->count / LF_REPORT_POINT;
      break;
    case LF_COLUMN_TEXT:
    case LF_COLUMN_DATE:
    default:
      value->kind = LF_BULLETIN_FIELD;
      value->value = g_strdup (cell->text);
      value->shown = column->type == LF_COLUMN_DATE ? lf_report_cell_format (column, cell)
                                                    : g_strdup (cell->text);
      value->is_known = cell->text != NULL;
      break;
    }
}

static gboolean
ask_cell (LfBulletinQuestion *self,
          const LfBulletinPlace *place,
          LfBulletinValue *value,
          GError **error)
{
  const LfReport *report = lf_bulletin_report (self, place, error);
  const GPtrArray *row = report == NULL ? NULL : find_row (report, place);
  g_autoptr (GString) names = g_string_new (NULL);

  if (report == NULL)
    return FALSE;
  value->is_of_period = lf_report_has_period (place->report);
  for (guint c = 0; c < report->columns->len; c++)
    {
      const LfReportColumn *column = report->columns->pdata[c];

      g_string_append_printf (names, "%s%s", c > 0 ? ", " : "", column->name);
      if (strcmp (column->name, place->column) != 0)
        continue;
      if (row != NULL && c < row->len)
        take_cell (report, column, row->pdata[c], value);
      return TRUE;
    }
  g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX,
               _ ("The report “%1$s” has no column “%2$s”. There are: %3$s."), place->report,
               place->column, names->str);
  return FALSE;
}

static gboolean
ask_rows (LfBulletinQuestion *self,
          const LfBulletinPlace *place,
          LfBulletinValue *value,
          GError **error)
{
  const LfReport *report = lf_bulletin_report (self, place, error);

  if (report == NULL)
    return FALSE;
  value->kind = LF_BULLETIN_LIST;
  value->is_known = TRUE;
  value->is_of_period = lf_report_has_period (place->report);
  value->count = report->rows->len;
  return TRUE;
}

/* ---- Shares and growth ---- */

/* FALSE: it is no one number: an amount in two currencies. */
static gboolean
to_number (const LfBulletinValue *self, double *ret_number)
{
  if (!self->is_known || (self->kind == LF_BULLETIN_MONEY && self->totals.n > 1))
    return FALSE;
  *ret_number = self->kind == LF_BULLETIN_MONEY
                    ? (self->totals.n == 0 ? 0 : (double) self->totals.totals[0].minor)
                : self->kind == LF_BULLETIN_COUNT || self->kind == LF_BULLETIN_LIST
                    ? (double) self->count
                    : self->number;
  return TRUE;
}

static gboolean
is_one_currency (const LfBulletinValue *a, const LfBulletinValue *b)
{
  return a->kind != LF_BULLETIN_MONEY || b->kind != LF_BULLETIN_MONEY || a->totals.n == 0
         || b->totals.n == 0
         || strcmp (a->totals.totals[0].currency, b->totals.totals[0].currency) == 0;
}

static gboolean
ask_share (LfBulletinQuestion *self,
           const LfBulletinPlace *place,
           LfBulletinValue *value,
           GError **error)
{
  g_auto (LfBulletinValue) part = { 0 };
  g_auto (LfBulletinValue) whole = { 0 };
  double x, y;

  if (!lf_bulletin_ask (self, place->part, &part, error)
      || !lf_bulletin_ask (self, place->whole, &whole, error))
    return FALSE;
  value->kind = LF_BULLETIN_PERCENT;
  value->decimals = 1;
  value->is_of_period = part.is_of_period || whole.is_of_period;
  value->entity = part.entity;
  value->filter = g_steal_pointer (&part.filter);
  value->is_known
      = to_number (&part, &x) && to_number (&whole, &y) && y > 0 && is_one_currency (&part, &whole);
  value->number = value->is_known ? 100 * x / y : 0;
  return TRUE;
}

static gboolean ask_plain (LfBulletinQuestion *self,
                           const LfBulletinPlace *place,
                           LfBulletinValue *value,
                           GError **error);

/* Of @value, which is of this period: what it is above the year before. */
static gboolean
turn_into_growth (LfBulletinQuestion *self,
                  const LfBulletinPlace *place,
                  LfBulletinValue *value,
                  GError **error)
{
  const LfBulletinPeriod period = self->period;
  g_auto (LfBulletinValue) before = { 0 };
  gboolean is_asked;
  double x, y;

  if (value->kind == LF_BULLETIN_FIELD)
    return TRUE;
  if (!value->is_of_period
      && (place->where == NULL || strstr (place->where, "year-to-date") == NULL)
      && (place->where == NULL || strstr (place->where, "本年累计") == NULL))
    return fail (error, _ ("There is no year before of what is of no period: %s."),
                 place->report == NULL ? lf_entity_plural (place->entity) : place->report);
  self->period = lf_bulletin_period_year_before (&period);
  is_asked = ask_plain (self, place, &before, error);
  self->period = period;
  if (!is_asked)
    return FALSE;
  value->is_known = to_number (value, &x) && to_number (&before, &y)
                    && is_one_currency (value, &before)
                    && lf_bulletin_growth (x, y, &value->number);
  value->kind = LF_BULLETIN_PERCENT;
  value->decimals = 1;
  return TRUE;
}

static gboolean
ask_plain (LfBulletinQuestion *self,
           const LfBulletinPlace *place,
           LfBulletinValue *value,
           GError **error)
{
  switch (place->kind)
    {
    case LF_BULLETIN_PLACE_CELL:
      return ask_cell (self, place, value, error);
    case LF_BULLETIN_PLACE_ROWS:
      return ask_rows (self, place, value, error);
    case LF_BULLETIN_PLACE_COUNT:
    case LF_BULLETIN_PLACE_SUM:
    case LF_BULLETIN_PLACE_RECORDS:
      return ask_summary (self, place, value, error);
    case LF_BULLETIN_PLACE_SHARE:
      return ask_share (self, place, value, error);
    case LF_BULLETIN_PLACE_RECORD:
      return ask_record (self, place, value, error);
    case LF_BULLETIN_PLACE_NAME:
    default:
      return fail (error, _ ("There is nothing called “%s” here."), place->column);
    }
}

gboolean
lf_bulletin_ask (LfBulletinQuestion *self,
                 const LfBulletinPlace *place,
                 LfBulletinValue *ret_value,
                 GError **error)
{
  *ret_value = (LfBulletinValue){ 0 };
  return ask_plain (self, place, ret_value, error)
         && (place->told != LF_TOLD_GROWTH || turn_into_growth (self, place, ret_value, error));
}

/* ---- Values ---- */

gboolean
lf_bulletin_value_is_zero (const LfBulletinValue *self)
{
  if (!self->is_known)
    return TRUE;
  switch (self->kind)
    {
    case LF_BULLETIN_MONEY:
      for (guint i = 0; i < self->totals.n; i++)
        if (self->totals.totals[i].minor != 0)
          return FALSE;
      return TRUE;
    case LF_BULLETIN_NUMBER:
      return self->number == 0;
    case LF_BULLETIN_PERCENT: /* “the same as a year before” is worth saying */
    case LF_BULLETIN_FIELD:
      return FALSE;
    case LF_BULLETIN_COUNT:
    case LF_BULLETIN_LIST:
    default:
      return self->count == 0;
    }
}

char *
lf_bulletin_value_canonical (const LfBulletinValue *self)
{
  GString *text;

  if (!self->is_known)
    return NULL;
  if (self->kind == LF_BULLETIN_FIELD)
    return g_strdup (self->value);
  if (self->kind == LF_BULLETIN_NUMBER || self->kind == LF_BULLETIN_PERCENT)
    return g_strdup_printf ("%.4f", self->number);
  if (self->kind != LF_BULLETIN_MONEY)
    return g_strdup_printf ("%" G_GINT64_FORMAT, self->count);
  text = g_string_new (NULL);
  for (guint i = 0; i < self->totals.n; i++)
    {
      LfMoney sum = lf_totals_get (&self->totals, i);
      g_autofree char *part = lf_money_to_canonical (&sum);

      g_string_append_printf (text, "%s%s", i == 0 ? "" : " + ", part);
    }
  return g_string_free (text, FALSE);
}
