/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a bundle: first its signature, then part by part. */

#include "config.h"

#include "lf-bundle-private.h"

#include "lf-wire-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_BYTES 65536
#define MAX_FIRST_LINE 64
#define DIGEST_CHARS 64

/* JSON packs ten times, and at most a thousand: what is far beyond has nothing to say. */
#define USUAL_EXPANDED (G_GINT64_CONSTANT (64) * 1024 * 1024)
#define MOST_TIMES 200

struct _LfBundle
{
  char *path;
  int fd;
  LfBundleHeader *header;
  gint64 body_start, body_end;
  gboolean is_spoiled;

  /* of the pass that is under way */
  GConverter *unpacker;
  crypto_sign_state state;
  guint8 packed[BUFFER_BYTES];
  gsize packed_first, packed_end;
  gint64 offset; /* in the file, after what is in @packed */
  guint8 plain[BUFFER_BYTES];
  gsize plain_first, plain_end;
  gint64 n_expanded;
  gboolean is_finished;
  gint64 n_left; /* bytes of a file that were not read */
  LfJson *line;
  char *text;
};

/* ---- Errors ---- */

static gboolean
fail_cut (const char *path, GError **error)
{
  g_set_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_CUT,
               _ ("The bundle “%s” breaks off before its end: copying it did not finish. Copy it "
                  "again; nothing of it was taken in."),
               path);
  return FALSE;
}

static gboolean
fail_changed (const char *path, GError **error)
{
  g_set_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_CHANGED,
               _ ("The bundle “%s” was changed or damaged after it was made: its signature does "
                  "not fit. Have it made and carried again; nothing of it was taken in."),
               path);
  return FALSE;
}

static gboolean
fail_content (LfBundle *self, const char *why, GError **error)
{
  g_set_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_CONTENT,
               _ ("The bundle “%1$s” makes no sense, though its signature is good: %2$s"),
               self->path, why);
  return FALSE;
}

static gboolean
fail_file (const char *path, int cause, GError **error)
{
  g_set_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_FILE,
               _ ("The bundle “%1$s” cannot be read: %2$s."), path, g_strerror (cause));
  return FALSE;
}

/* -1: it cannot be read */
static gssize
read_at (LfBundle *self, void *bytes, gsize length, gint64 offset, GError **error)
{
  gssize n;

  do
    n = pread (self->fd, bytes, length, (off_t) offset);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    fail_file (self->path, errno, error);
  return n;
}

/* ---- The first look ---- */

static gboolean
check_first_line (const char *path, const char *line, const char *newline, GError **error)
{
  guint64 version;
  g_autofree char *digits = NULL;

  if (newline == NULL || !g_str_has_prefix (line, LF_BUNDLE_MAGIC))
    {
      g_set_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_NOT_ONE,
                   _ ("“%s” is not a bundle of Landfall."), path);
      return FALSE;
    }
  line += strlen (LF_BUNDLE_MAGIC);
  digits = g_strndup (line, (gsize) (newline - line));
  if (!g_ascii_string_to_unsigned (digits, 10, 1, G_MAXINT, &version, NULL))
    return fail_changed (path, error);
  if (version <= LF_BUNDLE_VERSION)
    return TRUE;
  g_set_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_VERSION,
               _ ("The bundle “%s” was made by a later version of Landfall. Bring this one up to "
                  "date first."),
               path);
  return FALSE;
}

static gboolean
take_header (LfBundle *self, const char *line, gsize length, GError **error)
{
  g_autoptr (GError) cause = NULL;

  self->header = lf_bundle_header_parse (line, length, &cause);
  return self->header != NULL || fail_changed (self->path, error);
}

static gboolean
read_head (LfBundle *self, gint64 size, GError **error)
{
  gsize most = MAX_FIRST_LINE + LF_BUNDLE_MAX_HEADER;
  g_autofree char *head = g_malloc0 (most + 1);
  gssize n = read_at (self, head, most, 0, error);
  char *first, *second;

  if (n < 0)
    return FALSE;
  first = memchr (head, '\n', MIN ((gsize) n, MAX_FIRST_LINE));
  if (first == NULL && n < MAX_FIRST_LINE
      && (g_str_has_prefix (LF_BUNDLE_MAGIC, head) || g_str_has_prefix (head, LF_BUNDLE_MAGIC)))
    return fail_cut (self->path, error);
  if (!check_first_line (self->path, head, first, error))
    return FALSE;
  second = memchr (first + 1, '\n', (gsize) (head + n - (first + 1)));
  if (second == NULL)
    return n < (gssize) most ? fail_cut (self->path, error) : fail_changed (self->path, error);
  self->body_start = second + 1 - head;
  self->body_end = size - (gint64) LF_BUNDLE_TAIL_BYTES;
  return take_header (self, first + 1, (gsize) (second - (first + 1)), error);
}

static gboolean
check_mark (LfBundle *self, GError **error)
{
  char mark[sizeof LF_BUNDLE_MARK] = "";
  gsize length = strlen (LF_BUNDLE_MARK);

  if (self->body_end <= self->body_start)
    return fail_cut (self->path, error);
  if (read_at (self, mark, length, self->body_end + crypto_sign_BYTES, error) < 0)
    return FALSE;
  return strcmp (mark, LF_BUNDLE_MARK) == 0 || fail_cut (self->path, error);
}

static gboolean
verify (LfBundle *self, crypto_sign_state *state, GError **error)
{
  guint8 signature[crypto_sign_BYTES];
  gssize n = read_at (self, signature, sizeof signature, self->body_end, error);

  if (n < 0)
    return FALSE;
  return (n == sizeof signature
          && crypto_sign_final_verify (state, signature, self->header->key) == 0)
         || fail_changed (self->path, error);
}

/* Feeds what is from @from to @to into the signature. */
static gboolean
digest_range (LfBundle *self, crypto_sign_state *state, gint64 from, gint64 to, GError **error)
{
  g_autofree guint8 *bytes = g_malloc (BUFFER_BYTES);

  while (from < to)
    {
      gssize n = read_at (self, bytes, (gsize) MIN (to - from, BUFFER_BYTES), from, error);

      if (n <= 0)
        return n == 0 && fail_cut (self->path, error);
      crypto_sign_update (state, bytes, (guint64) n);
      from += n;
    }
  return TRUE;
}

static gboolean
check_signature (LfBundle *self, GError **error)
{
  crypto_sign_state state;

  crypto_sign_init (&state);
  return check_mark (self, error) && digest_range (self, &state, 0, self->body_end, error)
         && verify (self, &state, error);
}

static gboolean
look (LfBundle *self, GError **ret_spoiled, GError **error)
{
  g_autoptr (GError) spoiled = NULL;
  struct stat info;

  if (self->fd < 0 || fstat (self->fd, &info) != 0)
    return fail_file (self->path, errno, error);
  if (!S_ISREG (info.st_mode))
    return fail_file (self->path, S_ISDIR (info.st_mode) ? EISDIR : EINVAL, error);
  if (!read_head (self, info.st_size, error))
    return FALSE;
  self->is_spoiled = !check_signature (self, &spoiled);
  if (self->is_spoiled && ret_spoiled == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&spoiled));
      return FALSE;
    }
  if (ret_spoiled != NULL)
    *ret_spoiled = g_steal_pointer (&spoiled);
  return self->is_spoiled || lf_bundle_rewind (self, error);
}

LfBundle *
lf_bundle_open (const char *path, GError **ret_spoiled, GError **error)
{
  g_autoptr (LfBundle) self = g_new0 (LfBundle, 1);

  if (sodium_init () < 0)
    return fail_file (path, ENOSYS, error), NULL;
  self->path = g_filename_display_name (path);
  self->fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  return look (self, ret_spoiled, error) ? g_steal_pointer (&self) : NULL;
}

void
lf_bundle_free (LfBundle *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->header, lf_bundle_header_free);
  g_clear_pointer (&self->line, lf_json_free);
  g_clear_object (&self->unpacker);
  g_free (self->text);
  g_free (self->path);
  g_free (self);
}

const LfBundleHeader *
lf_bundle_header (const LfBundle *self)
{
  return self->header;
}

/* ---- Unpacking ---- */

gboolean
lf_bundle_rewind (LfBundle *self, GError **error)
{
  g_return_val_if_fail (!self->is_spoiled, FALSE);

  g_clear_object (&self->unpacker);
  self->unpacker = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  self->packed_first = self->packed_end = self->plain_first = self->plain_end = 0;
  self->offset = self->body_start;
  self->n_expanded = self->n_left = 0;
  self->is_finished = FALSE;
  crypto_sign_init (&self->state);
  return digest_range (self, &self->state, 0, self->body_start, error);
}

static gboolean
read_packed (LfBundle *self, GError **error)
{
  gsize most = (gsize) MIN (self->body_end - self->offset, BUFFER_BYTES);
  gssize n = most == 0 ? 0 : read_at (self, self->packed, most, self->offset, error);

  if (n <= 0)
    return n == 0 && fail_content (self, _ ("its body is not complete."), error);
  crypto_sign_update (&self->state, self->packed, (guint64) n);
  self->packed_first = 0;
  self->packed_end = (gsize) n;
  self->offset += n;
  return TRUE;
}

static gboolean
check_expanded (LfBundle *self, GError **error)
{
  gint64 n_packed = self->body_end - self->body_start;

  return (self->n_expanded <= LF_BUNDLE_MAX_EXPANDED
          && (self->n_expanded <= USUAL_EXPANDED || self->n_expanded / MOST_TIMES <= n_packed))
         || fail_content (self, _ ("it would unpack to far more than a bundle may hold."), error);
}

/* Some more plain bytes, or none at the end. */
static gboolean
unpack (LfBundle *self, GError **error)
{
  self->plain_first = self->plain_end = 0;
  while (self->plain_end == 0 && !self->is_finished)
    {
      gsize n_read = 0, n_written = 0;
      GConverterResult result;

      if (self->packed_first == self->packed_end && !read_packed (self, error))
        return FALSE;
      result = g_converter_convert (
          self->unpacker, self->packed + self->packed_first, self->packed_end - self->packed_first,
          self->plain, sizeof self->plain, G_CONVERTER_NO_FLAGS, &n_read, &n_written, NULL);
      if (result == G_CONVERTER_ERROR)
        return fail_content (self, _ ("its body cannot be unpacked."), error);
      self->packed_first += n_read;
      self->plain_end = n_written;
      self->is_finished = result == G_CONVERTER_FINISHED;
    }
  self->n_expanded += (gint64) self->plain_end;
  return check_expanded (self, error);
}

/* How many plain bytes are at hand; 0 at the end, -1 on error */
static gssize
more (LfBundle *self, GError **error)
{
  if (self->plain_first == self->plain_end && !unpack (self, error))
    return -1;
  return (gssize) (self->plain_end - self->plain_first);
}

static gboolean
read_bytes (LfBundle *self, char *bytes, gsize length, GError **error)
{
  while (length > 0)
    {
      gssize at_hand = more (self, error);
      gsize n = MIN (length, (gsize) MAX (at_hand, 0));

      if (at_hand <= 0)
        return at_hand == 0 && fail_content (self, _ ("its body is not complete."), error);
      if (bytes != NULL)
        {
          memcpy (bytes, self->plain + self->plain_first, n);
          bytes += n;
        }
      self->plain_first += n;
      length -= n;
    }
  return TRUE;
}

static gboolean
read_newline (LfBundle *self, GError **error)
{
  char newline;

  return read_bytes (self, &newline, 1, error)
         && (newline == '\n' || fail_content (self, _ ("a part is longer than it says."), error));
}

static gboolean
read_line (LfBundle *self, GString *line, GError **error)
{
  char next = '\0';

  while (line->len < LF_BUNDLE_MAX_HEADER && read_bytes (self, &next, 1, error) && next != '\n')
    g_string_append_c (line, next);
  if (next == '\n')
    return TRUE;
  return line->len >= LF_BUNDLE_MAX_HEADER && fail_content (self, _ ("a line is too long."), error);
}

/* ---- Parts ---- */

static gboolean
is_element (const char *text)
{
  return strlen (text) > DIGEST_CHARS + 1 && text[DIGEST_CHARS] == '/'
         && strspn (text, "0123456789abcdef") == DIGEST_CHARS;
}

static gboolean
read_file_line (const LfJson *object, LfBundlePart *part, GError **error)
{
  gboolean is_of_record = part->kind != LF_BUNDLE_HAS;
  const char *where = lf_bundle_part_words[part->kind];

  if (is_of_record
      && (!lf_wire_name (object, "entity", where, &part->file.entity, error)
          || !lf_wire_id (object, "record", where, TRUE, &part->file.record, error)))
    return FALSE;
  if (!lf_wire_string (object, "element", where, TRUE, &part->file.element, error))
    return FALSE;
  return is_element (part->file.element)
         || lf_wire_fail (error, where, "element", _ ("%s is not the name of a file."));
}

static gboolean
is_message (LfBundlePartKind kind)
{
  return kind <= LF_BUNDLE_PAGE;
}

static gboolean
read_part_line (const LfJson *object, LfBundlePart *part, GError **error)
{
  gint64 length, most;
  guint kind;

  if (!lf_wire_is_object (object, "part", error)
      || !lf_wire_word (object, "part", "", lf_bundle_part_words, &kind, error)
      || !lf_wire_integer (object, "bytes", "part", &length, error))
    return FALSE;
  *part = (LfBundlePart){ .kind = (LfBundlePartKind) kind };
  most = is_message (part->kind)            ? LF_WIRE_MAX_BODY
         : part->kind == LF_BUNDLE_ATTACHED ? LF_MAX_FILE_BYTES
                                            : 0;
  if (length < 0 || length > most)
    return lf_wire_fail (error, lf_bundle_part_words[kind], "bytes", _ ("%s is too large."));
  part->length = (gsize) length;
  return is_message (part->kind) || part->kind == LF_BUNDLE_END
         || read_file_line (object, part, error);
}

static gboolean
read_message (LfBundle *self, LfBundlePart *part, GError **error)
{
  self->text = g_malloc (part->length + 1);
  self->text[part->length] = '\0';
  part->text = self->text;
  return read_bytes (self, self->text, part->length, error) && read_newline (self, error);
}

/* All of the file was read once more, and still is what was signed. */
static gboolean
check_end (LfBundle *self, GError **error)
{
  gssize at_hand = more (self, error);

  if (at_hand < 0)
    return FALSE;
  if (at_hand > 0 || self->packed_first != self->packed_end || self->offset != self->body_end)
    return fail_content (self, _ ("something follows its end."), error);
  return verify (self, &self->state, error);
}

static gboolean
take_contents (LfBundle *self, LfBundlePart *part, GError **error)
{
  if (is_message (part->kind))
    return read_message (self, part, error);
  if (part->kind == LF_BUNDLE_END)
    return check_end (self, error);
  self->n_left = (gint64) part->length;
  return part->kind != LF_BUNDLE_ATTACHED || part->length > 0 || read_newline (self, error);
}

static gboolean
skip_rest (LfBundle *self, GError **error)
{
  gsize n_left = (gsize) self->n_left;

  self->n_left = 0;
  return n_left == 0 || (read_bytes (self, NULL, n_left, error) && read_newline (self, error));
}

gboolean
lf_bundle_next (LfBundle *self, LfBundlePart *ret_part, GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (!self->is_spoiled, FALSE);

  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->line, lf_json_free);
  if (!skip_rest (self, error) || !read_line (self, line, error))
    return FALSE;
  self->line = lf_json_read (line->str, line->len, &cause);
  if (self->line == NULL || !read_part_line (self->line, ret_part, &cause))
    return fail_content (self, cause->message, error);
  return take_contents (self, ret_part, error);
}

GBytes *
lf_bundle_read_piece (LfBundle *self, gsize most, GError **error)
{
  gsize length = (gsize) MIN (self->n_left, (gint64) most);
  g_autofree char *bytes = g_malloc (MAX (length, 1));

  if (length == 0)
    return g_bytes_new (NULL, 0);
  if (!read_bytes (self, bytes, length, error))
    return NULL;
  self->n_left -= (gint64) length;
  if (self->n_left == 0 && !read_newline (self, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&bytes), length);
}
