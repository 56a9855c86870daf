/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the server keeps of devices that send files. */

#include "config.h"

#include "lf-server-bundle-private.h"

#include "lf-wire-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ZONE_ROW "" /* no device has such an id */

void
lf_server_bundle_file_free (gpointer file)
{
  LfServerBundleFile *self = file;

  g_free (self->entity);
  g_free (self->record);
  g_free (self->element);
  g_free (self);
}

void
lf_server_bundle_state_clear (LfServerBundleState *self)
{
  g_clear_pointer (&self->epoch, g_free);
  g_clear_pointer (&self->sight, g_free);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->received, g_ptr_array_unref);
  g_clear_pointer (&self->wanted, g_ptr_array_unref);
}

/* ---- As text ---- */

static JsonArray *
print_strings (GPtrArray *strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < strings->len; i++)
    json_array_add_string_element (array, strings->pdata[i]);
  return array;
}

static JsonArray *
print_files (GPtrArray *files)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < files->len; i++)
    {
      const LfServerBundleFile *file = files->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "entity", file->entity);
      json_object_set_string_member (object, "record", file->record);
      json_object_set_string_member (object, "element", file->element);
      json_array_add_object_element (array, object);
    }
  return array;
}

gboolean
lf_server_bundle_state_save (const LfServerBundleState *self,
                             const LfServerPlace *place,
                             const char *device,
                             GError **error)
{
  g_autofree char *key = lf_bundle_hex (self->key, sizeof self->key);
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (self->has_key)
    json_object_set_string_member (object, "key", key);
  json_object_set_int_member (object, "taken", self->taken);
  json_object_set_int_member (object, "written", self->written);
  json_object_set_int_member (object, "heard", self->heard);
  json_object_set_int_member (object, "since", self->since);
  json_object_set_int_member (object, "cursor", self->cursor);
  if (self->epoch != NULL)
    json_object_set_string_member (object, "epoch", self->epoch);
  if (self->sight != NULL)
    json_object_set_string_member (object, "sight", self->sight);
  json_object_set_array_member (object, "changes", print_strings (self->changes));
  json_object_set_array_member (object, "received", print_strings (self->received));
  json_object_set_array_member (object, "wanted", print_files (self->wanted));
  node = lf_wire_take_object (object);
  text = lf_wire_print (node, NULL);
  return lf_server_storage_save_bundle (place->storage, place->zone, device, text, error);
}

static void
read_strings (const LfJson *object, const char *name, GPtrArray *strings)
{
  const LfJson *list = lf_json_member (object, name);

  if (list == NULL || list->type != LF_JSON_ARRAY)
    return;
  for (const LfJson *element = list->first; element != NULL; element = element->next)
    if (element->type == LF_JSON_STRING)
      g_ptr_array_add (strings, g_strdup (element->text));
}

static gboolean
read_file (const LfJson *object, const char *where, gpointer files, GError **error)
{
  const char *entity, *record, *element;
  LfServerBundleFile *file;

  if (!lf_wire_string (object, "entity", where, TRUE, &entity, error)
      || !lf_wire_string (object, "record", where, TRUE, &record, error)
      || !lf_wire_string (object, "element", where, TRUE, &element, error))
    return FALSE;
  file = g_new0 (LfServerBundleFile, 1);
  *file = (LfServerBundleFile){ g_strdup (entity), g_strdup (record), g_strdup (element) };
  g_ptr_array_add (files, file);
  return TRUE;
}

static gboolean
read_state (const LfJson *object, LfServerBundleState *self, GError **error)
{
  const char *where = "bundle", *key, *epoch, *sight;

  if (!lf_wire_string (object, "key", where, FALSE, &key, error)
      || !lf_wire_integer (object, "taken", where, &self->taken, error)
      || !lf_wire_integer (object, "written", where, &self->written, error)
      || !lf_wire_integer (object, "heard", where, &self->heard, error)
      || !lf_wire_integer (object, "since", where, &self->since, error)
      || !lf_wire_integer (object, "cursor", where, &self->cursor, error)
      || !lf_wire_string (object, "epoch", where, FALSE, &epoch, error)
      || !lf_wire_string (object, "sight", where, FALSE, &sight, error)
      || !lf_wire_each (object, "wanted", where, FALSE, read_file, self->wanted, error))
    return FALSE;
  self->has_key = key != NULL && lf_bundle_from_hex (key, self->key, sizeof self->key);
  self->epoch = g_strdup (epoch);
  self->sight = g_strdup (sight);
  read_strings (object, "changes", self->changes);
  read_strings (object, "received", self->received);
  return TRUE;
}

gboolean
lf_server_bundle_state_load (LfServerBundleState *ret_state,
                             const LfServerPlace *place,
                             const char *device,
                             GError **error)
{
  GError *cause = NULL;
  g_autofree char *text
      = lf_server_storage_load_bundle (place->storage, place->zone, device, &cause);
  g_autoptr (LfJson) object = NULL;

  ret_state->changes = g_ptr_array_new_with_free_func (g_free);
  ret_state->received = g_ptr_array_new_with_free_func (g_free);
  ret_state->wanted = g_ptr_array_new_with_free_func (lf_server_bundle_file_free);
  if (text == NULL)
    {
      if (cause != NULL)
        g_propagate_error (error, cause);
      return cause == NULL;
    }
  object = lf_json_read (text, strlen (text), error);
  return object != NULL && lf_wire_is_object (object, "bundle", error)
         && read_state (object, ret_state, error);
}

/* ---- The zone ---- */

static gboolean
make_zone_key (const LfServerPlace *place, GError **error)
{
  g_auto (LfBundleKey) key = { 0 };
  g_autofree char *seed = NULL;

  if (!lf_bundle_key_make (&key, error))
    return FALSE;
  seed = lf_bundle_hex (key.seed, sizeof key.seed);
  return lf_server_storage_add_bundle (place->storage, place->zone, ZONE_ROW, seed, error);
}

gboolean
lf_server_bundle_zone_key (const LfServerPlace *place, LfBundleKey *ret_key, GError **error)
{
  g_autofree char *seed = NULL;

  if (!make_zone_key (place, error)) /* does nothing where there is one */
    return FALSE;
  seed = lf_server_storage_load_bundle (place->storage, place->zone, ZONE_ROW, error);
  return seed != NULL && lf_bundle_key_from_seed (seed, ret_key, error);
}

char *
lf_server_bundle_fingerprint (const LfServerPlace *place, GError **error)
{
  g_auto (LfBundleKey) key = { 0 };

  return lf_server_bundle_zone_key (place, &key, error) ? lf_bundle_fingerprint (key.key) : NULL;
}

char *
lf_server_bundle_epoch (const LfServerPlace *place, GError **error)
{
  char *epoch;

  if (!lf_server_storage_begin_reading (place->storage, place->zone, error))
    return NULL;
  epoch = lf_server_storage_epoch (place->storage, error);
  lf_server_storage_rollback (place->storage);
  return epoch;
}

/* ---- Who ---- */

LfServerUser *
lf_server_bundle_user (const LfServerPlace *place, const LfServerDevice *device, GError **error)
{
  GError *cause = NULL;
  g_autoptr (LfServerAccount) account
      = device->is_revoked
            ? NULL
            : lf_server_storage_find_account (place->storage, place->zone, device->account, &cause);

  if (account != NULL && account->state == LF_ACCOUNT_ACTIVE)
    return lf_server_user_new (place->storage, account, device->id, error);
  if (cause != NULL)
    g_propagate_error (error, cause);
  else
    g_set_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_ELSEWHERE,
                 device->is_revoked
                     ? _ ("The device %1$s of %2$s is signed out: bundles are neither taken from "
                          "it nor made for it. When that person has it in hand, let it sign in "
                          "again, or import its bundle with --account %2$s where no line leads.")
                     : _ ("The account of the device %1$s, %2$s, is closed: bundles are neither "
                          "taken from it nor made for it. “account enable” opens the account; "
                          "one that was removed is made anew with “account add”."),
                 device->id, device->account);
  return NULL;
}
