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

typedef enum
{
  ARRIVES,
  UNREACHABLE,
  REQUEST_CUT,
  ANSWER_LOST,
  ANSWER_CUT,
  TWICE,
  LATE,
} Fate;

static Fate
draw_fate (Sim *sim)
{
  static const Fate fates[]
      = { ARRIVES, ARRIVES,     ARRIVES,     ARRIVES,     ARRIVES,     ARRIVES,    ARRIVES, ARRIVES,
          ARRIVES, UNREACHABLE, REQUEST_CUT, ANSWER_LOST, ANSWER_LOST, ANSWER_CUT, TWICE,   LATE };

  return sim->is_quiet ? ARRIVES : fates[sim_below (sim, G_N_ELEMENTS (fates))];
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
  g_autoptr (JsonNode) node = lf_wire_parse (request, -1, NULL);
  g_autoptr (GPtrArray) changes = lf_wire_to_push (node, NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      LfChange *change = changes->pdata[i];

      g_free (change->id);
      change->id = lf_id_new ();
    }
  return lf_wire_from_push (changes, NULL);
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

void
sim_network_deliver_late (SimDevice *device)
{
  g_autofree char *request = g_steal_pointer (&device->late_push);
  g_autofree char *device_id = g_steal_pointer (&device->late_device);

  if (request == NULL)
    return;
  faulty_disk_suspend (TRUE);
  send_again (device, device_id, request);
  faulty_disk_suspend (FALSE);
}

/* (nullable): what comes back, which may be half of it */
static char *
carry_push (SimDevice *device, char *request, GError **error)
{
  Sim *sim = device->sim;
  const char *device_id = lf_store_device (device->store);
  Fate fate = draw_fate (sim);
  g_autofree char *answer = NULL;

  if (fate == UNREACHABLE)
    return fail (sim, LF_SYNC_ERROR_UNREACHABLE, "no network", error), NULL;
  if (fate == LATE)
    {
      g_free (device->late_push);
      g_free (device->late_device);
      device->late_push = g_strdup (request);
      device->late_device = g_strdup (device_id);
      return fail (sim, LF_SYNC_ERROR_UNREACHABLE, "the push is delayed", error), NULL;
    }
  if (fate == REQUEST_CUT)
    cut (sim, request);
  answer = sim_server_push (sim, device, device_id, request);
  if (fate == TWICE)
    send_again (device, device_id, request);
  if (answer == NULL || fate == ANSWER_LOST)
    return fail (sim, LF_SYNC_ERROR_UNREACHABLE, "the push is not answered", error), NULL;
  if (fate == ANSWER_CUT)
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
  g_autofree char *request = lf_wire_from_push (changes, NULL);
  g_autofree char *answer = NULL;
  g_autoptr (JsonNode) node = NULL;
  GPtrArray *answers;

  faulty_disk_suspend (TRUE);
  answer = carry_push (device, request, error);
  faulty_disk_suspend (FALSE);
  if (answer == NULL)
    return NULL;
  node = lf_wire_parse (answer, -1, NULL);
  answers = node == NULL ? NULL : lf_wire_to_answers (node, NULL);
  if (answers == NULL)
    fail (device->sim, LF_SYNC_ERROR_PROTOCOL, "the answer to the push is cut off", error);
  return answers;
}

/* ---- Pull ---- */

static char *
carry_pull (SimDevice *device, const LfPullQuery *query, GError **error)
{
  Sim *sim = device->sim;
  Fate fate = draw_fate (sim);
  g_autofree char *answer = NULL;

  if (fate == UNREACHABLE || fate == ANSWER_LOST || fate == LATE)
    return fail (sim, LF_SYNC_ERROR_UNREACHABLE, "the pull is lost", error), NULL;
  answer = sim_server_pull (sim, device, query, 1 + sim_below (sim, 6));
  if (fate == ANSWER_CUT)
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
    fail (device->sim, LF_SYNC_ERROR_PROTOCOL, "the page is cut off", error);
  else
    forget_unknown (device->sim, page);
  return page;
}

/* ---- The object ---- */

static void
sim_transport_iface_init (LfTransportInterface *iface)
{
  iface->push = sim_transport_push;
  iface->pull = sim_transport_pull;
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
  return LF_TRANSPORT (self);
}
