/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a bundle: packed and signed while it is written. */

#include "config.h"

#include "lf-bundle-private.h"

#include "lf-wire.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_BYTES 65536

struct _LfBundleWriter
{
  char *path, *part;
  int fd;
  LfBundleKey key;
  crypto_sign_state state;
  GConverter *packer;
  gint64 n_expanded;
  gint64 n_owed; /* bytes of a file that were announced */
};

static gboolean
fail (const char *path, int cause, GError **error)
{
  g_set_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_FILE,
               _ ("The bundle “%1$s” cannot be written: %2$s. Choose another place for it."), path,
               g_strerror (cause));
  return FALSE;
}

/* ---- Bytes ---- */

static gboolean
write_raw (LfBundleWriter *self, const void *bytes, gsize length, GError **error)
{
  const guint8 *next = bytes;

  while (length > 0)
    {
      gssize n = write (self->fd, next, length);

      if (n < 0 && errno != EINTR)
        return fail (self->path, errno, error);
      next += MAX (n, 0);
      length -= (gsize) MAX (n, 0);
    }
  return TRUE;
}

static gboolean
write_signed (LfBundleWriter *self, const void *bytes, gsize length, GError **error)
{
  crypto_sign_update (&self->state, bytes, length);
  return write_raw (self, bytes, length, error);
}

static gboolean
pack (LfBundleWriter *self, const void *bytes, gsize length, GConverterFlags flags, GError **error)
{
  const guint8 *next = bytes;
  guint8 packed[BUFFER_BYTES];
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (length > 0 || (flags == G_CONVERTER_INPUT_AT_END && result != G_CONVERTER_FINISHED))
    {
      gsize n_read = 0, n_written = 0;

      result = g_converter_convert (self->packer, next, length, packed, sizeof packed, flags,
                                    &n_read, &n_written, error);
      if (result == G_CONVERTER_ERROR || !write_signed (self, packed, n_written, error))
        return FALSE;
      next += n_read;
      length -= n_read;
    }
  return TRUE;
}

static gboolean
add (LfBundleWriter *self, const void *bytes, gsize length, GError **error)
{
  self->n_expanded += (gint64) length;
  return length == 0 || pack (self, bytes, length, G_CONVERTER_NO_FLAGS, error);
}

/* ---- Parts ---- */

static gboolean
add_line (LfBundleWriter *self, JsonObject *object /* (transfer full) */, GError **error)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  gsize length;
  g_autofree char *text = lf_wire_print (node, &length);

  json_object_unref (object);
  g_assert (self->n_owed == 0);
  return add (self, text, length, error) && add (self, "\n", 1, error);
}

static JsonObject *
new_part (LfBundlePartKind kind, gint64 length)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "part", lf_bundle_part_words[kind]);
  if (length > 0)
    json_object_set_int_member (object, "bytes", length);
  return object;
}

gboolean
lf_bundle_writer_add_message (
    LfBundleWriter *self, LfBundlePartKind kind, const char *text, gsize length, GError **error)
{
  return add_line (self, new_part (kind, (gint64) length), error) && add (self, text, length, error)
         && add (self, "\n", 1, error);
}

gboolean
lf_bundle_writer_add_file (LfBundleWriter *self,
                           LfBundlePartKind kind,
                           const LfBundleFile *file,
                           gint64 length,
                           GError **error)
{
  JsonObject *object = new_part (kind, length);

  if (file->entity != NULL)
    json_object_set_string_member (object, "entity", file->entity);
  if (file->record != NULL)
    json_object_set_string_member (object, "record", file->record);
  json_object_set_string_member (object, "element", file->element);
  if (!add_line (self, object, error))
    return FALSE;
  self->n_owed = length;
  return kind != LF_BUNDLE_ATTACHED || length > 0 || add (self, "\n", 1, error);
}

gboolean
lf_bundle_writer_add_piece (LfBundleWriter *self, GBytes *piece, GError **error)
{
  gsize length;
  const void *bytes = g_bytes_get_data (piece, &length);

  g_return_val_if_fail ((gint64) length <= self->n_owed, FALSE);

  if (length == 0)
    return TRUE;
  self->n_owed -= (gint64) length;
  return add (self, bytes, length, error) && (self->n_owed > 0 || add (self, "\n", 1, error));
}

gint64
lf_bundle_writer_size (const LfBundleWriter *self)
{
  return self->n_expanded;
}

/* ---- Beginning and end ---- */

LfBundleWriter *
lf_bundle_writer_new (const char *path,
                      const LfBundleHeader *header,
                      const LfBundleKey *key,
                      GError **error)
{
  g_autoptr (LfBundleWriter) self = g_new0 (LfBundleWriter, 1);
  g_autofree char *text = lf_bundle_header_print (header);
  g_autofree char *beginning
      = g_strdup_printf (LF_BUNDLE_MAGIC "%d\n%s\n", LF_BUNDLE_VERSION, text);

  self->path = g_strdup (path);
  self->part = g_strconcat (path, ".part", NULL);
  self->key = *key;
  self->packer = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));
  self->fd = g_open (self->part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (self->fd < 0)
    return fail (path, errno, error), NULL;
  crypto_sign_init (&self->state);
  return write_signed (self, beginning, strlen (beginning), error) ? g_steal_pointer (&self) : NULL;
}

static gboolean
sign (LfBundleWriter *self, GError **error)
{
  guint8 public_key[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
  guint8 signature[crypto_sign_BYTES];
  gboolean is_signed;

  crypto_sign_seed_keypair (public_key, secret, self->key.seed);
  is_signed = crypto_sign_final_create (&self->state, signature, NULL, secret) == 0;
  sodium_memzero (secret, sizeof secret);
  return is_signed && write_raw (self, signature, sizeof signature, error)
         && write_raw (self, LF_BUNDLE_MARK, strlen (LF_BUNDLE_MARK), error);
}

gboolean
lf_bundle_writer_close (LfBundleWriter *self, GError **error)
{
  if (!add_line (self, new_part (LF_BUNDLE_END, 0), error)
      || !pack (self, "", 0, G_CONVERTER_INPUT_AT_END, error) || !sign (self, error))
    return FALSE;
  if (fsync (self->fd) != 0 || g_rename (self->part, self->path) != 0)
    return fail (self->path, errno, error);
  g_clear_pointer (&self->part, g_free);
  return TRUE;
}

void
lf_bundle_writer_free (LfBundleWriter *self)
{
  if (self->part != NULL && self->fd >= 0)
    g_unlink (self->part);
  if (self->fd >= 0)
    close (self->fd);
  g_clear_object (&self->packer);
  lf_bundle_key_clear (&self->key);
  g_free (self->part);
  g_free (self->path);
  g_free (self);
}
