/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Devices: their list, and ending one. An administrator's are the zone's, everybody else's their
 * own. */

#include "config.h"

#include "lf-steps.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_visible (const LfRequest *request, const LfServerDevice *device)
{
  const LfServerUser *user = request->user;

  return strcmp (device->zone, user->zone) == 0
         && (strcmp (device->account, user->account) == 0
             || lf_rules_may (user->role, "account", 'e'));
}

/* ---- The list ---- */

static const char *
state_word (const LfServerDevice *device)
{
  if (device->erase != LF_ERASE_NONE)
    return device->erase == LF_ERASE_ASKED ? "erase" : "erased";
  return device->is_revoked ? "revoked" : "active";
}

static JsonObject *
print_device (const LfServerDevice *device)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", device->id);
  json_object_set_string_member (object, "account", device->account);
  json_object_set_string_member (object, "state", state_word (device));
  json_object_set_int_member (object, "seen", device->seen_us);
  if (device->name != NULL)
    json_object_set_string_member (object, "name", device->name);
  return object;
}

/* Keys of sources are listed on the server itself. */
static GHashTable *
list_people (LfRequest *request, GError **error)
{
  g_autoptr (GPtrArray) accounts = lf_server_storage_list_accounts (request->storage, error);
  GHashTable *people;

  if (accounts == NULL)
    return NULL;
  people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < accounts->len; i++)
    {
      const LfServerAccount *account = accounts->pdata[i];

      if (strcmp (account->role, LF_INTAKE_ROLE) != 0)
        g_hash_table_add (people, g_strdup (account->name));
    }
  return people;
}

void
lf_device_list (LfRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) people = list_people (request, &error);
  g_autoptr (GPtrArray) devices
      = people == NULL ? NULL : lf_server_storage_list_devices (request->storage, &error);
  g_autoptr (JsonObject) answer = json_object_new ();
  JsonArray *array = json_array_new ();

  json_object_set_array_member (answer, "devices", array);
  if (devices == NULL)
    {
      lf_request_answer_failure (request, error);
      return;
    }
  for (guint i = 0; i < devices->len; i++)
    {
      const LfServerDevice *device = devices->pdata[i];

      if (is_visible (request, device) && g_hash_table_contains (people, device->account))
        json_array_add_object_element (array, print_device (device));
    }
  lf_request_answer_node (request, json_node_init_object (json_node_alloc (), answer));
}

/* ---- Ending one ---- */

static const struct
{
  const char *word;
  LfErase erase;
  const char *act;
} changes[] = {
  { "revoked", LF_ERASE_NONE, LF_AUDIT_DEVICE_REVOKED },
  { "erase", LF_ERASE_ASKED, LF_AUDIT_DEVICE_ERASE },
  { "erased", LF_ERASE_DONE, LF_AUDIT_DEVICE_ERASED },
};

void
lf_device_read (LfRequest *request)
{
  g_autoptr (JsonNode) node = lf_request_read_body (request);
  g_autofree char *state = node == NULL ? NULL : lf_request_copy_text (node, "state");

  if (node == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    if (g_strcmp0 (changes[i].word, state) == 0)
      lf_request_set_data (request, (gpointer) &changes[i], NULL);
  if (request->data == NULL)
    lf_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, "body",
                             _ ("A device's state is set to revoked, erase or erased."));
}

/* Only the device itself says that it is done, once it was asked to; until then that is all that
 * it may say. */
static gboolean
may_change (const LfRequest *request, const LfServerDevice *device, LfErase erase)
{
  gboolean is_itself = strcmp (device->id, request->user->device) == 0;

  if (erase == LF_ERASE_DONE)
    return is_itself && device->erase != LF_ERASE_NONE;
  return request->token_state == LF_TOKEN_GOOD && is_visible (request, device);
}

void
lf_device_change (LfRequest *request)
{
  const typeof (changes[0]) *change = request->data;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfServerDevice) device = NULL;

  if (!lf_request_read_rest (request, &id))
    return;
  device = lf_accounts_find_device_by_id (request->storage, request->user->zone, id, &error);
  if (error != NULL)
    lf_request_answer_failure (request, error);
  else if (device == NULL || !may_change (request, device, change->erase))
    lf_request_answer_error (request, SOUP_STATUS_NOT_FOUND, "device",
                             _ ("There is no such device among those that may be changed."));
  else if (!lf_accounts_mark_device (request->storage, device, change->erase, &error))
    lf_request_answer_failure (request, error);
  else if (lf_request_note (request, change->act, device->id, device->account))
    lf_request_answer_nothing (request);
}
