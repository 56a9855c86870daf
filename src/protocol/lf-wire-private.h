/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading JSON members with their types checked; errors say where. Used by the lf-wire files and
 * by bundles, whose parts have lines of their own. */

#pragma once

#include "lf-wire.h"

G_BEGIN_DECLS

/* (nullable): what is null is as good as absent */
const LfJson *lf_wire_member (const LfJson *object, const char *name);

/**
 * lf_wire_is_object:
 * @where: the path of the object, for the error: "changes[3].ops[0]"; "" for the whole message
 *
 * As of the other readers: what is absent or null is @ret NULL, 0 or FALSE, unless it is required.
 */
gboolean lf_wire_is_object (const LfJson *value, const char *where, GError **error);
gboolean lf_wire_string (const LfJson *object,
                         const char *name,
                         const char *where,
                         gboolean is_required,
                         const char **ret_text,
                         GError **error);
gboolean lf_wire_integer (
    const LfJson *object, const char *name, const char *where, gint64 *ret_number, GError **error);
gboolean lf_wire_boolean (
    const LfJson *object, const char *name, const char *where, gboolean *ret_flag, GError **error);
gboolean lf_wire_id (const LfJson *object,
                     const char *name,
                     const char *where,
                     gboolean is_required,
                     const char **ret_id,
                     GError **error);

/* An entity's or a field's name: required, short and without anything odd in it, known or not. */
gboolean lf_wire_name (const LfJson *object,
                       const char *name,
                       const char *where,
                       const char **ret_name,
                       GError **error);
gboolean lf_wire_is_name (const char *text);

/* One of @words, which ends with NULL; required. */
gboolean lf_wire_word (const LfJson *object,
                       const char *name,
                       const char *where,
                       const char *const *words,
                       guint *ret_index,
                       GError **error);

/**
 * LfWireElementFunc:
 * Reads one element, an object at the path @where, into @user_data.
 */
typedef gboolean (*LfWireElementFunc) (const LfJson *element,
                                       const char *where,
                                       gpointer user_data,
                                       GError **error);

/* Every element of a list of objects; no list is an empty one unless it is required. */
gboolean lf_wire_each (const LfJson *object,
                       const char *name,
                       const char *where,
                       gboolean is_required,
                       LfWireElementFunc func,
                       gpointer user_data,
                       GError **error);

/* The fault of one member as an error: @format is a sentence with one %s for its path. */
gboolean lf_wire_fail (GError **error, const char *where, const char *name, const char *format);

/* "put", "delete", "restore"; by LfOpKind, ends with NULL */
extern const char *const lf_wire_op_words[];

/* Pushes and pages as tables (lf-wire-table.h): a member of the object that is open. Few have what
 * tables cannot say. */
gboolean lf_wire_fits_tables (GPtrArray *changes);
void lf_wire_write_push_tables (GString *json, GPtrArray *changes);
GPtrArray *lf_wire_read_push_tables (const LfJson *tables, GError **error);
gboolean lf_wire_page_fits_table (const LfPage *page);
void lf_wire_write_page_table (GString *json, const LfPage *page);
gboolean lf_wire_read_page_table (const LfJson *message, LfPage *page, GError **error);

/* The members of a change, within an object. */
void lf_wire_write_change (GString *json, const LfChange *change);

/* Every line of @text, up to the one that says that it is the last; that one is required. @where is
 * "line[3]". */
typedef gboolean (*LfWireLineFunc) (
    const LfJson *line, gboolean is_end, const char *where, gpointer user_data, GError **error);
gboolean lf_wire_each_line (
    const char *text, gsize length, LfWireLineFunc func, gpointer user_data, GError **error);

/* (transfer full): a node that holds @object, which is taken */
JsonNode *lf_wire_take_object (JsonObject *object);

G_END_DECLS
