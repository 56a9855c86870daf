/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A zip archive held in memory: libarchive reads and writes it. */

#include "config.h"

#include "lf-zip.h"

#include "lf-import.h"
#include "lf-xml-part.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define CHUNK_BYTES 65536
#define RATIO_FROM_BYTES (8 * 1024 * 1024)
#define MAX_FILES 10000

static void
file_free (gpointer data)
{
  LfZipFile *file = data;

  g_free (file->name);
  g_bytes_unref (file->bytes);
  g_free (file);
}

LfZipFile *
lf_zip_find (const GPtrArray *files, const char *name)
{
  for (guint i = 0; i < files->len; i++)
    if (g_ascii_strcasecmp (((LfZipFile *) files->pdata[i])->name, name) == 0)
      return files->pdata[i];
  return NULL;
}

void
lf_zip_put (LfZipFile *file, GBytes *bytes)
{
  g_bytes_unref (file->bytes);
  file->bytes = bytes;
}

/* ---- Reading ---- */

typedef struct
{
  struct archive *archive;
  const char *path;
  gint64 n_packed, n_unpacked; /* bytes */
} Reader;

static gboolean
set_error (const Reader *self, LfExchangeError code, const char *format, GError **error)
{
  g_set_error (error, LF_EXCHANGE_ERROR, code, format, self->path);
  return FALSE;
}

static gboolean
set_damaged (const Reader *self, GError **error)
{
  return set_error (self, LF_EXCHANGE_ERROR_TRUNCATED,
                    _ ("“%s” is a workbook that is damaged or cut off. Get the whole file, or save "
                       "it again in its program."),
                    error);
}

static gboolean
check_unpacked (const Reader *self, GError **error)
{
  if (self->n_unpacked <= LF_ZIP_MAX_BYTES
      && (self->n_unpacked <= RATIO_FROM_BYTES
          || self->n_unpacked / LF_XML_PART_MAX_RATIO <= self->n_packed))
    return TRUE;
  return set_error (self, LF_EXCHANGE_ERROR_TOO_LARGE,
                    _ ("The workbook “%s” unpacks to more than a template does; it was not read. "
                       "Take pictures and old rows out of it and save it again."),
                    error);
}

static GBytes *
read_bytes (Reader *self, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK_BYTES);
  la_ssize_t n;

  while ((n = archive_read_data (self->archive, chunk, CHUNK_BYTES)) > 0)
    {
      self->n_unpacked += n;
      if (!check_unpacked (self, error))
        return NULL;
      g_byte_array_append (bytes, chunk, (guint) n);
    }
  if (n < 0 && !set_damaged (self, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
read_file (Reader *self, struct archive_entry *entry, GPtrArray *files, GError **error)
{
  const char *name = archive_entry_pathname_utf8 (entry);
  GBytes *bytes;
  LfZipFile *file;

  if (archive_entry_is_data_encrypted (entry))
    return set_error (self, LF_EXCHANGE_ERROR_TYPE,
                      _ ("“%s” is locked with a password. Open it, save it without one and take "
                         "that file."),
                      error);
  if (name == NULL || files->len >= MAX_FILES)
    return set_damaged (self, error);
  if (archive_entry_filetype (entry) != AE_IFREG)
    return TRUE;
  bytes = read_bytes (self, error);
  if (bytes == NULL)
    return FALSE;
  file = g_new0 (LfZipFile, 1);
  *file = (LfZipFile){ g_strdup (*name == '/' ? name + 1 : name), bytes };
  g_ptr_array_add (files, file);
  return TRUE;
}

/* Only the reader that goes by the directory at the archive's end: a file that is cut off has none.
 */
static GPtrArray *
read_files (Reader *self, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (file_free);
  struct archive_entry *entry;
  int status = ARCHIVE_FATAL;

  archive_read_support_format_zip_seekable (self->archive);
  if (archive_read_open_filename (self->archive, self->path, CHUNK_BYTES) == ARCHIVE_OK)
    while ((status = archive_read_next_header (self->archive, &entry)) == ARCHIVE_OK
           || status == ARCHIVE_WARN)
      if (!read_file (self, entry, files, error))
        return NULL;
  if (status != ARCHIVE_EOF && !set_damaged (self, error))
    return NULL;
  return g_steal_pointer (&files);
}

GPtrArray *
lf_zip_read (const char *path, GError **error)
{
  Reader self = { .path = path };
  GPtrArray *files;
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    {
      set_error (&self, LF_EXCHANGE_ERROR_IO,
                 _ ("There is no file “%s”. Check its name and its folder."), error);
      return NULL;
    }
  self.n_packed = info.st_size;
  self.archive = archive_read_new ();
  files = read_files (&self, error);
  archive_read_free (self.archive);
  return files;
}

/* ---- Writing ---- */

static gboolean
write_file (struct archive *archive, const LfZipFile *file)
{
  gsize size;
  const void *data = g_bytes_get_data (file->bytes, &size);
  struct archive_entry *entry = archive_entry_new ();
  gboolean is_written;

  archive_entry_set_pathname (entry, file->name);
  archive_entry_set_size (entry, (la_int64_t) size);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  is_written = archive_write_header (archive, entry) == ARCHIVE_OK
               && (size == 0 || archive_write_data (archive, data, size) == (la_ssize_t) size);
  archive_entry_free (entry);
  return is_written;
}

static int
write_files (const GPtrArray *files, const char *path)
{
  struct archive *archive = archive_write_new ();
  gboolean is_written;
  int cause;

  archive_write_set_format_zip (archive);
  archive_write_zip_set_compression_deflate (archive);
  is_written = archive_write_open_filename (archive, path) == ARCHIVE_OK;
  for (guint i = 0; is_written && i < files->len; i++)
    is_written = write_file (archive, files->pdata[i]);
  is_written = is_written && archive_write_close (archive) == ARCHIVE_OK;
  cause = is_written ? 0 : archive_errno (archive) > 0 ? archive_errno (archive) : EIO;
  archive_write_free (archive);
  return cause;
}

gboolean
lf_zip_write (const GPtrArray *files, const char *path, GError **error)
{
  g_autofree char *part = g_strdup_printf ("%s.%08x.part", path, g_random_int ());
  int cause = write_files (files, part);

  if (cause == 0 && g_rename (part, path) == 0)
    return TRUE;
  if (cause == 0)
    cause = errno;
  g_unlink (part);
  g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_IO,
               _ ("“%1$s” could not be written (%2$s). Free some space there or choose another "
                  "place."),
               path, g_strerror (cause));
  return FALSE;
}
