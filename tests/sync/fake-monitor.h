/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network that comes, goes and costs as a test says. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FAKE_TYPE_MONITOR (fake_monitor_get_type ())
G_DECLARE_FINAL_TYPE (FakeMonitor, fake_monitor, FAKE, MONITOR, GObject)

/* There is a network, and it costs nothing. */
FakeMonitor *fake_monitor_new (void);
void fake_monitor_set (FakeMonitor *self,
                       gboolean is_available,
                       gboolean is_metered,
                       GNetworkConnectivity connectivity);

G_END_DECLS
