/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packed edits: field names and values one after the other, deflated when that makes them smaller.
 */

#include "config.h"

#include "lf-edits.h"

#include "lf-packed.h"

#include <string.h>

/* The first byte says what follows: this, or LF_PACKED. What earlier versions wrote begins with the
 * name of a field, or is empty. */
#define PLAIN 1

/* And this is followed by a hash alone. */
#define LEFT 3

#define OLD_TYPE "a(smsmsx)" /* a GVariant: field, was, value, seen */

/* Of each edit: a byte of these, the field, what it was, its value and what was seen. */
enum
{
  WAS_TEXT = 1,
  WAS_ID = 2,
  VALUE_TEXT = 4,
  VALUE_ID = 8,
  SEEN = 16 /* other than that of the edit before */
};

/* ---- Plain ---- */

static guint8
append_value (GByteArray *plain, const char *value, guint8 is_text, guint8 is_id)
{
  guint8 id[LF_ID_BYTES];

  if (value == NULL)
    return 0;
  if (lf_id_to_bytes (value, id))
    {
      g_byte_array_append (plain, id, sizeof id);
      return is_id;
    }
  g_byte_array_append (plain, (const guint8 *) value, (guint) strlen (value) + 1);
  return is_text;
}

static void
append_number (GByteArray *plain, guint64 number)
{
  for (; number > 0x7f; number >>= 7)
    {
      guint8 part = (guint8) (number | 0x80);
      g_byte_array_append (plain, &part, 1);
    }
  g_byte_array_append (plain, (const guint8[]){ (guint8) number }, 1);
}

static void
append_edit (GByteArray *plain, const LfEdit *edit, gint64 *seen)
{
  guint at = plain->len;
  guint8 kind = 0;

  g_byte_array_append (plain, &kind, 1);
  g_byte_array_append (plain, (const guint8 *) edit->field, (guint) strlen (edit->field) + 1);
  kind |= append_value (plain, edit->was, WAS_TEXT, WAS_ID);
  kind |= append_value (plain, edit->value, VALUE_TEXT, VALUE_ID);
  if (edit->seen != *seen)
    {
      append_number (plain, (guint64) edit->seen);
      kind |= SEEN;
    }
  *seen = edit->seen;
  plain->data[at] = kind;
}

/* What is left to be read; NULL after something that does not fit. */
typedef struct
{
  const guint8 *at, *end;
} Reader;

static const char *
read_text (Reader *self)
{
  const guint8 *start = self->at;
  const guint8 *stop = start == NULL ? NULL : memchr (start, 0, (gsize) (self->end - start));

  self->at = stop == NULL || !g_utf8_validate ((const char *) start, stop - start, NULL) ? NULL
                                                                                         : stop + 1;
  return self->at == NULL ? NULL : (const char *) start;
}

/* (transfer full) (nullable) */
static char *
read_value (Reader *self, gboolean is_text, gboolean is_id)
{
  if (is_text)
    return g_strdup (read_text (self));
  if (!is_id || self->at == NULL)
    return NULL;
  self->at = self->end - self->at < LF_ID_BYTES ? NULL : self->at + LF_ID_BYTES;
  return self->at == NULL ? NULL : lf_id_from_bytes (self->at - LF_ID_BYTES);
}

static gint64
read_number (Reader *self)
{
  guint64 number = 0;
  guint shift = 0;

  for (; self->at != NULL && self->at < self->end && shift < 64; shift += 7)
    {
      guint8 part = *self->at++;

      number |= (guint64) (part & 0x7f) << shift;
      if (part <= 0x7f)
        return (gint64) number;
    }
  self->at = NULL;
  return 0;
}

static void
read_plain (const guint8 *bytes, gsize length, LfOp *op)
{
  Reader reader = { bytes, bytes + length };
  gint64 seen = 0;

  while (reader.at != NULL && reader.at < reader.end)
    {
      guint8 kind = *reader.at++;
      const char *field = read_text (&reader);
      g_autofree char *was = read_value (&reader, kind & WAS_TEXT, kind & WAS_ID);
      g_autofree char *value = read_value (&reader, kind & VALUE_TEXT, kind & VALUE_ID);

      if (kind & SEEN)
        seen = read_number (&reader);
      if (reader.at != NULL)
        lf_op_add_edit (op, field, was, value, seen);
    }
}

/* ---- Either ---- */

GBytes *
lf_edits_pack (const LfOp *op)
{
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  GBytes *packed;
  gint64 seen = 0;

  g_byte_array_append (plain, (const guint8[]){ PLAIN }, 1);
  for (guint i = 0; i < op->edits->len; i++)
    append_edit (plain, op->edits->pdata[i], &seen);
  packed = lf_pack (plain->data + 1, plain->len - 1);
  return packed != NULL ? packed : g_byte_array_free_to_bytes (g_steal_pointer (&plain));
}

static void
unpack_old (const guint8 *bytes, gsize length, LfOp *op)
{
  g_autoptr (GBytes) aligned = g_bytes_new (bytes, length);
  g_autoptr (GVariant) variant = g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (OLD_TYPE), aligned, /* trusted= */ FALSE));
  GVariantIter iter;
  const char *field, *was, *value;
  gint64 seen;

  g_variant_iter_init (&iter, variant);
  while (g_variant_iter_next (&iter, "(&sm&sm&sx)", &field, &was, &value, &seen))
    lf_op_add_edit (op, field, was, value, seen);
}

GBytes *
lf_edits_leave (GBytes *hash)
{
  GByteArray *bytes = g_byte_array_new ();

  g_assert (g_bytes_get_size (hash) == LF_EDITS_HASH);
  g_byte_array_append (bytes, (const guint8[]){ LEFT }, 1);
  g_byte_array_append (bytes, g_bytes_get_data (hash, NULL), LF_EDITS_HASH);
  return g_byte_array_free_to_bytes (bytes);
}

const guint8 *
lf_edits_left (const guint8 *bytes, gsize length)
{
  return length == 1 + LF_EDITS_HASH && bytes[0] == LEFT ? bytes + 1 : NULL;
}

void
lf_edits_unpack (const guint8 *bytes, gsize length, LfOp *op)
{
  g_autoptr (GByteArray) plain = lf_unpack (bytes, length);

  if (plain != NULL)
    read_plain (plain->data, plain->len, op);
  else if (length > 0 && bytes[0] == PLAIN)
    read_plain (bytes + 1, length - 1, op);
  else
    unpack_old (bytes, length, op);
}
