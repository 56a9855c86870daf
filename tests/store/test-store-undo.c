/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo. */

#include "config.h"

#include "server-words.h"

#include <string.h>

static void
test_undo_redo (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autoptr (GError) error = NULL;

  set_field (self->store, id, "name", "乙");
  set_field (self->store, id, "stage", "signed");
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *label = lf_store_undo_sync (self->store, &error);
      g_assert_no_error (error);
      g_assert_nonnull (label);
    }
  g_assert_null (lf_store_undo_sync (self->store, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_projects (self->store, ""), ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *label = lf_store_redo_sync (self->store, &error);
      g_assert_no_error (error);
      g_assert_nonnull (label);
    }
  g_assert_null (lf_store_redo_sync (self->store, &error));
  assert_value (self->store, id, "name", "乙");
  assert_value (self->store, id, "stage", "signed");
  g_assert_cmpuint (count_projects (self->store, ""), ==, 1);
}

/* What somebody else wrote over it since stays, and the undo says that it did nothing. */
static void
test_overtaken (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autoptr (LfChange) edit = NULL;
  g_autofree char *undone = NULL;

  set_field (self->store, id, "note", "mine");
  edit = first_pending (self->store);
  answer_change (self->store, edit, LF_ANSWER_ACCEPTED, 2, NULL, NULL);
  pull_field (self->store, id, 3, "note", "theirs");
  undone = lf_store_undo_sync (self->store, NULL);
  assert_value (self->store, id, "note", "theirs");
  g_assert_true (g_str_has_prefix (undone, "note (nothing was left to put back"));
}

static void
test_redo_names_the_change (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autofree char *offered = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  set_field (self->store, id, "note", "mine");
  undone = lf_store_undo_sync (self->store, NULL);
  offered = lf_store_undo_label_sync (self->store, /* redo= */ TRUE, NULL);
  redone = lf_store_redo_sync (self->store, NULL);
  g_assert_cmpstr (undone, ==, "note");
  g_assert_cmpstr (offered, ==, "note");
  g_assert_cmpstr (redone, ==, "note");
  assert_value (self->store, id, "note", "mine");
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
      g_autoptr (LfRecord) record = load_project (self->store, id);
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
      commit_change (self->store, change);
    }
  while ((label = lf_store_undo_sync (self->store, &error)) != NULL)
    g_free (label);
  g_assert_no_error (error);
  g_assert_cmpuint (count_projects (self->store, ""), ==, 0);
  after = lf_store_digest_sync (self->store, &error);
  g_assert_no_error (error);
  g_assert_nonnull (before);
  g_assert_nonnull (after);
}

/* What one change made and deleted was not there before it. */
static void
test_undo_made_and_deleted (Fixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) record = lf_record_new (project_entity (), NULL);
  g_autoptr (LfChange) change = lf_change_new ("both");
  g_autoptr (GError) error = NULL;

  lf_record_set (record, "name", "甲");
  lf_record_set (record, "stage", "lead");
  lf_change_create (change, record);
  lf_change_delete (change, record);
  commit_change (self->store, change);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *label = i == 0 ? lf_store_undo_sync (self->store, &error)
                                      : lf_store_redo_sync (self->store, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (label, ==, "both");
      g_assert_cmpuint (count_projects (self->store, ""), ==, 0);
    }
}

/* ---- What is too large for one change ---- */

#define N_LARGE 16
#define LARGE_BYTES (900 * 1000)

static void
commit_large (LfStore *store)
{
  g_autofree char *note = g_strnfill (LARGE_BYTES, 'x');
  g_autoptr (LfChange) change = lf_change_new ("Import");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_LARGE; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("park"), NULL);

      lf_record_set (record, "name", name);
      lf_record_set (record, "note", note);
      lf_change_create (change, record);
    }
  g_assert_cmpuint (lf_change_wire_size (change), >, LF_CHANGE_WIRE_MOST);
  g_assert_true (lf_store_commit_parts_sync (store, change, &error));
  g_assert_no_error (error);
}

static gint64
count_parks (LfStore *store)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("park"), NULL, NULL);
  g_autoptr (GPtrArray) parks = lf_store_list_sync (store, query, 0, NULL);

  return parks->len;
}

/* It becomes changes that can be sent, in one transaction, and one step of undo and redo. */
static void
test_parts (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autoptr (GPtrArray) outbox = NULL;
  guint n_ops = 0;

  commit_large (self->store);
  outbox = lf_store_outbox_sync (self->store, 100, NULL);
  g_assert_cmpuint (outbox->len, >, 2);
  for (guint i = 1; i < outbox->len; i++)
    {
      g_assert_cmpuint (lf_change_wire_size (outbox->pdata[i]), <, LF_CHANGE_WIRE_MOST);
      n_ops += ((LfChange *) outbox->pdata[i])->ops->len;
    }
  g_assert_cmpuint (n_ops, ==, N_LARGE);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *undone = lf_store_undo_sync (self->store, NULL);
      g_autofree char *redone = NULL;

      g_assert_cmpstr (undone, ==, "Import");
      g_assert_cmpint (count_parks (self->store), ==, 0);
      redone = lf_store_redo_sync (self->store, NULL);
      g_assert_cmpstr (redone, ==, "Import");
      g_assert_cmpint (count_parks (self->store), ==, N_LARGE);
    }
  g_free (lf_store_undo_sync (self->store, NULL));
  g_free (lf_store_undo_sync (self->store, NULL));
  g_assert_cmpuint (count_projects (self->store, ""), ==, 0);
}

#define ADD(path, func) g_test_add ("/store/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("undo-redo", test_undo_redo);
  ADD ("undo-overtaken", test_overtaken);
  ADD ("redo-names-the-change", test_redo_names_the_change);
  ADD ("undo-made-and-deleted", test_undo_made_and_deleted);
  ADD ("undo-parts", test_parts);
  ADD ("undo-all-property", test_undo_all_property);
  return g_test_run ();
}
