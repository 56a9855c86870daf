/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attached files: their bounds, that nothing changes them, and that they stay while anything refers
 * to them. */

#include "config.h"

#include "server-words.h"

#include "lf-store-carry.h"
#include "lf-store-duplicates.h"
#include "lf-store-files.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static char *
make_file (Fixture *self, const char *name, const char *text)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static char *
add (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = make_file (self, name, text);
  g_autoptr (GError) error = NULL;
  char *element = lf_store_add_file_sync (self->store, path, &error);

  g_assert_no_error (error);
  return element;
}

static char *
read_text (const char *path)
{
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

/* ---- Bounds ---- */

static void
test_size (Fixture *self, gconstpointer data)
{
  g_autofree char *path = make_file (self, "大.bin", "");
  g_autofree char *element = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (truncate (path, LF_MAX_FILE_BYTES + 1), ==, 0);
  g_assert_null (lf_store_add_file_sync (self->store, path, &error));
  g_assert_nonnull (strstr (error->message, "大.bin"));
  g_assert_nonnull (strstr (error->message, "50 MB at most"));
  g_assert_nonnull (strstr (error->message, "is 50.1 MB"));
  g_assert_cmpint (truncate (path, LF_MAX_FILE_BYTES), ==, 0);
  element = lf_store_add_file_sync (self->store, path, NULL);
  g_assert_nonnull (element);
  g_assert_cmpint (lf_store_file_size (self->store, element), ==, LF_MAX_FILE_BYTES);
}

static char *
many_files (guint n)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) elements = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);
      g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
      g_autofree char *element = g_strdup_printf ("%s/%u.pdf", digest, i);

      g_strv_builder_add (builder, element);
    }
  elements = g_strv_builder_end (builder);
  return lf_set_join ((const char *const *) elements);
}

static void
set_files (Fixture *self, const char *id, guint n, const char *said)
{
  g_autoptr (LfRecord) record = load_project (self->store, id);
  g_autoptr (LfChange) change = lf_change_new ("files");
  g_autofree char *files = many_files (n);
  g_autoptr (GError) error = NULL;

  lf_change_edit (change, record, "files", files);
  g_assert_cmpint (lf_store_commit_sync (self->store, change, &error), ==, said == NULL);
  if (said != NULL)
    g_assert_nonnull (strstr (error->message, said));
}

static void
test_count (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");

  set_files (self, id, 10, NULL);
  set_files (self, id, 11, "“甲” would have 11 files, and a record holds at most 10");
  set_files (self, id, 9, NULL);
}

/* What two people added apart is taken in whole, and one can be taken away. */
static void
test_pulled_count (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autofree char *files = many_files (12);
  g_autoptr (LfPage) page = lf_page_new ();

  put_field (add_delta (page, "project", id, 2), "files", files);
  g_assert_cmpuint (take_page (self->store, page), ==, 0);
  assert_value (self->store, id, "files", files);
  set_files (self, id, 13, "13 files");
  set_files (self, id, 11, NULL);
}

/* What a server sends is fetched by its digest, and only what is one becomes a path. */
static void
test_pulled_names (Fixture *self, gconstpointer data)
{
  static const char good[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef/a";
  static const char *const bad[] = {
    "../../../../../../../../../../../../../../../../../../../tmp/abcd/a",
    "0123456789abcdef/a",
    "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef/a",
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdefa",
  };
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autofree char *other = add_accepted (self->store, "乙", 2);
  g_autofree char *set = NULL;
  g_autoptr (LfPage) page = lf_page_new ();
  g_autoptr (GPtrArray) send = NULL;
  g_autoptr (GPtrArray) fetch = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      char *more = lf_set_apply (set, NULL, bad[i]);

      g_free (set);
      set = more;
    }
  put_field (add_delta (page, "project", id, 3), "files", set);
  put_field (add_delta (page, "project", other, 4), "files", good);
  take_page (self->store, page);
  g_assert_true (lf_store_files_to_carry_sync (self->store, "server", &send, &fetch, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (send->len, ==, 0);
  g_assert_cmpuint (fetch->len, ==, 1);
  g_assert_cmpstr (((const LfFileReference *) fetch->pdata[0])->element, ==, good);
}

/* ---- Handing out ---- */

/* What another program does to a file that was lent leaves the store alone. */
static void
test_lend (Fixture *self, gconstpointer data)
{
  g_autofree char *element = add (self, "协议.txt", "一式两份");
  g_autofree char *kept = lf_store_file_path (self->store, element);
  g_autofree char *lent = lf_store_lend_file_sync (self->store, element, NULL);
  g_autofree char *again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = g_path_get_basename (lent);
  GStatBuf info;

  g_assert_cmpstr (name, ==, "协议.txt");
  g_assert_cmpint (g_stat (lent, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0400);
  g_assert_cmpuint (info.st_nlink, ==, 1);
  g_assert_cmpint (g_chmod (lent, 0600), ==, 0);
  g_assert_true (g_file_set_contents (lent, "改过了", -1, NULL));
  text = read_text (kept);
  g_assert_cmpstr (text, ==, "一式两份");
  again = lf_store_lend_file_sync (self->store, element, NULL);
  g_clear_pointer (&text, g_free);
  text = read_text (again);
  g_assert_cmpstr (text, ==, "一式两份");
}

static void
test_odd_names (Fixture *self, gconstpointer data)
{
  g_autofree char *element = add (self, "a", "甲");
  g_autofree char *digest = g_strndup (element, LF_DIGEST_CHARS);
  g_autofree char *up = g_strconcat (digest, "/..", NULL);
  g_autofree char *lent = lf_store_lend_file_sync (self->store, up, NULL);

  g_assert_true (g_str_has_suffix (lent, digest));
  g_assert_true (g_file_test (lent, G_FILE_TEST_IS_REGULAR));
}

static void
test_changed_is_not_handed_out (Fixture *self, gconstpointer data)
{
  g_autofree char *element = add (self, "协议.txt", "一式两份");
  g_autofree char *kept = lf_store_file_path (self->store, element);
  g_autofree char *output = g_build_filename (self->folder, "out.txt", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *again = NULL;

  g_unlink (kept);
  g_assert_true (g_file_set_contents (kept, "别的", -1, NULL));
  g_assert_false (lf_store_save_file_sync (self->store, element, output, &error));
  g_assert_nonnull (strstr (error->message, "“协议.txt” has been changed on the disk"));
  g_assert_false (g_file_test (output, G_FILE_TEST_EXISTS));
  again = add (self, "协议.txt", "一式两份"); /* attached again, it is whole again */
  g_assert_true (lf_store_save_file_sync (self->store, again, output, NULL));
}

/* ---- Verify ---- */

static void
assert_problem (Fixture *self, const char *said)
{
  g_autoptr (GPtrArray) problems = NULL;

  g_assert_true (lf_store_verify_sync (self->store, &problems, NULL));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (problems->pdata[0], said));
}

static void
test_verify (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autofree char *element = add (self, "协议.txt", "一式两份");
  g_autofree char *kept = lf_store_file_path (self->store, element);

  set_field (self->store, id, "files", element);
  assert_sound (self->store);
  g_unlink (kept);
  assert_problem (self, "The file “协议.txt” of “甲” (Project) is missing");
  g_assert_true (g_file_set_contents (kept, "别的", -1, NULL));
  assert_problem (self, "The file “协议.txt” of “甲” (Project) has been changed");
}

static void
merge_into (Fixture *self, const char *winner, const char *loser)
{
  const LfJudgement judgement = { LF_VERDICT_MERGE, NULL, NULL };
  g_autoptr (GError) error = NULL;

  lf_store_judge_sync (self->store, winner, loser, &judgement, &error);
  g_assert_no_error (error);
}

/* The file of somebody else that has not come yet is no damage, also where it is named by an edit
 * made here: another file beside it, or a merge and one more. One's own is. */
static void
test_verify_after_pull (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autofree char *second = add_project (self->store, "乙", NULL, "lead");
  g_autofree char *third = add_project (self->store, "丙", NULL, "lead");
  g_autofree char *theirs = many_files (1);
  g_autofree char *element = add (self, "协议.txt", "一式两份");
  g_autofree char *both = g_strjoin ("\n", theirs, element, NULL);
  g_autofree char *kept = lf_store_file_path (self->store, element);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (LfPage) page = lf_page_new ();

  put_field (add_delta (page, "project", id, 2), "files", theirs);
  g_assert_cmpuint (take_page (self->store, page), ==, 0);
  assert_sound (self->store);
  set_field (self->store, id, "files", both);
  assert_sound (self->store);
  merge_into (self, second, id);
  assert_sound (self->store);
  merge_into (self, third, second);
  assert_sound (self->store);
  g_unlink (kept);
  g_assert_true (lf_store_verify_sync (self->store, &problems, NULL));
  g_assert_cmpuint (problems->len, ==, 3); /* those that were merged name it too */
  for (guint i = 0; i < problems->len; i++)
    g_assert_nonnull (strstr (problems->pdata[i], "The file “协议.txt” of "));
}

/* ---- Sweeping ---- */

static int
sweep (Fixture *self)
{
  return lf_store_sweep_files_sync (self->store, G_MAXINT64, NULL);
}

static void
test_sweep (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autofree char *element = add (self, "协议.txt", "一式两份");
  g_autofree char *stray = add (self, "别的.txt", "没人要");
  g_autofree char *undone = NULL;

  set_field (self->store, id, "files", element);
  g_assert_cmpint (lf_store_sweep_files_sync (self->store, 0, NULL), ==, 0); /* too young */
  g_assert_cmpint (sweep (self), ==, 1);
  g_assert_false (lf_store_has_file (self->store, stray));
  set_field (self->store, id, "files", NULL);
  g_assert_cmpint (sweep (self), ==, 0); /* undo wants it back */
  undone = lf_store_undo_sync (self->store, NULL);
  g_assert_nonnull (undone);
  assert_value (self->store, id, "files", element);
  assert_sound (self->store);
  delete_project (self->store, id);
  g_assert_cmpint (sweep (self), ==, 0);
}

#define ADD(path, func) g_test_add ("/store/files/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_autofree char *cache = g_dir_make_tmp ("landfall-cache-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("size", test_size);
  ADD ("count", test_count);
  ADD ("pulled-count", test_pulled_count);
  ADD ("pulled-names", test_pulled_names);
  ADD ("lend", test_lend);
  ADD ("odd-names", test_odd_names);
  ADD ("changed-is-not-handed-out", test_changed_is_not_handed_out);
  ADD ("verify", test_verify);
  ADD ("verify-after-pull", test_verify_after_pull);
  ADD ("sweep", test_sweep);
  status = g_test_run ();
  remove_folder (cache);
  return status;
}
