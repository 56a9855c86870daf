/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A message of JSON in memory: read in one go into one block of values, let go in one go.
 *
 * json-glib recurses without a bound, takes comments, wraps large numbers round, makes broken text
 * of half a surrogate pair, and takes some hundred allocations for a record. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  LF_JSON_NULL,
  LF_JSON_BOOLEAN,
  LF_JSON_INTEGER,
  LF_JSON_FRACTION,
  LF_JSON_STRING,
  LF_JSON_ARRAY,
  LF_JSON_OBJECT,
} LfJsonType;

/* A value; what it holds and the message it is of belong to the whole. */
typedef struct _LfJson LfJson;

struct _LfJson
{
  const char *name;   /* (nullable): as a member of an object */
  const LfJson *next; /* (nullable): in the same object or list */
  LfJsonType type;
  union
  {
    gboolean flag;
    gint64 integer;
    double fraction;
    const char *text;
    const LfJson *first; /* (nullable): of an object or a list */
  };
};

/* (transfer full): the whole, bounded in size and depth; LF_ERROR_INVALID. @text need not end with
 * NUL. */
LfJson *lf_json_read (const char *text, gsize length, GError **error);
void lf_json_free (LfJson *whole);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfJson, lf_json_free)

/* (nullable): of several of one name the last; NULL also where @object is none */
const LfJson *lf_json_member (const LfJson *object, const char *name);

/* (transfer full): the same for json-glib */
JsonNode *lf_json_to_node (const LfJson *value);

G_END_DECLS
