/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the server is doing, for Prometheus. */

#include "config.h"

#include "lf-steps.h"

#include <glib/gstdio.h>

#define LATELY_US (5 * 60 * G_USEC_PER_SEC)

static void
add_number (GString *text, const char *name, const char *type, const char *help, gint64 number)
{
  lf_metrics_add_head (text, name, type, help);
  g_string_append_printf (text, "landfall_%s %" G_GINT64_FORMAT "\n", name, number);
}

static void
add_counts (GString *text, LfServerCounts *counts)
{
  const struct
  {
    const char *name, *help;
    int *count;
  } all[] = {
    { "requests_started_total", "Requests whose headers came.", &counts->n_started },
    { "pushes_total", "Pushes that were answered.", &counts->n_pushes },
    { "changes_accepted_total", "Changes that were accepted.", &counts->n_accepted },
    { "changes_refused_total", "Changes that were refused.", &counts->n_refused },
    { "conflicts_total", "Edits that met another.", &counts->n_conflicts },
    { "inquiries_total", "Inquiries that were taken.", &counts->n_inquiries },
    { "live_told_total", "Times a device was told of news.", &counts->n_live_told },
    { "live_cut_total", "Devices that were cut off from news.", &counts->n_live_cut },
  };

  add_number (text, "live_connections", "gauge", "Devices that are told of news.",
              g_atomic_int_get (&counts->n_live));
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    add_number (text, all[i].name, "counter", all[i].help, g_atomic_int_get (all[i].count));
}

/* What cannot be read is left out: a scrape tells of the rest. */
static void
add_devices (GString *text, LfServerStorage *storage)
{
  g_autoptr (GPtrArray) devices = lf_server_storage_list_devices (storage, NULL);
  gint64 since = lf_clock_now_us () - LATELY_US;
  gint64 n = 0;

  if (devices == NULL)
    return;
  for (guint i = 0; i < devices->len; i++)
    {
      const LfServerDevice *device = devices->pdata[i];

      n += !device->is_revoked && device->seen_us >= since;
    }
  add_number (text, "devices_seen_lately", "gauge", "Devices seen within five minutes.", n);
}

static void
add_database (GString *text, const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf database, written_ahead;

  if (g_stat (path, &database) != 0)
    return;
  add_number (text, "database_bytes", "gauge", "Size of the database's files.",
              database.st_size + (g_stat (log, &written_ahead) == 0 ? written_ahead.st_size : 0));
}

void
lf_metrics_answer (LfRequest *request)
{
  GString *text = g_string_new (NULL);
  gsize length;

  lf_metrics_add_head (text, "build_info", "gauge", "Always 1; the label is the version.");
  g_string_append (text, "landfall_build_info{version=\"" LF_VERSION "\"} 1\n");
  lf_metrics_print (request->metrics, text);
  add_counts (text, request->counts);
  add_devices (text, request->storage);
  if (request->database != NULL)
    add_database (text, request->database);
  length = text->len;
  lf_request_answer_text (request, "text/plain; version=0.0.4", g_string_free (text, FALSE),
                          length);
}
