/* SPDX-License-Identifier: GPL-3.0-or-later */
/* History by record and by field, where and how changes were made; and the trash. */

#include "config.h"

#include "server-words.h"

#include <sqlite3.h>
#include <string.h>

#define DAY_US (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)
#define ELSEWHERE "01a1fcd5-3f42-7002-a05e-ac0f8cfbf8f4"

static void
execute (Fixture *self, const char *format, gint64 number)
{
  g_autofree char *path = g_build_filename (self->folder, "landfall.db", NULL);
  g_autofree char *sql = g_strdup_printf (format, number);
  sqlite3 *handle;

  close_store (self);
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  open_store (self);
}

/* ---- History ---- */

static GPtrArray *
history (LfStore *store, const char *id, const char *field)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = lf_store_history_sync (store, "project", id, field, &error);

  g_assert_no_error (error);
  return items;
}

static void
assert_made (const LfHistoryItem *item, LfMade made, const char *told)
{
  g_autofree char *text = lf_history_item_tell_made (item);

  g_assert_cmpint (item->made, ==, made);
  g_assert_cmpstr (text, ==, told);
}

static void
assert_newest_made (LfStore *store, const char *id, LfMade made, const char *told)
{
  g_autoptr (GPtrArray) items = history (store, id, NULL);

  assert_made (items->pdata[0], made, told);
}

static void
test_of_a_field (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", "1.00 CNY", "lead");
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) none = NULL;
  const LfChange *newest;
  const LfOp *op;

  set_field (self->store, id, "note", "一");
  set_field (self->store, id, "name", "乙");
  delete_project (self->store, id);
  all = history (self->store, id, NULL);
  names = history (self->store, id, "name");
  none = history (self->store, id, "jobs");
  g_assert_cmpuint (all->len, ==, 4);
  g_assert_cmpuint (names->len, ==, 2);
  g_assert_cmpuint (none->len, ==, 0);
  newest = ((LfHistoryItem *) names->pdata[0])->change;
  op = newest->ops->pdata[0];
  g_assert_cmpuint (op->edits->len, ==, 1);
  g_assert_cmpstr (lf_op_find (op, "name")->was, ==, "甲");
  g_assert_cmpstr (lf_op_find (op, "name")->value, ==, "乙");
  op = ((LfHistoryItem *) names->pdata[1])->change->ops->pdata[0];
  g_assert_true (op->is_new);
  g_assert_cmpuint (op->edits->len, ==, 1);
}

/* Where there is no server nobody is offline. */
static void
test_made_without_server (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");

  assert_newest_made (self->store, id, LF_MADE_UNKNOWN, "this device");
}

static void
answer_first (LfStore *store, gint64 seq)
{
  g_autoptr (LfChange) change = first_pending (store);

  g_assert_cmpint (change->age_us, >, 0);
  answer_change (store, change, LF_ANSWER_ACCEPTED, seq, NULL, NULL);
}

static void
test_made_here (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);

  assert_newest_made (self->store, id, LF_MADE_ONLINE, "this device");
  pull_field (self->store, id, 2, "note", "x");
  set_field (self->store, id, "name", "乙");
  assert_newest_made (self->store, id, LF_MADE_UNSENT, "this device, not sent yet");
  execute (self, "UPDATE change SET time_us = time_us - %" G_GINT64_FORMAT " WHERE n = 3",
           LF_LATE_US);
  answer_first (self->store, 3);
  assert_newest_made (self->store, id, LF_MADE_OFFLINE, "this device, made offline");
}

/* G8: a year's difference of the clocks says nothing; how late it came does. */
static void
test_made_elsewhere_g8 (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *device;
    gint64 late_us;
    LfMade made;
    const char *told;
    gboolean is_doubtful;
  } cases[] = {
    { ELSEWHERE, 1, LF_MADE_ONLINE, "another device (f8f4)" },
    { ELSEWHERE, LF_LATE_US, LF_MADE_OFFLINE, "another device (f8f4), made offline" },
    { ELSEWHERE, 0, LF_MADE_UNKNOWN, "another device (f8f4)" },
    { NULL, 0, LF_MADE_UNKNOWN, NULL },
    { "", 40 * DAY_US, LF_MADE_OFFLINE, "made offline" },
    { "", 40 * DAY_US, LF_MADE_OFFLINE,
      "made offline, time doubtful: that computer's clock was wrong", TRUE },
    { NULL, 0, LF_MADE_UNKNOWN, "time doubtful: that computer's clock was wrong", TRUE },
  };
  g_autofree char *id = add_accepted (self->store, "甲", 1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfPage) page = lf_page_new ();
      LfDelta *delta = add_delta (page, "project", id, i + 2);
      g_autofree char *value = g_strdup_printf ("%u", i);

      put_field (delta, "note", value);
      delta->device = g_strdup (cases[i].device);
      delta->late_us = cases[i].late_us;
      delta->is_doubtful = cases[i].is_doubtful;
      take_page (self->store, page);
      assert_newest_made (self->store, id, cases[i].made, cases[i].told);
    }
  assert_sound (self->store);
}

/* Of a server that does not say how late, what was here at once was not made offline. */
static void
test_made_just_now (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autoptr (LfPage) page = lf_page_new ();
  LfDelta *delta = add_delta (page, "project", id, 2);

  put_field (delta, "note", "x");
  delta->time_us = g_get_real_time ();
  take_page (self->store, page);
  assert_newest_made (self->store, id, LF_MADE_ONLINE, NULL);
}

/* ---- Trash ---- */

static GPtrArray *
trash (LfStore *store, guint limit)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = lf_store_trash_sync (store, limit, &error);

  g_assert_no_error (error);
  return items;
}

static guint
count_trash (LfStore *store)
{
  g_autoptr (GPtrArray) items = trash (store, 0);

  return items->len;
}

static void
pull_deleted (LfStore *store, const char *id, gint64 seq, gboolean deleted)
{
  g_autoptr (LfPage) page = lf_page_new ();

  add_delta (page, "project", id, seq)->deleted = deleted;
  g_assert_cmpuint (take_page (store, page), ==, 0);
}

static void
bring_back (LfStore *store, const char *id)
{
  g_autoptr (LfRecord) record = load_project (store, id);
  g_autoptr (LfChange) change = lf_change_new ("back");

  lf_change_restore (change, record);
  commit_change (store, change);
}

static void
test_trash (Fixture *self, gconstpointer data)
{
  g_autofree char *first = add_project (self->store, "甲", NULL, "lead");
  g_autofree char *second = add_project (self->store, "乙", NULL, "lead");
  g_autofree char *author = lf_store_author (self->store);
  g_autofree char *label = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) one = NULL;
  const LfTrashItem *item;

  g_assert_cmpuint (count_trash (self->store), ==, 0);
  delete_project (self->store, first);
  delete_project (self->store, second);
  items = trash (self->store, 0);
  one = trash (self->store, 1);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpuint (one->len, ==, 1);
  item = items->pdata[0];
  g_assert_cmpstr (lf_record_id (item->record), ==, second);
  g_assert_cmpstr (lf_record_get (item->record, "name"), ==, "乙");
  g_assert_cmpstr (item->author, ==, author);
  g_assert_null (item->label);
  g_assert_cmpuint (item->days_left, ==, LF_TRASH_DAYS);
  g_assert_true (item->is_here);
  bring_back (self->store, second);
  g_assert_cmpuint (count_trash (self->store), ==, 1);
  g_assert_cmpuint (count_projects (self->store, ""), ==, 1);
  label = lf_store_undo_sync (self->store, NULL);
  g_assert_cmpstr (label, ==, "back");
  g_assert_cmpuint (count_trash (self->store), ==, 2);
}

/* What was deleted, brought back and deleted again is listed once, with the last time. */
static void
test_trash_once (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autoptr (GPtrArray) items = NULL;

  for (guint i = 0; i < 3; i++)
    {
      delete_project (self->store, id);
      if (i < 2)
        bring_back (self->store, id);
    }
  execute (self, "UPDATE change SET author = 'last' WHERE n = %" G_GINT64_FORMAT, 6);
  items = trash (self->store, 0);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (((LfTrashItem *) items->pdata[0])->author, ==, "last");
}

/* What was deleted with others tells by what. */
static void
test_trash_of_many (Fixture *self, gconstpointer data)
{
  g_autoptr (LfChange) change = lf_change_new ("Import");
  g_autofree char *label = NULL;
  g_autoptr (GPtrArray) items = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (LfRecord) record = lf_record_new (project_entity (), NULL);

      lf_record_set (record, "name", "甲");
      lf_record_set (record, "stage", "lead");
      lf_change_create (change, record);
    }
  commit_change (self->store, change);
  label = lf_store_undo_sync (self->store, NULL);
  items = trash (self->store, 0);
  g_assert_cmpuint (items->len, ==, 3);
  for (guint i = 0; i < items->len; i++)
    g_assert_cmpstr (((LfTrashItem *) items->pdata[i])->label, ==, "Undo: Import");
}

static void
test_trash_days (Fixture *self, gconstpointer data)
{
  static const struct
  {
    gint64 ago_us;
    guint days_left; /* 0: it is out */
  } cases[] = {
    { 0, 30 },
    { DAY_US - 60 * G_USEC_PER_SEC, 30 },
    { DAY_US, 29 },
    { 29 * DAY_US, 1 },
    { 30 * DAY_US - 60 * G_USEC_PER_SEC, 1 },
    { 30 * DAY_US, 0 },
    { 4000 * DAY_US, 0 },
    { -400 * DAY_US, 30 }, /* G8: by a clock that was ahead */
  };
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");

  delete_project (self->store, id);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) items = NULL;

      execute (self, "UPDATE change SET time_us = %" G_GINT64_FORMAT " WHERE n = 2",
               g_get_real_time () - cases[i].ago_us);
      items = trash (self->store, 0);
      g_assert_cmpuint (items->len, ==, cases[i].days_left > 0);
      if (items->len > 0)
        g_assert_cmpuint (((LfTrashItem *) items->pdata[0])->days_left, ==, cases[i].days_left);
    }
}

/* The days count from when it became known here; who did it when is told all the same. */
static void
test_trash_from_elsewhere (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autoptr (GPtrArray) items = NULL;
  const LfTrashItem *item;

  pull_deleted (self->store, id, 2, TRUE);
  items = trash (self->store, 0);
  g_assert_cmpuint (items->len, ==, 1);
  item = items->pdata[0];
  g_assert_cmpstr (item->author, ==, "李四");
  g_assert_cmpint (item->deleted_us, ==, 1700000000000000);
  g_assert_cmpuint (item->days_left, ==, LF_TRASH_DAYS);
  g_assert_false (item->is_here);
  pull_deleted (self->store, id, 3, FALSE);
  g_assert_cmpuint (count_trash (self->store), ==, 0);
}

/* G3, G7: somebody who was offline for longer edited it. It is out of the trash, but nothing of it
 * is lost. */
static void
test_out_of_trash_is_not_lost_g7 (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (LfPage) page = lf_page_new ();

  set_field (self->store, id, "industry", "新材料");
  answer_first (self->store, 2);
  pull_deleted (self->store, id, 3, TRUE);
  before = digest_of (self->store);
  execute (self, "UPDATE change SET noted_us = noted_us - %" G_GINT64_FORMAT,
           (LF_TRASH_DAYS + 1) * DAY_US);
  g_assert_cmpuint (count_trash (self->store), ==, 0);
  after = digest_of (self->store);
  g_assert_cmpstr (after, ==, before);
  put_field (add_delta (page, "project", id, 4), "note", "从外地带回");
  take_page (self->store, page);
  assert_value (self->store, id, "industry", "新材料");
  assert_value (self->store, id, "note", "从外地带回");
  g_assert_cmpuint (count_projects (self->store, ""), ==, 1);
}

#define ADD(path, func) g_test_add ("/store/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("history/of-a-field", test_of_a_field);
  ADD ("history/made-without-server", test_made_without_server);
  ADD ("history/made-here", test_made_here);
  ADD ("history/G8-made-elsewhere", test_made_elsewhere_g8);
  ADD ("history/made-just-now", test_made_just_now);
  ADD ("trash/listed", test_trash);
  ADD ("trash/once", test_trash_once);
  ADD ("trash/of-many", test_trash_of_many);
  ADD ("trash/days", test_trash_days);
  ADD ("trash/from-elsewhere", test_trash_from_elsewhere);
  ADD ("trash/G7-out-is-not-lost", test_out_of_trash_is_not_lost_g7);
  return g_test_run ();
}
