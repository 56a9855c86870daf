/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bulletin (K2): made, kept, not made twice, checked; templates out to a file and in again. */

#include "config.h"

#include "cli-run.h"
#include "store-folder.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *store;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = store_folder_make ();
  self->store = g_build_filename (self->folder, "store", NULL);
  g_free (cli_ok (self->store, "init", NULL));
  g_free (cli_ok (self->store, "add", "project", "name=甲", "stage=signed",
                  "signed_date=2023-02-05", "total_investment=2亿元", NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->store);
  store_folder_remove (self->folder);
}

static guint
count_kept (Fixture *self)
{
  g_autoptr (JsonNode) kept = cli_json (self->store, "bulletin", NULL);

  return json_array_get_length (json_node_get_array (kept));
}

static char *
make_month (Fixture *self)
{
  g_autoptr (JsonNode) made = cli_json (self->store, "bulletin", "make", "--month", "2023-02",
                                        "--template", "month-zh", NULL);
  JsonObject *object = json_node_get_object (made);

  g_assert_cmpstr (json_object_get_string_member (object, "title"), ==,
                   "2023年2月招商引资工作通报");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "figures")), >, 5);
  return g_strdup (json_object_get_string_member (object, "id"));
}

static void
test_kept (Fixture *self, gconstpointer data)
{
  g_autofree char *id = make_month (self);
  g_autofree char *same = make_month (self);
  g_autoptr (JsonNode) agrees = cli_json (self->store, "bulletin", "check", id, NULL);
  g_autoptr (JsonNode) differs = NULL;
  g_autofree char *shown = cli_ok (self->store, "bulletin", "show", id, NULL);
  g_auto (CliResult) again = { 0 };

  g_assert_cmpstr (same, ==, id);
  g_assert_cmpuint (count_kept (self), ==, 1);
  g_assert_nonnull (strstr (shown, "新签约项目1个"));
  g_assert_cmpuint (json_array_get_length (json_node_get_array (agrees)), ==, 0);

  g_free (cli_ok (self->store, "add", "project", "name=乙", "stage=signed",
                  "signed_date=2023-02-06", "total_investment=3亿元", NULL));
  again = cli_run (self->store, "bulletin", "make", "--month", "2023-02", "--template", "month-zh",
                   NULL);
  g_assert_cmpint (again.status, !=, 0);
  g_assert_nonnull (strstr (again.err, "--again"));
  g_assert_cmpuint (count_kept (self), ==, 1);
  g_free (cli_ok (self->store, "bulletin", "make", "--month", "2023-02", "--template", "month-zh",
                  "--dry-run", NULL));
  g_assert_cmpuint (count_kept (self), ==, 1);
  g_free (cli_ok (self->store, "bulletin", "make", "--month", "2023-02", "--template", "month-zh",
                  "--again", NULL));
  g_assert_cmpuint (count_kept (self), ==, 2);
  differs = cli_json (self->store, "bulletin", "check", id, NULL);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (differs)), >, 0);
}

static void
test_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *said = cli_ok (self->store, "bulletin", "make", "--quarter", "2019-Q3", NULL);

  g_assert_nonnull (strstr (said, "Q3 2019"));
  g_assert_cmpuint (count_kept (self), ==, 0);
}

static void
test_files (Fixture *self, gconstpointer data)
{
  static const char *const endings[] = { "txt", "md", "pdf" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat ("b.", endings[i], NULL);
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      GStatBuf info;

      g_free (cli_ok (self->store, "bulletin", "make", "--from", "2023-02-01", "--to", "2023-02-28",
                      "--dry-run", "--output", path, NULL));
      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_size, >, 100);
    }
}

static void
test_templates (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "template.txt", NULL);
  g_autofree char *text = NULL;
  g_autofree char *said = NULL;
  g_auto (CliResult) wrong = { 0 };

  g_free (cli_ok (self->store, "bulletin", "template", "export", "month-zh", path, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "{{signed-by-month.total.projects}}"));
  g_assert_true (g_file_set_contents (path,
                                      "{{period}}: {{count project where "
                                      "signed_date=period}}个",
                                      -1, NULL));
  g_free (cli_ok (self->store, "bulletin", "template", "import", "短讯", path, NULL));
  said = cli_ok (self->store, "bulletin", "make", "--month", "2023-02", "--dry-run", NULL);
  g_assert_nonnull (strstr (said, "2023年2月: 1个"));

  g_assert_true (g_file_set_contents (path, "a\n{{count moon}}", -1, NULL));
  wrong = cli_run (self->store, "bulletin", "template", "import", "短讯", path, NULL);
  g_assert_cmpint (wrong.status, ==, 2);
  g_assert_nonnull (strstr (wrong.err, "Line 2"));
}

#define TEST(path, func) g_test_add ("/cli/bulletin/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("kept-K2", test_kept);
  TEST ("nothing-K2", test_nothing);
  TEST ("files", test_files);
  TEST ("templates", test_templates);
  return g_test_run ();
}
