/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sync engine does to a store: pages, answers, refusals. */

#include "config.h"

#include "lf-store-marks.h"
#include "server-words.h"

#include <string.h>

static void
test_pull_goes_under_a_pending_edit (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autoptr (LfChange) edit = NULL;

  set_field (self->store, id, "name", "mine");
  edit = first_pending (self->store);
  pull_field (self->store, id, 5, "name", "theirs");
  assert_value (self->store, id, "name", "mine");
  answer_change (self->store, edit, LF_ANSWER_ACCEPTED, 6, id, "name");
  assert_value (self->store, id, "name", "theirs");
  answer_change (self->store, edit, LF_ANSWER_ACCEPTED, 6, NULL, NULL);
  assert_value (self->store, id, "name", "theirs");
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, 0);
}

static void
test_accepted_before_a_later_pull (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autoptr (LfChange) edit = NULL;

  set_field (self->store, id, "name", "mine");
  edit = first_pending (self->store);
  pull_field (self->store, id, 9, "name", "after mine"); /* the answer to seq 8 was lost */
  answer_change (self->store, edit, LF_ANSWER_ACCEPTED, 8, NULL, NULL);
  assert_value (self->store, id, "name", "after mine");
}

static void
test_chain_inherits_seen (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autoptr (GPtrArray) outbox = NULL;
  LfOp *op;

  pull_field (self->store, id, 3, "jobs", "3");
  set_field (self->store, id, "name", "one");
  pull_field (self->store, id, 7, "name", "theirs");
  set_field (self->store, id, "name", "two");
  outbox = lf_store_outbox_sync (self->store, 0, NULL);
  g_assert_cmpuint (outbox->len, ==, 2);
  op = ((LfChange *) outbox->pdata[1])->ops->pdata[0];
  g_assert_cmpint (lf_op_find (op, "name")->seen, ==, 3);
}

static gboolean
is_as_seen (LfStore *store, guint index, const char *field)
{
  g_autoptr (GPtrArray) outbox = lf_store_outbox_sync (store, 0, NULL);
  const LfChange *change = outbox->pdata[index];

  return lf_op_find (change->ops->pdata[0], field)->is_as_seen;
}

/* What an edit started from is left unsaid only while the server knows it by the number that the
 * edit says: not of a set, not over an own edit, not once something came under it. */
static void
test_as_seen (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);

  pull_field (self->store, id, 3, "jobs", "3");
  set_field (self->store, id, "name", "one");
  set_field (self->store, id, "jobs", "4");
  set_field (self->store, id, "jobs", "5");
  set_field (self->store, id, "tags", "a");
  g_assert_true (is_as_seen (self->store, 0, "name"));
  g_assert_true (is_as_seen (self->store, 1, "jobs"));
  g_assert_false (is_as_seen (self->store, 2, "jobs"));
  g_assert_false (is_as_seen (self->store, 3, "tags"));
  pull_field (self->store, id, 7, "name", "theirs");
  g_assert_false (is_as_seen (self->store, 0, "name"));
  pull_field (self->store, id, 8, "name", "甲"); /* back to what it was, but not unchanged */
  g_assert_false (is_as_seen (self->store, 0, "name"));
  g_assert_true (is_as_seen (self->store, 1, "jobs"));
}

/* As the sync engine does: with the change at hand. */
static void
take_as_sent (LfStore *store, LfChange *change, gint64 seq)
{
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_answer_free);
  LfAnswer *answer = lf_answer_new (change->id, LF_ANSWER_ACCEPTED);
  g_autoptr (GError) error = NULL;

  answer->seq = seq;
  answer->is_as_sent = TRUE;
  answer->sent = lf_change_ref (change);
  g_ptr_array_add (answers, answer);
  lf_store_take_answers_sync (store, answers, &error);
  g_assert_no_error (error);
}

/* What was taken as it was sent leaves nothing under it that would hide what others write next;
 * what still waits stays over what comes. */
static void
test_as_sent (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autoptr (LfChange) name = NULL, jobs = NULL, tags = NULL;

  set_field (self->store, id, "name", "mine");
  name = first_pending (self->store);
  set_field (self->store, id, "jobs", "4");
  take_as_sent (self->store, name, 5);
  assert_value (self->store, id, "name", "mine");
  pull_field (self->store, id, 7, "name", "theirs");
  pull_field (self->store, id, 8, "jobs", "9");
  assert_value (self->store, id, "name", "theirs");
  assert_value (self->store, id, "jobs", "4");
  jobs = first_pending (self->store);
  take_as_sent (self->store, jobs, 9);
  assert_value (self->store, id, "jobs", "4");
  pull_field (self->store, id, 10, "jobs", "5");
  assert_value (self->store, id, "jobs", "5");
  set_field (self->store, id, "tags", "a");
  tags = first_pending (self->store);
  pull_field (self->store, id, 12, "tags", "b"); /* after ours, whose answer was lost */
  take_as_sent (self->store, tags, 11);
  assert_value (self->store, id, "tags", "b");
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, 0);
  assert_sound (self->store);
}

static void
test_refused_resend_discard (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autoptr (LfChange) creation = first_pending (self->store);
  g_autoptr (LfChange) again = NULL;
  g_autoptr (GPtrArray) refused = NULL, waiting = NULL;
  g_autoptr (GError) error = NULL;

  set_field (self->store, id, "name", "乙");
  answer_change (self->store, creation, LF_ANSWER_REFUSED, 0, NULL, NULL);
  g_assert_cmpuint (count_projects (self->store, ""), ==, 0);
  refused = lf_store_refused_sync (self->store, NULL);
  g_assert_cmpuint (refused->len, ==, 1);
  waiting = lf_store_outbox_sync (self->store, 0, NULL);
  g_assert_cmpuint (waiting->len, ==, 0);
  lf_store_resend_sync (self->store, creation->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_projects (self->store, ""), ==, 1);
  assert_value (self->store, id, "name", "乙");
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, 2);
  g_assert_false (lf_store_discard_sync (self->store, creation->id, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_NOT_FOUND);
}

/* The server took the record in, the answer was lost, and what it says to the same record again is
 * no: it is there all the same, also once its author gave that up. */
static void
test_refused_though_there (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autoptr (LfChange) creation = first_pending (self->store);
  g_autoptr (GError) error = NULL;

  pull_field (self->store, id, 3, "name", "甲");
  answer_change (self->store, creation, LF_ANSWER_REFUSED, 0, NULL, NULL);
  g_assert_cmpuint (count_projects (self->store, ""), ==, 1);
  lf_store_discard_sync (self->store, creation->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_projects (self->store, ""), ==, 1);
  assert_value (self->store, id, "name", "甲");
  assert_sound (self->store);
}

/* Who gives up the making of a record, and then an edit of it, has not given up the next. */
static void
test_discarded_one_by_one (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autoptr (LfChange) creation = first_pending (self->store);
  g_autoptr (LfChange) edit = NULL;
  g_autoptr (LfChange) left = NULL;
  const LfEdit *kept;

  set_field (self->store, id, "name", "乙");
  set_field (self->store, id, "note", "丙");
  answer_change (self->store, creation, LF_ANSWER_REFUSED, 0, NULL, NULL);
  g_assert_true (lf_store_discard_sync (self->store, creation->id, NULL));
  edit = first_pending (self->store);
  answer_change (self->store, edit, LF_ANSWER_REFUSED, 0, NULL, NULL);
  g_assert_true (lf_store_discard_sync (self->store, edit->id, NULL));
  left = first_pending (self->store);
  g_assert_cmpuint (left->ops->len, ==, 1);
  kept = lf_op_find (left->ops->pdata[0], "note");
  g_assert_nonnull (kept);
  g_assert_cmpstr (kept->value, ==, "丙");
}

static GPtrArray *
amend_name (const char *record, const char *value)
{
  GPtrArray *amendments = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_amendment_free);
  LfAmendment *amendment = g_new0 (LfAmendment, 1);

  *amendment = (LfAmendment){ g_strdup (record), g_strdup ("name"), g_strdup (value) };
  g_ptr_array_add (amendments, amendment);
  return amendments;
}

/* What the server did not take goes out in other words, as one change in the place of it. */
static void
test_refused_amended (Fixture *self, gconstpointer data)
{
  gboolean is_new = GPOINTER_TO_INT (data);
  g_autofree char *id = is_new ? add_project (self->store, "甲", NULL, "lead")
                               : add_accepted (self->store, "甲", 1);
  g_autoptr (GPtrArray) amendments = amend_name (id, "丙");
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (LfChange) change = NULL;
  g_autoptr (LfChange) sent = NULL;
  g_autoptr (GError) error = NULL;

  if (!is_new)
    set_field (self->store, id, "name", "乙");
  change = first_pending (self->store);
  answer_change (self->store, change, LF_ANSWER_REFUSED, 0, NULL, NULL);
  lf_store_amend_sync (self->store, change->id, amendments, &error);
  g_assert_no_error (error);
  assert_value (self->store, id, "name", "丙");
  refused = lf_store_refused_sync (self->store, NULL);
  g_assert_cmpuint (refused->len, ==, 0);
  sent = first_pending (self->store);
  g_assert_cmpint (((LfOp *) sent->ops->pdata[0])->is_new, ==, is_new);
  g_assert_cmpstr (lf_op_find (sent->ops->pdata[0], "name")->value, ==, "丙");
  g_assert_false (lf_store_amend_sync (self->store, change->id, amendments, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_NOT_FOUND);
}

/* A value no field takes leaves the refused change where it is. */
static void
test_wrong_amendment_changes_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autoptr (GPtrArray) amendments = amend_name (id, NULL);
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (LfChange) change = first_pending (self->store);
  g_autoptr (GError) error = NULL;

  answer_change (self->store, change, LF_ANSWER_REFUSED, 0, NULL, NULL);
  g_assert_false (lf_store_amend_sync (self->store, change->id, amendments, &error));
  g_assert_nonnull (error);
  refused = lf_store_refused_sync (self->store, NULL);
  g_assert_cmpuint (refused->len, ==, 1);
}

static void
test_refused_edit_comes_off (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autoptr (LfChange) edit = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfRecord) record = NULL;

  set_field (self->store, id, "name", "乙");
  edit = first_pending (self->store);
  answer_change (self->store, edit, LF_ANSWER_REFUSED, 0, NULL, NULL);
  assert_value (self->store, id, "name", "甲");
  record = load_project (self->store, id);
  g_assert_cmpint (lf_record_state (record), ==, LF_RECORD_REFUSED);
  g_assert_true (lf_store_resend_sync (self->store, edit->id, &error));
  assert_value (self->store, id, "name", "乙");
}

static void
test_g6_sets_under_pending (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autoptr (LfChange) edit = NULL;

  set_field (self->store, id, "tags", "mine");
  edit = first_pending (self->store);
  pull_field (self->store, id, 4, "tags", "theirs");
  assert_value (self->store, id, "tags", "mine\ntheirs");
  answer_change (self->store, edit, LF_ANSWER_ACCEPTED, 5, NULL, NULL);
  assert_value (self->store, id, "tags", "mine\ntheirs");
}

static void
test_g11_unknown_survives (Fixture *self, gconstpointer data)
{
  g_autofree char *id = lf_id_new ();
  g_autofree char *before = NULL, *after = NULL;

  pull_field (self->store, id, 2, "name", "甲");
  before = lf_store_digest_sync (self->store, NULL);
  pull_field (self->store, id, 3, "field_of_tomorrow", "x");
  after = lf_store_digest_sync (self->store, NULL);
  g_assert_cmpstr (before, !=, after);
  assert_value (self->store, id, "name", "甲");
}

/* ---- A server that came back from an older backup (G14) ---- */

/* What was made here and accepted after the backup is sent again under its old id; what others made
 * is offered before it; what both say stays in sight. */
static void
test_g14_offered_again (Fixture *self, gconstpointer data)
{
  g_autofree char *kept = add_accepted (self->store, "甲", 1);
  g_autofree char *lost = lf_id_new ();
  g_autoptr (LfChange) edit = NULL;
  g_autoptr (GPtrArray) outbox = NULL;
  const LfChange *first, *second;

  pull_epoch (self->store, "e", 2, NULL);
  pull_field (self->store, lost, 3, "name", "丙");
  set_field (self->store, kept, "name", "乙");
  edit = first_pending (self->store);
  answer_change (self->store, edit, LF_ANSWER_ACCEPTED, 4, NULL, NULL);
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, 0);

  pull_epoch (self->store, "e 1a2b@2", 100, kept);
  outbox = lf_store_outbox_sync (self->store, 0, NULL);
  g_assert_cmpuint (outbox->len, ==, 2);
  first = outbox->pdata[0];
  second = outbox->pdata[1];
  g_assert_true (first->is_again && second->is_again);
  g_assert_cmpstr (((LfOp *) first->ops->pdata[0])->id, ==, lost);
  g_assert_true (((LfOp *) first->ops->pdata[0])->is_new);
  g_assert_cmpstr (second->id, ==, edit->id);
  g_assert_cmpint (lf_op_find (second->ops->pdata[0], "name")->seen, <=, 2);
  assert_value (self->store, kept, "name", "乙");
  assert_value (self->store, lost, "name", "丙");
  assert_sound (self->store);
}

/* What was offered again stays in sight also between its acceptance and the next pull, which may
 * not come for days; that pull has the last word. */
static void
test_g14_in_sight (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "乙", "丙" };
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autoptr (GPtrArray) outbox = NULL;
  g_autoptr (LfPage) page = lf_page_new ();

  pull_epoch (self->store, "e", 2, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (LfChange) edit = NULL;

      set_field (self->store, id, "name", names[i]);
      edit = first_pending (self->store);
      answer_change (self->store, edit, LF_ANSWER_ACCEPTED, 4 + i, NULL, NULL);
    }
  pull_epoch (self->store, "e 1a2b@2", 100, id);
  outbox = lf_store_outbox_sync (self->store, 0, NULL);
  g_assert_cmpuint (outbox->len, ==, 2);
  for (guint i = 0; i < outbox->len; i++)
    {
      answer_change (self->store, outbox->pdata[i], LF_ANSWER_ACCEPTED, 101 + i, NULL, NULL);
      assert_value (self->store, id, "name", "丙");
    }
  page->epoch = g_strdup ("e 1a2b@2");
  page->cursor = 102;
  put_field (add_delta (page, "project", id, 101), "name", "丁");
  g_assert_cmpuint (take_page (self->store, page), ==, 0);
  assert_value (self->store, id, "name", "丁");
  assert_sound (self->store);
}

/* What the backup holds needs no second offer, and another server is owed nothing. */
static void
test_g14_nothing_lost (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);

  pull_epoch (self->store, "e", 1, NULL);
  pull_epoch (self->store, "e 1a2b@1", 100, id);
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, 0);
  pull_epoch (self->store, "another", 7, id);
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, 0);
}

/* What a restored server refused stays refused when it goes back once more: its author decides. */
static void
test_g14_refused_once (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autoptr (LfChange) edit = NULL;
  g_autoptr (GPtrArray) refused = NULL;

  pull_epoch (self->store, "e", 2, NULL);
  set_field (self->store, id, "name", "乙");
  edit = first_pending (self->store);
  answer_change (self->store, edit, LF_ANSWER_ACCEPTED, 4, NULL, NULL);
  pull_epoch (self->store, "e 1a2b@2", 100, id);
  answer_change (self->store, edit, LF_ANSWER_REFUSED, 0, NULL, NULL);
  pull_epoch (self->store, "e 1a2b@2 3c4d@2", 200, id);
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, 0);
  refused = lf_store_refused_sync (self->store, NULL);
  g_assert_cmpuint (refused->len, ==, 1);
}

/* What others had written into a record that is made again goes out behind that. */
static void
test_g14_made_again (Fixture *self, gconstpointer data)
{
  g_autofree char *known = add_accepted (self->store, "甲", 1);
  g_autofree char *id = NULL;
  g_autoptr (GPtrArray) outbox = NULL;
  const LfOp *made, *rest;

  pull_epoch (self->store, "e", 2, NULL);
  id = add_accepted (self->store, "乙", 3);
  pull_field (self->store, id, 4, "note", "丙");
  pull_epoch (self->store, "e 1a2b@2", 100, known);
  outbox = lf_store_outbox_sync (self->store, 0, NULL);
  g_assert_cmpuint (outbox->len, ==, 2);
  made = ((LfChange *) outbox->pdata[0])->ops->pdata[0];
  rest = ((LfChange *) outbox->pdata[1])->ops->pdata[0];
  g_assert_true (made->is_new && !rest->is_new);
  g_assert_cmpstr (rest->id, ==, id);
  g_assert_cmpuint (rest->edits->len, ==, 1);
  g_assert_cmpstr (lf_op_find (rest, "note")->value, ==, "丙");
}

/* One page with what is in force of @id, and a conflict in which @offered had lost. */
static void
pull_conflict (LfStore *store, const char *id, const char *field, const LfChange *offered)
{
  g_autoptr (LfPage) page = lf_page_new ();
  g_autofree char *conflict = lf_id_derive (offered->id, id, field, NULL);
  LfDelta *delta;

  page->epoch = g_strdup ("e");
  page->cursor = 9;
  delta = add_delta (page, "conflict", conflict, 9);
  put_field (delta, "title", "甲");
  put_field (delta, "entity", "project");
  put_field (delta, "record", id);
  put_field (delta, "field", field);
  put_field (delta, "offered_change", offered->id);
  put_field (delta, "state", "open");
  g_assert_cmpuint (take_page (store, page), ==, 0);
}

/* What had lost against another says so when it is offered again, and so does what went on from it;
 * what went on from the other does not. */
static void
test_g14_offered_as_lost (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "乙", "丙", "丁" };
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autoptr (GPtrArray) outbox = NULL;

  pull_epoch (self->store, "e", 2, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (LfChange) edit = NULL;

      set_field (self->store, id, "name", names[i]);
      edit = first_pending (self->store);
      if (i == 0)
        pull_conflict (self->store, id, "name", edit);
      answer_change (self->store, edit, LF_ANSWER_ACCEPTED, 10 + i, NULL, NULL);
      if (i == 1)
        pull_field (self->store, id, 20, "name", "戊");
    }
  pull_epoch (self->store, "e 1a2b@2", 100, id);
  outbox = lf_store_outbox_sync (self->store, 0, NULL);
  g_assert_cmpuint (outbox->len, ==, 3);
  for (guint i = 0; i < outbox->len; i++)
    {
      const LfChange *change = outbox->pdata[i];

      g_assert_cmpint (lf_op_find (change->ops->pdata[0], "name")->is_offer, ==, i < 2);
    }
  assert_sound (self->store);
}

static void
test_g14_delete_as_lost (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autoptr (LfChange) delete = NULL;
  g_autoptr (LfChange) again = NULL;

  pull_epoch (self->store, "e", 2, NULL);
  delete_project (self->store, id);
  delete = first_pending (self->store);
  answer_change (self->store, delete, LF_ANSWER_ACCEPTED, 8, id, "deleted");
  pull_conflict (self->store, id, "deleted", delete);
  pull_epoch (self->store, "e 1a2b@2", 100, id);
  again = first_pending (self->store);
  g_assert_cmpstr (again->id, ==, delete->id);
  g_assert_true (((LfOp *) again->ops->pdata[0])->is_offer);
}

/* What a server never took, because it refused that, is not what it lost. */
static void
test_g14_never_there (Fixture *self, gconstpointer data)
{
  g_autofree char *known = add_accepted (self->store, "甲", 1);
  g_autofree char *id = add_project (self->store, "乙", NULL, "lead");
  g_autoptr (LfChange) creation = first_pending (self->store);

  pull_epoch (self->store, "e", 2, NULL);
  answer_change (self->store, creation, LF_ANSWER_REFUSED, 0, NULL, NULL);
  pull_epoch (self->store, "e 1a2b@2", 100, known);
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, 0);
}

#define ADD(path, func) g_test_add ("/store/" path, Fixture, NULL, set_up, func, tear_down)

/* ---- Marks ---- */

static void
assert_mark (LfStore *store, const char *id, const char *field, LfRecordState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) marks = lf_store_marks_sync (store, id, &error);

  g_assert_no_error (error);
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (marks, field)), ==, state);
}

/* The very fields that wait for something, and no others. */
static void
test_marks (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "杜仲叶项目", 1);
  g_autofree char *unsent = NULL;
  g_autoptr (LfChange) change = NULL;

  set_field (self->store, id, "industry", "机器人");
  assert_mark (self->store, id, "industry", LF_RECORD_SYNCED); /* no server is known yet */
  pull_field (self->store, id, 2, "note", "x");
  set_field (self->store, id, "industry", "光电");
  assert_mark (self->store, id, "industry", LF_RECORD_PENDING);
  assert_mark (self->store, id, "name", LF_RECORD_SYNCED);
  change = first_pending (self->store);
  answer_change (self->store, change, LF_ANSWER_REFUSED, 0, NULL, NULL);
  assert_mark (self->store, id, "industry", LF_RECORD_REFUSED);
  unsent = add_project (self->store, "还没发出", NULL, "lead");
  set_field (self->store, unsent, "industry", "光电");
  assert_mark (self->store, unsent, "industry", LF_RECORD_SYNCED);
  assert_mark (self->store, unsent, "name", LF_RECORD_SYNCED);
}

static void
test_mark_of_a_conflict (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "杜仲叶项目", 1);
  g_autofree char *conflict = lf_id_new ();
  g_autoptr (LfPage) page = lf_page_new ();
  LfDelta *delta = add_delta (page, "conflict", conflict, 2);

  put_field (delta, "entity", "project");
  put_field (delta, "record", id);
  put_field (delta, "field", "total_investment");
  put_field (delta, "state", "open");
  g_assert_cmpuint (take_page (self->store, page), ==, 0);
  assert_mark (self->store, id, "total_investment", LF_RECORD_CONFLICT);
  assert_mark (self->store, id, "industry", LF_RECORD_SYNCED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("sync/pull-goes-under-a-pending-edit", test_pull_goes_under_a_pending_edit);
  ADD ("sync/accepted-before-a-later-pull", test_accepted_before_a_later_pull);
  ADD ("sync/chain-inherits-seen", test_chain_inherits_seen);
  ADD ("sync/as-seen", test_as_seen);
  ADD ("sync/as-sent", test_as_sent);
  ADD ("sync/refused-resend-discard", test_refused_resend_discard);
  ADD ("sync/refused-though-there", test_refused_though_there);
  ADD ("sync/G2-discarded-one-by-one", test_discarded_one_by_one);
  ADD ("sync/refused-edit-amended", test_refused_amended);
  g_test_add ("/store/sync/refused-creation-amended", Fixture, GINT_TO_POINTER (TRUE), set_up,
              test_refused_amended, tear_down);
  ADD ("sync/wrong-amendment-changes-nothing", test_wrong_amendment_changes_nothing);
  ADD ("sync/refused-edit-comes-off", test_refused_edit_comes_off);
  ADD ("sync/marks", test_marks);
  ADD ("sync/mark-of-a-conflict", test_mark_of_a_conflict);
  ADD ("sync/G6-sets-under-pending", test_g6_sets_under_pending);
  ADD ("sync/G14-offered-again", test_g14_offered_again);
  ADD ("sync/G14-in-sight", test_g14_in_sight);
  ADD ("sync/G14-nothing-lost", test_g14_nothing_lost);
  ADD ("sync/G14-refused-once", test_g14_refused_once);
  ADD ("sync/G14-made-again", test_g14_made_again);
  ADD ("sync/G14-offered-as-lost", test_g14_offered_as_lost);
  ADD ("sync/G14-delete-as-lost", test_g14_delete_as_lost);
  ADD ("sync/G14-never-there", test_g14_never_there);
  ADD ("sync/G11-unknown-survives", test_g11_unknown_survives);
  return g_test_run ();
}
