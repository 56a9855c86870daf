/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Devices with real stores and a zone, between which files are carried. */

#include "config.h"

#include "carried.h"

#include "lf-accounts.h"
#include "store-folder.h"

#include <string.h>

#define PASSWORD "a good long password"

/* ---- The zone ---- */

Carried *
carried_new (void)
{
  Carried *self = g_new0 (Carried, 1);
  g_autofree char *blobs = NULL;

  self->zone = zone_new ();
  self->folder = store_folder_make ();
  blobs = g_build_filename (self->folder, "files", NULL);
  self->place = (LfServerPlace){ self->zone->storage, lf_blob_folder_new (blobs), ZONE };
  return self;
}

void
carried_free (Carried *self)
{
  lf_blob_folder_free (self->place.blobs);
  zone_free (self->zone);
  store_folder_remove (self->folder);
  g_free (self);
}

void
carried_add_account (Carried *self, const char *name, const char *role)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_accounts_save (self->zone->storage, ZONE, name, role, PASSWORD, &error));
  g_assert_no_error (error);
}

void
carried_reopen (Carried *self)
{
  self->place.storage = self->zone->storage;
}

/* ---- Devices ---- */

CarriedDevice *
carried_device_new (Carried *carried, const char *name)
{
  CarriedDevice *self = g_new0 (CarriedDevice, 1);

  self->carried = carried;
  self->name = name;
  set_up (&self->fixture, NULL);
  return self;
}

void
carried_device_free (CarriedDevice *self)
{
  tear_down (&self->fixture, NULL);
  g_free (self);
}

static char *
new_path (Carried *self)
{
  g_autofree char *name = g_strdup_printf ("%u.bundle", ++self->n_bundles);

  return g_build_filename (self->folder, name, NULL);
}

char *
carried_export (CarriedDevice *self)
{
  const LfCarryOptions options = { .sends_all = TRUE, .file_bytes = LF_BUNDLE_FILE_BYTES };
  g_auto (LfCarryExport) made = { 0 };
  g_autoptr (GError) error = NULL;
  char *path = new_path (self->carried);

  g_assert_true (lf_carry_export (self->fixture.store, path, &options, &made, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (made.problems->len, ==, 0);
  return path;
}

LfServerBundleTaken
carried_judge (CarriedDevice *self, const char *path)
{
  g_autofree char *fingerprint = lf_carry_fingerprint (self->fixture.store, NULL);
  const LfServerBundleTrust trust = { fingerprint, self->name };
  LfServerBundleTaken taken;
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_server_bundle_import (&self->carried->place, path, &trust, &taken, &error));
  g_assert_no_error (error);
  return taken;
}

char *
carried_answer (CarriedDevice *self)
{
  g_auto (LfServerBundleMade) made = { 0 };
  g_autoptr (GError) error = NULL;
  char *path = new_path (self->carried);

  g_assert_true (lf_server_bundle_export (&self->carried->place,
                                          lf_store_device (self->fixture.store), path,
                                          LF_BUNDLE_FILE_BYTES, &made, &error));
  g_assert_no_error (error);
  return path;
}

LfCarryImport
carried_take (CarriedDevice *self, const char *path)
{
  g_autofree char *fingerprint = lf_server_bundle_fingerprint (&self->carried->place, NULL);
  LfCarryImport taken;
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_carry_import (self->fixture.store, path, fingerprint, &taken, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (taken.sync.problems->len, ==, 0);
  return taken;
}

void
carried_round (CarriedDevice *self)
{
  g_autofree char *out = carried_export (self);
  g_auto (LfServerBundleTaken) judged = carried_judge (self, out);
  g_autofree char *back = carried_answer (self);
  g_auto (LfCarryImport) taken = carried_take (self, back);

  g_assert_cmpint (taken.number, >, 0);
}

void
carried_fail_judge (CarriedDevice *self, const char *path, int code)
{
  const LfServerBundleTrust trust = { 0 };
  g_auto (LfServerBundleTaken) taken = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (lf_server_bundle_import (&self->carried->place, path, &trust, &taken, &error));
  g_assert_error (error, LF_BUNDLE_ERROR, code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

void
carried_fail_take (CarriedDevice *self, const char *path, int code)
{
  g_autofree char *before = digest_of (self->fixture.store);
  g_autofree char *after = NULL;
  gint64 n_pending = carried_pending (self);
  g_auto (LfCarryImport) taken = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (lf_carry_import (self->fixture.store, path, NULL, &taken, NULL, &error));
  g_assert_error (error, LF_BUNDLE_ERROR, code);
  g_assert_true (g_str_has_suffix (error->message, "."));
  after = digest_of (self->fixture.store);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (carried_pending (self), ==, n_pending);
}

gint64
carried_pending (CarriedDevice *self)
{
  g_autoptr (GError) error = NULL;
  gint64 n = lf_store_count_pending_sync (self->fixture.store, &error);

  g_assert_no_error (error);
  return n;
}

/* ---- A line ---- */

#define LINE_TYPE_TRANSPORT (line_transport_get_type ())
G_DECLARE_FINAL_TYPE (LineTransport, line_transport, LINE, TRANSPORT, GObject)

struct _LineTransport
{
  GObject parent_instance;
  CarriedDevice *device;
};

static void line_transport_iface_init (LfTransportInterface *iface);

G_DEFINE_TYPE_WITH_CODE (LineTransport,
                         line_transport,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (LF_TYPE_TRANSPORT, line_transport_iface_init))

static LfServerUser
user_of (CarriedDevice *device)
{
  return (LfServerUser){ .zone = (char *) ZONE,
                         .account = (char *) device->name,
                         .role = (char *) "zone_manager",
                         .device = (char *) lf_store_device (device->fixture.store) };
}

static GPtrArray *
line_push (LfTransport *self, GPtrArray *changes, GCancellable *cancellable, GError **error)
{
  CarriedDevice *device = LINE_TRANSPORT (self)->device;
  LfServerUser user = user_of (device);

  return lf_merge_changes (device->carried->zone->storage, &user, changes, error);
}

static LfPage *
line_pull (LfTransport *self, const LfPullQuery *from, GCancellable *cancellable, GError **error)
{
  CarriedDevice *device = LINE_TRANSPORT (self)->device;
  LfServerUser user = user_of (device);
  g_autofree char *sight = lf_server_user_sight (&user);
  LfServerPageQuery query = { .since = from->since,
                              .cursor = from->cursor,
                              .own = from->own,
                              .limit = 3,
                              .role = user.role,
                              .sight = sight };

  return lf_server_read_page (device->carried->zone->storage, ZONE, &query, error);
}

static void
line_transport_iface_init (LfTransportInterface *iface)
{
  iface->push = line_push;
  iface->pull = line_pull;
}

static void
line_transport_class_init (LineTransportClass *klass)
{
}

static void
line_transport_init (LineTransport *self)
{
}

void
carried_line (CarriedDevice *self)
{
  g_autoptr (LineTransport) transport = g_object_new (LINE_TYPE_TRANSPORT, NULL);
  g_auto (LfSyncOutcome) outcome = { 0 };
  LfPendingMass mass;
  g_autoptr (GError) error = NULL;

  transport->device = self;
  lf_store_weigh_pending_sync (self->fixture.store, &mass, NULL);
  if (mass.newest > 0)
    lf_store_agree_pending_sync (self->fixture.store, mass.newest, NULL);
  g_assert_true (lf_sync_run (
      &(LfSyncWork){ .store = self->fixture.store, .transport = LF_TRANSPORT (transport) },
      /* cancellable= */ NULL, &outcome, &error));
  g_assert_no_error (error);
}
