/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How figures stand in a bulletin, in the language of its template: a Chinese bulletin is Chinese
 * whatever the user's language is. */

#include "config.h"

#include "lf-bulletin-private.h"

#include <math.h>
#include <string.h>

gboolean
lf_bulletin_is_chinese (const char *language)
{
  return g_strcmp0 (language, "en") != 0;
}

char *
lf_bulletin_date_tell (const LfDate *date, LfTold told, const char *language)
{
  static const char *const months[]
      = { "January", "February", "March",     "April",   "May",      "June",
          "July",    "August",   "September", "October", "November", "December" };
  gboolean is_chinese = lf_bulletin_is_chinese (language);
  const char *month = date->month == 0 ? NULL : months[date->month - 1];

  if (month == NULL)
    return g_strdup_printf (is_chinese ? "%d年" : "%d", date->year);
  if (date->day == 0 || told == LF_TOLD_MONTH)
    return is_chinese ? g_strdup_printf ("%d年%d月", date->year, date->month)
                      : g_strdup_printf ("%s %d", month, date->year);
  if (told == LF_TOLD_DAY)
    return is_chinese ? g_strdup_printf ("%d月%d日", date->month, date->day)
                      : g_strdup_printf ("%d %s", date->day, month);
  return is_chinese ? g_strdup_printf ("%d年%d月%d日", date->year, date->month, date->day)
                    : g_strdup_printf ("%d %s %d", date->day, month, date->year);
}

/* ---- Numbers ---- */

/* @decimals: -1: as many as it has, up to four */
static char *
tell_number (double number, int decimals)
{
  char *text = g_strdup_printf ("%.*f", decimals < 0 ? 4 : decimals, fabs (number) + 1e-9);

  if (decimals < 0)
    for (gsize n = strlen (text);
         strchr (text, '.') != NULL && n > 0 && (text[n - 1] == '0' || text[n - 1] == '.'); n--)
      {
        gboolean is_point = text[n - 1] == '.';

        text[n - 1] = '\0';
        if (is_point)
          break;
      }
  return text;
}

static char *
tell_percent (double percent, int decimals)
{
  g_autofree char *number = tell_number (percent, decimals);

  return g_strdup_printf ("%s%s%%", percent < 0 ? "−" : "", number);
}

static char *
tell_growth (double percent, int decimals, gboolean is_chinese)
{
  g_autofree char *number = tell_number (percent, decimals < 0 ? 1 : decimals);

  if (strspn (number, "0.") == strlen (number))
    return g_strdup (is_chinese ? "同比持平" : "the same as a year before");
  if (percent > 0)
    return g_strdup_printf (is_chinese ? "同比增长%s%%" : "up %s%% on the year before", number);
  return g_strdup_printf (is_chinese ? "同比下降%s%%" : "down %s%% on the year before", number);
}

/* ---- Money ---- */

static char *
tell_scaled (const LfMoney *money, LfTold told, int decimals, gboolean is_chinese)
{
  static const char *const qualifiers[LF_N_QUALIFIERS][2]
      = { [LF_QUALIFIER_ABOUT] = { "about ", "约" },
          [LF_QUALIFIER_NEARLY] = { "nearly ", "近" },
          [LF_QUALIFIER_OVER] = { "over ", "超" } };
  const char *qualifier = qualifiers[money->qualifier][is_chinese ? 1 : 0];
  double unit = told == LF_TOLD_YI ? 1e10 : told == LF_TOLD_WAN ? 1e6 : 1e8;
  g_autofree char *number = tell_number ((double) money->minor / unit, decimals < 0 ? 2 : decimals);
  const LfMoney one
      = { told == LF_TOLD_YI ? G_GINT64_CONSTANT (10000000000) : 1000000, "", LF_QUALIFIER_EXACT };
  LfMoney named = one;
  g_autofree char *name = NULL;
  const char *sign = money->minor < 0 ? "−" : "";

  if (told == LF_TOLD_MILLION)
    return g_strdup_printf ("%s%s %s%s million", qualifier == NULL ? "" : qualifier,
                            money->currency, sign, number);
  memcpy (named.currency, money->currency, sizeof named.currency);
  name = lf_money_format_in (&named, TRUE); /* 1亿元 */
  return g_strconcat (qualifier == NULL ? "" : qualifier, sign, number, name + 1, NULL);
}

static char *
tell_money (const LfMoney *money, LfTold told, int decimals, gboolean is_chinese)
{
  if (told == LF_TOLD_YI || told == LF_TOLD_WAN || told == LF_TOLD_MILLION)
    return tell_scaled (money, told, decimals, is_chinese);
  return lf_money_format_in (money, is_chinese);
}

static char *
tell_totals (const LfTotals *totals, LfTold told, int decimals, gboolean is_chinese)
{
  const LfMoney nothing = { 0, "CNY", LF_QUALIFIER_EXACT };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MAX (totals->n, 1); i++)
    {
      LfMoney sum = totals->n == 0 ? nothing : lf_totals_get (totals, i);
      g_autofree char *part = tell_money (&sum, told, decimals, is_chinese);

      g_string_append_printf (text, "%s%s", i == 0 ? "" : is_chinese ? "、" : " and ", part);
    }
  return g_string_free (text, FALSE);
}

/* ---- Fields ---- */

static char *
tell_field (const LfBulletinValue *self, LfTold told, int decimals, gboolean is_chinese)
{
  LfMoney money;
  LfDate date;

  if (self->shown != NULL)
    return g_strdup (self->shown);
  if (self->field->type == LF_VALUE_MONEY && lf_money_from_canonical (self->value, &money))
    {
      if (told == LF_TOLD_BASE)
        money.minor = (gint64) round (lf_bulletin_base ((double) money.minor, self->growth));
      return tell_money (&money, told == LF_TOLD_BASE ? LF_TOLD_YI : told, decimals, is_chinese);
    }
  if (self->field->type == LF_VALUE_DATE && lf_date_from_canonical (self->value, &date))
    return lf_bulletin_date_tell (&date, told, is_chinese ? "zh" : "en");
  if (told == LF_TOLD_GROWTH)
    return tell_growth (g_ascii_strtod (self->value, NULL), decimals, is_chinese);
  if (told == LF_TOLD_PERCENT)
    return tell_percent (g_ascii_strtod (self->value, NULL), decimals);
  if (told == LF_TOLD_BASE)
    return tell_number (lf_bulletin_base (g_ascii_strtod (self->value, NULL), self->growth),
                        decimals < 0 ? 2 : decimals);
  return lf_field_format (self->field, self->value);
}

char *
lf_bulletin_value_tell (const LfBulletinValue *self,
                        LfTold told,
                        int decimals,
                        const char *language)
{
  gboolean is_chinese = lf_bulletin_is_chinese (language);

  if (!self->is_known)
    return g_strdup ("");
  if (self->kind == LF_BULLETIN_FIELD)
    return tell_field (self, told, decimals, is_chinese);
  if (told == LF_TOLD_GROWTH)
    return tell_growth (self->number, decimals, is_chinese);
  if (self->kind == LF_BULLETIN_PERCENT)
    return tell_percent (self->number, decimals < 0 ? (int) self->decimals : decimals);
  if (self->kind == LF_BULLETIN_MONEY)
    return tell_totals (&self->totals, told, decimals, is_chinese);
  if (self->kind == LF_BULLETIN_NUMBER)
    return tell_number (self->number, decimals);
  return g_strdup_printf ("%" G_GINT64_FORMAT, self->count);
}
