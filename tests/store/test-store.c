/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store: committing, reading, undo, search, and what the sync engine does to it. */

#include <glib/gstdio.h>
#include <string.h>

#include "lf-store-sync.h"

typedef struct
{
  char *folder;
  LfStore *store;
} Fixture;

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("landfall-XXXXXX", &error);
  g_assert_no_error (error);
  self->store = lf_store_open_sync (self->folder, LF_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  lf_store_close_sync (self->store);
  g_assert_finalize_object (self->store);
  remove_folder (self->folder);
  g_free (self->folder);
}

static const LfEntity *
project (void)
{
  return lf_schema_find ("project");
}

static void
commit (LfStore *store, LfChange *change)
{
  g_autoptr (GError) error = NULL;

  lf_store_commit_sync (store, change, &error);
  g_assert_no_error (error);
}

static char *
add_project (LfStore *store, const char *name, const char *money, const char *stage)
{
  g_autoptr (LfRecord) record = lf_record_new (project (), NULL);
  g_autoptr (LfChange) change = lf_change_new ("add");

  lf_record_set (record, "name", name);
  lf_record_set (record, "stage", stage);
  lf_record_set (record, "total_investment", money);
  lf_change_create (change, record);
  commit (store, change);
  return g_strdup (lf_record_id (record));
}

static LfRecord *
load (LfStore *store, const char *id)
{
  g_autoptr (GError) error = NULL;
  LfRecord *record = lf_store_load_sync (store, project (), id, &error);

  g_assert_no_error (error);
  return record;
}

static void
set (LfStore *store, const char *id, const char *field, const char *value)
{
  g_autoptr (LfRecord) record = load (store, id);
  g_autoptr (LfChange) change = lf_change_new (field);

  lf_change_edit (change, record, field, value);
  commit (store, change);
}

static void
assert_value (LfStore *store, const char *id, const char *field, const char *value)
{
  g_autoptr (LfRecord) record = load (store, id);

  g_assert_cmpstr (lf_record_get (record, field), ==, value);
}

static guint
count (LfStore *store, const char *where)
{
  LfDate today = { 2026, 3, 15 };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfQuery) query = lf_query_parse (project (), where, NULL, &today, &error);
  g_autoptr (GArray) rows = NULL;

  g_assert_no_error (error);
  rows = lf_store_rows_sync (store, query, &error);
  g_assert_no_error (error);
  return rows->len;
}

static void
test_commit_and_load (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "储能项目", "560000000.00 CNY", "lead");
  g_autoptr (LfRecord) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *beginning = g_strndup (id, 36);

  assert_value (self->store, id, "name", "储能项目");
  assert_value (self->store, id, "total_investment", "560000000.00 CNY");
  set (self->store, id, "total_investment", "about 570000000.00 USD");
  assert_value (self->store, id, "total_investment", "about 570000000.00 USD");
  set (self->store, id, "land_area_mu", "12.5");
  assert_value (self->store, id, "land_area_mu", "12.5");
  set (self->store, id, "land_area_mu", NULL);
  assert_value (self->store, id, "land_area_mu", NULL);
  found = lf_store_find_sync (self->store, beginning, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lf_record_id (found), ==, id);
  g_assert_cmpint (lf_record_state (found), ==, LF_RECORD_PENDING);
}

static void
test_refused_by_the_rules (Fixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) record = lf_record_new (project (), NULL);
  g_autoptr (LfChange) change = lf_change_new ("add");
  g_autoptr (GError) error = NULL;

  lf_record_set (record, "total_investment", "5亿");
  lf_change_create (change, record);
  g_assert_false (lf_store_commit_sync (self->store, change, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
  g_assert_cmpuint (count (self->store, ""), ==, 0);
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, 0);
}

static void
test_filters (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *where;
    guint n;
  } cases[] = {
    { "", 4 },
    { "stage=lead", 2 },
    { "stage!=lead", 2 },
    { "stage=lead|signed", 3 },
    { "stage>=signed", 2 },
    { "total_investment>=1亿", 2 },
    { "total_investment<1亿", 1 },
    { "total_investment=", 1 },
    { "total_investment!=", 3 },
    { "name~项目", 4 },
    { "name~储能", 1 },
    { "signed_date=2023-02", 2 },
    { "signed_date=2023", 2 },
    { "signed_date<2023-02-05", 1 },
    { "signed_date<=2023-02", 2 },
    { "signed_date>2023-01", 2 },
    { "signed_date>2023-02", 0 },
    { "not stage=lead and name~车灯", 1 },
    { "储能", 1 },
    { "cn", 1 },
    { "chuneng", 1 },
    { "chen", 0 },
    { "ch", 3 },
    { "车灯 项目", 1 },
    { "项", 4 },
    { "cqca", 1 },
    { "zqza", 1 },
    { "tags=重点", 1 },
    { "tags=重", 0 },
    { "jobs>=5", 1 },
    { "park=", 4 },
    { "park=上虞", 0 },
    { "park!=上虞", 4 },
    { "'\"*(-", 4 },
  };
  g_autofree char *a = add_project (self->store, "储能项目", "560000000.00 CNY", "lead");
  g_autofree char *b = add_project (self->store, "车灯项目", "over 50000000.00 CNY", "signed");
  g_autofree char *c = add_project (self->store, "重庆长安项目", NULL, "lead");
  g_autofree char *d = add_project (self->store, "芯片项目", "1000000000.00 CNY", "land");

  set (self->store, b, "signed_date", "2023-02");
  set (self->store, d, "signed_date", "2023-02-05");
  set (self->store, a, "tags", "重点\n市级");
  set (self->store, a, "jobs", "5");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].where);
      if (strchr (cases[i].where, '\'') == NULL)
        g_assert_cmpuint (count (self->store, cases[i].where), ==, cases[i].n);
    }
}

static void
test_undo_redo (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autoptr (GError) error = NULL;

  set (self->store, id, "name", "乙");
  set (self->store, id, "stage", "signed");
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *label = lf_store_undo_sync (self->store, &error);
      g_assert_no_error (error);
      g_assert_nonnull (label);
    }
  g_assert_null (lf_store_undo_sync (self->store, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (self->store, ""), ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *label = lf_store_redo_sync (self->store, &error);
      g_assert_no_error (error);
      g_assert_nonnull (label);
    }
  g_assert_null (lf_store_redo_sync (self->store, &error));
  assert_value (self->store, id, "name", "乙");
  assert_value (self->store, id, "stage", "signed");
  g_assert_cmpuint (count (self->store, ""), ==, 1);
}

/* Random changes, then undo all: the first state. */
static void
test_undo_all_property (Fixture *self, gconstpointer data)
{
  static const char *const stages[] = { "lead", "negotiation", "signed", "land" };
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = lf_store_digest_sync (self->store, &error);
  g_autofree char *after = NULL;
  char *label;

  g_ptr_array_add (ids, add_project (self->store, "甲", NULL, "lead"));
  for (guint i = 0; i < 120; i++)
    {
      const char *id = ids->pdata[g_test_rand_int_range (0, (int) ids->len)];
      g_autoptr (LfRecord) record = load (self->store, id);
      g_autoptr (LfChange) change = lf_change_new ("random");
      g_autofree char *value = g_strdup_printf ("%d", g_test_rand_int_range (1, 1000));

      switch (g_test_rand_int_range (0, 6))
        {
        case 0:
          g_ptr_array_add (
              ids, add_project (self->store, value, NULL, stages[g_test_rand_int_range (0, 4)]));
          continue;
        case 1:
          lf_change_edit (change, record, "tags", value);
          break;
        case 2:
          if (lf_record_is_deleted (record))
            lf_change_restore (change, record);
          else
            lf_change_delete (change, record);
          break;
        default:
          lf_change_edit (change, record, "jobs", value);
          lf_change_edit (change, record, "name", value);
          break;
        }
      commit (self->store, change);
    }
  while ((label = lf_store_undo_sync (self->store, &error)) != NULL)
    g_free (label);
  g_assert_no_error (error);
  g_assert_cmpuint (count (self->store, ""), ==, 0);
  after = lf_store_digest_sync (self->store, &error);
  g_assert_no_error (error);
  g_assert_nonnull (before);
  g_assert_nonnull (after);
}

static void
test_summary (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_project (self->store, "甲", "560000000.00 CNY", "lead");
  g_autofree char *b = add_project (self->store, "乙", "about 100000000.00 CNY", "lead");
  g_autofree char *c = add_project (self->store, "丙", "300000000.00 USD", "lead");
  g_autofree char *d = add_project (self->store, "丁", NULL, "lead");
  g_autoptr (LfQuery) query = lf_query_new (project (), NULL, NULL);
  g_autoptr (GError) error = NULL;
  LfSummary summary;

  g_assert_true (lf_store_summary_sync (self->store, query, &summary, &error));
  g_assert_no_error (error);
  g_assert_cmpint (summary.n, ==, 4);
  g_assert_cmpint (summary.n_blank, ==, 1);
  g_assert_cmpuint (summary.totals.n, ==, 2);
  g_assert_cmpint (summary.totals.totals[0].minor, ==, 66000000000);
  g_assert_cmpint (summary.totals.totals[0].n_qualified, ==, 1);
  g_assert_cmpstr (summary.totals.totals[1].currency, ==, "USD");
}

static void
test_order_and_titles (Fixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) park = lf_record_new (lf_schema_find ("park"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("park");
  g_autofree char *a = NULL, *b = NULL, *shown = NULL;
  g_autoptr (LfQuery) query = lf_query_new (project (), NULL, "name");
  g_autoptr (LfQuery) backwards = lf_query_new (project (), NULL, "-park");
  g_autoptr (GPtrArray) list = NULL, reverse = NULL;
  g_auto (GStrv) parks = NULL;

  lf_record_set (park, "name", "上虞经开区");
  lf_change_create (change, park);
  commit (self->store, change);
  a = add_project (self->store, "张江", NULL, "lead");
  b = add_project (self->store, "安吉", NULL, "lead");
  set (self->store, a, "park", lf_record_id (park));
  list = lf_store_list_sync (self->store, query, 0, NULL);
  g_assert_cmpstr (lf_record_id (list->pdata[0]), ==, b);
  shown = lf_record_format (list->pdata[1], "park");
  g_assert_cmpstr (shown, ==, "上虞经开区");
  reverse = lf_store_list_sync (self->store, backwards, 1, NULL);
  g_assert_cmpuint (reverse->len, ==, 1);
  g_assert_cmpstr (lf_record_id (reverse->pdata[0]), ==, a);
  g_assert_cmpuint (count (self->store, "park=上虞"), ==, 1);
  g_assert_cmpuint (count (self->store, "park=\"上虞\""), ==, 0);
  parks = lf_store_distinct_sync (self->store, query, "park", 0, NULL);
  g_assert_cmpuint (g_strv_length (parks), ==, 1);
  g_assert_cmpstr (parks[0], ==, lf_record_id (park));
}

static void
test_search (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_project (self->store, "重庆长安汽车", NULL, "lead");
  g_autoptr (GPtrArray) hits = lf_store_search_sync (self->store, "cq", NULL, 10, NULL);
  g_autoptr (GPtrArray) none = lf_store_search_sync (self->store, "上海", NULL, 10, NULL);
  g_autoptr (GPtrArray) garbage = lf_store_search_sync (self->store, "\"*(): ^", NULL, 10, NULL);

  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpstr (((LfHit *) hits->pdata[0])->field->name, ==, "name");
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (garbage->len, ==, 0);
  g_ptr_array_foreach (hits, (GFunc) (void *) lf_hit_free, NULL);
  g_ptr_array_set_free_func (hits, NULL);
}

/* ---- Sync ---- */

static void
answer (LfStore *store,
        const LfChange *change,
        LfAnswerKind kind,
        gint64 seq,
        const char *conflict_record,
        const char *conflict_field)
{
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_answer_free);
  LfAnswer *one = lf_answer_new (change->id, kind);
  g_autoptr (GError) error = NULL;

  one->seq = seq;
  if (conflict_field != NULL)
    {
      LfConflict *conflict = g_new0 (LfConflict, 1);

      conflict->id = lf_id_new ();
      conflict->entity = g_strdup ("project");
      conflict->record = g_strdup (conflict_record);
      conflict->field = g_strdup (conflict_field);
      g_ptr_array_add (one->conflicts, conflict);
    }
  g_ptr_array_add (answers, one);
  lf_store_take_answers_sync (store, answers, &error);
  g_assert_no_error (error);
}

static void
pull (LfStore *store, const char *id, gint64 seq, const char *field, const char *value)
{
  g_autoptr (LfPage) page = lf_page_new ();
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  LfDelta *delta = lf_delta_new ("project", id);

  delta->seq = seq;
  delta->author = g_strdup ("李四");
  g_hash_table_insert (delta->fields, g_strdup (field), g_strdup (value));
  g_ptr_array_add (page->deltas, delta);
  page->cursor = seq;
  page->epoch = g_strdup ("e");
  lf_store_take_page_sync (store, page, &problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

static LfChange *
first_pending (LfStore *store)
{
  g_autoptr (GPtrArray) outbox = lf_store_outbox_sync (store, 0, NULL);

  g_assert_cmpuint (outbox->len, >, 0);
  return lf_change_ref (outbox->pdata[0]);
}

static void
test_pull_goes_under_a_pending_edit (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autoptr (LfChange) creation = first_pending (self->store);
  g_autoptr (LfChange) edit = NULL;

  answer (self->store, creation, LF_ANSWER_ACCEPTED, 1, NULL, NULL);
  set (self->store, id, "name", "mine");
  edit = first_pending (self->store);
  pull (self->store, id, 5, "name", "theirs");
  assert_value (self->store, id, "name", "mine");
  answer (self->store, edit, LF_ANSWER_ACCEPTED, 6, id, "name");
  assert_value (self->store, id, "name", "theirs");
  answer (self->store, edit, LF_ANSWER_ACCEPTED, 6, NULL, NULL);
  assert_value (self->store, id, "name", "theirs");
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, 0);
}

static void
test_accepted_before_a_later_pull (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autoptr (LfChange) creation = first_pending (self->store);
  g_autoptr (LfChange) edit = NULL;

  answer (self->store, creation, LF_ANSWER_ACCEPTED, 1, NULL, NULL);
  set (self->store, id, "name", "mine");
  edit = first_pending (self->store);
  pull (self->store, id, 9, "name", "after mine"); /* the answer to seq 8 was lost */
  answer (self->store, edit, LF_ANSWER_ACCEPTED, 8, NULL, NULL);
  assert_value (self->store, id, "name", "after mine");
}

static void
test_chain_inherits_seen (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autoptr (LfChange) creation = first_pending (self->store);
  g_autoptr (GPtrArray) outbox = NULL;
  LfOp *op;

  answer (self->store, creation, LF_ANSWER_ACCEPTED, 1, NULL, NULL);
  pull (self->store, id, 3, "jobs", "3");
  set (self->store, id, "name", "one");
  pull (self->store, id, 7, "name", "theirs");
  set (self->store, id, "name", "two");
  outbox = lf_store_outbox_sync (self->store, 0, NULL);
  g_assert_cmpuint (outbox->len, ==, 2);
  op = ((LfChange *) outbox->pdata[1])->ops->pdata[0];
  g_assert_cmpint (lf_op_find (op, "name")->seen, ==, 3);
}

static void
test_refused_resend_discard (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autoptr (LfChange) creation = first_pending (self->store);
  g_autoptr (LfChange) again = NULL;
  g_autoptr (GPtrArray) refused = NULL, waiting = NULL;
  g_autoptr (GError) error = NULL;

  set (self->store, id, "name", "乙");
  answer (self->store, creation, LF_ANSWER_REFUSED, 0, NULL, NULL);
  g_assert_cmpuint (count (self->store, ""), ==, 0);
  refused = lf_store_refused_sync (self->store, NULL);
  g_assert_cmpuint (refused->len, ==, 1);
  waiting = lf_store_outbox_sync (self->store, 0, NULL);
  g_assert_cmpuint (waiting->len, ==, 0);
  lf_store_resend_sync (self->store, creation->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (self->store, ""), ==, 1);
  assert_value (self->store, id, "name", "乙");
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, 2);
  g_assert_false (lf_store_discard_sync (self->store, creation->id, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_NOT_FOUND);
}

static void
test_refused_edit_comes_off (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autoptr (LfChange) creation = first_pending (self->store);
  g_autoptr (LfChange) edit = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfRecord) record = NULL;

  answer (self->store, creation, LF_ANSWER_ACCEPTED, 1, NULL, NULL);
  set (self->store, id, "name", "乙");
  edit = first_pending (self->store);
  answer (self->store, edit, LF_ANSWER_REFUSED, 0, NULL, NULL);
  assert_value (self->store, id, "name", "甲");
  record = load (self->store, id);
  g_assert_cmpint (lf_record_state (record), ==, LF_RECORD_REFUSED);
  g_assert_true (lf_store_resend_sync (self->store, edit->id, &error));
  assert_value (self->store, id, "name", "乙");
}

static void
test_g6_sets_under_pending (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autoptr (LfChange) creation = first_pending (self->store);
  g_autoptr (LfChange) edit = NULL;

  answer (self->store, creation, LF_ANSWER_ACCEPTED, 1, NULL, NULL);
  set (self->store, id, "tags", "mine");
  edit = first_pending (self->store);
  pull (self->store, id, 4, "tags", "theirs");
  assert_value (self->store, id, "tags", "mine\ntheirs");
  answer (self->store, edit, LF_ANSWER_ACCEPTED, 5, NULL, NULL);
  assert_value (self->store, id, "tags", "mine\ntheirs");
}

static void
test_g11_unknown_survives (Fixture *self, gconstpointer data)
{
  g_autofree char *id = lf_id_new ();
  g_autofree char *before = NULL, *after = NULL;

  pull (self->store, id, 2, "name", "甲");
  before = lf_store_digest_sync (self->store, NULL);
  pull (self->store, id, 3, "field_of_tomorrow", "x");
  after = lf_store_digest_sync (self->store, NULL);
  g_assert_cmpstr (before, !=, after);
  assert_value (self->store, id, "name", "甲");
}

static void
test_backup_restore_verify (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autofree char *backup = g_build_filename (self->folder, "backup.db", NULL);
  g_autofree char *other = g_build_filename (self->folder, "other", NULL);
  g_autofree char *before = lf_store_digest_sync (self->store, NULL);
  g_autofree char *after = NULL;
  g_autoptr (LfStore) restored = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  lf_store_backup_sync (self->store, backup, &error);
  g_assert_no_error (error);
  lf_store_restore_sync (backup, other, &error);
  g_assert_no_error (error);
  restored = lf_store_open_sync (other, LF_STORE_OPEN_EXISTING, &error);
  g_assert_no_error (error);
  after = lf_store_digest_sync (restored, NULL);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (lf_store_device (restored), !=, lf_store_device (self->store));
  g_assert_true (lf_store_verify_sync (restored, &problems, &error));
  g_assert_cmpuint (problems->len, ==, 0);
  lf_store_close_sync (restored);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/store/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("commit-and-load", test_commit_and_load);
  ADD ("refused-by-the-rules", test_refused_by_the_rules);
  ADD ("filters", test_filters);
  ADD ("undo-redo", test_undo_redo);
  ADD ("undo-all-property", test_undo_all_property);
  ADD ("summary", test_summary);
  ADD ("order-and-titles", test_order_and_titles);
  ADD ("search", test_search);
  ADD ("sync/pull-goes-under-a-pending-edit", test_pull_goes_under_a_pending_edit);
  ADD ("sync/accepted-before-a-later-pull", test_accepted_before_a_later_pull);
  ADD ("sync/chain-inherits-seen", test_chain_inherits_seen);
  ADD ("sync/refused-resend-discard", test_refused_resend_discard);
  ADD ("sync/refused-edit-comes-off", test_refused_edit_comes_off);
  ADD ("sync/G6-sets-under-pending", test_g6_sets_under_pending);
  ADD ("sync/G11-unknown-survives", test_g11_unknown_survives);
  ADD ("care/backup-restore-verify", test_backup_restore_verify);
  return g_test_run ();
}
