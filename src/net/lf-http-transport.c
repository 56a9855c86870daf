/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine's transport over HTTP: sign in, push, pull. */

#include "config.h"

#include "lf-http-private.h"
#include "lf-sync-history.h"
#include "lf-wire.h"

#include <glib/gi18n-lib.h>

#define LF_TYPE_HTTP_TRANSPORT (lf_http_transport_get_type ())
G_DECLARE_FINAL_TYPE (LfHttpTransport, lf_http_transport, LF, HTTP_TRANSPORT, GObject)

struct _LfHttpTransport
{
  GObject parent_instance;
  LfHttp *http;    /* NULL: the address is not one to talk to */
  GError *refusal; /* why */
};

static void lf_http_transport_iface_init (LfTransportInterface *iface);

G_DEFINE_TYPE_WITH_CODE (LfHttpTransport,
                         lf_http_transport,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (LF_TYPE_TRANSPORT, lf_http_transport_iface_init))

static GBytes *
print_node (JsonNode *node)
{
  gsize length;
  char *text = lf_wire_print (node, &length);

  return g_bytes_new_take (text, length);
}

static LfJson *
read_answer (const LfHttp *http, GBytes *answer, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (answer, &length);
  LfJson *message = length > 0 ? lf_json_read (text, length, NULL) : NULL;

  if (message == NULL)
    lf_http_set_garbage (http, error);
  return message;
}

/* ---- LfTransport ---- */

static gboolean
check_usable (LfHttpTransport *self, GError **error)
{
  if (self->http == NULL && error != NULL)
    *error = g_error_copy (self->refusal);
  return self->http != NULL;
}

static GPtrArray *
lf_http_transport_push (LfTransport *transport,
                        GPtrArray *changes,
                        GCancellable *cancellable,
                        GError **error)
{
  LfHttpTransport *self = LF_HTTP_TRANSPORT (transport);
  g_autoptr (LfJson) message = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) answer = NULL;
  GPtrArray *answers;
  char *request;
  gsize length;

  if (!check_usable (self, error))
    return NULL;
  request = lf_wire_from_push (changes, lf_http_common_minor (self->http), &length);
  body = g_bytes_new_take (request, length);
  answer = lf_http_send (self->http, "/v1/push", body, cancellable, error);
  if (answer == NULL)
    return NULL;
  message = read_answer (self->http, answer, error);
  if (message == NULL)
    return NULL;
  answers = lf_wire_to_push_answers (message, changes, NULL);
  if (answers == NULL)
    lf_http_set_garbage (self->http, error);
  return answers;
}

/* Half a page that came over a broken line looks whole to libsoup when it is compressed. */
static void
set_unreadable_page (const LfHttp *http, const char *text, gsize length, GError **error)
{
  if (length > 0
      && (g_strstr_len (text, (gssize) length, "{\"entity\":") == text
          || g_strstr_len (text, (gssize) length, "{\"table\":") == text
          || g_strstr_len (text, (gssize) length, "{\"id\":") == text))
    lf_http_set_broken_off (http, error);
  else
    lf_http_set_garbage (http, error);
}

static LfPage *
ask_page (LfHttpTransport *self, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) answer = NULL;
  LfPage *page;
  const char *text;
  gsize length;

  if (!check_usable (self, error))
    return NULL;
  answer = lf_http_send (self->http, path, /* body= */ NULL, cancellable, error);
  if (answer == NULL)
    return NULL;
  text = g_bytes_get_data (answer, &length);
  page = length > 0 ? lf_wire_to_page (text, length, NULL) : NULL;
  if (page == NULL)
    set_unreadable_page (self->http, text, length, error);
  return page;
}

static char *
pull_path (const LfPullQuery *query)
{
  gboolean has_own = query->own != NULL && query->own->n > 0;
  g_autofree char *own = has_own ? lf_spans_format (query->own) : NULL;
  g_autofree char *limit = query->limit > 0 ? g_strdup_printf ("&limit=%u", query->limit) : NULL;

  return g_strdup_printf ("/v1/pull?cursor=%" G_GINT64_FORMAT "&since=%" G_GINT64_FORMAT "%s%s%s",
                          query->cursor, query->since, limit != NULL ? limit : "",
                          has_own ? "&own=" : "", has_own ? own : "");
}

static LfPage *
lf_http_transport_pull (LfTransport *transport,
                        const LfPullQuery *query,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autofree char *path = pull_path (query);

  return ask_page (LF_HTTP_TRANSPORT (transport), path, cancellable, error);
}

static LfPage *
lf_http_transport_pull_bucket (
    LfTransport *transport, guint bucket, gint64 cursor, GCancellable *cancellable, GError **error)
{
  g_autofree char *path
      = g_strdup_printf ("/v1/pull?bucket=%02x&cursor=%" G_GINT64_FORMAT, bucket, cursor);

  return ask_page (LF_HTTP_TRANSPORT (transport), path, cancellable, error);
}

static LfDigests *
lf_http_transport_digests (LfTransport *transport, GCancellable *cancellable, GError **error)
{
  LfHttpTransport *self = LF_HTTP_TRANSPORT (transport);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (LfJson) message = NULL;
  LfDigests *digests;

  if (!check_usable (self, error))
    return NULL;
  answer = lf_http_send (self->http, "/v1/digests", /* body= */ NULL, cancellable, error);
  message = answer == NULL ? NULL : read_answer (self->http, answer, error);
  if (message == NULL)
    return NULL;
  digests = lf_wire_to_digests (message, NULL);
  if (digests == NULL)
    lf_http_set_garbage (self->http, error);
  return digests;
}

static LfHistoryPage *
lf_http_transport_history (LfTransport *transport,
                           const char *entity,
                           const char *id,
                           gint64 before,
                           GCancellable *cancellable,
                           GError **error)
{
  LfHttpTransport *self = LF_HTTP_TRANSPORT (transport);
  g_autofree char *path
      = g_strdup_printf ("/v1/history/%s?entity=%s&before=%" G_GINT64_FORMAT, id, entity, before);
  g_autoptr (GBytes) answer = NULL;
  LfHistoryPage *page;
  const char *text;
  gsize length;

  if (!check_usable (self, error))
    return NULL;
  answer = lf_http_send (self->http, path, /* body= */ NULL, cancellable, error);
  if (answer == NULL)
    return NULL;
  text = g_bytes_get_data (answer, &length);
  page = length > 0 ? lf_wire_to_history (text, length, NULL) : NULL;
  if (page == NULL)
    set_unreadable_page (self->http, text, length, error);
  return page;
}

static gboolean
lf_http_transport_ask_blob (LfTransport *transport,
                            const LfTransportBlob *blob,
                            LfBlobStanding *ret_standing,
                            GCancellable *cancellable,
                            GError **error)
{
  LfHttpTransport *self = LF_HTTP_TRANSPORT (transport);

  return check_usable (self, error)
         && lf_http_ask_blob (self->http, blob, ret_standing, cancellable, error);
}

static gboolean
lf_http_transport_put_blob (LfTransport *transport,
                            const LfTransportBlob *blob,
                            GBytes *piece,
                            gint64 offset,
                            gint64 total,
                            LfBlobStanding *ret_standing,
                            GCancellable *cancellable,
                            GError **error)
{
  LfHttpTransport *self = LF_HTTP_TRANSPORT (transport);

  return check_usable (self, error)
         && lf_http_put_blob (self->http, blob, piece, offset, total, ret_standing, cancellable,
                              error);
}

static GBytes *
lf_http_transport_get_blob (LfTransport *transport,
                            const LfTransportBlob *blob,
                            gint64 offset,
                            gsize length,
                            gint64 *ret_total,
                            GCancellable *cancellable,
                            GError **error)
{
  LfHttpTransport *self = LF_HTTP_TRANSPORT (transport);

  return check_usable (self, error)
             ? lf_http_get_blob (self->http, blob, offset, length, ret_total, cancellable, error)
             : NULL;
}

static void
lf_http_transport_iface_init (LfTransportInterface *iface)
{
  iface->pushes_beside = TRUE;
  iface->push = lf_http_transport_push;
  iface->pull = lf_http_transport_pull;
  iface->pull_bucket = lf_http_transport_pull_bucket;
  iface->digests = lf_http_transport_digests;
  iface->history = lf_http_transport_history;
  iface->ask_blob = lf_http_transport_ask_blob;
  iface->put_blob = lf_http_transport_put_blob;
  iface->get_blob = lf_http_transport_get_blob;
}

/* ---- The object ---- */

static void
lf_http_transport_finalize (GObject *object)
{
  LfHttpTransport *self = LF_HTTP_TRANSPORT (object);

  g_clear_pointer (&self->http, lf_http_free);
  g_clear_error (&self->refusal);
  G_OBJECT_CLASS (lf_http_transport_parent_class)->finalize (object);
}

static void
lf_http_transport_class_init (LfHttpTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_http_transport_finalize;
}

static void
lf_http_transport_init (LfHttpTransport *self)
{
}

LfTransport *
lf_http_transport_new (const LfCredentials *credentials)
{
  LfHttpTransport *self;

  g_return_val_if_fail (credentials != NULL, NULL);

  self = g_object_new (LF_TYPE_HTTP_TRANSPORT, NULL);
  self->http = lf_http_new_for (credentials, &self->refusal);
  return LF_TRANSPORT (self);
}

void
lf_http_transport_set_timeout (LfTransport *transport, guint timeout_s)
{
  g_return_if_fail (LF_IS_HTTP_TRANSPORT (transport));

  if (LF_HTTP_TRANSPORT (transport)->http != NULL)
    lf_http_set_timeout (LF_HTTP_TRANSPORT (transport)->http, timeout_s);
}

void
lf_http_transport_set_minor (LfTransport *transport, int minor)
{
  g_return_if_fail (LF_IS_HTTP_TRANSPORT (transport));

  if (LF_HTTP_TRANSPORT (transport)->http != NULL)
    lf_http_set_minor (LF_HTTP_TRANSPORT (transport)->http, minor);
}

/* ---- History ---- */

GPtrArray *
lf_http_history (LfStore *store,
                 const char *entity,
                 const char *id,
                 const char *field,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (LfCredentials) credentials = lf_credentials_load (lf_store_folder (store), &cause);
  g_autoptr (LfTransport) transport = NULL;

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  if (credentials == NULL)
    {
      g_set_error_literal (error, LF_SYNC_ERROR, LF_SYNC_ERROR_NOT_SIGNED_IN,
                           _ ("This store has no server yet. Sign in to one first."));
      return NULL;
    }
  transport = lf_http_transport_new (credentials);
  return lf_sync_history (store, transport, entity, id, field, cancellable, error);
}

/* ---- Signing in ---- */

static JsonNode *
make_login (const char *user, const char *password, const char *device_id, const char *device_name)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, LF_WIRE_VERSION);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, user);
  json_builder_set_member_name (builder, "password");
  json_builder_add_string_value (builder, password);
  json_builder_set_member_name (builder, "device");
  json_builder_add_string_value (builder, device_id);
  json_builder_set_member_name (builder, "device_name");
  json_builder_add_string_value (builder, device_name);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static gboolean
is_true (JsonNode *node, const char *name)
{
  JsonNode *member = json_object_get_member (json_node_get_object (node), name);

  return member != NULL && JSON_NODE_HOLDS_VALUE (member) && json_node_get_boolean (member);
}

static gint64
read_since (JsonNode *node)
{
  JsonNode *member = json_object_get_member (json_node_get_object (node), "since");

  return member != NULL && JSON_NODE_HOLDS_VALUE (member) ? json_node_get_int (member) : 0;
}

LfCredentials *
lf_http_login (const char *url,
               const char *user,
               const char *password,
               const char *device_id,
               const char *device_name,
               const char *fingerprint,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (LfHttp) http = lf_http_new (url, /* token= */ NULL, fingerprint, error);
  g_autoptr (JsonNode) request = make_login (user, password, device_id, device_name);
  g_autoptr (GBytes) body = print_node (request);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (LfJson) message = NULL;
  g_autoptr (JsonNode) node = NULL;
  LfCredentials *credentials;

  if (http == NULL)
    return NULL;
  answer = lf_http_send (http, "/v1/login", body, cancellable, error);
  if (answer == NULL)
    return NULL;
  message = read_answer (http, answer, error);
  if (message == NULL)
    return NULL;
  node = lf_json_to_node (message);
  if (lf_http_get_text (node, "token") == NULL)
    {
      lf_http_set_garbage (http, error);
      return NULL;
    }
  credentials = g_new0 (LfCredentials, 1);
  credentials->url = g_strdup (lf_http_server (http));
  credentials->user = g_strdup (lf_http_get_text (node, "account") ?: user);
  credentials->role = g_strdup (lf_http_get_text (node, "role"));
  credentials->token = g_strdup (lf_http_get_text (node, "token"));
  credentials->fingerprint = g_strdup (lf_http_fingerprint (http));
  credentials->changes_password = is_true (node, "change_password");
  credentials->since = read_since (node);
  return credentials;
}
