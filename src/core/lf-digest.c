/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The digest of many records: the sum of the SHA-256 of each, modulo 2²⁵⁶ or of its first twelve
 * bytes, so that nothing has to be sorted but its fields. */

#include "config.h"

#include "lf-digest.h"

#include <string.h>

#define N_BYTES 32

struct _LfDigest
{
  guint8 sum[N_BYTES]; /* little end first */
};

LfDigest *
lf_digest_new (void)
{
  return g_new0 (LfDigest, 1);
}

void
lf_digest_free (LfDigest *self)
{
  g_free (self);
}

static void
hash_text (GChecksum *checksum, const char *text)
{
  g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text) + 1);
}

static void
hash_record (guint8 ret_hash[N_BYTES],
             const char *entity,
             const char *id,
             gboolean deleted,
             GHashTable *fields)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (fields), (GCompareFunc) strcmp);
  gsize length = N_BYTES;

  hash_text (checksum, entity);
  hash_text (checksum, id);
  hash_text (checksum, deleted ? "1" : "");
  for (GList *name = names; name != NULL; name = name->next)
    {
      const char *value = g_hash_table_lookup (fields, name->data);

      if (value == NULL)
        continue;
      hash_text (checksum, name->data);
      hash_text (checksum, value);
    }
  g_checksum_get_digest (checksum, ret_hash, &length);
}

void
lf_digest_add (
    LfDigest *self, const char *entity, const char *id, gboolean deleted, GHashTable *fields)
{
  guint8 one[N_BYTES];
  guint carry = 0;

  hash_record (one, entity, id, deleted, fields);
  for (guint i = 0; i < N_BYTES; i++)
    {
      carry += (guint) self->sum[i] + one[i];
      self->sum[i] = (guint8) carry;
      carry >>= 8;
    }
}

char *
lf_digest_finish (LfDigest *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_BYTES; i++)
    g_string_append_printf (text, "%02x", self->sum[i]);
  return g_string_free (text, FALSE);
}

/* ---- Sums ---- */

#define HALF_BYTES 6
#define HALF_DIGITS (2 * HALF_BYTES)
#define HALF_MASK ((G_GUINT64_CONSTANT (1) << (8 * HALF_BYTES)) - 1)

static guint64
read_half (const guint8 *bytes)
{
  guint64 half = 0;

  for (guint i = 0; i < HALF_BYTES; i++)
    half = half << 8 | bytes[i];
  return half;
}

void
lf_digest_sum_record (
    LfDigestSum *ret_sum, const char *entity, const char *id, gboolean deleted, GHashTable *fields)
{
  guint8 hash[N_BYTES];

  hash_record (hash, entity, id, deleted, fields);
  *ret_sum = (LfDigestSum){ read_half (hash), read_half (hash + HALF_BYTES) };
}

void
lf_digest_sum_add (LfDigestSum *self, const LfDigestSum *other)
{
  self->high = (self->high + other->high) & HALF_MASK;
  self->low = (self->low + other->low) & HALF_MASK;
}

void
lf_digest_sum_subtract (LfDigestSum *self, const LfDigestSum *other)
{
  self->high = (self->high - other->high) & HALF_MASK;
  self->low = (self->low - other->low) & HALF_MASK;
}

gboolean
lf_digest_sum_equal (const LfDigestSum *self, const LfDigestSum *other)
{
  return self->high == other->high && self->low == other->low;
}

char *
lf_digest_sum_format (const LfDigestSum *self)
{
  return g_strdup_printf ("%012" G_GINT64_MODIFIER "x%012" G_GINT64_MODIFIER "x", self->high,
                          self->low);
}

static gboolean
parse_digits (const char *text, guint n, guint64 *ret_number)
{
  guint64 number = 0;

  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isxdigit (text[i]) || g_ascii_isupper (text[i]))
        return FALSE;
      number = number << 4 | (guint64) g_ascii_xdigit_value (text[i]);
    }
  *ret_number = number;
  return TRUE;
}

gboolean
lf_digest_sum_parse (const char *text, LfDigestSum *ret_sum)
{
  return strlen (text) == LF_DIGEST_SUM_DIGITS && parse_digits (text, HALF_DIGITS, &ret_sum->high)
         && parse_digits (text + HALF_DIGITS, HALF_DIGITS, &ret_sum->low);
}

/* ---- Buckets ---- */

gboolean
lf_digest_bucket_parse (const char *text, guint *ret_bucket)
{
  guint64 number;

  if (strlen (text) != 2 || !parse_digits (text, 2, &number))
    return FALSE;
  *ret_bucket = (guint) number;
  return TRUE;
}

guint
lf_digest_bucket (const char *id)
{
  gsize length = strlen (id);
  guint bucket = 0;

  return length >= 2 && lf_digest_bucket_parse (id + length - 2, &bucket) ? bucket : 0;
}
