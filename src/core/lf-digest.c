/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The digest of many records: the sum, modulo 2²⁵⁶, of the SHA-256 of each, so that nothing has to
 * be sorted but its fields. */

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

void
lf_digest_add (
    LfDigest *self, const char *entity, const char *id, gboolean deleted, GHashTable *fields)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (fields), (GCompareFunc) strcmp);
  guint8 one[N_BYTES];
  gsize length = sizeof one;
  guint carry = 0;

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
  g_checksum_get_digest (checksum, one, &length);
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
