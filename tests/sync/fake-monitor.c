/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The network monitor of the sync tests. */

#include "config.h"

#include "fake-monitor.h"

enum
{
  PROP_0,
  PROP_NETWORK_AVAILABLE,
  PROP_NETWORK_METERED,
  PROP_CONNECTIVITY,
};

struct _FakeMonitor
{
  GObject parent_instance;
  gboolean is_available, is_metered;
  GNetworkConnectivity connectivity;
};

static void
initable_init (GInitableIface *iface)
{
}

static void
monitor_init (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_TYPE_WITH_CODE (FakeMonitor,
                         fake_monitor,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, initable_init)
                             G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, monitor_init))

static void
fake_monitor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FakeMonitor *self = FAKE_MONITOR (object);

  switch (id)
    {
    case PROP_NETWORK_AVAILABLE:
      g_value_set_boolean (value, self->is_available);
      break;
    case PROP_NETWORK_METERED:
      g_value_set_boolean (value, self->is_metered);
      break;
    case PROP_CONNECTIVITY:
      g_value_set_enum (value, (int) self->connectivity);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fake_monitor_class_init (FakeMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fake_monitor_get_property;
  g_object_class_override_property (object_class, PROP_NETWORK_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_NETWORK_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
fake_monitor_init (FakeMonitor *self)
{
  self->is_available = TRUE;
  self->connectivity = G_NETWORK_CONNECTIVITY_FULL;
}

FakeMonitor *
fake_monitor_new (void)
{
  return g_object_new (FAKE_TYPE_MONITOR, NULL);
}

void
fake_monitor_set (FakeMonitor *self,
                  gboolean is_available,
                  gboolean is_metered,
                  GNetworkConnectivity connectivity)
{
  self->is_available = is_available;
  self->is_metered = is_metered;
  self->connectivity = connectivity;
  g_signal_emit_by_name (self, "network-changed", is_available);
}
