/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine's transport over HTTP. One SoupSession on the engine's thread. */

#pragma once

#include "lf-live.h"
#include "lf-store-sync.h"
#include "lf-transport.h"

G_BEGIN_DECLS

#define LF_HTTP_TIMEOUT_S 30

/* The server a store belongs to and this device's right to talk to it; kept 0600 in the store's
 * folder, never in backups. */
typedef struct
{
  char *url; /* "http://127.0.0.1:8470" or "https://…" */
  char *user;
  char *role;        /* (nullable): of the user, as the server said at the sign-in */
  char *token;       /* (nullable): revocable, this device's */
  char *keyring;     /* (nullable): the token is in the keyring (lf-keyring.h) under this name */
  char *fingerprint; /* (nullable): SHA-256 of a pinned self-signed certificate, lower-case hex */
  gint64 since;      /* tells the people apart who had the name one after the other; 0: the first */
  gboolean changes_password; /* somebody else chose it; told at the sign-in and not kept */
} LfCredentials;

void lf_credentials_free (LfCredentials *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfCredentials, lf_credentials_free)
LfCredentials *lf_credentials_load (const char *folder,
                                    GError **error); /* (nullable) without error: never signed in */
gboolean lf_credentials_save (const LfCredentials *self, const char *folder, GError **error);
/* Signs out: this device has no right to talk to the server any more. Nothing else goes. */
gboolean lf_credentials_forget (const char *folder, GError **error);

/* May whoever is signed in do @action (see lf_rules_may()) to records of @entity, as far as the
 * store knows? @self: (nullable): without a server nobody forbids anything. */
gboolean lf_credentials_may (const LfCredentials *self, const char *entity, char action);

/**
 * lf_credentials_count_others:
 * @user: who is about to sign in to @store
 * @ret_earlier: (transfer full) (nullable): who signed in last, where that is somebody else
 * Returns: how many changes wait that would be sent under @user's name and were made before; 0 when
 * @user is who signed in last, or nobody ever did; -1 on error
 */
gint64
lf_credentials_count_others (LfStore *store, const char *user, char **ret_earlier, GError **error);

/* The same after the sign-in, before @self is kept: of an earlier person of the same name, whose
 * account was removed. It cannot be sent any more but under this one. */
gint64 lf_credentials_count_former (const LfCredentials *self, LfStore *store, GError **error);

/**
 * lf_http_login:
 * Enrols device @device_id (named @device_name) for @user. Blocking.
 * Errors: LF_SYNC_ERROR; CERTIFICATE carries the fingerprint met in its message when none was
 * pinned.
 */
LfCredentials *lf_http_login (const char *url,
                              const char *user,
                              const char *password,
                              const char *device_id,
                              const char *device_name,
                              const char *fingerprint,
                              GCancellable *cancellable,
                              GError **error);

LfTransport *lf_http_transport_new (const LfCredentials *credentials);
/* How long to wait for a sign of life; LF_HTTP_TIMEOUT_S unless told. */
void lf_http_transport_set_timeout (LfTransport *transport, guint timeout_s);
/* Speaks as a client of that minor version of the protocol would, for tests. */
void lf_http_transport_set_minor (LfTransport *transport, int minor);

/* ---- Live news ---- */

#define LF_HTTP_PING_S 30

/* A WebSocket to the same server. */
LfLive *lf_http_live_new (const LfCredentials *credentials);
/* How often the server has to give a sign of life; LF_HTTP_PING_S unless told. Three that are
 * missed, and the connection is lost: that of a phone that fell asleep, say. */
void lf_http_live_set_ping (LfLive *live, guint ping_s);

/**
 * lf_http_history:
 * @field: (nullable): only the edits of this field
 * As lf_sync_history(), with the server that @store is signed in to. Blocking.
 * Errors: LF_SYNC_ERROR_NOT_SIGNED_IN, too.
 */
GPtrArray *lf_http_history (LfStore *store,
                            const char *entity,
                            const char *id,
                            const char *field,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
