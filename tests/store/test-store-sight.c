/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes out of sight leaves the device and takes nobody's edits with it (G10, G2). */

#include "config.h"

#include "server-words.h"

#include "lf-store-carry.h"
#include "lf-store-files.h"

#include <sqlite3.h>
#include <string.h>

#define PARK "zone\npark/a"

/* ---- Pages ---- */

static void
go (LfStore *store, const char *entity, const char *id, gint64 seq)
{
  g_autoptr (LfPage) page = lf_page_new ();
  LfDelta *delta = add_delta (page, entity, id, seq);

  delta->is_gone = delta->deleted = TRUE;
  put_field (delta, "name", NULL);
  g_assert_cmpuint (take_page (store, page), ==, 0);
}

/* (transfer full): a page of projects, whole */
static LfPage *
new_page (const char *sight, const char *const *ids, gint64 seq, gboolean has_more)
{
  LfPage *page = lf_page_new ();

  page->epoch = g_strdup ("e");
  page->sight = g_strdup (sight);
  page->role = g_strdup ("recruiter");
  page->has_more = has_more;
  for (; *ids != NULL; ids++)
    {
      LfDelta *delta = add_delta (page, "project", *ids, seq);

      put_field (delta, "name", "甲");
      put_field (delta, "stage", "lead");
    }
  page->cursor = seq;
  return page;
}

/* Read with @sight from the beginning on, or on from there. */
static void
read_page (LfStore *store, const char *sight, const char *const *ids, gint64 seq, gboolean has_more)
{
  g_autoptr (LfPage) page = new_page (sight, ids, seq, has_more);

  g_assert_cmpuint (take_page (store, page), ==, 0);
}

static guint
count_found (LfStore *store, const char *text)
{
  g_autoptr (GPtrArray) hits = lf_store_search_sync (store, text, /* entity= */ NULL, 10, NULL);

  return hits->len;
}

/* Does anything in the store's file say @text? */
static gboolean
file_holds (Fixture *self, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, "landfall.db", NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  sqlite3 *db;

  close_store (self);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA wal_checkpoint (TRUNCATE); VACUUM", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (db);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  open_store (self);
  for (gsize i = 0; i + strlen (text) <= length; i++)
    if (memcmp (bytes + i, text, strlen (text)) == 0)
      return TRUE;
  return FALSE;
}

/* ---- Gone ---- */

static void
test_nothing_stays (Fixture *self, gconstpointer data)
{
  g_autofree char *nothing = digest_of (self->store);
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autofree char *digest = NULL;
  g_autoptr (LfRecord) record = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GPtrArray) trash = NULL;

  pull_field (self->store, id, 2, "note", "quite confidential");
  pull_field (self->store, id, 3, "note", "even more so");
  g_assert_cmpuint (count_found (self->store, "confidential"), ==, 0);
  g_assert_cmpuint (count_found (self->store, "even"), ==, 1);
  go (self->store, "project", id, 4);
  record = lf_store_load_sync (self->store, project_entity (), id, NULL);
  g_assert_null (record);
  g_assert_cmpuint (count_found (self->store, "even"), ==, 0);
  digest = digest_of (self->store);
  g_assert_cmpstr (digest, ==, nothing);
  history = lf_store_history_sync (self->store, "project", id, NULL, NULL);
  g_assert_cmpuint (history->len, ==, 0);
  trash = lf_store_trash_sync (self->store, 0, NULL);
  g_assert_cmpuint (trash->len, ==, 0);
  g_assert_false (file_holds (self, "quite confidential"));
  g_assert_false (file_holds (self, "even more so"));
  assert_sound (self->store); /* the chain, too */
  go (self->store, "project", id, 4);
}

/* Comes and goes, and comes again: nothing of before is in the way. */
static void
test_comes_back (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  const char *const ids[] = { id, NULL };

  set_field (self->store, id, "note", "x");
  go (self->store, "project", id, 4);
  read_page (self->store, NULL, ids, 6, FALSE);
  assert_value (self->store, id, "name", "甲");
  assert_value (self->store, id, "note", NULL);
  set_field (self->store, id, "note", "y");
  assert_value (self->store, id, "note", "y");
  assert_sound (self->store);
}

/* What waits to be sent is refused with a reason, can be read, and leaves when it is discarded. */
static void
test_pending (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autofree char *other = add_accepted (self->store, "乙", 2);
  g_autoptr (LfRecord) one = load_project (self->store, id);
  g_autoptr (LfRecord) two = load_project (self->store, other);
  g_autoptr (LfChange) both = lf_change_new ("both");
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (GPtrArray) history = NULL;
  const LfRefused *first;
  const LfEdit *mine;

  lf_change_edit (both, one, "note", "my own words");
  lf_change_edit (both, two, "note", "mine, too");
  commit_change (self->store, both);
  go (self->store, "project", id, 4);
  refused = lf_store_refused_sync (self->store, NULL);
  g_assert_cmpuint (refused->len, ==, 1);
  first = refused->pdata[0];
  g_assert_cmpstr (first->reason, ==, "out-of-sight");
  g_assert_nonnull (strstr (first->message, "甲"));
  g_assert_cmpuint (first->change->ops->len, ==, 2);
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, 0);
  assert_value (self->store, other, "note", NULL);
  mine = lf_op_find (first->change->ops->pdata[0], "note");
  g_assert_cmpstr (mine->value, ==, "my own words");
  g_assert_true (lf_store_discard_sync (self->store, first->change->id, NULL));
  history = lf_store_history_sync (self->store, "project", id, NULL, NULL);
  g_assert_cmpuint (history->len, ==, 0);
  assert_sound (self->store);
}

/* The server had taken a new record in, its answer was lost, and the record went to another park
 * and came back: what made it was taken for refused and is not, so nothing takes it away (G3). */
static void
test_made_gone_and_back (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  const char *const ids[] = { id, NULL };
  g_autoptr (LfChange) made = first_pending (self->store);
  g_autofree char *as_told = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GPtrArray) meanwhile = NULL;
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (GError) error = NULL;

  go (self->store, "project", id, 4);
  meanwhile = lf_store_refused_sync (self->store, NULL);
  g_assert_cmpuint (meanwhile->len, ==, 1);
  read_page (self->store, NULL, ids, 6, FALSE);
  as_told = digest_of (self->store);
  refused = lf_store_refused_sync (self->store, NULL);
  g_assert_cmpuint (refused->len, ==, 0);
  g_assert_false (lf_store_discard_sync (self->store, made->id, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_projects (self->store, NULL), ==, 1);
  assert_value (self->store, id, "name", "甲");
  digest = digest_of (self->store);
  g_assert_cmpstr (digest, ==, as_told);
  assert_sound (self->store);
}

/* That the record is there says nothing of a later edit of it: that stays refused until its author
 * has seen it. */
static void
test_only_the_making_was_accepted (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  const char *const ids[] = { id, NULL };
  g_autoptr (GPtrArray) refused = NULL;
  const LfRefused *left;

  set_field (self->store, id, "note", "mine");
  go (self->store, "project", id, 4);
  read_page (self->store, NULL, ids, 6, FALSE);
  refused = lf_store_refused_sync (self->store, NULL);
  g_assert_cmpuint (refused->len, ==, 1);
  left = refused->pdata[0];
  g_assert_nonnull (lf_op_find (left->change->ops->pdata[0], "note"));
  g_assert_true (lf_store_discard_sync (self->store, left->change->id, NULL));
  assert_value (self->store, id, "name", "甲");
  assert_value (self->store, id, "note", NULL);
  assert_sound (self->store);
}

/* An undo goes on to what is still here. */
static void
test_undo (Fixture *self, gconstpointer data)
{
  g_autofree char *stays = add_accepted (self->store, "乙", 1);
  g_autofree char *id = add_accepted (self->store, "甲", 2);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (LfRecord) record = NULL;

  go (self->store, "project", id, 4);
  first = lf_store_undo_sync (self->store, NULL);
  g_assert_nonnull (first);
  second = lf_store_undo_sync (self->store, NULL);
  g_assert_nonnull (second);
  record = load_project (self->store, stays);
  g_assert_true (lf_record_is_deleted (record));
}

/* Whoever refers to it shows no more than that there is something. */
static void
test_referred_to (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autofree char *phase = add_project (self->store, "乙", NULL, "lead");
  g_autoptr (LfRecord) record = NULL;

  set_field (self->store, phase, "parent_project", id);
  go (self->store, "project", id, 4);
  record = load_project (self->store, phase);
  g_assert_cmpstr (lf_record_get (record, "parent_project"), ==, id);
  set_field (self->store, phase, "note", "x");
  assert_sound (self->store);
}

static void
test_unknown_entity (Fixture *self, gconstpointer data)
{
  g_autofree char *id = lf_id_new ();
  g_autofree char *nothing = digest_of (self->store);
  g_autofree char *digest = NULL;
  g_autoptr (LfPage) page = lf_page_new ();

  put_field (add_delta (page, "rocket", id, 3), "name", "甲");
  g_assert_cmpuint (take_page (self->store, page), ==, 0);
  go (self->store, "rocket", id, 4);
  digest = digest_of (self->store);
  g_assert_cmpstr (digest, ==, nothing);
}

/* ---- Another sight ---- */

/* What does not come while the zone is read anew has gone, and is offered to nobody. */
static void
test_read_anew (Fixture *self, gconstpointer data)
{
  g_autofree char *stays = lf_id_new ();
  g_autofree char *goes = lf_id_new ();
  g_autofree char *made = NULL;
  const char *const before[] = { stays, goes, NULL };
  const char *const after[] = { stays, NULL };
  const char *const nothing[] = { NULL };
  g_autoptr (GPtrArray) outbox = NULL;
  g_autoptr (GPtrArray) refused = NULL;
  g_auto (LfSyncState) state = { 0 };

  read_page (self->store, PARK, before, 5, FALSE);
  set_field (self->store, stays, "note", "kept");
  set_field (self->store, goes, "note", "mine");
  made = add_project (self->store, "丙", NULL, "lead");
  read_page (self->store, "zone\npark/b", after, 5, TRUE);
  g_assert_cmpuint (count_projects (self->store, NULL), ==, 3);
  read_page (self->store, "zone\npark/b", nothing, 6, FALSE);
  g_assert_cmpuint (count_projects (self->store, NULL), ==, 2);
  assert_value (self->store, stays, "note", "kept");
  assert_value (self->store, made, "name", "丙");
  outbox = lf_store_outbox_sync (self->store, 0, NULL);
  g_assert_cmpuint (outbox->len, ==, 2);
  refused = lf_store_refused_sync (self->store, NULL);
  g_assert_cmpuint (refused->len, ==, 1);
  g_assert_true (lf_store_sync_state_sync (self->store, &state, NULL));
  g_assert_cmpstr (state.sight, ==, "zone\npark/b");
  g_assert_cmpint (state.since, ==, 6);
  assert_sound (self->store);
}

/* A store that was never told what its account sees learns it with its first page, and is read
 * anew when it holds something already. */
static void
test_first_told (Fixture *self, gconstpointer data)
{
  g_autofree char *goes = lf_id_new ();
  const char *const before[] = { goes, NULL };
  const char *const nothing[] = { NULL };

  read_page (self->store, NULL, before, 5, FALSE);
  read_page (self->store, PARK, nothing, 5, FALSE);
  g_assert_cmpuint (count_projects (self->store, NULL), ==, 0);
  read_page (self->store, NULL, before, 7, FALSE);
  read_page (self->store, PARK, nothing, 8, FALSE);
  g_assert_cmpuint (count_projects (self->store, NULL), ==, 1);
}

/* The server had taken a new record in and its answer was lost; then the account was moved. When
 * the answer comes, the zone is read once more. */
static void
test_answer_comes_late (Fixture *self, gconstpointer data)
{
  g_autofree char *known = lf_id_new ();
  const char *const before[] = { known, NULL };
  const char *const nothing[] = { NULL };
  g_autofree char *made = NULL;
  g_autoptr (LfChange) creation = NULL;
  g_auto (LfSyncState) state = { 0 };

  read_page (self->store, PARK, before, 5, FALSE);
  made = add_project (self->store, "丙", NULL, "lead");
  read_page (self->store, "zone\npark/b", nothing, 6, FALSE);
  g_assert_cmpuint (count_projects (self->store, NULL), ==, 1);
  creation = first_pending (self->store);
  answer_change (self->store, creation, LF_ANSWER_ACCEPTED, 6, NULL, NULL);
  g_assert_true (lf_store_sync_state_sync (self->store, &state, NULL));
  g_assert_null (state.sight);
  read_page (self->store, "zone\npark/b", nothing, 6, FALSE);
  g_assert_cmpuint (count_projects (self->store, NULL), ==, 0);
}

/* What a file holds, answers first. */
typedef struct
{
  GPtrArray *answers;
  LfPage *page;
} File;

static gboolean
next_of_file (gpointer data, GPtrArray **ret_answers, LfPage **ret_page, GError **error)
{
  File *file = data;

  *ret_answers = g_steal_pointer (&file->answers);
  if (*ret_answers == NULL)
    *ret_page = g_steal_pointer (&file->page);
  return TRUE;
}

static void
took_nothing (gpointer data, const LfPage *page)
{
}

/* The same answer in a file, whose page goes on from where the device is: what it does not tell has
 * not gone, and the zone is read once more when there is a line, or by the next file. */
static void
test_answer_is_carried (Fixture *self, gconstpointer data)
{
  const char *sight = "zone\npark/b";
  g_autofree char *known = lf_id_new ();
  g_autofree char *new = lf_id_new ();
  const char *const before[] = { known, NULL };
  const char *const after[] = { new, NULL };
  g_autofree char *made = NULL;
  g_autoptr (LfChange) creation = NULL;
  File file = { g_ptr_array_new_with_free_func ((GDestroyNotify) lf_answer_free), NULL };
  const LfCarried carried = { 6, 6, "e", "e", sight, sight, next_of_file, took_nothing, &file };
  g_autoptr (GPtrArray) problems = NULL;
  LfCarriedFit fit;
  g_auto (LfSyncState) state = { 0 };

  read_page (self->store, PARK, before, 5, FALSE);
  made = add_project (self->store, "丙", NULL, "lead");
  read_page (self->store, sight, before, 6, FALSE);
  creation = first_pending (self->store);
  g_ptr_array_add (file.answers, lf_answer_new (creation->id, LF_ANSWER_ACCEPTED));
  ((LfAnswer *) file.answers->pdata[0])->seq = 6;
  file.page = new_page (sight, after, 7, FALSE);
  g_assert_true (lf_store_take_carried_sync (self->store, &carried, &fit, &problems, NULL));
  g_assert_cmpint (fit, ==, LF_CARRIED_FITS);
  g_assert_cmpuint (count_projects (self->store, NULL), ==, 3);
  assert_value (self->store, known, "name", "甲");
  g_assert_true (lf_store_sync_state_sync (self->store, &state, NULL));
  g_assert_null (state.sight);
  g_assert_cmpint (state.since, ==, 7);
}

/* ---- Moving ---- */

/* The device knows the rule by what the server said last of its account. */
static void
test_may_move (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_titled (self->store, "park", "甲园");
  g_autofree char *b = add_titled (self->store, "park", "乙园");
  g_autofree char *sight = g_strdup_printf ("zone\npark/%s", b);
  g_autofree char *id = add_project (self->store, "丙", NULL, "lead");
  const char *const nothing[] = { NULL };
  g_autoptr (LfRecord) record = NULL;
  g_autoptr (LfChange) change = lf_change_new ("move");
  g_autoptr (GError) error = NULL;

  set_field (self->store, id, "park", a);
  set_field (self->store, id, "park", b);
  set_field (self->store, id, "park", a);
  read_page (self->store, sight, nothing, 1, FALSE);
  record = load_project (self->store, id);
  lf_change_edit (change, record, "park", b);
  g_assert_false (lf_store_commit_sync (self->store, change, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
  set_field (self->store, id, "offered_park", b);
  set_field (self->store, id, "park", b);
  assert_value (self->store, id, "park", b);
}

static guint
count_to_send (LfStore *store)
{
  g_autoptr (GPtrArray) send = NULL;
  g_autoptr (GPtrArray) fetch = NULL;

  g_assert_true (lf_store_files_to_carry_sync (store, "", &send, &fetch, NULL));
  g_assert_cmpuint (fetch->len, ==, 0);
  return send->len;
}

/* (transfer full): what was attached, and waits to be sent */
static LfChange *
attach (Fixture *self, const char *id, char **ret_element)
{
  g_autofree char *path = g_build_filename (self->folder, "纪要.txt", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "纪要", -1, NULL));
  *ret_element = lf_store_add_file_sync (self->store, path, &error);
  g_assert_no_error (error);
  set_field (self->store, id, "files", *ret_element);
  return first_pending (self->store);
}

/* What was attached here and not sent yet is waited for by others: it stays until the server has
 * it, whatever is swept, and goes then. */
static void
test_file_not_sent (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autofree char *element = NULL;
  g_autoptr (LfChange) attached = attach (self, id, &element);
  g_autoptr (GError) error = NULL;

  answer_change (self->store, attached, LF_ANSWER_ACCEPTED, 2, NULL, NULL);
  go (self->store, "project", id, 3);
  g_assert_cmpint (lf_store_sweep_files_sync (self->store, G_MAXINT64, NULL), ==, 0);
  g_assert_cmpuint (count_to_send (self->store), ==, 1);
  g_assert_true (lf_store_forget_owed_sync (self->store, element, &error));
  g_assert_cmpuint (count_to_send (self->store), ==, 0);
  g_assert_cmpint (lf_store_sweep_files_sync (self->store, G_MAXINT64, NULL), ==, 1);
}

/* What the server has goes with its record. */
static void
test_file_sent (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autofree char *element = NULL;
  g_autoptr (LfChange) attached = attach (self, id, &element);

  answer_change (self->store, attached, LF_ANSWER_ACCEPTED, 2, NULL, NULL);
  lf_store_note_carried_sync (self->store, "", element);
  go (self->store, "project", id, 3);
  g_assert_cmpuint (count_to_send (self->store), ==, 0);
  g_assert_cmpint (lf_store_sweep_files_sync (self->store, G_MAXINT64, NULL), ==, 1);
}

/* A server that came back from a backup takes the attaching in again, and with the next pull the
 * record is another park's: its file is still waited for there. */
static void
test_file_told_again (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autofree char *element = NULL;
  g_autoptr (LfChange) attached = NULL;

  pull_epoch (self->store, "e", 2, NULL);
  attached = attach (self, id, &element);
  answer_change (self->store, attached, LF_ANSWER_ACCEPTED, 4, NULL, NULL);
  pull_epoch (self->store, "e 1a2b@2", 100, id);
  answer_change (self->store, attached, LF_ANSWER_ACCEPTED, 101, NULL, NULL);
  go (self->store, "project", id, 102);
  g_assert_cmpuint (count_projects (self->store, NULL), ==, 0);
  g_assert_cmpuint (count_to_send (self->store), ==, 1);
  g_assert_cmpint (lf_store_sweep_files_sync (self->store, G_MAXINT64, NULL), ==, 0);
}

#define ADD(path, func) g_test_add ("/store/sight/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("G10-nothing-stays", test_nothing_stays);
  ADD ("G10-comes-back", test_comes_back);
  ADD ("G2-pending", test_pending);
  ADD ("G3-made-gone-and-back", test_made_gone_and_back);
  ADD ("G2-only-the-making-was-accepted", test_only_the_making_was_accepted);
  ADD ("G10-undo", test_undo);
  ADD ("G10-referred-to", test_referred_to);
  ADD ("G10-unknown-entity", test_unknown_entity);
  ADD ("G10-read-anew", test_read_anew);
  ADD ("G10-first-told", test_first_told);
  ADD ("G10-answer-comes-late", test_answer_comes_late);
  ADD ("G2-file-not-sent", test_file_not_sent);
  ADD ("G2-file-told-again", test_file_told_again);
  ADD ("G10-file-sent", test_file_sent);
  ADD ("answer-is-carried", test_answer_is_carried);
  ADD ("may-move", test_may_move);
  return g_test_run ();
}
