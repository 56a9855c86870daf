/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line's start and end: reads the verb, runs it, prints its error, chooses the exit
 * status. */

#include "config.h"

#include "lf-cmd.h"
#include "lf-keyring.h"
#include "lf-transport.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

enum
{
  STATUS_OK,
  STATUS_DATA,
  STATUS_CALL,
  STATUS_UNREACHABLE
};

static int
exit_status (const GError *error)
{
  if (error == NULL)
    return STATUS_OK;
  if (error->domain == G_OPTION_ERROR || g_error_matches (error, LF_ERROR, LF_ERROR_SYNTAX)
      || g_error_matches (error, LF_SYNC_ERROR, LF_SYNC_ERROR_NOT_SIGNED_IN))
    return STATUS_CALL;
  if (g_error_matches (error, LF_SYNC_ERROR, LF_SYNC_ERROR_UNREACHABLE)
      || g_error_matches (error, LF_SYNC_ERROR, LF_SYNC_ERROR_SERVER)
      || g_error_matches (error, LF_SYNC_ERROR, LF_SYNC_ERROR_PROTOCOL)
      || g_error_matches (error, LF_SYNC_ERROR, LF_SYNC_ERROR_BROKEN_OFF))
    return STATUS_UNREACHABLE;
  return STATUS_DATA;
}

static void
set_up_locale (void)
{
  const char *folder = g_getenv ("LANDFALL_LOCALE_DIR"); /* programs run from the build tree */

  setlocale (LC_ALL, "");
  if (!g_get_charset (NULL)) /* scripts run in "C", and a locale may not be there */
    setlocale (LC_CTYPE, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LF_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* The options before the verb. What is left of @line starts with the program's name and the verb.
 */
static gboolean
parse_global (LfCli *cli, char ***line, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("VERB …"));
  gboolean wants_version = FALSE;
  const GOptionEntry entries[] = {
    { "store", 0, 0, G_OPTION_ARG_FILENAME, &cli->folder, N_ ("Folder of the store"), "DIR" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, N_ ("Print one JSON value"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &wants_version, N_ ("Print the version"), NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_description (context, _ ("“landfall-cli help” lists the verbs."));
  if (!g_option_context_parse_strv (context, line, error))
    return FALSE;
  if (wants_version)
    {
      g_print ("landfall-cli %s\n", LF_VERSION);
      exit (STATUS_OK);
    }
  if ((*line)[1] == NULL)
    return lf_cli_call_error (error, _ ("Say what to do: “landfall-cli help” lists the verbs."));
  return TRUE;
}

static gboolean
run (LfCli *cli, char ***line, GError **error)
{
  const char *name;

  if (!parse_global (cli, line, error))
    return FALSE;
  name = (*line)[1];
  if (!g_utf8_validate (name, -1, NULL))
    return lf_cli_text_error (name, error);
  cli->verb = lf_cli_find_verb (name);
  if (cli->verb == NULL)
    return lf_cli_call_error (error, _ ("There is no verb “%s”. “landfall-cli help” lists them."),
                              name);
  if (cli->folder == NULL)
    cli->folder = lf_store_default_folder ();
  cli->args = g_strdupv (*line + 2);
  cli->n_args = g_strv_length (cli->args);
  return cli->verb->run (cli, error);
}

/* A full disk behind “>” is no success. */
static gboolean
finish_output (GError **error)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_IO,
               _ ("The result could not be written: %s. What is in the store is safe; free some "
                  "space or write elsewhere."),
               g_strerror (errno));
  return FALSE;
}

static void
clear (LfCli *cli)
{
  if (cli->store != NULL)
    lf_store_close_sync (cli->store);
  g_clear_object (&cli->store);
  g_free (cli->folder);
  g_strfreev (cli->args);
}

int
main (int argc, char **argv)
{
  LfCli cli = { .today = lf_date_today () };
  g_auto (GStrv) line = NULL;
  g_autoptr (GError) error = NULL;

  set_up_locale ();
  g_set_prgname ("landfall-cli");
  lf_keyring_use (TRUE);
  line = g_strdupv (argv);
  if (!run (&cli, &line, &error) || !finish_output (&error))
    g_printerr ("landfall-cli: %s\n", error->message);
  clear (&cli);
  return exit_status (error);
}
