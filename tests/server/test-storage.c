/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every storage must do. */

#include "config.h"

#include "zone.h"

#include "lf-accounts.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <string.h>
#include <unistd.h>

static void
begin (Zone *zone)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_server_storage_begin (zone->storage, ZONE, &error));
  g_assert_no_error (error);
}

static void
commit (Zone *zone)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_server_storage_commit (zone->storage, &error));
  g_assert_no_error (error);
}

static gint64
next_seq (Zone *zone)
{
  g_autoptr (GError) error = NULL;
  gint64 seq = lf_server_storage_next_seq (zone->storage, &error);

  g_assert_no_error (error);
  return seq;
}

static void
save (Zone *zone, const char *name, gint64 seq)
{
  g_autofree char *id = zone_id (name);
  g_autoptr (LfServerRecord) record = lf_server_record_new ("node", id);
  g_autoptr (GError) error = NULL;

  record->created_seq = record->seq = seq;
  lf_server_record_set (record, "name", name);
  g_assert_true (lf_server_storage_save (zone->storage, record, &error));
  g_assert_no_error (error);
}

/* ---- Records ---- */

static void
test_record (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("n");
  g_autoptr (LfServerRecord) record = lf_server_record_new ("node", id);
  g_autoptr (LfServerRecord) found = NULL;
  g_autoptr (LfServerRecord) none = NULL;

  record->created_seq = 3;
  record->deleted = TRUE;
  lf_server_record_set (record, "name", "“落地”\n\x1f 🚀");
  lf_server_record_set (record, "note", "gone");
  lf_server_record_set (record, "note", NULL);
  lf_server_record_stamp (record, "name", G_MAXINT64);
  begin (zone);
  g_assert_true (lf_server_storage_save (zone->storage, record, NULL));
  g_assert_true (lf_server_storage_save (zone->storage, record, NULL));
  commit (zone);
  zone_reopen (zone);
  found = zone_load (zone, "node", id);
  g_assert_cmpstr (found->scope, ==, "zone");
  g_assert_cmpint (found->seq, ==, G_MAXINT64);
  g_assert_cmpint (found->created_seq, ==, 3);
  g_assert_true (found->deleted);
  g_assert_cmpstr (lf_server_record_get (found, "name"), ==, "“落地”\n\x1f 🚀");
  g_assert_null (lf_server_record_get (found, "note"));
  g_assert_cmpint (lf_server_record_seq_of (found, "name"), ==, G_MAXINT64);
  g_assert_cmpint (lf_server_record_seq_of (found, "note"), ==, 3);
  none = zone_load (zone, "project", id);
  g_assert_null (none);
}

static gboolean
note_record (const LfServerRecord *record, gpointer text)
{
  g_string_append_printf (text, "%" G_GINT64_FORMAT " ", record->seq);
  return record->seq < 4;
}

static void
test_each_since (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (GString) seqs = g_string_new (NULL);

  begin (zone);
  save (zone, "c", 3);
  save (zone, "a", 1);
  save (zone, "d", 4);
  save (zone, "e", 5);
  save (zone, "b", 2);
  commit (zone);
  begin (zone);
  g_assert_true (lf_server_storage_each_since (zone->storage, 1, note_record, seqs, NULL));
  g_assert_true (lf_server_storage_each_since (zone->storage, 5, note_record, seqs, NULL));
  lf_server_storage_rollback (zone->storage);
  g_assert_cmpstr (seqs->str, ==, "2 3 4 ");
}

/* ---- Transactions ---- */

static void
test_rollback (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("a");
  g_autoptr (LfServerRecord) none = NULL;

  begin (zone);
  save (zone, "a", next_seq (zone));
  lf_server_storage_rollback (zone->storage);
  lf_server_storage_rollback (zone->storage);
  none = zone_load (zone, "node", id);
  g_assert_null (none);
  g_assert_cmpint (zone_last_seq (zone), ==, 0);
}

/* The transaction counts by itself, and the zone with its commit. */
static void
test_numbers (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *b = zone_id ("b");
  g_autoptr (LfServerRecord) second = NULL;

  begin (zone);
  g_assert_cmpint (lf_server_storage_last_seq (zone->storage, NULL), ==, 0);
  save (zone, "a", next_seq (zone));
  g_assert_cmpint (lf_server_storage_last_seq (zone->storage, NULL), ==, 1);
  lf_server_storage_rollback (zone->storage);
  g_assert_cmpint (zone_last_seq (zone), ==, 0);
  begin (zone);
  save (zone, "a", next_seq (zone));
  save (zone, "b", next_seq (zone));
  commit (zone);
  second = zone_load (zone, "node", b);
  g_assert_cmpint (second->seq, ==, 2);
  g_assert_cmpint (zone_last_seq (zone), ==, 2);
}

static guint
count_records (LfServerStorage *storage)
{
  g_autoptr (GString) seqs = g_string_new (NULL);

  g_assert_true (lf_server_storage_each_since (storage, 0, note_record, seqs, NULL));
  return (guint) seqs->len / 2;
}

/* G9: who reads sees one state of the zone, whatever is written meanwhile. */
static void
test_reading_beside_writing_g9 (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LfServerStorage) reader = zone_connect (zone);

  g_assert_true (lf_server_storage_begin_reading (reader, ZONE, &error));
  g_assert_cmpint (lf_server_storage_last_seq (reader, &error), ==, 0);
  begin (zone);
  save (zone, "a", next_seq (zone));
  commit (zone);
  g_assert_cmpint (lf_server_storage_last_seq (reader, &error), ==, 0);
  g_assert_cmpuint (count_records (reader), ==, 0);
  lf_server_storage_rollback (reader);
  g_assert_true (lf_server_storage_begin_reading (reader, ZONE, &error));
  g_assert_cmpint (lf_server_storage_last_seq (reader, &error), ==, 1);
  g_assert_cmpuint (count_records (reader), ==, 1);
  lf_server_storage_rollback (reader);
}

static void
test_no_zone (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_server_storage_begin (zone->storage, "nowhere", &error));
  g_assert_cmpint (lf_server_storage_next_seq (zone->storage, &error), ==, 0);
  g_assert_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE);
  lf_server_storage_rollback (zone->storage);
}

/* Zones are strangers to each other. */
static void
test_two_zones (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("a");
  g_auto (GStrv) zones = NULL;

  g_assert_true (lf_server_storage_add_zone (zone->storage, "harbour", NULL));
  g_assert_true (lf_server_storage_add_zone (zone->storage, "harbour", NULL));
  zones = lf_server_storage_list_zones (zone->storage, NULL);
  g_assert_cmpstrv (zones, ((const char *[]){ "harbour", ZONE, NULL }));
  begin (zone);
  save (zone, "a", next_seq (zone));
  commit (zone);
  g_assert_true (lf_server_storage_begin (zone->storage, "harbour", NULL));
  g_assert_null (lf_server_storage_load (zone->storage, "node", id, NULL));
  g_assert_cmpint (next_seq (zone), ==, 1);
  lf_server_storage_rollback (zone->storage);
}

/* Back from an older backup: no number is given twice, and the epoch tells where it went on. */
static void
test_renew (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *beginning = NULL;
  gint64 last;

  begin (zone);
  save (zone, "a", next_seq (zone));
  before = lf_server_storage_epoch (zone->storage, NULL);
  commit (zone);
  last = zone_last_seq (zone);
  g_assert_true (lf_server_storage_renew (zone->storage, ZONE, NULL));
  begin (zone);
  after = lf_server_storage_epoch (zone->storage, NULL);
  commit (zone);
  beginning = g_strconcat (before, " ", NULL);
  g_assert_true (g_str_has_prefix (after, beginning));
  g_assert_cmpint (g_ascii_strtoll (strrchr (after, '@') + 1, NULL, 10), ==, last);
  g_assert_cmpint (zone_last_seq (zone), >=, last + (G_GINT64_CONSTANT (1) << 32));
}

/* ---- Changes and conflicts ---- */

static void
test_changes (void)
{
  g_autoptr (Zone) zone = zone_new ();
  LfServerChange accepted
      = { (char *) "c1",           7,  (char *) "d", (char *) "林舒然", -5, (char *) "{}",
          (char *) "{\"ops\":[]}", 90, TRUE };
  LfServerChange refused
      = { (char *) "c2", 0, (char *) "d", (char *) "a", 0, (char *) "{}", (char *) "{}" };
  LfServerChange refused_too = refused;
  g_autoptr (LfServerChange) by_id = NULL;
  g_autoptr (LfServerChange) by_seq = NULL;

  refused_too.id = (char *) "c3";
  begin (zone);
  g_assert_true (lf_server_storage_add_change (zone->storage, &accepted, NULL));
  g_assert_true (lf_server_storage_add_change (zone->storage, &refused, NULL));
  g_assert_true (lf_server_storage_add_change (zone->storage, &refused_too, NULL));
  g_assert_false (lf_server_storage_add_change (zone->storage, &accepted, NULL));
  by_id = lf_server_storage_find_change (zone->storage, "c1", NULL);
  by_seq = lf_server_storage_find_change_at (zone->storage, 7, NULL);
  g_assert_cmpstr (by_id->body, ==, "{\"ops\":[]}");
  g_assert_cmpstr (by_seq->id, ==, "c1");
  g_assert_cmpstr (by_seq->author, ==, "林舒然");
  g_assert_cmpint (by_seq->time_us, ==, -5);
  g_assert_cmpint (by_seq->late_us, ==, 90);
  g_assert_true (by_seq->is_doubtful);
  g_assert_true (by_id->is_doubtful);
  g_assert_null (by_seq->body);
  g_assert_null (lf_server_storage_find_change_at (zone->storage, 0, NULL));
  g_assert_null (lf_server_storage_find_change (zone->storage, "c9", NULL));
  lf_server_storage_rollback (zone->storage);
}

static void
save_conflict (
    Zone *zone, const char *name, const char *device, const char *state, gboolean deleted)
{
  g_autofree char *id = zone_id (name);
  g_autoptr (LfServerRecord) conflict = lf_server_record_new ("conflict", id);

  lf_server_record_set (conflict, "record", "r");
  lf_server_record_set (conflict, "field", "f");
  lf_server_record_set (conflict, "offered_device", device);
  lf_server_record_set (conflict, "state", state);
  conflict->deleted = deleted;
  g_assert_true (lf_server_storage_save (zone->storage, conflict, NULL));
}

static void
test_find_conflict (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("open");
  g_autoptr (LfServerRecord) found = NULL;

  begin (zone);
  save_conflict (zone, "settled", "d", "settled", FALSE);
  save_conflict (zone, "deleted", "d", "open", TRUE);
  save_conflict (zone, "another", "e", "open", FALSE);
  g_assert_null (lf_server_storage_find_conflict (zone->storage, "r", "f", "d", NULL));
  save_conflict (zone, "open", "d", "open", FALSE);
  found = lf_server_storage_find_conflict (zone->storage, "r", "f", "d", NULL);
  g_assert_cmpstr (found->id, ==, id);
  g_assert_null (lf_server_storage_find_conflict (zone->storage, "r", "g", "d", NULL));
  lf_server_storage_rollback (zone->storage);
}

/* ---- Accounts ---- */

static void
add_account (Zone *zone, const char *name, const char *role, const char *password)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_accounts_save (zone->storage, ZONE, name, role, password, &error));
  g_assert_no_error (error);
}

static void
assert_password (Zone *zone, const char *name, const char *password, gboolean expected)
{
  g_autoptr (LfServerAccount) account
      = lf_server_storage_find_account (zone->storage, NULL, name, NULL);
  g_autoptr (GError) error = NULL;
  gboolean is_right = !expected;

  g_assert_true (lf_accounts_verify (account, password, &is_right, &error));
  g_assert_no_error (error);
  g_assert_cmpint (is_right, ==, expected);
}

static void
test_accounts (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (LfServerAccount) account = NULL;
  g_autoptr (GPtrArray) all = NULL;

  add_account (zone, "周砚秋", "recruiter", "correct horse");
  account = lf_server_storage_find_account (zone->storage, NULL, "周砚秋", NULL);
  g_assert_cmpstr (account->role, ==, "recruiter");
  g_assert_true (g_str_has_prefix (account->password_hash, "$argon2id$"));
  assert_password (zone, "周砚秋", "correct horse", TRUE);
  assert_password (zone, "周砚秋", "correct hors", FALSE);
  assert_password (zone, "nobody", "correct horse", FALSE);
  add_account (zone, "周砚秋", "leader", "battery staple");
  assert_password (zone, "周砚秋", "correct horse", FALSE);
  assert_password (zone, "周砚秋", "battery staple", TRUE);
  all = lf_server_storage_list_accounts (zone->storage, NULL);
  g_assert_cmpuint (all->len, ==, 1);
}

static void
test_account_refused (void)
{
  static const struct
  {
    const char *zone, *name, *role, *password;
  } cases[] = {
    { ZONE, "a", "emperor", "long enough" },
    { ZONE, "a", "recruiter", "short" },
    { ZONE, "a", "recruiter", "\xff\xff\xff\xff\xff\xff\xff\xff\xff" },
    { ZONE, "", "recruiter", "long enough" },
    { "harbour", "taken", "recruiter", "long enough" },
  };
  g_autoptr (Zone) zone = zone_new ();

  add_account (zone, "taken", "recruiter", "long enough");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (lf_accounts_save (zone->storage, cases[i].zone, cases[i].name, cases[i].role,
                                        cases[i].password, &error));
      g_assert_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL);
    }
}

static void
test_devices (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (LfServerAccount) account = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (LfServerUser) user = NULL;
  g_autoptr (GPtrArray) devices = NULL;
  g_autoptr (GError) error = NULL;

  add_account (zone, "a", "steward", "long enough");
  account = lf_server_storage_find_account (zone->storage, NULL, "a", NULL);
  first = lf_accounts_enrol (zone->storage, account, "laptop", "Lin's laptop", &error);
  second = lf_accounts_enrol (zone->storage, account, "laptop", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (first), ==, 43);
  g_assert_cmpstr (first, !=, second);
  g_assert_null (lf_accounts_find_user (zone->storage, first, &error));
  g_assert_null (lf_accounts_find_user (zone->storage, "", &error));
  user = lf_accounts_find_user (zone->storage, second, &error);
  g_assert_cmpstr (user->account, ==, "a");
  g_assert_cmpstr (user->role, ==, "steward");
  g_assert_cmpstr (user->device, ==, "laptop");
  devices = lf_server_storage_list_devices (zone->storage, &error);
  g_assert_cmpuint (devices->len, ==, 1);
  g_assert_null (strstr (((LfServerDevice *) devices->pdata[0])->token_hash, second));
  g_assert_true (lf_accounts_revoke (zone->storage, "laptop", &error));
  g_assert_null (lf_accounts_find_user (zone->storage, second, &error));
  g_assert_no_error (error);
  g_assert_false (lf_accounts_revoke (zone->storage, "another", &error));
  g_assert_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE);
}

/* A storage on which somebody revokes the device between looking it up and noting its contact, as
 * an administrator's program can at any time. */
typedef struct
{
  GObject parent_instance;
  LfServerStorage *storage; /* unowned */
} Meddler;

typedef struct
{
  GObjectClass parent_class;
} MeddlerClass;

static GType meddler_get_type (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Meddler, g_object_unref)
static void meddler_iface_init (LfServerStorageInterface *iface);

G_DEFINE_TYPE_WITH_CODE (Meddler,
                         meddler,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (LF_TYPE_SERVER_STORAGE, meddler_iface_init))

static LfServerStorage *
inner (LfServerStorage *storage)
{
  return ((Meddler *) storage)->storage;
}

static LfServerDevice *
meddler_find_device (LfServerStorage *storage, const char *token_hash, GError **error)
{
  return lf_server_storage_find_device (inner (storage), token_hash, error);
}

static LfServerAccount *
meddler_find_account (LfServerStorage *storage, const char *zone, const char *name, GError **error)
{
  g_assert_true (lf_accounts_revoke (inner (storage), "laptop", error));
  return lf_server_storage_find_account (inner (storage), zone, name, error);
}

static gboolean
meddler_note_contact (LfServerStorage *storage,
                      const LfServerDevice *device,
                      gint64 seen_us,
                      GError **error)
{
  return lf_server_storage_note_contact (inner (storage), device, seen_us, error);
}

static void
meddler_iface_init (LfServerStorageInterface *iface)
{
  iface->find_device = meddler_find_device;
  iface->find_account = meddler_find_account;
  iface->note_contact = meddler_note_contact;
}

static void
meddler_class_init (MeddlerClass *klass)
{
}

static void
meddler_init (Meddler *self)
{
}

static LfServerDevice *
only_device (Zone *zone)
{
  g_autoptr (GPtrArray) devices = lf_server_storage_list_devices (zone->storage, NULL);

  g_assert_cmpuint (devices->len, ==, 1);
  return g_ptr_array_steal_index (devices, 0);
}

/* A device that was revoked while its request came in is not let in again by that request. */
static void
test_revoked_meanwhile (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (Meddler) meddler = g_object_new (meddler_get_type (), NULL);
  g_autoptr (LfServerAccount) account = NULL;
  g_autoptr (LfServerDevice) before = NULL;
  g_autoptr (LfServerDevice) after = NULL;
  g_autoptr (LfServerUser) user = NULL;
  g_autofree char *token = NULL;
  g_autoptr (GError) error = NULL;

  add_account (zone, "a", "steward", "long enough");
  account = lf_server_storage_find_account (zone->storage, NULL, "a", NULL);
  token = lf_accounts_enrol (zone->storage, account, "laptop", NULL, &error);
  before = only_device (zone);
  before->seen_us = 0;
  g_assert_true (lf_server_storage_save_device (zone->storage, before, &error));
  meddler->storage = zone->storage;
  user = lf_accounts_find_user ((LfServerStorage *) meddler, token, &error);
  g_assert_no_error (error);
  after = only_device (zone);
  g_assert_true (after->is_revoked);
  g_assert_cmpint (after->seen_us, >, 0);
  g_assert_null (lf_accounts_find_user (zone->storage, token, &error));
}

/* ---- Attempts to sign in ---- */

static guint
count_attempt (Zone *zone, const char *name, gint64 now_us)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (lf_server_storage_count_attempt (zone->storage, name, now_us, &n, &error));
  g_assert_no_error (error);
  return n;
}

/* Counted by name over all connections; what is above the limit does not put off the end. */
static void
test_attempts (void)
{
  g_autoptr (Zone) zone = zone_new ();
  gint64 now = 5 * LF_ATTEMPTS_WAIT_US;

  for (guint i = 1; i <= LF_ATTEMPTS_MAX; i++)
    {
      g_assert_cmpuint (count_attempt (zone, "a", now), ==, i);
      zone_reopen (zone);
    }
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (count_attempt (zone, "a", now + LF_ATTEMPTS_WAIT_US - 1), ==,
                      LF_ATTEMPTS_MAX + 1);
  g_assert_cmpuint (count_attempt (zone, "b", now), ==, 1);
  g_assert_cmpuint (count_attempt (zone, "a", now + LF_ATTEMPTS_WAIT_US), ==, 1);
  g_assert_true (lf_server_storage_forget_attempts (zone->storage, "a", NULL));
  g_assert_cmpuint (count_attempt (zone, "a", now + LF_ATTEMPTS_WAIT_US), ==, 1);
  g_assert_cmpuint (count_attempt (zone, "a", now + LF_ATTEMPTS_WAIT_US), ==, 2);
  g_assert_cmpuint (count_attempt (zone, "a", now - LF_ATTEMPTS_WAIT_US), ==, 1);
}

/* ---- News ---- */

static void
note_zone (const char *zone, gint64 seq, gpointer text)
{
  g_string_append_printf (text, "%s %" G_GINT64_FORMAT " ", zone, seq);
}

static char *
list_news (LfServerStorage *storage)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_true (lf_server_storage_each_zone (storage, note_zone, text, NULL));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Who waits hears of what another commits, and can be called off. */
static void
test_news (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (LfServerStorage) watcher = zone_connect (zone);
  g_autofree char *before = list_news (watcher);
  g_autofree char *after = NULL;
  gint64 start_us;
  int fds[2];

  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  g_assert_cmpstr (before, ==, ZONE " 0 ");
  g_assert_true (lf_server_storage_wait_news (watcher, fds[0], 0, NULL));
  begin (zone);
  save (zone, "a", next_seq (zone));
  commit (zone);
  start_us = g_get_monotonic_time ();
  do
    {
      g_assert_true (lf_server_storage_wait_news (watcher, fds[0], 30000, NULL));
      g_free (after);
      after = list_news (watcher);
    }
  while (strcmp (after, before) == 0);
  g_assert_cmpstr (after, ==, ZONE " 1 ");
  g_assert_cmpint (write (fds[1], "x", 1), ==, 1);
  for (guint i = 0; i < 3; i++)
    g_assert_true (lf_server_storage_wait_news (watcher, fds[0], 30000, NULL));
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 20 * G_USEC_PER_SEC);
  close (fds[0]);
  close (fds[1]);
}

/* ---- Many ---- */

static gboolean
check_order (const LfServerRecord *record, gpointer data)
{
  LfServerRecord **before = data;

  if (*before != NULL)
    {
      g_assert_cmpint (record->seq, >=, (*before)->seq);
      g_assert_cmpstr (record->id, !=, (*before)->id);
      lf_server_record_free (*before);
    }
  *before = lf_server_record_copy (record);
  return TRUE;
}

static gboolean
count_record (const LfServerRecord *record, gpointer n)
{
  return ++*(guint *) n < 700;
}

/* More than is held back until the commit, or asked for at once; of few numbers. */
static void
test_many (void)
{
  g_autoptr (Zone) zone = zone_new ();
  LfServerRecord *last = NULL;
  g_autoptr (LfServerRecord) found = NULL;
  g_autofree char *id = zone_id ("n3");
  guint n = 0;

  for (guint round = 0; round < 2; round++)
    {
      begin (zone);
      for (guint i = 0; i < 2500; i++)
        {
          g_autofree char *name = g_strdup_printf ("n%u", i);

          save (zone, name, 1 + i / 900);
        }
      if (round == 0)
        lf_server_storage_rollback (zone->storage);
      else
        commit (zone);
      found = zone_load (zone, "node", id);
      g_assert_true ((found != NULL) == (round == 1));
    }
  begin (zone);
  g_assert_true (lf_server_storage_each_since (zone->storage, 0, check_order, &last, NULL));
  g_assert_true (lf_server_storage_each_since (zone->storage, 1, count_record, &n, NULL));
  lf_server_storage_rollback (zone->storage);
  g_assert_cmpint (last->seq, ==, 3);
  g_assert_cmpuint (n, ==, 700);
  lf_server_record_free (last);
}

/* What was foreseen is what is there, and what a transaction wrote is stronger. */
static void
test_foreseen (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("a");
  g_autofree char *no_id = zone_id ("b");
  LfServerChange change
      = { (char *) "c\"1\\", 1, (char *) "d", (char *) "a", 0, (char *) "{}", (char *) "{}" };
  g_autoptr (LfServerWanted) wanted = lf_server_wanted_new ();
  g_autoptr (LfServerRecord) found = NULL;
  g_autoptr (LfServerChange) by_id = NULL;
  g_autoptr (LfServerChange) by_seq = NULL;

  begin (zone);
  save (zone, "a", next_seq (zone));
  g_assert_true (lf_server_storage_add_change (zone->storage, &change, NULL));
  commit (zone);
  g_ptr_array_add (wanted->changes, (gpointer) "c2");
  g_ptr_array_add (wanted->changes, change.id);
  lf_server_wanted_add_record (wanted, "node", id, 0);
  lf_server_wanted_add_record (wanted, "project", no_id, 0);
  begin (zone);
  g_assert_true (lf_server_storage_foresee (zone->storage, wanted, NULL));
  found = lf_server_storage_load (zone->storage, "node", id, NULL);
  g_assert_cmpint (found->seq, ==, 1);
  g_assert_null (lf_server_storage_load (zone->storage, "project", no_id, NULL));
  g_assert_null (lf_server_storage_find_change (zone->storage, "c2", NULL));
  by_id = lf_server_storage_find_change (zone->storage, change.id, NULL);
  g_assert_cmpstr (by_id->answer, ==, "{}");
  by_seq = lf_server_storage_find_change_at (zone->storage, 1, NULL);
  g_assert_cmpstr (by_seq->id, ==, change.id);
  save (zone, "a", 2);
  lf_server_record_free (found);
  found = lf_server_storage_load (zone->storage, "node", id, NULL);
  g_assert_cmpint (found->seq, ==, 2);
  lf_server_storage_rollback (zone->storage);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/storage/record", test_record);
  g_test_add_func ("/server/storage/each-since", test_each_since);
  g_test_add_func ("/server/storage/rollback", test_rollback);
  g_test_add_func ("/server/storage/numbers", test_numbers);
  g_test_add_func ("/server/storage/G9-reading-beside-writing", test_reading_beside_writing_g9);
  g_test_add_func ("/server/storage/no-zone", test_no_zone);
  g_test_add_func ("/server/storage/two-zones", test_two_zones);
  g_test_add_func ("/server/storage/G14-renew", test_renew);
  g_test_add_func ("/server/storage/changes", test_changes);
  g_test_add_func ("/server/storage/find-conflict", test_find_conflict);
  g_test_add_func ("/server/storage/accounts", test_accounts);
  g_test_add_func ("/server/storage/account-refused", test_account_refused);
  g_test_add_func ("/server/storage/devices", test_devices);
  g_test_add_func ("/server/storage/revoked-meanwhile", test_revoked_meanwhile);
  g_test_add_func ("/server/storage/attempts", test_attempts);
  g_test_add_func ("/server/storage/news", test_news);
  g_test_add_func ("/server/storage/many", test_many);
  g_test_add_func ("/server/storage/foreseen", test_foreseen);
  return g_test_run ();
}
