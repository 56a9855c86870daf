/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The land of a project on paper. */

#include "config.h"

#include "lf-land-paper.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* ---- Words ---- */

char *
lf_land_tell_price (const LfRecord *land_case)
{
  LfMoney per_mu;
  g_autofree char *price = NULL;
  g_autofree char *one = NULL;

  if (lf_record_get (land_case, "price") == NULL)
    return g_strdup ("");
  price = lf_record_format (land_case, "price");
  if (!lf_land_price_per_mu (land_case, &per_mu))
    return g_steal_pointer (&price);
  one = lf_money_format (&per_mu);
  /* Translators: the price of a plot, and of a mu of it */
  return g_strdup_printf (_ ("%1$s · %2$s per mu"), price, one);
}

char *
lf_land_tell_next (const LfLandCase *land_case)
{
  guint next = lf_land_next_step (land_case->record);
  g_autofree char *clock = NULL;

  if (next == LF_N_LAND_STEPS)
    return g_strdup (_ ("All steps are done."));
  if (land_case->clocks[next] == NULL)
    return g_strdup_printf (_ ("Next: %s"), lf_land_step_label (next));
  clock = lf_deadline_tell (&land_case->clocks[next]->deadline);
  /* Translators: the next step, and how its deadline stands */
  return g_strdup_printf (_ ("Next: %1$s. %2$s"), lf_land_step_label (next), clock);
}

static char *
tell_fee (const LfRecord *land_case)
{
  const char *price = lf_record_get (land_case, "price");
  g_autofree char *fee = NULL;
  LfMoney money;

  if (price == NULL || !lf_money_from_canonical (price, &money))
    return g_strdup_printf (_ ("A fee of %d%% of the price is due."), LF_LAND_IDLE_FEE_PERCENT);
  money.minor = llround ((double) money.minor * LF_LAND_IDLE_FEE_PERCENT / 100);
  fee = lf_money_format (&money);
  return g_strdup_printf (_ ("A fee of %1$d%% of the price is due, %2$s."),
                          LF_LAND_IDLE_FEE_PERCENT, fee);
}

char *
lf_land_tell_idle (const LfLandCase *land_case)
{
  if (land_case->idle == LF_LAND_TO_BE_RETURNED)
    return g_strdup (_ ("It is to be taken back without payment."));
  return land_case->idle == LF_LAND_IDLE_FEE ? tell_fee (land_case->record) : NULL;
}

const char *
lf_land_verdict_label (LfLandVerdict verdict)
{
  return verdict == LF_LAND_MET      ? C_ ("indicator", "Met")
         : verdict == LF_LAND_MISSED ? C_ ("indicator", "Missed")
                                     : C_ ("indicator", "Open");
}

const char *
lf_land_verdict_sign (LfLandVerdict verdict)
{
  return verdict == LF_LAND_MET ? "✓" : verdict == LF_LAND_MISSED ? "✗" : "○";
}

/* ---- The paper ---- */

static void
add_fact (LfPaper *paper, const char *label, const char *text)
{
  if (text != NULL && *text != '\0')
    lf_paper_add_row (paper, (const char *const[]){ label, text });
}

static void
add_field (LfPaper *paper, const LfRecord *record, const char *name)
{
  g_autofree char *text
      = lf_record_get (record, name) == NULL ? NULL : lf_record_format (record, name);

  add_fact (paper, lf_field_label (lf_entity_field (lf_record_entity (record), name)), text);
}

static void
add_facts (LfPaper *paper, const LfLandCase *land_case)
{
  static const char *const before[] = { "kind", "method", "plot_record" };
  static const char *const after[] = { "winner", "confirmation_number", "agreed_start_date" };
  const char *const headings[] = { "", "", NULL };
  const double shares[] = { 0.25, 0.75 };
  const LfRecord *record = land_case->record;
  g_autofree char *area = lf_area_tell (lf_record_get (record, "area_mu"));
  g_autofree char *price = lf_land_tell_price (record);
  g_autofree char *next = lf_land_tell_next (land_case);
  g_autofree char *idle = lf_land_tell_idle (land_case);

  lf_paper_begin_table (paper, headings, shares);
  add_fact (paper, _ ("Next step"), next);
  add_fact (paper, _ ("Idle land"), idle);
  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    add_field (paper, record, before[i]);
  add_fact (paper, lf_field_label (lf_entity_field (lf_record_entity (record), "area_mu")), area);
  add_fact (paper, lf_field_label (lf_entity_field (lf_record_entity (record), "price")), price);
  for (guint i = 0; i < G_N_ELEMENTS (after); i++)
    add_field (paper, record, after[i]);
}

static char *
tell_documents (const LfLandCase *land_case, guint step)
{
  g_autoptr (GPtrArray) documents = lf_land_documents (land_case, step);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < documents->len; i++)
    {
      g_autofree char *title = lf_record_title (documents->pdata[i]);

      g_string_append_printf (text, "%s%s", i == 0 ? "" : "\n", title);
    }
  return g_strdup (text->str);
}

static void
add_step (LfPaper *paper, const LfLandCase *land_case, guint step)
{
  LfDate on = { 0 };
  gboolean is_done = lf_land_step_is_done (step, land_case->record, &on);
  const LfStatuteClock *clock = land_case->clocks[step];
  g_autofree char *day = is_done ? lf_date_format (&on) : NULL;
  g_autofree char *documents = tell_documents (land_case, step);
  g_autofree char *told = clock == NULL ? NULL : lf_deadline_tell (&clock->deadline);

  lf_paper_add_row (paper, (const char *const[]){ is_done ? "✓" : "○", lf_land_step_label (step),
                                                  day, documents, told });
}

static void
add_steps (LfPaper *paper, const LfLandCase *land_case)
{
  const char *const headings[]
      = { "", _ ("Step"), _ ("Date"), _ ("Documents"), _ ("By law"), NULL };
  const double shares[] = { 0.05, 0.2, 0.17, 0.24, 0.34 };

  lf_paper_begin_table (paper, headings, shares);
  for (guint step = 0; step < LF_N_LAND_STEPS; step++)
    if (lf_land_step_applies (step, land_case->record))
      add_step (paper, land_case, step);
  for (guint i = 0; i < land_case->later->len; i++)
    {
      g_autofree char *told
          = lf_deadline_tell (&((const LfStatuteClock *) land_case->later->pdata[i])->deadline);

      lf_paper_add_text (paper, told);
    }
}

static void
add_standard (LfPaper *paper, const LfRecord *standard)
{
  const char *const headings[]
      = { _ ("Indicator"), _ ("Promised"), _ ("Reached"), _ ("Verdict"), NULL };
  const double shares[] = { 0.4, 0.2, 0.2, 0.2 };
  g_autofree char *title = lf_record_title (standard);
  g_autofree char *heading = g_strdup_printf (_ ("Standard land: %s"), title);
  guint n;
  const LfLandIndicator *indicators = lf_land_indicators (&n);

  lf_paper_add_heading (paper, heading);
  lf_paper_begin_table (paper, headings, shares);
  for (guint i = 0; i < n; i++)
    {
      LfLandVerdict verdict = lf_land_judge (standard, &indicators[i]);
      g_autofree char *promised = lf_record_format (standard, indicators[i].promised);
      g_autofree char *found = lf_record_format (standard, indicators[i].found);
      g_autofree char *told = g_strdup_printf ("%s %s", lf_land_verdict_sign (verdict),
                                               lf_land_verdict_label (verdict));

      if (*promised != '\0' || *found != '\0')
        lf_paper_add_row (paper, (const char *const[]){ lf_land_indicator_label (&indicators[i]),
                                                        promised, found, told });
    }
}

LfPaper *
lf_land_paper_new (const LfLand *land)
{
  g_autofree char *project = lf_record_title (land->project);
  g_autofree char *title = g_strdup_printf (_ ("Land: %s"), project);
  LfPaper *paper = lf_paper_new (title, NULL);

  if (land->cases->len == 0)
    lf_paper_add_text (paper, _ ("There is no land case."));
  for (guint i = 0; i < land->cases->len; i++)
    {
      const LfLandCase *land_case = land->cases->pdata[i];
      g_autofree char *plot = lf_record_title (land_case->record);

      lf_paper_add_heading (paper, plot);
      add_facts (paper, land_case);
      add_steps (paper, land_case);
    }
  for (guint i = 0; i < land->standards->len; i++)
    add_standard (paper, land->standards->pdata[i]);
  return paper;
}
