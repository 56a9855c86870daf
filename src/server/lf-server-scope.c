/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose records are. A record keeps the scope it was made with; a flag of the schema opens it to
 * the zone. */

#include "config.h"

#include "lf-server-scope.h"

#include <string.h>

#define ACCOUNT_PREFIX "account/"

/* (nullable) */
static const LfField *
sharing_field (const char *entity)
{
  const LfEntity *known = lf_schema_find (entity);

  return known == NULL || known->shared_by == NULL ? NULL
                                                   : lf_entity_field (known, known->shared_by);
}

static gboolean
is_shared (const LfServerRecord *record)
{
  const LfField *field = sharing_field (record->entity);

  return strcmp (record->scope, LF_SCOPE_ZONE) == 0
         || (field != NULL && lf_server_record_get (record, field->name) != NULL);
}

char *
lf_server_scope_new (const char *entity, const char *account)
{
  return sharing_field (entity) == NULL ? g_strdup (LF_SCOPE_ZONE)
                                        : g_strconcat (ACCOUNT_PREFIX, account, NULL);
}

const char *
lf_server_scope_about (const LfServerRecord *record)
{
  return is_shared (record) ? LF_SCOPE_ZONE : record->scope;
}

gint64
lf_server_sight_seq (const LfServerRecord *record)
{
  const LfField *field = sharing_field (record->entity);
  const gint64 *seq
      = field == NULL ? NULL : g_hash_table_lookup (record->clock, lf_field_bundle (field));

  return seq == NULL ? 0 : *seq;
}

LfSight
lf_server_sight (const LfServerRecord *record, const char *account)
{
  if (account == NULL || is_shared (record))
    return LF_SIGHT_SEEN;
  if (g_str_has_prefix (record->scope, ACCOUNT_PREFIX)
      && strcmp (record->scope + strlen (ACCOUNT_PREFIX), account) == 0)
    return LF_SIGHT_SEEN;
  return lf_server_sight_seq (record) != 0 ? LF_SIGHT_GONE : LF_SIGHT_NEVER;
}
