/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening the database that the command line names. */

#include "config.h"

#include "lf-cmd.h"

#include "lf-storage-open.h"

#include <glib/gi18n.h>

const char *
lf_cmd_zone (const LfOptions *options)
{
  return options->zone != NULL ? options->zone : LF_DEFAULT_ZONE;
}

const char *
lf_cmd_database (const LfOptions *options)
{
  return lf_storage_file (options->data);
}

LfServerStorage *
lf_cmd_open (const LfOptions *options, GError **error)
{
  return lf_storage_open (options->data, /* makes= */ FALSE, error);
}

LfServerStorage *
lf_cmd_open_or_make (const LfOptions *options, GError **error)
{
  g_autoptr (LfServerStorage) storage = lf_storage_open (options->data, /* makes= */ TRUE, error);
  g_auto (GStrv) zones = storage == NULL ? NULL : lf_server_storage_list_zones (storage, error);

  if (zones == NULL)
    return NULL;
  if (zones[0] == NULL && !lf_server_storage_add_zone (storage, LF_DEFAULT_ZONE, error))
    return NULL;
  return g_steal_pointer (&storage);
}

char *
lf_cmd_blobs (const LfOptions *options)
{
  const char *path = options->blobs != NULL ? NULL : lf_cmd_database (options);

  return path == NULL ? g_strdup (options->blobs) : g_strconcat (path, ".files", NULL);
}

LfServerStorage *
lf_cmd_open_zone (const LfOptions *options, GError **error)
{
  g_autoptr (LfServerStorage) storage = lf_cmd_open_or_make (options, error);
  g_auto (GStrv) zones = storage == NULL ? NULL : lf_server_storage_list_zones (storage, error);

  if (zones == NULL)
    return NULL;
  if (g_strv_contains ((const char *const *) zones, lf_cmd_zone (options)))
    return g_steal_pointer (&storage);
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
               _ ("There is no zone “%s”. Make it with “zone add”."), lf_cmd_zone (options));
  return NULL;
}
