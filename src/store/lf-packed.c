/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deflating what is short, of which there is much: it begins with words that are likely in it, and
 * a small window takes less time to set up. */

#include "config.h"

#include "lf-packed.h"

#include "lf-packed-words.h"

#include <string.h>
#include <zlib.h>

#define LEVEL 6
#define WINDOW_BITS (-13)
#define MEMORY 5

static const char words[] = LF_PACKED_WORDS;

static void
free_deflating (gpointer data)
{
  deflateEnd (data);
  g_free (data);
}

static void
free_inflating (gpointer data)
{
  inflateEnd (data);
  g_free (data);
}

/* Reading the words takes longer than what a stream does then: each thread keeps one that has read
 * them, and copies it. */
static void
begin_deflating (z_stream *copy)
{
  static GPrivate kept = G_PRIVATE_INIT (free_deflating);
  z_stream *stream = g_private_get (&kept);

  if (stream == NULL)
    {
      stream = g_new0 (z_stream, 1);
      if (deflateInit2 (stream, LEVEL, Z_DEFLATED, WINDOW_BITS, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
        g_error ("no memory to deflate with");
      deflateSetDictionary (stream, (const Bytef *) words, sizeof words - 1);
      g_private_set (&kept, stream);
    }
  if (deflateCopy (copy, stream) != Z_OK)
    g_error ("no memory to deflate with");
}

static z_stream *
begin_inflating (void)
{
  static GPrivate kept = G_PRIVATE_INIT (free_inflating);
  z_stream *stream = g_private_get (&kept);

  if (stream == NULL)
    {
      stream = g_new0 (z_stream, 1);
      if (inflateInit2 (stream, WINDOW_BITS) != Z_OK)
        g_error ("no memory to inflate with");
      g_private_set (&kept, stream);
    }
  inflateReset (stream);
  inflateSetDictionary (stream, (const Bytef *) words, sizeof words - 1);
  return stream;
}

GBytes *
lf_pack (const void *plain, gsize length)
{
  g_autofree guint8 *bytes = g_malloc (length + 1);
  z_stream stream;
  gboolean is_smaller;

  begin_deflating (&stream);
  bytes[0] = LF_PACKED;
  stream.next_in = (Bytef *) plain;
  stream.avail_in = (uInt) length;
  stream.next_out = bytes + 1;
  stream.avail_out = (uInt) length;
  is_smaller = deflate (&stream, Z_FINISH) == Z_STREAM_END && stream.avail_out > 0;
  deflateEnd (&stream);
  return is_smaller ? g_bytes_new (bytes, length + 1 - stream.avail_out) : NULL;
}

GByteArray *
lf_unpack (const guint8 *bytes, gsize length)
{
  GByteArray *plain;
  guint8 part[4096];
  z_stream *stream;
  int code = Z_OK;

  if (length == 0 || bytes[0] != LF_PACKED)
    return NULL;
  plain = g_byte_array_sized_new ((guint) length * 3);
  stream = begin_inflating ();
  stream->next_in = (Bytef *) bytes + 1;
  stream->avail_in = (uInt) length - 1;
  while (code == Z_OK)
    {
      stream->next_out = part;
      stream->avail_out = sizeof part;
      code = inflate (stream, Z_NO_FLUSH);
      g_byte_array_append (plain, part, (guint) (sizeof part - stream->avail_out));
    }
  g_byte_array_append (plain, (const guint8 *) "", 1);
  g_byte_array_set_size (plain, plain->len - 1);
  return plain;
}

char *
lf_unpack_text (sqlite3_stmt *statement, int column)
{
  g_autoptr (GByteArray) plain = NULL;

  if (sqlite3_column_type (statement, column) != SQLITE_BLOB)
    return g_strdup ((const char *) sqlite3_column_text (statement, column));
  plain = lf_unpack (sqlite3_column_blob (statement, column),
                     (gsize) sqlite3_column_bytes (statement, column));
  return plain == NULL ? NULL : g_utf8_make_valid ((const char *) plain->data, plain->len);
}

/* ---- In SQL ---- */

static void
return_plain (sqlite3_context *context, sqlite3_value *value, gboolean is_text)
{
  gboolean is_blob = sqlite3_value_type (value) == SQLITE_BLOB;
  const guint8 *bytes = is_blob ? sqlite3_value_blob (value) : NULL;
  g_autoptr (GByteArray) plain
      = bytes == NULL ? NULL : lf_unpack (bytes, (gsize) sqlite3_value_bytes (value));

  if (plain == NULL)
    sqlite3_result_value (context, value);
  else if (is_text)
    sqlite3_result_text (context, (const char *) plain->data, (int) plain->len, SQLITE_TRANSIENT);
  else
    sqlite3_result_blob64 (context, plain->data, plain->len, SQLITE_TRANSIENT);
}

static void
sql_text (sqlite3_context *context, int n, sqlite3_value **values)
{
  return_plain (context, values[0], /* is_text= */ TRUE);
}

static void
sql_plain (sqlite3_context *context, int n, sqlite3_value **values)
{
  return_plain (context, values[0], /* is_text= */ FALSE);
}

int
lf_packed_register (sqlite3 *handle)
{
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
  int code = sqlite3_create_function (handle, "lf_text", 1, flags, NULL, sql_text, NULL, NULL);

  return code != SQLITE_OK
             ? code
             : sqlite3_create_function (handle, "lf_plain", 1, flags, NULL, sql_plain, NULL, NULL);
}
