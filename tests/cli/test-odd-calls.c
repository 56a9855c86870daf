/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls that nobody meant: file names that are taken, words in another encoding, locales that are
 * not there, options that do not fit. Each gets a sentence, and nothing is lost. */

#include "config.h"

#include "cli-untouched.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static char *
read_file (const char *path, gsize *ret_length)
{
  char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, ret_length, NULL));
  return bytes;
}

/* ---- Files that are in the way ---- */

static void
test_export_onto_database (Untouched *fixture, gconstpointer data)
{
  g_autofree char *store = g_build_filename (fixture->store, "landfall.db", NULL);
  g_autofree char *backup = g_build_filename (fixture->folder, "friday", NULL);
  g_auto (CliResult) onto_store = { 0 };
  g_auto (CliResult) onto_backup = { 0 };
  gsize before, after;

  g_free (cli_ok (fixture->store, "backup", backup, NULL));
  g_free (read_file (backup, &before));
  onto_store = cli_run (fixture->store, "export", "project", store, NULL);
  assert_failed (&onto_store, 1, "is a database");
  onto_backup = cli_run (fixture->store, "export", "project", backup, NULL);
  assert_failed (&onto_backup, 1, "is a database");
  g_free (read_file (backup, &after));
  g_assert_cmpuint (after, ==, before);
  untouched_assert (fixture);
}

/* What is written beside its place and put there would take the place of a pipe or a device. */
static void
test_onto_pipe (Untouched *fixture, gconstpointer data)
{
  g_autofree char *pipe = g_build_filename (fixture->folder, "pipe", NULL);
  g_autofree char *picture = g_build_filename (fixture->folder, "pipe.svg", NULL);
  g_auto (CliResult) backup = { 0 };
  g_auto (CliResult) export = { 0 };
  g_auto (CliResult) folder = { 0 };
  g_auto (CliResult) report = { 0 };

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (mkfifo (picture, 0600), ==, 0);
  backup = cli_run (fixture->store, "backup", pipe, NULL);
  assert_failed (&backup, 1, "no file that can be replaced");
  export = cli_run (fixture->store, "export", "project", pipe, NULL);
  assert_failed (&export, 1, "no file that can be replaced");
  folder = cli_run (fixture->store, "export", "project", fixture->folder, NULL);
  assert_failed (&folder, 1, "no file that can be replaced");
  report = cli_run (fixture->store, "report", "pipeline", "--output", picture, NULL);
  assert_failed (&report, 1, "no file that can be replaced");
  g_assert_false (g_file_test (pipe, G_FILE_TEST_IS_REGULAR));
  g_assert_false (g_file_test (picture, G_FILE_TEST_IS_REGULAR));
  g_unlink (pipe);
  g_unlink (picture);
  untouched_assert (fixture);
}

static void
test_backup_onto_store (Untouched *fixture, gconstpointer data)
{
  g_autofree char *store = g_build_filename (fixture->store, "landfall.db", NULL);
  g_autofree char *backup = g_build_filename (fixture->folder, "nightly", NULL);
  g_auto (CliResult) onto_store = { 0 };
  g_auto (CliResult) onto_folder = { 0 };

  onto_store = cli_run (fixture->store, "backup", store, NULL);
  assert_failed (&onto_store, 1, "is a store itself");
  onto_folder = cli_run (fixture->store, "backup", fixture->folder, NULL);
  assert_failed (&onto_folder, 1, "is a folder");
  g_free (cli_ok (fixture->store, "backup", backup, NULL));
  g_free (cli_ok (fixture->store, "backup", backup, NULL)); /* the next night */
  untouched_assert (fixture);
}

static void
test_restore_of_no_file (Untouched *fixture, gconstpointer data)
{
  g_auto (CliResult) result = cli_run (fixture->store, "restore", fixture->folder, NULL);

  assert_failed (&result, 1, "is not a sound backup");
  untouched_assert (fixture);
}

static void
test_restore_says_what_is_kept (Untouched *fixture, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (fixture->folder, "friday", NULL);
  g_autofree char *said = NULL;

  g_free (cli_ok (fixture->store, "backup", backup, NULL));
  said = cli_ok (fixture->store, "restore", backup, NULL);
  g_assert_nonnull (strstr (said, "What was there before is kept in"));
  untouched_assert (fixture);
}

/* ---- Words in another encoding ---- */

#define GB_WORD "\xc9\xcf\xd3\xdd" /* 上虞 */

/* clang-format off */
static const char *const foreign_calls[][6] = {
  { "add", "project", "name=" GB_WORD },
  { "add", GB_WORD, "name=x" },
  { "list", "project", "--where", "name=" GB_WORD },
  { "list", "project", "--sort", GB_WORD },
  { "search", GB_WORD },
  { "show", GB_WORD },
  { "advance", "ffff0000", GB_WORD },
  { "advance", "ffff0000", "signed", "--evidence", GB_WORD },
  { "drop", "ffff0000", "--reason", GB_WORD },
  { "resolve", "ffff0000", GB_WORD },
  { "export", GB_WORD, "/nowhere/x.csv" },
  { "report", GB_WORD },
  { "help", GB_WORD },
  { GB_WORD },
};
/* clang-format on */

static void
test_foreign_words (Untouched *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (foreign_calls); i++)
    {
      g_auto (CliResult) result = cli_run_strv (fixture->store, foreign_calls[i]);

      assert_failed (&result, 2, "is not text in UTF-8");
    }
  untouched_assert (fixture);
}

/* Names of files are bytes. */
static void
test_foreign_file_name (Untouched *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, GB_WORD ".csv", NULL);
  g_autofree char *backup = g_build_filename (fixture->folder, GB_WORD ".db", NULL);

  g_free (cli_ok (fixture->store, "--json", "backup", backup, NULL));
  g_free (cli_ok (fixture->store, "--json", "export", "project", path, NULL));
  g_free (cli_ok (fixture->store, "import", path, "--dry-run", NULL));
  g_assert_true (g_file_test (backup, G_FILE_TEST_IS_REGULAR));
  untouched_assert (fixture);
}

/* ---- Locales ---- */

/* Scripts run in "C", and not every machine has the locale its user asks for. */
static void
test_locales (Untouched *fixture, gconstpointer data)
{
  static const char *const locales[] = { "C", "POSIX", "zh_CN.GB18030", "xx_YY.UTF-8" };
  static const char *const args[]
      = { "list", "project", "--where", "name=减速器 and total_investment=3亿", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
          G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
      g_auto (CliResult) result = { 0 };

      g_subprocess_launcher_setenv (launcher, "LC_ALL", locales[i], TRUE);
      result = cli_run_launcher (launcher, fixture->store, args);
      g_test_message ("%s: %s", locales[i], result.err);
      g_assert_cmpint (result.status, ==, 0);
      g_assert_nonnull (strstr (result.out, "减速器"));
      g_assert_nonnull (strstr (result.out, fixture->project));
    }
}

/* ---- Options that do not fit ---- */

static void
test_reports_without_period (Untouched *fixture, gconstpointer data)
{
  static const char *const reports[] = { "pipeline", "by-park", "by-industry" };

  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    {
      g_auto (CliResult) from
          = cli_run (fixture->store, "report", reports[i], "--from", "2026", NULL);
      g_auto (CliResult) to = cli_run (fixture->store, "report", reports[i], "--to", "2026", NULL);

      assert_failed (&from, 2, "--where 'signed_date>=2026-01'");
      assert_failed (&to, 2, "--where 'signed_date>=2026-01'");
    }
  g_free (
      cli_ok (fixture->store, "report", "signed-by-month", "--from", "2026", "--to", "2026", NULL));
}

static void
test_period_backwards (Untouched *fixture, gconstpointer data)
{
  g_auto (CliResult) result = cli_run (fixture->store, "report", "signed-by-month", "--from",
                                       "2026-03", "--to", "2026-02", NULL);

  assert_failed (&result, 2, "ends before it begins");
}

static void
test_field_twice (Untouched *fixture, gconstpointer data)
{
  g_auto (CliResult) set
      = cli_run (fixture->store, "set", fixture->project, "tags=甲", "tags=乙", NULL);
  g_auto (CliResult) added
      = cli_run (fixture->store, "add", "project", "name=甲", "项目名称=乙", NULL);

  assert_failed (&set, 2, "is given twice");
  assert_failed (&added, 2, "is given twice");
  untouched_assert (fixture);
}

/* What is done to a record in the trash nobody would see. */
static void
test_deleted_record (Untouched *fixture, gconstpointer data)
{
  g_autofree char *id = cli_ok (fixture->store, "add", "project", "name=甲", NULL);
  g_auto (CliResult) set = { 0 };
  g_auto (CliResult) moved = { 0 };
  g_auto (CliResult) again = { 0 };

  g_free (cli_ok (fixture->store, "delete", id, NULL));
  set = cli_run (fixture->store, "set", id, "name=乙", NULL);
  assert_failed (&set, 1, "is deleted. Bring it back first");
  moved = cli_run (fixture->store, "advance", id, "negotiation", NULL);
  assert_failed (&moved, 1, "is deleted. Bring it back first");
  again = cli_run (fixture->store, "delete", id, NULL);
  assert_failed (&again, 1, "is deleted. Bring it back first");
  g_free (cli_ok (fixture->store, "undo", NULL));
  g_free (cli_ok (fixture->store, "undo", NULL));
}

static void
test_nothing_found (Untouched *fixture, gconstpointer data)
{
  g_autofree char *said = cli_ok (fixture->store, "search", "没有这样的", NULL);

  g_assert_cmpstr (said, ==, "Nothing is found.");
}

static void
add (const char *path, void (*func) (Untouched *, gconstpointer))
{
  g_autofree char *full = g_strconcat ("/cli/odd-calls/", path, NULL);

  g_test_add (full, Untouched, NULL, untouched_set_up, func, untouched_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("file/export-onto-database", test_export_onto_database);
  add ("file/onto-pipe", test_onto_pipe);
  add ("file/backup-onto-store", test_backup_onto_store);
  add ("file/restore-of-no-file", test_restore_of_no_file);
  add ("file/restore-says-what-is-kept", test_restore_says_what_is_kept);
  add ("encoding/words", test_foreign_words);
  add ("encoding/file-names", test_foreign_file_name);
  add ("encoding/locales", test_locales);
  add ("options/no-period", test_reports_without_period);
  add ("options/period-backwards", test_period_backwards);
  add ("options/field-twice", test_field_twice);
  add ("options/deleted-record", test_deleted_record);
  add ("options/nothing-found", test_nothing_found);
  return g_test_run ();
}
