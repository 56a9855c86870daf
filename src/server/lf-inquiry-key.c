/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys of sources of inquiries. */

#include "config.h"

#include "lf-inquiry-key.h"

#include "lf-accounts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NO_PASSWORD "" /* no hash: nothing fits it */

/* ---- Adding ---- */

/* As browsers write it: scheme, host and port, nothing after. */
static gboolean
is_origin (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  g_autofree char *canonical = NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL
      || (strcmp (g_uri_get_scheme (uri), "https") != 0
          && strcmp (g_uri_get_scheme (uri), "http") != 0))
    return FALSE;
  canonical = g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                          g_uri_get_port (uri), "", NULL, NULL);
  return strcmp (canonical, text) == 0 && strpbrk (text, " \t\n") == NULL;
}

static gboolean
check_origins (const char *const *origins, GError **error)
{
  for (; origins != NULL && *origins != NULL; origins++)
    if (!is_origin (*origins))
      {
        g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
                     _ ("“%s” is not the address of a web site: write it like "
                        "https://www.example.org, with nothing after it."),
                     *origins);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_source (LfServerStorage *storage, const char *zone, const char *name, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (LfServerAccount) known
      = lf_server_storage_find_account (storage, NULL, name, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (known == NULL)
    return lf_accounts_check_new_name (name, error);
  if (strcmp (known->zone, zone) == 0 && strcmp (known->role, LF_INTAKE_ROLE) == 0)
    return TRUE;
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
               _ ("The name “%s” belongs to a person or to another zone. Take another one."), name);
  return FALSE;
}

char *
lf_inquiry_key_add (LfServerStorage *storage,
                    const char *zone,
                    const char *name,
                    const char *const *origins,
                    GError **error)
{
  LfServerAccount source
      = { (char *) zone, (char *) name, (char *) LF_INTAKE_ROLE, (char *) NO_PASSWORD };
  g_autofree char *id = lf_id_new ();
  g_autofree char *all = origins == NULL ? NULL : g_strjoinv (" ", (char **) origins);

  if (!check_origins (origins, error) || !check_source (storage, zone, name, error)
      || !lf_server_storage_save_account (storage, &source, error))
    return NULL;
  return lf_accounts_enrol (storage, &source, id, all, error);
}

/* ---- The keys there are ---- */

GPtrArray *
lf_inquiry_key_list (LfServerStorage *storage, GError **error)
{
  g_autoptr (GPtrArray) devices = lf_server_storage_list_devices (storage, error);
  g_autoptr (GPtrArray) accounts
      = devices == NULL ? NULL : lf_server_storage_list_accounts (storage, error);
  g_autoptr (GHashTable) sources = g_hash_table_new (g_str_hash, g_str_equal);

  if (accounts == NULL)
    return NULL;
  for (guint i = 0; i < accounts->len; i++)
    if (strcmp (((LfServerAccount *) accounts->pdata[i])->role, LF_INTAKE_ROLE) == 0)
      g_hash_table_add (sources, ((LfServerAccount *) accounts->pdata[i])->name);
  for (guint i = devices->len; i > 0; i--)
    if (!g_hash_table_contains (sources, ((LfServerDevice *) devices->pdata[i - 1])->account))
      g_ptr_array_remove_index (devices, i - 1);
  return g_steal_pointer (&devices);
}

gboolean
lf_inquiry_key_revoke (LfServerStorage *storage, const char *id, GError **error)
{
  g_autoptr (GPtrArray) keys = lf_inquiry_key_list (storage, error);

  if (keys == NULL)
    return FALSE;
  for (guint i = 0; i < keys->len; i++)
    if (strcmp (((LfServerDevice *) keys->pdata[i])->id, id) == 0)
      return lf_accounts_revoke (storage, id, error);
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
               _ ("There is no inquiry key with the id “%s”. “inquiry-key list” shows them."), id);
  return FALSE;
}

/* ---- Looking up ---- */

static gboolean
has_origin (const LfServerDevice *key, const char *origin)
{
  g_auto (GStrv) origins = g_strsplit (key->name == NULL ? "" : key->name, " ", -1);

  return g_strv_contains ((const char *const *) origins, origin);
}

LfServerUser *
lf_inquiry_key_find (LfServerStorage *storage,
                     const char *key,
                     const char *origin,
                     gboolean *ret_is_origin_known,
                     GError **error)
{
  g_autoptr (LfServerUser) user = lf_accounts_find_user (storage, key, error);
  g_autoptr (LfServerDevice) device
      = user == NULL ? NULL : lf_accounts_find_device (storage, key, error);

  if (device == NULL || strcmp (user->role, LF_INTAKE_ROLE) != 0)
    return NULL;
  *ret_is_origin_known = origin != NULL && has_origin (device, origin);
  return g_steal_pointer (&user);
}

gboolean
lf_inquiry_key_knows_origin (LfServerStorage *storage,
                             const char *origin,
                             gboolean *ret_is_known,
                             GError **error)
{
  g_autoptr (GPtrArray) keys = lf_inquiry_key_list (storage, error);

  *ret_is_known = FALSE;
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      const LfServerDevice *key = keys->pdata[i];

      *ret_is_known = *ret_is_known || (!key->is_revoked && has_origin (key, origin));
    }
  return keys != NULL;
}
