/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests counted by address and status, and how long they took. May be used from several threads.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LfMetrics LfMetrics;

LfMetrics *lf_metrics_new (void);
void lf_metrics_free (LfMetrics *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfMetrics, lf_metrics_free)

/* @path: (nullable): one of the server's addresses, a literal; NULL: all others together */
void lf_metrics_note (LfMetrics *self, const char *path, guint status, gint64 us);

/* In Prometheus' text form 0.0.4. @type: "counter", "gauge" or "histogram". */
void lf_metrics_add_head (GString *text, const char *name, const char *type, const char *help);
void lf_metrics_print (LfMetrics *self, GString *text);

G_END_DECLS
