/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long reports take: all of them one after another, and each. */

#include "config.h"

#include "bench-store.h"
#include "lf-report.h"

#define N_RUNS 5

static void
run (LfStore *store, const char *name)
{
  const LfReportOptions options = { .today = lf_date_today () };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfReport) report = lf_report_run_sync (store, name, &options, &error);

  bench_check (report != NULL, error);
}

static void
measure_each (LfStore *store)
{
  for (const char *const *name = lf_report_names (); *name != NULL; name++)
    {
      g_autofree char *label = g_strdup_printf ("report, %s", *name);
      g_autoptr (Bench) bench = bench_new (label);

      for (guint i = 0; i < N_RUNS; i++)
        {
          bench_begin (bench);
          run (store, *name);
          bench_end (bench);
        }
      bench_report (bench);
    }
}

void
measure_reports (LfStore *store)
{
  g_autoptr (Bench) bench = bench_new ("reports, all of them");

  for (guint i = 0; i < N_RUNS; i++)
    {
      bench_begin (bench);
      for (const char *const *name = lf_report_names (); *name != NULL; name++)
        run (store, *name);
      bench_end (bench);
    }
  bench_report (bench);
  measure_each (store);
}
