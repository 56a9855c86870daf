/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Secret Service API, as little of it as one secret needs. Prompts are never followed. */

#include "config.h"

#include "lf-keyring.h"

#include <gio/gio.h>
#include <string.h>

#define SERVICE "org.freedesktop.secrets"
#define SERVICE_PATH "/org/freedesktop/secrets"
#define SERVICE_INTERFACE "org.freedesktop.Secret.Service"
#define COLLECTION "org.freedesktop.Secret.Collection"
#define ITEM "org.freedesktop.Secret.Item"
#define DEFAULT_COLLECTION "/org/freedesktop/secrets/aliases/default"
#define SCHEMA "io.github.landfall.Session"

static int is_wanted; /* atomic */

void
lf_keyring_use (gboolean is_used)
{
  g_atomic_int_set (&is_wanted, is_used);
}

/* GIO would start a bus where there is none. */
static gboolean
has_bus (void)
{
  g_autofree char *socket = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);
  const char *address = g_getenv ("DBUS_SESSION_BUS_ADDRESS");

  return address != NULL ? *address != '\0' : g_file_test (socket, G_FILE_TEST_EXISTS);
}

/* (transfer full) (nullable) */
static GDBusConnection *
connect_bus (void)
{
  return g_atomic_int_get (&is_wanted) && has_bus ()
             ? g_bus_get_sync (G_BUS_TYPE_SESSION, /* cancellable= */ NULL, /* error= */ NULL)
             : NULL;
}

/* @arguments: (transfer floating). (transfer full) (nullable) */
static GVariant *
call (GDBusConnection *bus,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *arguments,
      const char *answer)
{
  return g_dbus_connection_call_sync (bus, SERVICE, path, interface, method, arguments,
                                      G_VARIANT_TYPE (answer), G_DBUS_CALL_FLAGS_NONE,
                                      LF_KEYRING_WAIT_MS, /* cancellable= */ NULL,
                                      /* error= */ NULL);
}

/* The secret crosses the session bus as it is, where nobody but its owner listens.
 * (transfer full) (nullable): its path */
static char *
open_session (GDBusConnection *bus)
{
  g_autoptr (GVariant) opened
      = call (bus, SERVICE_PATH, SERVICE_INTERFACE, "OpenSession",
              g_variant_new ("(sv)", "plain", g_variant_new_string ("")), "(vo)");
  char *path = NULL;

  if (opened != NULL)
    g_variant_get (opened, "(vo)", NULL, &path);
  return path;
}

/* (transfer floating) */
static GVariant *
attributes_of (const char *name)
{
  GVariantBuilder attributes;

  g_variant_builder_init (&attributes, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&attributes, "{ss}", "xdg:schema", SCHEMA);
  g_variant_builder_add (&attributes, "{ss}", "name", name);
  return g_variant_builder_end (&attributes);
}

/* (transfer full) (nullable): the path of what is there and not locked */
static char *
find_item (GDBusConnection *bus, const char *name)
{
  g_autoptr (GVariant) found = call (bus, SERVICE_PATH, SERVICE_INTERFACE, "SearchItems",
                                     g_variant_new ("(@a{ss})", attributes_of (name)), "(aoao)");
  g_autoptr (GVariant) unlocked = found == NULL ? NULL : g_variant_get_child_value (found, 0);
  char *path = NULL;

  if (unlocked != NULL && g_variant_n_children (unlocked) > 0)
    g_variant_get_child (unlocked, 0, "o", &path);
  return path;
}

/* (transfer floating) */
static GVariant *
make_item (const char *session, const char *name, const char *label, const char *secret)
{
  GVariantBuilder properties;

  g_variant_builder_init (&properties, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&properties, "{sv}", ITEM ".Label", g_variant_new_string (label));
  g_variant_builder_add (&properties, "{sv}", ITEM ".Attributes", attributes_of (name));
  return g_variant_new ("(@a{sv}(o@ay@ays)b)", g_variant_builder_end (&properties), session,
                        g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, NULL, 0, 1),
                        g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, secret, strlen (secret), 1),
                        "text/plain",
                        /* replace= */ TRUE);
}

gboolean
lf_keyring_keep (const char *name, const char *label, const char *secret)
{
  g_autoptr (GDBusConnection) bus = connect_bus ();
  g_autofree char *session = bus == NULL ? NULL : open_session (bus);
  g_autoptr (GVariant) made = session == NULL
                                  ? NULL
                                  : call (bus, DEFAULT_COLLECTION, COLLECTION, "CreateItem",
                                          make_item (session, name, label, secret), "(oo)");
  const char *item = "/";

  if (made != NULL)
    g_variant_get (made, "(&o&o)", &item, NULL);
  return strcmp (item, "/") != 0; /* else it would ask for a password first */
}

char *
lf_keyring_find (const char *name)
{
  g_autoptr (GDBusConnection) bus = connect_bus ();
  g_autofree char *item = bus == NULL ? NULL : find_item (bus, name);
  g_autofree char *session = item == NULL ? NULL : open_session (bus);
  g_autoptr (GVariant) got = session == NULL ? NULL
                                             : call (bus, item, ITEM, "GetSecret",
                                                     g_variant_new ("(o)", session), "((oayays))");
  g_autoptr (GVariant) value = NULL;
  const char *bytes;
  gsize length;

  if (got == NULL)
    return NULL;
  g_variant_get (got, "((oay@ays))", NULL, NULL, &value, NULL);
  bytes = g_variant_get_fixed_array (value, &length, 1);
  return g_strndup (bytes, length);
}

void
lf_keyring_forget (const char *name)
{
  g_autoptr (GDBusConnection) bus = connect_bus ();
  g_autofree char *item = bus == NULL ? NULL : find_item (bus, name);
  g_autoptr (GVariant) gone = item == NULL ? NULL : call (bus, item, ITEM, "Delete", NULL, "(o)");
}

static gpointer
forget_in_thread (gpointer name)
{
  lf_keyring_forget (name);
  g_free (name);
  return NULL;
}

void
lf_keyring_forget_soon (const char *name)
{
  g_thread_unref (g_thread_new ("keyring", forget_in_thread, g_strdup (name)));
}
