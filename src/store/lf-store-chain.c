/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chain: each change of the journal carries a hash over itself and the hash before it, so that
 * what is altered, moved or missing is noticed. docs/journal.md has the form that is hashed. */

#include "config.h"

#include "lf-edits.h"
#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_BYTES LF_EDITS_HASH
#define HEAD "journal-head" /* setting: number and hash of the newest change */

/* Where a chain ends. */
typedef struct
{
  gint64 n; /* 0: there is no change yet */
  guint8 hash[N_BYTES];
} Link;

/* ---- The form that is hashed ---- */

static void
hash_bytes (GChecksum *sum, const void *bytes, gsize length)
{
  char prefix[24];
  int n = bytes == NULL ? g_snprintf (prefix, sizeof prefix, "-")
                        : g_snprintf (prefix, sizeof prefix, "%" G_GSIZE_FORMAT ":", length);

  g_checksum_update (sum, (const guchar *) prefix, n);
  if (bytes != NULL && length > 0)
    g_checksum_update (sum, bytes, (gssize) length);
}

static void
hash_number (GChecksum *sum, gint64 number)
{
  char text[24];
  int n = g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT ";", number);

  g_checksum_update (sum, (const guchar *) text, n);
}

static void
hash_column (GChecksum *sum, sqlite3_stmt *statement, int column)
{
  gboolean is_null = sqlite3_column_type (statement, column) == SQLITE_NULL;
  const void *bytes = sqlite3_column_blob (statement, column);

  hash_bytes (sum, is_null || bytes != NULL ? bytes : "",
              (gsize) sqlite3_column_bytes (statement, column));
}

/* Each operation counts with its own hash, so that what it held can leave the device and the chain
 * still holds. */
static void
hash_op (GChecksum *sum, guint8 digest[N_BYTES], sqlite3_stmt *statement)
{
  const guint8 *left = lf_edits_left (sqlite3_column_blob (statement, 5),
                                      (gsize) sqlite3_column_bytes (statement, 5));
  gsize length = N_BYTES;

  if (left != NULL)
    {
      memcpy (digest, left, N_BYTES);
      return;
    }
  g_checksum_reset (sum);
  hash_number (sum, sqlite3_column_int64 (statement, 0));
  hash_column (sum, statement, 1);
  hash_column (sum, statement, 2);
  hash_number (sum, sqlite3_column_int64 (statement, 3));
  hash_number (sum, sqlite3_column_int64 (statement, 4));
  hash_column (sum, statement, 5);
  g_checksum_get_digest (sum, digest, &length);
}

GBytes *
lf_chain_hash_op (LfDb *db, gint64 row, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3_stmt *statement = lf_db_prepare (
      db, "SELECT kind, entity, id, is_new, seen, edits FROM change_record WHERE rowid = ?", error);
  guint8 digest[N_BYTES];
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, row);
  if (!lf_db_step (db, statement, &has_row, error))
    return NULL;
  g_assert (has_row);
  hash_op (sum, digest, statement);
  sqlite3_reset (statement);
  return g_bytes_new (digest, sizeof digest);
}

static gboolean
hash_ops (LfDb *db, gint64 n, GChecksum *change, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3_stmt *statement = lf_db_prepare (db,
                                           "SELECT kind, entity, id, is_new, seen, edits FROM "
                                           "change_record WHERE change = ? ORDER BY rowid",
                                           error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, n);
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      guint8 digest[N_BYTES];

      hash_op (sum, digest, statement);
      g_checksum_update (change, digest, N_BYTES);
    }
  return !has_row;
}

/* What is hashed of a change. Its id and the server's number for it are not: the one is new when a
 * refused change is sent again, the other comes with the server's answer. What it undoes is named
 * by place. */
#define COLUMNS                                                                                    \
  "SELECT n, author, device, time_us, label, is_remote, noted_us,"                                 \
  " (SELECT u.n FROM change u WHERE u.id = c.undoes), hash FROM change c"

enum
{
  N,
  AUTHOR,
  DEVICE,
  TIME,
  LABEL,
  IS_REMOTE,
  NOTED,
  UNDOES,
  HASH
};

/* Takes @link on to the change that @statement stands at. */
static gboolean
add_link (LfDb *db, sqlite3_stmt *statement, Link *link, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gint64 n = sqlite3_column_int64 (statement, N);
  gsize length = N_BYTES;

  g_checksum_update (sum, link->hash, N_BYTES);
  hash_number (sum, n);
  hash_column (sum, statement, AUTHOR);
  hash_column (sum, statement, DEVICE);
  hash_number (sum, sqlite3_column_int64 (statement, TIME));
  hash_column (sum, statement, LABEL);
  hash_number (sum, sqlite3_column_int64 (statement, IS_REMOTE));
  hash_number (sum, sqlite3_column_int64 (statement, NOTED));
  hash_number (sum, sqlite3_column_int64 (statement, UNDOES));
  if (!hash_ops (db, n, sum, error))
    return FALSE;
  link->n = n;
  g_checksum_get_digest (sum, link->hash, &length);
  return TRUE;
}

/* ---- The head ---- */

static gboolean
parse_head (const char *text, Link *head)
{
  char *end;

  head->n = g_ascii_strtoll (text, &end, 10);
  if (*end != ' ' || strlen (end + 1) != (gsize) 2 * N_BYTES)
    return FALSE;
  for (guint i = 0; i < N_BYTES; i++)
    {
      int high = g_ascii_xdigit_value (end[1 + 2 * i]);
      int low = g_ascii_xdigit_value (end[2 + 2 * i]);

      if (high < 0 || low < 0)
        return FALSE;
      head->hash[i] = (guint8) (high << 4 | low);
    }
  return TRUE;
}

/* One that is missing or cannot be read is as good as none: the chain then does not fit. */
static gboolean
read_head (LfDb *db, Link *ret_head, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (db, "SELECT value FROM setting WHERE key = '" HEAD "'", error);
  Link head = { 0 };
  gboolean has_row;

  if (statement == NULL || !lf_db_step (db, statement, &has_row, error))
    return FALSE;
  if (has_row)
    {
      g_autofree char *text = lf_db_text (statement, 0);

      sqlite3_reset (statement);
      if (text == NULL || !parse_head (text, &head))
        head = (Link){ 0 };
    }
  *ret_head = head;
  return TRUE;
}

static gboolean
write_head (LfDb *db, const Link *head, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "%" G_GINT64_FORMAT " ", head->n);
  for (guint i = 0; i < N_BYTES; i++)
    g_string_append_printf (text, "%02x", head->hash[i]);
  return lf_setting_set (db, HEAD, text->str, error);
}

/* ---- Writing ---- */

static gboolean
write_hash (LfDb *db, const Link *link, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, "UPDATE change SET hash = ?2 WHERE n = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, link->n);
  sqlite3_bind_blob (statement, 2, link->hash, N_BYTES, SQLITE_TRANSIENT);
  return lf_db_run (db, statement, error);
}

/* Adds the first change from @n on to @link. */
static gboolean
seal_from (LfDb *db, gint64 n, Link *link, gboolean *ret_has_row, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, COLUMNS " WHERE n >= ? ORDER BY n LIMIT 1", error);
  gboolean is_done;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, n);
  if (!lf_db_step (db, statement, ret_has_row, error))
    return FALSE;
  if (!*ret_has_row)
    return TRUE;
  is_done = add_link (db, statement, link, error);
  sqlite3_reset (statement);
  return is_done && write_hash (db, link, error);
}

gboolean
lf_chain_add (LfDb *db, gint64 n, GError **error)
{
  Link head;
  gboolean has_row;

  return read_head (db, &head, error) && seal_from (db, n, &head, &has_row, error)
         && write_head (db, &head, error);
}

gboolean
lf_chain_begin (LfDb *db, GError **error)
{
  Link head = { 0 };
  gboolean has_row = TRUE;

  while (has_row)
    if (!seal_from (db, head.n + 1, &head, &has_row, error))
      return FALSE;
  return head.n == 0 || write_head (db, &head, error);
}

/* ---- Verifying ---- */

static char *
tell_number (gint64 number)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static char *
tell_time (gint64 time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);

  return time == NULL ? tell_number (time_us) : g_date_time_format (time, "%Y-%m-%d %H:%M");
}

static char *
tell_misfit (sqlite3_stmt *statement, gint64 expected)
{
  gint64 n = sqlite3_column_int64 (statement, N);
  g_autofree char *number = tell_number (n);
  g_autofree char *time = tell_time (sqlite3_column_int64 (statement, TIME));
  g_autofree char *author = lf_db_text (statement, AUTHOR);
  const char *who = author == NULL || *author == '\0' ? "?" : author;

  if (n != expected)
    return g_strdup_printf (
        _ ("Changes before number %1$s of the journal (%2$s, by %3$s) are missing: they were "
           "removed outside Landfall. Restore the newest backup that still has them, then sync."),
        number, time, who);
  return g_strdup_printf (
      _ ("Change number %1$s of the journal (%2$s, by %3$s) is not what was saved: it was altered "
         "outside Landfall. Restore the newest backup from before that, then sync."),
      number, time, who);
}

static char *
tell_end (const Link *last, const Link *head)
{
  g_autofree char *there = tell_number (last->n);
  g_autofree char *saved = tell_number (head->n);

  if (head->n > last->n)
    return g_strdup_printf (
        _ ("The newest changes of the journal are missing: it ends with number %1$s, and number "
           "%2$s was saved. Restore the newest backup that still has them, then sync."),
        there, saved);
  return g_strdup_printf (
      _ ("The journal ends with number %1$s, which is not the change that was saved last. Restore "
         "the newest backup from before that, then sync."),
      there);
}

/* @ret_problem: (nullable): the first change that does not fit. */
static gboolean
follow (LfDb *db, Link *last, char **ret_problem, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, COLUMNS " ORDER BY n", error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      gint64 expected = last->n + 1;
      gboolean is_whole = sqlite3_column_bytes (statement, HASH) == N_BYTES;

      if (!add_link (db, statement, last, error))
        break;
      if (is_whole && memcmp (sqlite3_column_blob (statement, HASH), last->hash, N_BYTES) == 0)
        continue;
      *ret_problem = tell_misfit (statement, expected);
      sqlite3_reset (statement);
      return TRUE;
    }
  return !has_row;
}

gboolean
lf_chain_verify (LfDb *db, char **ret_problem, GError **error)
{
  Link last = { 0 };
  Link head;

  if (!read_head (db, &head, error) || !follow (db, &last, ret_problem, error))
    return FALSE;
  if (*ret_problem == NULL && (head.n != last.n || memcmp (head.hash, last.hash, N_BYTES) != 0))
    *ret_problem = tell_end (&last, &head);
  return TRUE;
}
