/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The role that the server told last, beside the store. */

#include "config.h"

#include "lf-may.h"

#include "lf-http-transport.h"

gboolean
lf_may (LfAppContext *context, const char *entity, char action)
{
  g_autoptr (LfCredentials) credentials
      = lf_credentials_load (lf_store_folder (lf_app_context_store (context)), /* error= */ NULL);

  return lf_credentials_may (credentials, entity, action);
}
