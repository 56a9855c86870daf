/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of bundles: what is written is read, and nothing else is. */

#include "config.h"

#include "raw-bundle.h"
#include "store-folder.h"

#include "lf-wire.h"

#include <glib/gstdio.h>
#include <string.h>

#define DEVICE "0195c8a0-0000-7000-8000-000000000001"
#define RECORD "0195c8a0-0000-7000-8000-000000000002"
#define ELEMENT "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/合同.pdf"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = store_folder_make ();
  fixture->path = g_build_filename (fixture->folder, "a.bundle", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  store_folder_remove (fixture->folder);
  g_free (fixture->path);
}

/* ---- Helpers ---- */

static char *
print_push (void)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_change_unref);
  LfChange *change = lf_change_new ("改金额");
  LfOp *op = lf_change_add_op (change, LF_OP_PUT, "project", RECORD);

  g_free (change->id);
  change->id = g_strdup (DEVICE);
  change->author = g_strdup ("王芳");
  change->device = g_strdup (DEVICE);
  lf_op_add_edit (op, "name", "旧名", "新名\x1b[2J", 3);
  g_ptr_array_add (changes, change);
  return lf_wire_from_push (changes, LF_WIRE_MINOR, NULL);
}

static void
write_bundle (Fixture *fixture)
{
  LfBundleHeader header = { .kind = LF_BUNDLE_CHANGES,
                            .zone = (char *) "袍江",
                            .device = (char *) DEVICE,
                            .account = (char *) "王芳",
                            .number = 7,
                            .made_us = 1767225600000000,
                            .epoch = (char *) "9b55 2c7f@120",
                            .since = 12,
                            .cursor = 15,
                            .answers = 6 };
  const LfBundleFile file = { "project", RECORD, ELEMENT };
  g_autofree char *push = print_push ();
  g_autoptr (GBytes) piece = g_bytes_new_static ("test", 4);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfBundleWriter) writer = NULL;

  memcpy (header.key, raw_bundle_key ()->key, sizeof header.key);
  writer = lf_bundle_writer_new (fixture->path, &header, raw_bundle_key (), &error);
  g_assert_no_error (error);
  g_assert_true (
      lf_bundle_writer_add_message (writer, LF_BUNDLE_PUSH, push, strlen (push), &error));
  g_assert_true (lf_bundle_writer_add_file (writer, LF_BUNDLE_WANT, &file, 0, &error));
  g_assert_true (lf_bundle_writer_add_file (writer, LF_BUNDLE_ATTACHED, &file, 4, &error));
  g_assert_true (lf_bundle_writer_add_piece (writer, piece, &error));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_true (lf_bundle_writer_close (writer, &error));
  g_assert_no_error (error);
}

/* Without waiting for the disk, which is thousands of times here. */
static void
put_data (Fixture *fixture, const char *bytes, gsize length)
{
  FILE *file = g_fopen (fixture->path, "wb");

  g_assert_nonnull (file);
  if (length > 0)
    g_assert_cmpuint (fwrite (bytes, 1, length, file), ==, length);
  fclose (file);
}

static void
put (Fixture *fixture, GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  put_data (fixture, data, length);
}

/* Reads to the end, files too. */
static gboolean
read_all (LfBundle *bundle, GError **error)
{
  LfBundlePart part = { LF_BUNDLE_END };

  do
    {
      if (!lf_bundle_next (bundle, &part, error))
        return FALSE;
      for (gsize n = part.kind == LF_BUNDLE_ATTACHED ? part.length : 0; n > 0;)
        {
          g_autoptr (GBytes) piece = lf_bundle_read_piece (bundle, 1000, error);

          if (piece == NULL)
            return FALSE;
          n -= g_bytes_get_size (piece);
        }
    }
  while (part.kind != LF_BUNDLE_END);
  return TRUE;
}

static void
assert_refused (Fixture *fixture, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfBundle) bundle = lf_bundle_open (fixture->path, NULL, &error);

  if (bundle != NULL)
    g_assert_false (read_all (bundle, &error));
  g_assert_error (error, LF_BUNDLE_ERROR, code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

/* ---- There and back ---- */

static void
test_there_and_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfBundle) bundle = NULL;
  g_autofree char *push = print_push ();
  const LfBundleHeader *header;
  LfBundlePart part;

  write_bundle (fixture);
  bundle = lf_bundle_open (fixture->path, NULL, &error);
  g_assert_no_error (error);
  header = lf_bundle_header (bundle);
  g_assert_cmpstr (header->zone, ==, "袍江");
  g_assert_cmpstr (header->epoch, ==, "9b55 2c7f@120");
  g_assert_null (header->known_epoch);
  g_assert_cmpint (header->number, ==, 7);
  g_assert_cmpint (header->cursor, ==, 15);
  for (guint pass = 0; pass < 2; pass++)
    {
      g_autoptr (GBytes) piece = NULL;

      g_assert_true (lf_bundle_rewind (bundle, &error));
      g_assert_true (lf_bundle_next (bundle, &part, &error));
      g_assert_cmpint (part.kind, ==, LF_BUNDLE_PUSH);
      g_assert_cmpstr (part.text, ==, push);
      g_assert_true (lf_bundle_next (bundle, &part, &error));
      g_assert_cmpint (part.kind, ==, LF_BUNDLE_WANT);
      g_assert_cmpstr (part.file.record, ==, RECORD);
      g_assert_true (lf_bundle_next (bundle, &part, &error));
      g_assert_cmpint (part.kind, ==, LF_BUNDLE_ATTACHED);
      g_assert_cmpstr (part.file.element, ==, ELEMENT);
      piece = pass == 0 ? lf_bundle_read_piece (bundle, 100, &error) : g_bytes_new ("test", 4);
      g_assert_cmpmem (g_bytes_get_data (piece, NULL), (int) g_bytes_get_size (piece), "test", 4);
      g_assert_true (lf_bundle_next (bundle, &part, &error)); /* the second time it is skipped */
      g_assert_cmpint (part.kind, ==, LF_BUNDLE_END);
    }
  g_assert_no_error (error);
}

static void
test_only_the_owner_reads_it (Fixture *fixture, gconstpointer data)
{
  GStatBuf info;

  write_bundle (fixture);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

/* ---- Spoiled ---- */

static void
test_cut_anywhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *whole = NULL;
  gsize length;

  write_bundle (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));
  for (gsize n = 0; n < length; n++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (whole, n);

      put (fixture, bytes);
      assert_refused (fixture, LF_BUNDLE_ERROR_CUT);
    }
}

static void
test_changed_anywhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *whole = NULL;
  gsize length;

  write_bundle (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));
  for (gsize n = 0; n < length; n++)
    for (guint bit = 0; bit < 8; bit += 3)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (LfBundle) bundle = NULL;
        g_autofree char *copy = g_memdup2 (whole, length);

        copy[n] = (char) (copy[n] ^ (1 << bit));
        put_data (fixture, copy, length);
        bundle = lf_bundle_open (fixture->path, NULL, &error);
        g_assert_null (bundle);
        g_assert_true (error->domain == LF_BUNDLE_ERROR);
        g_assert_cmpint (error->code, <=, LF_BUNDLE_ERROR_CHANGED);
      }
}

static void
test_longer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *whole = NULL;
  g_autofree char *longer = NULL;
  gsize length;

  write_bundle (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));
  longer = g_malloc0 (length + 1);
  memcpy (longer, whole, length);
  g_assert_true (g_file_set_contents (fixture->path, longer, (gssize) length + 1, NULL));
  assert_refused (fixture, LF_BUNDLE_ERROR_CUT);
}

/* Between the two times that all of it is read, as a bad stick may do. */
static void
test_changed_while_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfBundle) bundle = NULL;
  g_autofree char *whole = NULL;
  gsize length;

  write_bundle (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));
  bundle = lf_bundle_open (fixture->path, NULL, &error);
  g_assert_no_error (error);
  whole[length - 40] ^= 1; /* of the signature: every part can be read */
  put_data (fixture, whole, length);
  g_assert_false (read_all (bundle, &error));
  g_assert_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_CHANGED);
}

static void
test_something_else (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "PK\3\4 some other file that is long enough to be one",
                                       "landfall-store 1\n{}\n", "\n\n\n\n", "landfall bundle 1" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_true (g_file_set_contents (fixture->path, texts[i], -1, NULL));
      assert_refused (fixture, LF_BUNDLE_ERROR_NOT_ONE);
    }
  g_assert_true (g_file_set_contents (fixture->path, "landfall-bundle 2\nwhat comes", -1, NULL));
  assert_refused (fixture, LF_BUNDLE_ERROR_VERSION);
  g_unlink (fixture->path);
  assert_refused (fixture, LF_BUNDLE_ERROR_FILE);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  assert_refused (fixture, LF_BUNDLE_ERROR_FILE);
}

/* ---- Signed, and makes no sense ---- */

static void
test_nonsense (Fixture *fixture, gconstpointer data)
{
  static const char *const bodies[] = {
    "",
    "{\"part\":\"end\"}",
    "{\"part\":\"end\"}\n.",
    "{\"part\":\"page\",\"bytes\":5}\n1234\n{\"part\":\"end\"}\n",
    "{\"part\":\"page\",\"bytes\":3}\n1234\n{\"part\":\"end\"}\n",
    "{\"part\":\"page\",\"bytes\":-1}\n\n{\"part\":\"end\"}\n",
    "{\"part\":\"page\",\"bytes\":99999999999}\n\n{\"part\":\"end\"}\n",
    "{\"part\":\"odd\"}\n{\"part\":\"end\"}\n",
    "{\"part\":\"want\"}\n{\"part\":\"end\"}\n",
    "{\"part\":\"has\",\"element\":\"../../etc/passwd\"}\n{\"part\":\"end\"}\n",
    "{\"part\":\"end\",\"bytes\":1}\n1",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
    "\n",
  };
  g_autofree char *header = raw_bundle_header ("changes", "");

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GBytes) bytes = raw_bundle_new (header, bodies[i], strlen (bodies[i]));

      put (fixture, bytes);
      assert_refused (fixture, LF_BUNDLE_ERROR_CONTENT);
    }
}

static void
test_bomb (Fixture *fixture, gconstpointer data)
{
  gsize length = 100 * 1024 * 1024;
  g_autofree char *blanks = g_strnfill (length, ' ');
  g_autofree char *header = raw_bundle_header ("changes", "");
  g_autoptr (GBytes) line = raw_bundle_new (header, blanks, length);
  g_autoptr (GBytes) files = NULL;

  put (fixture, line);
  assert_refused (fixture, LF_BUNDLE_ERROR_CONTENT); /* a line without an end */
  for (gsize at = 0; at + 50 * 1024 * 1024 < length; at += 50 * 1024 * 1024)
    {
      g_autofree char *part = g_strdup_printf (
          "{\"part\":\"file\",\"bytes\":50000000,\"entity\":\"project\",\"record\":\"" RECORD
          "\",\"element\":\"" ELEMENT "\"}\n");

      memcpy (blanks + at, part, strlen (part));
      blanks[at + strlen (part) + 50000000] = '\n';
      memcpy (blanks + at + strlen (part) + 50000001, part, strlen (part));
    }
  files = raw_bundle_new (header, blanks, length);
  put (fixture, files);
  assert_refused (fixture, LF_BUNDLE_ERROR_CONTENT);
}

static void
test_odd_headers (Fixture *self, gconstpointer data)
{
  static const char *const members[] = { ",\"number\":0",
                                         ",\"number\":9223372036854775807",
                                         ",\"number\":\"1\"",
                                         ",\"since\":-1",
                                         ",\"since\":2,\"cursor\":1",
                                         ",\"answers\":-1",
                                         ",\"device\":\"../x\"",
                                         ",\"key\":\"00\"",
                                         ",\"kind\":\"other\"",
                                         ",\"epoch\":[]",
                                         ",\"device\":null" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *header = raw_bundle_header ("changes", members[i]);
      g_autoptr (GBytes) bytes = raw_bundle_new (header, "", 0);

      put (self, bytes);
      assert_refused (self, LF_BUNDLE_ERROR_CHANGED);
    }
}

/* ---- For people ---- */

static void
add_line (const char *line, gpointer user_data)
{
  g_string_append_printf (user_data, "%s\n", line);
}

static void
test_show (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *fingerprint = lf_bundle_fingerprint (raw_bundle_key ()->key);
  g_autoptr (GError) error = NULL;

  write_bundle (fixture);
  g_assert_true (lf_bundle_show (fixture->path, TRUE, add_line, text, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text->str, "Bundle 7 from the device of 王芳"));
  g_assert_nonnull (strstr (text->str, fingerprint));
  g_assert_nonnull (strstr (text->str, "Signature: good"));
  g_assert_nonnull (strstr (text->str, "旧名 → 新名 [2J")); /* no terminal obeys it */
  g_assert_nonnull (strstr (text->str, "Changes: 1, files: 1, files asked for: 1"));
  g_string_truncate (text, 0);
  g_assert_true (lf_bundle_show (fixture->path, FALSE, add_line, text, &error));
  g_assert_null (strstr (text->str, "旧名"));
}

static void
test_show_spoiled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *whole = NULL;
  gsize length;

  write_bundle (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));
  whole[length - 100] ^= 1;
  g_assert_true (g_file_set_contents (fixture->path, whole, (gssize) length, NULL));
  g_assert_false (lf_bundle_show (fixture->path, TRUE, add_line, text, &error));
  g_assert_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_CHANGED);
  g_assert_nonnull (strstr (text->str, "Signature: not good"));
  g_assert_null (strstr (text->str, "旧名"));
}

static void
test_fingerprint (Fixture *fixture, gconstpointer data)
{
  const guint8 *key = raw_bundle_key ()->key;
  g_autofree char *fingerprint = lf_bundle_fingerprint (key);
  g_auto (GStrv) groups = g_strsplit (fingerprint, " ", -1);
  g_autofree char *colons = g_strjoinv (":", groups);
  g_autofree char *upper = g_ascii_strup (colons, -1);

  g_assert_cmpuint (g_strv_length (groups), ==, 8);
  g_assert_true (lf_bundle_is_fingerprint (key, fingerprint));
  g_assert_true (lf_bundle_is_fingerprint (key, upper));
  fingerprint[0] = fingerprint[0] == '0' ? '1' : '0';
  g_assert_false (lf_bundle_is_fingerprint (key, fingerprint));
  g_assert_false (lf_bundle_is_fingerprint (key, ""));
  g_assert_false (lf_bundle_is_fingerprint (key, NULL));
}

#define ADD(path, func) g_test_add ("/bundle/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("there-and-back", test_there_and_back);
  ADD ("only-the-owner-reads-it", test_only_the_owner_reads_it);
  ADD ("G5-cut-anywhere", test_cut_anywhere);
  ADD ("G5-changed-anywhere", test_changed_anywhere);
  ADD ("longer", test_longer);
  ADD ("changed-while-read", test_changed_while_read);
  ADD ("something-else", test_something_else);
  ADD ("odd-headers", test_odd_headers);
  ADD ("nonsense", test_nonsense);
  ADD ("bomb", test_bomb);
  ADD ("show", test_show);
  ADD ("show-spoiled", test_show_spoiled);
  ADD ("fingerprint", test_fingerprint);
  return g_test_run ();
}
