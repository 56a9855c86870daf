/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of a land case. */

#include "config.h"

#include "lf-land-steps.h"

#include "lf-error.h"
#include "lf-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* clang-format off */
const LfOption lf_land_step_options[] = {
  { "conversion", N_ ("Farmland conversion"), "农转用|农用地转用" },
  { "clearing", N_ ("Land cleared"), "净地" },
  { "prenotice", N_ ("Advance notice"), "预公告" },
  { "notice", N_ ("Notice of sale"), "公告|出让公告" },
  { "registration", N_ ("Bidders' registration"), "报名|竞买报名" },
  { "listing", N_ ("Land listing"), "挂牌" },
  { "won", N_ ("Land won"), "摘牌|成交" },
  { "result", N_ ("Result published"), "公示|成交公示" },
  { "contract", N_ ("Grant contract"), "合同|出让合同" },
  { "payment", N_ ("Price paid in full"), "付清|付清价款" },
  { "delivery", N_ ("Land handed over"), "交地" },
  { "title", N_ ("Title registration"), "不动产权证|权证" },
  { NULL },
};

const LfLandStep lf_land_steps[] = {
  { "conversion_date", .is_of_new = TRUE },
  { "cleared_date", .is_of_new = TRUE },
  { "prenotice_date", .is_of_sale = TRUE },
  { "notice_date", .is_of_sale = TRUE },
  { "registration_date", .is_of_sale = TRUE },
  { "listing_date", .is_of_sale = TRUE },
  { "won_date", .waits_for = "listing_end_date", .is_of_sale = TRUE, .has_price = TRUE },
  { "result_date", .is_of_sale = TRUE },
  { "contract_date" },
  { "paid_date" },
  { "delivered_date" },
  { "title_date" },
};
/* clang-format on */

const char *
lf_land_step_label (guint step)
{
  return _ (lf_land_step_options[step].label);
}

static gboolean
is_among (const char *word, const char *list)
{
  g_auto (GStrv) all = g_strsplit (list, "|", -1);

  return g_strv_contains ((const char *const *) all, word);
}

gboolean
lf_land_step_find (const char *word, guint *ret_step)
{
  for (guint step = 0; step < LF_N_LAND_STEPS; step++)
    {
      const LfOption *option = &lf_land_step_options[step];

      if (g_ascii_strcasecmp (word, option->key) == 0
          || g_ascii_strcasecmp (word, option->label) == 0
          || strcmp (word, lf_land_step_label (step)) == 0 || is_among (word, option->synonyms))
        {
          *ret_step = step;
          return TRUE;
        }
    }
  return FALSE;
}

/* ---- Where a case stands ---- */

static gboolean
is_choice (const LfRecord *record, const char *field, const char *keys)
{
  const char *value = lf_record_get (record, field);

  return value != NULL && is_among (value, keys);
}

gboolean
lf_land_step_is_done (guint step, const LfRecord *land_case, LfDate *ret_on)
{
  const char *text = lf_record_get (land_case, lf_land_steps[step].field);
  LfDate on;

  if (text == NULL || !lf_date_from_canonical (text, &on))
    return FALSE;
  if (ret_on != NULL)
    *ret_on = on;
  return TRUE;
}

gboolean
lf_land_step_applies (guint step, const LfRecord *land_case)
{
  gboolean is_new = !is_choice (land_case, "kind", "existing|lease|purchase");
  gboolean is_sold = is_new && !is_choice (land_case, "method", "agreement|allocation");

  return lf_land_step_is_done (step, land_case, NULL)
         || ((is_new || !lf_land_steps[step].is_of_new)
             && (is_sold || !lf_land_steps[step].is_of_sale));
}

guint
lf_land_next_step (const LfRecord *land_case)
{
  guint next = 0;

  for (guint step = 0; step < LF_N_LAND_STEPS; step++)
    if (lf_land_step_is_done (step, land_case, NULL))
      next = step + 1;
  while (next < LF_N_LAND_STEPS && !lf_land_step_applies (next, land_case))
    next++;
  return next;
}

guint
lf_land_count_steps (const LfRecord *land_case, guint *ret_n_done)
{
  guint n = 0;

  *ret_n_done = 0;
  for (guint step = 0; step < LF_N_LAND_STEPS; step++)
    {
      n += lf_land_step_applies (step, land_case) ? 1 : 0;
      *ret_n_done += lf_land_step_is_done (step, land_case, NULL) ? 1 : 0;
    }
  return n;
}

/* ---- Recording ---- */

static void
add_document (LfChange *change,
              const LfRecord *land_case,
              guint step,
              const LfLandRecording *recording,
              const char *day)
{
  g_autoptr (LfRecord) document = lf_record_new (lf_schema_find ("land_document"), NULL);

  lf_record_set (document, "title",
                 recording->document != NULL ? recording->document : lf_land_step_label (step));
  lf_record_set (document, "land_case", lf_record_id (land_case));
  lf_record_set (document, "step", lf_land_step_options[step].key);
  lf_record_set (document, "dated_on", day);
  lf_record_set (document, "files", recording->files);
  lf_change_create (change, document);
}

LfChange *
lf_land_record_step (const LfRecord *land_case,
                     guint step,
                     const LfLandRecording *recording,
                     GError **error)
{
  g_autofree char *title = lf_record_title (land_case);
  g_autofree char *day = lf_date_to_canonical (&recording->on);
  g_autofree char *label
      /* Translators: a step of a land case, then its plot */
      = g_strdup_printf (_ ("%1$s: %2$s"), lf_land_step_label (step), title);
  g_autoptr (LfChange) change = NULL;

  if (!lf_land_steps[step].has_price
      && (recording->price != NULL || recording->confirmation != NULL))
    {
      g_set_error (
          error, LF_ERROR, LF_ERROR_INVALID,
          _ ("“%s” settles neither price nor confirmation: give them when the land is won."),
          lf_land_step_label (step));
      return NULL;
    }
  change = lf_change_new (label);
  lf_change_edit (change, land_case, lf_land_steps[step].field, day);
  if (recording->price != NULL)
    lf_change_edit (change, land_case, "price", recording->price);
  if (recording->confirmation != NULL)
    lf_change_edit (change, land_case, "confirmation_number", recording->confirmation);
  if (recording->files != NULL)
    add_document (change, land_case, step, recording, day);
  return g_steal_pointer (&change);
}

/* ---- The price ---- */

gboolean
lf_land_price_per_mu (const LfRecord *land_case, LfMoney *ret_price)
{
  const char *price = lf_record_get (land_case, "price");
  const char *area = lf_record_get (land_case, "area_mu");
  double mu = area == NULL ? 0 : g_ascii_strtod (area, NULL);

  if (price == NULL || !(mu > 0) || !lf_money_from_canonical (price, ret_price))
    return FALSE;
  ret_price->minor = llround ((double) ret_price->minor / mu);
  return TRUE;
}
