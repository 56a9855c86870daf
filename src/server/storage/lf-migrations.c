/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Migrations are files of the program: migrations/KIND/NNNN-name.sql. */

#include "config.h"

#include "lf-migrations.h"

#include "lf-storage-resources.h"

#include <stdlib.h>
#include <string.h>

#define FOLDER "/io/github/landfall/server/migrations/"

static void
free_migration (gpointer data)
{
  LfMigration *migration = data;

  g_free (migration->name);
  g_free (migration->sql);
  g_free (migration);
}

static LfMigration *
read_migration (const char *folder, const char *file)
{
  g_autofree char *path = g_strconcat (folder, "/", file, NULL);
  g_autoptr (GBytes) sql = g_resource_lookup_data (lf_storage_get_resource (), path,
                                                   G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  LfMigration *migration = g_new0 (LfMigration, 1);

  *migration
      = (LfMigration){ .version = atoi (file),
                       .name = g_strndup (file, strlen (file) - strlen (".sql")),
                       .sql = g_strndup (g_bytes_get_data (sql, NULL), g_bytes_get_size (sql)) };
  return migration;
}

static int
compare_versions (gconstpointer a, gconstpointer b)
{
  const LfMigration *one = *(LfMigration *const *) a;
  const LfMigration *other = *(LfMigration *const *) b;

  return one->version - other->version;
}

GPtrArray *
lf_migrations_after (const char *kind, int version)
{
  GPtrArray *migrations = g_ptr_array_new_with_free_func (free_migration);
  g_autofree char *folder = g_strconcat (FOLDER, kind, NULL);
  g_auto (GStrv) files = g_resource_enumerate_children (lf_storage_get_resource (), folder,
                                                        G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    if (atoi (files[i]) > version)
      g_ptr_array_add (migrations, read_migration (folder, files[i]));
  g_ptr_array_sort (migrations, compare_versions);
  return migrations;
}

int
lf_migrations_newest (const char *kind)
{
  g_autoptr (GPtrArray) all = lf_migrations_after (kind, 0);

  return ((LfMigration *) all->pdata[all->len - 1])->version;
}
