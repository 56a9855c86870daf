/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Row numbers of lists against SQLite's plain conditions and ORDER BY, on random records with
 * blanks, equal titles and deleted ones. */

#include "config.h"

#include "store-fixture.h"

#include "lf-sql.h"

#include <sqlite3.h>
#include <string.h>

#define PROJECTS 600
#define TARGETS 8

static const char *
pick (const char *const *words)
{
  return words[g_test_rand_int_range (0, (int) g_strv_length ((char **) words))];
}

static gboolean
is_blank (void)
{
  return g_test_rand_int_range (0, 4) == 0;
}

/* ---- A zone at random ---- */

static GPtrArray *
add_targets (LfStore *store, const char *entity)
{
  static const char *const titles[]
      = { "上虞", "柯桥", "alpha", "Alpha", "上虞", "越城", "新昌", "beta" };
  g_autoptr (LfChange) change = lf_change_new ("targets");
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);

  for (guint i = 0; i < TARGETS; i++)
    {
      LfRecord *record = lf_record_new (lf_schema_find (entity), NULL);

      lf_record_set (record, lf_entity_title (lf_record_entity (record))->name, titles[i]);
      lf_change_create (change, record);
      g_ptr_array_add (records, record);
    }
  commit_change (store, change);
  return records;
}

static void
set_at_random (LfRecord *record, const char *field, const char *const *words)
{
  if (!is_blank ())
    lf_record_set (record, field, pick (words));
}

static void
refer_at_random (LfRecord *record, const char *field, GPtrArray *targets)
{
  LfRecord *target = targets->pdata[g_test_rand_int_range (0, TARGETS)];

  if (!is_blank ())
    lf_record_set (record, field, lf_record_id (target));
}

static LfRecord *
random_project (GPtrArray *enterprises, GPtrArray *parks)
{
  static const char *const names[] = { "储能电池", "储能电站", "车灯", "a", "B", "激光雷达", NULL };
  static const char *const stages[] = { "lead", "negotiation", "signed", "dropped", NULL };
  static const char *const industries[] = { "新材料", "装备", "新能源", NULL };
  static const char *const moneys[] = { "10000.00 CNY",         "2500000.00 CNY", "2500000.00 USD",
                                        "about 2500000.00 CNY", "70.00 CNY",      NULL };
  static const char *const days[]
      = { "2025", "2025-02", "2025-02-03", "2025-12-31", "2026-02-01", "2024-02-28", NULL };
  LfRecord *record = lf_record_new (project_entity (), NULL);

  lf_record_set (record, "name", pick (names));
  lf_record_set (record, "stage", pick (stages));
  set_at_random (record, "industry", industries);
  set_at_random (record, "total_investment", moneys);
  set_at_random (record, "signed_date", days);
  refer_at_random (record, "enterprise", enterprises);
  refer_at_random (record, "park", parks);
  return record;
}

static void
delete_some (LfStore *store, GPtrArray *records, int one_in)
{
  g_autoptr (LfChange) change = lf_change_new ("delete");

  for (guint i = 0; i < records->len; i++)
    if (g_test_rand_int_range (0, one_in) == 0)
      lf_change_delete (change, records->pdata[i]);
  if (!lf_change_is_empty (change))
    commit_change (store, change);
}

static void
refer_to_some (LfRecord *record, const char *field, GPtrArray *projects)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 4); n > 0; n--)
    g_string_append_printf (
        ids, "%s%s", ids->len > 0 ? "\n" : "",
        lf_record_id (projects->pdata[g_test_rand_int_range (0, (int) projects->len)]));
  lf_record_set (record, field, ids->len > 0 ? ids->str : NULL);
}

/* Problems of projects, and meetings about several of them. */
static void
add_related (LfStore *store, GPtrArray *projects)
{
  static const char *const states[] = { "collected", "dispatched", "handling", "refused", NULL };
  static const char *const days[] = { "2025-02-03", "2025-12-31", "2026-02-01", NULL };
  g_autoptr (LfChange) change = lf_change_new ("related");
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);

  for (guint i = 0; i < projects->len; i++)
    {
      gboolean is_meeting = i % 4 == 0;
      LfRecord *record = lf_record_new (lf_schema_find (is_meeting ? "meeting" : "problem"), NULL);

      lf_record_set (record, "subject", "x");
      lf_record_set (record, is_meeting ? "held_on" : "collected_on", pick (days));
      if (is_meeting)
        refer_to_some (record, "projects", projects);
      else
        {
          lf_record_set (record, "kind", "land");
          lf_record_set (record, "state", pick (states));
          if (g_strcmp0 (lf_record_get (record, "state"), "dispatched") == 0)
            lf_record_set (record, "dispatched_on", "2026-03-01");
          if (!is_blank ())
            lf_record_set (
                record, "project",
                lf_record_id (projects->pdata[g_test_rand_int_range (0, (int) projects->len)]));
        }
      lf_change_create (change, record);
      g_ptr_array_add (records, record);
    }
  commit_change (store, change);
  delete_some (store, records, 10);
}

static void
fill (LfStore *store)
{
  g_autoptr (GPtrArray) enterprises = add_targets (store, "enterprise");
  g_autoptr (GPtrArray) parks = add_targets (store, "park");
  g_autoptr (GPtrArray) projects
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  g_autoptr (LfChange) change = lf_change_new ("projects");

  for (guint i = 0; i < PROJECTS; i++)
    {
      LfRecord *record = random_project (enterprises, parks);

      lf_change_create (change, record);
      g_ptr_array_add (projects, record);
    }
  commit_change (store, change);
  add_related (store, projects);
  delete_some (store, projects, 10);
  delete_some (store, enterprises, 3);
}

/* ---- What they are compared with ---- */

typedef struct
{
  const char *ours, *plain;
} Pair;

static const Pair sorts[] = {
  { "name", "t.name_key" },
  { "industry", "t.industry_key" },
  { "stage", "CASE t.stage WHEN 'lead' THEN 0 WHEN 'negotiation' THEN 1 WHEN 'signed' THEN 3"
             " WHEN 'dropped' THEN 10 END" },
  { "total_investment", "t.total_investment" },
  { "signed_date", "t.signed_date" },
  { "enterprise", "(SELECT r.name_key FROM enterprise r WHERE +r.id = t.enterprise)" },
  { "park", "(SELECT r.name_key FROM park r WHERE +r.id = t.park)" },
  { "jobs", "t.jobs" },
};

#define REFERS(field, like)                                                                        \
  "ifnull (t." field " IN (SELECT id FROM " field " WHERE name LIKE '%" like "%'), 0)"

/* I3: one related record after the other, for each project */
#define ID_OF(row) "replace (lower (hex (" row ".id)), '-', '')"
#define PROBLEM(condition)                                                                         \
  "EXISTS (SELECT 1 FROM problem p NOT INDEXED WHERE p.deleted IS NULL AND +p.project = +t.id"     \
  " AND " condition ")"
#define MEETING(condition)                                                                         \
  "EXISTS (SELECT 1 FROM meeting m NOT INDEXED WHERE m.deleted IS NULL"                            \
  " AND ifnull (instr (replace (m.projects, '-', ''), " ID_OF ("t") "), 0) AND " condition ")"

static const Pair filters[] = {
  { "", "1" },
  { "stage=signed", "t.stage = 'signed'" },
  { "stage!=lead", "t.stage <> 'lead'" },
  { "stage<signed", "t.stage IN ('lead', 'negotiation')" },
  { "industry=装备", "t.industry IS '装备'" },
  { "industry!=装备", "t.industry IS NOT '装备'" },
  { "industry=", "t.industry IS NULL" },
  { "name~储能", "t.name LIKE '%储能%'" },
  { "not name~电站", "t.name NOT LIKE '%电站%'" },
  { "name~储", "t.name LIKE '%储%'" },
  { "industry~能源", "t.industry LIKE '%能源%'" },
  { "储能", "t.name LIKE '%储能%'" },
  { "not 储能", "t.name NOT LIKE '%储能%'" },
  { "signed_date=2025-02", "t.signed_date LIKE '2025-02%'" },
  { "signed_date<=2025-02", "t.signed_date IN ('2024-02-28', '2025', '2025-02', '2025-02-03')" },
  { "signed_date>2025-02", "t.signed_date IN ('2025-12-31', '2026-02-01')" },
  { "signed_date<2025-02", "t.signed_date IN ('2024-02-28', '2025')" },
  { "signed_date>=2025-02",
    "t.signed_date IN ('2025-02', '2025-02-03', '2025-12-31', '2026-02-01')" },
  { "signed_date!=2025", "ifnull (t.signed_date, '') NOT LIKE '2025%'" },
  { "signed_date=", "t.signed_date IS NULL" },
  { "total_investment>=1万",
    "t.total_investment >= 1000000 AND t.total_investment_currency = 'CNY'" },
  { "not total_investment>=1万",
    "NOT ifnull (t.total_investment >= 1000000 AND t.total_investment_currency = 'CNY', 0)" },
  { "park=上虞", REFERS ("park", "上虞") },
  { "park!=上虞", "NOT " REFERS ("park", "上虞") },
  { "enterprise=", "t.enterprise IS NULL" },
  { "enterprise=alpha", REFERS ("enterprise", "alpha") },
  { "jobs=", "t.jobs IS NULL" },
};

static const Pair related[] = {
  { "problem()", PROBLEM ("1") },
  { "not problem(state=handling)", "NOT " PROBLEM ("p.state = 'handling'") },
  { "problem(collected_on>=2025-12 and not state=handling)",
    PROBLEM ("p.collected_on >= '2025-12' AND p.state <> 'handling'") },
  { "not problem(lead_department!=)", "NOT " PROBLEM ("p.lead_department IS NOT NULL") },
  { "meeting(held_on<2026)", MEETING ("m.held_on < '2026'") },
  { "not meeting()", "NOT " MEETING ("1") },
  { "park(name~上虞)",
    "EXISTS (SELECT 1 FROM park r NOT INDEXED WHERE r.deleted IS NULL AND +r.id ="
    " +t.park AND r.name LIKE '%上虞%')" },
  { "not enterprise()", "NOT EXISTS (SELECT 1 FROM enterprise r NOT INDEXED WHERE r.deleted IS NULL"
                        " AND +r.id = +t.enterprise)" },
  { "problem(project(stage=signed))", "t.stage = 'signed' AND " PROBLEM ("1") },
  { "meeting(projects(stage=dropped) and held_on>=2026)",
    MEETING ("m.held_on >= '2026' AND EXISTS (SELECT 1 FROM project q NOT INDEXED WHERE q.deleted"
             " IS NULL AND q.stage = 'dropped' AND instr (replace (m.projects, '-', ''), " ID_OF (
                 "q") "))") },
};

static GArray *
plain_rows (sqlite3 *db, const char *where, const char *order)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT t.row FROM project t NOT INDEXED WHERE t.deleted IS NULL AND (%s) ORDER BY %s", where,
      order);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      gint64 row = sqlite3_column_int64 (statement, 0);
      g_array_append_val (rows, row);
    }
  sqlite3_finalize (statement);
  return rows;
}

static void
assert_list (LfStore *store, sqlite3 *db, const Pair *where, const char *sort, const char *order)
{
  LfDate today = { 2026, 3, 15 };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfQuery) query = lf_query_parse (project_entity (), where->ours, sort, &today, &error);
  g_autoptr (GArray) expected = plain_rows (db, where->plain, order);
  g_autoptr (GArray) rows = NULL;

  g_assert_no_error (error);
  rows = lf_store_rows_sync (store, query, &error);
  g_assert_no_error (error);
  g_test_message ("%s by %s: %u rows", where->ours, sort == NULL ? "age" : sort, expected->len);
  g_assert_cmpuint (rows->len, ==, expected->len);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpint (g_array_index (rows, gint64, i), ==, g_array_index (expected, gint64, i));
}

/* Two to four fields, each in its direction. */
static void
assert_list_by_several (LfStore *store, sqlite3 *db, const Pair *where)
{
  g_autoptr (GString) ours = g_string_new (NULL);
  g_autoptr (GString) plain = g_string_new (NULL);
  guint first = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (sorts));
  guint n = (guint) g_test_rand_int_range (2, LF_SORT_MOST + 1);
  gboolean is_descending = FALSE;

  for (guint i = 0; i < n; i++)
    {
      const Pair *sort = &sorts[(first + 3 * i) % G_N_ELEMENTS (sorts)];

      is_descending = g_test_rand_bit ();
      g_string_append_printf (ours, "%s%s%s", i > 0 ? "," : "", is_descending ? "-" : "",
                              sort->ours);
      g_string_append_printf (plain, "%s %s NULLS LAST, ", sort->plain,
                              is_descending ? "DESC" : "");
    }
  g_string_append (plain, is_descending ? "t.row DESC" : "t.row");
  assert_list (store, db, where, ours->str, plain->str);
}

static void
assert_lists (LfStore *store, sqlite3 *db, const Pair *where)
{
  assert_list (store, db, where, NULL, "t.row DESC");
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autofree char *descending = g_strconcat ("-", sorts[i].ours, NULL);
      g_autofree char *up = g_strdup_printf ("%s NULLS LAST, t.row", sorts[i].plain);
      g_autofree char *down = g_strdup_printf ("%s DESC NULLS LAST, t.row DESC", sorts[i].plain);

      assert_list (store, db, where, sorts[i].ours, up);
      assert_list (store, db, where, descending, down);
    }
  for (guint i = 0; i < 4; i++)
    assert_list_by_several (store, db, where);
}

static sqlite3 *
open_beside (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "landfall.db", NULL);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  return db;
}

static void
test_every_filter_in_every_order (Fixture *self, gconstpointer data)
{
  sqlite3 *db = open_beside (self);

  fill (self->store);
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    assert_lists (self->store, db, &filters[i]);
  sqlite3_close (db);
}

/* I3: alone, and with another condition before or behind them. */
static void
test_related (Fixture *self, gconstpointer data)
{
  sqlite3 *db = open_beside (self);

  fill (self->store);
  for (guint i = 0; i < G_N_ELEMENTS (related); i++)
    {
      const Pair *other = &filters[g_test_rand_int_range (1, G_N_ELEMENTS (filters))];
      const char *joint = g_test_rand_bit () ? "and" : "or";
      g_autofree char *ours
          = g_strdup_printf ("%s %s not (%s)", other->ours, joint, related[i].ours);
      g_autofree char *plain
          = g_strdup_printf ("ifnull (%s, 0) %s NOT (%s)", other->plain, joint, related[i].plain);
      const Pair both = { ours, plain };

      assert_list (self->store, db, &related[i], NULL, "t.row DESC");
      assert_list (self->store, db, &both, "-name", "t.name_key DESC NULLS LAST, t.row DESC");
    }
  sqlite3_close (db);
}

/* I3: the visits of a period are found by their day's index, and the firms by their ids. */
static void
test_related_by_index (Fixture *self, gconstpointer data)
{
  sqlite3 *db = open_beside (self);
  const LfEntity *entity = lf_schema_find ("enterprise");
  LfDate today = { 2026, 3, 15 };
  g_autoptr (LfFilter) filter
      = lf_filter_parse (entity, "visit(held_on>=2026-01 and held_on<2026-03)", &today, NULL, NULL);
  g_autoptr (LfSql) sql = lf_sql_new ("EXPLAIN QUERY PLAN SELECT t.row FROM enterprise t WHERE ");
  g_autoptr (GString) plan = g_string_new (NULL);
  sqlite3_stmt *statement;

  lf_sql_add_filter (sql, entity, filter);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql->text->str, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (plan, "%s;", (const char *) sqlite3_column_text (statement, 3));
  sqlite3_finalize (statement);
  sqlite3_close (db);
  g_test_message ("%s", plan->str);
  g_assert_nonnull (strstr (plan->str, "SEARCH t USING INDEX visit_held_on_live"));
  g_assert_nonnull (strstr (plan->str, "(id=?)"));
  g_assert_null (strstr (plan->str, "SCAN"));
}

/* Two or three conditions in one another, of all kinds. */
static void
test_random_combinations_property (Fixture *self, gconstpointer data)
{
  sqlite3 *db = open_beside (self);

  fill (self->store);
  for (guint round = 0; round < 60; round++)
    {
      const Pair *a = &filters[g_test_rand_int_range (1, G_N_ELEMENTS (filters))];
      const Pair *b = &filters[g_test_rand_int_range (1, G_N_ELEMENTS (filters))];
      const Pair *c = &filters[g_test_rand_int_range (1, G_N_ELEMENTS (filters))];
      const char *outer = g_test_rand_bit () ? "and" : "or",
                 *inner = g_test_rand_bit () ? "and" : "or";
      const char *negation = g_test_rand_bit () ? "not" : "";
      g_autofree char *ours = g_strdup_printf ("%s %s %s (%s %s %s)", a->ours, outer, negation,
                                               b->ours, inner, c->ours);
      g_autofree char *plain
          = g_strdup_printf ("ifnull (%s, 0) %s %s (ifnull (%s, 0) %s ifnull (%s, 0))", a->plain,
                             outer, negation, b->plain, inner, c->plain);
      const Pair both = { ours, plain };

      assert_lists (self->store, db, &both);
    }
  sqlite3_close (db);
}

/* Of a list only the rows named, in its order, and only as far as they are in it. */
static void
test_rows_of_a_list (Fixture *self, gconstpointer data)
{
  LfDate today = { 2026, 3, 15 };
  g_autoptr (LfQuery) signed_ones = NULL;
  g_autoptr (LfQuery) query = NULL;
  g_autoptr (GArray) all = NULL;
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) rows = NULL;
  LfSummary summary = { 0 };
  guint n = 0;

  fill (self->store);
  signed_ones
      = lf_query_parse (project_entity (), "stage=signed", "stage,-total_investment", &today, NULL);
  all = lf_store_rows_sync (self->store, signed_ones, NULL);
  for (gint64 row = 2; row < PROJECTS; row += 2)
    g_array_append_val (chosen, row);
  query = lf_query_of_rows (signed_ones, chosen);
  rows = lf_store_rows_sync (self->store, query, NULL);
  for (guint i = 0; i < all->len; i++)
    if (g_array_index (all, gint64, i) % 2 == 0 && g_array_index (all, gint64, i) < PROJECTS)
      g_assert_cmpint (g_array_index (rows, gint64, n++), ==, g_array_index (all, gint64, i));
  g_assert_cmpuint (rows->len, ==, n);
  g_assert_true (lf_store_summary_sync (self->store, query, &summary, NULL));
  g_assert_cmpint (summary.n, ==, n);
}

/* None, all deleted, and one that refers to what is not here. */
static void
test_edges (Fixture *self, gconstpointer data)
{
  sqlite3 *db = open_beside (self);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  assert_lists (self->store, db, &filters[0]);
  first = add_project (self->store, "甲", NULL, "lead");
  second = add_project (self->store, "乙", NULL, "signed");
  set_field (self->store, first, "enterprise", "01890000-0000-7000-8000-000000000001");
  assert_lists (self->store, db, &filters[0]);
  assert_lists (self->store, db, &filters[2]);
  delete_project (self->store, first);
  delete_project (self->store, second);
  assert_lists (self->store, db, &filters[0]);
  assert_lists (self->store, db, &filters[2]);
  sqlite3_close (db);
}

#define ADD(path, func) g_test_add ("/store/lists/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("every-filter-in-every-order", test_every_filter_in_every_order);
  ADD ("I3-related", test_related);
  ADD ("I3-related-by-index", test_related_by_index);
  ADD ("random-combinations-property", test_random_combinations_property);
  ADD ("edges", test_edges);
  ADD ("rows-of-a-list", test_rows_of_a_list);
  return g_test_run ();
}
