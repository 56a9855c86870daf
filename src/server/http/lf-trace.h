/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of a request when it is over, in the log and in the metrics. On the main thread. */

#pragma once

#include "lf-request.h"

G_BEGIN_DECLS

/**
 * lf_trace_start:
 * @server: lives at least as long as @metrics
 * @route: (nullable): NULL: an address that is not there
 * @id: (transfer full): told to the client as well
 */
void lf_trace_start (SoupServerMessage *message,
                     GObject *server,
                     LfMetrics *metrics,
                     const LfRoute *route,
                     char *id);
const char *lf_trace_id (SoupServerMessage *message);

/* Of a request that became something else, whose “finished” does not come. */
void lf_trace_finish (SoupServerMessage *message);

/* Who it turned out to be. */
void lf_trace_note_user (const LfRequest *request);

G_END_DECLS
