/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened to a record: all of it, in order, and nothing about anything else. */

#include "config.h"

#include "lf-server-history.h"
#include "zone.h"

#include <string.h>

static LfHistoryPage *
read_history (Zone *zone, const char *account, const char *entity, const char *id, gint64 before)
{
  g_autofree char *sight = lf_sight_new ("recruiter", NULL, NULL, account);
  const LfServerHistoryQuery query = { sight, entity, id, before };
  g_autoptr (GError) error = NULL;
  LfHistoryPage *page = lf_server_read_history (zone->storage, ZONE, &query, &error);

  g_assert_no_error (error);
  return page;
}

static void
push (Zone *zone, const char *device, LfChange *change /* (transfer full) */)
{
  g_autoptr (LfAnswer) answer = zone_push (zone, device, change);

  g_assert_cmpint (answer->kind, ==, LF_ANSWER_ACCEPTED);
  lf_change_unref (change);
}

static void
make_project (Zone *zone, const char *device, const char *id)
{
  LfChange *change = change_create ("project", id, "减速器");

  lf_op_add_edit (change->ops->pdata[0], "stage", NULL, "lead", 0);
  push (zone, device, change);
}

static void
edit_note (Zone *zone, const char *device, const char *id, const char *value)
{
  g_autofree char *was = zone_value (zone, "project", id, "note");
  LfChange *change = change_edit ("project", id, "note", was, value, zone_last_seq (zone));

  change->age_us = 7;
  g_free (change->label);
  change->label = g_strdup ("说明");
  push (zone, device, change);
}

static void
test_all_of_it (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("p");
  g_autofree char *other = zone_id ("q");
  g_autoptr (LfHistoryPage) page = NULL;
  const LfHistoryEntry *newest;
  const LfEdit *edit;

  make_project (zone, "a", id);
  make_project (zone, "a", other);
  edit_note (zone, "b", id, "一");
  edit_note (zone, "a", other, "x");
  edit_note (zone, "a", id, "二");
  page = read_history (zone, "c", "project", id, 0);
  g_assert_cmpuint (page->entries->len, ==, 3);
  g_assert_cmpint (page->before, ==, 0);
  newest = page->entries->pdata[0];
  g_assert_cmpint (newest->seq, ==, 5);
  g_assert_cmpstr (newest->change->author, ==, "a");
  g_assert_nonnull (newest->change->device);
  g_assert_cmpint (newest->change->age_us, ==, 7);
  g_assert_cmpstr (newest->change->label, ==, "说明");
  edit = lf_op_find (newest->change->ops->pdata[0], "note");
  g_assert_cmpstr (edit->was, ==, "一");
  g_assert_cmpstr (edit->value, ==, "二");
  g_assert_cmpint (((LfHistoryEntry *) page->entries->pdata[2])->seq, ==, 1);
}

/* A change of several records is told as far as it concerns this one. */
static void
test_only_this_record (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("p");
  g_autofree char *other = zone_id ("q");
  LfChange *change = change_create ("project", id, "减速器");
  LfOp *op;
  g_autoptr (LfHistoryPage) page = NULL;
  const LfHistoryEntry *entry;

  lf_op_add_edit (change->ops->pdata[0], "stage", NULL, "lead", 0);
  op = lf_change_add_op (change, LF_OP_PUT, "project", other);
  op->is_new = TRUE;
  lf_op_add_edit (op, "name", NULL, "别的", 0);
  lf_op_add_edit (op, "stage", NULL, "lead", 0);
  g_free (change->label);
  change->label = g_strdup ("两个项目：别的");
  push (zone, "a", change);
  page = read_history (zone, "a", "project", id, 0);
  g_assert_cmpuint (page->entries->len, ==, 1);
  entry = page->entries->pdata[0];
  g_assert_cmpuint (entry->change->ops->len, ==, 1);
  g_assert_cmpstr (((LfOp *) entry->change->ops->pdata[0])->id, ==, id);
  g_assert_null (entry->change->label);
}

/* What was refused is its author's; a record that is not there, or out of sight, has none. */
static void
test_out_of_sight (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("view");
  g_autofree char *project = zone_id ("p");
  LfChange *change = change_create ("saved_view", id, "我的");
  g_autoptr (LfChange) bad = change_create ("project", project, "坏");
  g_autoptr (LfAnswer) answer = NULL;
  g_autoptr (LfHistoryPage) own = NULL;
  g_autoptr (LfHistoryPage) others = NULL;
  g_autoptr (LfHistoryPage) refused = NULL;

  lf_op_add_edit (change->ops->pdata[0], "entity", NULL, "project", 0);
  lf_op_add_edit (change->ops->pdata[0], "filter", NULL, "stage=signed", 0);
  push (zone, "a", change);
  own = read_history (zone, "a", "saved_view", id, 0);
  others = read_history (zone, "b", "saved_view", id, 0);
  g_assert_cmpuint (own->entries->len, ==, 1);
  g_assert_cmpuint (others->entries->len, ==, 0);

  lf_op_add_edit (bad->ops->pdata[0], "jobs", NULL, "many", 0);
  answer = zone_push (zone, "a", bad);
  g_assert_cmpint (answer->kind, ==, LF_ANSWER_REFUSED);
  refused = read_history (zone, "a", "project", project, 0);
  g_assert_cmpuint (refused->entries->len, ==, 0);
}

static void
test_page_by_page (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("p");
  gint64 before = 0, last = G_MAXINT64;
  guint n = 0, n_pages = 0;

  make_project (zone, "a", id);
  for (guint i = 0; i < LF_SERVER_HISTORY_MOST + 10; i++)
    {
      g_autofree char *value = g_strdup_printf ("%u", i);

      edit_note (zone, "a", id, value);
    }
  do
    {
      g_autoptr (LfHistoryPage) page = read_history (zone, "a", "project", id, before);

      for (guint i = 0; i < page->entries->len; i++)
        {
          const LfHistoryEntry *entry = page->entries->pdata[i];

          g_assert_cmpint (entry->seq, <, last);
          last = entry->seq;
        }
      n += page->entries->len;
      before = page->before;
      n_pages++;
    }
  while (before > 0);
  g_assert_cmpuint (n, ==, LF_SERVER_HISTORY_MOST + 11);
  g_assert_cmpuint (n_pages, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/history/all-of-it", test_all_of_it);
  g_test_add_func ("/server/history/only-this-record", test_only_this_record);
  g_test_add_func ("/server/history/G10-out-of-sight", test_out_of_sight);
  g_test_add_func ("/server/history/page-by-page", test_page_by_page);
  return g_test_run ();
}
