/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking the server about accounts and devices, beside the main thread. */

#pragma once

#include <json-glib/json-glib.h>
#include "lf-http-account.h"
#include "lf-store.h"

G_BEGIN_DECLS

/* As lf_http_ask(), of the server that @store is signed in to. */
void lf_admin_ask_async (LfStore *store,
                         const char *method,
                         const char *path,
                         JsonObject *body /* (transfer full) (nullable) */,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
JsonNode *lf_admin_ask_finish (GAsyncResult *result, GError **error);

/* Asks for another state of a device: "revoked", "erase". */
void lf_admin_set_device_state_async (LfStore *store,
                                      const char *device,
                                      const char *state,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/* (transfer none) (nullable): a list in an answer; NULL when it is none */
JsonArray *lf_admin_list_of (JsonNode *answer, const char *name);

/* (transfer none): "" when it is not there */
const char *lf_admin_text (JsonObject *object, const char *name);

G_END_DECLS
