/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder of files named by their SHA-256. */

#include "config.h"

#include "lf-file-folder.h"

#include "lf-rules.h"
#include "lf-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PIECE_BYTES 65536
#define DIGEST_CHARS 64

char *
lf_file_folder_path (const char *folder, const char *digest)
{
  g_autofree char *start = g_strndup (digest, 2);
  g_autofree char *name = g_strndup (digest, DIGEST_CHARS);

  return g_build_filename (folder, start, name, NULL);
}

static gboolean
is_digest (const char *name)
{
  return strlen (name) == DIGEST_CHARS && strspn (name, "0123456789abcdef") == DIGEST_CHARS;
}

GHashTable *
lf_file_folder_list (const char *folder)
{
  GHashTable *digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *start, *name;

  while (dir != NULL && (start = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, start, NULL);
      g_autoptr (GDir) inner = g_dir_open (path, 0, NULL);

      while (inner != NULL && (name = g_dir_read_name (inner)) != NULL)
        if (is_digest (name))
          g_hash_table_add (digests, g_strdup (name));
    }
  return digests;
}

/* ---- Copying ---- */

gboolean
lf_file_write_all (int descriptor, const char *bytes, gsize length)
{
  while (length > 0)
    {
      gssize n = write (descriptor, bytes, length);

      if (n < 0 && errno != EINTR)
        return FALSE;
      bytes += MAX (n, 0);
      length -= (gsize) MAX (n, 0);
    }
  return TRUE;
}

/* Reads @from to its end into @checksum and, where @to is one, into that descriptor. errno tells
 * why not. */
static gboolean
read_all (int from, int to, GChecksum *checksum)
{
  char piece[PIECE_BYTES];
  gssize n, total = 0;

  while ((n = read (from, piece, sizeof piece)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      total += n;
      if (total > LF_MAX_FILE_BYTES)
        {
          errno = EFBIG;
          return FALSE;
        }
      g_checksum_update (checksum, (const guchar *) piece, n);
      if (to >= 0 && !lf_file_write_all (to, piece, (gsize) n))
        return FALSE;
    }
  return TRUE;
}

char *
lf_file_digest (const char *path)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  int descriptor = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean is_read;

  if (descriptor < 0)
    return NULL;
  is_read = read_all (descriptor, -1, checksum);
  close (descriptor);
  return is_read ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

void
lf_file_set_error (GError **error, const char *to, int cause)
{
  g_set_error (error, LF_STORE_ERROR,
               cause == ENOSPC || cause == EDQUOT ? LF_STORE_ERROR_FULL : LF_STORE_ERROR_IO,
               _ ("“%1$s” could not be written: %2$s. Free some space there or choose another "
                  "place; nothing was lost."),
               to, g_strerror (cause));
}

/* Written beside its place, and put there when it is whole. */
static char *
copy_into (int from, const char *to, int mode, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *part = g_strconcat (to, ".XXXXXX", NULL);
  int descriptor = g_mkstemp_full (part, O_RDWR | O_CLOEXEC, 0600);
  gboolean is_done = descriptor >= 0;
  int cause = errno;

  if (is_done)
    {
      is_done = read_all (from, descriptor, checksum) && fchmod (descriptor, (mode_t) mode) == 0
                && fsync (descriptor) == 0;
      cause = errno;
      is_done = close (descriptor) == 0 && is_done && g_rename (part, to) == 0;
      cause = is_done || cause != 0 ? cause : errno;
      if (!is_done)
        g_unlink (part);
    }
  if (!is_done)
    lf_file_set_error (error, to, cause);
  return is_done ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

char *
lf_file_copy (const char *from, const char *to, int mode, GError **error)
{
  int descriptor = g_open (from, O_RDONLY | O_CLOEXEC, 0);
  char *digest;

  if (descriptor < 0)
    {
      g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_IO,
                   _ ("The file “%s” cannot be read. Check its name and its rights."), from);
      return NULL;
    }
  digest = copy_into (descriptor, to, mode, error);
  close (descriptor);
  return digest;
}

/* ---- One folder and another ---- */

LfFileState
lf_file_folder_check (const char *folder, const char *digest)
{
  g_autofree char *path = lf_file_folder_path (folder, digest);
  g_autofree char *present = lf_file_digest (path);

  if (present == NULL && !g_file_test (path, G_FILE_TEST_EXISTS))
    return LF_FILE_MISSING;
  return present != NULL && strncmp (present, digest, DIGEST_CHARS) == 0 ? LF_FILE_SOUND
                                                                         : LF_FILE_CHANGED;
}

static gboolean
copy_checked (const char *source, const char *target, const char *digest)
{
  g_autofree char *written = lf_file_copy (source, target, 0400, NULL);

  if (written != NULL && strncmp (written, digest, DIGEST_CHARS) == 0)
    return TRUE;
  if (written != NULL)
    g_unlink (target);
  return FALSE;
}

gboolean
lf_file_folder_share (const char *from, const char *to, const char *digest)
{
  g_autofree char *source = lf_file_folder_path (from, digest);
  g_autofree char *target = lf_file_folder_path (to, digest);
  g_autofree char *parent = g_path_get_dirname (target);

  if (g_file_test (target, G_FILE_TEST_EXISTS))
    return TRUE;
  g_mkdir_with_parents (parent, 0700);
  if (lf_file_folder_check (from, digest) != LF_FILE_SOUND)
    return FALSE;
  return link (source, target) == 0 || copy_checked (source, target, digest);
}
