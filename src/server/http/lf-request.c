/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all steps need: reading what was asked, and answering. */

#include "config.h"

#include "lf-request.h"

#include "lf-log.h"
#include "lf-wire.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define IPV6_BYTES 16
#define IPV6_NETWORK_BYTES 8

/* ---- Life ---- */

static char *
read_token (SoupMessageHeaders *headers)
{
  const char *authorization = soup_message_headers_get_one (headers, "Authorization");

  return authorization != NULL && g_str_has_prefix (authorization, "Bearer ")
             ? g_strdup (authorization + strlen ("Bearer "))
             : NULL;
}

/* (nullable): how the answer may be packed */
static const LfPacking *
read_accepted (SoupMessageHeaders *headers)
{
  const char *accepted = soup_message_headers_get_list (headers, "Accept-Encoding");
  GSList *names = accepted == NULL ? NULL : soup_header_parse_quality_list (accepted, NULL);
  const LfPacking *best = lf_packing_best (names);

  soup_header_free_list (names);
  return best;
}

/* Behind nginx, which is on this machine, the last hop it names is the client. */
static char *
read_client (SoupServerMessage *message, SoupMessageHeaders *headers)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (message);
  const char *list = soup_message_headers_get_list (headers, "X-Forwarded-For");
  const char *last = list == NULL ? NULL : strrchr (list, ',');
  GInetAddress *peer = G_IS_INET_SOCKET_ADDRESS (remote)
                           ? g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote))
                           : NULL;
  g_autofree char *hop = NULL;

  if (peer == NULL || list == NULL || !g_inet_address_get_is_loopback (peer))
    return peer == NULL ? g_strdup ("") : g_inet_address_to_string (peer);
  hop = g_strstrip (g_strdup (last == NULL ? list : last + 1));
  return g_hostname_is_ip_address (hop) ? g_steal_pointer (&hop) : g_inet_address_to_string (peer);
}

static char *
read_address (SoupServerMessage *message, SoupMessageHeaders *headers)
{
  char *text = read_client (message, headers);
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (text);
  guint8 network[IPV6_BYTES] = { 0 };
  g_autoptr (GInetAddress) prefix = NULL;

  if (address == NULL || g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV6)
    return text;
  memcpy (network, g_inet_address_to_bytes (address), IPV6_NETWORK_BYTES);
  prefix = g_inet_address_new_from_bytes (network, G_SOCKET_FAMILY_IPV6);
  g_free (text);
  return g_inet_address_to_string (prefix);
}

/* What follows "/v1/blobs/" of the route in the path of the address. */
static char *
read_rest (const LfRoute *route, SoupServerMessage *message)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));

  return g_strdup (g_str_has_prefix (path, route->path) ? path + strlen (route->path) : "");
}

LfRequest *
lf_request_new (const LfRoute *route, SoupServerMessage *message, GHashTable *query)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *encoding = soup_message_headers_get_one (headers, "Content-Encoding");
  LfRequest *self = g_new0 (LfRequest, 1);

  self->route = route;
  self->message = g_object_ref (message);
  self->body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  self->body_packing = encoding == NULL ? NULL : lf_packing_find (encoding);
  self->answer_packing = read_accepted (headers);
  self->token = read_token (headers);
  self->origin = g_strdup (soup_message_headers_get_one (headers, "Origin"));
  self->address = read_address (message, headers);
  self->rest = read_rest (route, message);
  self->range = g_strdup (soup_message_headers_get_one (
      headers, strcmp (route->method, "PUT") == 0 ? "Content-Range" : "Range"));
  self->upload_offset = -1;
  self->query = query == NULL ? NULL : g_hash_table_ref (query);
  return self;
}

void
lf_request_free (LfRequest *self)
{
  lf_request_set_data (self, NULL, NULL);
  g_object_unref (self->message);
  g_bytes_unref (self->body);
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_clear_pointer (&self->user, lf_server_user_free);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_free (self->token);
  g_free (self->origin);
  g_free (self->address);
  g_free (self->rest);
  g_free (self->range);
  g_free (self->content_range);
  g_free (self);
}

void
lf_request_set_data (LfRequest *self, gpointer data, GDestroyNotify free_data)
{
  if (self->free_data != NULL)
    self->free_data (self->data);
  self->data = data;
  self->free_data = free_data;
}

/* ---- Answering ---- */

static void
pack_answer (LfRequest *self)
{
  GBytes *packed = lf_packing_pack (self->answer_packing, self->answer);

  g_bytes_unref (self->answer);
  self->answer = packed;
  self->is_answer_packed = TRUE;
}

static void
answer (LfRequest *self, guint status, const char *type, char *text, gsize length)
{
  g_clear_pointer (&self->answer, g_bytes_unref);
  self->status = status;
  self->type = type;
  self->answer = g_bytes_new_take (text, length);
  if (self->answer_packing != NULL && length >= LF_PACKING_FROM)
    pack_answer (self);
}

void
lf_request_answer_text (LfRequest *self, const char *type, char *text, gsize length)
{
  answer (self, SOUP_STATUS_OK, type, text, length);
}

void
lf_request_answer_bytes (LfRequest *self, guint status, GBytes *bytes)
{
  g_clear_pointer (&self->answer, g_bytes_unref);
  self->status = status;
  self->type = "application/octet-stream";
  self->answer = bytes;
}

void
lf_request_answer_node (LfRequest *self, JsonNode *node)
{
  gsize length;
  char *text = lf_wire_print (node, &length);

  json_node_unref (node);
  answer (self, SOUP_STATUS_OK, "application/json", text, length);
}

char *
lf_request_error_body (const char *word, const char *sentence)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, "error", word);
  json_object_set_string_member (object, "message", sentence);
  json_object_unref (object);
  return lf_wire_print (node, NULL);
}

void
lf_request_answer_error (LfRequest *self, guint status, const char *word, const char *sentence)
{
  char *text = lf_request_error_body (word, sentence);

  answer (self, status, "application/json", text, strlen (text));
}

void
lf_request_answer_nothing (LfRequest *self)
{
  answer (self, SOUP_STATUS_NO_CONTENT, NULL, g_strdup (""), 0);
}

void
lf_request_answer_failure (LfRequest *self, const GError *error)
{
  lf_log_event (self->id, "%s %s: %s", self->route->method, self->route->path, error->message);
  if (g_error_matches (error, LF_SERVER_ERROR, LF_SERVER_ERROR_BUSY))
    lf_request_answer_error (self, SOUP_STATUS_SERVICE_UNAVAILABLE, "busy",
                             _ ("The server cannot reach its database just now. Try again in a "
                                "minute: what is sent twice is saved once."));
  else if (g_error_matches (error, LF_SERVER_ERROR, LF_SERVER_ERROR_FULL))
    lf_request_answer_error (self, LF_STATUS_FULL, "full",
                             _ ("The server's disk is full: have whoever runs it make room. "
                                "Nothing was saved there."));
  else
    lf_request_answer_error (
        self, SOUP_STATUS_INTERNAL_SERVER_ERROR, "storage",
        _ ("The server cannot use its database. Nothing was saved; try again later."));
}

/* ---- The audit log ---- */

LfAuditSource
lf_request_source (const LfRequest *self)
{
  return (LfAuditSource){ .zone = self->user->zone,
                          .account = self->user->account,
                          .device = self->user->device,
                          .address = self->address };
}

gboolean
lf_request_note (LfRequest *self, const char *act, const char *about, const char *detail)
{
  LfAuditSource source = lf_request_source (self);
  g_autoptr (GError) error = NULL;

  if (!lf_audit_note (self->storage, &source, act, about, detail, &error))
    lf_request_answer_failure (self, error);
  return error == NULL;
}

/* ---- What was asked ---- */

char *
lf_request_copy_text (JsonNode *node, const char *member)
{
  JsonNode *found = json_object_get_member (json_node_get_object (node), member);

  return found != NULL && JSON_NODE_HOLDS_VALUE (found) ? json_node_dup_string (found) : NULL;
}

gboolean
lf_request_read_rest (LfRequest *self, char **ret_id)
{
  g_autofree char *id = g_uri_unescape_string (self->rest, NULL);

  if (id != NULL && *id != '\0' && g_utf8_validate (id, -1, NULL))
    {
      *ret_id = g_steal_pointer (&id);
      return TRUE;
    }
  lf_request_answer_error (self, SOUP_STATUS_NOT_FOUND, "path",
                           _ ("There is nothing at this address."));
  return FALSE;
}

static gboolean
unpack_body (LfRequest *self, GError **error)
{
  GBytes *unpacked;

  if (self->body_packing == NULL)
    return TRUE;
  unpacked = lf_packing_unpack (self->body_packing, self->body, self->route->max_body, error);
  if (unpacked == NULL)
    return FALSE;
  g_bytes_unref (self->body);
  self->body = unpacked;
  self->body_packing = NULL;
  return TRUE;
}

static LfJson *
read_body (LfRequest *self, GError **error)
{
  gsize length;
  const char *text;

  if (!unpack_body (self, error))
    return NULL;
  text = g_bytes_get_data (self->body, &length);
  return lf_json_read (text == NULL ? "" : text, length, error);
}

static gboolean
check_version (LfRequest *self, const LfJson *message)
{
  const LfJson *member = lf_json_member (message, "version");
  gint64 version = member != NULL && member->type == LF_JSON_INTEGER ? member->integer : 0;

  if (version == LF_WIRE_VERSION)
    return TRUE;
  if (version <= 0)
    lf_request_answer_error (self, SOUP_STATUS_BAD_REQUEST, "body",
                             _ ("The request does not say which version of the protocol it is."));
  else if (version > LF_WIRE_VERSION)
    lf_request_answer_error (self, SOUP_STATUS_NOT_IMPLEMENTED, "version",
                             LF_SENTENCE_SERVER_TOO_OLD);
  else
    lf_request_answer_error (self, LF_STATUS_UPGRADE_REQUIRED, "version",
                             LF_SENTENCE_CLIENT_TOO_OLD);
  return FALSE;
}

LfJson *
lf_request_read_message (LfRequest *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfJson) message = read_body (self, &error);

  if (message == NULL)
    {
      lf_request_answer_error (self, SOUP_STATUS_BAD_REQUEST, "body", error->message);
      return NULL;
    }
  return check_version (self, message) ? g_steal_pointer (&message) : NULL;
}

JsonNode *
lf_request_read_body (LfRequest *self)
{
  g_autoptr (LfJson) message = lf_request_read_message (self);

  return message == NULL ? NULL : lf_json_to_node (message);
}

gboolean
lf_request_read_number (LfRequest *self, const char *name, gint64 otherwise, gint64 *ret_number)
{
  const char *text = self->query == NULL ? NULL : g_hash_table_lookup (self->query, name);
  g_autofree char *sentence = NULL;

  *ret_number = otherwise;
  if (text == NULL || g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, ret_number, NULL))
    return TRUE;
  sentence = g_strdup_printf (_ ("%s is not a whole number."), name);
  lf_request_answer_error (self, SOUP_STATUS_BAD_REQUEST, "query", sentence);
  return FALSE;
}
