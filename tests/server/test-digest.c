/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sums by which devices compare themselves with the server are those of the records at any
 * time (G3), for everybody who asks. */

#include "config.h"

#include "lf-server-check.h"
#include "lf-server-digest.h"
#include "zone.h"

#include <string.h>

static const char *const sights[] = { NULL, "zone", "parks\nzone", "account/li\nzone" };

/* ---- What is summed up, and what is there ---- */

static LfDigests *
read_digests (Zone *zone, const char *sight)
{
  g_autoptr (GError) error = NULL;
  LfDigests *digests = lf_server_read_digests (zone->storage, ZONE, sight, &error);

  g_assert_no_error (error);
  g_assert_cmpint (digests->seq, ==, zone_last_seq (zone));
  return digests;
}

static LfPage *
read_page (Zone *zone, const char *sight, const char *bucket)
{
  LfServerPageQuery query = { .limit = 1000, .sight = sight, .bucket = bucket };
  g_autoptr (GError) error = NULL;
  LfPage *page = lf_server_read_page (zone->storage, ZONE, &query, &error);

  g_assert_no_error (error);
  g_assert_false (page->has_more);
  return page;
}

static void
add_deltas (LfDigestSum *sums, const LfPage *page)
{
  for (guint i = 0; i < page->deltas->len; i++)
    {
      const LfDelta *delta = page->deltas->pdata[i];
      LfDigestSum sum;

      if (delta->is_gone)
        continue;
      lf_digest_sum_record (&sum, delta->entity, delta->id, delta->deleted, delta->fields);
      lf_digest_sum_add (&sums[lf_digest_bucket (delta->id)], &sum);
    }
}

static void
assert_true_for (Zone *zone, const char *sight)
{
  g_autoptr (LfDigests) digests = read_digests (zone, sight);
  g_autoptr (LfPage) page = read_page (zone, sight, NULL);
  LfDigestSum sums[LF_DIGEST_BUCKETS] = { 0 };

  add_deltas (sums, page);
  for (guint i = 0; i < LF_DIGEST_BUCKETS; i++)
    g_assert_true (lf_digest_sum_equal (&digests->buckets[i], &sums[i]));
}

static guint
count_problems (Zone *zone)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  LfServerFindings findings;

  g_assert_true (lf_server_check_zone (zone->storage, ZONE, &findings, problems, NULL));
  return problems->len;
}

static void
assert_true_sums (Zone *zone)
{
  for (guint i = 0; i < G_N_ELEMENTS (sights); i++)
    assert_true_for (zone, sights[i]);
  g_assert_cmpuint (count_problems (zone), ==, 0);
}

/* ---- Changes of all kinds ---- */

static void
push (Zone *zone, LfChange *change /* (transfer full) */, LfAnswerKind kind)
{
  g_autoptr (LfAnswer) answer = zone_push (zone, "li", change);

  g_test_message ("%s", answer->message);
  g_assert_cmpint (answer->kind, ==, kind);
  lf_change_unref (change);
}

static void
make (Zone *zone, const char *name)
{
  g_autofree char *id = zone_id (name);
  LfChange *change = change_create ("project", id, name);

  lf_op_add_edit (change->ops->pdata[0], "stage", NULL, "lead", 0);
  push (zone, change, LF_ANSWER_ACCEPTED);
}

static void
edit (Zone *zone, const char *name, const char *field, const char *value, LfAnswerKind kind)
{
  g_autofree char *id = zone_id (name);
  g_autofree char *was = zone_value (zone, "project", id, field);

  push (zone, change_edit ("project", id, field, was, value, zone_last_seq (zone)), kind);
}

static void
fill (Zone *zone)
{
  g_autofree char *park = zone_id ("park");
  g_autofree char *gone = zone_id ("丙");

  push (zone, change_create ("park", park, "上虞"), LF_ANSWER_ACCEPTED);
  make (zone, "甲");
  make (zone, "乙 \"q\" \\ €");
  make (zone, "丙");
  edit (zone, "甲", "note", "一\n二", LF_ANSWER_ACCEPTED);
  edit (zone, "甲", "park", park, LF_ANSWER_ACCEPTED);
  push (zone, change_new (LF_OP_DELETE, "project", gone, zone_last_seq (zone)), LF_ANSWER_ACCEPTED);
}

static void
test_follow (void)
{
  g_autoptr (Zone) zone = zone_new ();

  assert_true_sums (zone);
  fill (zone);
  assert_true_sums (zone);
  edit (zone, "甲", "is_confidential", "1", LF_ANSWER_ACCEPTED);
  assert_true_sums (zone);
  edit (zone, "甲", "total_investment", "much", LF_ANSWER_REFUSED);
  assert_true_sums (zone);
  edit (zone, "甲", "note", NULL, LF_ANSWER_ACCEPTED);
  zone_reopen (zone);
  assert_true_sums (zone);
}

/* A change that is taken back with its transaction leaves no trace in them. */
static void
test_rolled_back (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("甲");
  g_autoptr (LfServerRecord) record = NULL;

  fill (zone);
  record = zone_load (zone, "project", id);
  lf_server_record_set (record, "note", "三");
  g_assert_true (lf_server_storage_begin (zone->storage, ZONE, NULL));
  g_assert_true (lf_server_storage_save (zone->storage, record, NULL));
  lf_server_storage_rollback (zone->storage);
  assert_true_sums (zone);
}

/* Saved several times in one transaction: the last one counts. */
static void
test_saved_twice (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("甲");
  g_autoptr (LfServerRecord) record = NULL;

  fill (zone);
  record = zone_load (zone, "project", id);
  g_assert_true (lf_server_storage_begin (zone->storage, ZONE, NULL));
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *note = g_strdup_printf ("%u", i);

      lf_server_record_set (record, "note", note);
      g_assert_true (lf_server_storage_save (zone->storage, record, NULL));
    }
  g_assert_true (lf_server_storage_commit (zone->storage, NULL));
  assert_true_sums (zone);
}

/* A bucket is asked for by itself, and is what the whole zone has of it. */
static void
test_bucket (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (LfPage) all = NULL;
  guint n = 0;

  fill (zone);
  all = read_page (zone, "parks\nzone", NULL);
  for (guint i = 0; i < LF_DIGEST_BUCKETS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%02x", i);
      g_autoptr (LfPage) page = read_page (zone, "parks\nzone", name);

      for (guint j = 0; j < page->deltas->len; j++)
        g_assert_cmpuint (lf_digest_bucket (((LfDelta *) page->deltas->pdata[j])->id), ==, i);
      g_assert_cmpint (page->cursor, ==, all->cursor);
      n += page->deltas->len;
    }
  g_assert_cmpuint (n, ==, all->deltas->len);
}

/* The database sums up what was there before as the program does what comes. */
static void
test_upgrade (void)
{
  g_autoptr (Zone) zone = zone_new ();

  fill (zone);
  zone_run_sql (zone, zone_is_postgres () ? "DROP TABLE digest; DROP INDEX record_bucket;"
                                            "ALTER TABLE account DROP COLUMN since_seq;"
                                            "ALTER TABLE change DROP COLUMN doubtful;"
                                            "UPDATE landfall_version SET version = 6"
                                          : "DROP TABLE digest; DROP INDEX record_bucket;"
                                            "ALTER TABLE record DROP COLUMN digest_high;"
                                            "ALTER TABLE record DROP COLUMN digest_low;"
                                            "ALTER TABLE account DROP COLUMN since_seq;"
                                            "ALTER TABLE zone DROP COLUMN is_backup;"
                                            "ALTER TABLE change DROP COLUMN doubtful;"
                                            "PRAGMA user_version = 7");
  zone_reopen (zone);
  assert_true_sums (zone);
  edit (zone, "丙", "note", "四", LF_ANSWER_ACCEPTED);
  assert_true_sums (zone);
}

static void
test_check (void)
{
  g_autoptr (Zone) zone = zone_new ();

  fill (zone);
  zone_run_sql (zone, "UPDATE digest SET low = low / 2");
  g_assert_cmpuint (count_problems (zone), ==, 1);
  zone_run_sql (zone, "DELETE FROM digest");
  g_assert_cmpuint (count_problems (zone), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/digest/G3-follow", test_follow);
  g_test_add_func ("/server/digest/rolled-back", test_rolled_back);
  g_test_add_func ("/server/digest/saved-twice", test_saved_twice);
  g_test_add_func ("/server/digest/bucket", test_bucket);
  g_test_add_func ("/server/digest/upgrade", test_upgrade);
  g_test_add_func ("/server/digest/check", test_check);
  return g_test_run ();
}
