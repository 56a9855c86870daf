/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the benches share. */

#include "config.h"

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>

struct _Bench
{
  char *name;
  gint64 began_us, cpu_began_us;
  GArray *runs_us, *cpu_us; /* gint64 */
  GString *notes;
  gboolean is_sorted;
};

void
bench_check (gboolean is_done, const GError *error)
{
  if (is_done)
    return;
  g_printerr ("%s: %s\n", g_get_prgname (), error == NULL ? "failed" : error->message);
  exit (1);
}

/* Of all threads: the store works on threads of its own. */
static gint64
cpu_time_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

Bench *
bench_new (const char *name)
{
  Bench *self = g_new0 (Bench, 1);

  self->name = g_strdup (name);
  self->runs_us = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cpu_us = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->notes = g_string_new (NULL);
  return self;
}

void
bench_free (Bench *self)
{
  g_free (self->name);
  g_array_unref (self->runs_us);
  g_array_unref (self->cpu_us);
  g_string_free (self->notes, TRUE);
  g_free (self);
}

void
bench_begin (Bench *self)
{
  self->cpu_began_us = cpu_time_us ();
  self->began_us = g_get_monotonic_time ();
}

void
bench_end (Bench *self)
{
  gint64 run = g_get_monotonic_time () - self->began_us;

  gint64 cpu = cpu_time_us () - self->cpu_began_us;

  g_array_append_val (self->runs_us, run);
  g_array_append_val (self->cpu_us, cpu);
  self->is_sorted = FALSE;
}

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  gint64 difference = *(const gint64 *) a - *(const gint64 *) b;

  return difference < 0 ? -1 : difference > 0;
}

static double
quantile_ms (GArray *runs_us, double quantile)
{
  guint index = (guint) (quantile * (runs_us->len - 1) + 0.5);

  return (double) g_array_index (runs_us, gint64, index) / 1000.0;
}

double
bench_quantile_ms (Bench *self, double quantile)
{
  g_return_val_if_fail (self->runs_us->len > 0, 0);
  if (!self->is_sorted)
    {
      g_array_sort (self->runs_us, compare_runs);
      g_array_sort (self->cpu_us, compare_runs);
    }
  self->is_sorted = TRUE;
  return quantile_ms (self->runs_us, quantile);
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
    {
      printf (", \"runs\": %u, \"p50_ms\": %.3f, \"p95_ms\": %.3f, \"p99_ms\": %.3f",
              self->runs_us->len, bench_quantile_ms (self, 0.5), bench_quantile_ms (self, 0.95),
              bench_quantile_ms (self, 0.99));
      printf (", \"cpu_p50_ms\": %.3f", quantile_ms (self->cpu_us, 0.5));
    }
  printf ("%s}\n", self->notes->str);
  fflush (stdout);
}

static char *
processor (void)
{
  g_autofree char *text = NULL;
  const char *found;

  if (!g_file_get_contents ("/proc/cpuinfo", &text, NULL, NULL)
      || (found = g_strstr_len (text, -1, "model name")) == NULL
      || (found = strchr (found, ':')) == NULL)
    return g_strdup ("unknown");
  return g_strndup (found + 2, strcspn (found + 2, "\"\\\n"));
}

void
bench_report_machine (void)
{
  g_autofree char *model = processor ();
  struct utsname system;

  uname (&system);
  printf (
      "{\"bench\": \"machine\", \"processor\": \"%s\", \"cores\": %u, \"system\": \"%s %s %s\"}\n",
      model, g_get_num_processors (), system.sysname, system.release, system.machine);
  fflush (stdout);
}
