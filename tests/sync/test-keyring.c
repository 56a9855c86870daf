/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sign-in's token in the keyring: kept there where there is one, else in the file as before;
 * nobody is asked, and nothing waits. */

#include "config.h"

#include "fake-keyring.h"
#include "raw-server.h"
#include "store-folder.h"

#include "lf-http-transport.h"
#include "lf-keyring.h"
#include "lf-sync.h"

#include <string.h>

#define SECRET "token-of-this-device"

typedef struct
{
  FakeKeyring *keyring; /* (nullable) */
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer has_keyring)
{
  fixture->keyring = has_keyring ? fake_keyring_new () : NULL;
  if (!has_keyring)
    g_setenv ("DBUS_SESSION_BUS_ADDRESS", "", TRUE);
  fixture->folder = store_folder_make ();
  lf_keyring_use (TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lf_keyring_use (FALSE);
  g_clear_pointer (&fixture->keyring, fake_keyring_free);
  store_folder_remove (fixture->folder);
}

static void
save (Fixture *fixture, const char *url)
{
  const LfCredentials credentials
      = { .url = (char *) url, .user = (char *) "林舒然", .token = (char *) SECRET };
  g_autoptr (GError) error = NULL;

  lf_credentials_save (&credentials, fixture->folder, &error);
  g_assert_no_error (error);
}

static LfCredentials *
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  LfCredentials *credentials = lf_credentials_load (fixture->folder, &error);

  g_assert_no_error (error);
  return credentials;
}

static gboolean
is_in_file (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "server.ini", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return strstr (text, SECRET) != NULL;
}

/* A request of who is signed in, from the file on. Returns what it failed with. */
static GError *
ask (Fixture *fixture)
{
  g_autoptr (LfCredentials) credentials = load (fixture);
  g_autoptr (LfTransport) transport = lf_http_transport_new (credentials);
  const LfPullQuery query = { 0 };
  GError *error = NULL;
  g_autoptr (LfPage) page = lf_transport_pull (transport, &query, NULL, &error);

  g_assert_null (page);
  return error;
}

static void
assert_sent (RawServer *server)
{
  g_autofree char *head = raw_server_request (server);

  g_assert_nonnull (strstr (head, "Bearer " SECRET));
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RawServer) server = raw_server_new (NULL);
  g_autofree char *url = raw_server_url (server);
  g_autoptr (LfCredentials) credentials = NULL;
  g_autoptr (GError) error = NULL;

  raw_server_answer_json (server, 500, "{}");
  save (fixture, url);
  save (fixture, url);
  g_assert_false (is_in_file (fixture));
  g_assert_cmpint (fake_keyring_count_secrets (fixture->keyring), ==, 1);
  credentials = load (fixture);
  g_assert_null (credentials->token);
  error = ask (fixture);
  g_assert_error (error, LF_SYNC_ERROR, LF_SYNC_ERROR_SERVER);
  assert_sent (server);
}

/* By hand, or after the session ended: the records are there all the same, and sync says why. */
static void
test_locked_later (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LfCredentials) credentials = NULL;
  g_autoptr (GError) error = NULL;

  save (fixture, "http://127.0.0.1:9");
  fake_keyring_set_mood (fixture->keyring, FAKE_KEYRING_LOCKED);
  credentials = load (fixture);
  g_assert_cmpstr (credentials->user, ==, "林舒然");
  error = ask (fixture);
  g_assert_error (error, LF_SYNC_ERROR, LF_SYNC_ERROR_SIGN_IN);
  g_assert_nonnull (strstr (error->message, "Unlock the keyring"));
  g_assert_cmpint (fake_keyring_count_prompts (fixture->keyring), ==, 0);
}

static void
assert_falls_back (Fixture *fixture)
{
  g_autoptr (RawServer) server = raw_server_new (NULL);
  g_autofree char *url = raw_server_url (server);
  g_autoptr (GError) error = NULL;

  raw_server_answer_json (server, 500, "{}");
  save (fixture, url);
  g_assert_true (is_in_file (fixture));
  error = ask (fixture);
  assert_sent (server);
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  fake_keyring_set_mood (fixture->keyring, FAKE_KEYRING_LOCKED);
  assert_falls_back (fixture);
  g_assert_cmpint (fake_keyring_count_prompts (fixture->keyring), ==, 0);
}

static void
test_deaf (Fixture *fixture, gconstpointer data)
{
  gint64 began_us = g_get_monotonic_time ();

  fake_keyring_set_mood (fixture->keyring, FAKE_KEYRING_DEAF);
  assert_falls_back (fixture);
  g_assert_cmpint (g_get_monotonic_time () - began_us, <, 5 * LF_KEYRING_WAIT_MS * 1000);
}

static void
test_none (Fixture *fixture, gconstpointer data)
{
  assert_falls_back (fixture);
}

static void
test_not_asked_for (Fixture *fixture, gconstpointer data)
{
  lf_keyring_use (FALSE);
  assert_falls_back (fixture);
  g_assert_cmpint (fake_keyring_count_secrets (fixture->keyring), ==, 0);
}

static void
test_signed_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  save (fixture, "http://127.0.0.1:9");
  lf_credentials_forget (fixture->folder, &error);
  g_assert_no_error (error);
  while (fake_keyring_count_secrets (fixture->keyring) > 0)
    g_thread_yield ();
  g_assert_null (load (fixture));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func, has_keyring)                                                               \
  g_test_add ("/net/keyring/" name, Fixture, GINT_TO_POINTER (has_keyring), set_up, func, tear_down)
  ADD ("kept", test_kept, TRUE);
  ADD ("locked", test_locked, TRUE);
  ADD ("locked-later", test_locked_later, TRUE);
  ADD ("deaf", test_deaf, TRUE);
  ADD ("not-asked-for", test_not_asked_for, TRUE);
  ADD ("signed-out", test_signed_out, TRUE);
  ADD ("none", test_none, FALSE);
#undef ADD
  return g_test_run ();
}
