/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row for each address that was asked for. */

#include "config.h"

#include "lf-metrics.h"

#define OTHER "other"
#define N_STATUSES 600

static const double bounds[] = { 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10 };

typedef struct
{
  guint64 n_by_status[N_STATUSES];
  guint64 n_within[G_N_ELEMENTS (bounds)];
  guint64 n;
  double sum_s;
} Row;

struct _LfMetrics
{
  GMutex mutex;
  GTree *rows; /* path → Row */
};

static int
compare_paths (gconstpointer a, gconstpointer b, gpointer data)
{
  return g_strcmp0 (a, b);
}

LfMetrics *
lf_metrics_new (void)
{
  LfMetrics *self = g_new0 (LfMetrics, 1);

  g_mutex_init (&self->mutex);
  self->rows = g_tree_new_full (compare_paths, NULL, NULL, g_free);
  return self;
}

void
lf_metrics_free (LfMetrics *self)
{
  g_tree_unref (self->rows);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
lf_metrics_note (LfMetrics *self, const char *path, guint status, gint64 us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const char *key = path == NULL ? OTHER : path;
  double seconds = (double) us / G_USEC_PER_SEC;
  Row *row = g_tree_lookup (self->rows, key);

  if (row == NULL)
    {
      row = g_new0 (Row, 1);
      g_tree_insert (self->rows, (char *) key, row);
    }
  row->n++;
  row->sum_s += seconds;
  row->n_by_status[MIN (status, N_STATUSES - 1)]++;
  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    if (seconds <= bounds[i])
      row->n_within[i]++;
}

/* ---- Telling ---- */

void
lf_metrics_add_head (GString *text, const char *name, const char *type, const char *help)
{
  g_string_append_printf (text, "# HELP landfall_%s %s\n# TYPE landfall_%s %s\n", name, help, name,
                          type);
}

static gboolean
print_statuses (gpointer path, gpointer data, gpointer text)
{
  const Row *row = data;

  for (guint i = 0; i < N_STATUSES; i++)
    if (row->n_by_status[i] > 0)
      g_string_append_printf (
          text, "landfall_requests_total{path=\"%s\",status=\"%u\"} %" G_GUINT64_FORMAT "\n",
          (char *) path, i, row->n_by_status[i]);
  return FALSE;
}

static gboolean
print_times (gpointer path, gpointer data, gpointer text)
{
  const Row *row = data;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    g_string_append_printf (
        text, "landfall_request_seconds_bucket{path=\"%s\",le=\"%s\"} %" G_GUINT64_FORMAT "\n",
        (char *) path, g_ascii_formatd (number, sizeof number, "%g", bounds[i]), row->n_within[i]);
  g_string_append_printf (
      text, "landfall_request_seconds_bucket{path=\"%s\",le=\"+Inf\"} %" G_GUINT64_FORMAT "\n",
      (char *) path, row->n);
  g_string_append_printf (text, "landfall_request_seconds_sum{path=\"%s\"} %s\n", (char *) path,
                          g_ascii_formatd (number, sizeof number, "%.6f", row->sum_s));
  g_string_append_printf (text,
                          "landfall_request_seconds_count{path=\"%s\"} %" G_GUINT64_FORMAT "\n",
                          (char *) path, row->n);
  return FALSE;
}

void
lf_metrics_print (LfMetrics *self, GString *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  lf_metrics_add_head (text, "requests_total", "counter", "Requests by address and status.");
  g_tree_foreach (self->rows, print_statuses, text);
  lf_metrics_add_head (text, "request_seconds", "histogram",
                       "How long requests took from their headers to the end of the answer.");
  g_tree_foreach (self->rows, print_times, text);
}
