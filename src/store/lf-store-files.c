/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files kept beside the database, named by their SHA-256. */

#include "config.h"

#include "lf-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_FILE_BYTES (50 * 1024 * 1024)

char *
lf_store_file_path (LfStore *self, const char *element)
{
  g_autofree char *folder = g_strndup (element, 2);
  g_autofree char *name = g_strndup (element, 64);

  return g_build_filename (lf_store_folder (self), "files", folder, name, NULL);
}

static gboolean
read_file (const char *path, char **ret_contents, gsize *ret_length, GError **error)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode))
    {
      g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_IO,
                   _ ("The file “%s” cannot be read. Check its name and its rights."), path);
      return FALSE;
    }
  if (info.st_size > MAX_FILE_BYTES)
    {
      g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_IO,
                   _ ("The file “%s” is larger than 50 MB and was not added. Add a smaller one."),
                   path);
      return FALSE;
    }
  return g_file_get_contents (path, ret_contents, ret_length, error);
}

char *
lf_store_add_file_sync (LfStore *self, const char *path, GError **error)
{
  g_autofree char *contents = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *target = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *name = g_path_get_basename (path);
  gsize length;

  if (!read_file (path, &contents, &length, error))
    return NULL;
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) contents, length);
  target = lf_store_file_path (self, digest);
  folder = g_path_get_dirname (target);
  g_mkdir_with_parents (folder, 0700);
  if (!g_file_test (target, G_FILE_TEST_EXISTS)
      && !g_file_set_contents_full (target, contents, (gssize) length,
                                    G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                    0600, error))
    return NULL;
  return g_strconcat (digest, "/", name, NULL);
}
