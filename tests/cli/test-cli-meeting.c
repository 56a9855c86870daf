/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Meetings on the command line (domain.md V13, O2): agenda, minutes, actions, paper. */

#include "config.h"

#include "cli-run.h"
#include "store-folder.h"

#include <string.h>

typedef struct
{
  char *folder;
  char *store;
  char *meeting;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) added = NULL;

  self->folder = store_folder_make ();
  self->store = g_build_filename (self->folder, "store", NULL);
  g_free (cli_ok (self->store, "init", NULL));
  g_free (cli_ok (self->store, "add", "project", "name=甲", "next_step=回访",
                  "next_step_date=2025-02-20", NULL));
  added = cli_json (self->store, "add", "meeting", "subject=调度会", "kind=weekly",
                    "held_on=2025-03-03", NULL);
  self->meeting = g_strdup (cli_string_at (added, "id"));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->meeting);
  g_free (self->store);
  store_folder_remove (self->folder);
}

static void
test_meeting (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) before = cli_json (self->store, "meeting", "show", self->meeting, NULL);
  g_autoptr (JsonNode) after = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpuint (cli_length_at (before, "agenda"), ==, 1);
  g_assert_cmpstr (cli_string_at (before, "agenda/0/name"), ==, "steps");
  g_free (cli_ok (self->store, "meeting", "agenda", self->meeting, NULL));
  g_free (cli_ok (self->store, "meeting", "minutes", self->meeting, "--text", "听取进展", NULL));
  g_free (cli_ok (self->store, "meeting", "action", self->meeting, "--text", "清表", "--department",
                  "征迁办", NULL));
  after = cli_json (self->store, "meeting", "show", self->meeting, NULL);
  g_assert_cmpuint (cli_length_at (after, "actions"), ==, 1);
  g_assert_cmpstr (cli_string_at (after, "actions/0/values/due_on"), ==, "2025-03-10");
  text = cli_ok (self->store, "meeting", "show", self->meeting, NULL);
  g_assert_nonnull (strstr (text, "1. 甲"));
  g_assert_nonnull (strstr (text, "听取进展"));
  g_assert_nonnull (strstr (text, "征迁办"));
}

static void
test_next (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) list = NULL;

  g_free (cli_ok (self->store, "meeting", "next", self->meeting, NULL));
  list = cli_json (self->store, "meeting", NULL);
  g_assert_cmpuint (cli_length_at (list, ""), ==, 2);
  g_assert_cmpstr (cli_string_at (list, "0/values/held_on"), ==, "2025-03-10");
}

static void
test_print (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "会议.pdf", NULL);
  g_autofree char *contents = NULL;

  g_free (cli_ok (self->store, "meeting", "print", self->meeting, path, NULL));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF-"));
}

static void
test_wrong_calls (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *args[6];
    int status;
  } calls[] = {
    { { "meeting", "show" }, 2 },
    { { "meeting", "hold", "x" }, 2 },
    { { "meeting", "print", "" }, 2 },
    { { "meeting", "minutes", "" }, 2 },
    { { "meeting", "action", "", "--text", "清表" }, 1 },
    { { "meeting", "show", "00000000-0000-8000-8000-000000000001" }, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      const char *args[7] = { NULL };
      g_auto (CliResult) result = { 0 };

      for (guint j = 0; j < 6 && calls[i].args[j] != NULL; j++)
        args[j] = calls[i].args[j][0] == '\0' ? self->meeting : calls[i].args[j];
      result = cli_run_strv (self->store, args);
      g_test_message ("call %u", i);
      g_assert_cmpint (result.status, ==, calls[i].status);
      g_assert_cmpstr (result.err, !=, "");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/meeting/V13-O2", Fixture, NULL, set_up, test_meeting, tear_down);
  g_test_add ("/cli/meeting/O2-next", Fixture, NULL, set_up, test_next, tear_down);
  g_test_add ("/cli/meeting/V13-print", Fixture, NULL, set_up, test_print, tear_down);
  g_test_add ("/cli/meeting/wrong-calls", Fixture, NULL, set_up, test_wrong_calls, tear_down);
  return g_test_run ();
}
