/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the benches share. */

#include "config.h"

#include "bench.h"

#include <stdio.h>

struct _Bench
{
  char *name;
  gint64 began_us;
  GArray *runs_us; /* gint64 */
  GString *notes;
  gboolean is_sorted;
};

Bench *
bench_new (const char *name)
{
  Bench *self = g_new0 (Bench, 1);

  self->name = g_strdup (name);
  self->runs_us = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->notes = g_string_new (NULL);
  return self;
}

void
bench_free (Bench *self)
{
  g_free (self->name);
  g_array_unref (self->runs_us);
  g_string_free (self->notes, TRUE);
  g_free (self);
}

void
bench_begin (Bench *self)
{
  self->began_us = g_get_monotonic_time ();
}

void
bench_end (Bench *self)
{
  gint64 run = g_get_monotonic_time () - self->began_us;

  g_array_append_val (self->runs_us, run);
  self->is_sorted = FALSE;
}

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  gint64 difference = *(const gint64 *) a - *(const gint64 *) b;

  return difference < 0 ? -1 : difference > 0;
}

double
bench_quantile_ms (Bench *self, double quantile)
{
  guint index;

  g_return_val_if_fail (self->runs_us->len > 0, 0);
  if (!self->is_sorted)
    g_array_sort (self->runs_us, compare_runs);
  self->is_sorted = TRUE;
  index = (guint) (quantile * (self->runs_us->len - 1) + 0.5);
  return (double) g_array_index (self->runs_us, gint64, index) / 1000.0;
}

void
bench_note (Bench *self, const char *key, double value)
{
  g_string_append_printf (self->notes, ", \"%s\": %.6g", key, value);
}

void
bench_report (Bench *self)
{
  printf ("{\"bench\": \"%s\"", self->name);
  if (self->runs_us->len > 0)
    printf (", \"runs\": %u, \"p50_ms\": %.3f, \"p95_ms\": %.3f, \"p99_ms\": %.3f",
            self->runs_us->len, bench_quantile_ms (self, 0.5), bench_quantile_ms (self, 0.95),
            bench_quantile_ms (self, 0.99));
  printf (", \"cores\": %u%s}\n", g_get_num_processors (), self->notes->str);
  fflush (stdout);
}
