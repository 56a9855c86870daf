/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An empty store and an empty server, made once and copied for each life: to make their tables
 * takes longer than the life. */

#include "config.h"

#include "sim.h"

#include "lf-storage-sqlite.h"
#include "store-folder.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <unistd.h>

static char *template; /* a folder with both */

/* ---- Making ---- */

static void
make_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfStore) store = lf_store_open_sync (folder, LF_STORE_OPEN_CREATE, &error);

  g_assert_no_error (error);
  lf_store_close_sync (store);
}

static void
make_server (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfServerStorage) storage = lf_storage_sqlite_new (path, &error);

  g_assert_no_error (error);
  lf_server_storage_add_zone (storage, SIM_ZONE, &error);
  g_assert_no_error (error);
}

void
sim_template_make (void)
{
  g_autofree char *store = NULL;
  g_autofree char *server = NULL;

  g_random_set_seed (0); /* the zone's epoch is in it */
  template = store_folder_make ();
  store = g_build_filename (template, "store", NULL);
  server = g_build_filename (template, "server.db", NULL);
  lf_clock_pretend (SIM_BEGINNING_US);
  make_store (store);
  make_server (server);
  lf_clock_pretend (0);
}

void
sim_template_remove (void)
{
  store_folder_remove (g_steal_pointer (&template));
}

/* ---- Copying ---- */

static void
write_all (int fd, const char *bytes, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, bytes, length);

      g_assert_cmpint (n, >, 0);
      bytes += n;
      length -= (gsize) n;
    }
}

/* A database that is closed is one file; nothing is waited for. */
void
sim_copy_file (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  int fd;

  g_file_get_contents (from, &bytes, &length, &error);
  g_assert_no_error (error);
  fd = g_open (to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  g_assert_cmpint (fd, >=, 0);
  write_all (fd, bytes, length);
  close (fd);
}

void
sim_template_server (const char *path)
{
  g_autofree char *server = g_build_filename (template, "server.db", NULL);

  sim_copy_file (server, path);
}

/* ---- A store of its own ---- */

void
sim_template_name (const char *folder, const char *device)
{
  g_autofree char *path = g_build_filename (folder, "landfall.db", NULL);
  g_autofree char *sql
      = g_strdup_printf ("UPDATE setting SET value = '%s' WHERE key = 'device'", device);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (db), ==, 1);
  sqlite3_close (db);
}

void
sim_template_store (const char *folder)
{
  g_autofree char *store = g_build_filename (template, "store", NULL);
  g_autoptr (GDir) dir = g_dir_open (store, 0, NULL);
  g_autofree char *device = lf_id_new ();
  const char *name;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *from = g_build_filename (store, name, NULL);
      g_autofree char *to = g_build_filename (folder, name, NULL);

      sim_copy_file (from, to);
    }
  sim_template_name (folder, device);
}
