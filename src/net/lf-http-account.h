/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people do with accounts and devices on the server, over HTTP. Blocking; errors are
 * LF_SYNC_ERROR with a sentence, REFUSED where the server says no. */

#pragma once

#include "lf-http-transport.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * lf_http_ask:
 * @path: below the server's address
 * @body: (nullable): an object, without its version
 * Returns: (transfer full): the answer, a null where there is nothing to say
 */
JsonNode *lf_http_ask (const LfCredentials *credentials,
                       const char *method,
                       const char *path,
                       JsonObject *body,
                       GCancellable *cancellable,
                       GError **error);

/* (transfer full): "/v1/accounts/%E9%99%88" */
char *lf_http_path (const char *folder, const char *name);

/* Checked here before it is sent, so that what is wrong is said in the person's language. */
gboolean lf_http_change_password (const LfCredentials *credentials,
                                  const char *before,
                                  const char *after,
                                  GCancellable *cancellable,
                                  GError **error);

/* @state: "revoked", "erase"; "erased" of the device itself. @timeout_s: 0: as usual */
gboolean lf_http_set_device_state (const LfCredentials *credentials,
                                   const char *device,
                                   const char *state,
                                   guint timeout_s,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
