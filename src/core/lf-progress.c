/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three-way progress. */

#include "config.h"

#include "lf-progress.h"

#include "lf-money.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MONTHS 12

static const struct
{
  const char *label, *field;
} quantities[LF_N_QUANTITIES] = {
  [LF_QUANTITY_INVESTMENT] = { NC_ ("quantity", "Investment"), "investment_percent" },
  [LF_QUANTITY_WORK] = { NC_ ("quantity", "Work"), "work_percent" },
  [LF_QUANTITY_PHYSICAL] = { NC_ ("quantity", "Physical quantity"), "physical_percent" },
};

const char *
lf_quantity_label (LfQuantity quantity)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "quantity", quantities[quantity].label);
}

/* ---- Time ---- */

static gboolean
is_last_of_month (const LfDate *day)
{
  return lf_date_add_days (day, 1).day == 1;
}

double
lf_progress_time (const LfDate *day)
{
  LfDate last = lf_date_last_day (day);
  double months = last.month - 1 + (is_last_of_month (&last) ? 1 : last.day >= 15 ? 0.5 : 0);

  return months / MONTHS * 100;
}

/* Up to when a site must have reported on @on: the end of the last month that is over. */
static LfDate
expected_until (const LfDate *on)
{
  LfDate last = lf_date_last_day (on);

  return is_last_of_month (&last) ? last : lf_date_add_days (&last, -last.day);
}

/* ---- What is done ---- */

static double
number (const LfRecord *report, const char *field)
{
  const char *text = lf_record_get (report, field);

  return text == NULL ? NAN : g_ascii_strtod (text, NULL);
}

/* From the amounts where the percentage is not given. */
static double
read_investment (const LfRecord *report)
{
  double percent = number (report, quantities[LF_QUANTITY_INVESTMENT].field);
  const char *done = lf_record_get (report, "invested_this_year");
  const char *plan = lf_record_get (report, "year_plan");
  LfMoney invested, planned;

  if (!isnan (percent) || done == NULL || plan == NULL || !lf_money_from_canonical (done, &invested)
      || !lf_money_from_canonical (plan, &planned)
      || strcmp (invested.currency, planned.currency) != 0 || planned.minor <= 0)
    return percent;
  return (double) invested.minor / (double) planned.minor * 100;
}

static gboolean
read_end (const LfRecord *report, LfDate *ret_end)
{
  const char *text = lf_record_get (report, "period");
  LfDate period;

  if (text == NULL || !lf_date_from_canonical (text, &period))
    return FALSE;
  *ret_end = lf_date_last_day (&period);
  return TRUE;
}

gboolean
lf_progress_is_later (const LfRecord *report, const LfRecord *other)
{
  LfDate end, other_end;

  return read_end (report, &end)
         && (other == NULL || !read_end (other, &other_end)
             || lf_date_compare (&end, &other_end) > 0);
}

/* (nullable): @report where it says anything of the year of @on by then */
static const LfRecord *
heed (const LfRecord *report, const LfDate *on, LfDate *ret_until)
{
  const char *text = report == NULL ? NULL : lf_record_get (report, "period");
  LfDate period;

  if (text == NULL || !lf_date_from_canonical (text, &period) || period.year != on->year)
    return NULL;
  *ret_until = lf_date_last_day (&period);
  if (lf_date_compare (ret_until, on) > 0)
    *ret_until = *on;
  return report;
}

LfProgress
lf_progress_read (const LfRecord *report, const LfDate *on)
{
  LfProgress self = { .is_reported = FALSE };
  const LfDate expected = expected_until (on);
  LfDate until = expected;
  const LfRecord *heeded = heed (report, on, &until);
  gboolean is_late = lf_date_compare (&until, &expected) < 0;
  double said = heeded == NULL || is_late ? NAN : number (heeded, "time_percent");
  double sum = 0;
  guint n = 0;

  for (guint i = 0; i < LF_N_QUANTITIES; i++)
    {
      self.done[i] = heeded == NULL                ? NAN
                     : i == LF_QUANTITY_INVESTMENT ? read_investment (heeded)
                                                   : number (heeded, quantities[i].field);
      if (!isnan (self.done[i]))
        {
          sum += self.done[i];
          n++;
        }
    }
  if (is_late)
    until = expected;
  self.time = !isnan (said) ? said : until.year != on->year ? 0 : lf_progress_time (&until);
  self.is_reported = n > 0;
  self.lead = (n == 0 ? 0 : sum / n) - self.time;
  return self;
}

/* ---- Words ---- */

static char *
tell_done (const LfProgress *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < LF_N_QUANTITIES; i++)
    if (!isnan (self->done[i]))
      g_string_append_printf (text, C_ ("progress, in a row", "%1$s%2$s %3$.1f%%"),
                              text->len == 0 ? "" : C_ ("between parts of progress", ", "),
                              lf_quantity_label (i), self->done[i]);
  if (text->len == 0)
    g_string_append (text, _ ("Nothing is reported"));
  return g_string_free (text, FALSE);
}

char *
lf_progress_tell (const LfProgress *self)
{
  g_autofree char *done = tell_done (self);

  /* TRANSLATORS: %1$s: “Investment 45.0 %, work 50.0 %” */
  return self->lead >= 0
             ? g_strdup_printf (_ ("%1$s; %2$.1f%% of the year is over: %3$.1f points ahead"), done,
                                self->time, self->lead)
             : g_strdup_printf (_ ("%1$s; %2$.1f%% of the year is over: %3$.1f points behind"),
                                done, self->time, -self->lead);
}
