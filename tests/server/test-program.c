/* SPDX-License-Identifier: GPL-3.0-or-later */
/* landfall-server on the command line: what it does, says and exits with. */

#include "config.h"

#include "server-run.h"
#include "store-folder.h"
#include "zone.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#define PASSWORD "a good long password"

typedef struct
{
  char *folder;
  char *data;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = store_folder_make ();
  fixture->data = zone_place (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->data);
  store_folder_remove (fixture->folder);
}

/* What a run of the program left. */
typedef struct
{
  int status;
  char *out;
  char *err;
} Ran;

static void
ran_clear (Ran *ran)
{
  g_free (ran->out);
  g_free (ran->err);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ran, ran_clear)

static Ran
run (const char *input, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  Ran ran = { 0 };
  va_list arguments;

  g_ptr_array_add (argv, (gpointer) g_getenv ("LANDFALL_SERVER"));
  va_start (arguments, input);
  for (gpointer argument = va_arg (arguments, gpointer); argument != NULL;
       argument = va_arg (arguments, gpointer))
    g_ptr_array_add (argv, argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                   | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, input, NULL, &ran.out, &ran.err, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  ran.status = g_subprocess_get_exit_status (process);
  return ran;
}

static void
assert_ran (const Ran *ran)
{
  g_assert_cmpstr (ran->err, ==, "");
  g_assert_cmpint (ran->status, ==, 0);
}

/* One sentence on standard error, nothing else. */
static void
assert_failed (const Ran *ran, int status, const char *about)
{
  g_assert_cmpint (ran->status, ==, status);
  g_assert_cmpstr (ran->out, ==, "");
  g_assert_true (g_str_has_prefix (ran->err, "landfall-server: "));
  g_assert_true (g_str_has_suffix (ran->err, "\n"));
  g_assert_nonnull (strstr (ran->err, about));
}

/* ---- How it is called ---- */

static void
test_calls (Fixture *fixture, gconstpointer data)
{
  g_auto (Ran) none = run (NULL, NULL);
  g_auto (Ran) verb = run (NULL, "dance", NULL);
  g_auto (Ran) action = run (NULL, "account", "dance", NULL);
  g_auto (Ran) more = run (NULL, "check", "twice", "--data", fixture->data, NULL);
  g_auto (Ran) nameless = run (NULL, "device", "revoke", "--data", fixture->data, NULL);
  g_auto (Ran) option = run (NULL, "check", "--speed", "9", NULL);
  g_auto (Ran) no_data = run (NULL, "check", NULL);
  g_auto (Ran) other_data = run (NULL, "check", "--data", "oracle:x", NULL);
  g_auto (Ran) secret = run (NULL, "check", "--data", "postgres://a:hunter2@localhost/zone", NULL);
  g_auto (Ran) help = run (NULL, "--help", NULL);

  assert_failed (&none, 2, "--help");
  assert_failed (&verb, 2, "--help");
  assert_failed (&action, 2, "--help");
  assert_failed (&more, 2, "--help");
  assert_failed (&nameless, 2, "--help");
  assert_failed (&option, 2, "--speed");
  assert_failed (&no_data, 2, "--data sqlite:FILE");
  assert_failed (&other_data, 2, "--data sqlite:FILE");
  g_assert_cmpint (secret.status, ==, 2);
  g_assert_null (strstr (secret.err, "hunter2"));
  g_assert_cmpint (help.status, ==, 0);
  g_assert_nonnull (strstr (help.out, "--password-file"));
}

/* Only what writes makes a database. */
static void
test_no_database (Fixture *fixture, gconstpointer data)
{
  static const char *const calls[][2]
      = { { "check" }, { "digest" }, { "account", "list" }, { "device", "list" } };
  g_autofree char *path = g_build_filename (fixture->folder, "server.db", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_auto (Ran) ran = { 0 };

      if (calls[i][1] == NULL)
        ran = run (NULL, calls[i][0], "--data", fixture->data, NULL);
      else
        ran = run (NULL, calls[i][0], calls[i][1], "--data", fixture->data, NULL);
      assert_failed (&ran, 1, path);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

static void
test_other_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "server.db", NULL);
  g_auto (Ran) check = { 0 };
  g_auto (Ran) serve = { 0 };

  g_assert_true (g_file_set_contents (
      path, "This is a letter, and it is longer than a header would be.", -1, NULL));
  check = run (NULL, "check", "--data", fixture->data, NULL);
  serve = run (NULL, "serve", "--data", fixture->data, "--listen", "127.0.0.1:0", NULL);
  assert_failed (&check, 1, path);
  assert_failed (&serve, 1, path);
}

/* ---- Administration ---- */

static Ran
add_account (
    Fixture *fixture, const char *name, const char *role, const char *zone, const char *password)
{
  return run (password, "account", "add", name, "--role", role, "--zone", zone, "--password-file",
              "-", "--data", fixture->data, NULL);
}

static void
test_accounts (Fixture *fixture, gconstpointer data)
{
  g_auto (Ran) added = add_account (fixture, "林舒然", "zone_manager", "zone", PASSWORD "\n");
  g_auto (Ran) zone = run (NULL, "zone", "add", "harbour", "--data", fixture->data, NULL);
  g_auto (Ran) other = add_account (fixture, "周砚秋", "recruiter", "harbour", PASSWORD);
  g_auto (Ran) taken = add_account (fixture, "周砚秋", "recruiter", "zone", PASSWORD);
  g_auto (Ran) nowhere = add_account (fixture, "a", "recruiter", "nowhere", PASSWORD);
  g_auto (Ran) role = add_account (fixture, "a", "emperor", "zone", PASSWORD);
  g_auto (Ran) weak = add_account (fixture, "a", "recruiter", "zone", "1234\n");
  g_auto (Ran) unsaid = run (NULL, "account", "add", "a", "--data", fixture->data, NULL);
  g_auto (Ran) unread = run (NULL, "account", "add", "a", "--password-file", "/nowhere/at/all",
                             "--data", fixture->data, NULL);
  g_auto (Ran) list = run (NULL, "account", "list", "--data", fixture->data, NULL);

  assert_ran (&added);
  assert_ran (&zone);
  assert_ran (&other);
  assert_failed (&taken, 2, "周砚秋");
  assert_failed (&nowhere, 2, "nowhere");
  assert_failed (&role, 2, "recruiter");
  assert_failed (&weak, 2, "10");
  assert_failed (&unsaid, 2, "--password-file");
  assert_failed (&unread, 2, "/nowhere/at/all");
  g_assert_cmpstr (list.out, ==, "harbour\t周砚秋\trecruiter\nzone\t林舒然\tzone_manager\n");
}

/* Names stand in lists, and among words that newlines part (what an account sees). */
static void
test_account_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *longest = g_strnfill (200, 'x');
  g_autofree char *longer = g_strnfill (201, 'x');
  const char *const wrong[] = { "", "a\nparks", "a\tb", " a", "a\xc2\x85", longer };
  g_auto (Ran) last = add_account (fixture, longest, "recruiter", "zone", PASSWORD);
  g_auto (Ran) key = run (NULL, "inquiry-key", "add", "a\nparks", "--data", fixture->data, NULL);
  g_auto (Ran) list = { 0 };

  assert_ran (&last);
  assert_failed (&key, 2, "name");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_auto (Ran) account = add_account (fixture, wrong[i], "recruiter", "zone", PASSWORD);

      assert_failed (&account, 2, "name");
    }
  list = run (NULL, "account", "list", "--data", fixture->data, NULL);
  g_assert_cmpuint (strlen (list.out), ==, strlen ("zone\t\trecruiter\n") + 200);
}

static void
add_parks (Fixture *fixture)
{
  static const char *const names[] = { "上虞", "余姚", "两个", "两个" };
  Zone *zone = zone_open (fixture->data);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strdup_printf ("park-%u", i);
      g_autofree char *id = zone_id (name);
      g_autoptr (LfChange) change = change_create ("park", id, names[i]);
      g_autoptr (LfAnswer) answer = zone_push (zone, "a", change);

      g_assert_cmpint (answer->kind, ==, LF_ANSWER_ACCEPTED);
    }
  zone_close (zone);
}

/* What an account sees is said by the names of the zone's parks, once a device has entered them. */
static void
test_account_scope (Fixture *fixture, gconstpointer data)
{
  g_autofree char *twin = zone_id ("park-3");
  g_auto (Ran) added = add_account (fixture, "林舒然", "recruiter", "zone", PASSWORD);
  g_auto (Ran) early
      = run (NULL, "account", "set", "林舒然", "--park", "上虞", "--data", fixture->data, NULL);
  g_auto (Ran) nothing = run (NULL, "account", "set", "林舒然", "--data", fixture->data, NULL);
  g_auto (Ran) nobody
      = run (NULL, "account", "set", "无名", "--role", "leader", "--data", fixture->data, NULL);

  assert_failed (&early, 2, "上虞");
  assert_failed (&nothing, 2, "--park");
  assert_failed (&nobody, 1, "无名");
  add_parks (fixture);
  {
    g_auto (Ran) set = run (NULL, "account", "set", "林舒然", "--park", "上虞, 余姚", "--role",
                            "steward", "--data", fixture->data, NULL);
    g_auto (Ran) again = add_account (fixture, "林舒然", "steward", "zone", PASSWORD);
    g_auto (Ran) unknown
        = run (NULL, "account", "set", "林舒然", "--park", "杭州", "--data", fixture->data, NULL);
    g_auto (Ran) several
        = run (NULL, "account", "set", "林舒然", "--park", "两个", "--data", fixture->data, NULL);
    g_auto (Ran) list = run (NULL, "account", "list", "--data", fixture->data, NULL);
    g_auto (Ran) none
        = run (NULL, "account", "set", "林舒然", "--park", "", "--data", fixture->data, NULL);
    g_auto (Ran) left = run (NULL, "account", "list", "--data", fixture->data, NULL);

    assert_ran (&set);
    assert_ran (&again);
    assert_failed (&unknown, 2, "余姚");
    assert_failed (&several, 2, twin);
    g_assert_cmpstr (list.out, ==, "zone\t林舒然\tsteward\t上虞, 余姚\t\n");
    assert_ran (&none);
    g_assert_cmpstr (left.out, ==, "zone\t林舒然\tsteward\n");
  }
}

/* A word that was mistyped leaves everything as it was: no account that sees more than it should.
 */
static void
test_account_whole_or_not (Fixture *fixture, gconstpointer data)
{
  g_auto (Ran) added = add_account (fixture, "林舒然", "recruiter", "zone", PASSWORD);

  assert_ran (&added);
  add_parks (fixture);
  {
    g_auto (Ran) lost
        = run (PASSWORD, "account", "add", "周砚秋", "--role", "park_manager", "--park", "杭州",
               "--password-file", "-", "--data", fixture->data, NULL);
    g_auto (Ran) half = run (NULL, "account", "set", "林舒然", "--role", "leader", "--park", "杭州",
                             "--data", fixture->data, NULL);
    g_auto (Ran) weak = run ("1234", "account", "set", "林舒然", "--role", "leader",
                             "--password-file", "-", "--data", fixture->data, NULL);
    g_auto (Ran) list = run (NULL, "account", "list", "--data", fixture->data, NULL);
    g_auto (Ran) placed = run (PASSWORD, "account", "add", "周砚秋", "--park", "上虞",
                               "--password-file", "-", "--data", fixture->data, NULL);
    g_auto (Ran) audit = run (NULL, "audit", "--data", fixture->data, NULL);

    assert_failed (&lost, 2, "杭州");
    assert_failed (&half, 2, "杭州");
    assert_failed (&weak, 2, "10");
    g_assert_cmpstr (list.out, ==, "zone\t林舒然\trecruiter\n");
    assert_ran (&placed);
    g_assert_nonnull (strstr (audit.out, "account-placed\t-\t周砚秋\t上虞"));
  }
}

/* Each of them is in the audit log, without the password. */
static void
test_account_changes (Fixture *fixture, gconstpointer data)
{
  g_auto (Ran) added = add_account (fixture, "周砚秋", "recruiter", "zone", PASSWORD);
  g_auto (Ran) role
      = run (NULL, "account", "set", "周砚秋", "--role", "leader", "--data", fixture->data, NULL);
  g_auto (Ran) password = run (PASSWORD " 2", "account", "set", "周砚秋", "--password-file", "-",
                               "--data", fixture->data, NULL);
  g_auto (Ran) named = run ("周砚秋的密码是7个字", "account", "set", "周砚秋", "--password-file",
                            "-", "--data", fixture->data, NULL);
  g_auto (Ran) nothing = run (NULL, "account", "set", "周砚秋", "--data", fixture->data, NULL);
  g_auto (Ran) closed = run (NULL, "account", "disable", "周砚秋", "--data", fixture->data, NULL);
  g_auto (Ran) list = run (NULL, "account", "list", "--data", fixture->data, NULL);
  g_auto (Ran) open = run (NULL, "account", "enable", "周砚秋", "--data", fixture->data, NULL);
  g_auto (Ran) gone = run (NULL, "account", "remove", "周砚秋", "--data", fixture->data, NULL);
  g_auto (Ran) twice = run (NULL, "account", "remove", "周砚秋", "--data", fixture->data, NULL);
  g_auto (Ran) none = run (NULL, "account", "list", "--data", fixture->data, NULL);
  g_auto (Ran) again = add_account (fixture, "周砚秋", "steward", "zone", PASSWORD);
  g_auto (Ran) check = run (NULL, "check", "--data", fixture->data, NULL);
  g_auto (Ran) audit = run (NULL, "audit", "--account", "周砚秋", "--data", fixture->data, NULL);
  static const char *const acts[] = { "account-added\t-\t周砚秋\tsteward\tconsole (",
                                      "account-removed\t-\t周砚秋",
                                      "account-enabled",
                                      "account-disabled",
                                      "account-password",
                                      "account-role\t-\t周砚秋\trecruiter leader" };

  assert_ran (&role);
  assert_ran (&password);
  assert_failed (&named, 2, "name");
  assert_failed (&nothing, 2, "--role");
  assert_ran (&closed);
  g_assert_cmpstr (list.out, ==, "zone\t周砚秋\tleader\tdisabled\n");
  assert_ran (&open);
  assert_ran (&gone);
  assert_failed (&twice, 1, "周砚秋");
  g_assert_cmpstr (none.out, ==, "");
  g_assert_nonnull (strstr (again.out, "is added"));
  assert_ran (&check);
  assert_ran (&audit);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    g_assert_nonnull (strstr (audit.out, acts[i]));
  g_assert_null (strstr (audit.out, PASSWORD));
}

static void
test_audit_calls (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.db", NULL);
  g_auto (Ran) added = add_account (fixture, "a", "recruiter", "zone", PASSWORD);
  g_auto (Ran) restored = run (NULL, "restored", "--data", fixture->data, NULL);
  g_auto (Ran) key = run (NULL, "inquiry-key", "add", "官网", "--data", fixture->data, NULL);
  g_auto (Ran) all = run (NULL, "audit", "--data", fixture->data, NULL);
  g_auto (Ran) later = run (NULL, "audit", "--since", "2999-01-01", "--data", fixture->data, NULL);
  g_auto (Ran) day = run (NULL, "audit", "--since", "yesterday", "--data", fixture->data, NULL);
  g_auto (Ran) short_log = run (NULL, "serve", "--audit-days", "29", "--data", fixture->data, NULL);
  g_auto (Ran) no_session
      = run (NULL, "serve", "--session-days", "0", "--data", fixture->data, NULL);

  assert_ran (&added);
  assert_ran (&restored);
  g_assert_nonnull (strstr (all.out, "restored\t-\t-"));
  g_assert_nonnull (strstr (all.out, "key-added\t-\t官网"));
  key.out[strcspn (key.out, "\n")] = '\0';
  g_assert_null (strstr (all.out, key.out));
  g_assert_cmpstr (later.out, ==, "");
  assert_failed (&day, 2, "yesterday");
  assert_failed (&short_log, 2, "--audit-days");
  assert_failed (&no_session, 2, "--session-days");
}

static void
test_permissions (Fixture *fixture, gconstpointer data)
{
  g_auto (Ran) all = run (NULL, "permissions", NULL);
  g_auto (Ran) leader = run (NULL, "permissions", "--role", "leader", NULL);
  g_auto (Ran) king = run (NULL, "permissions", "--role", "king", NULL);

  assert_ran (&all);
  g_assert_nonnull (strstr (all.out, "\nproject\tced\tced\tced\tced\tc\tc\tced\n"));
  g_assert_true (g_str_has_prefix (leader.out, "entity\tleader\nproject\tc\n"));
  assert_failed (&king, 2, "king");
}

/* An account that is there gets a new password; a role that nobody named stays. */
static void
test_account_again (Fixture *fixture, gconstpointer data)
{
  g_auto (Ran) added = add_account (fixture, "林舒然", "administrator", "zone", PASSWORD);
  g_auto (Ran) again = run (PASSWORD "2", "account", "add", "林舒然", "--password-file", "-",
                            "--data", fixture->data, NULL);
  g_auto (Ran) list = run (NULL, "account", "list", "--data", fixture->data, NULL);

  assert_ran (&added);
  assert_ran (&again);
  g_assert_nonnull (strstr (added.out, "is added"));
  g_assert_nonnull (strstr (again.out, "was there: it has a new password"));
  g_assert_cmpstr (list.out, ==, "zone\t林舒然\tadministrator\n");
}

static void
test_devices (Fixture *fixture, gconstpointer data)
{
  g_auto (Ran) added = add_account (fixture, "a", "recruiter", "zone", PASSWORD);
  g_auto (Ran) list = run (NULL, "device", "list", "--data", fixture->data, NULL);
  g_auto (Ran) revoke = run (NULL, "device", "revoke", "none", "--data", fixture->data, NULL);

  assert_ran (&added);
  assert_ran (&list);
  g_assert_cmpstr (list.out, ==, "");
  assert_failed (&revoke, 1, "none");
}

/* In one line, of what or whom. */
static void
assert_told (Ran *ran, const char *about)
{
  assert_ran (ran);
  g_assert_nonnull (strstr (ran->out, about));
  g_assert_true (strchr (ran->out, '\n') == ran->out + strlen (ran->out) - 1);
}

/* Whoever acts is told what was done. */
static void
test_told (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (fixture->folder, "backup.db", NULL);
  g_auto (Ran) zone = run (NULL, "zone", "add", "harbour", "--data", fixture->data, NULL);
  g_auto (Ran) added = add_account (fixture, "a", "recruiter", "zone", PASSWORD);
  g_auto (Ran) role
      = run (NULL, "account", "set", "a", "--role", "leader", "--data", fixture->data, NULL);
  g_auto (Ran) password = run (PASSWORD " 2", "account", "set", "a", "--password-file", "-",
                               "--data", fixture->data, NULL);
  g_auto (Ran) closed = run (NULL, "account", "disable", "a", "--data", fixture->data, NULL);
  g_auto (Ran) open = run (NULL, "account", "enable", "a", "--data", fixture->data, NULL);
  g_auto (Ran) made = run (NULL, "backup", backup, "--data", fixture->data, NULL);
  g_auto (Ran) key = run (NULL, "inquiry-key", "add", "官网", "--data", fixture->data, NULL);
  g_auto (Ran) list = run (NULL, "inquiry-key", "list", "--data", fixture->data, NULL);
  g_auto (GStrv) columns = g_strsplit (list.out, "\t", 3);
  g_auto (Ran) revoked
      = run (NULL, "inquiry-key", "revoke", columns[1], "--data", fixture->data, NULL);
  g_auto (Ran) out = run (NULL, "device", "revoke", columns[1], "--data", fixture->data, NULL);
  g_auto (Ran) removed = run (NULL, "account", "remove", "a", "--data", fixture->data, NULL);

  assert_told (&zone, "harbour");
  assert_told (&added, "“a”");
  assert_told (&role, "leader");
  assert_told (&password, "“a”");
  assert_told (&closed, "“a”");
  assert_told (&open, "“a”");
  if (!zone_is_postgres ())
    assert_told (&made, backup);
  assert_told (&revoked, columns[1]);
  assert_told (&out, columns[1]);
  assert_told (&removed, "“a”");
  g_assert_cmpuint (strlen (key.out), >, 1);
}

static void
test_check (Fixture *fixture, gconstpointer data)
{
  g_auto (Ran) added = add_account (fixture, "a", "recruiter", "zone", PASSWORD);
  g_auto (Ran) check = run (NULL, "check", "--data", fixture->data, NULL);
  g_auto (Ran) digest = run (NULL, "digest", "--data", fixture->data, NULL);
  g_auto (Ran) nowhere = run (NULL, "digest", "--zone", "nowhere", "--data", fixture->data, NULL);

  assert_ran (&added);
  assert_ran (&check);
  g_assert_nonnull (strstr (check.out, "zone"));
  assert_ran (&digest);
  g_assert_cmpuint (strlen (digest.out), ==, 65);
  assert_failed (&nowhere, 1, "nowhere");
}

/* A backup of an older program's is left as it is. */
static void
test_check_older (Fixture *fixture, gconstpointer data)
{
  g_auto (Ran) added = add_account (fixture, "a", "recruiter", "zone", PASSWORD);
  Zone *zone = zone_open (fixture->data);
  g_auto (Ran) check = { 0 };
  g_auto (Ran) dry = { 0 };

  zone_run_sql (zone, zone_is_postgres () ? "UPDATE landfall_version SET version = 6"
                                          : "PRAGMA user_version = 7");
  zone_close (zone);
  check = run (NULL, "check", "--data", fixture->data, NULL);
  dry = run (NULL, "migrate", "--dry-run", "--data", fixture->data, NULL);
  assert_failed (&check, 1, "older program");
  g_assert_nonnull (strstr (dry.out, zone_is_postgres () ? "version 6." : "version 7."));
}

static void
test_check_not_sound (Fixture *fixture, gconstpointer data)
{
  g_auto (Ran) added = add_account (fixture, "a", "recruiter", "zone", PASSWORD);
  Zone *zone = zone_open (fixture->data);
  g_auto (Ran) check = { 0 };

  g_assert_true (lf_server_storage_begin (zone->storage, ZONE, NULL));
  g_assert_cmpint (lf_server_storage_next_seq (zone->storage, NULL), ==, 1);
  g_assert_true (lf_server_storage_commit (zone->storage, NULL));
  zone_close (zone);
  check = run (NULL, "check", "--data", fixture->data, NULL);
  g_assert_cmpint (check.status, ==, 1);
  g_assert_nonnull (strstr (check.out, "Numbers without a change: 1"));
  g_assert_nonnull (strstr (check.err, "is not sound"));
}

/* The dry run says what will be done, and does nothing. */
static void
test_migrate (Fixture *fixture, gconstpointer data)
{
  g_auto (Ran) dry = run (NULL, "migrate", "--dry-run", "--data", fixture->data, NULL);
  g_auto (Ran) nothing = run (NULL, "migrate", "--data", fixture->data, NULL);
  g_auto (Ran) added = add_account (fixture, "a", "recruiter", "zone", PASSWORD);
  g_auto (Ran) again = run (NULL, "migrate", "--dry-run", "--data", fixture->data, NULL);
  g_auto (Ran) done = run (NULL, "migrate", "--data", fixture->data, NULL);
  g_auto (Ran) no_data = run (NULL, "migrate", "--dry-run", NULL);

  assert_ran (&dry);
  g_assert_nonnull (strstr (dry.out, "version 0."));
  g_assert_nonnull (strstr (dry.out, "0001-tables makes it version 1"));
  g_assert_nonnull (strstr (dry.out, "CREATE TABLE record"));
  assert_failed (&nothing, 1, "serve");
  assert_ran (&added);
  assert_ran (&again);
  g_assert_nonnull (strstr (again.out, "nothing to do"));
  g_assert_null (strstr (again.out, "CREATE TABLE"));
  assert_ran (&done);
  g_assert_nonnull (strstr (done.out, "nothing to do"));
  assert_failed (&no_data, 2, "--data sqlite:FILE");
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *to = g_strdup_printf ("sqlite:%s/copy.db", fixture->folder);
  g_auto (Ran) added = add_account (fixture, "a", "recruiter", "zone", PASSWORD);
  g_auto (Ran) nowhere = run (NULL, "copy", "--data", fixture->data, NULL);
  g_auto (Ran) copy = run (NULL, "copy", "--data", fixture->data, "--to", to, NULL);
  g_auto (Ran) list = run (NULL, "account", "list", "--data", to, NULL);
  g_auto (Ran) none
      = run (NULL, "copy", "--zone", "none", "--data", fixture->data, "--to", to, NULL);

  assert_ran (&added);
  assert_failed (&nowhere, 2, "--to");
  assert_ran (&copy);
  g_assert_nonnull (strstr (copy.out, "same digest"));
  g_assert_cmpstr (list.out, ==, "zone\ta\trecruiter\n");
  assert_failed (&none, 2, "none");
}

/* Whatever judges changes on a backup finds out by itself, once, that it came back; so does its
 * copy in another place. */
static void
test_backup_put_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (fixture->folder, "backup.db", NULL);
  g_autofree char *place = g_strconcat ("sqlite:", backup, NULL);
  g_autofree char *to = g_strdup_printf ("sqlite:%s/copy.db", fixture->folder);
  g_auto (Ran) added = add_account (fixture, "a", "recruiter", "zone", PASSWORD);
  g_auto (Ran) made = run (NULL, "backup", backup, "--data", fixture->data, NULL);
  g_auto (Ran) check = run (NULL, "check", "--data", place, NULL);
  g_auto (Ran) copy = run (NULL, "copy", "--data", place, "--to", to, NULL);
  g_auto (Ran) told = run (NULL, "bundle", "key", "--data", place, NULL);
  g_auto (Ran) again = run (NULL, "bundle", "key", "--data", place, NULL);
  g_auto (Ran) audit = run (NULL, "audit", "--data", place, NULL);
  g_auto (Ran) first = run (NULL, "bundle", "key", "--data", fixture->data, NULL);
  g_autofree char *epoch = NULL;
  Zone *copied;

  assert_ran (&added);
  assert_ran (&made);
  assert_ran (&check);
  assert_ran (&copy);
  g_assert_nonnull (strstr (told.err, "a backup that was put back"));
  assert_ran (&again);
  g_assert_cmpstr (again.out, ==, told.out);
  g_assert_nonnull (strstr (audit.out, "restored\t"));
  assert_ran (&first);
  copied = zone_open (to);
  g_assert_true (lf_server_storage_begin (copied->storage, ZONE, NULL));
  epoch = lf_server_storage_epoch (copied->storage, NULL);
  lf_server_storage_rollback (copied->storage);
  g_assert_nonnull (strchr (epoch, '@'));
  zone_close (copied);
}

/* ---- Serving ---- */

static void
test_listening (Fixture *fixture, gconstpointer data)
{
  ServerRun *server = server_run_new_at (fixture->folder, fixture->data);
  const char *address = server_run_url (server) + strlen ("http://");
  g_auto (Ran) open = run (NULL, "serve", "--data", fixture->data, "--listen", "0.0.0.0:0", NULL);
  g_auto (Ran) nonsense = run (NULL, "serve", "--data", fixture->data, "--listen", "here", NULL);
  g_auto (Ran) taken = run (NULL, "serve", "--data", fixture->data, "--listen", address, NULL);
  g_auto (Ran) no_key = run (NULL, "serve", "--data", fixture->data, "--tls-cert", "x.pem", NULL);
  g_auto (Ran) no_file = run (NULL, "serve", "--data", fixture->data, "--tls-cert", "x.pem",
                              "--tls-key", "x.pem", NULL);

  assert_failed (&open, 2, "--tls-cert");
  assert_failed (&nonsense, 2, "here");
  assert_failed (&taken, 3, address);
  assert_failed (&no_key, 2, "--tls-key");
  assert_failed (&no_file, 2, "x.pem");
  server_run_free (server);
}

static void
test_signals (Fixture *fixture, gconstpointer data)
{
  static const int signals[] = { SIGTERM, SIGINT };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) process
          = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("LANDFALL_SERVER"),
                              "serve", "--data", fixture->data, "--listen", "127.0.0.1:0", NULL);
      g_autoptr (GDataInputStream) out
          = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
      g_autofree char *line = g_data_input_stream_read_line (out, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (line, "landfall-server: listening on http://127.0.0.1:"));
      g_subprocess_send_signal (process, signals[i]);
      g_assert_true (g_subprocess_wait (process, NULL, &error));
      g_assert_true (g_subprocess_get_if_exited (process));
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
    }
}

#define ADD(name, func) g_test_add ("/server/program/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("calls", test_calls);
  if (!zone_is_postgres ())
    {
      ADD ("no-database", test_no_database);
      ADD ("other-file", test_other_file);
      ADD ("G14-backup-put-back", test_backup_put_back);
    }
  ADD ("account-whole-or-not", test_account_whole_or_not);
  ADD ("accounts", test_accounts);
  ADD ("account-names", test_account_names);
  ADD ("account-scope", test_account_scope);
  ADD ("account-again", test_account_again);
  ADD ("account-changes", test_account_changes);
  ADD ("audit-calls", test_audit_calls);
  ADD ("permissions", test_permissions);
  ADD ("devices", test_devices);
  ADD ("told", test_told);
  ADD ("check", test_check);
  ADD ("check-older", test_check_older);
  ADD ("check-not-sound", test_check_not_sound);
  ADD ("migrate", test_migrate);
  ADD ("copy", test_copy);
  ADD ("listening", test_listening);
  ADD ("signals", test_signals);
  return g_test_run ();
}
