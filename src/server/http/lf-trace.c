/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of a request. */

#include "config.h"

#include "lf-trace.h"

#include "lf-log.h"

#define TRACE "landfall-trace"

typedef struct
{
  LfMetrics *metrics; /* unowned */
  char *id;
  const LfRoute *route; /* (nullable) */
  gint64 start_us;
  char *zone, *device; /* (nullable) */
} Trace;

static void
trace_free (gpointer data)
{
  Trace *trace = data;

  g_free (trace->id);
  g_free (trace->zone);
  g_free (trace->device);
  g_free (trace);
}

static Trace *
get_trace (SoupServerMessage *message)
{
  return g_object_get_data (G_OBJECT (message), TRACE);
}

/* Only the address is told that the server has, never what else stood in the request's line. */
void
lf_trace_finish (SoupServerMessage *message)
{
  const Trace *trace = get_trace (message);
  const LfLogRequest line = { .id = trace->id,
                              .zone = trace->zone,
                              .device = trace->device,
                              .method = trace->route == NULL ? NULL : trace->route->method,
                              .path = trace->route == NULL ? NULL : trace->route->path,
                              .status = soup_server_message_get_status (message),
                              .us = g_get_monotonic_time () - trace->start_us };

  lf_metrics_note (trace->metrics, line.path, line.status, line.us);
  lf_log_request (&line);
}

void
lf_trace_start (
    SoupServerMessage *message, GObject *server, LfMetrics *metrics, const LfRoute *route, char *id)
{
  Trace *trace = g_new0 (Trace, 1);

  trace->metrics = metrics;
  trace->id = id;
  trace->route = route;
  trace->start_us = g_get_monotonic_time ();
  g_object_set_data_full (G_OBJECT (message), TRACE, trace, trace_free);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "X-Request-Id",
                                id);
  g_signal_connect_object (message, "finished", G_CALLBACK (lf_trace_finish), server, 0);
}

const char *
lf_trace_id (SoupServerMessage *message)
{
  return get_trace (message)->id;
}

void
lf_trace_note_user (const LfRequest *request)
{
  Trace *trace = get_trace (request->message);

  if (request->user == NULL)
    return;
  trace->zone = g_strdup (request->user->zone);
  trace->device = g_strdup (request->user->device);
}
