/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parks and teams that an account can be of, as this device has them. */

#pragma once

#include <json-glib/json-glib.h>
#include "lf-store.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *parks; /* (element-type LfRecord): by name */
  GPtrArray *teams; /* (element-type LfRecord): likewise */
} LfPlaces;

void lf_places_free (LfPlaces *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfPlaces, lf_places_free)

void lf_places_read_async (LfStore *store,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
LfPlaces *lf_places_read_finish (GAsyncResult *result, GError **error);

/* (transfer full): an account's ids of @member, "park" or "team": NULL-terminated */
char **lf_places_ids (JsonObject *account, const char *member);

/* (transfer full): the names of @ids, or the id of what this device does not have; "" for none */
char *lf_places_tell (GPtrArray *records, const char *const *ids);

G_END_DECLS
