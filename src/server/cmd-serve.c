/* SPDX-License-Identifier: GPL-3.0-or-later */
/* serve: until SIGTERM or SIGINT. */

#include "config.h"

#include "lf-cmd.h"

#include "lf-log.h"
#include "lf-server-audit.h"
#include "lf-server.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define MAX_DAYS 36500

static gboolean
on_terminate_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

/* NULL without error: none was asked for. */
static GTlsCertificate *
load_certificate (const LfOptions *options, GError **error)
{
  g_autoptr (GError) cause = NULL;
  GTlsCertificate *certificate = NULL;

  if (options->tls_cert == NULL && options->tls_key == NULL)
    return NULL;
  if (options->tls_cert != NULL && options->tls_key != NULL)
    certificate = g_tls_certificate_new_from_files (options->tls_cert, options->tls_key, &cause);
  if (certificate == NULL)
    g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
                 _ ("The certificate cannot be used: %s"),
                 cause == NULL ? _ ("--tls-cert and --tls-key are both needed.") : cause->message);
  return certificate;
}

static void
run_until_told (LfServer *server, const char *url)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint term = g_unix_signal_add (SIGTERM, on_terminate_cb, loop);
  guint interrupt = g_unix_signal_add (SIGINT, on_terminate_cb, loop);

  printf ("landfall-server: listening on %s\n", url);
  fflush (stdout);
  lf_log_event (NULL, "The server listens on %s.", url);
  g_main_loop_run (loop);
  lf_log_event (NULL, "The server is told to stop.");
  lf_server_stop (server);
  g_source_remove (term);
  g_source_remove (interrupt);
}

static gboolean
start_log (const LfOptions *options, GError **error)
{
  if (options->log == NULL || strcmp (options->log, "plain") == 0
      || strcmp (options->log, "json") == 0)
    {
      lf_log_start (g_strcmp0 (options->log, "json") == 0);
      return TRUE;
    }
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
               _ ("“%s” is no form of the log. Take json or plain."), options->log);
  return FALSE;
}

/* Before it listens. News are waited for with a storage of their own. */
static LfServer *
make_server (LfServerStorage *storage, const LfOptions *options, GError **error)
{
  g_autoptr (LfServerStorage) news = lf_cmd_open (options, error);
  LfServer *server = news == NULL ? NULL : lf_server_new (storage);

  if (server == NULL)
    return NULL;
  lf_server_set_database (server, lf_cmd_database (options));
  lf_server_set_session (server, options->session_days * LF_DAY_US);
  lf_server_set_live (server, news);
  return server;
}

static gboolean
check_days (const LfOptions *options, GError **error)
{
  if (options->session_days >= 1 && options->session_days <= MAX_DAYS
      && options->audit_days >= LF_AUDIT_LEAST_DAYS && options->audit_days <= MAX_DAYS)
    return TRUE;
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
               _ ("--session-days is a number of days from 1 on, --audit-days one from %d on."),
               LF_AUDIT_LEAST_DAYS);
  return FALSE;
}

static void
log_sentence (const char *sentence)
{
  lf_log_event (NULL, "%s", sentence);
}

/* (nullable): brought up to date, and rid of what is too old */
static LfServerStorage *
open_storage (const LfOptions *options, GError **error)
{
  g_autoptr (LfServerStorage) storage
      = check_days (options, error) ? lf_cmd_open_or_make (options, error) : NULL;

  return storage != NULL && lf_cmd_renew_backup (storage, log_sentence, error)
                 && lf_audit_trim (storage, options->audit_days, error)
             ? g_steal_pointer (&storage)
             : NULL;
}

gboolean
lf_cmd_serve (const LfOptions *options, const char *name, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (GTlsCertificate) certificate
      = start_log (options, &local_error) ? load_certificate (options, &local_error) : NULL;
  g_autoptr (LfServerStorage) storage
      = local_error == NULL ? open_storage (options, &local_error) : NULL;
  g_autoptr (LfServer) server
      = storage == NULL ? NULL : make_server (storage, options, &local_error);
  const char *address = options->listen != NULL ? options->listen : LF_DEFAULT_LISTEN;
  g_autofree char *blobs = lf_cmd_blobs (options);
  g_autofree char *url = NULL;

  if (server != NULL && blobs != NULL)
    lf_server_set_blobs (server, blobs);
  if (server != NULL)
    url = lf_server_listen (server, address, certificate, &local_error);
  if (url != NULL)
    run_until_told (server, url);
  else
    g_propagate_error (error, local_error);
  return url != NULL;
}
