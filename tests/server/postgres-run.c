/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PostgreSQL refuses to run as root: then it runs as the user whom Debian's package makes for it.
 */

#include "config.h"

#include "postgres-run.h"

#include "store-folder.h"

#include <glib/gstdio.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#define POOLER "/usr/sbin/pgbouncer"

/* A program that runs, and what it says. */
typedef struct
{
  GSubprocess *process; /* (nullable) */
  GThread *listener;
  const char *awaited; /* what it says when it is ready */
  gboolean is_ready, is_over;
} Daemon;

struct _PostgresRun
{
  char *folder;
  char *data;
  guint n_places;
  Daemon server, pooler;
  GMutex mutex;
  GCond told;
};

/* ---- Programs ---- */

static const struct passwd *
find_user (void)
{
  const struct passwd *user = getpwnam ("postgres");

  return user != NULL ? user : getpwnam ("nobody");
}

/* In the child: a signal at the parent's death has to be asked for after the user is another. */
static void
become_user (gpointer user)
{
  const struct passwd *other = user;

  if (geteuid () == 0
      && (setgroups (0, NULL) != 0 || setgid (other->pw_gid) != 0 || setuid (other->pw_uid) != 0))
    _exit (1);
  prctl (PR_SET_PDEATHSIG, SIGQUIT);
}

static GSubprocess *
spawn (PostgresRun *self, const char *const *argv, GSubprocessFlags flags)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_cwd (launcher, self->folder);
  g_subprocess_launcher_set_child_setup (launcher, become_user, (gpointer) find_user (), NULL);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  return process;
}

typedef struct
{
  PostgresRun *run;
  Daemon *daemon;
} Listening;

static void
tell (Listening *listening, gboolean *what)
{
  g_mutex_lock (&listening->run->mutex);
  *what = TRUE;
  g_cond_broadcast (&listening->run->told);
  g_mutex_unlock (&listening->run->mutex);
}

/* Reads to the end, so that it never has to wait for us. */
static gpointer
listen_to_daemon (gpointer data)
{
  g_autofree Listening *listening = data;
  g_autoptr (GDataInputStream) err
      = g_data_input_stream_new (g_subprocess_get_stderr_pipe (listening->daemon->process));
  char *line;

  while ((line = g_data_input_stream_read_line (err, NULL, NULL, NULL)) != NULL)
    {
      g_autofree char *owned = line;

      if (strstr (owned, listening->daemon->awaited) != NULL)
        tell (listening, &listening->daemon->is_ready);
      if (g_getenv ("LANDFALL_TEST_VERBOSE") != NULL)
        g_printerr ("# %s\n", owned);
    }
  tell (listening, &listening->daemon->is_over);
  return NULL;
}

static void
start_daemon (PostgresRun *self, Daemon *daemon, const char *const *argv, const char *awaited)
{
  Listening *listening = g_new0 (Listening, 1);

  *daemon = (Daemon){ .process = spawn (self, argv, G_SUBPROCESS_FLAGS_STDERR_PIPE),
                      .awaited = awaited };
  *listening = (Listening){ self, daemon };
  daemon->listener = g_thread_new ("listener", listen_to_daemon, listening);
  g_mutex_lock (&self->mutex);
  while (!daemon->is_ready && !daemon->is_over)
    g_cond_wait (&self->told, &self->mutex);
  g_mutex_unlock (&self->mutex);
  g_assert_true (daemon->is_ready);
}

static void
stop_daemon (Daemon *daemon, int signal)
{
  if (daemon->process == NULL)
    return;
  g_subprocess_send_signal (daemon->process, signal);
  g_subprocess_wait (daemon->process, NULL, NULL);
  g_thread_join (daemon->listener);
  g_clear_object (&daemon->process);
}

/* ---- The server ---- */

static char *
program (const char *name)
{
  g_assert_nonnull (g_getenv ("LANDFALL_POSTGRES"));
  return g_build_filename (g_getenv ("LANDFALL_POSTGRES"), name, NULL);
}

static void
own_folder (PostgresRun *self)
{
  self->folder = store_folder_make ();
  g_assert_cmpint (g_chmod (self->folder, 0755), ==, 0);
  if (geteuid () == 0)
    g_assert_cmpint (chown (self->folder, find_user ()->pw_uid, find_user ()->pw_gid), ==, 0);
  self->data = g_build_filename (self->folder, "data", NULL);
}

static void
make_cluster (PostgresRun *self)
{
  g_autofree char *initdb = program ("initdb");
  const char *const argv[] = { initdb,        "-D",        self->data, "-U",
                               "postgres",    "-A",        "trust",    "--encoding=UTF8",
                               "--no-locale", "--no-sync", NULL };
  g_autoptr (GSubprocess) process = spawn (self, argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE);

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

void
postgres_run_start (PostgresRun *self)
{
  g_autofree char *postgres = program ("postgres");
  g_autofree char *sockets = g_strconcat ("unix_socket_directories=", self->folder, NULL);
  const char *const argv[] = { postgres,
                               "-D",
                               self->data,
                               "-c",
                               sockets,
                               "-c",
                               "listen_addresses=",
                               "-c",
                               "fsync=off",
                               "-c",
                               "shared_buffers=32MB",
                               "-c",
                               "max_wal_size=256MB",
                               "-c",
                               "deadlock_timeout=100ms",
                               NULL };

  start_daemon (self, &self->server, argv, "ready to accept connections");
}

void
postgres_run_stop (PostgresRun *self)
{
  stop_daemon (&self->server, SIGINT);
}

void
postgres_run_kill (PostgresRun *self)
{
  stop_daemon (&self->server, SIGQUIT);
}

static PostgresRun *shared;

static void
free_shared (void)
{
  stop_daemon (&shared->pooler, SIGTERM); /* it has no word on SIGQUIT, which may be ignored here */
  stop_daemon (&shared->server, SIGQUIT);
  store_folder_remove (shared->folder);
  g_free (shared->data);
  g_clear_pointer (&shared, g_free);
}

PostgresRun *
postgres_run_shared (void)
{
  if (shared != NULL)
    return shared;
  shared = g_new0 (PostgresRun, 1);
  g_mutex_init (&shared->mutex);
  g_cond_init (&shared->told);
  own_folder (shared);
  make_cluster (shared);
  postgres_run_start (shared);
  atexit (free_shared);
  return shared;
}

/* ---- Places ---- */

char *
postgres_run_place (PostgresRun *self)
{
  g_autofree char *whole
      = g_strdup_printf ("postgres:host=%s user=postgres dbname=postgres", self->folder);
  g_autofree char *sql = g_strdup_printf ("CREATE SCHEMA place_%u", ++self->n_places);

  g_free (postgres_run_sql (whole, sql));
  return g_strdup_printf ("%s options='-c search_path=place_%u'", whole, self->n_places);
}

char *
postgres_run_sql (const char *address, const char *sql)
{
  PGconn *connection = PQconnectdb (address + strlen ("postgres:"));
  PGresult *result = PQexec (connection, sql);
  char *value = NULL;

  if (PQresultStatus (result) != PGRES_COMMAND_OK && PQresultStatus (result) != PGRES_TUPLES_OK)
    g_error ("%s: %s", sql, PQerrorMessage (connection));
  if (PQntuples (result) > 0 && !PQgetisnull (result, 0, 0))
    value = g_strdup (PQgetvalue (result, 0, 0));
  PQclear (result);
  PQfinish (connection);
  return value;
}

/* ---- The pooler ---- */

/* Every transaction gets another session. */
static void
start_pooler (PostgresRun *self)
{
  g_autofree char *file = g_build_filename (self->folder, "pooler.ini", NULL);
  g_autofree char *text = g_strdup_printf ("[databases]\n* = host=%s port=5432 user=postgres\n"
                                           "[pgbouncer]\n"
                                           "pool_mode = transaction\n"
                                           "unix_socket_dir = %s\n"
                                           "listen_port = 6432\n"
                                           "auth_type = any\n"
                                           "default_pool_size = 3\n"
                                           "server_round_robin = 1\n"
                                           "server_login_retry = 1\n",
                                           self->folder, self->folder);
  const char *const argv[] = { POOLER, file, NULL };

  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  g_assert_cmpint (g_chmod (file, 0644), ==, 0);
  start_daemon (self, &self->pooler, argv, "process up");
}

char *
postgres_run_pooled (PostgresRun *self)
{
  g_autofree char *whole
      = g_strdup_printf ("postgres:host=%s user=postgres dbname=postgres", self->folder);
  g_autofree char *sql = g_strdup_printf ("CREATE DATABASE place_%u", ++self->n_places);

  if (!g_file_test (POOLER, G_FILE_TEST_EXISTS))
    return NULL;
  if (self->pooler.process == NULL)
    start_pooler (self);
  g_free (postgres_run_sql (whole, sql));
  return g_strdup_printf ("postgres:host=%s port=6432 user=postgres dbname=place_%u", self->folder,
                          self->n_places);
}
