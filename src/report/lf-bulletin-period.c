/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The days a bulletin is of, in filters and in words. */

#include "config.h"

#include "lf-bulletin-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_MONTHS 12
#define N_QUARTERS 4
#define N_YEARS 2

LfBulletinPeriod
lf_bulletin_period_last_month (const LfDate *today)
{
  const LfDate month = { today->year, today->month, 0 };
  const LfDate before = lf_date_add_months (&month, -1);

  return (LfBulletinPeriod){ before, before };
}

LfBulletinPeriod
lf_bulletin_period_quarter (int year, int quarter)
{
  return (LfBulletinPeriod){ { (gint16) year, (gint8) (3 * quarter - 2), 0 },
                             { (gint16) year, (gint8) (3 * quarter), 0 } };
}

GArray *
lf_bulletin_periods (const LfDate *today)
{
  GArray *periods = g_array_new (FALSE, FALSE, sizeof (LfBulletinPeriod));
  const LfBulletinPeriod last = lf_bulletin_period_last_month (today);

  for (int i = 0; i < N_MONTHS; i++)
    {
      const LfDate month = lf_date_add_months (&last.to, -i);
      const LfBulletinPeriod period = { month, month };

      g_array_append_val (periods, period);
    }
  for (int i = 1; i <= N_QUARTERS; i++)
    {
      const LfDate month = lf_date_add_months (today, -3 * i);
      const LfBulletinPeriod period
          = lf_bulletin_period_quarter (month.year, (month.month + 2) / 3);

      g_array_append_val (periods, period);
    }
  for (int i = 0; i < N_YEARS; i++)
    {
      const LfDate year = { (gint16) (last.to.year - i), 0, 0 };
      const LfBulletinPeriod period = { year, year };

      g_array_append_val (periods, period);
    }
  return periods;
}

LfBulletinPeriod
lf_bulletin_period_year_before (const LfBulletinPeriod *self)
{
  return (LfBulletinPeriod){ lf_date_add_months (&self->from, -12),
                             lf_date_add_months (&self->to, -12) };
}

gboolean
lf_bulletin_period_check (const LfBulletinPeriod *self, GError **error)
{
  LfDate first = lf_date_first_day (&self->from), last = lf_date_last_day (&self->to);

  if (self->from.year != 0 && self->to.year != 0 && lf_date_compare (&first, &last) <= 0)
    return TRUE;
  g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX, _ ("The period ends before it begins."));
  return FALSE;
}

/* ---- In words ---- */

static gboolean
is_quarter (const LfBulletinPeriod *self)
{
  return self->from.month % 3 == 1 && self->to.month == self->from.month + 2
         && self->from.year == self->to.year && self->from.day == 0 && self->to.day == 0;
}

char *
lf_bulletin_period_format (const LfBulletinPeriod *self, const char *language)
{
  static const char *const quarters[] = { "一", "二", "三", "四" };
  gboolean is_chinese = lf_bulletin_is_chinese (language);
  g_autofree char *from = lf_bulletin_date_tell (&self->from, LF_TOLD_PLAIN, language);
  g_autofree char *to = lf_bulletin_date_tell (&self->to, LF_TOLD_PLAIN, language);

  if (lf_date_compare (&self->from, &self->to) == 0)
    return g_steal_pointer (&from);
  if (is_quarter (self) && is_chinese)
    return g_strdup_printf ("%d年第%s季度", self->from.year, quarters[self->from.month / 3]);
  if (is_quarter (self))
    return g_strdup_printf ("Q%d %d", self->from.month / 3 + 1, self->from.year);
  if (is_chinese && self->from.year == self->to.year && self->from.day == 0 && self->to.month != 0
      && self->to.day == 0 && self->from.month != 0)
    return g_strdup_printf ("%d年%d—%d月", self->from.year, self->from.month, self->to.month);
  return g_strdup_printf (is_chinese ? "%s至%s" : "%s to %s", from, to);
}

/* ---- In filters ---- */

typedef struct
{
  const LfBulletinPeriod *period;
  const LfDate *today;
  gboolean is_of_period;
} Days;

static gboolean
read_days (Days *self, const char *word, LfDate *ret_first, LfDate *ret_last)
{
  if (lf_text_is_among (word, "period|本期"))
    {
      self->is_of_period = TRUE;
      *ret_first = self->period->from;
      *ret_last = self->period->to;
      return TRUE;
    }
  if (lf_text_is_among (word, "year-to-date|本年累计"))
    {
      *ret_last = self->period->to;
      *ret_first
          = (LfDate){ ret_last->year, ret_last->month == 0 ? 0 : 1, ret_last->day == 0 ? 0 : 1 };
      return TRUE;
    }
  return lf_filter_read_days (word, self->today, ret_first, ret_last);
}

/* As the filter language has it: a span is all its days, before it is before the first. */
static void
append_comparison (
    GString *text, const char *field, const char *op, const LfDate *first, const LfDate *last)
{
  g_autofree char *from = lf_date_to_canonical (first);
  g_autofree char *to = lf_date_to_canonical (last);

  if (strcmp (from, to) == 0)
    g_string_append_printf (text, "%s%s%s", field, op, from);
  else if (strcmp (op, "=") == 0)
    g_string_append_printf (text, "(%1$s>=%2$s and %1$s<=%3$s)", field, from, to);
  else if (strcmp (op, "!=") == 0)
    g_string_append_printf (text, "(%1$s<%2$s or %1$s>%3$s)", field, from, to);
  else
    g_string_append_printf (text, "%s%s%s", field, op,
                            strcmp (op, "<") == 0 || strcmp (op, ">=") == 0 ? from : to);
}

static gboolean
is_end (char c)
{
  return c == '\0' || c == ' ' || c == '\t' || c == '(' || c == ')';
}

/* Behind the quotation that begins at @at. */
static const char *
skip_quotation (const char *at)
{
  const char *end = strchr (at + 1, '"');

  return end == NULL ? at + strlen (at) : end + 1;
}

/* A comparison with a span at @at: its field begins at @field in what is written already. */
static const char *
read_comparison (Days *self, GString *text, gsize field, const char *at)
{
  gsize length = strspn (at, "=!<>");
  g_autofree char *op = g_strndup (at, length);
  const char *word = at + length + strspn (at + length, " \t"), *end = word;
  g_autofree char *value = NULL;
  g_autofree char *name = NULL;
  LfDate first, last;

  while (!is_end (*end) && *end != '"')
    end++;
  value = g_strndup (word, (gsize) (end - word));
  if (*value == '\0' || *end == '"' || !read_days (self, value, &first, &last))
    {
      g_string_append_len (text, at, (gssize) length);
      return at + length;
    }
  name = g_strstrip (g_strdup (text->str + field));
  g_string_truncate (text, field);
  append_comparison (text, name, op, &first, &last);
  return end;
}

char *
lf_bulletin_resolve (const char *filter,
                     const LfBulletinPeriod *period,
                     const LfDate *today,
                     gboolean *ret_is_of_period)
{
  Days days = { period, today, FALSE };
  GString *text = g_string_new (NULL);
  gsize field = 0;

  for (const char *p = filter; *p != '\0';)
    {
      const char *next = *p == '"' ? skip_quotation (p) : p + 1;

      if (strchr ("=!<>", *p) != NULL)
        {
          p = read_comparison (&days, text, field, p);
          continue;
        }
      if (!is_end (*p) && (p == filter || is_end (p[-1])))
        field = text->len;
      g_string_append_len (text, p, (gssize) (next - p));
      p = next;
    }
  if (ret_is_of_period != NULL && days.is_of_period)
    *ret_is_of_period = TRUE;
  return g_string_free (text, FALSE);
}
