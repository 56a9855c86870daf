/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Joint screening on the command line (domain.md L11, L12, C13, W27): score, opinions, verdict,
 * push list, the checklist of incentives, the outcome of a decision meeting. */

#include "config.h"

#include "cli-run.h"
#include "store-folder.h"

#include <string.h>

typedef struct
{
  char *folder, *store, *batch, *lead, *other;
} Fixture;

static char *
add (Fixture *self, const char *entity, const char *a, const char *b, const char *c)
{
  g_autoptr (JsonNode) added = cli_json (self->store, "add", entity, a, b, c, NULL);

  return g_strdup (cli_string_at (added, "id"));
}

static void
assert_refused (CliResult result, const char *says)
{
  g_auto (CliResult) taken = result;

  g_assert_cmpint (taken.status, ==, 1);
  g_assert_nonnull (strstr (taken.err, says));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = store_folder_make ();
  self->store = g_build_filename (self->folder, "store", NULL);
  g_free (cli_ok (self->store, "init", NULL));
  self->batch = add (self, "lead_batch", "name=十一月推送", "n_leads=3", NULL);
  self->lead
      = add (self, "project", "name=电池盖板", "total_investment=12亿元", "batch=十一月推送");
  g_free (cli_ok (self->store, "set", self->lead, "channel=referral", "is_chemical=true", NULL));
  self->other = add (self, "project", "name=冷链仓", "total_investment=1亿元", "batch=十一月推送");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  store_folder_remove (self->folder);
  g_free (self->store);
  g_free (self->batch);
  g_free (self->lead);
  g_free (self->other);
}

static void
assert_batch (Fixture *self, const char *state)
{
  g_autoptr (JsonNode) batch = cli_json (self->store, "show", self->batch, NULL);

  g_assert_cmpstr (cli_string_at (batch, "values/state"), ==, state);
}

static void
test_batch (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) list = cli_json (self->store, "screen", "--batch", "十一月推送", NULL);
  g_autofree char *told = NULL;
  g_autoptr (JsonNode) judged = NULL;

  /* 25 of size and 15 of the referral; 2.5 of size */
  g_assert_cmpuint (cli_length_at (list, ""), ==, 2);
  g_assert_cmpstr (cli_string_at (list, "0/id"), ==, self->lead);
  g_assert_cmpint (cli_int_at (list, "0/score"), ==, 40);
  g_assert_cmpint (cli_int_at (list, "1/score"), ==, 3);
  g_free (cli_ok (self->store, "screen", "opinion", self->lead, "技术领先", "--score", "80",
                  "--department", "经发局", NULL));
  g_free (cli_ok (self->store, "screen", "opinion", self->lead, "亲属任职", "--score", "100",
                  "--department", "财政局", "--interest", NULL));
  told = cli_ok (self->store, "screen", self->lead, NULL);
  g_assert_nonnull (strstr (told, "1 opinion, mean 80.0; 1 left out for a conflict of interest"));
  g_assert_nonnull (strstr (told, "Growth 0 of 15: no figure"));
  g_free (cli_ok (self->store, "screen", "verdict", self->lead, "follow", NULL));
  assert_batch (self, "judging");
  judged = cli_json (self->store, "screen", "verdict", self->other, "drop", "--reason", "不契合",
                     NULL);
  g_assert_cmpstr (cli_string_at (judged, "verdict"), ==, "drop");
  assert_batch (self, "done");
  g_free (cli_ok (self->store, "undo", NULL));
  assert_batch (self, "judging");
}

/* C13, L12: what is missing is said; a veto holds, and the rest of the decision goes on. */
static void
test_decision (Fixture *self, gconstpointer data)
{
  g_autofree char *meeting
      = add (self, "meeting", "subject=投委会", "kind=decision", "held_on=2026-03-02");
  g_autofree char *evaluation
      = add (self, "evaluation", "subject=电池盖板上会", "kind=decision", "project=电池盖板");
  g_autofree char *told = NULL;
  g_autoptr (JsonNode) safety = NULL;
  g_autoptr (JsonNode) agenda = cli_json (self->store, "meeting", "show", meeting, NULL);
  g_autoptr (JsonNode) lead = NULL;
  g_autoptr (JsonNode) actions = NULL;

  g_assert_cmpstr (cli_string_at (agenda, "agenda/0/name"), ==, "evaluations");
  told = cli_ok (self->store, "screen", self->lead, NULL);
  g_assert_nonnull (strstr (told, "The safety opinion is missing"));
  g_assert_nonnull (strstr (told, "Experts: 0 of 3 opinions"));
  lead = cli_json (self->store, "screen", self->lead, NULL);
  g_assert_cmpuint (cli_length_at (lead, "lacks"), ==, 4);
  g_assert_cmpuint (cli_length_at (lead, "bodies"), ==, 3);
  safety = cli_json (self->store, "add", "evaluation", "subject=安评", "kind=safety",
                     "project=电池盖板", "verdict=veto", NULL);
  assert_refused (cli_run (self->store, "decide", evaluation, "approve", NULL), "“安评” is a veto");
  g_free (cli_ok (self->store, "set", cli_string_at (safety, "id"), "verdict=approve", NULL));
  g_free (cli_ok (self->store, "decide", evaluation, "approve", "--meeting", meeting, "--condition",
                  "补充能评", "--department", "发改局", NULL));
  actions = cli_json (self->store, "list", "action", NULL);
  g_assert_cmpint (cli_int_at (actions, "count"), ==, 1);
  g_assert_cmpstr (cli_string_at (actions, "records/0/values/evaluation"), ==, evaluation);
  g_assert_cmpstr (cli_string_at (actions, "records/0/values/due_on"), ==, "2026-04-02");
}

static void
judge (Fixture *self, const char *lead, const char *kind, const char *verdict)
{
  g_autofree char *project = g_strconcat ("project=", lead, NULL);
  g_autofree char *kind_ = g_strconcat ("kind=", kind, NULL);
  g_autofree char *verdict_ = g_strconcat ("verdict=", verdict, NULL);

  g_free (cli_ok (self->store, "add", "evaluation", "subject=意见", kind_, project, verdict_,
                  "held_on=2026-03-01", NULL));
}

static char *
stage_of (Fixture *self, const char *lead)
{
  g_autoptr (JsonNode) shown = cli_json (self->store, "show", lead, NULL);

  return g_strdup (cli_string_at (shown, "values/stage"));
}

/* C13, L12: what holds it refuses the move, one by one until all is there. */
static void
test_gate (Fixture *self, gconstpointer data)
{
  static const char *const experts[] = { "甲", "乙", "丙" };
  g_autofree char *kept = NULL;
  g_autofree char *review = NULL;
  g_autofree char *moved = NULL;

  assert_refused (cli_run (self->store, "advance", self->lead, "approved", NULL),
                  "The environment opinion is missing");
  assert_refused (cli_run (self->store, "advance", self->lead, "signed", NULL),
                  "It is given by the department for work safety");
  judge (self, self->lead, "safety", "approve");
  judge (self, self->lead, "environment", "approve");
  assert_refused (cli_run (self->store, "advance", self->lead, "approved", NULL),
                  "Experts: 0 of 3 opinions");
  kept = stage_of (self, self->lead);
  g_assert_cmpstr (kept, ==, "lead");
  for (guint i = 0; i < G_N_ELEMENTS (experts); i++)
    {
      g_autofree char *name = g_strconcat ("name=", experts[i], NULL);

      g_free (add (self, "expert", name, "kind=technology", NULL));
      g_free (cli_ok (self->store, "screen", "opinion", self->lead, "可行", "--kind", "experts",
                      "--expert", experts[i], NULL));
    }
  g_free (cli_ok (self->store, "advance", self->lead, "approved", NULL));
  moved = stage_of (self, self->lead);
  g_assert_cmpstr (moved, ==, "approved");
  /* W58: a veto that comes later holds the signing */
  g_free (cli_ok (self->store, "add", "evaluation", "subject=复评", "kind=safety", "verdict=veto",
                  "project=电池盖板", "held_on=2026-04-01", NULL));
  assert_refused (cli_run (self->store, "advance", self->lead, "signed", NULL), "is a veto");
}

/* What is only told is told, and the zone's rule makes it hold. */
static void
test_advance (Fixture *self, gconstpointer data)
{
  g_auto (CliResult) told = { 0 };
  g_autofree char *stage = NULL;

  g_free (add (self, "rule", "rule=gate_screening", "value=1", "valid_from=2026-01-01"));
  assert_refused (cli_run (self->store, "advance", self->other, "approved", NULL),
                  "It is given by the joint screening");
  g_free (cli_ok (self->store, "undo", NULL));
  told = cli_run (self->store, "advance", self->other, "approved", NULL);
  g_assert_cmpint (told.status, ==, 0);
  g_assert_nonnull (strstr (told.err, "No joint verdict"));
  g_assert_null (strstr (told.out, "joint verdict"));
  stage = stage_of (self, self->other);
  g_assert_cmpstr (stage, ==, "approved");
}

/* Of many, those that something holds stay, and it is said why. */
static void
test_gate_many (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) moved
      = cli_json (self->store, "advance", "approved", "--where", "stage=lead", NULL);
  g_autofree char *held = stage_of (self, self->lead);
  g_autofree char *other = stage_of (self, self->other);

  g_assert_cmpstr (held, ==, "lead");
  g_assert_cmpstr (other, ==, "approved");
  g_assert_cmpint (cli_int_at (moved, "changed"), ==, 1);
  g_assert_nonnull (
      strstr (cli_string_at (moved, "skipped/0/reason"), "The safety opinion is missing"));
}

/* A sheet moves nothing through a gate either: its row is told, and the others go on. */
static void
test_gate_sheet (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "stages.csv", NULL);
  g_autofree char *left = g_build_filename (self->folder, "left.csv", NULL);
  g_autofree char *held = NULL;
  g_autofree char *moved = NULL;

  g_free (cli_ok (self->store, "advance", "negotiation", "--where", "stage=lead", NULL));
  g_assert_true (
      g_file_set_contents (path, "项目名称,阶段\n电池盖板,上会\n冷链仓,上会\n", -1, NULL));
  assert_refused (
      cli_run (self->store, "import", path, "--entity", "project", "--mode", "update", NULL),
      "The safety opinion is missing");
  g_free (cli_ok (self->store, "import", path, "--entity", "project", "--mode", "update",
                  "--skip-file", left, NULL));
  held = stage_of (self, self->lead);
  moved = stage_of (self, self->other);
  g_assert_cmpstr (held, ==, "negotiation");
  g_assert_cmpstr (moved, ==, "approved");
}

/* The yield of what a team sent. */
static void
test_yield (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) report = NULL;
  g_autofree char *text = NULL;

  g_free (cli_ok (self->store, "screen", "verdict", self->lead, "follow", NULL));
  g_free (cli_ok (self->store, "set", self->lead, "signed_date=2026-05-06", NULL));
  text = cli_ok (self->store, "report", "batches", NULL);
  g_assert_nonnull (strstr (text, "十一月推送"));
  report = cli_json (self->store, "report", "batches", NULL);
  g_assert_nonnull (report);
}

/* ---- The sheet of a resident team (§8, Deqing) ---- */

static char *
sheet (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "spreadsheets", name, NULL);
}

static gint64
count_of (Fixture *self, const char *entity, const char *where)
{
  g_autoptr (JsonNode) list = cli_json (self->store, "list", entity, "--where", where, NULL);

  return cli_int_at (list, "count");
}

/* What is there already is sent and not fresh; 研判结果 becomes a joint verdict; one undo. */
static void
test_import (Fixture *self, gconstpointer data)
{
  g_autofree char *path = sheet ("weekly-leads.csv");
  g_autoptr (JsonNode) planned = NULL;
  g_autoptr (JsonNode) taken = NULL;
  g_autoptr (JsonNode) batch = NULL;
  g_autoptr (JsonNode) leads = NULL;
  g_autoptr (JsonNode) again = NULL;

  planned
      = cli_json (self->store, "screen", "import", path, "--batch", "第47周", "--dry-run", NULL);
  g_assert_cmpint (count_of (self, "lead_batch", "name=第47周"), ==, 0);
  taken = cli_json (self->store, "screen", "import", path, "--batch", "第47周", "--source",
                    "驻外招商", NULL);
  g_assert_cmpint (cli_int_at (planned, "fresh"), ==, 3);
  g_assert_cmpint (cli_int_at (taken, "fresh"), ==, 3);
  g_assert_cmpint (cli_int_at (taken, "duplicates"), ==, 2);
  g_assert_cmpint (cli_int_at (taken, "verdicts"), ==, 2);
  batch = cli_json (self->store, "list", "lead_batch", "--where", "name=第47周", NULL);
  g_assert_cmpstr (cli_string_at (batch, "records/0/values/n_leads"), ==, "5");
  g_assert_cmpstr (cli_string_at (batch, "records/0/values/source"), ==, "驻外招商");
  g_assert_cmpint (count_of (self, "project", "batch=第47周"), ==, 3);
  g_assert_cmpint (count_of (self, "evaluation", "kind=screening and verdict=follow"), ==, 1);
  g_assert_cmpint (count_of (self, "evaluation", "kind=screening and verdict=park"), ==, 1);
  leads = cli_json (self->store, "screen", "--batch", "第47周", NULL);
  g_assert_cmpuint (cli_length_at (leads, ""), ==, 3);
  again = cli_json (self->store, "screen", "import", path, "--batch", "第47周", NULL);
  g_assert_cmpint (cli_int_at (again, "fresh"), ==, 0);
  g_assert_cmpint (cli_int_at (again, "duplicates"), ==, 5);
  g_assert_cmpint (count_of (self, "project", "batch=第47周"), ==, 3);
}

/* L3, L11: a lead about a firm among the targets is what that target becomes: nobody is sent after
 * both. A target that was given up, and the second row of a firm, are none of it. */
static void
test_import_targets (Fixture *self, gconstpointer data)
{
  g_autofree char *path = sheet ("weekly-leads.csv");
  g_autofree char *firm = add (self, "enterprise", "name=湖州图远装备有限公司", NULL, NULL);
  g_autofree char *by_name
      = add (self, "target", "name=湖州测感科技", "state=watching", "reason=补传感器缺环");
  g_autofree char *by_firm
      = add (self, "target", "name=图远", "enterprise=湖州图远装备有限公司", "state=contacted");
  g_autofree char *given_up
      = add (self, "target", "name=湖州创试生物有限公司", "state=given_up", NULL);
  g_autoptr (JsonNode) taken = NULL;
  g_autoptr (JsonNode) lead = NULL;
  g_autofree char *text = NULL;

  taken = cli_json (self->store, "screen", "import", path, "--batch", "第47周", NULL);
  g_assert_cmpint (cli_int_at (taken, "fresh"), ==, 3);
  g_assert_cmpint (cli_int_at (taken, "targets"), ==, 2);
  g_assert_cmpint (count_of (self, "target", "state=won and project!="), ==, 2);
  g_assert_cmpint (count_of (self, "target", "state=given_up and project="), ==, 1);
  lead = cli_json (self->store, "list", "project", "--where", "name=智能传感器", NULL);
  g_assert_cmpstr (cli_string_at (lead, "records/0/values/promotion_type"), ==, "industry_chain");
  g_free (cli_ok (self->store, "undo", NULL));
  g_assert_cmpint (count_of (self, "target", "project!="), ==, 0);
  text = cli_ok (self->store, "screen", "import", path, "--batch", "第47周", "--dry-run", NULL);
  g_assert_nonnull (strstr (text, "2 of the leads are what targets become."));
}

/* What cannot be read is left out and told by its row; the rest comes in. */
static void
test_import_hostile (Fixture *self, gconstpointer data)
{
  g_autofree char *path = sheet ("weekly-leads-hostile.csv");
  g_autoptr (JsonNode) taken
      = cli_json (self->store, "screen", "import", path, "--batch", "坏表", NULL);

  g_assert_cmpint (count_of (self, "project", "name=好项目"), ==, 1);
  g_assert_cmpint (count_of (self, "project", "name=长名"), ==, 0);
  g_assert_cmpint (count_of (self, "evaluation", "verdict=approve"), ==, 1);
  g_assert_cmpuint (cli_length_at (taken, "left_out"), >=, 3);
  assert_refused (
      cli_run (self->store, "screen", "import", "/nonexistent.csv", "--batch", "甲", NULL),
      "nonexistent");
}

/* Sent and fresh, by who sent it. */
static void
test_sent (Fixture *self, gconstpointer data)
{
  g_autofree char *path = sheet ("weekly-leads.csv");
  g_autoptr (JsonNode) report = NULL;
  g_autofree char *text = NULL;

  g_free (add (self, "team", "name=深圳驻点组", NULL, NULL));
  g_free (cli_ok (self->store, "screen", "import", path, "--batch", "第47周", "--team",
                  "深圳驻点组", NULL));
  text = cli_ok (self->store, "report", "leads-sent", NULL);
  g_assert_nonnull (strstr (text, "深圳驻点组"));
  report = cli_json (self->store, "report", "leads-sent", NULL);
  g_assert_nonnull (report);
}

/* On paper, a table for each recruiter, with the targets nobody works on. */
static void
test_push_paper (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "push.txt", NULL);
  g_autofree char *pdf = g_build_filename (self->folder, "fair.pdf", NULL);
  g_autofree char *sheet_path = g_build_filename (self->folder, "push.xlsx", NULL);
  g_autofree char *book = NULL;
  g_autofree char *text = NULL;
  g_autofree char *written = NULL;

  g_free (add (self, "account", "name=周敏", "role=recruiter", NULL));
  g_free (add (self, "target", "name=链主企业", "state=watching", NULL));
  g_free (add (self, "target", "name=已放弃企业", "state=given_up", NULL));
  g_free (cli_ok (self->store, "set", self->other, "lead_date=2025-01-05", NULL));
  g_free (cli_ok (self->store, "screen", "push", "--month", "2025-01", "--output", path, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "周敏"));
  g_assert_nonnull (strstr (text, "冷链仓"));
  g_assert_null (strstr (text, "电池盖板"));
  g_assert_nonnull (strstr (text, "链主企业"));
  g_assert_null (strstr (text, "已放弃企业"));
  g_free (
      cli_ok (self->store, "screen", "push", "--month", "2025-01", "--output", sheet_path, NULL));
  g_assert_true (g_file_get_contents (sheet_path, &book, NULL, NULL));
  g_assert_true (g_str_has_prefix (book, "PK"));
  g_free (cli_ok (self->store, "fair", self->lead, "--output", pdf, NULL));
  g_assert_true (g_file_get_contents (pdf, &written, NULL, NULL));
  g_assert_true (g_str_has_prefix (written, "%PDF"));
}

/* In a column that lists sort by: as screening tells it, and blank once it is approved. */
static void
test_score_column (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) list = cli_json (self->store, "list", "project", "--sort", "-score", NULL);
  g_autoptr (JsonNode) after = NULL;

  g_assert_cmpstr (cli_string_at (list, "records/0/id"), ==, self->lead);
  g_assert_cmpstr (cli_string_at (list, "records/0/values/score"), ==, "40");
  g_assert_cmpstr (cli_string_at (list, "records/1/values/score"), ==, "3");
  g_free (add (self, "rule", "rule=score_size_points", "value=0", "valid_from=2026-01-01"));
  g_free (cli_ok (self->store, "advance", self->other, "approved", NULL));
  after = cli_json (self->store, "list", "project", "--sort", "-score", NULL);
  /* 15 of 75 */
  g_assert_cmpstr (cli_string_at (after, "records/0/values/score"), ==, "20");
  g_assert_cmpint (count_of (self, "project", "score="), ==, 1);
}

static void
test_push (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) lines = NULL;
  g_autoptr (JsonNode) lead = NULL;
  g_autoptr (JsonNode) after = NULL;

  g_free (add (self, "account", "name=周敏", "role=recruiter", NULL));
  g_free (add (self, "account", "name=吴刚", "role=recruiter", NULL));
  lines = cli_json (self->store, "screen", "push", NULL);
  g_assert_cmpuint (cli_length_at (lines, ""), ==, 2);
  g_assert_cmpstr (cli_string_at (lines, "0/project"), ==, self->lead);
  g_assert_cmpstr (cli_string_at (lines, "0/recruiter"), !=, cli_string_at (lines, "1/recruiter"));
  g_free (cli_ok (self->store, "screen", "push", "--assign", NULL));
  lead = cli_json (self->store, "show", self->lead, NULL);
  g_assert_cmpstr (cli_string_at (lead, "values/owner"), ==, cli_string_at (lines, "0/recruiter"));
  g_free (cli_ok (self->store, "undo", NULL));
  after = cli_json (self->store, "screen", "push", NULL);
  g_assert_cmpuint (cli_length_at (after, ""), ==, 2);
}

static void
test_fair (Fixture *self, gconstpointer data)
{
  g_autofree char *promise = add (self, "promise", "subject=迁入奖励", "project=电池盖板",
                                  "condition=注册地迁入本区，给予奖励200万元");
  g_autoptr (JsonNode) items = cli_json (self->store, "fair", self->lead, NULL);
  g_autoptr (JsonNode) own = cli_json (self->store, "fair", promise, NULL);
  g_autoptr (JsonNode) after = NULL;
  g_autofree char *told = cli_ok (self->store, "screen", self->lead, NULL);

  g_assert_cmpuint (cli_length_at (items, ""), ==, 1);
  g_assert_cmpuint (cli_length_at (own, ""), ==, 1);
  g_assert_cmpstr (cli_string_at (items, "0/rule"), ==, "moving_registration");
  g_assert_nonnull (strstr (cli_string_at (items, "0/article"), "art. 19"));
  g_assert_nonnull (strstr (told, "on 1 sentence nobody has decided yet"));
  assert_refused (cli_run (self->store, "fair", self->lead, "1", "--decision", "struck", NULL),
                  "and why");
  after = cli_json (self->store, "fair", self->lead, "1", "--decision", "struck", "--reason",
                    "改按设备投资额", NULL);
  g_assert_cmpstr (cli_string_at (after, "0/decision"), ==, "struck");
  g_free (told);
  told = cli_ok (self->store, "screen", self->lead, NULL);
  g_assert_null (strstr (told, "nobody has decided yet"));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/screen/L11-batch", test_batch);
  ADD ("/cli/screen/L12-C13-decision", test_decision);
  ADD ("/cli/screen/C13-L12-gate", test_gate);
  ADD ("/cli/screen/C13-told", test_advance);
  ADD ("/cli/screen/C13-gate-many", test_gate_many);
  ADD ("/cli/screen/C13-gate-sheet", test_gate_sheet);
  ADD ("/cli/screen/L11-yield", test_yield);
  ADD ("/cli/screen/L11-import", test_import);
  ADD ("/cli/screen/L11-L3-import-targets", test_import_targets);
  ADD ("/cli/screen/L11-import-hostile", test_import_hostile);
  ADD ("/cli/screen/L11-sent", test_sent);
  ADD ("/cli/screen/L11-push", test_push);
  ADD ("/cli/screen/L11-L3-push-paper", test_push_paper);
  ADD ("/cli/screen/L11-score-column", test_score_column);
  ADD ("/cli/screen/W27-fair", test_fair);
  return g_test_run ();
}
