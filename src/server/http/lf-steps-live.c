/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way to live news: who may listen, and from a request to a connection that stays. */

#include "config.h"

#include "lf-live-hub.h"
#include "lf-steps.h"

#include "lf-accounts.h"

#include <glib/gi18n-lib.h>

void
lf_live_admit (LfRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfServerDevice) device = NULL;

  if (request->live == NULL)
    {
      lf_request_answer_error (request, SOUP_STATUS_NOT_FOUND, "path",
                               _ ("There is nothing at this address."));
      return;
    }
  device = lf_accounts_find_device (request->storage, request->token, &error);
  if (error != NULL)
    lf_request_answer_failure (request, error);
  else if (device == NULL)
    lf_request_answer_error (request, SOUP_STATUS_UNAUTHORIZED, "token",
                             _ ("This device is not signed in any more: sign in again."));
  else
    {
      lf_request_set_data (request, g_strdup (device->token_hash), g_free);
      request->status = SOUP_STATUS_SWITCHING_PROTOCOLS;
    }
}

/* ---- On the main thread ---- */

typedef struct
{
  LfLiveHub *hub; /* unowned: outlives the server's messages */
  LfServerUser *user;
  char *token_hash;
  LfUpgradedFunc func;
  gpointer user_data;
} Upgrade;

static void
upgrade_free (gpointer data, GClosure *closure)
{
  Upgrade *upgrade = data;

  lf_server_user_free (upgrade->user);
  g_free (upgrade->token_hash);
  g_free (upgrade);
}

/* The answer 101 is written: from here on the connection is no longer one of HTTP. */
static void
on_wrote_cb (SoupServerMessage *message, gpointer data)
{
  const Upgrade *upgrade = data;
  g_autoptr (SoupServerMessage) kept = g_object_ref (message);
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (SoupWebsocketConnection) connection = NULL;

  if (soup_server_message_get_status (message) != SOUP_STATUS_SWITCHING_PROTOCOLS)
    return;
  upgrade->func (message, upgrade->user_data);
  g_set_object (&socket, soup_server_message_get_socket (message));
  stream = soup_server_message_steal_connection (message);
  connection = soup_websocket_connection_new (stream, soup_server_message_get_uri (message),
                                              SOUP_WEBSOCKET_CONNECTION_SERVER, NULL, NULL, NULL);
  lf_live_hub_add (upgrade->hub, upgrade->user, upgrade->token_hash, socket, connection);
}

gboolean
lf_live_upgrade (LfRequest *request, LfUpgradedFunc func, gpointer user_data)
{
  Upgrade *upgrade;

  if (!soup_websocket_server_check_handshake (request->message, NULL, NULL, NULL, NULL))
    {
      lf_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, "upgrade",
                               _ ("This address is for WebSocket connections only."));
      return FALSE;
    }
  if (!lf_live_hub_has_room (request->live, request->user->zone))
    {
      request->retry_s = 600;
      lf_request_answer_error (request, SOUP_STATUS_SERVICE_UNAVAILABLE, "busy",
                               _ ("Too many devices of this zone listen for news already: ask for "
                                  "it now and then."));
      return FALSE;
    }
  upgrade = g_new0 (Upgrade, 1);
  *upgrade = (Upgrade){ request->live, g_steal_pointer (&request->user), g_strdup (request->data),
                        func, user_data };
  soup_websocket_server_process_handshake (request->message, NULL, NULL, NULL, NULL);
  g_signal_connect_data (request->message, "wrote-informational", G_CALLBACK (on_wrote_cb), upgrade,
                         upgrade_free, 0);
  return TRUE;
}
