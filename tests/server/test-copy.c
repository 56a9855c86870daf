/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A zone that moves to another database is the same zone to all who sync with it; and check finds
 * what is not sound. */

#include "config.h"

#include "lf-accounts.h"
#include "lf-server-check.h"
#include "lf-server-copy.h"
#include "store-folder.h"
#include "zone.h"

#include <string.h>

#define N_RECORDS 1200 /* more than any storage holds back */

static void
take (Zone *zone, const char *device, LfAnswerKind kind, LfChange *change /* (transfer full) */)
{
  g_autoptr (LfChange) owned = change;
  g_autoptr (LfAnswer) answer = zone_push (zone, device, owned);

  g_assert_cmpint (answer->kind, ==, kind);
}

/* (transfer full): the newest change */
static LfChange *
live (Zone *zone)
{
  g_autofree char *id = zone_id ("p1");
  LfChange *last = change_edit ("park", id, "note", "fair", "fine", 0);
  g_autoptr (LfAnswer) answer = NULL;
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_change_unref);
  g_autoptr (GPtrArray) answers = NULL;

  for (guint i = 0; i < N_RECORDS; i++)
    {
      g_autofree char *name = g_strdup_printf ("p%u", i);
      g_autofree char *own = zone_id (name);

      g_ptr_array_add (made, change_create ("park", own, name));
    }
  answers = zone_push_all (zone, "a", "zone_manager", made);
  take (zone, "a", LF_ANSWER_ACCEPTED, change_edit ("park", id, "note", NULL, "\"fair\\ \n区", 0));
  take (zone, "a", LF_ANSWER_REFUSED, change_edit ("park", id, "name", "p1", NULL, 9999));
  answer = zone_push (zone, "b", last);
  g_assert_cmpuint (answer->conflicts->len, ==, 1);
  return last;
}

static char *
enrol (Zone *zone)
{
  g_autoptr (LfServerAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  char *token;

  g_assert_true (
      lf_accounts_save (zone->storage, ZONE, "周砚秋", "recruiter", "long enough", &error));
  account = lf_server_storage_find_account (zone->storage, NULL, "周砚秋", &error);
  token = lf_accounts_enrol (zone->storage, account, "laptop", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (lf_server_storage_save_bundle (zone->storage, ZONE, "", "key", &error));
  g_assert_true (lf_server_storage_save_bundle (zone->storage, ZONE, "laptop", "{}", &error));
  return token;
}

/* What a device gets that has nothing yet. */
static char *
print_all (Zone *zone)
{
  LfServerPageQuery query = { .limit = LF_SERVER_PAGE_RECORDS };
  g_autoptr (LfPage) page = lf_server_read_page (zone->storage, ZONE, &query, NULL);
  GString *text = g_string_new (page->epoch);

  for (guint i = 0; i < page->deltas->len; i++)
    {
      const LfDelta *delta = page->deltas->pdata[i];

      g_string_append_printf (text, "\n%ld %s %s %s", (long) delta->seq, delta->id, delta->author,
                              (const char *) g_hash_table_lookup (delta->fields, "name"));
    }
  g_assert_false (page->has_more);
  return g_string_free (text, FALSE);
}

static void
assert_same (Zone *from, Zone *to, const char *token, LfChange *last)
{
  g_autofree char *there = print_all (from);
  g_autofree char *here = print_all (to);
  g_autoptr (LfServerUser) user = lf_accounts_find_user (to->storage, token, NULL);
  g_autoptr (LfAnswer) first = zone_push (from, "b", last);
  g_autoptr (LfAnswer) again = zone_push (to, "b", last);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *key = lf_server_storage_load_bundle (to->storage, ZONE, "", NULL);
  g_autofree char *bundle = lf_server_storage_load_bundle (to->storage, ZONE, "laptop", NULL);
  LfServerFindings findings;

  g_assert_cmpstr (there, ==, here);
  g_assert_cmpstr (key, ==, "key");
  g_assert_cmpstr (bundle, ==, "{}");
  g_assert_cmpstr (user->account, ==, "周砚秋");
  g_assert_cmpint (first->seq, ==, again->seq);
  g_assert_cmpuint (again->conflicts->len, ==, 1);
  g_assert_true (lf_server_check_zone (to->storage, ZONE, &findings, problems, NULL));
  g_assert_true (lf_server_check_accounts (to->storage, problems, NULL));
  g_assert_true (lf_server_storage_verify (to->storage, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (findings.n_changes, ==, N_RECORDS + 3);
  g_assert_cmpuint (findings.n_records, ==, N_RECORDS + 1);
}

/* From a file to where the tests are run, and back to another file. */
static void
test_there_and_back (void)
{
  char *folder = store_folder_make ();
  g_autofree char *file = g_strdup_printf ("sqlite:%s/from.db", folder);
  g_autofree char *other_file = g_strdup_printf ("sqlite:%s/back.db", folder);
  g_autofree char *place = zone_place (folder);
  Zone *from = zone_open (file);
  Zone *to = zone_open (place);
  Zone *back = zone_open (other_file);
  g_autoptr (LfChange) last = NULL;
  g_autofree char *token = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_server_storage_add_zone (from->storage, ZONE, &error));
  last = live (from);
  token = enrol (from);
  g_assert_true (lf_server_copy_zone (from->storage, to->storage, ZONE, &error));
  g_assert_no_error (error);
  assert_same (from, to, token, last);
  g_assert_true (lf_server_copy_zone (to->storage, back->storage, ZONE, &error));
  g_assert_no_error (error);
  assert_same (to, back, token, last);
  g_assert_false (lf_server_copy_zone (from->storage, to->storage, ZONE, &error));
  g_assert_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL);
  zone_close (from);
  zone_close (to);
  zone_close (back);
  store_folder_remove (folder);
}

/* ---- Not sound ---- */

static void
save (Zone *zone, const char *entity, const char *name, const char *about, gint64 seq)
{
  g_autofree char *id = zone_id (name);
  g_autoptr (LfServerRecord) record = lf_server_record_new (entity, id);

  record->seq = record->created_seq = seq;
  lf_server_record_set (record, "record", about);
  if (strcmp (name, "newer") == 0)
    {
      lf_server_record_stamp (record, "note", 2);
      record->seq = seq;
    }
  g_assert_true (lf_server_storage_save (zone->storage, record, NULL));
}

static void
number (Zone *zone, const char *id, gint64 seq)
{
  LfServerChange change
      = { (char *) id, seq, (char *) "d", (char *) "a", 0, (char *) "{}", (char *) "{}", 0 };

  g_assert_true (lf_server_storage_add_change (zone->storage, &change, NULL));
}

static void
assert_found (GPtrArray *problems, const char *words)
{
  for (guint i = 0; i < problems->len; i++)
    if (strstr (problems->pdata[i], words) != NULL)
      return;
  g_error ("“%s” is not found", words);
}

/* Numbers 1, 2 and 4 of 4, and records that do not fit to them. */
static void
test_not_sound (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *above = zone_id ("above");
  LfServerDevice device = { (char *) ZONE, (char *) "laptop", (char *) "gone", NULL, (char *) "t" };
  LfServerAccount account
      = { (char *) "nowhere", (char *) "lost", (char *) "recruiter", (char *) "-" };
  LfServerFindings findings;

  g_assert_true (lf_server_storage_begin (zone->storage, ZONE, NULL));
  for (guint i = 0; i < 4; i++)
    lf_server_storage_next_seq (zone->storage, NULL);
  number (zone, "c1", 1);
  number (zone, "c2", 2);
  number (zone, "c4", 4);
  number (zone, "c9", 9);
  save (zone, "node", "good", NULL, 1);
  save (zone, "node", "newer", NULL, 1);
  save (zone, "node", "unwritten", NULL, 3);
  save (zone, "node", "above", NULL, 7);
  save (zone, "conflict", "fine", above, 2);
  save (zone, "conflict", "orphan", "none", 2);
  g_assert_true (lf_server_storage_commit (zone->storage, NULL));
  g_assert_true (lf_server_storage_save_device (zone->storage, &device, NULL));
  g_assert_true (lf_server_storage_save_account (zone->storage, &account, NULL));
  g_assert_true (lf_server_check_zone (zone->storage, ZONE, &findings, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 6);
  assert_found (problems, "change c9 has the number 9");
  assert_found (problems, "Numbers without a change: 1, the first of them 3");
  assert_found (problems, "has a field that is newer");
  assert_found (problems, "has the number 3, which no change has");
  assert_found (problems, "has the number 7, and the counter is at 4");
  assert_found (problems, "is about the record none");
  g_assert_true (lf_server_check_accounts (zone->storage, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 8);
  assert_found (problems, "of the account “gone”");
  assert_found (problems, "of the zone “nowhere”");
}

static guint
count_problems (Zone *zone, const char *says)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  LfServerFindings findings;

  g_assert_true (lf_server_check_zone (zone->storage, ZONE, &findings, problems, NULL));
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) problems->pdata[i]);
  if (says != NULL)
    assert_found (problems, says);
  return problems->len;
}

/* The gap that a restore leaves is no hole; what is missing before and behind it is one. */
static void
test_restored (void)
{
  g_autoptr (Zone) zone = zone_new ();
  gint64 seq;

  g_assert_true (lf_server_storage_renew (zone->storage, ZONE, NULL)); /* before anything */
  g_assert_cmpuint (count_problems (zone, NULL), ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("p%u", i);
      g_autofree char *id = zone_id (name);

      take (zone, "a", LF_ANSWER_ACCEPTED, change_create ("park", id, name));
      g_assert_true (lf_server_storage_renew (zone->storage, ZONE, NULL));
      g_assert_true (lf_server_storage_renew (zone->storage, ZONE, NULL)); /* once more */
      g_assert_cmpuint (count_problems (zone, NULL), ==, 0);
    }
  g_assert_true (lf_server_storage_begin (zone->storage, ZONE, NULL));
  seq = lf_server_storage_next_seq (zone->storage, NULL);
  seq = lf_server_storage_next_seq (zone->storage, NULL);
  number (zone, "c", seq + 1);
  lf_server_storage_next_seq (zone->storage, NULL);
  lf_server_storage_next_seq (zone->storage, NULL);
  g_assert_true (lf_server_storage_commit (zone->storage, NULL));
  g_assert_true (lf_server_storage_renew (zone->storage, ZONE, NULL));
  g_assert_cmpuint (count_problems (zone, "Numbers without a change: 1,"), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/copy/there-and-back", test_there_and_back);
  g_test_add_func ("/server/check/not-sound", test_not_sound);
  g_test_add_func ("/server/check/restored", test_restored);
  return g_test_run ();
}
