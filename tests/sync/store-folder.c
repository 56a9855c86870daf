/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making and removing a test's folder. */

#include "config.h"

#include "store-folder.h"

#include <glib/gstdio.h>

char *
store_folder_make (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("landfall-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

void
store_folder_remove (char *folder)
{
  remove_tree (folder);
  g_free (folder);
}
