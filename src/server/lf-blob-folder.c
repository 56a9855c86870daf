/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files by their SHA-256: sent in parts, put in place whole. */

#include "config.h"

#include "lf-blob-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define DIGEST_CHARS 64
#define PART_SUFFIX ".part"
#define FORGOTTEN_S (7 * 24 * 3600)
#define BUFFER_BYTES 65536

struct _LfBlobFolder
{
  char *path;
  GMutex writing; /* one piece after the other */
};

gboolean
lf_blob_is_digest (const char *text)
{
  return strlen (text) == DIGEST_CHARS && strspn (text, "0123456789abcdef") == DIGEST_CHARS;
}

/* ---- Places ---- */

/* Names of zones and devices are anybody's: only their digests become names of files. */
static char *
zone_path (LfBlobFolder *self, const char *zone)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, zone, -1);

  return g_build_filename (self->path, name, NULL);
}

static char *
whole_path (LfBlobFolder *self, const LfBlob *blob)
{
  g_autofree char *zone = zone_path (self, blob->zone);
  g_autofree char *start = g_strndup (blob->digest, 2);

  g_assert (lf_blob_is_digest (blob->digest));
  return g_build_filename (zone, start, blob->digest, NULL);
}

static char *
part_path (LfBlobFolder *self, const LfBlob *blob)
{
  g_autofree char *zone = zone_path (self, blob->zone);
  g_autofree char *device = g_compute_checksum_for_string (G_CHECKSUM_SHA256, blob->device, -1);
  g_autofree char *name = g_strconcat (blob->digest, ".", device, PART_SUFFIX, NULL);

  g_assert (lf_blob_is_digest (blob->digest));
  return g_build_filename (zone, "parts", name, NULL);
}

static gint64
size_of (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (gint64) info.st_size : -1;
}

gint64
lf_blob_folder_size (LfBlobFolder *self, const LfBlob *blob)
{
  g_autofree char *path = whole_path (self, blob);

  return size_of (path);
}

gint64
lf_blob_folder_offset (LfBlobFolder *self, const LfBlob *blob)
{
  g_autofree char *path = part_path (self, blob);

  return MAX (0, size_of (path));
}

/* ---- Reading ---- */

static gssize
read_from (int fd, guint8 *bytes, gsize length, gint64 offset)
{
  gsize n_read = 0;

  while (n_read < length)
    {
      gssize n = pread (fd, bytes + n_read, length - n_read, (off_t) (offset + (gint64) n_read));

      if (n == 0)
        break;
      if (n < 0 && errno != EINTR)
        return -1;
      n_read += (gsize) MAX (n, 0);
    }
  return (gssize) n_read;
}

GBytes *
lf_blob_folder_read (LfBlobFolder *self, const LfBlob *blob, gint64 offset, gsize length)
{
  g_autofree char *path = whole_path (self, blob);
  g_autofree guint8 *bytes = g_malloc (MAX (length, 1));
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gssize n;

  if (fd < 0)
    return NULL;
  n = read_from (fd, bytes, length, offset);
  close (fd);
  return n < 0 ? NULL : g_bytes_new_take (g_steal_pointer (&bytes), (gsize) n);
}

/* ---- Writing ---- */

static gboolean
write_at (int fd, GBytes *piece, gint64 offset)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (piece, &length);

  while (length > 0)
    {
      gssize n = pwrite (fd, bytes, length, (off_t) offset);

      if (n < 0 && errno != EINTR)
        return FALSE;
      bytes += MAX (n, 0);
      offset += MAX (n, 0);
      length -= (gsize) MAX (n, 0);
    }
  return TRUE;
}

static gboolean
has_digest (int fd, const char *digest)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *bytes = g_malloc (BUFFER_BYTES);
  gint64 offset = 0;
  gssize n;

  while ((n = read_from (fd, bytes, BUFFER_BYTES, offset)) > 0)
    {
      g_checksum_update (checksum, bytes, n);
      offset += n;
    }
  return n == 0 && strcmp (g_checksum_get_string (checksum), digest) == 0;
}

/* A name is on disk once its folder is. */
static gboolean
sync_folder (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean is_done = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return is_done;
}

static gboolean
put_in_place (LfBlobFolder *self, const LfBlob *blob, int fd, const char *part)
{
  g_autofree char *whole = whole_path (self, blob);
  g_autofree char *parent = g_path_get_dirname (whole);
  g_autofree char *zone = g_path_get_dirname (parent);
  g_autofree char *above = g_path_get_dirname (self->path);

  return fchmod (fd, 0400) == 0 && fsync (fd) == 0 && g_mkdir_with_parents (parent, 0700) == 0
         && g_rename (part, whole) == 0 && sync_folder (parent) && sync_folder (zone)
         && sync_folder (self->path) && sync_folder (above);
}

static LfBlobAnswer
fail (const char *part, int cause)
{
  gboolean is_full = cause == ENOSPC || cause == EDQUOT;

  if (is_full)
    g_unlink (part);
  else
    g_message ("%s: %s", part, g_strerror (cause));
  return is_full ? LF_BLOB_FULL : LF_BLOB_FAILED;
}

static LfBlobAnswer
finish (LfBlobFolder *self, const LfBlob *blob, int fd, const char *part)
{
  if (!has_digest (fd, blob->digest))
    {
      g_unlink (part);
      return LF_BLOB_WRONG;
    }
  return put_in_place (self, blob, fd, part) ? LF_BLOB_WHOLE : fail (part, errno);
}

static LfBlobAnswer
append (LfBlobFolder *self,
        const LfBlob *blob,
        GBytes *piece,
        gint64 offset,
        gint64 total,
        gint64 *ret_offset)
{
  g_autofree char *part = part_path (self, blob);
  g_autofree char *parent = g_path_get_dirname (part);
  gint64 size = MAX (0, size_of (part));
  LfBlobAnswer answer;
  int fd;

  if (size > total) /* of a file that never was */
    {
      g_unlink (part);
      size = 0;
    }
  *ret_offset = size;
  if (offset != size)
    return LF_BLOB_ELSEWHERE;
  g_mkdir_with_parents (parent, 0700);
  fd = g_open (part, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail (part, errno);
  *ret_offset = offset + (gint64) g_bytes_get_size (piece);
  if (!write_at (fd, piece, offset))
    answer = fail (part, errno);
  else
    answer = *ret_offset < total ? LF_BLOB_MORE : finish (self, blob, fd, part);
  close (fd);
  return answer;
}

LfBlobAnswer
lf_blob_folder_append (LfBlobFolder *self,
                       const LfBlob *blob,
                       GBytes *piece,
                       gint64 offset,
                       gint64 total,
                       gint64 *ret_offset)
{
  LfBlobAnswer answer = LF_BLOB_WHOLE;

  *ret_offset = total;
  g_mutex_lock (&self->writing);
  if (lf_blob_folder_size (self, blob) < 0)
    answer = append (self, blob, piece, offset, total, ret_offset);
  g_mutex_unlock (&self->writing);
  return answer;
}

/* ---- Life ---- */

static void
forget_old_parts (const char *folder)
{
  g_autofree char *parts = g_build_filename (folder, "parts", NULL);
  g_autoptr (GDir) dir = g_dir_open (parts, 0, NULL);
  gint64 before_s = g_get_real_time () / G_USEC_PER_SEC - FORGOTTEN_S;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (parts, name, NULL);
      GStatBuf info;

      if (g_str_has_suffix (name, PART_SUFFIX) && g_stat (path, &info) == 0
          && (gint64) info.st_mtim.tv_sec < before_s)
        g_unlink (path);
    }
}

LfBlobFolder *
lf_blob_folder_new (const char *path)
{
  LfBlobFolder *self = g_new0 (LfBlobFolder, 1);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *zone;

  self->path = g_strdup (path);
  g_mutex_init (&self->writing);
  while (dir != NULL && (zone = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (path, zone, NULL);

      forget_old_parts (folder);
    }
  return self;
}

void
lf_blob_folder_free (LfBlobFolder *self)
{
  g_mutex_clear (&self->writing);
  g_free (self->path);
  g_free (self);
}
