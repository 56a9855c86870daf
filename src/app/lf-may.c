/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The role that the server told last, beside the store. */

#include "config.h"

#include "lf-may.h"

#include "lf-http-transport.h"
#include "lf-signature.h"

gboolean
lf_may (LfAppContext *context, const char *entity, char action)
{
  g_autoptr (LfCredentials) credentials
      = lf_credentials_load (lf_store_folder (lf_app_context_store (context)), /* error= */ NULL);

  return lf_credentials_may (credentials, entity, action);
}

static gboolean
is_kept_by (const LfRecord *record, const char *user)
{
  const char *kept_by = lf_record_entity (record)->kept_by;
  g_autofree char *keeper = NULL;

  if (kept_by == NULL || lf_record_get (record, kept_by) == NULL)
    return TRUE;
  keeper = lf_record_format (record, kept_by);
  return g_strcmp0 (keeper, user) == 0;
}

gboolean
lf_may_change (LfAppContext *context, const LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);
  g_autoptr (LfCredentials) credentials
      = lf_credentials_load (lf_store_folder (lf_app_context_store (context)), /* error= */ NULL);

  return lf_credentials_may (credentials, entity->name, 'e')
         && (credentials == NULL || lf_signature_keeps_all (credentials->role, entity)
             || is_kept_by (record, credentials->user));
}
