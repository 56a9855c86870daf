/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inquiries of the zone's web site: what becomes of them, and of those who abuse it. */

#include "config.h"

#include "server-thread.h"

#include "lf-accounts.h"
#include "lf-inquiry-key.h"
#include "lf-rate.h"

#include <string.h>

#define SOURCE "官网"
#define BODY                                                                                       \
  "{\"version\":1,\"id\":\"01939f6e-0000-7000-8000-000000000001\",\"subject\":\"%s\","             \
  "\"name\":\"林先生\",\"firm\":\"钟山精密\",\"phone\":\"13800000000\","                    \
  "\"email\":\"lin@example.com\",\"topic\":\"拿地\",\"text\":\"需要 50 亩\"}"

static char *
add_key (ServerThread *server)
{
  g_autoptr (GError) error = NULL;
  char *key = lf_inquiry_key_add (server->zone->storage, ZONE, SOURCE, NULL, &error);

  g_assert_no_error (error);
  return key;
}

static Reply
send_inquiry (ServerThread *server, const char *key, const char *subject)
{
  g_autofree char *body = g_strdup_printf (BODY, subject);

  return server_ask (
      server, &(Ask){ .method = "POST", .path = "/v1/inquiries", .token = key, .body = body });
}

/* The only record of @entity in a device's pull. */
static const LfDelta *
find_one (const LfPage *page, const char *entity)
{
  const LfDelta *found = NULL;

  for (guint i = 0; i < page->deltas->len; i++)
    {
      const LfDelta *delta = page->deltas->pdata[i];

      if (strcmp (delta->entity, entity) != 0)
        continue;
      g_assert_null (found);
      found = delta;
    }
  return found;
}

static void
assert_field (const LfDelta *delta, const char *field, const char *value)
{
  g_assert_nonnull (delta);
  g_assert_cmpstr (g_hash_table_lookup (delta->fields, field), ==, value);
}

/* ---- What becomes of it ---- */

static void
test_lead (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "zone_manager");
  g_autofree char *key = add_key (server);
  g_auto (Reply) reply = send_inquiry (server, key, "想在贵区建厂");
  g_autofree char *id = reply_member (&reply, "id");
  g_autoptr (LfPage) page = server_pull (server, token, "cursor=0");
  const LfDelta *project = find_one (page, "project");
  const LfDelta *enquiry = find_one (page, "enquiry");
  const LfDelta *contact = find_one (page, "contact");
  const LfDelta *enterprise = find_one (page, "enterprise");

  g_assert_cmpuint (reply.status, ==, 200);
  assert_field (project, "name", "想在贵区建厂");
  assert_field (project, "stage", "lead");
  assert_field (project, "channel", "enquiry");
  assert_field (project, "source", SOURCE);
  assert_field (project, "enterprise", enterprise->id);
  assert_field (project, "contacts", contact->id);
  assert_field (enquiry, "topic", "land");
  assert_field (enquiry, "state", "open");
  assert_field (enquiry, "project", project->id);
  assert_field (enquiry, "text", "需要 50 亩");
  assert_field (contact, "email", "lin@example.com");
  assert_field (enterprise, "name", "钟山精密");
  g_assert_cmpstr (enquiry->id, ==, id);
  g_assert_cmpstr (project->author, ==, SOURCE);
}

/* Whoever gets no answer sends again: there is one lead, as it came first. */
static void
test_again (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "zone_manager");
  g_autofree char *key = add_key (server);
  g_autofree char *newer_key = add_key (server);
  g_auto (Reply) first = send_inquiry (server, key, "建厂");
  g_auto (Reply) again = send_inquiry (server, key, "别的");
  g_auto (Reply) newer = send_inquiry (server, newer_key, "建厂");
  g_autofree char *first_id = reply_member (&first, "id");
  g_autofree char *again_id = reply_member (&again, "id");
  g_autofree char *newer_id = reply_member (&newer, "id");
  g_autoptr (LfPage) page = server_pull (server, token, "cursor=0");

  g_assert_cmpstr (first_id, ==, again_id);
  g_assert_cmpstr (first_id, ==, newer_id);
  assert_field (find_one (page, "project"), "name", "建厂");
}

/* What was refused can be put right and sent with the same id. */
static void
test_mended (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *key = add_key (server);
  g_auto (Reply) blank = send_inquiry (server, key, " \\u200b");
  g_auto (Reply) mended = send_inquiry (server, key, "建厂");

  assert_refused (&blank, 422, "invalid");
  g_assert_cmpuint (mended.status, ==, 200);
}

/* ---- Those who abuse it ---- */

/* A record that is taken is one that every device can read: control characters are refused or gone,
 * and what looks like a formula or a tag is text. */
static void
test_hostile_text (void)
{
  static const char *const texts[] = {
    "=HYPERLINK(\\\"http://x\\\")",
    "<script>alert(1)</script>",
    "'; DROP TABLE record; --",
    "a\\u0000b",
    "a\\u001b[31mb",
    "\\ud83d",
    "a\\nb",
    "\\u202egnp.exe",
  };
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "zone_manager");
  guint n_taken = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *key = add_key (server);
      g_autofree char *id = g_strdup_printf ("01939f6e-0000-7000-8000-00000000010%u", i);
      g_autofree char *body = g_strdup_printf (
          "{\"version\":1,\"id\":\"%s\",\"subject\":\"%s\",\"name\":\"x\"}", id, texts[i]);
      g_auto (Reply) reply = server_ask (
          server, &(Ask){ .method = "POST", .path = "/v1/inquiries", .token = key, .body = body });

      if (reply.status == 200)
        n_taken++;
      else
        assert_refused (&reply, reply.status, reply.status == 400 ? "body" : "invalid");
    }
  {
    g_autoptr (LfPage) page = server_pull (server, token, "cursor=0");

    g_assert_cmpuint (n_taken, >=, 3);
    g_assert_cmpuint (page->deltas->len, ==, 3 * n_taken);
    for (guint i = 0; i < page->deltas->len; i++)
      {
        const LfDelta *delta = page->deltas->pdata[i];
        const char *subject = g_hash_table_lookup (delta->fields, "subject");

        g_assert_true (subject == NULL || strpbrk (subject, "\n\x1b") == NULL);
      }
  }
}

/* Nobody can write in another's name, or write anything but a lead. */
static void
test_foreign_members (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "zone_manager");
  g_autofree char *key = add_key (server);
  g_auto (Reply) reply = server_ask (
      server,
      &(Ask){ .method = "POST",
              .path = "/v1/inquiries",
              .token = key,
              .body = "{\"version\":1,\"id\":\"01939f6e-0000-7000-8000-000000000001\","
                      "\"subject\":\"s\",\"name\":\"n\",\"source\":\"x\",\"stage\":\"signed\","
                      "\"author\":\"a\",\"ops\":[{\"op\":\"delete\"}],\"project\":\"x\"}" });
  g_autoptr (LfPage) page = server_pull (server, token, "cursor=0");

  g_assert_cmpuint (reply.status, ==, 200);
  assert_field (find_one (page, "project"), "stage", "lead");
  assert_field (find_one (page, "project"), "source", SOURCE);
  g_assert_null (find_one (page, "enterprise"));
}

static void
test_rate (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *key = add_key (server);

  for (guint i = 0; i < 11; i++)
    {
      g_auto (Reply) reply = send_inquiry (server, key, "建厂");

      if (i < 10)
        g_assert_cmpuint (reply.status, ==, 200);
      else
        assert_refused (&reply, 429, "rate");
    }
}

static void
test_rate_over_time (void)
{
  g_autoptr (LfRate) rate = lf_rate_new ();
  const LfRateLimit limit = { 2, 100 };

  g_assert_cmpint (lf_rate_take (rate, "a", &limit, 0), ==, 0);
  g_assert_cmpint (lf_rate_take (rate, "a", &limit, 0), ==, 0);
  g_assert_cmpint (lf_rate_take (rate, "a", &limit, 30), ==, 70);
  g_assert_cmpint (lf_rate_take (rate, "b", &limit, 30), ==, 0);
  g_assert_cmpint (lf_rate_take (rate, "a", &limit, 100), ==, 0);
  g_assert_cmpint (lf_rate_take (rate, "a", &limit, 199), ==, 1);
  g_assert_cmpint (lf_rate_take (rate, "a", &limit, 10000), ==, 0);
  g_assert_cmpint (lf_rate_take (rate, "a", &limit, 10000), ==, 0);
  g_assert_cmpint (lf_rate_take (rate, "a", &limit, 10000), ==, 100);
}

/* ---- Keys ---- */

static void
test_key_is_not_kept (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *key = add_key (server);
  g_autofree char *log = g_strconcat (server->zone->path, "-wal", NULL);
  const char *const paths[] = { server->zone->path, log };

  if (server->zone->path == NULL)
    {
      g_test_skip ("the database is not a file");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (paths[i], &bytes, &length, NULL));
      for (gsize at = 0; at < length; at++)
        bytes[at] = bytes[at] == '\0' ? ' ' : bytes[at];
      g_assert_null (strstr (bytes, key));
    }
}

/* A source is nobody: no password fits it, and nobody gets its name, nor it a person's. */
static void
test_source_is_no_account (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *key = add_key (server);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_auto (Reply) login = server_login (server, SOURCE, "", "laptop");
  g_autoptr (GError) save_error = NULL;
  g_autoptr (GError) add_error = NULL;
  g_auto (Reply) inquiry = send_inquiry (server, token, "建厂");

  assert_refused (&login, 401, "sign-in");
  assert_refused (&inquiry, 401, "key");
  g_assert_false (
      lf_accounts_save (server->zone->storage, ZONE, SOURCE, "recruiter", PASSWORD, &save_error));
  g_assert_error (save_error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL);
  g_assert_null (lf_inquiry_key_add (server->zone->storage, ZONE, "a", NULL, &add_error));
  g_assert_error (add_error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL);
}

static void
test_origins (void)
{
  static const char *const wrong[]
      = { "www.example.org",       "https://www.example.org/", "https://www.example.org/form",
          "ftp://example.org",     "https://a b.example.org",  "*",
          "https://u@example.org", "https://example.org?x=1",  "null" };
  g_autoptr (Zone) zone = zone_new ();

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      const char *const origins[] = { wrong[i], NULL };
      g_autoptr (GError) error = NULL;
      g_autofree char *key = lf_inquiry_key_add (zone->storage, ZONE, SOURCE, origins, &error);

      g_assert_null (key);
      g_assert_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL);
      g_assert_nonnull (strstr (error->message, wrong[i]));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/inquiry/lead", test_lead);
  g_test_add_func ("/server/inquiry/again", test_again);
  g_test_add_func ("/server/inquiry/mended", test_mended);
  g_test_add_func ("/server/inquiry/hostile-text", test_hostile_text);
  g_test_add_func ("/server/inquiry/foreign-members", test_foreign_members);
  g_test_add_func ("/server/inquiry/rate", test_rate);
  g_test_add_func ("/server/inquiry/rate-over-time", test_rate_over_time);
  g_test_add_func ("/server/inquiry/key-is-not-kept", test_key_is_not_kept);
  g_test_add_func ("/server/inquiry/source-is-no-account", test_source_is_no_account);
  g_test_add_func ("/server/inquiry/origins", test_origins);
  return g_test_run ();
}
