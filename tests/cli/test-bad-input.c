/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that cannot be imported and stores that cannot be used, told to the command line: each gets
 * a sentence that says what to do, exit status 1, and nothing is lost. */

#include "config.h"

#include "cli-untouched.h"

#include <glib/gstdio.h>
#include <linux/capability.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#define HEADINGS "项目名称,总投资,签约日期\n"
#define DISK_IS_FULL "free some space and try again"

/* ---- Processes with less than the test has ---- */

/* Rights on files count for the superuser too. */
static void
give_up_rights (gpointer data)
{
  prctl (PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0);
  prctl (PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH, 0, 0, 0);
}

static CliResult
run_without_rights (const char *store, const char *const *args)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);

  g_subprocess_launcher_set_child_setup (launcher, give_up_rights, NULL, NULL);
  return cli_run_launcher (launcher, store, args);
}

/* The disk with @folder has room for so many bytes. */
static CliResult
run_on_disk (const char *folder, gsize room, const char *store, const char *const *args)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *bytes = g_strdup_printf ("%zu", room);
  g_autofree char *asan
      = g_strconcat ("verify_asan_link_order=0:", g_getenv ("ASAN_OPTIONS"), NULL);

  g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", g_getenv ("LANDFALL_FULL_DISK"), TRUE);
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", asan, TRUE);
  g_subprocess_launcher_setenv (launcher, "FULL_DISK", folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "FULL_DISK_ROOM", bytes, TRUE);
  return cli_run_launcher (launcher, store, args);
}

/* ---- Files ---- */

typedef struct
{
  const char *name;
  const char *bytes;
  gsize length;
  const char *says;     /* in the sentence */
  const char *problems; /* (nullable): what is said of single cells, "|" between them */
} BadFile;

#define BYTES(bytes) bytes, sizeof bytes - 1

/* clang-format off */
static const BadFile bad_files[] = {
  { "empty.csv", BYTES (""), "is empty: there is nothing to import", NULL },
  { "only-headings.csv", BYTES (HEADINGS), "has headings but no rows", NULL },
  { "blank-lines.csv", BYTES ("\n\r\n,,\n"), "Put headings into the first row", NULL },
  { "no-headings.csv", BYTES ("减速器二期,1亿元,2023-02\n"), "Put headings into the first row", NULL },
  { "cut-in-a-quotation.csv", BYTES (HEADINGS "甲,1亿元,2023-02\n\"乙项"), "in row 3", NULL },
  { "cut-in-a-row.csv", BYTES (HEADINGS "甲,1亿元,2023-02\n乙项"), "breaks off in row 3", NULL },
  { "cut-in-a-character.csv", BYTES (HEADINGS "甲,1亿元,2023-02\n乙,2亿\xe5\x85"), "Line 3 of", NULL },
  { "cut-gb18030.csv", BYTES ("\xcf\xee\xc4\xbf\xc3\xfb\xb3\xc6\n\xbc\xd7\n\xd2\xd2\xd7"), "Line 3 of", NULL },
  { "broken-utf-8.csv", BYTES (HEADINGS "甲\xff,1亿元,2023-02\n"), "Line 2 of", NULL },
  { "broken-gb18030.csv", BYTES ("\xcf\xee\xc4\xbf\xc3\xfb\xb3\xc6\n\xbc\xd7\n\xff\xff\n\xbc\xd7\n"), "Line 3 of", NULL },
  { "broken-utf-16.csv", BYTES ("\xff\xfeN\0\n\0\x00\xd8N\0"), "Line 2 of", NULL },
  { "nul-bytes.csv", BYTES (HEADINGS "甲,1\0亿元,2023-02\n"), "Line 2 of", NULL },
  { "picture.csv", BYTES ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "Import a CSV file", NULL },
  { "book.csv", BYTES ("PK\x03\x04\x14\0\x06\0\x08\0"), "Save the sheet as CSV", NULL },
  { "old-book.csv", BYTES ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "Save the sheet as CSV", NULL },
  { "words-for-money.csv", BYTES (HEADINGS "甲,1亿元,2023-02\n乙,很多,2023-02-40\n"), "2 cells need a correction. Nothing was imported: correct them",
    "Row 3, column 2 (总投资): Total investment: “很多” is not an amount of money|"
    "Row 3, column 3 (签约日期): Signed on: “2023-02-40” is not a date" },
  { "no-name.csv", BYTES (HEADINGS ",1亿元,2023-02\n"), "1 cell needs a correction. Nothing was imported: correct it", "Row 2, column 1 (项目名称): " },
  { "no-stage.csv", BYTES ("项目名称,阶段\n甲,签约\n乙,飞行\n"), "1 cell needs a correction", "Row 3, column 2 (阶段): " },
  { "cell-without-heading.csv", BYTES (HEADINGS "甲,1亿元,2023-02,秘密\n"), "1 cell needs a correction", "Row 2, column 4: There is no heading above “秘密”" },
};
/* clang-format on */

static void
assert_problems (const CliResult *result, const char *problems)
{
  g_auto (GStrv) parts = g_strsplit (problems == NULL ? "" : problems, "|", -1);

  for (char **part = parts; *part != NULL; part++)
    g_assert_nonnull (strstr (result->err, *part));
}

static void
import_bad_file (Untouched *fixture, const BadFile *file)
{
  g_autofree char *path = g_build_filename (fixture->folder, file->name, NULL);
  g_auto (CliResult) result = { 0 };
  g_autofree char *after = NULL;
  gsize length;

  g_test_message ("%s", file->name);
  g_assert_true (g_file_set_contents (path, file->bytes, (gssize) file->length, NULL));
  result = cli_run (fixture->store, "import", path, NULL);
  assert_failed (&result, 1, file->says);
  assert_problems (&result, file->problems);
  g_assert_true (g_file_get_contents (path, &after, &length, NULL));
  g_assert_cmpuint (length, ==, file->length);
  g_assert_true (memcmp (after, file->bytes, length) == 0);
}

static void
test_bad_files (Untouched *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_files); i++)
    import_bad_file (fixture, &bad_files[i]);
  untouched_assert (fixture);
}

/* With --json the problems are a value that says nothing was imported. */
static void
test_problems_as_json (Untouched *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "typed.csv", NULL);
  g_auto (CliResult) result = { 0 };
  g_autoptr (JsonNode) value = NULL;

  g_assert_true (g_file_set_contents (path, HEADINGS "乙,很多,2023-02-40\n", -1, NULL));
  result = cli_run (fixture->store, "--json", "import", path, NULL);
  g_assert_cmpint (result.status, ==, 1);
  value = json_from_string (result.out, NULL);
  g_assert_false (json_node_get_boolean (cli_at (value, "imported")));
  g_assert_cmpuint (cli_length_at (value, "problems"), ==, 2);
  g_assert_cmpint (cli_int_at (value, "problems/1/column"), ==, 3);
  g_assert_cmpstr (cli_string_at (value, "problems/1/value"), ==, "2023-02-40");
  untouched_assert (fixture);
}

static void
test_missing_file (Untouched *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "nowhere.csv", NULL);
  g_auto (CliResult) result = cli_run (fixture->store, "import", path, NULL);

  assert_failed (&result, 1, "Check its name");
  g_assert_nonnull (strstr (result.err, path));
  untouched_assert (fixture);
}

static void
test_folder_for_file (Untouched *fixture, gconstpointer data)
{
  g_auto (CliResult) result = cli_run (fixture->store, "import", fixture->folder, NULL);

  assert_failed (&result, 1, "Name a CSV file");
  untouched_assert (fixture);
}

static void
test_unreadable_file (Untouched *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "secret.csv", NULL);
  const char *const args[] = { "import", path, NULL };
  g_auto (CliResult) result = { 0 };

  g_assert_true (g_file_set_contents (path, HEADINGS "甲,1亿元,2023-02\n", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0), ==, 0);
  result = run_without_rights (fixture->store, args);
  assert_failed (&result, 1, "Ask its owner for the right to read it");
  untouched_assert (fixture);
}

/* 100 MB are refused by their size, before any of it is read. */
static void
test_huge_file (Untouched *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "huge.csv", NULL);
  g_auto (CliResult) result = { 0 };

  g_assert_true (g_file_set_contents (path, HEADINGS "甲,1亿元,2023-02\n", -1, NULL));
  g_assert_cmpint (truncate (path, 100 * 1024 * 1024), ==, 0);
  result = cli_run (fixture->store, "import", path, NULL);
  assert_failed (&result, 1, "Split it into smaller ones");
  untouched_assert (fixture);
}

/* ---- Encodings that work ---- */

static const struct
{
  const char *charset, *mark;
  gsize mark_length;
} encodings[] = {
  { "UTF-8", "", 0 },
  { "UTF-8", "\xef\xbb\xbf", 3 },
  { "GB18030", "", 0 },
  { "UTF-16LE", "\xff\xfe", 2 },
  { "UTF-16BE", "\xfe\xff", 2 },
};

static void
import_encoded (Untouched *fixture, guint encoding)
{
  static const char text[] = HEADINGS "天承杜仲叶项目,103亿元,2023年2月\n㐂䶮𠮷集团,5000万元,\n";
  g_autofree char *path = g_build_filename (fixture->folder, "encoded.csv", NULL);
  gsize length;
  g_autofree char *converted
      = g_convert (text, -1, encodings[encoding].charset, "UTF-8", NULL, &length, NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) encodings[encoding].mark,
                       (guint) encodings[encoding].mark_length);
  g_byte_array_append (bytes, (const guint8 *) converted, (guint) length);
  g_assert_true (g_file_set_contents (path, (char *) bytes->data, (gssize) bytes->len, NULL));
  g_free (cli_ok (fixture->store, "import", path, NULL));
}

static void
test_encodings (Untouched *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autoptr (JsonNode) list = NULL;

      import_encoded (fixture, i);
      list = cli_json (fixture->store, "list", "project", "--sort", "-total_investment", NULL);
      g_assert_cmpint (cli_int_at (list, "count"), ==, 3);
      g_assert_cmpstr (cli_string_at (list, "records/0/values/name"), ==, "天承杜仲叶项目");
      g_assert_cmpstr (cli_string_at (list, "records/0/values/total_investment"), ==,
                       "10300000000.00 CNY");
      g_assert_cmpstr (cli_string_at (list, "records/0/values/signed_date"), ==, "2023-02");
      g_assert_cmpstr (cli_string_at (list, "records/2/values/name"), ==, "㐂䶮𠮷集团");
      g_free (cli_ok (fixture->store, "undo", NULL));
    }
}

/* ---- Stores ---- */

static const char *const verbs[][4] = {
  { "list", "project" },
  { "add", "project", "name=乙" },
  { "status" },
  { "pending" },
  { "undo" },
  { "verify" },
  { "sync" },
  { "export", "project", "/nowhere/out.csv" },
  { "report", "pipeline" },
};

static char *
database (Untouched *fixture)
{
  return g_build_filename (fixture->store, "landfall.db", NULL);
}

static void
execute (Untouched *fixture, const char *sql)
{
  g_autofree char *path = database (fixture);
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static GBytes *
read_database (Untouched *fixture)
{
  g_autofree char *path = database (fixture);
  char *bytes;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  return g_bytes_new_take (bytes, length);
}

/* Every verb fails with @says, and not a byte of the file changes. */
static void
assert_unusable (Untouched *fixture, const char *says)
{
  g_autoptr (GBytes) before = read_database (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_auto (CliResult) result = cli_run_strv (fixture->store, verbs[i]);
      g_autoptr (GBytes) after = read_database (fixture);

      assert_failed (&result, 1, says);
      g_assert_nonnull (strstr (result.err, fixture->store));
      g_assert_true (g_bytes_equal (before, after));
    }
}

static void
test_store_of_text (Untouched *fixture, gconstpointer data)
{
  g_autofree char *path = database (fixture);
  g_autoptr (GBytes) store = read_database (fixture);
  g_autofree char *text = g_strnfill (5000, 'x');

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  assert_unusable (fixture, "Choose another folder");
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (store, NULL),
                                      (gssize) g_bytes_get_size (store), NULL));
  untouched_assert (fixture);
}

static void
test_store_of_another_program (Untouched *fixture, gconstpointer data)
{
  g_autofree char *path = database (fixture);
  g_autoptr (GBytes) store = read_database (fixture);

  g_assert_cmpint (g_unlink (path), ==, 0);
  execute (fixture, "CREATE TABLE bookmark (url TEXT)");
  assert_unusable (fixture, "Choose another folder");
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (store, NULL),
                                      (gssize) g_bytes_get_size (store), NULL));
  untouched_assert (fixture);
}

static int
take_version (void *version, int n, char **values, char **names)
{
  *(char **) version = g_strdup (values[0]);
  return 0;
}

static void
test_store_from_tomorrow (Untouched *fixture, gconstpointer data)
{
  g_autofree char *path = database (fixture);
  g_autofree char *version = NULL;
  g_autofree char *back = NULL;
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, "PRAGMA user_version", take_version, &version, NULL);
  sqlite3_close (handle);
  execute (fixture, "PRAGMA user_version = 99");
  assert_unusable (fixture, "Install the current version");
  back = g_strdup_printf ("PRAGMA user_version = %s", version);
  execute (fixture, back);
  untouched_assert (fixture);
}

static void
test_read_only_store (Untouched *fixture, gconstpointer data)
{
  g_autofree char *path = database (fixture);

  g_assert_cmpint (g_chmod (path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (fixture->store, 0555), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_auto (CliResult) result = run_without_rights (fixture->store, verbs[i]);

      assert_failed (&result, 1, "Ask for the right to write there");
      g_assert_nonnull (strstr (result.err, fixture->store));
    }
  g_assert_cmpint (g_chmod (fixture->store, 0700), ==, 0);
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  untouched_assert (fixture);
}

static void
test_no_place_for_a_store (Untouched *fixture, gconstpointer data)
{
  g_autofree char *closed = g_build_filename (fixture->folder, "closed", NULL);
  g_autofree char *inside = g_build_filename (closed, "store", NULL);
  const char *const args[] = { "init", NULL };
  g_auto (CliResult) result = { 0 };

  g_assert_cmpint (g_mkdir (closed, 0555), ==, 0);
  result = run_without_rights (inside, args);
  assert_failed (&result, 1, "Choose another folder");
  g_assert_false (g_file_test (inside, G_FILE_TEST_EXISTS));
  untouched_assert (fixture);
}

/* ---- A full disk ---- */

static void
assert_digest (Untouched *fixture)
{
  g_autofree char *digest = cli_ok (fixture->store, "digest", NULL);

  g_assert_cmpstr (digest, ==, fixture->digest);
}

/* What the disk has room for grows until the command goes through. */
static guint
fail_until_it_fits (Untouched *fixture,
                    const char *store,
                    const char *const *args,
                    const char *says)
{
  guint n_failures = 0;

  for (gsize room = 0;; room = room * 3 / 2 + 600)
    {
      g_auto (CliResult) result = run_on_disk (fixture->folder, room, store, args);

      if (result.status == 0)
        return n_failures;
      assert_failed (&result, 1, says);
      assert_digest (fixture);
      n_failures++;
      g_assert_cmpuint (n_failures, <, 60);
    }
}

static void
test_full_disk_on_add (Untouched *fixture, gconstpointer data)
{
  const char *const args[] = { "add", "project", "name=乙", NULL };
  g_autoptr (JsonNode) list = NULL;

  g_assert_cmpuint (fail_until_it_fits (fixture, fixture->store, args, DISK_IS_FULL), >, 0);
  list = cli_json (fixture->store, "list", "project", NULL);
  g_assert_cmpint (cli_int_at (list, "count"), ==, 2);
  g_free (cli_ok (fixture->store, "verify", NULL));
}

static void
test_full_disk_on_import (Untouched *fixture, gconstpointer data)
{
  g_autofree char *csv = g_test_build_filename (G_TEST_DIST, "data", "zone-projects.csv", NULL);
  const char *const args[] = { "import", csv, NULL };
  g_autoptr (JsonNode) list = NULL;

  g_assert_cmpuint (fail_until_it_fits (fixture, fixture->store, args, DISK_IS_FULL), >, 2);
  list = cli_json (fixture->store, "list", "project", NULL);
  g_assert_cmpint (cli_int_at (list, "count"), ==, 31);
  g_free (cli_ok (fixture->store, "verify", NULL));
}

static void
test_full_disk_on_init (Untouched *fixture, gconstpointer data)
{
  g_autofree char *second = g_build_filename (fixture->folder, "second", NULL);
  const char *const args[] = { "init", NULL };

  g_assert_cmpuint (fail_until_it_fits (fixture, second, args, DISK_IS_FULL), >, 2);
  g_free (cli_ok (second, "verify", NULL));
  untouched_assert (fixture);
}

typedef struct
{
  const char *file;
  const char *verb[4]; /* the file's path comes behind it */
} Output;

static const Output outputs[] = {
  { "out.csv", { "export", "project" } },
  { "backup.db", { "backup" } },
  { "report.csv", { "report", "pipeline", "--output" } },
  { "report.svg", { "report", "pipeline", "--output" } },
  { "report.png", { "report", "pipeline", "--output" } },
  { "report.pdf", { "report", "pipeline", "--output" } },
};

static GStrv
output_args (const Output *output, const char *path)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_addv (builder, (const char **) output->verb);
  g_strv_builder_add (builder, path);
  return g_strv_builder_end (builder);
}

/* What is written beside the store is there whole, or not at all. */
static void
test_full_disk_on_output (Untouched *fixture, gconstpointer data)
{
  const Output *output = data;
  g_autofree char *disk = g_build_filename (fixture->folder, "disk", NULL);
  g_autofree char *path = g_build_filename (disk, output->file, NULL);
  g_auto (GStrv) args = output_args (output, path);
  guint n_failures = 0;

  g_assert_cmpint (g_mkdir (disk, 0700), ==, 0);
  for (gsize room = 0; !g_file_test (path, G_FILE_TEST_EXISTS); room = room * 2 + 200)
    {
      g_auto (CliResult) result
          = run_on_disk (disk, room, fixture->store, (const char *const *) args);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_assert_cmpint (result.status, ==, 0);
          continue;
        }
      assert_failed (&result, 1, "ree some space");
      g_assert_nonnull (strstr (result.err, path));
      n_failures++;
    }
  g_assert_cmpuint (n_failures, >, 1);
  untouched_assert (fixture);
}

static void
test_no_place_for_output (Untouched *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "nowhere", "out", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (outputs); i++)
    {
      g_autofree char *name = g_strconcat (path, strrchr (outputs[i].file, '.'), NULL);
      g_auto (GStrv) args = output_args (&outputs[i], name);
      g_auto (CliResult) result = cli_run_strv (fixture->store, (const char *const *) args);

      assert_failed (&result, 1, name);
    }
  untouched_assert (fixture);
}

/* A result that does not arrive is no success. */
static void
test_full_disk_behind_stdout (Untouched *fixture, gconstpointer data)
{
  static const char *const calls[][3] = { { "list", "project" }, { "digest" }, { "help" } };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GSubprocessLauncher) launcher
          = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
      g_auto (CliResult) result = { 0 };

      g_subprocess_launcher_set_stdout_file_path (launcher, "/dev/full");
      result = cli_run_launcher (launcher, fixture->store, calls[i]);
      g_assert_cmpint (result.status, ==, 1);
      g_assert_nonnull (strstr (result.err, "free some space"));
    }
  untouched_assert (fixture);
}

/* ---- The list ---- */

static void
add (const char *path, void (*func) (Untouched *, gconstpointer), gconstpointer data)
{
  g_autofree char *full = g_strconcat ("/cli/bad-input/", path, NULL);

  g_test_add (full, Untouched, data, untouched_set_up, func, untouched_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("file/bad", test_bad_files, NULL);
  add ("file/problems-as-json", test_problems_as_json, NULL);
  add ("file/missing", test_missing_file, NULL);
  add ("file/folder", test_folder_for_file, NULL);
  add ("file/unreadable", test_unreadable_file, NULL);
  add ("file/huge", test_huge_file, NULL);
  add ("file/encodings", test_encodings, NULL);
  add ("store/text", test_store_of_text, NULL);
  add ("store/another-program", test_store_of_another_program, NULL);
  add ("store/tomorrow", test_store_from_tomorrow, NULL);
  add ("store/read-only", test_read_only_store, NULL);
  add ("store/no-place", test_no_place_for_a_store, NULL);
  add ("full-disk/add", test_full_disk_on_add, NULL);
  add ("full-disk/import", test_full_disk_on_import, NULL);
  add ("full-disk/init", test_full_disk_on_init, NULL);
  add ("full-disk/stdout", test_full_disk_behind_stdout, NULL);
  add ("output/no-place", test_no_place_for_output, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (outputs); i++)
    {
      g_autofree char *path = g_strconcat ("full-disk/", outputs[i].file, NULL);

      add (path, test_full_disk_on_output, &outputs[i]);
    }
  return g_test_run ();
}
