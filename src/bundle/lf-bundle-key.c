/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys that sign bundles. */

#include "config.h"

#include "lf-bundle.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#define FINGERPRINT_BYTES 16

G_STATIC_ASSERT (LF_BUNDLE_KEY_BYTES == crypto_sign_PUBLICKEYBYTES);
G_STATIC_ASSERT (LF_BUNDLE_SEED_BYTES == crypto_sign_SEEDBYTES);

static gboolean
derive (LfBundleKey *self)
{
  guint8 secret[crypto_sign_SECRETKEYBYTES];
  gboolean is_done = crypto_sign_seed_keypair (self->key, secret, self->seed) == 0;

  sodium_memzero (secret, sizeof secret);
  return is_done;
}

gboolean
lf_bundle_key_make (LfBundleKey *ret_key, GError **error)
{
  if (sodium_init () >= 0)
    {
      randombytes_buf (ret_key->seed, sizeof ret_key->seed);
      if (derive (ret_key))
        return TRUE;
    }
  g_set_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_FILE,
               _ ("This machine offers no random numbers for a key. Check /dev/urandom."));
  return FALSE;
}

gboolean
lf_bundle_key_from_seed (const char *seed, LfBundleKey *ret_key, GError **error)
{
  if (sodium_init () >= 0 && seed != NULL
      && lf_bundle_from_hex (seed, ret_key->seed, sizeof ret_key->seed) && derive (ret_key))
    return TRUE;
  g_set_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_FILE,
               _ ("The key that signs bundles is damaged where it is kept."));
  return FALSE;
}

void
lf_bundle_key_clear (LfBundleKey *self)
{
  sodium_memzero (self, sizeof *self);
}

char *
lf_bundle_hex (const guint8 *bytes, gsize length)
{
  char *text = g_malloc (2 * length + 1);

  return sodium_bin2hex (text, 2 * length + 1, bytes, length);
}

gboolean
lf_bundle_from_hex (const char *text, guint8 *ret_bytes, gsize length)
{
  const char *end;
  gsize n;

  return strlen (text) == 2 * length
         && sodium_hex2bin (ret_bytes, length, text, 2 * length, NULL, &n, &end) == 0 && n == length
         && *end == '\0';
}

char *
lf_bundle_fingerprint (const guint8 *key)
{
  guint8 digest[crypto_hash_sha256_BYTES];
  GString *text = g_string_new (NULL);

  crypto_hash_sha256 (digest, key, LF_BUNDLE_KEY_BYTES);
  for (guint i = 0; i < FINGERPRINT_BYTES; i++)
    g_string_append_printf (text, "%s%02x", i > 0 && i % 2 == 0 ? " " : "", digest[i]);
  return g_string_free (text, FALSE);
}

static char *
squeeze (const char *text)
{
  GString *squeezed = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (!g_ascii_isspace (*text) && *text != ':')
      g_string_append_c (squeezed, g_ascii_tolower (*text));
  return g_string_free (squeezed, FALSE);
}

gboolean
lf_bundle_is_fingerprint (const guint8 *key, const char *text)
{
  g_autofree char *fingerprint = lf_bundle_fingerprint (key);
  g_autofree char *wanted = squeeze (fingerprint);
  g_autofree char *typed = text == NULL ? NULL : squeeze (text);

  return typed != NULL && strcmp (wanted, typed) == 0;
}
