/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading JSON members with their types checked; errors say where. Used by the lf-wire files only. */

#pragma once

#include "lf-wire.h"

G_BEGIN_DECLS

/* @where: the path of the object, for the error: "changes[3].ops[0]". */
JsonObject *lf_wire_object (JsonNode *node, const char *where, GError **error);
gboolean lf_wire_string (JsonObject *object, const char *name, const char *where, gboolean is_required, const char **ret_text, GError **error);
gboolean lf_wire_integer (JsonObject *object, const char *name, const char *where, gint64 *ret_number, GError **error);
gboolean lf_wire_boolean (JsonObject *object, const char *name, const char *where, gboolean *ret_flag, GError **error);
JsonArray *lf_wire_array (JsonObject *object, const char *name, const char *where, guint max_length, GError **error);
gboolean lf_wire_id (JsonObject *object, const char *name, const char *where, gboolean is_required, const char **ret_id, GError **error);
gboolean lf_wire_word (JsonObject *object, const char *name, const char *where, const char *const *words, guint *ret_index, GError **error);

G_END_DECLS
