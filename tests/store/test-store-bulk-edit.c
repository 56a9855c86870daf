/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same done to many records: what the plan says, what one change and one undo of it do. */

#include "config.h"

#include "lf-store-bulk.h"
#include "store-fixture.h"

#include <string.h>

static const LfDate today = { 2026, 7, 15 };

static LfQuery *
all_projects (const char *where)
{
  return lf_query_parse (project_entity (), where, "name", &today, NULL);
}

static LfBulkPlan *
plan (LfStore *store, const char *where, LfBulk *bulk)
{
  g_autoptr (LfQuery) query = all_projects (where);
  g_autoptr (GError) error = NULL;
  LfBulkPlan *made = lf_store_plan_bulk_sync (store, query, bulk, &today, &error);

  g_assert_no_error (error);
  return made;
}

static void
commit_plan (LfStore *store, const LfBulkPlan *made)
{
  g_autoptr (GError) error = NULL;

  lf_store_commit_parts_sync (store, made->change, &error);
  g_assert_no_error (error);
}

static void
assert_plan (const LfBulkPlan *made, guint n_changed, guint n_same, guint n_skipped)
{
  g_assert_cmpuint (made->n_changed, ==, n_changed);
  g_assert_cmpuint (made->change->ops->len, ==, n_changed);
  g_assert_cmpuint (made->n_same, ==, n_same);
  g_assert_cmpuint (made->skipped->len, ==, n_skipped);
}

static const LfField *
field (const char *name)
{
  return lf_entity_field (project_entity (), name);
}

static void
test_edit (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_project (self->store, "a", NULL, "lead");
  g_autofree char *b = add_project (self->store, "b", NULL, "lead");
  g_autofree char *c = add_project (self->store, "c", NULL, "signed");
  g_autofree char *before = digest_of (self->store);
  g_autofree char *after = NULL;
  g_autoptr (LfBulk) bulk = lf_bulk_new_edit ();
  g_autoptr (LfBulkPlan) made = NULL;

  set_field (self->store, b, "industry", "新能源");
  g_free (before);
  before = digest_of (self->store);
  lf_bulk_add_edit (bulk, field ("industry"), LF_BULK_REPLACE, "新能源");
  made = plan (self->store, "", bulk);
  assert_plan (made, 2, 1, 0);
  g_assert_cmpstr (made->change->label, ==, "Set “Industry” of 2 records of “Projects”");
  assert_value (self->store, a, "industry", NULL);
  commit_plan (self->store, made);
  assert_value (self->store, a, "industry", "新能源");
  assert_value (self->store, c, "industry", "新能源");
  g_free (lf_store_undo_sync (self->store, NULL));
  after = digest_of (self->store);
  g_assert_cmpstr (after, ==, before);
  assert_sound (self->store);
}

static void
test_sets (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_project (self->store, "a", NULL, "lead");
  g_autofree char *b = add_project (self->store, "b", NULL, "lead");
  g_autoptr (LfBulk) adds = lf_bulk_new_edit ();
  g_autoptr (LfBulk) takes = lf_bulk_new_edit ();
  g_autoptr (LfBulkPlan) added = NULL;
  g_autoptr (LfBulkPlan) taken = NULL;

  set_field (self->store, a, "tags", "省级\n重点");
  lf_bulk_add_edit (adds, field ("tags"), LF_BULK_ADD, "重点");
  added = plan (self->store, "", adds);
  assert_plan (added, 1, 1, 0);
  commit_plan (self->store, added);
  assert_value (self->store, b, "tags", "重点");
  lf_bulk_add_edit (takes, field ("tags"), LF_BULK_TAKE, "重点");
  taken = plan (self->store, "", takes);
  assert_plan (taken, 2, 0, 0);
  commit_plan (self->store, taken);
  assert_value (self->store, a, "tags", "省级");
  assert_value (self->store, b, "tags", NULL);
}

/* A step back needs a reason, the next step does not, and who stands there already stays. */
static void
test_move (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_project (self->store, "a", NULL, "lead");
  g_autofree char *b = add_project (self->store, "b", NULL, "negotiation");
  g_autofree char *c = add_project (self->store, "c", NULL, "signed");
  g_autoptr (LfBulk) bulk
      = lf_bulk_new_move (LF_STAGE_NEGOTIATION, &(LfDate){ 2026, 7, 1 }, "会议纪要", NULL);
  g_autoptr (LfBulkPlan) made = plan (self->store, "", bulk);
  const LfBulkSkipped *skipped;

  assert_plan (made, 1, 1, 1);
  skipped = made->skipped->pdata[0];
  g_assert_cmpstr (skipped->id, ==, c);
  g_assert_cmpstr (skipped->title, ==, "c");
  g_assert_nonnull (strstr (skipped->reason, "needs a reason"));
  commit_plan (self->store, made);
  assert_value (self->store, a, "stage", "negotiation");
  assert_value (self->store, a, "negotiation_date", "2026-07-01");
  assert_value (self->store, a, "stage_evidence", "会议纪要");
  assert_value (self->store, b, "stage_evidence", NULL);
  assert_value (self->store, c, "stage", "signed");
}

static LfRecord *
add_agreement (LfStore *store, const char *title, const char *project)
{
  LfRecord *record = lf_record_new (lf_schema_find ("agreement"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("agree");

  lf_record_set (record, "title", title);
  lf_record_set (record, "project", project);
  lf_record_set (record, "kind", "supplement");
  lf_rules_fill_new (record, &today);
  lf_change_create (change, record);
  commit_change (store, change);
  return record;
}

/* What is locked says so and holds up nothing else. */
static void
test_locked (Fixture *self, gconstpointer data)
{
  const LfEntity *entity = lf_schema_find ("agreement");
  g_autofree char *project = add_project (self->store, "a", NULL, "lead");
  g_autoptr (LfRecord) open = add_agreement (self->store, "open", project);
  g_autoptr (LfRecord) locked = add_agreement (self->store, "locked", project);
  g_autoptr (LfChange) sign = lf_change_new ("sign");
  g_autoptr (LfQuery) query = lf_query_new (entity, NULL, NULL);
  g_autoptr (LfBulk) bulk = lf_bulk_new_edit ();
  g_autoptr (LfBulkPlan) made = NULL;

  lf_change_edit (sign, locked, entity->lock_field, entity->lock_value);
  commit_change (self->store, sign);
  lf_bulk_add_edit (bulk, lf_entity_field (entity, "amount"), LF_BULK_REPLACE, "100.00 CNY");
  made = lf_store_plan_bulk_sync (self->store, query, bulk, &today, NULL);
  assert_plan (made, 1, 0, 1);
  g_assert_cmpstr (((LfBulkSkipped *) made->skipped->pdata[0])->id, ==, lf_record_id (locked));
  commit_plan (self->store, made);
}

static void
test_delete_rows (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_project (self->store, "a", NULL, "lead");
  g_autofree char *b = add_project (self->store, "b", NULL, "lead");
  g_autofree char *c = add_project (self->store, "c", NULL, "lead");
  g_autoptr (LfQuery) query = all_projects ("");
  g_autoptr (GArray) rows = lf_store_rows_sync (self->store, query, NULL);
  g_autoptr (LfQuery) chosen = NULL;
  g_autoptr (LfBulk) bulk = lf_bulk_new_delete ();
  g_autoptr (LfBulkPlan) made = NULL;

  g_array_set_size (rows, 2);
  chosen = lf_query_of_rows (query, rows);
  made = lf_store_plan_bulk_sync (self->store, chosen, bulk, &today, NULL);
  assert_plan (made, 2, 0, 0);
  commit_plan (self->store, made);
  g_assert_cmpuint (count_projects (self->store, ""), ==, 1);
  g_free (lf_store_undo_sync (self->store, NULL));
  g_assert_cmpuint (count_projects (self->store, ""), ==, 3);
}

static void
take_plan (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfBulkPlan **made = user_data;
  g_autoptr (GError) error = NULL;

  *made = lf_store_plan_bulk_finish (LF_STORE (source), result, &error);
  g_assert_no_error (error);
}

static void
take_cancelled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *is_cancelled = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_null (lf_store_plan_bulk_finish (LF_STORE (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *is_cancelled = TRUE;
}

static void
test_async (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_project (self->store, "a", NULL, "lead");
  g_autoptr (LfQuery) query = all_projects ("");
  g_autoptr (LfBulk) bulk = lf_bulk_new_edit ();
  g_autoptr (LfBulkPlan) made = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gboolean is_cancelled = FALSE;

  lf_bulk_add_edit (bulk, field ("jobs"), LF_BULK_REPLACE, "12");
  g_cancellable_cancel (cancellable);
  lf_store_plan_bulk_async (self->store, query, bulk, &today, cancellable, take_cancelled,
                            &is_cancelled);
  lf_store_plan_bulk_async (self->store, query, bulk, &today, NULL, take_plan, &made);
  while (made == NULL || !is_cancelled)
    g_main_context_iteration (NULL, TRUE);
  assert_plan (made, 1, 0, 0);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/store/bulk-edit/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("edit", test_edit);
  ADD ("sets", test_sets);
  ADD ("move", test_move);
  ADD ("locked", test_locked);
  ADD ("delete-rows", test_delete_rows);
  ADD ("async", test_async);
  return g_test_run ();
}
