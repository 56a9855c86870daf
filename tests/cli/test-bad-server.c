/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Servers that are wrong in every way, met by the command line: each gets a sentence that says what
 * to do, exit status 3, and what was waiting to be sent still waits. */

#include "config.h"

#include "cli-untouched.h"
#include "raw-server.h"
#include "server-run.h"

#include <string.h>

#define HEAD "HTTP/1.1 200 OK\r\nConnection: close\r\n"
#define DELTA                                                                                      \
  "{\"entity\":\"park\",\"id\":\"01939f6e-0000-7000-8000-0000000000a1\",\"seq\":7,\"time\":0,"     \
  "\"fields\":{\"name\":\"园区\"}}\n"
#define END "{\"end\":true,\"cursor\":7,\"more\":false,\"epoch\":\"e\",\"time\":0}\n"
#define KEPT "Everything stays saved here and is sent when the server is back."
#define BYTES(bytes) bytes, sizeof bytes - 1
#define AGAIN "asks for them again."

typedef struct
{
  const char *name;
  const char *answer; /* NULL: accepts and never answers */
  gsize length;
  const char *says;  /* what happened */
  const char *keeps; /* what to do, or to leave to the next sync */
} Wrong;

/* clang-format off */
static const Wrong wrongs[] = {
  { "500", BYTES ("HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n"), "(500). If it lasts, tell who runs it.", KEPT },
  { "500-with-page", BYTES ("HTTP/1.1 500 Broken\r\nConnection: close\r\n\r\n" DELTA END), "(500). If it lasts, tell who runs it.", KEPT },
  { "503", BYTES ("HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy"), "(503)", KEPT },
  { "garbage", BYTES (HEAD "Content-Length: 9\r\n\r\n\xff\xfe\x00\x01<html"), "Check the address.", KEPT },
  { "web-page", BYTES (HEAD "\r\n<!doctype html><title>Welcome</title>"), "Check the address.", KEPT },
  { "another-json", BYTES (HEAD "\r\n{\"hello\":\"world\"}\n"), "Check the address.", KEPT },
  { "not-http", BYTES ("SSH-2.0-OpenSSH_9.2\r\n"), "Check the address.", KEPT },
  { "half-page", BYTES (HEAD "\r\n" DELTA), "broke off half way", KEPT },
  { "half-line", BYTES (HEAD "\r\n" DELTA "{\"end\":tr"), "broke off half way", KEPT },
  { "half-body", BYTES (HEAD "Content-Length: 9000\r\n\r\n" DELTA), "broke off half way", KEPT },
  { "half-chunk", BYTES (HEAD "Transfer-Encoding: chunked\r\n\r\nfff\r\n" DELTA), "broke off half way", KEPT },
  { "half-gzip", BYTES (HEAD "Content-Encoding: gzip\r\nContent-Length: 700\r\n\r\n\x1f\x8b\x08\0\0\0\0\0\0\x03\0\xe8\x03\x17\xfc" DELTA), "broke off half way", KEPT },
  { "backwards", BYTES (HEAD "\r\n" DELTA "{\"end\":true,\"cursor\":3,\"more\":false,\"epoch\":\"e\",\"time\":0}\n"), "out of order", AGAIN },
  { "page-without-end", BYTES (HEAD "\r\n{\"end\":true,\"cursor\":0,\"more\":true,\"epoch\":\"e\",\"time\":0}\n"), "leads nowhere", "asks for it again." },
  { "empty", BYTES (HEAD "Content-Length: 0\r\n\r\n"), "Check the address.", KEPT },
  { "closes", BYTES (""), "closed the connection", KEPT },
  { "silent", NULL, 0, "did not answer in time", KEPT },
  { "page-for-an-answer", BYTES (HEAD "\r\n{\"end\":true,\"cursor\":0,\"more\":false,\"epoch\":\"e\",\"time\":0}\n"), "Check the address.", KEPT },
};
/* clang-format on */

/* The store is signed in at @url. */
static void
point_at (Untouched *fixture, const char *url)
{
  g_autofree char *path = g_build_filename (fixture->store, "server.ini", NULL);
  g_autofree char *text = g_strdup_printf ("[server]\nurl=%s\nuser=林\ntoken=secret\n", url);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
sync_with (Untouched *fixture, const Wrong *wrong)
{
  g_autoptr (RawServer) server = raw_server_new (NULL);
  g_autofree char *url = raw_server_url (server);
  g_auto (CliResult) result = { 0 };

  g_test_message ("%s", wrong->name);
  raw_server_answer (server, wrong->answer, (gssize) wrong->length);
  point_at (fixture, url);
  result = cli_run (fixture->store, "sync", "--timeout", "1", NULL);
  assert_failed (&result, 3, wrong->says);
  g_assert_nonnull (strstr (result.err, wrong->keeps));
}

static void
test_wrong (Untouched *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    sync_with (fixture, &wrongs[i]);
  untouched_assert (fixture);
}

/* An address where nobody listens. */
static char *
empty_address (void)
{
  RawServer *server = raw_server_new (NULL);
  char *url = raw_server_url (server);

  raw_server_free (server);
  return url;
}

static void
test_not_there (Untouched *fixture, gconstpointer data)
{
  g_autofree char *url = empty_address ();
  g_auto (CliResult) result = { 0 };

  point_at (fixture, url);
  result = cli_run (fixture->store, "sync", NULL);
  assert_failed (&result, 3, "cannot be reached. Check the network.");
  g_assert_nonnull (strstr (result.err, KEPT));
  untouched_assert (fixture);
}

static void
test_damaged_sign_in (Untouched *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->store, "server.ini", NULL);
  g_auto (CliResult) result = { 0 };

  g_assert_true (g_file_set_contents (path, "\x89PNG", -1, NULL));
  result = cli_run (fixture->store, "sync", NULL);
  assert_failed (&result, 1, "Sign in again.");
  untouched_assert (fixture);
}

/* What does not sign in leaves no sign-in behind. */
static void
assert_no_login (Untouched *fixture, const char *url, const char *says)
{
  g_autofree char *password = g_build_filename (fixture->folder, "password", NULL);
  g_autofree char *sign_in = g_build_filename (fixture->store, "server.ini", NULL);
  g_auto (CliResult) result = { 0 };

  g_assert_true (g_file_set_contents (password, "a good long password\n", -1, NULL));
  result
      = cli_run (fixture->store, "login", url, "--user", "林", "--password-file", password, NULL);
  assert_failed (&result, 3, says);
  g_assert_null (strstr (result.err, "a good long password"));
  g_assert_false (g_file_test (sign_in, G_FILE_TEST_EXISTS));
}

static void
test_login (Untouched *fixture, gconstpointer data)
{
  g_autofree char *nobody = empty_address ();

  assert_no_login (fixture, nobody, "Check the network.");
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autoptr (RawServer) server = raw_server_new (NULL);
      g_autofree char *url = raw_server_url (server);

      if (wrongs[i].answer == NULL)
        continue; /* it would wait for half a minute */
      raw_server_answer (server, wrongs[i].answer, (gssize) wrongs[i].length);
      assert_no_login (fixture, url, url);
    }
  untouched_assert (fixture);
}

/* What waited through all of it arrives, once, when the server is back. */
static void
test_server_comes_back (Untouched *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "other", NULL);
  const char *const stores[] = { fixture->store, other };
  ServerRun *server = server_run_new (fixture->folder);
  g_auto (CliResult) result = { 0 };
  g_autofree char *digest = NULL;

  server_run_add_account (server, "林舒然", "administrator");
  g_free (cli_ok (other, "init", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    g_free (cli_ok (stores[i], "login", server_run_url (server), "--user", "林舒然",
                    "--password-file", server_run_password_file (server), NULL));
  server_run_kill (server);
  result = cli_run (fixture->store, "sync", NULL);
  assert_failed (&result, 3, KEPT);
  untouched_assert (fixture);

  server_run_start (server);
  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    cli_sync (stores[i]);
  digest = cli_ok (other, "digest", NULL);
  g_assert_cmpstr (digest, ==, fixture->digest);
  server_run_free (server);
}

static void
add (const char *path, void (*func) (Untouched *, gconstpointer))
{
  g_autofree char *full = g_strconcat ("/cli/bad-server/", path, NULL);

  g_test_add (full, Untouched, NULL, untouched_set_up, func, untouched_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("wrong-answers", test_wrong);
  add ("not-there", test_not_there);
  add ("damaged-sign-in", test_damaged_sign_in);
  add ("login", test_login);
  add ("comes-back", test_server_comes_back);
  return g_test_run ();
}
