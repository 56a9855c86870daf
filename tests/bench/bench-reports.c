/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long reports take: all of them one after another in a store that was just opened, again when
 * their columns have been read, and each. */

#include "config.h"

#include "bench-store.h"
#include "lf-report.h"

#include <string.h>

static void
run (LfStore *store, const char *name)
{
  const LfReportOptions options = { .today = lf_date_today () };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfReport) report = lf_report_run_sync (store, name, &options, &error);

  bench_check (report != NULL, error);
}

static void
run_all (LfStore *store, Bench *bench)
{
  bench_begin (bench);
  for (const char *const *name = lf_report_names (); *name != NULL; name++)
    run (store, *name);
  bench_end (bench);
}

/* Of the program, in megabytes. */
static double
read_memory (void)
{
  g_autofree char *text = NULL;
  const char *found;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL)
      || (found = strstr (text, "VmRSS:")) == NULL)
    return 0;
  return (double) g_ascii_strtoll (found + strlen ("VmRSS:"), NULL, 10) / 1024;
}

static void
measure_all (LfStore *store, guint runs)
{
  double before = 0;

  g_autoptr (Bench) first = bench_new ("reports, all of them");
  g_autoptr (Bench) again = bench_new ("reports, all of them again");

  for (guint i = 0; i < runs; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LfStore) opened
          = lf_store_open_sync (lf_store_folder (store), LF_STORE_OPEN_EXISTING, &error);

      bench_check (opened != NULL, error);
      before = i == 0 ? read_memory () : before;
      run_all (opened, first);
      if (i == 0)
        bench_note (first, "memory_mb", read_memory () - before);
      run_all (opened, again);
      lf_store_close_sync (opened);
    }
  bench_report (first);
  bench_report (again);
}

static void
measure_each (LfStore *store, guint runs)
{
  for (const char *const *name = lf_report_names (); *name != NULL; name++)
    {
      g_autofree char *label = g_strdup_printf ("report, %s", *name);
      g_autoptr (Bench) bench = bench_new (label);

      for (guint i = 0; i < runs; i++)
        {
          bench_begin (bench);
          run (store, *name);
          bench_end (bench);
        }
      bench_report (bench);
    }
}

void
measure_reports (LfStore *store, guint runs)
{
  measure_all (store, runs);
  measure_each (store, runs);
}
