/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help: the list of verbs, or one verb's options. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"

#include <glib/gi18n.h>

static void
print_verbs (void)
{
  g_autoptr (LfTable) table = lf_table_new (_ ("Verb"), _ ("What it does"), NULL);
  guint n;
  const LfVerb *verbs = lf_cli_verbs (&n);

  for (guint i = 0; i < n; i++)
    lf_table_add (table, verbs[i].name, _ (verbs[i].summary), NULL);
  lf_cli_print_line (_ ("landfall-cli [--store DIR] [--json] VERB …"));
  lf_cli_print_line ("%s", "");
  lf_table_print (table);
  lf_cli_print_line ("%s", "");
  lf_cli_print_line (_ ("“landfall-cli help VERB” explains one. Exit status: 0 done, 1 the data's "
                        "fault, 2 the call's fault, 3 server not reachable, nothing lost."));
}

gboolean
lf_cmd_help (LfCli *cli, GError **error)
{
  const char *const args[] = { "--help", NULL };
  const LfVerb *verb;

  if (!lf_cli_parse (cli, NULL, 0, 1, error))
    return FALSE;
  if (cli->n_args == 0)
    {
      print_verbs ();
      return TRUE;
    }
  verb = lf_cli_find_verb (cli->args[0]);
  if (verb == NULL)
    return lf_cli_call_error (error, _ ("There is no verb “%s”."), cli->args[0]);
  cli->verb = verb;
  g_strfreev (cli->args);
  cli->args = g_strdupv ((char **) args);
  cli->n_args = 1;
  return verb->run (cli, error);
}
