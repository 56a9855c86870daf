/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dated rates of other currencies. */

#include "config.h"

#include "lf-rate.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define HOME "CNY"
#define WHOLE G_GINT64_CONSTANT (1000000)

gboolean
lf_rate_from_record (const LfRecord *record, LfRate *ret_rate)
{
  const char *currency = lf_record_get (record, "currency"), *day = lf_record_get (record, "day"),
             *rate = lf_record_get (record, "cny_per_unit");
  g_autofree char *code = currency == NULL ? NULL : g_ascii_strup (currency, -1);

  *ret_rate = (LfRate){ "" };
  if (code == NULL || strlen (code) != 3 || day == NULL || rate == NULL
      || !lf_date_from_canonical (day, &ret_rate->day))
    return FALSE;
  g_strlcpy (ret_rate->currency, code, sizeof ret_rate->currency);
  ret_rate->millionths = llround (g_ascii_strtod (rate, NULL) * WHOLE);
  return ret_rate->millionths > 0;
}

const LfRate *
lf_rate_find (const GArray *rates, const char *currency, const LfDate *day)
{
  const LfRate *found = NULL;

  for (guint i = 0; i < rates->len; i++)
    {
      const LfRate *rate = &g_array_index (rates, LfRate, i);
      const LfDate first = lf_date_first_day (&rate->day);

      if (strcmp (rate->currency, currency) == 0 && lf_date_compare (&first, day) <= 0
          && (found == NULL || lf_date_compare (&rate->day, &found->day) > 0))
        found = rate;
    }
  return found;
}

char *
lf_rate_tell (const LfRate *self)
{
  g_autofree char *rate = g_strdup_printf ("%.6f", (double) self->millionths / (double) WHOLE);
  g_autofree char *day = lf_date_format (&self->day);
  gsize length = strlen (rate);

  while (rate[length - 1] == '0' && rate[length - 2] != '.')
    rate[--length] = '\0';
  return g_strdup_printf (C_ ("exchange rate", "%1$s 1 = CNY %2$s (%3$s)"), self->currency, rate,
                          day);
}

/* @minor × @millionths ÷ 1,000,000, half up */
static gboolean
convert (gint64 minor, gint64 millionths, gint64 *ret_minor)
{
  gint64 whole, part = (minor % WHOLE * millionths + WHOLE / 2) / WHOLE;

  return !__builtin_mul_overflow (minor / WHOLE, millionths, &whole)
         && !__builtin_add_overflow (whole, part, ret_minor);
}

gboolean
lf_totals_in_cny (const LfTotals *self, const GArray *rates, const LfDate *day, LfTotals *ret_cny)
{
  *ret_cny = (LfTotals){ 0 };
  for (guint i = 0; i < self->n; i++)
    {
      LfTotals part = { .n = 1, .totals = { self->totals[i] } };
      LfTotal *only = &part.totals[0];
      const LfRate *rate = lf_rate_find (rates, only->currency, day);
      gboolean is_home = strcmp (only->currency, HOME) == 0;

      if (!is_home && (rate == NULL || !convert (only->minor, rate->millionths, &only->minor)))
        return FALSE;
      g_strlcpy (only->currency, HOME, sizeof only->currency);
      if (!lf_totals_merge (ret_cny, &part))
        return FALSE;
    }
  return TRUE;
}
