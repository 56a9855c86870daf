/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list model: order, pages, footer, and what a change in the store does to them. */

#include "config.h"

#include "list-view.h"

#include "lf-db.h"

#include <string.h>

static const char *
shown (View *self, guint position, const char *field)
{
  return lf_record_get (lf_row_get_record (self->rows->pdata[position]), field);
}

static void
assert_names (View *self, const char *names)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++)
    g_string_append (found, shown (self, i, "name"));
  g_assert_cmpstr (found->str, ==, names);
}

static void
assert_footer (View *self, gint64 n, gint64 n_blank, const char *totals)
{
  const LfSummary *summary = lf_list_model_get_summary (self->model);
  g_autofree char *text = lf_totals_format (&summary->totals);

  g_assert_cmpint (summary->n, ==, n);
  g_assert_cmpint (summary->n_blank, ==, n_blank);
  g_assert_cmpstr (text, ==, totals);
}

static void
add_many (LfStore *store, guint n)
{
  g_autoptr (LfChange) change = lf_change_new ("add many");

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LfRecord) record = lf_record_new (project_entity (), NULL);
      g_autofree char *name = g_strdup_printf ("p%05u", i);

      lf_record_set (record, "name", name);
      lf_record_set (record, "stage", "lead");
      lf_record_set (record, "total_investment", "1000000.00 CNY");
      lf_change_create (change, record);
    }
  commit_change (store, change);
}

static void
count_notify (guint *counter)
{
  (*counter)++;
}

/* ---- Order, filter, footer ---- */

static void
test_order_and_filter (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *where, *sort, *names, *totals;
    gint64 n_blank;
  } cases[] = {
    { "", "name", "abcde", "about CNY 560 million + USD 1 million", 1 },
    { "", "-name", "edcba", "about CNY 560 million + USD 1 million", 1 },
    { "", NULL, "edcba", "about CNY 560 million + USD 1 million", 1 },
    { "total_investment>=1亿", "name", "c", "CNY 500 million", 0 },
    { "stage=signed", "-total_investment", "cb", "about CNY 550 million", 0 },
    { "stage=lead", "-name", "eda", "CNY 10 million + USD 1 million", 1 },
    { "total_investment=", NULL, "d", "CNY 0", 1 },
    { "stage=dropped", NULL, "", "CNY 0", 0 },
  };
  g_autoptr (View) view = view_new (self->store, "", "name");

  g_free (add_project (self->store, "a", "10000000.00 CNY", "lead"));
  g_free (add_project (self->store, "b", "about 50000000.00 CNY", "signed"));
  g_free (add_project (self->store, "c", "500000000.00 CNY", "signed"));
  g_free (add_project (self->store, "d", NULL, "lead"));
  g_free (add_project (self->store, "e", "1000000.00 USD", "lead"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      view_search (view, cases[i].where, cases[i].sort);
      wait_for_view (view, self->store);
      assert_names (view, cases[i].names);
      assert_footer (view, (gint64) strlen (cases[i].names), cases[i].n_blank, cases[i].totals);
    }
  g_assert_cmpuint (view->n_failures, ==, 0);
}

static void
test_newest_query_wins (Fixture *self, gconstpointer data)
{
  g_autoptr (View) view = view_new (self->store, "name~p0000", "name");

  add_many (self->store, 300);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *where = g_strdup_printf ("name~p000%02u", i);

      view_search (view, where, "-name");
    }
  wait_for_view (view, self->store);
  assert_names (view, "p00019");
}

static void
test_another_entity_and_none (Fixture *self, gconstpointer data)
{
  g_autofree char *park = add_titled (self->store, "park", "上虞");
  g_autofree char *id = add_project (self->store, "a", "100.00 CNY", "lead");
  g_autoptr (View) view = view_new (self->store, "", "name");
  g_autoptr (LfQuery) parks = lf_query_new (lf_schema_find ("park"), NULL, NULL);

  wait_for_view (view, self->store);
  lf_list_model_set_query (view->model, parks);
  g_assert_cmpuint (view->rows->len, ==, 0);
  wait_for_view (view, self->store);
  assert_names (view, "上虞");
  lf_list_model_set_query (view->model, NULL);
  g_assert_cmpuint (view->rows->len, ==, 0);
  g_assert_false (lf_list_model_get_is_loading (view->model));
  assert_footer (view, 0, 0, "CNY 0");
  view_search (view, "", NULL);
  wait_for_view (view, self->store);
  assert_names (view, "a");
}

/* ---- Pages ---- */

static void
test_pages_come_when_looked_at (Fixture *self, gconstpointer data)
{
  g_autoptr (LfQuery) query = make_query ("", "name");
  LfListModel *model;
  GListModel *list;
  g_autoptr (LfRow) last = NULL;
  g_autoptr (LfRow) again = NULL;
  g_autoptr (LfRow) first = NULL;

  add_many (self->store, 1000);
  model = lf_list_model_new (self->store, query);
  list = G_LIST_MODEL (model);
  while (lf_list_model_get_is_loading (model))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1000);
  g_assert_null (g_list_model_get_item (list, 1000));
  last = g_list_model_get_item (list, 999);
  g_assert_null (lf_row_get_record (last));
  while (lf_row_get_record (last) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (lf_record_get (lf_row_get_record (last), "name"), ==, "p00999");
  again = g_list_model_get_item (list, 999);
  g_assert_true (again == last);
  first = g_list_model_get_item (list, 0);
  g_assert_null (lf_row_get_record (first));
  g_assert_cmpuint (lf_list_model_find_row (model, lf_row_get_row (last)), ==, 999);
  g_assert_cmpuint (lf_list_model_find_row (model, G_MAXINT64), ==, G_MAXUINT);
  let_go (model);
}

/* More pages than are kept: the objects a widget holds are still the objects of their rows. */
static void
test_held_rows_outlive_their_page (Fixture *self, gconstpointer data)
{
  g_autoptr (LfQuery) query = make_query ("", "name");
  LfListModel *model;
  g_autoptr (LfRow) held = NULL;
  g_autoptr (LfRow) again = NULL;

  add_many (self->store, 256 * 40);
  model = lf_list_model_new (self->store, query);
  while (lf_list_model_get_is_loading (model))
    g_main_context_iteration (NULL, TRUE);
  held = g_list_model_get_item (G_LIST_MODEL (model), 3);
  for (guint i = 1; i < 40; i++)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (model), i * 256));
  while (lf_row_get_record (held) == NULL)
    g_main_context_iteration (NULL, TRUE);
  again = g_list_model_get_item (G_LIST_MODEL (model), 3);
  g_assert_true (again == held);
  set_field (self->store, lf_record_id (lf_row_get_record (held)), "note", "seen");
  while (lf_record_get (lf_row_get_record (held), "note") == NULL)
    g_main_context_iteration (NULL, TRUE);
  let_go (model);
}

/* ---- Changes in the store ---- */

static void
test_insert (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_project (self->store, "a", "100.00 CNY", "lead");
  g_autofree char *c = add_project (self->store, "c", "300.00 CNY", "lead");
  g_autoptr (View) view = view_new (self->store, "", "name");
  LfRow *before;

  wait_for_view (view, self->store);
  view_forget_counts (view);
  before = view->rows->pdata[1];
  g_free (add_project (self->store, "b", NULL, "lead"));
  wait_for_view (view, self->store);
  assert_names (view, "abc");
  assert_footer (view, 3, 1, "CNY 400");
  g_assert_cmpuint (view->n_changes, ==, 1);
  g_assert_cmpuint (view->n_added, ==, 1);
  g_assert_true (view->rows->pdata[2] == (gpointer) before);
}

typedef struct
{
  guint n_told;
  gboolean leaves; /* unwatches when it is told */
} Watch;

static void
note_told (LfRow *row, gpointer data)
{
  Watch *watch = data;

  watch->n_told++;
  if (watch->leaves)
    lf_row_unwatch (row, watch);
}

/* Each is told once, whoever leaves meanwhile. */
static void
test_watched_rows (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_project (self->store, "a", NULL, "lead");
  g_autoptr (View) view = view_new (self->store, "", "name");
  Watch watches[] = { { 0, FALSE }, { 0, TRUE }, { 0, FALSE }, { 0, TRUE } }, gone = { 0, FALSE };

  wait_for_view (view, self->store);
  for (guint i = 0; i < G_N_ELEMENTS (watches); i++)
    lf_row_watch (view->rows->pdata[0], note_told, &watches[i]);
  lf_row_watch (view->rows->pdata[0], note_told, &gone);
  lf_row_unwatch (view->rows->pdata[0], &gone);
  set_field (self->store, a, "total_investment", "about 200.00 CNY");
  wait_for_view (view, self->store);
  set_field (self->store, a, "total_investment", "300.00 CNY");
  wait_for_view (view, self->store);
  for (guint i = 0; i < G_N_ELEMENTS (watches); i++)
    g_assert_cmpuint (watches[i].n_told, ==, watches[i].leaves ? 1 : 2);
  g_assert_cmpuint (gone.n_told, ==, 0);
  lf_row_unwatch (view->rows->pdata[0], &watches[0]);
  lf_row_unwatch (view->rows->pdata[0], &watches[2]);
}

static void
test_edit_in_place (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_project (self->store, "a", "100.00 CNY", "lead");
  g_autoptr (View) view = view_new (self->store, "", "name");
  guint n_notifies = 0;

  wait_for_view (view, self->store);
  view_forget_counts (view);
  g_signal_connect_swapped (view->rows->pdata[0], "notify::record", G_CALLBACK (count_notify),
                            &n_notifies);
  set_field (self->store, a, "total_investment", "about 200.00 CNY");
  wait_for_view (view, self->store);
  assert_footer (view, 1, 0, "about CNY 200");
  g_assert_cmpuint (view->n_changes, ==, 0);
  g_assert_cmpuint (n_notifies, ==, 1);
}

static void
test_edit_that_moves (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_project (self->store, "a", NULL, "lead");
  g_autofree char *b = add_project (self->store, "b", NULL, "lead");
  g_autofree char *c = add_project (self->store, "c", NULL, "lead");
  g_autoptr (View) view = view_new (self->store, "stage=lead", "name");

  wait_for_view (view, self->store);
  set_field (self->store, a, "name", "d");
  wait_for_view (view, self->store);
  assert_names (view, "bcd");
  set_field (self->store, c, "stage", "signed");
  wait_for_view (view, self->store);
  assert_names (view, "bd");
}

/* A list view does not ask again for the rows that stay: their objects must go on telling it. */
static void
test_rows_that_stay_are_told (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_project (self->store, "a", NULL, "lead");
  g_autoptr (View) view = view_new (self->store, "", "name");

  wait_for_view (view, self->store);
  g_free (add_project (self->store, "b", NULL, "lead"));
  wait_for_view (view, self->store);
  set_field (self->store, a, "note", "told");
  wait_for_view (view, self->store);
  g_assert_cmpstr (shown (view, 0, "note"), ==, "told");
}

static void
test_delete_and_undo (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_project (self->store, "a", "100.00 CNY", "lead");
  g_autofree char *b = add_project (self->store, "b", "200.00 CNY", "lead");
  g_autoptr (View) view = view_new (self->store, "", "name");

  wait_for_view (view, self->store);
  view_forget_counts (view);
  delete_project (self->store, a);
  wait_for_view (view, self->store);
  assert_names (view, "b");
  assert_footer (view, 1, 0, "CNY 200");
  g_assert_cmpuint (view->n_removed, ==, 1);
  g_assert_cmpuint (view->n_added, ==, 0);
  g_free (lf_store_undo_sync (self->store, NULL));
  wait_for_view (view, self->store);
  assert_names (view, "ab");
}

/* More than the news names one by one. */
static void
test_wholesale (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_project (self->store, "a", "1000000.00 CNY", "lead");
  g_autoptr (View) view = view_new (self->store, "", "name");

  wait_for_view (view, self->store);
  view_forget_counts (view);
  add_many (self->store, 1200);
  wait_for_view (view, self->store);
  g_assert_cmpuint (view->rows->len, ==, 1201);
  g_assert_cmpuint (view->n_changes, ==, 1);
  assert_footer (view, 1201, 0, "CNY 1,201 million");
}

/* The objects stay at their places, so that a list view makes no widget anew, and show what stands
 * there now. */
static void
test_another_order (Fixture *self, gconstpointer data)
{
  g_autoptr (View) view = view_new (self->store, "", "name");
  LfRow *first;

  add_many (self->store, 600);
  wait_for_view (view, self->store);
  view_forget_counts (view);
  first = view->rows->pdata[0];
  view_search (view, "", "-name");
  wait_for_view (view, self->store);
  g_assert_cmpuint (view->n_changes, ==, 0);
  g_assert_true (view->rows->pdata[0] == (gpointer) first);
  g_assert_cmpstr (shown (view, 0, "name"), ==, "p00599");
  g_assert_cmpuint (lf_list_model_find_row (view->model, lf_row_get_row (first)), ==, 0);
  view_search (view, "name~p000", "name");
  wait_for_view (view, self->store);
  g_assert_cmpuint (view->n_changes, ==, 1);
  g_assert_cmpuint (view->n_removed, ==, 500);
  g_assert_cmpstr (shown (view, 99, "name"), ==, "p00099");
}

/* What a row shows of another record follows that one. */
static void
test_reference_renamed (Fixture *self, gconstpointer data)
{
  g_autofree char *park = add_titled (self->store, "park", "上虞");
  g_autofree char *id = add_project (self->store, "a", NULL, "lead");
  g_autoptr (View) view = view_new (self->store, "", "name");
  g_autoptr (LfRecord) record
      = lf_store_load_sync (self->store, lf_schema_find ("park"), park, NULL);
  g_autoptr (LfChange) change = lf_change_new ("rename");
  g_autofree char *title = NULL;

  set_field (self->store, id, "park", park);
  wait_for_view (view, self->store);
  lf_change_edit (change, record, "name", "海曙");
  commit_change (self->store, change);
  wait_for_view (view, self->store);
  title = lf_record_format (lf_row_get_record (view->rows->pdata[0]), "park");
  g_assert_cmpstr (title, ==, "海曙");
}

/* ---- Failure and end ---- */

static void
rename_table (Fixture *self, const char *from, const char *to)
{
  g_autofree char *path = g_build_filename (self->folder, "landfall.db", NULL);
  g_autofree char *sql = g_strdup_printf ("ALTER TABLE \"%s\" RENAME TO \"%s\"", from, to);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfDb) db = lf_db_open (path, LF_DB_WRITE, &error);

  g_assert_no_error (error);
  lf_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

/* The rows shown stay, and the list follows again as soon as reading succeeds. */
static void
test_failed_read (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_project (self->store, "a", NULL, "lead");
  g_autoptr (View) view = view_new (self->store, "", "name");

  wait_for_view (view, self->store);
  rename_table (self, "project", "elsewhere");
  view_search (view, "", "-name");
  wait_until_read (view);
  while (view->n_failures < 2) /* the order and the footer */
    g_main_context_iteration (NULL, TRUE);
  assert_names (view, "a");
  rename_table (self, "elsewhere", "project");
  g_free (add_project (self->store, "b", NULL, "lead"));
  wait_for_view (view, self->store);
  assert_names (view, "ba");
}

/* Let go of while its order, its footer and its pages are being read; a row may outlive it. */
static void
test_let_go_while_reading (Fixture *self, gconstpointer data)
{
  add_many (self->store, 600);
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (View) view = view_new (self->store, "", "name");
      g_autoptr (LfRow) kept = NULL;

      if (i % 2 == 0)
        wait_until_read (view);
      if (i % 4 == 0)
        kept = g_object_ref (view->rows->pdata[i]);
      if (i % 8 == 0)
        g_free (add_project (self->store, "late", NULL, "lead"));
      g_clear_pointer (&view, view_free);
      g_assert_true (kept == NULL || lf_row_get_row (kept) > 0);
    }
}

/* ---- Random edits ---- */

static LfChange *
random_change (LfStore *store, GPtrArray *ids)
{
  static const char *const stages[] = { "lead", "signed", "land" };
  static const char *const amounts[] = { "100.00 CNY", "about 7.00 USD", NULL };
  const char *id = ids->pdata[g_test_rand_int_range (0, (int) ids->len)];
  g_autoptr (LfRecord) record = load_project (store, id);
  g_autofree char *name = g_strdup_printf ("n%d", g_test_rand_int_range (0, 40));
  LfChange *change = lf_change_new ("edit");

  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      lf_change_edit (change, record, "name", name);
      break;
    case 1:
      lf_change_edit (change, record, "stage", stages[g_test_rand_int_range (0, 3)]);
      lf_change_edit (change, record, "stage_reason", name);
      break;
    case 2:
      lf_change_edit (change, record, "total_investment", amounts[g_test_rand_int_range (0, 3)]);
      break;
    default:
      if (lf_record_is_deleted (record))
        lf_change_restore (change, record);
      else
        lf_change_delete (change, record);
      break;
    }
  return change;
}

static void
edit_at_random (LfStore *store, GPtrArray *ids)
{
  g_autoptr (LfChange) change = NULL;

  if (ids->len == 0 || g_test_rand_int_range (0, 5) == 0)
    {
      g_ptr_array_add (ids, add_project (store, "new", "1.00 CNY", "lead"));
      return;
    }
  if (g_test_rand_int_range (0, 8) == 0)
    {
      g_free (lf_store_undo_sync (store, NULL));
      g_free (lf_store_redo_sync (store, NULL));
      return;
    }
  change = random_change (store, ids);
  commit_change (store, change);
}

/* Whatever happens, in whatever bursts, three views end up with what the store holds. */
static void
test_random_edits_property (Fixture *self, gconstpointer data)
{
  static const char *const sorts[] = { NULL, "name", "-total_investment", "-name" };
  static const char *const wheres[] = { "", "stage=lead", "total_investment!=" };
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (View) by_name = view_new (self->store, "", "name");
  g_autoptr (View) by_stage = view_new (self->store, "stage=lead", "-total_investment");
  g_autoptr (View) other = view_new (self->store, "", NULL);

  for (guint round = 0; round < 40; round++)
    {
      guint burst = (guint) g_test_rand_int_range (1, 6);

      for (guint i = 0; i < burst; i++)
        {
          edit_at_random (self->store, ids);
          if (g_test_rand_bit ())
            g_main_context_iteration (NULL, FALSE);
        }
      if (g_test_rand_int_range (0, 4) == 0)
        view_search (other, wheres[g_test_rand_int_range (0, 3)],
                     sorts[g_test_rand_int_range (0, 4)]);
      wait_for_view (by_name, self->store);
      wait_for_view (by_stage, self->store);
      wait_for_view (other, self->store);
    }
  g_assert_cmpuint (by_name->n_failures + by_stage->n_failures + other->n_failures, ==, 0);
}

#define ADD(path, func) g_test_add ("/lists/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("order-and-filter", test_order_and_filter);
  ADD ("newest-query-wins", test_newest_query_wins);
  ADD ("another-entity-and-none", test_another_entity_and_none);
  ADD ("pages-come-when-looked-at", test_pages_come_when_looked_at);
  ADD ("held-rows-outlive-their-page", test_held_rows_outlive_their_page);
  ADD ("insert", test_insert);
  ADD ("edit-in-place", test_edit_in_place);
  ADD ("watched-rows", test_watched_rows);
  ADD ("edit-that-moves", test_edit_that_moves);
  ADD ("rows-that-stay-are-told", test_rows_that_stay_are_told);
  ADD ("delete-and-undo", test_delete_and_undo);
  ADD ("wholesale", test_wholesale);
  ADD ("another-order", test_another_order);
  ADD ("reference-renamed", test_reference_renamed);
  ADD ("failed-read", test_failed_read);
  ADD ("let-go-while-reading", test_let_go_while_reading);
  ADD ("random-edits-property", test_random_edits_property);
  return g_test_run ();
}
