/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of some records and of others, put together. */

#include "config.h"

#include "lf-store-figures.h"

void
lf_figure_value_clear (LfFigureValue *self)
{
  g_clear_pointer (&self->days, g_array_unref);
}

/* Both ascend, and so does what comes of them. */
static GArray *
merge_days (const GArray *first, const GArray *second)
{
  GArray *merged = g_array_new (FALSE, FALSE, sizeof (int));
  const int *a = (const int *) (gconstpointer) first->data,
            *b = (const int *) (gconstpointer) second->data;
  const int *a_end = a + first->len, *b_end = b + second->len;
  int *days;

  g_array_set_size (merged, first->len + second->len);
  days = (int *) (gpointer) merged->data;
  while (a < a_end && b < b_end)
    *days++ = *a <= *b ? *a++ : *b++;
  while (a < a_end)
    *days++ = *a++;
  while (b < b_end)
    *days++ = *b++;
  return merged;
}

void
lf_figure_value_add (LfFigureValue *self, const LfFigureValue *other)
{
  GArray *days;

  self->n += other->n;
  self->sum += other->sum;
  if (!lf_totals_merge (&self->totals, &other->totals))
    g_warning ("a sum does not fit");
  if (other->days == NULL)
    return;
  days = self->days == NULL ? g_array_copy (other->days) : merge_days (self->days, other->days);
  g_clear_pointer (&self->days, g_array_unref);
  self->days = days;
}

void
lf_figure_group_free (LfFigureGroup *self)
{
  for (guint i = 0; i < LF_GROUPINGS_MOST; i++)
    {
      g_free (self->keys[i]);
      g_free (self->titles[i]);
    }
  for (guint i = 0; i < self->n_values; i++)
    lf_figure_value_clear (&self->values[i]);
  g_free (self->values);
  g_free (self);
}
