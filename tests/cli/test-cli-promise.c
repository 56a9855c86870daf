/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Promises to firms on the command line (I6, §7 W31, W32; S4): from the talk to the payment, in
 * parts, what is late first, and what was paid by period. */

#include "config.h"

#include "cli-run.h"
#include "store-folder.h"

#include <string.h>

typedef struct
{
  char *folder;
  char *store;
  char *clause; /* paid on quick application */
} Fixture;

static char *
to (const char *field, const char *id)
{
  return g_strconcat (field, "=", id, NULL);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *policy = NULL;
  g_autofree char *of_policy = NULL;

  self->folder = store_folder_make ();
  self->store = g_build_filename (self->folder, "store", NULL);
  g_free (cli_ok (self->store, "init", NULL));
  policy = cli_ok (self->store, "add", "policy", "name=黄金68条", NULL);
  of_policy = to ("policy", policy);
  self->clause = cli_ok (self->store, "add", "policy_clause", "title=设备补助", of_policy,
                         "way=快申快享", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->clause);
  g_free (self->store);
  store_folder_remove (self->folder);
}

static const char *
value_of (JsonNode *node, const char *field)
{
  g_autofree char *path = g_strconcat ("values/", field, NULL);

  return cli_string_at (node, path);
}

/* What was promised in a talk is traced to its payment, in two parts. */
static void
test_life (Fixture *self, gconstpointer data)
{
  g_autofree char *firm = cli_ok (self->store, "add", "enterprise", "name=甲公司", NULL);
  g_autofree char *talk = cli_ok (self->store, "add", "interaction", "subject=初谈",
                                  "kind=reception", "held_on=2026-03-02", NULL);
  g_autofree char *of_firm = to ("enterprise", firm), *of_talk = to ("interaction", talk);
  g_autofree char *of_clause = to ("clause", self->clause);
  g_autofree char *promise
      = cli_ok (self->store, "add", "promise", "subject=设备补助", of_firm, of_talk, of_clause,
                "amount=1000万元", "promised_on=2026-03-02", NULL);
  g_auto (CliResult) early = cli_run (self->store, "promise", "pay", promise, NULL);
  g_autoptr (JsonNode) applied
      = cli_json (self->store, "promise", "apply", promise, "--on", "2026-03-03", NULL);
  g_autoptr (JsonNode) approved
      = cli_json (self->store, "promise", "approve", promise, "--on", "2026-03-10", NULL);
  g_autoptr (JsonNode) part = cli_json (self->store, "promise", "pay", promise, "--amount",
                                        "400万元", "--on", "2026-04-01", NULL);
  g_auto (CliResult) much
      = cli_run (self->store, "promise", "pay", promise, "--amount", "601万元", NULL);
  g_autoptr (JsonNode) whole
      = cli_json (self->store, "promise", "pay", promise, "--on", "2026-05-06", NULL);
  g_autofree char *shown = cli_ok (self->store, "promise", promise, NULL);

  g_assert_nonnull (strstr (early.err, "apply for it first"));
  g_assert_cmpstr (value_of (applied, "state"), ==, "applied");
  g_assert_cmpstr (value_of (applied, "due_on"), ==, "2026-05-29"); /* W31: 60 working days */
  g_assert_cmpstr (value_of (approved, "state"), ==, "approved");
  g_assert_cmpstr (value_of (part, "state"), ==, "approved");
  g_assert_cmpstr (value_of (part, "amount_paid"), ==, "4000000.00 CNY");
  g_assert_cmpstr (cli_string_at (part, "left"), ==, "6000000.00 CNY");
  g_assert_nonnull (strstr (much.err, "still to be paid"));
  g_assert_cmpstr (value_of (whole, "state"), ==, "paid");
  g_assert_cmpstr (value_of (whole, "paid_on"), ==, "2026-05-06");
  g_assert_nonnull (strstr (shown, "设备补助 · Paid"));
  g_assert_nonnull (strstr (shown, "in time"));
  g_assert_nonnull (strstr (shown, "初谈"));
  g_assert_nonnull (strstr (shown, "CNY 4 million"));
}

/* The late ones stand first, however they were entered. */
static void
test_late_first (Fixture *self, gconstpointer data)
{
  g_autofree char *none = cli_ok (self->store, "add", "promise", "subject=无期限", NULL);
  g_autofree char *later
      = cli_ok (self->store, "add", "promise", "subject=明年", "due_on=2099-01-05", NULL);
  g_autofree char *late
      = cli_ok (self->store, "add", "promise", "subject=逾期", "due_on=2020-01-06", NULL);
  g_autoptr (JsonNode) list = cli_json (self->store, "promise", NULL);

  g_assert_cmpstr (cli_string_at (list, "0/id"), ==, late);
  g_assert_cmpstr (cli_string_at (list, "0/clock_state"), ==, "late");
  g_assert_cmpstr (cli_string_at (list, "1/id"), ==, later);
  g_assert_cmpstr (cli_string_at (list, "2/id"), ==, none);
  g_assert_cmpstr (cli_string_at (list, "2/clock_state"), ==, "none");
}

/* S4: 约7000万元 paid in the half year, of payments on their own days */
static void
test_s4_paid (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *amount, *day;
  } payments[] = { { "约3000万元", "2023-02-10" },
                   { "2500万元", "2023-04-20" },
                   { "1500万元", "2023-06-12" },
                   { "800万元", "2023-07-03" } }; /* in the next half year */
  g_autofree char *firm = cli_ok (self->store, "add", "enterprise", "name=乙公司", NULL);
  g_autofree char *of_firm = to ("enterprise", firm);
  g_autofree char *report = NULL;
  g_autofree char *by_firm = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (payments); i++)
    {
      g_autofree char *subject = g_strdup_printf ("subject=奖补%u", i);
      g_autofree char *amount = to ("amount", payments[i].amount);
      g_autofree char *promise
          = cli_ok (self->store, "add", "promise", subject, amount, of_firm, NULL);

      g_free (cli_ok (self->store, "promise", "pay", promise, "--on", payments[i].day, NULL));
    }
  report = cli_ok (self->store, "report", "payments", "--by", "year", "--from", "2023-01", "--to",
                   "2023-06", NULL);
  by_firm = cli_ok (self->store, "report", "payments", "--by", "enterprise", "--from", "2023-01",
                    "--to", "2023-06", NULL);
  g_assert_nonnull (strstr (report, "about CNY 70 million"));
  g_assert_nonnull (strstr (by_firm, "乙公司"));
  g_assert_nonnull (strstr (by_firm, "about CNY 70 million"));
}

/* L17: from an enquiry to an answer and to a lead, each in one step */
static void
test_enquiry (Fixture *self, gconstpointer data)
{
  g_autofree char *id
      = cli_ok (self->store, "add", "enquiry", "subject=拿地流程", "asker=陈先生",
                "phone=13800138000", "asked_on=2026-03-02", "text=想建一条产线", NULL);
  g_autoptr (JsonNode) open = cli_json (self->store, "enquiry", NULL);
  g_autofree char *answered
      = cli_ok (self->store, "enquiry", "answer", id, "--text", "已发送标准地清单", NULL);
  g_auto (CliResult) twice = cli_run (self->store, "enquiry", "answer", id, "--text", "再答", NULL);
  g_autofree char *made = cli_ok (self->store, "enquiry", "lead", id, NULL);
  g_auto (CliResult) again = cli_run (self->store, "enquiry", "lead", id, NULL);
  g_autoptr (JsonNode) shown = cli_json (self->store, "show", id, NULL);
  g_autoptr (JsonNode) leads = cli_json (self->store, "list", "project", "--where",
                                         "channel=enquiry and stage=lead", NULL);

  g_assert_cmpuint (cli_length_at (open, ""), ==, 1);
  g_assert_nonnull (strstr (answered, "拿地流程"));
  g_assert_nonnull (strstr (twice.err, "answered already"));
  g_assert_nonnull (strstr (made, "拿地流程"));
  g_assert_nonnull (strstr (again.err, "became a lead already"));
  g_assert_cmpstr (value_of (shown, "state"), ==, "lead");
  g_assert_cmpstr (value_of (shown, "answer"), ==, "已发送标准地清单");
  g_assert_cmpint (cli_int_at (leads, "count"), ==, 1);
}

/* L17: the rest of the desk: taken on, passed on to a park, closed with a reason, taken up again */
static void
test_desk (Fixture *self, gconstpointer data)
{
  g_autofree char *park = cli_ok (self->store, "add", "park", "name=滨海园", NULL);
  g_autofree char *id
      = cli_ok (self->store, "add", "enquiry", "subject=租房补贴", "asked_on=2026-03-02", NULL);
  g_autofree char *taken = cli_ok (self->store, "enquiry", "take", id, "--on", "2026-03-03", NULL);
  g_autofree char *passed = cli_ok (self->store, "enquiry", "pass", id, "--to", "滨海园", NULL);
  g_auto (CliResult) nowhere = cli_run (self->store, "enquiry", "pass", id, NULL);
  g_auto (CliResult) silent = cli_run (self->store, "enquiry", "close", id, NULL);
  g_autofree char *closed
      = cli_ok (self->store, "enquiry", "close", id, "--text", "重复咨询", NULL);
  g_autoptr (JsonNode) none = cli_json (self->store, "enquiry", NULL);
  g_autofree char *again = cli_ok (self->store, "enquiry", "reopen", id, NULL);
  g_autoptr (JsonNode) shown = cli_json (self->store, "enquiry", id, NULL);

  g_assert_nonnull (strstr (taken, "租房补贴"));
  g_assert_nonnull (strstr (passed, "租房补贴"));
  g_assert_nonnull (strstr (nowhere.err, "Say where it goes"));
  g_assert_nonnull (strstr (silent.err, "Say why it is closed."));
  g_assert_nonnull (strstr (closed, "租房补贴"));
  g_assert_cmpuint (cli_length_at (none, ""), ==, 0);
  g_assert_nonnull (strstr (again, "租房补贴"));
  g_assert_cmpstr (cli_string_at (shown, "due"), ==, "2026-03-11");
  g_assert_cmpstr (value_of (shown, "state"), ==, "open");
  g_assert_cmpstr (value_of (shown, "park"), ==, g_strchomp (park));
}

/* I8, I10: a firm that is incubated grows, is raised, lands; every move has its day */
static void
test_cultivation (Fixture *self, gconstpointer data)
{
  g_autofree char *firm = cli_ok (self->store, "add", "enterprise", "name=在孵企业甲", NULL);
  g_autofree char *id = cli_ok (self->store, "add", "cultivation", "title=孵化", "tier=incubation",
                                "enterprise=在孵企业甲", "listed_on=2022-03-01", NULL);
  g_autofree char *reached = cli_ok (self->store, "cultivation", "reach", id, "样机通过验收",
                                     "--on", "2022-09-01", NULL);
  g_autofree char *raised = cli_ok (self->store, "cultivation", "raise", id, "--to", "gazelle",
                                    "--on", "2022-10-01", NULL);
  g_autofree char *listed = cli_ok (self->store, "cultivation", NULL);
  g_autofree char *landed
      = cli_ok (self->store, "cultivation", "land", id, "--on", "2023-01-05", NULL);
  g_auto (CliResult) late = cli_run (self->store, "cultivation", "reach", id, NULL);
  g_autofree char *told = cli_ok (self->store, "cultivation", id, NULL);
  g_autoptr (JsonNode) steps = cli_json (self->store, "list", "cultivation_step", NULL);
  g_autoptr (JsonNode) shown = cli_json (self->store, "cultivation", id, NULL);

  g_assert_nonnull (strstr (reached, "孵化"));
  g_assert_nonnull (strstr (raised, "孵化"));
  g_assert_nonnull (strstr (listed, "在孵企业甲"));
  g_assert_nonnull (strstr (landed, "孵化"));
  g_assert_nonnull (strstr (late.err, "which has no “Level Reached”"));
  g_assert_nonnull (strstr (told, "样机通过验收"));
  g_assert_nonnull (strstr (told, "Landed on 5 Jan 2023"));
  g_assert_cmpint (cli_int_at (steps, "count"), ==, 3);
  g_assert_cmpstr (value_of (shown, "state"), ==, "landed");
  g_assert_cmpstr (value_of (shown, "tier"), ==, "gazelle");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/promise/life-I6", Fixture, NULL, set_up, test_life, tear_down);
  g_test_add ("/cli/promise/late-first-I6", Fixture, NULL, set_up, test_late_first, tear_down);
  g_test_add ("/cli/promise/paid-S4", Fixture, NULL, set_up, test_s4_paid, tear_down);
  g_test_add ("/cli/promise/enquiry-L17", Fixture, NULL, set_up, test_enquiry, tear_down);
  g_test_add ("/cli/promise/desk-L17", Fixture, NULL, set_up, test_desk, tear_down);
  g_test_add ("/cli/promise/cultivation-I8-I10", Fixture, NULL, set_up, test_cultivation,
              tear_down);
  return g_test_run ();
}
