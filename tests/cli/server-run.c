/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running landfall-server. Its path comes in LANDFALL_SERVER. */

#include "config.h"

#include "server-run.h"

#include "cli-run.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#define GREETING "landfall-server: listening on "

struct _ServerRun
{
  char *data;
  char *password_file;
  char *listen;
  char *url;
  GSubprocess *process;
};

static void
read_url (ServerRun *self)
{
  g_autoptr (GDataInputStream) out
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line (out, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, GREETING));
  g_free (self->url);
  self->url = g_strdup (line + strlen (GREETING));
}

/* A test that fails leaves no server behind. */
static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

void
server_run_start (ServerRun *self)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) error = NULL;

  g_assert_null (self->process);
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  self->process
      = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("LANDFALL_SERVER"), "serve",
                                     "--data", self->data, "--listen", self->listen, NULL);
  g_assert_no_error (error);
  read_url (self);
  g_free (self->listen);
  self->listen = g_strdup (self->url + strlen ("http://"));
}

void
server_run_kill (ServerRun *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
}

ServerRun *
server_run_new (const char *folder)
{
  g_autofree char *data = g_strdup_printf ("sqlite:%s/server.db", folder);

  return server_run_new_at (folder, data);
}

ServerRun *
server_run_new_at (const char *folder, const char *data)
{
  ServerRun *self = g_new0 (ServerRun, 1);

  self->data = g_strdup (data);
  self->password_file = g_build_filename (folder, "password", NULL);
  self->listen = g_strdup ("127.0.0.1:0");
  g_assert_true (g_file_set_contents (self->password_file, "a good long password\n", -1, NULL));
  server_run_start (self);
  return self;
}

void
server_run_free (ServerRun *self)
{
  if (self->process != NULL)
    server_run_kill (self);
  g_free (self->data);
  g_free (self->password_file);
  g_free (self->listen);
  g_free (self->url);
  g_free (self);
}

const char *
server_run_url (ServerRun *self)
{
  return self->url;
}

const char *
server_run_password_file (ServerRun *self)
{
  return self->password_file;
}

void
server_run_add_account (ServerRun *self, const char *name, const char *role)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, g_getenv ("LANDFALL_SERVER"), "account", "add",
      name, "--role", role, "--password-file", self->password_file, "--data", self->data, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
}

void
server_run_sign_in (ServerRun *self, const char *store, const char *name, const char *role)
{
  server_run_add_account (self, name, role);
  g_free (cli_ok (store, "login", self->url, "--user", name, "--password-file", self->password_file,
                  NULL));
}

char *
server_run_new_store (ServerRun *self, const char *folder, const char *name, const char *role)
{
  char *store = g_build_filename (folder, name, NULL);

  g_free (cli_ok (store, "init", NULL));
  server_run_sign_in (self, store, name, role);
  return store;
}

void
server_run_set_account (ServerRun *self, const char *name, const char *option, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, g_getenv ("LANDFALL_SERVER"),
                          "account", "set", name, option, value, "--data", self->data, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
}

void
server_run_account (ServerRun *self, const char *verb, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, g_getenv ("LANDFALL_SERVER"),
                          "account", verb, name, "--data", self->data, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
}

void
server_run_command (ServerRun *self, const char *word, const char *argument)
{
  const char *argv[] = { g_getenv ("LANDFALL_SERVER"), "--data", self->data, word, argument, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
}

void
server_run_put_back (ServerRun *self, const char *backup)
{
  const char *database = self->data + strlen ("sqlite:");
  const char *const beside[] = { "-wal", "-shm" };
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_null (self->process);
  g_assert_true (g_file_get_contents (backup, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (database, contents, (gssize) length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *file = g_strconcat (database, beside[i], NULL);

      g_unlink (file);
    }
}
