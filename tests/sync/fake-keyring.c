/* SPDX-License-Identifier: GPL-3.0-or-later */
/* org.freedesktop.secrets in a thread of this program; a secret is an item by its name. */

#include "config.h"

#include "fake-keyring.h"

#include <string.h>

#define ROOT "/org/freedesktop/secrets"
#define ITEMS ROOT "/items"

struct _FakeKeyring
{
  GTestDBus *bus;
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  int mood, n_secrets, n_prompts, is_ready; /* atomic */
  GHashTable *secrets;                      /* item's path → GVariant (oayays) */
  GHashTable *names;                        /* attribute name → item's path */
};

static const char description[]
    = "<node><interface name='org.freedesktop.Secret.Service'>"
      "<method name='OpenSession'><arg type='s' direction='in'/><arg type='v' direction='in'/>"
      "<arg type='v' direction='out'/><arg type='o' direction='out'/></method>"
      "<method name='SearchItems'><arg type='a{ss}' direction='in'/>"
      "<arg type='ao' direction='out'/><arg type='ao' direction='out'/></method></interface>"
      "<interface name='org.freedesktop.Secret.Collection'>"
      "<method name='CreateItem'><arg type='a{sv}' direction='in'/>"
      "<arg type='(oayays)' direction='in'/><arg type='b' direction='in'/>"
      "<arg type='o' direction='out'/><arg type='o' direction='out'/></method></interface>"
      "<interface name='org.freedesktop.Secret.Item'>"
      "<method name='GetSecret'><arg type='o' direction='in'/>"
      "<arg type='(oayays)' direction='out'/></method>"
      "<method name='Delete'><arg type='o' direction='out'/></method></interface>"
      "<interface name='org.freedesktop.Secret.Prompt'>"
      "<method name='Prompt'><arg type='s' direction='in'/></method></interface></node>";

static const char *
lookup_item (FakeKeyring *self, GVariant *arguments)
{
  g_autoptr (GVariant) attributes = g_variant_get_child_value (arguments, 0);
  const char *name = NULL;

  return g_variant_lookup (attributes, "name", "&s", &name)
             ? g_hash_table_lookup (self->names, name)
             : NULL;
}

static GVariant *
search (FakeKeyring *self, GVariant *arguments)
{
  const char *item = lookup_item (self, arguments);
  const char *const none[] = { NULL }, *const one[] = { item, NULL };
  gboolean is_locked = g_atomic_int_get (&self->mood) == FAKE_KEYRING_LOCKED;

  return g_variant_new ("(^ao^ao)", is_locked ? none : one, is_locked ? one : none);
}

static GVariant *
create (FakeKeyring *self, GVariant *arguments)
{
  g_autoptr (GVariant) properties = g_variant_get_child_value (arguments, 0);
  g_autoptr (GVariant) attributes = g_variant_lookup_value (
      properties, "org.freedesktop.Secret.Item.Attributes", G_VARIANT_TYPE ("a{ss}"));
  const char *name = NULL;
  char *item;

  if (g_atomic_int_get (&self->mood) == FAKE_KEYRING_LOCKED)
    return g_variant_new ("(oo)", "/", ROOT "/prompt");
  g_assert_true (g_variant_lookup (attributes, "name", "&s", &name));
  item = g_strdup (g_hash_table_lookup (self->names, name));
  if (item == NULL)
    {
      item = g_strdup_printf (ITEMS "/%u", g_hash_table_size (self->names));
      g_hash_table_insert (self->names, g_strdup (name), g_strdup (item));
    }
  g_hash_table_replace (self->secrets, item, g_variant_get_child_value (arguments, 1));
  g_atomic_int_set (&self->n_secrets, (int) g_hash_table_size (self->secrets));
  return g_variant_new ("(oo)", item, "/");
}

static GVariant *
answer (FakeKeyring *self, const char *path, const char *method, GVariant *arguments)
{
  if (strcmp (method, "OpenSession") == 0)
    return g_variant_new ("(vo)", g_variant_new_string (""), ROOT "/session");
  if (strcmp (method, "SearchItems") == 0)
    return search (self, arguments);
  if (strcmp (method, "CreateItem") == 0)
    return create (self, arguments);
  if (strcmp (method, "GetSecret") == 0)
    return g_variant_new ("(@(oayays))", g_hash_table_lookup (self->secrets, path));
  if (strcmp (method, "Prompt") == 0)
    g_atomic_int_inc (&self->n_prompts);
  else
    {
      g_hash_table_remove (self->secrets, path);
      g_atomic_int_set (&self->n_secrets, (int) g_hash_table_size (self->secrets));
      return g_variant_new ("(o)", "/");
    }
  return NULL;
}

static void
on_call (GDBusConnection *bus,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *arguments,
         GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  FakeKeyring *self = user_data;

  if (g_atomic_int_get (&self->mood) == FAKE_KEYRING_DEAF)
    g_object_unref (invocation);
  else
    g_dbus_method_invocation_return_value (invocation, answer (self, path, method, arguments));
}

static void
offer (GDBusConnection *bus, const char *path, GDBusInterfaceInfo *interface, FakeKeyring *self)
{
  const GDBusInterfaceVTable table = { .method_call = on_call };

  g_assert_cmpuint (
      g_dbus_connection_register_object (bus, path, interface, &table, self, NULL, NULL), >, 0);
}

static gpointer
serve (gpointer data)
{
  FakeKeyring *self = data;
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (description, NULL);
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) owned = NULL;

  g_main_context_push_thread_default (self->context);
  bus = g_dbus_connection_new_for_address_sync (
      g_test_dbus_get_bus_address (self->bus),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, NULL);
  offer (bus, ROOT, node->interfaces[0], self);
  offer (bus, ROOT "/aliases/default", node->interfaces[1], self);
  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *path = g_strdup_printf (ITEMS "/%u", i);

      offer (bus, path, node->interfaces[2], self);
    }
  offer (bus, ROOT "/prompt", node->interfaces[3], self);
  owned = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/", "org.freedesktop.DBus",
                                       "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.secrets", 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_assert_nonnull (owned);
  g_atomic_int_set (&self->is_ready, TRUE);
  g_main_loop_run (self->loop);
  g_dbus_connection_close_sync (bus, NULL, NULL);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

FakeKeyring *
fake_keyring_new (void)
{
  FakeKeyring *self = g_new0 (FakeKeyring, 1);

  self->secrets
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("fake-keyring", serve, self);
  while (!g_atomic_int_get (&self->is_ready))
    g_thread_yield ();
  return self;
}

void
fake_keyring_free (FakeKeyring *self)
{
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_test_dbus_down (self->bus);
  g_object_unref (self->bus);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_hash_table_unref (self->secrets);
  g_hash_table_unref (self->names);
  g_free (self);
}

void
fake_keyring_set_mood (FakeKeyring *self, FakeKeyringMood mood)
{
  g_atomic_int_set (&self->mood, mood);
}

int
fake_keyring_count_secrets (FakeKeyring *self)
{
  return g_atomic_int_get (&self->n_secrets);
}

int
fake_keyring_count_prompts (FakeKeyring *self)
{
  return g_atomic_int_get (&self->n_prompts);
}
