/* SPDX-License-Identifier: GPL-3.0-or-later */
/* landfall-server: serve, and the administration of zones, accounts and devices. */

#include "config.h"

#include "lf-accounts.h"
#include "lf-server-pages.h"
#include "lf-server.h"
#include "lf-storage-sqlite.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct {
  char *data, *listen, *tls_cert, *tls_key, *role, *zone, *password_file;
} options;

/* clang-format off */
static const GOptionEntry entries[] = {
  { "data", 0, 0, G_OPTION_ARG_STRING, &options.data, N_ ("Where the records are"), "sqlite:FILE" },
  { "listen", 0, 0, G_OPTION_ARG_STRING, &options.listen, N_ ("Where to listen; 127.0.0.1:8470 when not given"), "ADDR:PORT" },
  { "tls-cert", 0, 0, G_OPTION_ARG_FILENAME, &options.tls_cert, N_ ("Certificate in PEM form"), "FILE" },
  { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &options.tls_key, N_ ("Its private key in PEM form"), "FILE" },
  { "role", 0, 0, G_OPTION_ARG_STRING, &options.role, N_ ("Role of the account: recruiter, leader, administrator…"), "ROLE" },
  { "zone", 0, 0, G_OPTION_ARG_STRING, &options.zone, N_ ("Zone; “zone” when not given"), "ZONE" },
  { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &options.password_file, N_ ("File with the password; - reads it from the standard input"), "FILE" },
  { NULL },
};
/* clang-format on */

static const char *
zone (void)
{
  return options.zone != NULL ? options.zone : "zone";
}

static LfServerStorage *
open_storage (GError **error)
{
  g_autoptr (LfServerStorage) storage = NULL;

  if (options.data == NULL || !g_str_has_prefix (options.data, "sqlite:") || options.data[strlen ("sqlite:")] == '\0')
    {
      g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL, _ ("Say where the records are: --data sqlite:FILE"));
      return NULL;
    }
  storage = lf_storage_sqlite_new (options.data + strlen ("sqlite:"), error);
  return storage != NULL && lf_server_storage_add_zone (storage, zone (), error) ? g_steal_pointer (&storage) : NULL;
}

/* ---- serve ---- */

static gboolean
on_terminate_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
load_certificate (GTlsCertificate **ret_certificate, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  *ret_certificate = NULL;
  if (options.tls_cert == NULL && options.tls_key == NULL)
    return TRUE;
  if (options.tls_cert != NULL && options.tls_key != NULL)
    *ret_certificate = g_tls_certificate_new_from_files (options.tls_cert, options.tls_key, &local_error);
  if (*ret_certificate != NULL)
    return TRUE;
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL, _ ("The certificate and its key cannot be used: %s"),
               local_error == NULL ? _ ("both --tls-cert and --tls-key are needed.") : local_error->message);
  return FALSE;
}

static gboolean
serve (char **arguments, GError **error)
{
  g_autoptr (LfServerStorage) storage = open_storage (error);
  g_autoptr (LfServer) server = storage == NULL ? NULL : lf_server_new (storage);
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *address = NULL;

  if (server == NULL || !load_certificate (&certificate, error))
    return FALSE;
  address = lf_server_listen (server, options.listen != NULL ? options.listen : "127.0.0.1:8470", certificate, error);
  if (address == NULL)
    return FALSE;
  g_unix_signal_add (SIGTERM, on_terminate_cb, loop);
  g_unix_signal_add (SIGINT, on_terminate_cb, loop);
  printf ("landfall-server: listening on %s\n", address);
  fflush (stdout);
  g_main_loop_run (loop);
  lf_server_stop (server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return TRUE;
}

/* ---- Administration ---- */

static char *
read_password (GError **error)
{
  g_autofree char *password = NULL;
  const char *file = options.password_file;

  if (file == NULL)
    {
      g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL, _ ("Give the password with --password-file FILE, or - for the standard input."));
      return NULL;
    }
  if (!g_file_get_contents (strcmp (file, "-") == 0 ? "/dev/stdin" : file, &password, NULL, error))
    return NULL;
  g_strchomp (password);
  return g_steal_pointer (&password);
}

static gboolean
add_account (char **arguments, GError **error)
{
  g_autoptr (LfServerStorage) storage = open_storage (error);
  g_autofree char *password = storage == NULL ? NULL : read_password (error);

  return password != NULL && lf_accounts_save (storage, zone (), arguments[0], options.role != NULL ? options.role : "recruiter", password, error);
}

static gboolean
list_accounts (char **arguments, GError **error)
{
  g_autoptr (LfServerStorage) storage = open_storage (error);
  g_autoptr (GPtrArray) accounts = storage == NULL ? NULL : lf_server_storage_list_accounts (storage, error);

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      const LfServerAccount *account = accounts->pdata[i];
      printf ("%s\t%s\t%s\n", account->zone, account->name, account->role);
    }
  return accounts != NULL;
}

static gboolean
list_devices (char **arguments, GError **error)
{
  g_autoptr (LfServerStorage) storage = open_storage (error);
  g_autoptr (GPtrArray) devices = storage == NULL ? NULL : lf_server_storage_list_devices (storage, error);

  for (guint i = 0; devices != NULL && i < devices->len; i++)
    {
      const LfServerDevice *device = devices->pdata[i];
      printf ("%s\t%s\t%s\t%s\n", device->id, device->account, device->name == NULL ? "" : device->name, device->is_revoked ? "revoked" : "");
    }
  return devices != NULL;
}

static gboolean
revoke_device (char **arguments, GError **error)
{
  g_autoptr (LfServerStorage) storage = open_storage (error);
  gboolean is_found;

  if (storage == NULL || !lf_accounts_revoke (storage, arguments[0], &is_found, error))
    return FALSE;
  if (!is_found)
    g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE, _ ("There is no device with the id “%s”."), arguments[0]);
  return is_found;
}

static gboolean
add_zone (char **arguments, GError **error)
{
  g_autoptr (LfServerStorage) storage = open_storage (error);

  return storage != NULL && lf_server_storage_add_zone (storage, arguments[0], error);
}

static gboolean
print_digest (char **arguments, GError **error)
{
  g_autoptr (LfServerStorage) storage = open_storage (error);
  g_autofree char *digest = storage == NULL ? NULL : lf_server_digest (storage, zone (), error);

  if (digest != NULL)
    printf ("%s\n", digest);
  return digest != NULL;
}

static gboolean
check (char **arguments, GError **error)
{
  g_autoptr (LfServerStorage) storage = open_storage (error);
  gint64 seq = storage == NULL ? -1 : lf_server_storage_last_seq (storage, zone (), error);

  if (seq >= 0)
    printf (_ ("The database can be used; its last sequence number is %ld.\n"), (long) seq);
  return seq >= 0;
}

/* ---- Verbs ---- */

static const struct {
  const char *verb, *action; /* action: (nullable) */
  int n_arguments;
  gboolean (*run) (char **arguments, GError **error);
} verbs[] = {
  { "serve", NULL, 0, serve },
  { "check", NULL, 0, check },
  { "digest", NULL, 0, print_digest },
  { "zone", "add", 1, add_zone },
  { "account", "add", 1, add_account },
  { "account", "list", 0, list_accounts },
  { "device", "list", 0, list_devices },
  { "device", "revoke", 1, revoke_device },
};

static gboolean
run (int argc, char **argv, GError **error)
{
  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (verbs); i++)
    {
      int first = verbs[i].action == NULL ? 2 : 3;

      if (strcmp (argv[1], verbs[i].verb) != 0 || (verbs[i].action != NULL && (argc < 3 || strcmp (argv[2], verbs[i].action) != 0)))
        continue;
      if (argc - first == verbs[i].n_arguments)
        return verbs[i].run (argv + first, error);
    }
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL, _ ("This call is not known. “landfall-server --help” lists what there is."));
  return FALSE;
}

static int
exit_status (const GError *error)
{
  if (g_error_matches (error, LF_SERVER_ERROR, LF_SERVER_ERROR_NETWORK))
    return 3;
  return error->domain == G_OPTION_ERROR || g_error_matches (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL) ? 2 : 1;
}

int
main (int argc, char *argv[])
{
  const char *locale_dir = g_getenv ("LANDFALL_LOCALE_DIR");
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : LF_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  context = g_option_context_new ("serve | check | digest | zone add NAME | account add NAME | account list | device list | device revoke ID");
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (g_option_context_parse (context, &argc, &argv, &error) && run (argc, argv, &error))
    return 0;
  fprintf (stderr, "landfall-server: %s\n", error->message);
  return exit_status (error);
}
