/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long it takes to work out how projects stand: all of them when the day turns, and one that is
 * saved. */

#include "config.h"

#include "bench-store.h"
#include "lf-store-standing.h"

#define DAY_US (24 * 3600 * (gint64) G_USEC_PER_SEC)
#define N_DAYS 10
#define N_SAVES 200

/* Every day some clocks run out and some lamps turn. */
static void
measure_days (LfStore *store)
{
  g_autoptr (Bench) bench = bench_new ("clocks and lamps, a day turns");
  gint64 now = lf_clock_now_us ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_DAYS; i++)
    {
      now += DAY_US;
      lf_clock_pretend (now);
      bench_begin (bench);
      bench_check (lf_store_turn_day_sync (store, &error), error);
      bench_end (bench);
    }
  bench_report (bench);
}

static void
save (LfStore *store, const LfRecord *record, const char *field, guint i)
{
  g_autoptr (LfChange) change = lf_change_new ("bench");
  g_autofree char *value = g_strdup_printf (*field == 'n' ? "备注%u" : "2026-%02u", i % 12 + 1);
  g_autoptr (GError) error = NULL;

  lf_change_edit (change, record, field, value);
  bench_check (lf_store_commit_sync (store, change, &error), error);
}

/* ---- One project, judged and nothing else ---- */

static gpointer
judge_each (LfDb *db, gpointer data, GError **error)
{
  GPtrArray *records = data;
  g_autoptr (Bench) bench = bench_new ("clocks and lamps, one project judged");
  const LfDate today = lf_date_today ();

  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GArray) found = NULL;

      g_hash_table_add (ids, (gpointer) lf_record_id (records->pdata[i]));
      bench_begin (bench);
      found = lf_standing_find_changed (db, &today, ids, error);
      bench_end (bench);
      if (found == NULL)
        return NULL;
    }
  bench_report (bench);
  return LF_DONE;
}

static GPtrArray *
list_running (LfStore *store)
{
  const LfDate today = lf_date_today ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LfQuery) query
      = lf_query_parse (lf_schema_find ("project"), "stage=land|started", NULL, &today, &error);
  GPtrArray *records = lf_store_list_sync (store, query, N_SAVES, &error);

  bench_check (records != NULL && records->len > 0, error);
  return records;
}

static void
measure_judging (LfStore *store)
{
  g_autoptr (GPtrArray) records = list_running (store);
  g_autoptr (GError) error = NULL;

  bench_check (lf_store_read (store, judge_each, records, &error) != NULL, error);
}

/* What a save of a milestone takes more than one of a note is what its judging takes. */
static void
measure_one (LfStore *store, const char *name, const char *field)
{
  g_autoptr (Bench) bench = bench_new (name);
  g_autoptr (GPtrArray) records = list_running (store);

  for (guint i = 0; i < records->len; i++)
    {
      bench_begin (bench);
      save (store, records->pdata[i], field, i);
      bench_end (bench);
    }
  bench_report (bench);
}

void
measure_standing (LfStore *store)
{
  measure_days (store);
  measure_judging (store);
  measure_one (store, "clocks and lamps, a note saved", "note");
  measure_one (store, "clocks and lamps, a plan saved", "planned_start_date");
  lf_clock_pretend (0);
}
