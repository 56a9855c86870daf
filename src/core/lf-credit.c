/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares of the credit for a project. */

#include "config.h"

#include "lf-credit.h"

#include "lf-id.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define WHOLE 100.0
#define LEAST_SHOWN 0.005 /* percent: less is rounding */

/* W14: half and half, for five years */
static const LfCreditPreset presets[] = {
  { "output", 50, 5 },
  { "fixed_investment", 50, 5 },
  { "tax", 50, 5 },
};

const LfCreditPreset *
lf_credit_presets (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (presets);
  return presets;
}

/* ---- The shares of a transfer ---- */

static LfRecord *
make_share (const LfRecord *transfer,
            const LfCreditPreset *preset,
            const char *park_field,
            int percent,
            const LfDate *accepted)
{
  const LfEntity *entity = lf_schema_find ("credit_share");
  const char *park = lf_record_get (transfer, park_field);
  g_autofree char *id
      = lf_id_derive ("credit_share", lf_record_id (transfer), park, preset->indicator, NULL);
  LfRecord *share = lf_record_new (entity, id);
  LfDate end = lf_date_add_months (accepted, 12 * preset->years);
  g_autofree char *project = lf_record_format (transfer, "project");
  g_autofree char *park_name = lf_record_format (transfer, park_field);
  g_autofree char *indicator
      = lf_field_format (lf_entity_field (entity, "indicator"), preset->indicator);
  g_autofree char *title = g_strdup_printf ("%s · %s · %s", project, indicator, park_name);
  g_autofree char *share_percent = g_strdup_printf ("%d", percent);
  g_autofree char *start_date = lf_date_to_canonical (accepted);
  g_autofree char *end_date = NULL;

  end = lf_date_add_days (&end, -1);
  end_date = lf_date_to_canonical (&end);
  lf_record_set (share, "title", title);
  lf_record_set (share, "project", lf_record_get (transfer, "project"));
  lf_record_set (share, "transfer", lf_record_id (transfer));
  lf_record_set (share, "park", park);
  lf_record_set (share, "indicator", preset->indicator);
  lf_record_set (share, "share_percent", share_percent);
  lf_record_set (share, "start_date", start_date);
  lf_record_set (share, "end_date", end_date);
  return share;
}

GPtrArray *
lf_credit_shares (const LfRecord *transfer, const LfDate *accepted)
{
  GPtrArray *shares = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      int from = presets[i].from_percent;

      g_ptr_array_add (shares, make_share (transfer, &presets[i], "from_park", from, accepted));
      g_ptr_array_add (shares,
                       make_share (transfer, &presets[i], "to_park", (int) WHOLE - from, accepted));
    }
  return shares;
}

/* ---- Do they add up? ---- */

static gboolean
is_same (const LfRecord *one, const LfRecord *other)
{
  static const char *const fields[] = { "indicator", "start_date", "end_date" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_strcmp0 (lf_record_get (one, fields[i]), lf_record_get (other, fields[i])) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
is_first (GPtrArray *shares, guint index)
{
  for (guint i = 0; i < index; i++)
    if (is_same (shares->pdata[i], shares->pdata[index]))
      return FALSE;
  return TRUE;
}

static double
add_up (GPtrArray *shares, const LfRecord *like)
{
  double sum = 0;

  for (guint i = 0; i < shares->len; i++)
    {
      const char *percent = lf_record_get (shares->pdata[i], "share_percent");

      if (percent != NULL && is_same (shares->pdata[i], like))
        sum += g_ascii_strtod (percent, NULL);
    }
  return sum;
}

static char *
tell_sum (const LfRecord *share, double sum)
{
  g_autofree char *indicator = lf_record_format (share, "indicator");
  g_autofree char *start = lf_record_format (share, "start_date");
  g_autofree char *end = lf_record_format (share, "end_date");

  return g_strdup_printf (
      _ ("The shares of “%1$s” from %2$s to %3$s add up to %4$.4g%%, not to 100%%."), indicator,
      start, end, sum);
}

GPtrArray *
lf_credit_check (GPtrArray *shares)
{
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < shares->len; i++)
    {
      double sum = add_up (shares, shares->pdata[i]);

      if (is_first (shares, i) && fabs (sum - WHOLE) > LEAST_SHOWN)
        g_ptr_array_add (sentences, tell_sum (shares->pdata[i], sum));
    }
  return sentences;
}
