/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums per currency. */

#include "config.h"

#include "lf-totals.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static int
order (const char *a, const char *b)
{
  gboolean a_is_home = strcmp (a, "CNY") == 0, b_is_home = strcmp (b, "CNY") == 0;

  return a_is_home != b_is_home ? b_is_home - a_is_home : strcmp (a, b);
}

static LfTotal *
find_or_insert (LfTotals *self, const char *currency)
{
  guint i = 0;

  while (i < self->n && order (self->totals[i].currency, currency) < 0)
    i++;
  if (i < self->n && strcmp (self->totals[i].currency, currency) == 0)
    return &self->totals[i];
  if (self->n == LF_TOTALS_MAX)
    return NULL;
  memmove (&self->totals[i + 1], &self->totals[i], (self->n - i) * sizeof (LfTotal));
  self->totals[i] = (LfTotal){ 0 };
  g_strlcpy (self->totals[i].currency, currency, sizeof self->totals[i].currency);
  self->n++;
  return &self->totals[i];
}

static gboolean
add (LfTotals *self, const LfTotal *part)
{
  LfTotal *total = find_or_insert (self, part->currency);
  gint64 sum;

  if (total == NULL || __builtin_add_overflow (total->minor, part->minor, &sum))
    return FALSE;
  total->minor = sum;
  total->n_exact += part->n_exact;
  total->n_qualified += part->n_qualified;
  return TRUE;
}

gboolean
lf_totals_add (LfTotals *self, const LfMoney *money)
{
  LfTotal part = { .minor = money->minor };

  g_strlcpy (part.currency, money->currency, sizeof part.currency);
  part.n_exact = money->qualifier == LF_QUALIFIER_EXACT;
  part.n_qualified = money->qualifier != LF_QUALIFIER_EXACT;
  return add (self, &part);
}

gboolean
lf_totals_merge (LfTotals *self, const LfTotals *other)
{
  for (guint i = 0; i < other->n; i++)
    if (!add (self, &other->totals[i]))
      return FALSE;
  return TRUE;
}

LfMoney
lf_totals_get (const LfTotals *self, guint i)
{
  const LfTotal *total = &self->totals[i];
  LfMoney money = { .minor = total->minor };

  g_assert (i < self->n);
  g_strlcpy (money.currency, total->currency, sizeof money.currency);
  money.qualifier = total->n_qualified > 0 ? LF_QUALIFIER_ABOUT : LF_QUALIFIER_EXACT;
  return money;
}

char *
lf_totals_format (const LfTotals *self)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  LfMoney nothing = { 0, "CNY", LF_QUALIFIER_EXACT };

  if (self->n == 0)
    return lf_money_format (&nothing);
  for (guint i = 0; i < self->n; i++)
    {
      LfMoney sum = lf_totals_get (self, i);
      g_ptr_array_add (parts, lf_money_format (&sum));
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" + ", (char **) parts->pdata);
}
