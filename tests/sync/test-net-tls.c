/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Encryption: unknown certificates are shown, not trusted; a pinned one is trusted, and only that
 * one. */

#include "config.h"

#include "lf-http-private.h"
#include "lf-wire.h"
#include "raw-server.h"

#include <string.h>

/* Of loopback.pem. */
#define FINGERPRINT "6d98cddd10c746cab98d0a45350c061ad41b2e3670923e6c12906a3fd7401a1f"

static LfCredentials *
login (RawServer *server, const char *fingerprint, GError **error)
{
  g_autofree char *url = raw_server_url (server);

  return lf_http_login (url, "林", "pass word", "device", "laptop", fingerprint, NULL, error);
}

static void
answer_page (RawServer *server, gint64 cursor)
{
  g_autoptr (LfPage) page = lf_page_new ();
  g_autofree char *text = NULL;
  gsize length;

  page->cursor = cursor;
  page->epoch = g_strdup ("e");
  text = lf_wire_from_page (page, &length);
  raw_server_answer_json (server, 200, text);
}

static RawServer *
make_tls_server (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "sync", "loopback.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_test_skip ("this machine has no TLS");
      return NULL;
    }
  certificate = g_tls_certificate_new_from_file (path, &error);
  g_assert_no_error (error);
  return raw_server_new (certificate);
}

static void
test_unknown_certificate (void)
{
  g_autoptr (RawServer) server = make_tls_server ();
  g_autoptr (GError) error = NULL;

  if (server == NULL)
    return;
  raw_server_answer_json (server, 200, "{\"token\":\"abc\"}");
  g_assert_null (login (server, /* fingerprint= */ NULL, &error));
  g_assert_error (error, LF_SYNC_ERROR, LF_SYNC_ERROR_CERTIFICATE);
  g_assert_nonnull (strstr (error->message, FINGERPRINT));
}

static void
test_pinned_certificate (void)
{
  g_autoptr (RawServer) server = make_tls_server ();
  g_autoptr (LfCredentials) credentials = NULL;
  g_autoptr (LfTransport) transport = NULL;
  g_autoptr (LfPage) page = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *upper = g_ascii_strup (FINGERPRINT, -1);

  if (server == NULL)
    return;
  raw_server_answer_json (server, 200, "{\"token\":\"abc\"}");
  credentials = login (server, upper, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (credentials->fingerprint, ==, FINGERPRINT);
  answer_page (server, 3);
  transport = lf_http_transport_new (credentials);
  page = lf_transport_pull (transport, &(LfPullQuery){ 0 }, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (page->cursor, ==, 3);
}

static void
test_other_certificate (void)
{
  LfCredentials credentials = { .token = (char *) "t", .fingerprint = (char *) "00ff00ff" };
  g_autofree char *url = NULL;
  g_autoptr (RawServer) server = make_tls_server ();
  g_autoptr (LfTransport) transport = NULL;
  g_autoptr (GError) error = NULL;

  if (server == NULL)
    return;
  answer_page (server, 3);
  url = raw_server_url (server);
  credentials.url = url;
  transport = lf_http_transport_new (&credentials);
  g_assert_null (lf_transport_pull (transport, &(LfPullQuery){ 0 }, NULL, &error));
  g_assert_error (error, LF_SYNC_ERROR, LF_SYNC_ERROR_CERTIFICATE);
  g_assert_nonnull (strstr (error->message, FINGERPRINT));
}

/* An order to erase the store is heard from the pinned server alone. */
static void
test_forged_erase (void)
{
  static const char order[] = "{\"error\":\"erase\",\"message\":\"Erase.\"}";
  const struct
  {
    const char *fingerprint;
    LfSyncError code;
  } cases[] = { { "00ff00ff", LF_SYNC_ERROR_CERTIFICATE },
                { NULL, LF_SYNC_ERROR_CERTIFICATE },
                { FINGERPRINT, LF_SYNC_ERROR_ERASE } };
  g_autoptr (RawServer) server = make_tls_server ();
  g_autofree char *url = NULL;

  if (server == NULL)
    return;
  url = raw_server_url (server);
  raw_server_answer_json (server, 410, order);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LfCredentials credentials
          = { .url = url, .token = (char *) "t", .fingerprint = (char *) cases[i].fingerprint };
      g_autoptr (LfTransport) transport = lf_http_transport_new (&credentials);
      g_autoptr (GError) error = NULL;

      g_assert_null (lf_transport_pull (transport, &(LfPullQuery){ 0 }, NULL, &error));
      g_assert_error (error, LF_SYNC_ERROR, (int) cases[i].code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/tls/unknown-certificate", test_unknown_certificate);
  g_test_add_func ("/net/tls/pinned-certificate", test_pinned_certificate);
  g_test_add_func ("/net/tls/other-certificate", test_other_certificate);
  g_test_add_func ("/net/tls/forged-erase", test_forged_erase);
  return g_test_run ();
}
