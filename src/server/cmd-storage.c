/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening the database that the command line names. */

#include "config.h"

#include "lf-cmd.h"

#include "lf-storage-sqlite.h"

#include <glib/gi18n.h>
#include <string.h>

#define SQLITE_SCHEME "sqlite:"

const char *
lf_cmd_zone (const LfOptions *options)
{
  return options->zone != NULL ? options->zone : LF_DEFAULT_ZONE;
}

/* (nullable): the file's path */
static const char *
find_path (const LfOptions *options, GError **error)
{
  if (options->data != NULL && g_str_has_prefix (options->data, SQLITE_SCHEME)
      && options->data[strlen (SQLITE_SCHEME)] != '\0')
    return options->data + strlen (SQLITE_SCHEME);
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
               _ ("Say where the records are: --data sqlite:FILE"));
  return NULL;
}

LfServerStorage *
lf_cmd_open (const LfOptions *options, GError **error)
{
  const char *path = find_path (options, error);

  if (path == NULL)
    return NULL;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return lf_storage_sqlite_new (path, error);
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
               _ ("There is no database “%s”. Check the path; “serve” makes a new one."), path);
  return NULL;
}

LfServerStorage *
lf_cmd_open_or_make (const LfOptions *options, GError **error)
{
  const char *path = find_path (options, error);
  g_autoptr (LfServerStorage) storage = path == NULL ? NULL : lf_storage_sqlite_new (path, error);
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
  const char *path = options->blobs != NULL ? NULL : find_path (options, NULL);

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
