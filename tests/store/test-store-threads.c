/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls that do not wait, news of what changed, other programs at the same store, and an end in the
 * middle of it all. */

#include "config.h"

#include "lf-store-news.h"
#include "store-fixture.h"

#include <string.h>

static void
on_ready_cb (GObject *source, GAsyncResult *result, gpointer ret_result)
{
  *(GAsyncResult **) ret_result = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (result);
}

static void
on_store_changed_cb (LfStore *store, LfStoreNews *news, gpointer all_news)
{
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_ptr_array_add (all_news, lf_store_news_ref (news));
}

static GPtrArray *
listen (LfStore *store)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_store_news_unref);

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect (store, "changed", G_CALLBACK (on_store_changed_cb), all);
  return all;
}

static const LfStoreNews *
wait_for_news (GPtrArray *all, guint n)
{
  while (all->len < n)
    g_main_context_iteration (NULL, TRUE);
  return all->pdata[n - 1];
}

static LfChange *
new_project (const char *name, LfRecord **ret_record)
{
  LfRecord *record = lf_record_new (project_entity (), NULL);
  LfChange *change = lf_change_new ("add");

  lf_record_set (record, "name", name);
  lf_record_set (record, "stage", "lead");
  lf_change_create (change, record);
  *ret_record = record;
  return change;
}

/* ---- Not waiting ---- */

static void
test_asynchronous_round (Fixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) record = NULL, loaded = NULL;
  g_autoptr (LfChange) change = new_project ("甲", &record);
  g_autoptr (LfQuery) query = lf_query_new (project_entity (), NULL, NULL);
  g_autoptr (GAsyncResult) saved = NULL, rows_result = NULL, page_result = NULL, undone = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GPtrArray) page = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  GAsyncResult *result = NULL;

  lf_store_commit_async (self->store, change, NULL, on_ready_cb, &result);
  saved = wait_for (&result);
  g_assert_true (lf_store_commit_finish (self->store, saved, &error));
  lf_store_rows_async (self->store, query, NULL, on_ready_cb, &result);
  rows_result = wait_for (&result);
  rows = lf_store_rows_finish (self->store, rows_result, &error);
  g_assert_cmpuint (rows->len, ==, 1);
  lf_store_page_async (self->store, project_entity (), (const gint64 *) (gconstpointer) rows->data,
                       1, NULL, on_ready_cb, &result);
  page_result = wait_for (&result);
  page = lf_store_page_finish (self->store, page_result, &error);
  g_assert_cmpstr (lf_record_id (page->pdata[0]), ==, lf_record_id (record));
  lf_store_undo_async (self->store, FALSE, NULL, on_ready_cb, &result);
  undone = wait_for (&result);
  label = lf_store_undo_finish (self->store, undone, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, "add");
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (LfQuery) query = lf_query_new (project_entity (), NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) rows_result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  g_cancellable_cancel (cancellable);
  lf_store_rows_async (self->store, query, cancellable, on_ready_cb, &result);
  rows_result = wait_for (&result);
  g_assert_null (lf_store_rows_finish (self->store, rows_result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_error_is_handed_over (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) load_result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  lf_store_load_async (self->store, project_entity (), "01a1fcd5-3f42-7002-a05e-ac0f8cfbf8f4", NULL,
                       on_ready_cb, &result);
  load_result = wait_for (&result);
  g_assert_null (lf_store_load_finish (self->store, load_result, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_NOT_FOUND);
}

/* Nobody waits for the answers, and the last one to hold the store may be its own thread. */
static void
test_let_go_in_the_middle (Fixture *self, gconstpointer data)
{
  g_autoptr (LfQuery) query = lf_query_new (project_entity (), NULL, NULL);

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (LfRecord) record = NULL;
      g_autoptr (LfChange) change = new_project ("甲", &record);
      GWeakRef store;

      open_store (self);
      g_weak_ref_init (&store, self->store);
      lf_store_commit_async (self->store, change, NULL, NULL, NULL);
      lf_store_rows_async (self->store, query, NULL, NULL, NULL);
      g_clear_object (&self->store);
      for (LfStore *held; (held = g_weak_ref_get (&store)) != NULL; g_object_unref (held))
        g_main_context_iteration (NULL, FALSE);
      g_weak_ref_clear (&store);
    }
  open_store (self);
  g_assert_cmpuint (count_projects (self->store, ""), ==, 20);
}

/* ---- News ---- */

static void
test_news (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) all = listen (self->store);
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  const LfNewsItem *item = wait_for_news (all, 1)->items->pdata[0];
  g_autoptr (LfRecord) record = load_project (self->store, id);
  g_autoptr (LfChange) change = lf_change_new ("delete");

  g_assert_cmpint (item->kind, ==, LF_NEWS_ADDED);
  g_assert_cmpstr (item->id, ==, id);
  g_assert_cmpint (item->row, ==, lf_record_row (record));
  g_assert_true (item->entity == project_entity ());
  set_field (self->store, id, "name", "乙");
  item = wait_for_news (all, 2)->items->pdata[0];
  g_assert_cmpint (item->kind, ==, LF_NEWS_EDITED);
  lf_change_delete (change, record);
  commit_change (self->store, change);
  item = wait_for_news (all, 3)->items->pdata[0];
  g_assert_cmpint (item->kind, ==, LF_NEWS_REMOVED);
  g_signal_handlers_disconnect_by_data (self->store, all);
}

/* A change of nothing succeeds, saves nothing and is no news. */
static void
test_no_news_of_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autoptr (GPtrArray) all = listen (self->store);

  set_field (self->store, id, "name", "甲");
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, 1);
  set_field (self->store, id, "name", "乙");
  g_assert_cmpuint (wait_for_news (all, 1)->items->len, ==, 1);
  g_signal_handlers_disconnect_by_data (self->store, all);
}

static void
test_many_records_are_wholesale (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) all = listen (self->store);
  g_autoptr (LfChange) change = lf_change_new ("import");

  for (guint i = 0; i < 1200; i++)
    {
      g_autoptr (LfRecord) record = lf_record_new (project_entity (), NULL);

      lf_record_set (record, "name", "甲");
      lf_record_set (record, "stage", "lead");
      lf_change_create (change, record);
    }
  commit_change (self->store, change);
  g_assert_true (wait_for_news (all, 1)->is_wholesale);
  g_assert_cmpuint (wait_for_news (all, 1)->items->len, ==, 0);
  g_signal_handlers_disconnect_by_data (self->store, all);
}

/* ---- Two programs, one store ---- */

static void
test_another_program_writes (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfStore) other = lf_store_open_sync (self->folder, LF_STORE_OPEN_EXISTING, &error);
  g_autoptr (GPtrArray) all = listen (self->store);
  g_autofree char *id = NULL;

  g_assert_no_error (error);
  id = add_project (other, "甲", NULL, "lead");
  g_assert_true (wait_for_news (all, 1)->is_wholesale);
  assert_value (self->store, id, "name", "甲");
  g_signal_handlers_disconnect_by_data (self->store, all);
}

static gpointer
write_some (gpointer store)
{
  for (guint i = 0; i < 30; i++)
    g_free (add_project (store, "甲", NULL, "lead"));
  return NULL;
}

static void
test_both_write_at_once (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfStore) other = lf_store_open_sync (self->folder, LF_STORE_OPEN_EXISTING, &error);
  GThread *first, *second;

  g_assert_no_error (error);
  first = g_thread_new ("first", write_some, self->store);
  second = g_thread_new ("second", write_some, other);
  g_thread_join (first);
  g_thread_join (second);
  g_assert_cmpuint (count_projects (self->store, ""), ==, 60);
  g_assert_cmpint (lf_store_count_pending_sync (other, NULL), ==, 60);
  lf_store_close_sync (other);
  assert_sound (self->store);
}

static gpointer
open_it (gpointer folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfStore) store = lf_store_open_sync (folder, LF_STORE_OPEN_CREATE, &error);

  g_assert_no_error (error);
  return g_strdup (lf_store_device (store));
}

/* Both find the folder empty; one store comes of it. */
static void
test_both_make_the_store (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autofree char *folder = g_build_filename (self->folder, name, NULL);
      GThread *first = g_thread_new ("first", open_it, folder);
      GThread *second = g_thread_new ("second", open_it, folder);
      g_autofree char *device = g_thread_join (first);
      g_autofree char *other = g_thread_join (second);

      g_assert_cmpstr (device, ==, other);
    }
}

/* A store that is open somewhere is not replaced under it. */
static void
test_open_store_is_not_restored (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (self->folder, "backup.db", NULL);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_store_backup_sync (self->store, backup, NULL));
  id = add_project (self->store, "甲", NULL, "lead");
  g_assert_false (lf_store_restore_sync (backup, self->folder, &error));
  g_assert_error (error, LF_STORE_ERROR, LF_STORE_ERROR_BUSY);
  assert_value (self->store, id, "name", "甲");
}

typedef struct
{
  LfStore *store;
  int reads; /* atomic */
} Reading;

static gpointer
read_until_closed (gpointer data)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;

  while (lf_store_count_pending_sync (reading->store, &error) >= 0)
    g_atomic_int_inc (&reading->reads);
  return g_steal_pointer (&error);
}

/* A chart is still being counted when the window closes. */
static void
test_closed_under_a_reader (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autofree char *folder = g_build_filename (self->folder, name, NULL);
      g_autoptr (LfStore) store = lf_store_open_sync (folder, LF_STORE_OPEN_CREATE, NULL);
      Reading reading = { store, 0 };
      GThread *thread = g_thread_new ("reader", read_until_closed, &reading);
      g_autoptr (GError) error = NULL;

      while (g_atomic_int_get (&reading.reads) < 3)
        g_thread_yield ();
      lf_store_close_sync (store);
      error = g_thread_join (thread);
      g_assert_error (error, LF_STORE_ERROR, LF_STORE_ERROR_CLOSED);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/store/threads/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("asynchronous-round", test_asynchronous_round);
  ADD ("cancelled", test_cancelled);
  ADD ("error-is-handed-over", test_error_is_handed_over);
  g_test_add ("/store/threads/let-go-in-the-middle", Fixture, NULL, set_up_folder,
              test_let_go_in_the_middle, tear_down);
  ADD ("news", test_news);
  ADD ("no-news-of-nothing", test_no_news_of_nothing);
  ADD ("many-records-are-wholesale", test_many_records_are_wholesale);
  ADD ("another-program-writes", test_another_program_writes);
  ADD ("both-write-at-once", test_both_write_at_once);
  ADD ("both-make-the-store", test_both_make_the_store);
  ADD ("closed-under-a-reader", test_closed_under_a_reader);
  ADD ("open-store-is-not-restored", test_open_store_is_not_restored);
  return g_test_run ();
}
