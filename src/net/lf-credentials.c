/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server's address and this device's token, in a file of the store's folder that only its owner
 * can read; the token in the keyring where there is one. */

#include "config.h"

#include "lf-http-transport.h"
#include "lf-keyring.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define FILE_NAME "server.ini"
#define GROUP "server"

void
lf_credentials_free (LfCredentials *self)
{
  g_free (self->url);
  g_free (self->user);
  g_free (self->role);
  g_free (self->token);
  g_free (self->keyring);
  g_free (self->fingerprint);
  g_free (self);
}

LfCredentials *
lf_credentials_load (const char *folder, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (LfCredentials) self = g_new0 (LfCredentials, 1);
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr (GError) cause = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &cause)
      && g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return NULL;

  self->url = g_key_file_get_string (file, GROUP, "url", NULL);
  self->user = g_key_file_get_string (file, GROUP, "user", NULL);
  self->role = g_key_file_get_string (file, GROUP, "role", NULL);
  self->token = g_key_file_get_string (file, GROUP, "token", NULL);
  self->keyring = g_key_file_get_string (file, GROUP, "keyring", NULL);
  self->fingerprint = g_key_file_get_string (file, GROUP, "fingerprint", NULL);
  self->since = g_key_file_get_int64 (file, GROUP, "since", NULL);
  if (self->url == NULL || (self->token == NULL && self->keyring == NULL))
    {
      g_set_error (error, LF_SYNC_ERROR, LF_SYNC_ERROR_SIGN_IN,
                   _ ("The file “%s” with this device's sign-in cannot be read. Sign in again."),
                   path);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/* Under the name that the sign-in before had, so that one follows the other.
 * (transfer full) (nullable): there is no keyring to keep it in */
static char *
keep_in_keyring (const LfCredentials *self, const char *folder)
{
  g_autoptr (LfCredentials) before = lf_credentials_load (folder, NULL);
  g_autofree char *name
      = before != NULL && before->keyring != NULL ? g_strdup (before->keyring) : lf_id_new ();
  g_autofree char *label = g_strdup_printf (_ ("Landfall: %1$s at %2$s"),
                                            self->user != NULL ? self->user : "", self->url);

  return lf_keyring_keep (name, label, self->token) ? g_steal_pointer (&name) : NULL;
}

gboolean
lf_credentials_save (const LfCredentials *self, const char *folder, GError **error)
{
  g_autofree char *keyring = keep_in_keyring (self, folder);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_key_file_set_string (file, GROUP, "url", self->url);
  if (keyring != NULL)
    g_key_file_set_string (file, GROUP, "keyring", keyring);
  else
    g_key_file_set_string (file, GROUP, "token", self->token);
  if (self->user != NULL)
    g_key_file_set_string (file, GROUP, "user", self->user);
  if (self->role != NULL)
    g_key_file_set_string (file, GROUP, "role", self->role);
  if (self->fingerprint != NULL)
    g_key_file_set_string (file, GROUP, "fingerprint", self->fingerprint);
  if (self->since != 0)
    g_key_file_set_int64 (file, GROUP, "since", self->since);
  text = g_key_file_to_data (file, &length, NULL);
  if (!g_file_set_contents_full (path, text, (gssize) length,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                 error))
    {
      g_prefix_error (error, _ ("The sign-in could not be saved: "));
      return FALSE;
    }
  return TRUE;
}

gboolean
lf_credentials_may (const LfCredentials *self, const char *entity, char action)
{
  return self == NULL || self->role == NULL || lf_rules_may (self->role, entity, action);
}

gint64
lf_credentials_count_others (LfStore *store, const char *user, char **ret_earlier, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *earlier = lf_store_account_sync (store, &cause);

  *ret_earlier = NULL;
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return -1;
    }
  if (earlier == NULL || strcmp (earlier, user) == 0)
    return 0;
  *ret_earlier = g_steal_pointer (&earlier);
  return lf_store_count_pending_sync (store, error);
}

gboolean
lf_credentials_forget (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr (LfCredentials) credentials = lf_credentials_load (folder, NULL);
  int code = g_remove (path) == 0 ? 0 : errno;

  if (credentials != NULL && credentials->keyring != NULL)
    lf_keyring_forget_soon (credentials->keyring);
  if (code == 0 || code == ENOENT)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code),
               _ ("The sign-in could not be removed from “%1$s”: %2$s. Remove the file by hand."),
               path, g_strerror (code));
  return FALSE;
}

gint64
lf_credentials_count_former (const LfCredentials *self, LfStore *store, GError **error)
{
  g_autoptr (LfCredentials) earlier = lf_credentials_load (lf_store_folder (store), NULL);

  return earlier == NULL || g_strcmp0 (earlier->user, self->user) != 0
                 || earlier->since == self->since
             ? 0
             : lf_store_count_pending_sync (store, error);
}
