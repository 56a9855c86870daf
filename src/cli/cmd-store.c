/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store as a whole: init, verify, digest, generate. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-generate.h"
#include "lf-sample.h"

#include <glib/gi18n.h>

gboolean
lf_cmd_init (LfCli *cli, GError **error)
{
  gboolean with_sample = FALSE;
  const GOptionEntry options[] = {
    { "sample", 0, 0, G_OPTION_ARG_NONE, &with_sample, N_ ("Fill it with an invented zone"), NULL },
    { NULL },
  };
  g_autofree char *sentence = NULL;

  if (!lf_cli_parse (cli, options, 0, 0, error) || !lf_cli_open (cli, LF_STORE_OPEN_CREATE, error))
    return FALSE;
  if (with_sample && !lf_sample_fill_sync (cli->store, error))
    return FALSE;
  sentence = g_strdup_printf (_ ("The store is in %s"), cli->folder);
  lf_cli_print_done (cli, "store", cli->folder, sentence);
  return TRUE;
}

static void
print_problems (const LfCli *cli, GPtrArray *problems)
{
  JsonObject *object;

  if (!cli->json)
    {
      for (guint i = 0; i < problems->len; i++)
        lf_cli_print_line ("%s", (const char *) g_ptr_array_index (problems, i));
      if (problems->len == 0)
        lf_cli_print_line (_ ("The store is sound."));
      return;
    }
  object = json_object_new ();
  json_object_set_array_member (object, "problems", lf_json_strings (problems));
  lf_cli_print_object (object);
}

gboolean
lf_cmd_verify (LfCli *cli, GError **error)
{
  gboolean with_server = FALSE;
  const GOptionEntry options[] = {
    { "server", 0, 0, G_OPTION_ARG_NONE, &with_server,
      N_ ("Sync, and compare every record with what the server has; mends what differs"), NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) problems = NULL;

  if (!lf_cli_begin (cli, options, 0, 0, error))
    return FALSE;
  if (with_server)
    return lf_cli_compare (cli, error);
  if (!lf_store_verify_sync (cli->store, &problems, error))
    return FALSE;
  print_problems (cli, problems);
  if (problems->len == 0)
    return TRUE;
  g_set_error_literal (error, LF_STORE_ERROR, LF_STORE_ERROR_CORRUPT,
                       _ ("The store is not sound. Do what is said above; “landfall-cli restore "
                          "--latest” brings the newest backup, “landfall-cli backups” lists all."));
  return FALSE;
}

gboolean
lf_cmd_digest (LfCli *cli, GError **error)
{
  g_autofree char *digest = NULL;

  if (!lf_cli_begin (cli, NULL, 0, 0, error))
    return FALSE;
  digest = lf_store_digest_sync (cli->store, error);
  if (digest == NULL)
    return FALSE;
  lf_cli_print_done (cli, "digest", digest, digest);
  return TRUE;
}

gboolean
lf_cmd_generate (LfCli *cli, GError **error)
{
  int n_projects = 0;
  int seed = 1;
  const GOptionEntry options[] = {
    { "projects", 0, 0, G_OPTION_ARG_INT, &n_projects, N_ ("How many projects"), "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, N_ ("The same seed makes the same zone"), "S" },
    { NULL },
  };
  g_autofree char *sentence = NULL;
  g_autofree char *number = NULL;

  if (!lf_cli_parse (cli, options, 0, 0, error))
    return FALSE;
  if (n_projects <= 0)
    return lf_cli_call_error (error, _ ("Say how many projects: --projects 1000"));
  if (!lf_cli_open (cli, LF_STORE_OPEN_CREATE, error)
      || !lf_generate_sync (cli->store, (guint) n_projects, (guint32) seed, &cli->today, error))
    return FALSE;
  number = g_strdup_printf ("%d", n_projects);
  sentence = g_strdup_printf (
      ngettext ("Made %d project.", "Made %d projects.", (gulong) n_projects), n_projects);
  lf_cli_print_done (cli, "projects", number, sentence);
  return TRUE;
}
