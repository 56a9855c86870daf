/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample zone: money that came, and money that was promised. */

#include "config.h"

#include "lf-sample-private.h"

#include <glib/gi18n-lib.h>

/* Days from the signing, for each project that has come so far. */
static const struct
{
  int days;
  const char *amount, *evidence;
} arrivals[] = {
  { 24, "2600万元", "capital_report" },
  { 95, "7400万元", "bank_slip" },
  { 210, "9800万元", "invoices" },
};

#define FOREIGN 23      /* this one pays in USD */
#define CONFIRMED_IN 20 /* days */

static void
create_arrival (LfSampleBuilder *self, guint i, guint k)
{
  LfRecord *arrival = lf_sample_record ("funds_arrival");
  g_autofree char *number = g_strdup_printf ("到资%02u-%u", i + 1, k + 1);
  gboolean is_returning = g_strcmp0 (lf_samples[i].channel, "hometown") == 0;
  int day = arrivals[k].days - lf_sample_days_since (i, SIGNED);

  lf_sample_set (arrival, "number", number);
  lf_sample_set (arrival, "kind",
                 i == FOREIGN   ? "foreign"
                 : is_returning ? "zhejiang"
                                : "domestic");
  lf_sample_set (arrival, "amount", i == FOREIGN ? "320万美元" : arrivals[k].amount);
  lf_sample_set (arrival, "evidence", arrivals[k].evidence);
  lf_record_set (arrival, "project", self->projects[i]);
  lf_record_set (arrival, "enterprise", self->firms[i]);
  lf_sample_set_day (self, arrival, "arrived_on", day);
  lf_sample_set (arrival, "state", day < -CONFIRMED_IN ? "confirmed" : "reported");
  if (day < -CONFIRMED_IN)
    lf_sample_set_day (self, arrival, "confirmed_on", day + CONFIRMED_IN);
  g_free (lf_sample_create (self, arrival));
}

/* Days from today. */
/* clang-format off */
static const struct { int project; const char *subject, *amount, *paid, *state; int promised, due, paid_on; } promises[] = {
  { 35, "设备投资补助首期", "4200万元", "4200万元", "paid", -260, -40, -62 },
  { 33, "厂房租金补贴", "680万元", "680万元", "paid", -300, -90, -101 },
  { 34, "达产奖励", "1500万元", NULL, "applied", -220, 64, 0 },
  { 30, "固定资产投资补助", "2600万元", NULL, "approved", -200, 48, 0 },
  { 31, "外线电力配套", "350万元", NULL, "promised", -120, 130, 0 },
  { 24, "人才公寓首批房源", NULL, NULL, "promised", -40, 95, 0 },
};
/* clang-format on */

static void
create_promise (LfSampleBuilder *self, guint k)
{
  LfRecord *promise = lf_sample_record ("promise");

  lf_sample_set (promise, "subject", promises[k].subject);
  lf_sample_set (promise, "amount", promises[k].amount);
  lf_sample_set (promise, "amount_paid", promises[k].paid);
  lf_sample_set (promise, "state", promises[k].state);
  lf_record_set (promise, "project", self->projects[promises[k].project]);
  lf_record_set (promise, "enterprise", self->firms[promises[k].project]);
  lf_sample_set_day (self, promise, "promised_on", promises[k].promised);
  lf_sample_set_day (self, promise, "due_on", promises[k].due);
  if (promises[k].paid_on != 0)
    lf_sample_set_day (self, promise, "paid_on", promises[k].paid_on);
  g_free (lf_sample_create (self, promise));
}

void
lf_sample_add_money (LfSampleBuilder *self)
{
  for (guint i = 0; i < N_SAMPLES; i++)
    for (guint k = 0; k < G_N_ELEMENTS (arrivals); k++)
      if (lf_sample_last_milestone (&lf_samples[i]) >= SIGNED
          && g_strcmp0 (lf_samples[i].kind, PUBLIC_WORKS) != 0
          && lf_sample_days_since (i, SIGNED) > arrivals[k].days)
        create_arrival (self, i, k);
  for (guint k = 0; k < G_N_ELEMENTS (promises); k++)
    create_promise (self, k);
}
