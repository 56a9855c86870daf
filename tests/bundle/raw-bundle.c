/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles of any bytes, packed and signed as they should be. */

#include "config.h"

#include "raw-bundle.h"

#include <sodium.h>
#include <string.h>

const LfBundleKey *
raw_bundle_key (void)
{
  static LfBundleKey key;
  static gsize is_made = 0;

  if (g_once_init_enter (&is_made))
    {
      g_autofree char *seed = g_strnfill (2 * LF_BUNDLE_SEED_BYTES, '7');

      g_assert_true (lf_bundle_key_from_seed (seed, &key, NULL));
      g_once_init_leave (&is_made, 1);
    }
  return &key;
}

static void
append_packed (GByteArray *file, const void *body, gsize length)
{
  g_autoptr (GConverter) packer
      = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  const guint8 *next = body;
  guint8 packed[4096];
  GConverterResult result;

  do
    {
      gsize n_read, n_written;

      result = g_converter_convert (packer, next, length, packed, sizeof packed,
                                    G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);
      g_assert_cmpint (result, !=, G_CONVERTER_ERROR);
      g_byte_array_append (file, packed, (guint) n_written);
      next += n_read;
      length -= n_read;
    }
  while (result != G_CONVERTER_FINISHED);
}

GBytes *
raw_bundle_new (const char *header, const void *body, gsize length)
{
  GByteArray *file = g_byte_array_new ();
  g_autofree char *head = g_strdup_printf ("landfall-bundle 1\n%s\n", header);
  guint8 public_key[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
  guint8 signature[crypto_sign_BYTES];
  crypto_sign_state state;

  g_byte_array_append (file, (const guint8 *) head, (guint) strlen (head));
  append_packed (file, body, length);
  crypto_sign_seed_keypair (public_key, secret, raw_bundle_key ()->seed);
  crypto_sign_init (&state);
  crypto_sign_update (&state, file->data, file->len);
  crypto_sign_final_create (&state, signature, NULL, secret);
  g_byte_array_append (file, signature, sizeof signature);
  g_byte_array_append (file, (const guint8 *) "\nlandfall-end\n", strlen ("\nlandfall-end\n"));
  return g_byte_array_free_to_bytes (file);
}

char *
raw_bundle_header (const char *kind, const char *more)
{
  g_autofree char *key = lf_bundle_hex (raw_bundle_key ()->key, LF_BUNDLE_KEY_BYTES);

  return g_strdup_printf ("{\"kind\":\"%s\",\"device\":\"0195c8a0-0000-7000-8000-000000000001\","
                          "\"number\":1,\"key\":\"%s\"%s}",
                          kind, key, more);
}
