/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Problems on the command line (V2, I1, I7, §7): from the collection to the call-back, and what the
 * clock forbids. */

#include "config.h"

#include "cli-run.h"
#include "store-folder.h"

#include <string.h>

typedef struct
{
  char *folder;
  char *store;
  char *problem;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = store_folder_make ();
  self->store = g_build_filename (self->folder, "store", NULL);
  g_free (cli_ok (self->store, "init", NULL));
  self->problem = cli_ok (self->store, "add", "problem", "subject=外线电力", "kind=energy", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->problem);
  g_free (self->store);
  store_folder_remove (self->folder);
}

static const char *
value_of (JsonNode *node, const char *field)
{
  g_autofree char *path = g_strconcat ("values/", field, NULL);

  return cli_string_at (node, path);
}

static char *
write_evidence (Fixture *self)
{
  char *path = g_build_filename (self->folder, "验收.txt", NULL);

  g_assert_true (g_file_set_contents (path, "已通电", -1, NULL));
  return path;
}

/* I1: 收集 → 派单 → 办理 → 办结, and the call-back */
static void
test_life (Fixture *self, gconstpointer data)
{
  g_autofree char *evidence = write_evidence (self);
  g_autoptr (JsonNode) dispatched = cli_json (self->store, "problem", "dispatch", self->problem,
                                              "--to", "供电局", "--with", "规划局", NULL);
  g_autoptr (JsonNode) taken = cli_json (self->store, "problem", "accept", self->problem, NULL);
  g_autoptr (JsonNode) noted
      = cli_json (self->store, "problem", "note", self->problem, "已到现场", NULL);
  g_autoptr (JsonNode) closed = cli_json (self->store, "problem", "close", self->problem,
                                          "--result", "已通电", "--evidence", evidence, NULL);
  g_autoptr (JsonNode) called = cli_json (self->store, "problem", "call-back", self->problem,
                                          "--satisfaction", "非常满意", NULL);
  g_autoptr (JsonNode) steps = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *of_it = g_strconcat ("problem=", self->problem, NULL);

  g_assert_cmpstr (value_of (dispatched, "state"), ==, "dispatched");
  g_assert_cmpstr (value_of (dispatched, "lead_department"), ==, "供电局");
  g_assert_cmpstr (value_of (dispatched, "co_departments"), ==, "规划局");
  g_assert_nonnull (value_of (dispatched, "due_on"));
  g_assert_cmpstr (cli_string_at (dispatched, "clock_state"), ==, "running");
  g_assert_cmpstr (value_of (taken, "state"), ==, "handling");
  g_assert_cmpstr (value_of (noted, "state"), ==, "handling");
  g_assert_cmpstr (value_of (closed, "state"), ==, "closed");
  g_assert_cmpstr (value_of (closed, "result"), ==, "已通电");
  g_assert_cmpstr (cli_string_at (closed, "clock_state"), ==, "met");
  g_assert_cmpstr (value_of (called, "satisfaction"), ==, "very");
  steps = cli_json (self->store, "list", "problem_step", "--where", of_it, NULL);
  g_assert_cmpint (cli_int_at (steps, "count"), ==, 5);
  shown = cli_ok (self->store, "problem", self->problem, NULL);
  g_assert_nonnull (strstr (shown, "外线电力 · Closed"));
  g_assert_nonnull (strstr (shown, "in time"));
  g_assert_nonnull (strstr (shown, "已到现场"));
}

/* One undo takes back the act and its step. */
static void
test_undo (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) problem = NULL;
  g_autoptr (JsonNode) steps = NULL;

  g_free (cli_ok (self->store, "problem", "dispatch", self->problem, "--to", "供电局", NULL));
  g_free (cli_ok (self->store, "undo", NULL));
  problem = cli_json (self->store, "problem", self->problem, NULL);
  steps = cli_json (self->store, "list", "problem_step", NULL);
  g_assert_cmpstr (value_of (problem, "state"), ==, "collected");
  g_assert_cmpint (cli_int_at (steps, "count"), ==, 0);
}

/* W28: what is asked too late is refused in words, and nothing is written */
static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *late
      = cli_ok (self->store, "add", "problem", "subject=用工", "kind=labour", "state=dispatched",
                "collected_on=2023-03-01", "dispatched_on=2023-03-01", NULL);
  g_autofree char *firm = cli_ok (self->store, "add", "enterprise", "name=甲公司", NULL);
  const struct
  {
    const char *args[8];
    int status;
    const char *words;
  } cases[] = {
    { { "problem", "object", late, "--reason", "归人社局" }, 1, "until 2 Mar 2023" },
    { { "problem", "extend", late, "--to", "2099-01-01", "--reason", "难" }, 1, "by 9 Mar 2023" },
    { { "problem", "dispatch", self->problem }, 1, "which department" },
    { { "problem", "close", self->problem, "--result", "好" }, 1, "“Collected”" },
    { { "problem", "solve", self->problem }, 2, "“solve”" },
    { { "problem", "accept" }, 2, "Name the problem" },
    { { "problem", firm }, 1, "“甲公司” is a Enterprise, not one of: Problems" },
    { { "problem", "accept", firm }, 1, "not one of: Problems" },
    { { "promise", "pay", firm }, 1, "not one of: Promises" },
    { { "cultivation", firm }, 1, "not one of: Cultivation list" },
    { { "problem", "spot-check", "--share", "101" }, 2, "--share" },
  };
  g_autoptr (JsonNode) steps = NULL;
  g_autoptr (JsonNode) seen = cli_json (self->store, "problem", late, NULL);

  g_assert_cmpstr (cli_string_at (seen, "clock_state"), ==, "late");
  g_assert_nonnull (strstr (cli_string_at (seen, "escalation"), "working days late"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (CliResult) result = cli_run_strv (self->store, cases[i].args);

      g_test_message ("case %u: %s", i, result.err);
      g_assert_cmpint (result.status, ==, cases[i].status);
      g_assert_nonnull (strstr (result.err, cases[i].words));
    }
  steps = cli_json (self->store, "list", "problem_step", NULL);
  g_assert_cmpint (cli_int_at (steps, "count"), ==, 0);
}

/* Late first; the zone's clock and its own days off count */
static void
test_list (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) open = NULL;
  g_autofree char *late
      = cli_ok (self->store, "add", "problem", "subject=用工", "kind=labour", "state=dispatched",
                "collected_on=2023-03-01", "dispatched_on=2023-03-01", NULL);
  g_autoptr (JsonNode) before = cli_json (self->store, "problem", late, NULL);
  g_autoptr (JsonNode) after = NULL;

  g_free (cli_ok (self->store, "add", "problem", "subject=办结了", "kind=land", "state=closed",
                  "closed_on=2023-03-02", "collected_on=2023-03-01", NULL));
  open = cli_json (self->store, "problem", NULL);
  g_assert_cmpuint (cli_length_at (open, ""), ==, 2);
  g_assert_cmpstr (cli_string_at (open, "0/id"), ==, late);
  g_assert_cmpstr (cli_string_at (before, "due"), ==, "2023-03-10");
  g_free (cli_ok (self->store, "add", "zone", "name=海州经开区", "problem_clock=许昌", NULL));
  g_free (cli_ok (self->store, "add", "calendar_day", "day=2023-03-02", "kind=holiday", NULL));
  after = cli_json (self->store, "problem", late, NULL);
  g_assert_cmpstr (cli_string_at (after, "due"), ==, "2023-03-23");
}

/* I1: the same ones every time, a tenth of them where nobody says how many */
static void
test_spot_check (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) first = NULL;
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (JsonNode) more = NULL;
  g_autoptr (JsonNode) none = NULL;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *subject = g_strdup_printf ("subject=问题%u", i);

      g_free (cli_ok (self->store, "add", "problem", subject, "kind=land", "state=closed",
                      "collected_on=2023-03-01", "closed_on=2023-03-09", NULL));
    }
  first = cli_json (self->store, "problem", "spot-check", "--period", "2023-03", NULL);
  again = cli_json (self->store, "problem", "spot-check", "--period", "2023-03", NULL);
  more = cli_json (self->store, "problem", "spot-check", "--period", "2023-03", "--number", "5",
                   NULL);
  none = cli_json (self->store, "problem", "spot-check", "--period", "2023-04", NULL);
  g_assert_cmpuint (cli_length_at (first, ""), ==, 2);
  g_assert_cmpuint (cli_length_at (more, ""), ==, 5);
  g_assert_cmpuint (cli_length_at (none, ""), ==, 0);
  g_assert_cmpstr (cli_string_at (first, "0/id"), ==, cli_string_at (again, "0/id"));
  g_assert_cmpstr (cli_string_at (first, "1/id"), ==, cli_string_at (more, "1/id"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/problem/life-I1-V2", Fixture, NULL, set_up, test_life, tear_down);
  g_test_add ("/cli/problem/undo", Fixture, NULL, set_up, test_undo, tear_down);
  g_test_add ("/cli/problem/refused-W28", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/cli/problem/list-W29", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/cli/problem/spot-check-I1", Fixture, NULL, set_up, test_spot_check, tear_down);
  return g_test_run ();
}
