/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages from the server: what they do to rows, history and conflicts. */

#include "config.h"

#include "server-words.h"
#include "lf-store-news.h"

#include <string.h>

static GPtrArray *
history_of (LfStore *store, const char *id)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = lf_store_history_sync (store, "project", id, NULL, &error);

  g_assert_no_error (error);
  return items;
}

static char *
pull_conflict (LfStore *store, const char *record, const char *field, gint64 seq)
{
  g_autoptr (LfPage) page = lf_page_new ();
  char *id = lf_id_new ();
  LfDelta *delta = add_delta (page, "conflict", id, seq);

  put_field (delta, "title", "甲");
  put_field (delta, "entity", "project");
  put_field (delta, "record", record);
  put_field (delta, "field", field);
  put_field (delta, "original_value", "before");
  put_field (delta, "accepted_value", "theirs");
  put_field (delta, "accepted_device", "another");
  put_field (delta, "offered_value", "mine");
  put_field (delta, "offered_device", lf_store_device (store));
  put_field (delta, "state", "open");
  g_assert_cmpuint (take_page (store, page), ==, 0);
  return id;
}

/* ---- Records ---- */

static void
test_new_record_leaves_no_history (Fixture *self, gconstpointer data)
{
  g_autofree char *id = lf_id_new ();
  g_autoptr (GPtrArray) history = NULL;

  pull_field (self->store, id, 2, "name", "甲");
  assert_value (self->store, id, "name", "甲");
  history = history_of (self->store, id);
  g_assert_cmpuint (history->len, ==, 0);
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, 0);
}

static void
test_what_is_replaced_is_history (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autoptr (GPtrArray) history = NULL;
  const LfHistoryItem *item;
  const LfEdit *edit;

  pull_field (self->store, id, 4, "name", "乙");
  history = history_of (self->store, id);
  g_assert_cmpuint (history->len, ==, 2);
  item = history->pdata[0];
  g_assert_true (item->is_remote);
  g_assert_cmpint (item->seq, ==, 4);
  g_assert_cmpstr (item->change->author, ==, "李四");
  edit = lf_op_find (item->change->ops->pdata[0], "name");
  g_assert_cmpstr (edit->was, ==, "甲");
  g_assert_cmpstr (edit->value, ==, "乙");
  g_assert_null (lf_store_undo_label_sync (self->store, TRUE, NULL));
}

/* What the server has of oneself is no news, neither as value nor as history. */
static void
test_echo_is_no_history (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autoptr (GPtrArray) history = NULL;

  set_field (self->store, id, "name", "乙");
  pull_field (self->store, id, 2, "name", "乙"); /* its answer was lost */
  history = history_of (self->store, id);
  g_assert_cmpuint (history->len, ==, 2);
}

static void
test_base_under_an_edit_is_history (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autoptr (GPtrArray) history = NULL;

  set_field (self->store, id, "name", "mine");
  pull_field (self->store, id, 2, "name", "theirs");
  history = history_of (self->store, id);
  g_assert_cmpuint (history->len, ==, 3);
  assert_value (self->store, id, "name", "mine");
}

static void
test_deleted_and_restored (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autoptr (LfPage) gone = lf_page_new ();
  g_autoptr (LfPage) back = lf_page_new ();
  g_autoptr (GPtrArray) history = NULL;

  add_delta (gone, "project", id, 2)->deleted = TRUE;
  take_page (self->store, gone);
  g_assert_cmpuint (count_projects (self->store, ""), ==, 0);
  add_delta (back, "project", id, 3);
  take_page (self->store, back);
  g_assert_cmpuint (count_projects (self->store, ""), ==, 1);
  history = history_of (self->store, id);
  g_assert_cmpint (((LfOp *) ((LfHistoryItem *) history->pdata[0])->change->ops->pdata[0])->kind,
                   ==, LF_OP_RESTORE);
  g_assert_cmpint (((LfOp *) ((LfHistoryItem *) history->pdata[1])->change->ops->pdata[0])->kind,
                   ==, LF_OP_DELETE);
}

/* G7: a record with a pending edit that somebody deleted is gone from the lists until the server
 * says otherwise; the edit waits. */
static void
test_deleted_under_an_edit (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autoptr (LfPage) gone = lf_page_new ();
  g_autoptr (LfPage) back = lf_page_new ();

  set_field (self->store, id, "name", "mine");
  add_delta (gone, "project", id, 2)->deleted = TRUE;
  take_page (self->store, gone);
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, 1);
  add_delta (back, "project", id, 3);
  take_page (self->store, back);
  g_assert_cmpuint (count_projects (self->store, "mine"), ==, 1);
}

/* A delete claims to have seen what its author saw: not what came under an edit of his. */
static void
test_delete_has_seen_what_was_shown (Fixture *self, gconstpointer data)
{
  g_autofree char *calm = add_accepted (self->store, "甲", 1);
  g_autofree char *moved = add_accepted (self->store, "乙", 2);
  g_autoptr (LfChange) change = lf_change_new ("delete");
  g_autoptr (LfRecord) first = NULL, second = NULL;

  pull_field (self->store, calm, 3, "jobs", "3");
  set_field (self->store, calm, "name", "mine");
  set_field (self->store, moved, "name", "mine");
  pull_field (self->store, moved, 9, "name", "theirs");
  first = load_project (self->store, calm);
  second = load_project (self->store, moved);
  lf_change_delete (change, first);
  lf_change_delete (change, second);
  commit_change (self->store, change);
  g_assert_cmpint (((LfOp *) change->ops->pdata[0])->seen, ==, 9);
  g_assert_cmpint (((LfOp *) change->ops->pdata[1])->seen, ==, 8);
}

/* ---- Standing ---- */

static void
test_seen_is_what_was_pulled_to_the_end (Fixture *self, gconstpointer data)
{
  g_autofree char *id = lf_id_new ();
  g_autoptr (LfPage) page = lf_page_new ();
  g_autoptr (LfPage) other = lf_page_new ();
  g_autoptr (LfRecord) halfway = NULL, done = NULL, anew = NULL;
  g_auto (LfSyncState) state = { 0 };

  put_field (add_delta (page, "project", id, 5), "name", "甲");
  page->has_more = TRUE;
  take_page (self->store, page);
  halfway = load_project (self->store, id);
  g_assert_cmpint (lf_record_cursor (halfway), ==, 0);
  page->has_more = FALSE;
  take_page (self->store, page);
  done = load_project (self->store, id);
  g_assert_cmpint (lf_record_cursor (done), ==, 5);
  other->epoch = g_strdup ("another");
  other->cursor = 3;
  other->has_more = TRUE;
  take_page (self->store, other);
  anew = load_project (self->store, id);
  g_assert_cmpint (lf_record_cursor (anew), ==, 0);
  g_assert_true (lf_store_sync_state_sync (self->store, &state, NULL));
  g_assert_cmpint (state.cursor, ==, 3);
  g_assert_cmpstr (state.epoch, ==, "another");
}

/* G5: one bad record never blocks the others. */
static void
test_g5_bad_record_is_set_aside (Fixture *self, gconstpointer data)
{
  g_autofree char *id = lf_id_new ();
  g_autoptr (LfPage) page = lf_page_new ();
  g_auto (LfSyncState) state = { 0 };

  put_field (add_delta (page, "project", "no id at all", 2), "name", "x");
  put_field (add_delta (page, "project", id, 3), "name", "甲");
  g_assert_cmpuint (take_page (self->store, page), ==, 1);
  assert_value (self->store, id, "name", "甲");
  g_assert_true (lf_store_sync_state_sync (self->store, &state, NULL));
  g_assert_cmpint (state.cursor, ==, 3);
}

/* G11: a value only a newer version can read is kept, counted in the digest, and reported. */
static void
test_g11_unreadable_value_is_kept (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autoptr (LfPage) odd = lf_page_new ();
  g_autoptr (LfPage) plain = lf_page_new ();
  g_autofree char *before = digest_of (self->store);
  g_autofree char *with = NULL;
  g_autofree char *after = NULL;

  put_field (add_delta (odd, "project", id, 2), "jobs", "a dozen");
  g_assert_cmpuint (take_page (self->store, odd), ==, 1);
  assert_value (self->store, id, "name", "甲");
  assert_value (self->store, id, "jobs", NULL);
  with = digest_of (self->store);
  g_assert_cmpstr (before, !=, with);
  put_field (add_delta (plain, "project", id, 3), "jobs", NULL);
  g_assert_cmpuint (take_page (self->store, plain), ==, 0);
  after = digest_of (self->store);
  g_assert_cmpstr (before, ==, after);
}

static void
test_g11_unknown_entity_is_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (LfPage) page = lf_page_new ();
  g_autofree char *id = lf_id_new ();
  g_autofree char *before = digest_of (self->store);
  g_autofree char *with = NULL;
  g_autofree char *edited = NULL;

  put_field (add_delta (page, "spaceport", id, 2), "name", "文昌");
  g_assert_cmpuint (take_page (self->store, page), ==, 0);
  with = digest_of (self->store);
  g_assert_cmpstr (before, !=, with);
  put_field (page->deltas->pdata[0], "pads", "4");
  g_assert_cmpuint (take_page (self->store, page), ==, 0);
  edited = digest_of (self->store);
  g_assert_cmpstr (with, !=, edited);
}

/* ---- Conflicts ---- */

static void
assert_state (LfStore *store, const char *id, LfRecordState state)
{
  g_autoptr (LfRecord) record = load_project (store, id);

  g_assert_cmpint (lf_record_state (record), ==, state);
}

typedef struct
{
  const char *name;
  LfSettle how;
  const char *value;
  const char *expected;
  const char *outcome;
} Settlement;

static const Settlement settlements[] = {
  { "mine", LF_SETTLE_MINE, NULL, "mine", "offered" },
  { "theirs", LF_SETTLE_THEIRS, NULL, "theirs", "accepted" },
  { "original", LF_SETTLE_ORIGINAL, NULL, "before", "original" },
  { "value", LF_SETTLE_VALUE, "a fourth", "a fourth", "value" },
};

static void
test_settle (Fixture *self, gconstpointer data)
{
  const Settlement *settlement = data;
  g_autofree char *id = add_accepted (self->store, "theirs", 1);
  g_autofree char *conflict = pull_conflict (self->store, id, "name", 5);
  g_autoptr (LfRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  assert_state (self->store, id, LF_RECORD_CONFLICT);
  lf_store_settle_sync (self->store, conflict, settlement->how, settlement->value, &error);
  g_assert_no_error (error);
  assert_value (self->store, id, "name", settlement->expected);
  record = lf_store_load_sync (self->store, lf_schema_find ("conflict"), conflict, &error);
  g_assert_cmpstr (lf_record_get (record, "state"), ==, "settled");
  g_assert_cmpstr (lf_record_get (record, "outcome"), ==, settlement->outcome);
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, 1);
  g_assert_false (lf_store_settle_sync (self->store, conflict, LF_SETTLE_MINE, NULL, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_NOT_FOUND);
}

/* A stage and its date of two people would be a move nobody made. */
static void
test_bundle_is_settled_together (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "theirs", 1);
  g_autofree char *step = pull_conflict (self->store, id, "next_step", 5);
  g_autofree char *day = pull_conflict (self->store, id, "next_step_date", 6);
  g_autofree char *apart = pull_conflict (self->store, id, "name", 7);
  g_autoptr (LfPage) page = lf_page_new ();
  g_autoptr (LfRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  const char *expected[] = { "settled", "settled", "open" };
  const char *ids[] = { step, day, apart };

  put_field (add_delta (page, "conflict", day, 8), "original_value", "2026-03-05");
  g_assert_cmpuint (take_page (self->store, page), ==, 0);
  lf_store_settle_sync (self->store, step, LF_SETTLE_ORIGINAL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (LfRecord) conflict
          = lf_store_load_sync (self->store, lf_schema_find ("conflict"), ids[i], NULL);

      g_assert_cmpstr (lf_record_get (conflict, "state"), ==, expected[i]);
    }
  assert_value (self->store, id, "next_step", "before");
  assert_value (self->store, id, "next_step_date", "2026-03-05");
  assert_value (self->store, id, "name", "theirs");
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, 1);
}

static void
test_settled_value_is_checked (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autofree char *conflict = pull_conflict (self->store, id, "jobs", 5);
  g_autoptr (GError) error = NULL;

  g_assert_false (lf_store_settle_sync (self->store, conflict, LF_SETTLE_VALUE, "a dozen", &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
  assert_state (self->store, id, LF_RECORD_CONFLICT);
}

static void
test_g7_settle_a_deletion (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autoptr (LfPage) page = lf_page_new ();
  g_autofree char *conflict = lf_id_new ();
  LfDelta *delta = add_delta (page, "conflict", conflict, 4);
  g_autoptr (GError) error = NULL;

  put_field (delta, "entity", "project");
  put_field (delta, "record", id);
  put_field (delta, "field", "deleted");
  put_field (delta, "offered_value", "1");
  put_field (delta, "state", "open");
  g_assert_cmpuint (take_page (self->store, page), ==, 0);
  lf_store_settle_sync (self->store, conflict, LF_SETTLE_MINE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_projects (self->store, ""), ==, 0);
}

/* ---- News ---- */

static void
on_store_changed_cb (LfStore *store, LfStoreNews *news, gpointer ret_news)
{
  g_clear_pointer ((LfStoreNews **) ret_news, lf_store_news_unref);
  *(LfStoreNews **) ret_news = lf_store_news_ref (news);
}

static LfStoreNews *
wait_for_news (LfStoreNews **news)
{
  while (*news == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (news);
}

/* A conflict marks the record it is about, so that is news too. */
static void
test_news_of_a_conflict (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autofree char *conflict = NULL;
  g_autoptr (LfStoreNews) news = NULL;
  LfStoreNews *last = NULL;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect (self->store, "changed", G_CALLBACK (on_store_changed_cb), &last);
  conflict = pull_conflict (self->store, id, "name", 5);
  news = wait_for_news (&last);
  g_assert_true (news->is_remote);
  g_assert_cmpuint (news->items->len, ==, 2);
  g_assert_cmpstr (((LfNewsItem *) news->items->pdata[0])->id, ==, conflict);
  g_assert_cmpint (((LfNewsItem *) news->items->pdata[0])->kind, ==, LF_NEWS_ADDED);
  g_assert_cmpstr (((LfNewsItem *) news->items->pdata[1])->id, ==, id);
  g_assert_cmpint (((LfNewsItem *) news->items->pdata[1])->kind, ==, LF_NEWS_EDITED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/store/pull/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("new-record-leaves-no-history", test_new_record_leaves_no_history);
  ADD ("what-is-replaced-is-history", test_what_is_replaced_is_history);
  ADD ("echo-is-no-history", test_echo_is_no_history);
  ADD ("base-under-an-edit-is-history", test_base_under_an_edit_is_history);
  ADD ("deleted-and-restored", test_deleted_and_restored);
  ADD ("G7-deleted-under-an-edit", test_deleted_under_an_edit);
  ADD ("delete-has-seen-what-was-shown", test_delete_has_seen_what_was_shown);
  ADD ("seen-is-what-was-pulled-to-the-end", test_seen_is_what_was_pulled_to_the_end);
  ADD ("G5-bad-record-is-set-aside", test_g5_bad_record_is_set_aside);
  ADD ("G11-unreadable-value-is-kept", test_g11_unreadable_value_is_kept);
  ADD ("G11-unknown-entity-is-kept", test_g11_unknown_entity_is_kept);
  ADD ("bundle-is-settled-together", test_bundle_is_settled_together);
  ADD ("settled-value-is-checked", test_settled_value_is_checked);
  ADD ("G7-settle-a-deletion", test_g7_settle_a_deletion);
  ADD ("news-of-a-conflict", test_news_of_a_conflict);
  for (guint i = 0; i < G_N_ELEMENTS (settlements); i++)
    {
      g_autofree char *path = g_strconcat ("/store/pull/settle/", settlements[i].name, NULL);

      g_test_add (path, Fixture, &settlements[i], set_up, test_settle, tear_down);
    }
  return g_test_run ();
}
