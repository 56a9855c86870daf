/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A device of bench-sync.py: makes records, edits them, syncs, and says what that took. Lines of
 * JSON.
 *
 * usage: bench-device FOLDER make N PER-CHANGE SEED
 *                            edit FIRST N SEED FIELD    other values of N projects
 *                            sign-in URL NAME PASSWORD
 *                            sync ROUNDS    what the process took in all is its parent's to see
 */

#include "config.h"

#include "bench.h"
#include "lf-http-transport.h"
#include "lf-store.h"
#include "lf-sync.h"

#include <stdlib.h>
#include <string.h>

/* ---- Records of a kilobyte, 30 fields ---- */

/* What people write repeats words; some of them often. */
static char *
words (GRand *random, guint n_bytes)
{
  GString *text = g_string_new (NULL);

  while (text->len < n_bytes)
    {
      double u = g_rand_double (random);
      guint word = (guint) (u * u * u * 5000);

      g_string_append_unichar (text, 0x4e00 + word * 7919 % 3000);
      g_string_append_unichar (text, 0x4e00 + word * 104729 % 3000);
    }
  return g_string_free (text, FALSE);
}

static char *
value_of (const LfField *field, GRand *random)
{
  switch (field->type)
    {
    case LF_VALUE_TEXT:
      return words (random, 24);
    case LF_VALUE_LONG_TEXT:
      return words (random, 180);
    case LF_VALUE_MONEY:
      return g_strdup_printf ("%d0000.00 CNY", g_rand_int_range (random, 1, 99999));
    case LF_VALUE_DATE:
      return g_strdup_printf ("2026-%02d-%02d", g_rand_int_range (random, 1, 13),
                              g_rand_int_range (random, 1, 29));
    case LF_VALUE_INTEGER:
      return g_strdup_printf ("%d", g_rand_int_range (random, 1, 900));
    case LF_VALUE_CHOICE:
      return g_strdup (field->options[0].key);
    default:
      return NULL;
    }
}

#define FIELDS 30

/* A lead, with as many fields as there are that ask for nothing else. */
static LfRecord *
make_project (GRand *random)
{
  const LfEntity *entity = lf_schema_find ("project");
  LfRecord *record = lf_record_new (entity, NULL);
  LfDate today = { 2026, 11, 1 };
  guint n = 0;

  lf_rules_fill_new (record, &today);
  for (guint i = 0; entity->fields[i].name != NULL; i++)
    {
      const LfField *field = &entity->fields[i];
      g_autofree char *value = NULL;

      if (lf_record_get (record, field->name) == NULL && n < FIELDS && field->needed == NULL
          && field->after == NULL && g_strcmp0 (field->bundle, "stage") != 0
          && !g_str_has_suffix (field->name, "_date"))
        value = value_of (field, random);
      if (value != NULL)
        lf_record_set (record, field->name, value);
      n += lf_record_get (record, field->name) != NULL;
    }
  return record;
}

static void
make (LfStore *store, guint n, guint per_change, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (Bench) bench = bench_new ("make");

  bench_begin (bench);
  for (guint i = 0; i < n; i += per_change)
    {
      g_autoptr (LfChange) change = lf_change_new ("bench");
      g_autoptr (GError) error = NULL;

      for (guint j = i; j < MIN (n, i + per_change); j++)
        {
          g_autoptr (LfRecord) record = make_project (random);

          lf_change_create (change, record);
        }
      bench_check (lf_store_commit_sync (store, change, &error), error);
    }
  bench_end (bench);
  bench_report (bench);
}

/* ---- Edits, each a change of its own ---- */

/* Of values that hardly two records share: every device has the same records in these places,
 * however they came to it. */
#define SAME_ORDER "name,total_investment"

static void
edit (LfStore *store, guint first, guint n, guint32 seed, const char *field)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("project"), NULL, SAME_ORDER);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (Bench) bench = bench_new ("edit");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = lf_store_list_sync (store, query, first + n, &error);

  bench_check (records != NULL && records->len == first + n, error);
  bench_begin (bench);
  for (guint i = first; i < first + n; i++)
    {
      g_autoptr (LfChange) change = lf_change_new ("bench");
      g_autofree char *value = words (random, 24);

      lf_change_edit (change, records->pdata[i], field, value);
      bench_check (lf_store_commit_sync (store, change, &error), error);
    }
  bench_end (bench);
  bench_report (bench);
}

/* ---- Sync ---- */

static void
sign_in (LfStore *store, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfCredentials) credentials = lf_http_login (
      argv[0], argv[1], argv[2], lf_store_device (store), "bench", NULL, NULL, &error);

  bench_check (credentials != NULL, error);
  bench_check (lf_credentials_save (credentials, lf_store_folder (store), &error), error);
  bench_check (lf_store_set_author_sync (store, credentials->user, &error), error);
}

static void
sync_rounds (LfStore *store, guint n_rounds, gboolean compares)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfCredentials) credentials = lf_credentials_load (lf_store_folder (store), &error);
  g_autoptr (LfTransport) transport
      = credentials == NULL ? NULL : lf_http_transport_new (credentials);
  g_autoptr (Bench) bench = bench_new ("sync");
  const LfSyncWork work = { .store = store, .transport = transport, .compares = compares };
  gint64 n_pulled = 0, n_pushed = 0, n_conflicts = 0, n_refused = 0;

  bench_check (transport != NULL, error);
  for (guint i = 0; i < n_rounds; i++)
    {
      g_auto (LfSyncOutcome) outcome = { 0 };

      bench_check (lf_store_agree_pending_sync (store, G_MAXINT64, &error), error);
      bench_begin (bench);
      bench_check (lf_sync_run (&work, NULL, &outcome, &error), error);
      bench_check (!compares || (outcome.is_compared && outcome.problems->len == 0), NULL);
      bench_end (bench);
      n_pulled += outcome.n_pulled;
      n_pushed += outcome.n_pushed;
      n_conflicts += outcome.n_conflicts;
      n_refused += outcome.n_refused;
    }
  bench_note (bench, "pulled", (double) n_pulled);
  bench_note (bench, "pushed", (double) n_pushed);
  bench_note (bench, "conflicts", (double) n_conflicts);
  bench_note (bench, "refused", (double) n_refused);
  bench_report (bench);
}

static guint
number (const char *text)
{
  return (guint) strtoul (text, NULL, 10);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfStore) store = NULL;

  bench_check (argc > 3, NULL);
  store = lf_store_open_sync (argv[1], LF_STORE_OPEN_CREATE, &error);
  bench_check (store != NULL, error);
  if (g_str_equal (argv[2], "make") && argc == 6)
    make (store, number (argv[3]), number (argv[4]), number (argv[5]));
  else if (g_str_equal (argv[2], "edit") && argc == 7)
    edit (store, number (argv[3]), number (argv[4]), number (argv[5]), argv[6]);
  else if (g_str_equal (argv[2], "sign-in") && argc == 6)
    sign_in (store, argv + 3);
  else if (g_str_equal (argv[2], "sync") && argc == 4)
    sync_rounds (store, number (argv[3]), FALSE);
  else if (g_str_equal (argv[2], "compare") && argc == 4)
    sync_rounds (store, number (argv[3]), TRUE);
  else
    bench_check (FALSE, NULL);
  lf_store_close_sync (store);
  return 0;
}
