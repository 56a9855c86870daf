/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing a lost device's store. */

#include "config.h"

#include "lf-erase.h"

#include "lf-http-account.h"
#include "lf-keyring.h"
#include "lf-store-erase.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define FILE_NAME "erase.ini"
#define GROUP "erase"
#define TELLING_S 10 /* nobody waits for a server any longer */

/* ---- What is written down ---- */

static char *
note_path (const char *folder)
{
  return g_build_filename (folder, FILE_NAME, NULL);
}

static gboolean
write_note (const char *folder, GKeyFile *note, GError **error)
{
  g_autofree char *path = note_path (folder);
  gsize length;
  g_autofree char *text = g_key_file_to_data (note, &length, NULL);

  return g_file_set_contents_full (path, text, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static void
set_text (GKeyFile *note, const char *key, const char *value)
{
  if (value != NULL)
    g_key_file_set_string (note, GROUP, key, value);
}

/* All that is needed to tell the server afterwards. */
static GKeyFile *
make_note (const LfCredentials *credentials, const char *device)
{
  GKeyFile *note = g_key_file_new ();

  g_key_file_set_boolean (note, GROUP, "done", FALSE);
  set_text (note, "url", credentials->url);
  set_text (note, "token", credentials->token);
  set_text (note, "keyring", credentials->keyring);
  set_text (note, "fingerprint", credentials->fingerprint);
  set_text (note, "device", device);
  return note;
}

/* (transfer full) (nullable): there is none */
static GKeyFile *
read_note (const char *folder)
{
  g_autofree char *path = note_path (folder);
  g_autoptr (GKeyFile) note = g_key_file_new ();

  return g_key_file_load_from_file (note, path, G_KEY_FILE_NONE, NULL) ? g_steal_pointer (&note)
                                                                       : NULL;
}

/* ---- Erasing and telling ---- */

/* A server that does not know the token any more need not be told. */
static gboolean
tell_server (GKeyFile *note, GCancellable *cancellable)
{
  LfCredentials credentials
      = { .url = g_key_file_get_string (note, GROUP, "url", NULL),
          .token = g_key_file_get_string (note, GROUP, "token", NULL),
          .keyring = g_key_file_get_string (note, GROUP, "keyring", NULL),
          .fingerprint = g_key_file_get_string (note, GROUP, "fingerprint", NULL) };
  g_autofree char *device = g_key_file_get_string (note, GROUP, "device", NULL);
  g_autoptr (GError) error = NULL;
  gboolean is_signed_in = credentials.token != NULL || credentials.keyring != NULL;
  gboolean is_told = credentials.url == NULL || !is_signed_in || device == NULL
                     || lf_http_set_device_state (&credentials, device, "erased", TELLING_S,
                                                  cancellable, &error);

  g_free (credentials.url);
  g_free (credentials.token);
  g_free (credentials.keyring);
  g_free (credentials.fingerprint);
  return is_told || g_error_matches (error, LF_SYNC_ERROR, LF_SYNC_ERROR_SIGN_IN)
         || g_error_matches (error, LF_SYNC_ERROR, LF_SYNC_ERROR_REFUSED);
}

static gboolean
go_on (const char *folder, GKeyFile *note, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = note_path (folder);
  g_autofree char *keyring = NULL;

  if (!g_key_file_get_boolean (note, GROUP, "done", NULL))
    {
      if (!lf_store_erase_folder_sync (folder, error))
        return FALSE;
      g_key_file_set_boolean (note, GROUP, "done", TRUE);
      if (!write_note (folder, note, error))
        return FALSE;
    }
  if (!tell_server (note, cancellable))
    return TRUE;
  keyring = g_key_file_get_string (note, GROUP, "keyring", NULL);
  if (keyring != NULL)
    lf_keyring_forget (keyring);
  g_unlink (path);
  return TRUE;
}

gboolean
lf_erase_sync (LfStore *store, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_strdup (lf_store_folder (store));
  g_autoptr (LfCredentials) credentials = lf_credentials_load (folder, error);
  g_autoptr (GKeyFile) note
      = credentials == NULL ? NULL : make_note (credentials, lf_store_device (store));

  if (note == NULL || !write_note (folder, note, error))
    return FALSE;
  lf_store_close_sync (store);
  return go_on (folder, note, cancellable, error);
}

gboolean
lf_erase_go_on_sync (const char *folder, gboolean *ret_was_begun, GError **error)
{
  g_autoptr (GKeyFile) note = read_note (folder);

  *ret_was_begun = note != NULL && !g_key_file_get_boolean (note, GROUP, "done", NULL);
  return note == NULL || go_on (folder, note, /* cancellable= */ NULL, error);
}

gboolean
lf_erase_is_noted (const char *folder)
{
  g_autofree char *path = note_path (folder);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

char *
lf_erase_tell (void)
{
  return g_strdup (
      _ ("An administrator asked for this device to be erased, as is done when one is lost. What "
         "waited to be sent was sent before, as far as that went; nothing of the zone is left "
         "here. To go on with it, sign in to the server."));
}
