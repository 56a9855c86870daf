/* SPDX-License-Identifier: GPL-3.0-or-later */
/* This device's key and the zone's. */

#include "config.h"

#include "lf-carry-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FILE_NAME "bundle.ini"
#define DEVICE "device"
#define ZONE "zone"

static char *
key_path (LfStore *store)
{
  return g_build_filename (lf_store_folder (store), FILE_NAME, NULL);
}

void
lf_carry_keys_clear (LfCarryKeys *self)
{
  lf_bundle_key_clear (&self->key);
  g_clear_pointer (&self->zone, g_free);
}

/* ---- Reading ---- */

static void
read_zone (GKeyFile *file, LfCarryKeys *self)
{
  g_autofree char *key = g_key_file_get_string (file, ZONE, "key", NULL);

  if (key != NULL && lf_bundle_from_hex (key, self->zone_key, sizeof self->zone_key))
    self->zone = g_key_file_get_string (file, ZONE, "name", NULL);
}

static gboolean
read_device (GKeyFile *file, LfStore *store, LfCarryKeys *self, GError **error)
{
  g_autofree char *device = g_key_file_get_string (file, DEVICE, "id", NULL);
  g_autofree char *seed = NULL;

  if (g_strcmp0 (device, lf_store_device (store)) != 0)
    return lf_bundle_key_make (&self->key, error) && lf_carry_keys_save (self, store, error);
  seed = g_key_file_get_string (file, DEVICE, "seed", NULL);
  self->sent = g_key_file_get_int64 (file, DEVICE, "sent", NULL);
  self->taken = g_key_file_get_int64 (file, DEVICE, "taken", NULL);
  return lf_bundle_key_from_seed (seed, &self->key, error);
}

gboolean
lf_carry_keys_load (LfStore *store, LfCarryKeys *ret_keys, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = key_path (store);
  g_autoptr (GError) cause = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &cause)
      && !g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_FILE,
                   _ ("The file “%1$s” with this device's key cannot be read: %2$s. Move it away "
                      "to get a new key, which the server has to accept."),
                   path, cause->message);
      return FALSE;
    }
  read_zone (file, ret_keys);
  return read_device (file, store, ret_keys, error);
}

/* ---- Writing ---- */

gboolean
lf_carry_keys_save (const LfCarryKeys *self, LfStore *store, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = key_path (store);
  g_autofree char *seed = lf_bundle_hex (self->key.seed, sizeof self->key.seed);
  g_autofree char *zone_key = lf_bundle_hex (self->zone_key, sizeof self->zone_key);
  g_autofree char *text = NULL;
  gsize length;

  g_key_file_set_string (file, DEVICE, "id", lf_store_device (store));
  g_key_file_set_string (file, DEVICE, "seed", seed);
  g_key_file_set_int64 (file, DEVICE, "sent", self->sent);
  g_key_file_set_int64 (file, DEVICE, "taken", self->taken);
  if (self->zone != NULL)
    {
      g_key_file_set_string (file, ZONE, "name", self->zone);
      g_key_file_set_string (file, ZONE, "key", zone_key);
    }
  text = g_key_file_to_data (file, &length, NULL);
  if (g_file_set_contents_full (path, text, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                error))
    return TRUE;
  g_prefix_error (error, _ ("The key of this device could not be saved: "));
  return FALSE;
}

char *
lf_carry_fingerprint (LfStore *store, GError **error)
{
  g_auto (LfCarryKeys) keys = { 0 };

  return lf_carry_keys_load (store, &keys, error) ? lf_bundle_fingerprint (keys.key.key) : NULL;
}
