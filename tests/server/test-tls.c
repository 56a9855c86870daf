/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server behind TLS. */

#include "config.h"

#include "lf-server.h"
#include "zone.h"

static gboolean
on_accept_certificate_cb (SoupMessage *message,
                          GTlsCertificate *certificate,
                          GTlsCertificateFlags flags,
                          gpointer expected)
{
  return g_tls_certificate_is_same (certificate, expected);
}

static void
on_answered_cb (GObject *session, GAsyncResult *result, gpointer answer)
{
  g_autoptr (GError) error = NULL;

  *(GBytes **) answer = soup_session_send_and_read_finish (SOUP_SESSION (session), result, &error);
  g_assert_no_error (error);
}

static void
test_https (void)
{
  g_autofree char *pem = g_test_build_filename (G_TEST_DIST, "sync", "loopback.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (pem, &error);
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (LfServer) server = lf_server_new (zone->storage);
  g_autofree char *url = lf_server_listen (server, "127.0.0.1:0", certificate, &error);
  g_autofree char *health = g_strconcat (url, "/v1/healthz", NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("GET", health);
  g_autoptr (GBytes) answer = NULL;

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (url, "https://127.0.0.1:"));
  g_signal_connect (message, "accept-certificate", G_CALLBACK (on_accept_certificate_cb),
                    certificate);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, on_answered_cb,
                                    &answer);
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  soup_session_abort (session);
  lf_server_stop (server);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/tls/https", test_https);
  return g_test_run ();
}
