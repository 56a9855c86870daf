/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One's own account on the server: passwd and devices. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-http-account.h"

#include <glib/gi18n.h>
#include <string.h>

static LfCredentials *
load_credentials (LfCli *cli, GError **error)
{
  GError *cause = NULL;
  LfCredentials *credentials = lf_credentials_load (lf_store_folder (cli->store), &cause);

  if (cause != NULL)
    g_propagate_error (error, cause);
  else if (credentials == NULL)
    g_set_error_literal (error, LF_SYNC_ERROR, LF_SYNC_ERROR_NOT_SIGNED_IN,
                         _ ("This store has no server yet. Sign in to one first."));
  return credentials;
}

/* ---- passwd ---- */

gboolean
lf_cmd_passwd (LfCli *cli, GError **error)
{
  g_autofree char *before_file = NULL;
  g_autofree char *after_file = NULL;
  const GOptionEntry options[] = {
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &before_file,
      N_ ("File with the old password in its first line (standard input)"), "FILE" },
    { "new-password-file", 0, 0, G_OPTION_ARG_FILENAME, &after_file,
      N_ ("File with the new password in its first line (standard input)"), "FILE" },
    { NULL },
  };
  g_autoptr (LfCredentials) credentials = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (!lf_cli_begin (cli, options, 0, 0, error))
    return FALSE;
  credentials = load_credentials (cli, error);
  before = credentials == NULL ? NULL
                               : lf_cli_read_password (before_file, _ ("Old password: "), error);
  after = before == NULL ? NULL : lf_cli_read_password (after_file, _ ("New password: "), error);
  if (after == NULL || !lf_http_change_password (credentials, before, after, NULL, error))
    return FALSE;
  lf_cli_print_done (cli, "account", credentials->user,
                     _ ("The password is changed. Other devices stay signed in; “landfall-cli "
                        "devices” ends that."));
  return TRUE;
}

/* ---- devices ---- */

static const char *
member (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, "");
}

static const char *
state_label (const char *state)
{
  static const struct
  {
    const char *word, *label;
  } labels[] = {
    { "active", N_ ("signed in") },
    { "revoked", N_ ("signed out") },
    { "erase", N_ ("to be erased") },
    { "erased", N_ ("erased") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strcmp (labels[i].word, state) == 0)
      return _ (labels[i].label);
  return state;
}

static void
print_devices (JsonArray *devices)
{
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Device"), _ ("Account"), _ ("State"), _ ("Last contact"), _ ("Id"), NULL);

  for (guint i = 0; i < json_array_get_length (devices); i++)
    {
      JsonObject *device = json_array_get_object_element (devices, i);
      g_autofree char *seen
          = lf_cli_time (json_object_get_int_member_with_default (device, "seen", 0));

      lf_table_add (table, member (device, "name"), member (device, "account"),
                    state_label (member (device, "state")), seen, member (device, "id"), NULL);
    }
  lf_table_print (table);
}

static gboolean
list_devices (LfCli *cli, const LfCredentials *credentials, GError **error)
{
  g_autoptr (JsonNode) answer
      = lf_http_ask (credentials, "GET", "/v1/devices", NULL, /* cancellable= */ NULL, error);
  JsonObject *object
      = answer != NULL && JSON_NODE_HOLDS_OBJECT (answer) ? json_node_get_object (answer) : NULL;

  if (answer == NULL)
    return FALSE;
  if (object == NULL || !json_object_has_member (object, "devices"))
    {
      g_set_error_literal (error, LF_SYNC_ERROR, LF_SYNC_ERROR_PROTOCOL,
                           _ ("The server's answer cannot be read."));
      return FALSE;
    }
  if (cli->json)
    lf_cli_print_json (g_steal_pointer (&answer));
  else
    print_devices (json_object_get_array_member (object, "devices"));
  return TRUE;
}

static gboolean
end_device (LfCli *cli, const LfCredentials *credentials, GError **error)
{
  gboolean erases = strcmp (cli->args[0], "erase") == 0;

  if (!erases && strcmp (cli->args[0], "revoke") != 0)
    return lf_cli_call_error (error, _ ("A device is ended with “revoke ID” or “erase ID”."));
  if (!lf_http_set_device_state (credentials, cli->args[1], erases ? "erase" : "revoked", 0, NULL,
                                 error))
    return FALSE;
  lf_cli_print_done (cli, "device", cli->args[1],
                     erases ? _ ("The device erases what it holds at its next contact.")
                            : _ ("The device is signed out. What it holds stays on it."));
  return TRUE;
}

gboolean
lf_cmd_devices (LfCli *cli, GError **error)
{
  g_autoptr (LfCredentials) credentials = NULL;

  if (!lf_cli_begin (cli, NULL, 0, 2, error))
    return FALSE;
  if (cli->n_args == 1)
    return lf_cli_call_error (error, _ ("A device is ended with “revoke ID” or “erase ID”."));
  credentials = load_credentials (cli, error);
  if (credentials == NULL)
    return FALSE;
  return cli->n_args == 0 ? list_devices (cli, credentials, error)
                          : end_device (cli, credentials, error);
}
