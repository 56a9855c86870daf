/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures against the lists of the same conditions, added up one by one; and that none is of what
 * was before: whatever wrote, and however much, between two readings. */

#include "config.h"

#include "lf-store-figures.h"
#include "server-words.h"

#include <math.h>
#include <string.h>

/* ---- Zones at random ---- */

static const LfDate today = { 2026, 3, 15 };

static const struct
{
  const char *field;
  const char *values[6]; /* NULL: blank */
} choices[] = {
  { "stage", { "lead", "negotiation", "signed", "land", "dropped", "suspended" } },
  { "total_investment",
    { NULL, "100000000.00 CNY", "about 7.31 CNY", "over 2000000.00 USD", "99999999.99 CNY",
      "5.00 EUR" } },
  { "signed_date", { NULL, "2023", "2023-02", "2023-02-28", "2024-02-29", "2026-03-14" } },
  { "lead_date", { NULL, "2022-12-31", "2023-02", "2023-03-01", "2024-02-29", "2021" } },
  { "jobs", { NULL, "1", "30", "500", NULL, "7" } },
  { "land_area_mu", { NULL, "12.5", "0.1", "300", NULL, "7" } },
  { "industry", { NULL, "IC", "ic", "新能源", "50%_", "“双碳”" } },
  { "kind", { NULL, "new", "expansion", "rebuilding", "new", NULL } },
};

static const char *const conditions[] = {
  "",
  "stage=signed|land",
  "stage!=dropped|suspended",
  "stage>=signed",
  "kind!=new",
  "kind=",
  "total_investment>=1亿",
  "total_investment!= and not (total_investment>=0 or total_investment<0)",
  "total_investment=\"99999999.99 CNY\"",
  "total_investment!=\"99999999.99 CNY\"",
  "signed_date=2023-02",
  "signed_date!=2023-02",
  "signed_date<=2023-02 or lead_date>2023-02",
  "signed_date>=2023-02 and signed_date<2024",
  "not signed_date=",
  "jobs>=30",
  "not jobs<30",
  "jobs!=7 and land_area_mu<12.5",
  "industry=IC",
  "industry~i",
  "industry>ic",
  "industry!=新能源",
  "park(name~甲)",
  "park=甲|乙",
  "park!=",
  "not agreement(kind=framework) and stage!=dropped",
  "agreement(kind!=framework)",
  "agreement",
  "not agreement",
  "project",
  "name~2 or stage=land",
};

static const char *
pick (guint choice)
{
  return choices[choice].values[g_test_rand_int_range (0, G_N_ELEMENTS (choices[choice].values))];
}

typedef struct
{
  LfStore *store;
  GPtrArray *projects, *parks; /* (element-type utf8): ids */
  guint n;
} Zone;

static const char *
any_of (GPtrArray *ids)
{
  return ids->pdata[g_test_rand_int_range (0, (int) ids->len)];
}

static LfRecord *
new_project (Zone *self)
{
  LfRecord *record = lf_record_new (project_entity (), NULL);
  g_autofree char *name = g_strdup_printf ("project %u", ++self->n);

  lf_record_set (record, "name", name);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      const char *value = pick (i);

      if (value != NULL)
        lf_record_set (record, choices[i].field, value);
    }
  if (g_test_rand_bit ())
    lf_record_set (record, "park", any_of (self->parks));
  return record;
}

static void
add_projects (Zone *self, guint n)
{
  g_autoptr (LfChange) change = lf_change_new ("add");

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LfRecord) record = new_project (self);

      lf_change_create (change, record);
      g_ptr_array_add (self->projects, g_strdup (lf_record_id (record)));
    }
  commit_change (self->store, change);
}

static void
zone_init (Zone *self, LfStore *store, guint n)
{
  static const char *const parks[] = { "甲区", "乙区", "甲乙" };

  *self = (Zone){ store, g_ptr_array_new_with_free_func (g_free),
                  g_ptr_array_new_with_free_func (g_free), 0 };
  for (guint i = 0; i < G_N_ELEMENTS (parks); i++)
    g_ptr_array_add (self->parks, add_titled (store, "park", parks[i]));
  add_projects (self, n);
}

static void
zone_clear (Zone *self)
{
  g_ptr_array_unref (self->projects);
  g_ptr_array_unref (self->parks);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Zone, zone_clear)

/* ---- The slow way: each record of a list ---- */

typedef struct
{
  gint64 n_projects, n_within, n_sum, n_jobs, n_days, days;
  LfTotals totals;
  double jobs;
} Slow;

static GPtrArray *
list (LfStore *store, LfQuery *query)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = lf_store_list_sync (store, query, 0, &error);

  g_assert_no_error (error);
  return records;
}

static LfQuery *
ask (const char *where, const LfDate *as_of)
{
  g_autoptr (GError) error = NULL;
  LfQuery *query = lf_query_parse (project_entity (), where, NULL, &today, &error);

  g_assert_no_error (error);
  if (as_of != NULL)
    lf_query_set_as_of (query, as_of);
  return query;
}

static void
take_days (Slow *slow, const LfRecord *record)
{
  const char *since = lf_record_get (record, "lead_date"),
             *until = lf_record_get (record, "signed_date");
  LfDate from, to;

  if (since == NULL || until == NULL || strlen (since) < 10 || strlen (until) < 10)
    return;
  lf_date_from_canonical (since, &from);
  lf_date_from_canonical (until, &to);
  if (lf_date_days_between (&from, &to) < 0)
    return;
  slow->n_days++;
  slow->days += lf_date_days_between (&from, &to);
}

static void
take (Slow *slow, const LfRecord *record, gboolean is_within)
{
  const char *amount = lf_record_get (record, "total_investment"),
             *jobs = lf_record_get (record, "jobs");
  LfMoney money;

  slow->n_projects++;
  take_days (slow, record);
  if (jobs != NULL)
    {
      slow->n_jobs++;
      slow->jobs += g_ascii_strtod (jobs, NULL);
    }
  if (!is_within)
    return;
  slow->n_within++;
  if (amount == NULL || !lf_money_from_canonical (amount, &money))
    return;
  slow->n_sum++;
  g_assert_true (lf_totals_add (&slow->totals, &money));
}

/* "signed\n2023-02" → Slow */
static GHashTable *
tell_slowly (LfStore *store, LfQuery *query, LfQuery *within, gboolean is_by_park)
{
  g_autoptr (GPtrArray) records = list (store, query);
  g_autoptr (GPtrArray) chosen = list (store, within);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < chosen->len; i++)
    g_hash_table_add (ids, (gpointer) lf_record_id (chosen->pdata[i]));
  for (guint i = 0; i < records->len; i++)
    {
      const LfRecord *record = records->pdata[i];
      const char *first = lf_record_get (record, is_by_park ? "park" : "stage"),
                 *day = lf_record_get (record, "signed_date");
      g_autofree char *key
          = g_strdup_printf ("%s\n%.7s", first == NULL ? "" : first, day == NULL ? "" : day);
      Slow *slow = g_hash_table_lookup (groups, key);

      if (slow == NULL)
        {
          slow = g_new0 (Slow, 1);
          g_hash_table_insert (groups, g_steal_pointer (&key), slow);
        }
      take (slow, record, g_hash_table_contains (ids, lf_record_id (record)));
    }
  return groups;
}

/* ---- Both ---- */

static void
assert_totals (const LfTotals *totals, const LfTotals *expected)
{
  g_assert_cmpuint (totals->n, ==, expected->n);
  for (guint i = 0; i < totals->n; i++)
    {
      g_assert_cmpstr (totals->totals[i].currency, ==, expected->totals[i].currency);
      g_assert_cmpint (totals->totals[i].minor, ==, expected->totals[i].minor);
      g_assert_cmpint (totals->totals[i].n_exact, ==, expected->totals[i].n_exact);
      g_assert_cmpint (totals->totals[i].n_qualified, ==, expected->totals[i].n_qualified);
    }
}

static void
assert_group (const LfFigureGroup *group, GHashTable *expected)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s", group->keys[0] == NULL ? "" : group->keys[0],
                                          group->keys[1] == NULL ? "" : group->keys[1]);
  const Slow *slow = g_hash_table_lookup (expected, key);
  gint64 days = 0;

  g_assert_nonnull (slow);
  g_assert_cmpint (group->values[0].n, ==, slow->n_projects);
  g_assert_cmpint (group->values[1].n, ==, slow->n_within);
  g_assert_cmpint (group->values[2].n, ==, slow->n_sum);
  assert_totals (&group->values[2].totals, &slow->totals);
  g_assert_cmpint (group->values[3].n, ==, slow->n_jobs);
  g_assert_cmpfloat_with_epsilon (group->values[3].sum, slow->jobs, 1e-6);
  g_assert_cmpint (group->values[4].n, ==, slow->n_days);
  g_assert_cmpuint (group->values[4].days->len, ==, slow->n_days);
  for (guint i = 0; i < group->values[4].days->len; i++)
    {
      days += g_array_index (group->values[4].days, int, i);
      g_assert_true (i == 0
                     || g_array_index (group->values[4].days, int, i - 1)
                            <= g_array_index (group->values[4].days, int, i));
    }
  g_assert_cmpint (days, ==, slow->days);
}

static void
assert_figures (LfStore *store, const char *where, const char *within, const LfDate *as_of)
{
  const LfEntity *entity = project_entity ();
  g_autoptr (LfQuery) query = ask (where, as_of);
  g_autoptr (LfQuery) inner = ask (within, as_of);
  gboolean is_by_park = g_test_rand_bit ();
  const LfGrouping groupings[]
      = { { NULL, lf_entity_field (entity, is_by_park ? "park" : "stage"), LF_CUT_NONE },
          { NULL, lf_entity_field (entity, "signed_date"), LF_CUT_MONTH } };
  const LfFigure figures[]
      = { { LF_FIGURE_COUNT },
          { LF_FIGURE_COUNT, inner },
          { LF_FIGURE_SUM, inner, lf_entity_field (entity, "total_investment") },
          { LF_FIGURE_SUM, NULL, lf_entity_field (entity, "jobs") },
          { LF_FIGURE_DAYS, NULL, lf_entity_field (entity, "signed_date"),
            lf_entity_field (entity, "lead_date") } };
  g_autoptr (GHashTable) expected = tell_slowly (store, query, inner, is_by_park);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups = lf_store_figures_sync (
      store, query, groupings, G_N_ELEMENTS (groupings), figures, G_N_ELEMENTS (figures), &error);

  g_assert_no_error (error);
  g_test_message ("%s within %s", where, within);
  g_assert_cmpuint (groups->len, ==, g_hash_table_size (expected));
  for (guint i = 0; i < groups->len; i++)
    assert_group (groups->pdata[i], expected);
}

static void
assert_summary (LfStore *store, const char *where)
{
  g_autoptr (LfQuery) query = ask (where, NULL);
  LfSummary read, told;

  g_assert_true (lf_store_summary_sync (store, query, &read, NULL));
  g_assert_true (lf_store_figures_summary_sync (store, query, &told, NULL));
  g_assert_cmpint (told.n, ==, read.n);
  g_assert_true (told.field == read.field);
  g_assert_cmpint (told.n_blank, ==, read.n_blank);
  assert_totals (&told.totals, &read.totals);
  g_assert_cmpuint (told.n_quantities, ==, read.n_quantities);
  for (guint i = 0; i < told.n_quantities; i++)
    {
      g_assert_true (told.quantities[i].field == read.quantities[i].field);
      g_assert_cmpint (told.quantities[i].n, ==, read.quantities[i].n);
      g_assert_cmpfloat_with_epsilon (told.quantities[i].sum, read.quantities[i].sum, 1e-6);
    }
}

static const char *
any_condition (void)
{
  return conditions[g_test_rand_int_range (0, G_N_ELEMENTS (conditions))];
}

/* Some of all that may be asked, each time others: columns are there already, or not. */
static void
assert_fresh (LfStore *store)
{
  for (guint i = 0; i < 4; i++)
    assert_figures (store, any_condition (), any_condition (), NULL);
  assert_summary (store, any_condition ());
}

static void
test_each_condition (Fixture *self, gconstpointer data)
{
  g_auto (Zone) zone = { NULL };

  zone_init (&zone, self->store, 150);
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      assert_figures (self->store, conditions[i], any_condition (), NULL);
      assert_figures (self->store, any_condition (), conditions[i], NULL);
      assert_summary (self->store, conditions[i]);
    }
}

/* park<=X goes by the tree of parks, which no column holds: by the id of the outer one, too. */
static void
test_what_lies_within (Fixture *self, gconstpointer data)
{
  g_auto (Zone) zone = { NULL };
  g_autoptr (LfRecord) inner = NULL;
  g_autoptr (LfChange) change = lf_change_new ("put into one another");
  g_autofree char *where = NULL;

  zone_init (&zone, self->store, 60);
  inner = lf_store_load_sync (self->store, lf_schema_find ("park"), zone.parks->pdata[1], NULL);
  lf_change_edit (change, inner, "parent", zone.parks->pdata[0]);
  commit_change (self->store, change);
  where = g_strdup_printf ("park<=\"%s\"", (const char *) zone.parks->pdata[0]);
  assert_figures (self->store, where, "", NULL);
  assert_figures (self->store, "", where, NULL);
  assert_summary (self->store, where);
}

/* ---- What writes ---- */

/* Of all but the stage, which goes by rules of its own. */
static void
write_edit (Zone *self)
{
  guint choice = (guint) g_test_rand_int_range (1, G_N_ELEMENTS (choices));

  set_field (self->store, any_of (self->projects), choices[choice].field, pick (choice));
}

static void
write_new (Zone *self)
{
  add_projects (self, (guint) g_test_rand_int_range (1, 4));
}

static void
write_away (Zone *self)
{
  guint index = (guint) g_test_rand_int_range (0, (int) self->projects->len);

  delete_project (self->store, self->projects->pdata[index]);
  g_ptr_array_remove_index_fast (self->projects, index);
}

/* Of another kind of record, which conditions and groups look at. */
static void
write_park (Zone *self)
{
  g_autoptr (LfRecord) record
      = lf_store_load_sync (self->store, lf_schema_find ("park"), any_of (self->parks), NULL);
  g_autoptr (LfChange) change = lf_change_new ("rename");

  lf_change_edit (change, record, "name", g_test_rand_bit () ? "丙区" : "甲区");
  commit_change (self->store, change);
}

static void
write_agreement (Zone *self)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("agreement"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("agree");

  lf_record_set (record, "project", any_of (self->projects));
  lf_record_set (record, "title", "协议");
  lf_record_set (record, "kind", g_test_rand_bit () ? "framework" : "investment");
  lf_change_create (change, record);
  commit_change (self->store, change);
}

static void
write_pull (Zone *self)
{
  static gint64 seq = 1;
  g_autoptr (LfPage) page = lf_page_new ();
  g_autofree char *id = lf_id_new ();
  LfDelta *delta = add_delta (page, "project", id, ++seq);

  put_field (delta, "name", "project of another device");
  put_field (delta, "stage", pick (0));
  put_field (add_delta (page, "project", any_of (self->projects), ++seq), "stage", pick (0));
  take_page (self->store, page);
}

/* Of another program, or another window. */
static void
write_elsewhere (Zone *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfStore) other
      = lf_store_open_sync (lf_store_folder (self->store), LF_STORE_OPEN_EXISTING, &error);
  LfStore *own = self->store;

  g_assert_no_error (error);
  self->store = other;
  write_edit (self);
  write_new (self);
  self->store = own;
  write_edit (self);
  lf_store_close_sync (other);
}

/* A field that there is not: nothing of the change is kept. */
static void
write_in_vain (Zone *self)
{
  g_autoptr (LfRecord) record = new_project (self);
  g_autoptr (LfRecord) odd = lf_record_new (project_entity (), NULL);
  g_autoptr (LfChange) change = lf_change_new ("wrong");
  g_autoptr (GError) error = NULL;

  lf_change_create (change, record);
  lf_change_create (change, odd);
  g_assert_false (lf_store_commit_sync (self->store, change, &error));
  g_assert_nonnull (error);
}

/* More than are remembered one by one. */
static void
write_many (Zone *self)
{
  for (guint i = 0; i < 70; i++)
    set_field (self->store, any_of (self->projects), "jobs", i % 2 == 0 ? "41" : "43");
}

static void
test_never_stale (Fixture *self, gconstpointer data)
{
  static void (*const writes[]) (Zone * zone)
      = { write_edit,      write_new,  write_away,    write_park, write_agreement,
          write_elsewhere, write_pull, write_in_vain, write_edit };
  g_auto (Zone) zone = { NULL };

  zone_init (&zone, self->store, 60);
  assert_fresh (self->store);
  for (guint i = 0; i < 60; i++)
    {
      writes[g_test_rand_int_range (0, G_N_ELEMENTS (writes))](&zone);
      if (g_test_rand_bit ())
        assert_fresh (self->store);
    }
  write_many (&zone);
  assert_fresh (self->store);
}

static void
test_many_at_once (Fixture *self, gconstpointer data)
{
  g_auto (Zone) zone = { NULL };

  zone_init (&zone, self->store, 20);
  assert_fresh (self->store);
  add_projects (&zone, 1100);
  assert_fresh (self->store);
  write_edit (&zone);
  assert_fresh (self->store);
}

/* Each day as it was, though the columns of now are kept. */
static void
test_of_past_days (Fixture *self, gconstpointer data)
{
  const LfDate first = { 2026, 3, 1 };
  gint64 noon = 1772337600 * (gint64) G_USEC_PER_SEC;
  g_auto (Zone) zone = { NULL };

  lf_clock_pretend (noon);
  zone_init (&zone, self->store, 40);
  for (int i = 0; i < 8; i++)
    {
      LfDate day = lf_date_add_days (&first, g_test_rand_int_range (0, i + 1));

      assert_figures (self->store, any_condition (), any_condition (), &day);
      assert_fresh (self->store);
      lf_clock_pretend (noon += 24 * 3600 * (gint64) G_USEC_PER_SEC);
      write_edit (&zone);
      write_away (&zone);
      write_new (&zone);
      assert_figures (self->store, any_condition (), any_condition (), &day);
    }
  lf_clock_pretend (0);
}

/* As another program tells it, which has read nothing before. */
static void
assert_growth (LfStore *store, const LfDate *day)
{
  const LfEntity *entity = project_entity ();
  g_autoptr (LfQuery) query = ask ("", NULL);
  const LfFigure figure = { .kind = LF_FIGURE_GROWTH,
                            .field = lf_entity_field (entity, "total_investment"),
                            .until = *day };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfStore) other
      = lf_store_open_sync (lf_store_folder (store), LF_STORE_OPEN_EXISTING, &error);
  g_autoptr (GPtrArray) kept = lf_store_figures_sync (store, query, NULL, 0, &figure, 1, &error);
  g_autoptr (GPtrArray) read = lf_store_figures_sync (other, query, NULL, 0, &figure, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, read->len);
  for (guint i = 0; i < kept->len; i++)
    {
      const LfFigureValue *value = &((LfFigureGroup *) kept->pdata[i])->values[0],
                          *expected = &((LfFigureGroup *) read->pdata[i])->values[0];

      g_assert_cmpint (value->n, ==, expected->n);
      assert_totals (&value->totals, &expected->totals);
    }
  lf_store_close_sync (other);
}

/* What was deleted, after a reading or not, is back. */
static void
write_back (Zone *self)
{
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;

  write_away (self);
  if (g_test_rand_bit ())
    assert_fresh (self->store);
  label = lf_store_undo_sync (self->store, &error);
  g_assert_no_error (error);
  g_assert_nonnull (label);
}

/* Against another day, and by related records, while single records are written. */
static void
test_of_what_was (Fixture *self, gconstpointer data)
{
  static void (*const writes[]) (Zone * zone)
      = { write_edit, write_edit, write_new, write_away, write_back, write_agreement, write_pull };
  static const char *const asked[]
      = { "total_investment>was:2026-03-01", "total_investment<was:2026-03-01",
          "jobs!=was:2026-03-01", "stage!=dropped and not agreement(kind=framework)",
          "total_investment!=was:2026-03-01 and not agreement" };
  const LfDate day = { 2026, 3, 1 };
  g_auto (Zone) zone = { NULL };

  lf_clock_pretend (1772337600 * (gint64) G_USEC_PER_SEC);
  zone_init (&zone, self->store, 40);
  lf_clock_pretend ((1772337600 + 3 * 24 * 3600) * (gint64) G_USEC_PER_SEC);
  for (guint i = 0; i < 40; i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (asked); j++)
        assert_figures (self->store, any_condition (), asked[j], NULL);
      assert_growth (self->store, &day);
      for (int n = g_test_rand_int_range (1, 4); n > 0; n--)
        writes[g_test_rand_int_range (0, G_N_ELEMENTS (writes))](&zone);
    }
  lf_clock_pretend (0);
}

static void
test_of_a_backup (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "backup.db", NULL);
  g_auto (Zone) zone = { NULL };

  zone_init (&zone, self->store, 30);
  assert_fresh (self->store);
  g_assert_true (lf_store_backup_sync (self->store, path, NULL));
  write_edit (&zone);
  write_away (&zone);
  assert_fresh (self->store);
  close_store (self);
  g_assert_true (lf_store_restore_sync (path, self->folder, NULL));
  open_store (self);
  assert_fresh (self->store);
  zone.store = self->store;
  write_new (&zone);
  assert_fresh (self->store);
}

#define ADD(path, func) g_test_add ("/store/figures/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("each-condition", test_each_condition);
  ADD ("what-lies-within", test_what_lies_within);
  ADD ("never-stale", test_never_stale);
  ADD ("many-at-once", test_many_at_once);
  ADD ("of-past-days", test_of_past_days);
  ADD ("of-what-was", test_of_what_was);
  ADD ("of-a-backup", test_of_a_backup);
  return g_test_run ();
}
