/* SPDX-License-Identifier: GPL-3.0-or-later */
/* landfall-server: where a zone's stores meet. */

#include "config.h"

#include "lf-cmd.h"

#include "lf-accounts.h"
#include "lf-server-audit.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

/* Exit status by what went wrong. */
enum
{
  FAILED_DATA = 1,
  FAILED_CALL = 2,
  FAILED_NETWORK = 3,
};

static const struct
{
  const char *verb;
  const char *action; /* (nullable) */
  gboolean needs_name;
  LfCmdFunc run;
} verbs[] = {
  { "serve", NULL, FALSE, lf_cmd_serve },
  { "backup", NULL, TRUE, lf_cmd_backup },
  { "check", NULL, FALSE, lf_cmd_check },
  { "digest", NULL, FALSE, lf_cmd_digest },
  { "migrate", NULL, FALSE, lf_cmd_migrate },
  { "copy", NULL, FALSE, lf_cmd_copy },
  { "restored", NULL, FALSE, lf_cmd_restored },
  { "zone", "add", TRUE, lf_cmd_zone_add },
  { "account", "add", TRUE, lf_cmd_account_add },
  { "account", "list", FALSE, lf_cmd_account_list },
  { "account", "set", TRUE, lf_cmd_account_set },
  { "account", "remove", TRUE, lf_cmd_account_remove },
  { "account", "disable", TRUE, lf_cmd_account_disable },
  { "account", "enable", TRUE, lf_cmd_account_enable },
  { "inquiry-key", "add", TRUE, lf_cmd_inquiry_key_add },
  { "inquiry-key", "list", FALSE, lf_cmd_inquiry_key_list },
  { "inquiry-key", "revoke", TRUE, lf_cmd_inquiry_key_revoke },
  { "device", "list", FALSE, lf_cmd_device_list },
  { "device", "revoke", TRUE, lf_cmd_device_revoke },
  { "bundle", "import", TRUE, lf_cmd_bundle_import },
  { "bundle", "export", TRUE, lf_cmd_bundle_export },
  { "bundle", "show", TRUE, lf_cmd_bundle_show },
  { "bundle", "key", FALSE, lf_cmd_bundle_key },
  { "device", "erase", TRUE, lf_cmd_device_erase },
  { "audit", NULL, FALSE, lf_cmd_audit },
  { "permissions", NULL, FALSE, lf_cmd_permissions },
};

static gboolean
run (const LfOptions *options, int argc, char **argv, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      int n_words = verbs[i].action == NULL ? 2 : 3;

      if (argc != n_words + verbs[i].needs_name || strcmp (argv[1], verbs[i].verb) != 0
          || (verbs[i].action != NULL && strcmp (argv[2], verbs[i].action) != 0))
        continue;
      return verbs[i].run (options, verbs[i].needs_name ? argv[n_words] : NULL, error);
    }
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
               _ ("This call is not known. “landfall-server --help” lists what there is."));
  return FALSE;
}

static int
exit_status (const GError *error)
{
  if (error->domain == G_OPTION_ERROR
      || g_error_matches (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL))
    return FAILED_CALL;
  return g_error_matches (error, LF_SERVER_ERROR, LF_SERVER_ERROR_NETWORK) ? FAILED_NETWORK
                                                                           : FAILED_DATA;
}

static GOptionContext *
make_context (LfOptions *options)
{
  /* clang-format off */
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_STRING, &options->data, N_ ("Where the records are"), "sqlite:FILE|postgres://HOST/DATABASE" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options->to, N_ ("Where a copy goes"), "sqlite:FILE|postgres://HOST/DATABASE" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options->dry_run, N_ ("Only print what migrating would do"), NULL },
    { "blobs", 0, 0, G_OPTION_ARG_FILENAME, &options->blobs, N_ ("Where attached files are kept; beside the database when not given"), "FOLDER" },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &options->listen, N_ ("Where to listen; 127.0.0.1:8470 when not given"), "ADDR:PORT" },
    { "tls-cert", 0, 0, G_OPTION_ARG_FILENAME, &options->tls_cert, N_ ("Certificate in PEM form"), "FILE" },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &options->tls_key, N_ ("Its private key in PEM form"), "FILE" },
    { "role", 0, 0, G_OPTION_ARG_STRING, &options->role, N_ ("Role of the account; recruiter when not given"), "ROLE" },
    { "park", 0, 0, G_OPTION_ARG_STRING, &options->park, N_ ("Park the account is of, by name or id; several separated by commas, none: all of the zone"), "PARK" },
    { "team", 0, 0, G_OPTION_ARG_STRING, &options->team, N_ ("Team the account is of, likewise"), "TEAM" },
    { "zone", 0, 0, G_OPTION_ARG_STRING, &options->zone, N_ ("Zone; “zone” when not given"), "ZONE" },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &options->password_file, N_ ("File with the password; - reads it from the standard input"), "FILE" },
    { "log", 0, 0, G_OPTION_ARG_STRING, &options->log, N_ ("Form of the log on the standard error output: json or plain"), "FORM" },
    { "session-days", 0, 0, G_OPTION_ARG_INT, &options->session_days, N_ ("Without contact for so long a device has to sign in again; 90 when not given"), "DAYS" },
    { "audit-days", 0, 0, G_OPTION_ARG_INT, &options->audit_days, N_ ("How long the audit log is kept; 400 when not given, at least 30"), "DAYS" },
    { "since", 0, 0, G_OPTION_ARG_STRING, &options->since, N_ ("First day of the audit log that is shown"), "DATE" },
    { "account", 0, 0, G_OPTION_ARG_STRING, &options->account, N_ ("Of the audit log: only what this account did, or what was done to it; of a bundle: whose a device is that never signed in"), "NAME" },
    { "origin", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->origins, N_ ("Web site whose pages may use the inquiry key; may be given several times"), "https://SITE" },
    { "device", 0, 0, G_OPTION_ARG_STRING, &options->device, N_ ("For which device a bundle is"), "ID" },
    { "fingerprint", 0, 0, G_OPTION_ARG_STRING, &options->fingerprint, N_ ("Accepts the key of a device, as it was read there"), "HEX" },
    { "answer", 0, 0, G_OPTION_ARG_FILENAME, &options->answer, N_ ("Also writes the answer to a bundle that is imported"), "FILE" },
    { "files-mb", 0, 0, G_OPTION_ARG_INT, &options->file_mb, N_ ("Megabytes of attached files in a bundle, at most; 200 when not given"), "N" },
    { "changes", 0, 0, G_OPTION_ARG_NONE, &options->with_changes, N_ ("Shows what is in a bundle, per record and field"), NULL },
    { NULL },
  };
  /* clang-format on */
  GOptionContext *context = g_option_context_new (
      "serve | backup FILE | check | digest | migrate | copy | restored | zone add NAME | "
      "account add NAME | account list | account set NAME | account remove NAME | "
      "account disable NAME | account enable NAME | device list | device revoke ID | "
      "device erase ID | audit | permissions | "
      "inquiry-key add NAME | inquiry-key list | inquiry-key revoke ID | "
      "bundle import FILE | bundle export FILE | bundle show FILE | bundle key");

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return context;
}

static void
clear_options (LfOptions *options)
{
  g_free (options->data);
  g_free (options->to);
  g_free (options->blobs);
  g_free (options->listen);
  g_free (options->tls_cert);
  g_free (options->tls_key);
  g_free (options->role);
  g_free (options->park);
  g_free (options->team);
  g_free (options->zone);
  g_free (options->password_file);
  g_free (options->log);
  g_free (options->since);
  g_strfreev (options->origins);
  g_free (options->device);
  g_free (options->account);
  g_free (options->fingerprint);
  g_free (options->answer);
}

int
main (int argc, char *argv[])
{
  const char *locale_dir = g_getenv ("LANDFALL_LOCALE_DIR");
  LfOptions options
      = { .file_mb = -1, .session_days = LF_SESSION_DAYS, .audit_days = LF_AUDIT_DAYS };
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  setlocale (LC_ALL, "");
  if (!g_get_charset (NULL)) /* scripts run in "C", and a locale may not be there */
    setlocale (LC_CTYPE, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : LF_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  context = make_context (&options);
  is_done = g_option_context_parse (context, &argc, &argv, &error)
            && run (&options, argc, argv, &error);
  clear_options (&options);
  if (is_done)
    return 0;
  fprintf (stderr, "landfall-server: %s\n", error->message);
  return exit_status (error);
}
