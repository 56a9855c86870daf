/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample zone: money that came, and money that was promised. */

#include "config.h"

#include "lf-sample-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

/* clang-format off */
static const struct { const char *title, *way, *rate, *ceiling, *days; } clauses[] = {
  { "固定资产投资补助", "ordinary", "10", "5000万元", NULL },
  { "厂房租金补贴", "automatic", NULL, "800万元", "30" },
  { "人才与要素保障", "quick", NULL, NULL, "60" },
};

/* Days from today. */
static const struct { int project; const char *subject, *amount, *paid, *state; int promised, due, paid_on; guint clause; } promises[] = {
  { 35, "设备投资补助首期", "4200万元", "4200万元", "paid", -260, -40, -62, 0 },
  { 33, "厂房租金补贴", "680万元", "680万元", "paid", -300, -90, -101, 1 },
  { 34, "达产奖励", "1500万元", NULL, "applied", -43, 64, 0, 0 },
  { 30, "固定资产投资补助", "2600万元", "1000万元", "approved", -200, 48, -20, 0 },
  { 31, "外线电力配套", "350万元", NULL, "promised", -120, -6, 0, 2 },
  { 24, "人才公寓首批房源", NULL, NULL, "promised", -40, 95, 0, 2 },
};
/* clang-format on */

#define APPLIED_IN 40  /* days from the promise */
#define APPROVED_IN 46 /* likewise */

/* (transfer full) */
static char *
create_policy (LfSampleBuilder *self)
{
  LfRecord *policy = lf_sample_record ("policy");

  lf_sample_set (policy, "name", "关于支持产业高质量发展的若干政策");
  lf_sample_set (policy, "number", "开管〔2025〕12号");
  lf_sample_set (policy, "issuer", "开发区管委会");
  lf_sample_set (policy, "state", "in_force");
  lf_sample_set_day (self, policy, "reviewed_on", -420);
  lf_sample_set_day (self, policy, "effective_on", -400);
  return lf_sample_create (self, policy);
}

/* (transfer full) */
static char *
create_clause (LfSampleBuilder *self, const char *policy, guint k)
{
  LfRecord *clause = lf_sample_record ("policy_clause");

  lf_sample_set (clause, "title", clauses[k].title);
  lf_record_set (clause, "policy", policy);
  lf_sample_set (clause, "way", clauses[k].way);
  lf_sample_set (clause, "rate_percent", clauses[k].rate);
  lf_sample_set (clause, "ceiling", clauses[k].ceiling);
  lf_sample_set (clause, "due_in_working_days", clauses[k].days);
  return lf_sample_create (self, clause);
}

static void
create_step (LfSampleBuilder *self, const char *promise, const char *kind, int day, guint k)
{
  LfRecord *step = lf_sample_record ("promise_step");
  gboolean is_payment = strcmp (kind, "payment") == 0;

  lf_sample_set (step, "text", is_payment ? "资金已拨付" : "资料齐全，已受理");
  lf_record_set (step, "promise", promise);
  lf_sample_set (step, "kind", kind);
  lf_sample_set (step, "amount", is_payment ? promises[k].paid : NULL);
  lf_sample_set_day (self, step, "done_on", day);
  g_free (lf_sample_create (self, step));
}

static void
create_promise (LfSampleBuilder *self, char **clause_ids, guint k)
{
  LfRecord *promise = lf_sample_record ("promise");
  gboolean is_applied = strcmp (promises[k].state, "promised") != 0;
  gboolean is_approved = is_applied && strcmp (promises[k].state, "applied") != 0;
  g_autofree char *id = NULL;

  lf_sample_set (promise, "subject", promises[k].subject);
  lf_sample_set (promise, "amount", promises[k].amount);
  lf_sample_set (promise, "amount_paid", promises[k].paid);
  lf_sample_set (promise, "state", promises[k].state);
  lf_record_set (promise, "project", self->projects[promises[k].project]);
  lf_record_set (promise, "enterprise", self->firms[promises[k].project]);
  lf_record_set (promise, "clause", clause_ids[promises[k].clause]);
  lf_sample_set_day (self, promise, "promised_on", promises[k].promised);
  lf_sample_set_day (self, promise, "due_on", promises[k].due);
  if (is_applied)
    lf_sample_set_day (self, promise, "applied_on", promises[k].promised + APPLIED_IN);
  if (is_approved)
    lf_sample_set_day (self, promise, "approved_on", promises[k].promised + APPROVED_IN);
  if (strcmp (promises[k].state, "paid") == 0)
    lf_sample_set_day (self, promise, "paid_on", promises[k].paid_on);
  id = lf_sample_create (self, promise);
  if (is_applied)
    create_step (self, id, "application", promises[k].promised + APPLIED_IN, k);
  if (promises[k].paid_on != 0)
    create_step (self, id, "payment", promises[k].paid_on, k);
}

static void
add_promises (LfSampleBuilder *self)
{
  g_autofree char *policy = create_policy (self);
  char *clause_ids[G_N_ELEMENTS (clauses)];

  for (guint k = 0; k < G_N_ELEMENTS (clauses); k++)
    clause_ids[k] = create_clause (self, policy, k);
  for (guint k = 0; k < G_N_ELEMENTS (promises); k++)
    create_promise (self, clause_ids, k);
  for (guint k = 0; k < G_N_ELEMENTS (clauses); k++)
    g_free (clause_ids[k]);
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
  add_promises (self);
}
