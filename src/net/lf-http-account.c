/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accounts and devices over HTTP. */

#include "config.h"

#include "lf-http-account.h"

#include "lf-http-private.h"
#include "lf-wire.h"

static GBytes *
print_body (JsonObject *body)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), body);
  gsize length;
  char *text;

  json_object_set_int_member (body, "version", LF_WIRE_VERSION);
  text = lf_wire_print (node, &length);
  return g_bytes_new_take (text, length);
}

static JsonNode *
parse_answer (const LfHttp *http, GBytes *answer, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (answer, &length);
  JsonNode *node
      = length == 0 ? json_node_new (JSON_NODE_NULL) : lf_wire_parse (text, (gssize) length, NULL);

  if (node == NULL)
    lf_http_set_garbage (http, error);
  return node;
}

static JsonNode *
ask (LfHttp *http,
     const char *method,
     const char *path,
     JsonObject *body,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (GBytes) printed = body == NULL ? NULL : print_body (body);
  g_autoptr (GBytes) answer = lf_http_send_as (http, method, path, printed, cancellable, error);

  return answer == NULL ? NULL : parse_answer (http, answer, error);
}

JsonNode *
lf_http_ask (const LfCredentials *credentials,
             const char *method,
             const char *path,
             JsonObject *body,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (LfHttp) http = lf_http_new_for (credentials, error);

  return http == NULL ? NULL : ask (http, method, path, body, cancellable, error);
}

char *
lf_http_path (const char *folder, const char *name)
{
  g_autofree char *escaped = g_uri_escape_string (name, NULL, /* allow_utf8= */ FALSE);

  return g_strconcat (folder, escaped, NULL);
}

gboolean
lf_http_change_password (const LfCredentials *credentials,
                         const char *before,
                         const char *after,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (JsonNode) answer = NULL;

  if (!lf_password_check (after, credentials->user, error))
    return FALSE;
  json_object_set_string_member (body, "old", before);
  json_object_set_string_member (body, "new", after);
  answer = lf_http_ask (credentials, "POST", "/v1/password", body, cancellable, error);
  return answer != NULL;
}

gboolean
lf_http_set_device_state (const LfCredentials *credentials,
                          const char *device,
                          const char *state,
                          guint timeout_s,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (LfHttp) http = lf_http_new_for (credentials, error);
  g_autofree char *path = lf_http_path ("/v1/devices/", device);
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (JsonNode) answer = NULL;

  if (http == NULL)
    return FALSE;
  if (timeout_s > 0)
    lf_http_set_timeout (http, timeout_s);
  json_object_set_string_member (body, "state", state);
  answer = ask (http, "PUT", path, body, cancellable, error);
  return answer != NULL;
}
