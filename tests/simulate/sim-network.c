/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The network of a simulated zone. Everything that goes over it is text, as on the wire, and can be
 * lost, cut anywhere, delivered twice or much later. */

#include "config.h"

#include "sim.h"

#include "faulty-disk.h"
#include "lf-transport.h"
#include "lf-wire.h"

#include <string.h>

#define SIM_TYPE_TRANSPORT (sim_transport_get_type ())
G_DECLARE_FINAL_TYPE (SimTransport, sim_transport, SIM, TRANSPORT, GObject)

struct _SimTransport
{
  GObject parent_instance;
  SimDevice *device;
};

static void sim_transport_iface_init (LfTransportInterface *iface);

G_DEFINE_TYPE_WITH_CODE (SimTransport,
                         sim_transport,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (LF_TYPE_TRANSPORT, sim_transport_iface_init))

SimFate
sim_fate (Sim *sim)
{
  static const SimFate fates[]
      = { SIM_ARRIVES,     SIM_ARRIVES,     SIM_ARRIVES,     SIM_ARRIVES,
          SIM_ARRIVES,     SIM_ARRIVES,     SIM_ARRIVES,     SIM_ARRIVES,
          SIM_ARRIVES,     SIM_UNREACHABLE, SIM_REQUEST_CUT, SIM_ANSWER_LOST,
          SIM_ANSWER_LOST, SIM_ANSWER_CUT,  SIM_TWICE,       SIM_LATE };
  static const SimKind kinds[] = {
    [SIM_UNREACHABLE] = SIM_LOST,       [SIM_REQUEST_CUT] = SIM_CUT,
    [SIM_ANSWER_LOST] = SIM_UNANSWERED, [SIM_ANSWER_CUT] = SIM_HALF_ANSWERED,
    [SIM_TWICE] = SIM_DOUBLED,          [SIM_LATE] = SIM_DELAYED,
  };
  SimFate fate = sim->is_quiet ? SIM_ARRIVES : fates[sim_below (sim, G_N_ELEMENTS (fates))];

  if (fate != SIM_ARRIVES)
    sim_count (sim, kinds[fate]);
  return fate;
}

static gboolean
fail (Sim *sim, int code, const char *what, GError **error)
{
  sim_tell (sim, "%s", what);
  g_set_error_literal (error, LF_SYNC_ERROR, code, what);
  return FALSE;
}

/* ---- Push ---- */

/* The same changes under other ids. */
static char *
print_anew (const char *request)
{
  g_autoptr (LfJson) node = lf_json_read (request, strlen (request), NULL);
  g_autoptr (GPtrArray) changes = lf_wire_to_push (node, NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      LfChange *change = changes->pdata[i];

      g_free (change->id);
      change->id = lf_id_new ();
    }
  return lf_wire_from_push (changes, LF_WIRE_MINOR, NULL);
}

/* Every byte of a text that was cut off is read as if it were all. */
static void
cut (Sim *sim, char *text)
{
  text[sim_below (sim, (guint) strlen (text))] = '\0';
}

static void
send_again (SimDevice *device, const char *device_id, const char *request)
{
  g_autofree char *text
      = device->sim->fault == SIM_REPLAY_JUDGED_ANEW ? print_anew (request) : g_strdup (request);

  g_free (sim_server_push (device->sim, device, device_id, text));
}

/* A request that is still on its way, and the name it was sent under. */
typedef struct
{
  char *request;
  char *device_id;
} Late;

static void
late_free (gpointer data)
{
  Late *late = data;

  g_free (late->request);
  g_free (late->device_id);
  g_free (late);
}

static void
delay (SimDevice *device, const char *device_id, const char *request)
{
  Late *late = g_new (Late, 1);

  *late = (Late){ g_strdup (request), g_strdup (device_id) };
  g_ptr_array_add (device->late, late);
}

/* In any order, also after what was sent later; TRUE when something came. */
static gboolean
deliver_some (SimDevice *device)
{
  Sim *sim = device->sim;
  guint n_before = device->late->len;

  while (device->late->len > 0 && (sim->is_quiet || sim_chance (sim, 2)))
    {
      guint i = sim_below (sim, device->late->len);
      Late *late = g_ptr_array_steal_index (device->late, i);

      send_again (device, late->device_id, late->request);
      late_free (late);
    }
  return device->late->len < n_before;
}

void
sim_network_deliver_late (SimDevice *device)
{
  faulty_disk_suspend (TRUE);
  deliver_some (device);
  faulty_disk_suspend (FALSE);
}

/* (nullable): what comes back, which may be half of it */
static char *
carry_push (SimDevice *device, char *request, GError **error)
{
  Sim *sim = device->sim;
  const char *device_id = lf_store_device (device->store);
  SimFate fate = sim_fate (sim);
  g_autofree char *answer = NULL;

  if (fate == SIM_UNREACHABLE)
    return fail (sim, LF_SYNC_ERROR_UNREACHABLE, "no network", error), NULL;
  if (fate == SIM_LATE)
    {
      delay (device, device_id, request);
      return fail (sim, LF_SYNC_ERROR_UNREACHABLE, "the push is delayed", error), NULL;
    }
  if (fate == SIM_REQUEST_CUT)
    cut (sim, request);
  answer = sim_server_push (sim, device, device_id, request);
  if (fate == SIM_TWICE)
    send_again (device, device_id, request);
  if (deliver_some (device))
    sim_count (sim, SIM_REORDERED);
  if (answer == NULL || fate == SIM_ANSWER_LOST)
    return fail (sim, LF_SYNC_ERROR_UNREACHABLE, "the push is not answered", error), NULL;
  if (fate == SIM_ANSWER_CUT)
    cut (sim, answer);
  return g_steal_pointer (&answer);
}

static GPtrArray *
sim_transport_push (LfTransport *transport,
                    GPtrArray *changes,
                    GCancellable *cancellable,
                    GError **error)
{
  SimDevice *device = SIM_TRANSPORT (transport)->device;
  g_autofree char *request = lf_wire_from_push (changes, LF_WIRE_MINOR, NULL);
  g_autofree char *answer = NULL;
  g_autoptr (LfJson) node = NULL;
  GPtrArray *answers;

  faulty_disk_suspend (TRUE);
  answer = carry_push (device, request, error);
  faulty_disk_suspend (FALSE);
  if (answer == NULL)
    return NULL;
  node = lf_json_read (answer, strlen (answer), NULL);
  answers = node == NULL ? NULL : lf_wire_to_push_answers (node, changes, NULL);
  if (answers == NULL)
    fail (device->sim, LF_SYNC_ERROR_BROKEN_OFF, "the answer to the push is cut off", error);
  return answers;
}

/* ---- Pull ---- */

static char *
carry_pull (SimDevice *device, const LfPullQuery *query, GError **error)
{
  Sim *sim = device->sim;
  SimFate fate = sim_fate (sim);
  g_autofree char *answer = NULL;
  guint limit;

  if (fate == SIM_UNREACHABLE || fate == SIM_ANSWER_LOST || fate == SIM_LATE)
    return fail (sim, LF_SYNC_ERROR_UNREACHABLE, "the pull is lost", error), NULL;
  limit = 1 + sim_below (sim, 6);
  answer
      = sim_server_pull (sim, device, query, query->limit > 0 ? MIN (limit, query->limit) : limit);
  if (fate == SIM_ANSWER_CUT)
    cut (sim, answer);
  return g_steal_pointer (&answer);
}

/* An older program: what it does not know is gone. */
static void
forget_unknown (Sim *sim, LfPage *page)
{
  for (guint i = 0; sim->fault == SIM_UNKNOWN_DROPPED && i < page->deltas->len; i++)
    g_hash_table_remove (((LfDelta *) page->deltas->pdata[i])->fields, "hue");
}

static LfPage *
sim_transport_pull (LfTransport *transport,
                    const LfPullQuery *query,
                    GCancellable *cancellable,
                    GError **error)
{
  SimDevice *device = SIM_TRANSPORT (transport)->device;
  g_autofree char *answer = NULL;
  LfPage *page;

  faulty_disk_suspend (TRUE);
  answer = carry_pull (device, query, error);
  faulty_disk_suspend (FALSE);
  if (answer == NULL)
    return NULL;
  page = lf_wire_to_page (answer, strlen (answer), NULL);
  if (page == NULL)
    fail (device->sim, LF_SYNC_ERROR_BROKEN_OFF, "the page is cut off", error);
  else
    forget_unknown (device->sim, page);
  return page;
}

/* ---- Comparing ---- */

static LfPage *
sim_transport_pull_bucket (
    LfTransport *transport, guint bucket, gint64 cursor, GCancellable *cancellable, GError **error)
{
  SimDevice *device = SIM_TRANSPORT (transport)->device;
  SimFate fate = sim_fate (device->sim);
  g_autofree char *answer = NULL;
  LfPage *page;

  if (fate == SIM_UNREACHABLE || fate == SIM_ANSWER_LOST || fate == SIM_LATE)
    return fail (device->sim, LF_SYNC_ERROR_UNREACHABLE, "the bucket is lost", error), NULL;
  faulty_disk_suspend (TRUE);
  answer = sim_server_pull_bucket (device->sim, device, bucket, cursor);
  faulty_disk_suspend (FALSE);
  if (fate == SIM_ANSWER_CUT)
    cut (device->sim, answer);
  page = lf_wire_to_page (answer, strlen (answer), NULL);
  if (page == NULL)
    fail (device->sim, LF_SYNC_ERROR_BROKEN_OFF, "the bucket is cut off", error);
  return page;
}

static void
sum_up (const char *entity, const char *id, const LfDigestSum *sum, gpointer user_data)
{
  LfDigests *digests = user_data;

  if (sum != NULL)
    lf_digest_sum_add (&digests->buckets[lf_digest_bucket (id)], sum);
}

static void
echo (SimDevice *device, LfDigests *digests)
{
  memset (digests->buckets, 0, sizeof digests->buckets);
  lf_store_each_held_sync (device->store, sum_up, digests, NULL, NULL);
}

static LfDigests *
sim_transport_digests (LfTransport *transport, GCancellable *cancellable, GError **error)
{
  SimDevice *device = SIM_TRANSPORT (transport)->device;
  SimFate fate = sim_fate (device->sim);
  g_autofree char *answer = NULL;
  g_autoptr (LfJson) node = NULL;
  LfDigests *digests;

  if (fate == SIM_UNREACHABLE || fate == SIM_ANSWER_LOST || fate == SIM_LATE)
    return fail (device->sim, LF_SYNC_ERROR_UNREACHABLE, "the digests are lost", error), NULL;
  faulty_disk_suspend (TRUE);
  answer = sim_server_digests (device->sim, device);
  faulty_disk_suspend (FALSE);
  if (fate == SIM_ANSWER_CUT)
    cut (device->sim, answer);
  node = lf_json_read (answer, strlen (answer), NULL);
  digests = node == NULL ? NULL : lf_wire_to_digests (node, NULL);
  if (digests == NULL)
    fail (device->sim, LF_SYNC_ERROR_BROKEN_OFF, "the digests are cut off", error);
  else if (device->sim->fault == SIM_DIGEST_ECHOED)
    echo (device, digests);
  return digests;
}

/* ---- The object ---- */

static gboolean
sim_transport_ask_blob (LfTransport *transport,
                        const LfTransportBlob *blob,
                        LfBlobStanding *ret_standing,
                        GCancellable *cancellable,
                        GError **error)
{
  return sim_files_ask (SIM_TRANSPORT (transport)->device, blob, ret_standing, error);
}

static gboolean
sim_transport_put_blob (LfTransport *transport,
                        const LfTransportBlob *blob,
                        GBytes *piece,
                        gint64 offset,
                        gint64 total,
                        LfBlobStanding *ret_standing,
                        GCancellable *cancellable,
                        GError **error)
{
  return sim_files_put (SIM_TRANSPORT (transport)->device, blob, piece, offset, total, ret_standing,
                        error);
}

static GBytes *
sim_transport_get_blob (LfTransport *transport,
                        const LfTransportBlob *blob,
                        gint64 offset,
                        gsize length,
                        gint64 *ret_total,
                        GCancellable *cancellable,
                        GError **error)
{
  return sim_files_get (SIM_TRANSPORT (transport)->device, blob, offset, length, ret_total, error);
}

static void
sim_transport_iface_init (LfTransportInterface *iface)
{
  iface->ask_blob = sim_transport_ask_blob;
  iface->put_blob = sim_transport_put_blob;
  iface->get_blob = sim_transport_get_blob;
  iface->push = sim_transport_push;
  iface->pull = sim_transport_pull;
  iface->pull_bucket = sim_transport_pull_bucket;
  iface->digests = sim_transport_digests;
}

static void
sim_transport_class_init (SimTransportClass *klass)
{
}

static void
sim_transport_init (SimTransport *self)
{
}

LfTransport *
sim_transport_new (SimDevice *device)
{
  SimTransport *self = g_object_new (SIM_TYPE_TRANSPORT, NULL);

  self->device = device;
  device->late = g_ptr_array_new_with_free_func (late_free);
  return LF_TRANSPORT (self);
}
