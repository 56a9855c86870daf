/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bundle: sync by files that somebody carries. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"

#include "lf-carry.h"

#include <glib/gi18n.h>
#include <string.h>

#define MEGABYTE (1000 * 1000)

/* What stood behind the verb. */
typedef struct
{
  char *fingerprint; /* (nullable) */
  gboolean sends_all;
  gboolean with_changes;
  int file_mb; /* below zero: not given */
} BundleOptions;

static void
print_problems (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    g_printerr ("%s\n", (const char *) problems->pdata[i]);
}

/* ---- export ---- */

static void
print_export (LfCli *cli, const LfCarryExport *made)
{
  g_autofree char *sentence = lf_carry_export_format (made);
  JsonObject *object;

  if (!cli->json)
    {
      lf_cli_print_line ("%s", sentence);
      print_problems (made->problems);
      return;
    }
  object = json_object_new ();
  json_object_set_int_member (object, "number", made->number);
  json_object_set_int_member (object, "changes", made->n_changes);
  json_object_set_int_member (object, "changes_left", made->n_changes_left);
  json_object_set_int_member (object, "files", made->n_files);
  json_object_set_int_member (object, "files_left", made->n_files_left);
  json_object_set_string_member (object, "fingerprint", made->fingerprint);
  json_object_set_array_member (object, "problems", lf_json_strings (made->problems));
  json_object_set_string_member (object, "message", sentence);
  lf_cli_print_object (object);
}

/* The sentence of the engine is for a window too. */
static void
add_way_out (GError **error)
{
  g_autofree char *sentence = NULL;

  if (!g_error_matches (*error, LF_SYNC_ERROR, LF_SYNC_ERROR_MASS_CHANGE))
    return;
  sentence = g_steal_pointer (&(*error)->message);
  (*error)->message = g_strdup_printf (
      _ ("%s “landfall-cli pending --edits” shows it, “landfall-cli bundle export FILE --send-all” "
         "writes it."),
      sentence);
}

static gboolean
export_bundle (LfCli *cli, const char *path, const BundleOptions *options, GError **error)
{
  const LfCarryOptions carry
      = { options->sends_all,
          options->file_mb < 0 ? LF_BUNDLE_FILE_BYTES : (gint64) options->file_mb * MEGABYTE };
  g_auto (LfCarryExport) made = { 0 };
  g_autoptr (GError) cause = NULL;

  if (!lf_carry_export (cli->store, path, &carry, &made, /* cancellable= */ NULL, &cause))
    {
      add_way_out (&cause);
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  print_export (cli, &made);
  return TRUE;
}

/* ---- import ---- */

static void
print_import (LfCli *cli, const LfCarryImport *taken)
{
  const LfSyncOutcome *sync = &taken->sync;
  g_autofree char *sentence = lf_carry_import_format (taken);
  JsonObject *object;

  if (!cli->json)
    {
      lf_cli_print_line ("%s", sentence);
      print_problems (sync->problems);
      print_problems (sync->file_problems);
      return;
    }
  object = json_object_new ();
  json_object_set_int_member (object, "number", taken->number);
  json_object_set_boolean_member (object, "known", taken->is_known);
  json_object_set_boolean_member (object, "more", taken->has_more);
  json_object_set_int_member (object, "pulled", sync->n_pulled);
  json_object_set_int_member (object, "pushed", sync->n_pushed);
  json_object_set_int_member (object, "conflicts", sync->n_conflicts);
  json_object_set_int_member (object, "refused", sync->n_refused);
  json_object_set_int_member (object, "files_received", sync->n_files_received);
  json_object_set_int_member (object, "files_to_send", sync->n_files_to_send);
  json_object_set_int_member (object, "files_to_fetch", sync->n_files_to_fetch);
  json_object_set_array_member (object, "problems", lf_json_strings (sync->problems));
  json_object_set_array_member (object, "file_problems", lf_json_strings (sync->file_problems));
  json_object_set_string_member (object, "message", sentence);
  lf_cli_print_object (object);
}

static gboolean
import_bundle (LfCli *cli, const char *path, const BundleOptions *options, GError **error)
{
  g_auto (LfCarryImport) taken = { 0 };

  if (!lf_carry_import (cli->store, path, options->fingerprint, &taken, /* cancellable= */ NULL,
                        error))
    return FALSE;
  print_import (cli, &taken);
  return TRUE;
}

/* ---- show and key ---- */

static void
print_line (const char *line, gpointer user_data)
{
  lf_cli_print_line ("%s", line);
}

static void
add_line (const char *line, gpointer user_data)
{
  json_array_add_string_element (user_data, line);
}

static gboolean
show_bundle (LfCli *cli, const char *path, const BundleOptions *options, GError **error)
{
  g_autoptr (JsonArray) lines = NULL;
  JsonObject *object;

  if (!cli->json)
    return lf_bundle_show (path, options->with_changes, print_line, NULL, error);
  lines = json_array_new ();
  if (!lf_bundle_show (path, options->with_changes, add_line, lines, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_array_member (object, "lines", g_steal_pointer (&lines));
  lf_cli_print_object (object);
  return TRUE;
}

static gboolean
print_key (LfCli *cli, GError **error)
{
  g_autofree char *fingerprint = lf_carry_fingerprint (cli->store, error);

  if (fingerprint != NULL)
    lf_cli_print_done (cli, "fingerprint", fingerprint, fingerprint);
  return fingerprint != NULL;
}

/* ---- The verb ---- */

static gboolean
run_with_file (LfCli *cli, const BundleOptions *options, GError **error)
{
  static const struct
  {
    const char *word;
    gboolean needs_store;
    gboolean (*run) (LfCli *cli, const char *path, const BundleOptions *options, GError **error);
  } actions[] = {
    { "export", TRUE, export_bundle },
    { "import", TRUE, import_bundle },
    { "show", FALSE, show_bundle },
  };
  g_autofree char *path = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (strcmp (cli->args[0], actions[i].word) != 0)
        continue;
      if (cli->n_args < 2)
        return lf_cli_call_error (error, _ ("Say which file: landfall-cli bundle %s FILE"),
                                  actions[i].word);
      path = lf_cli_path (cli->args[1], error);
      return path != NULL
             && (!actions[i].needs_store || lf_cli_open (cli, LF_STORE_OPEN_EXISTING, error))
             && actions[i].run (cli, path, options, error);
    }
  return lf_cli_call_error (error, _ ("“%s” is none of export, import, show and key."),
                            cli->args[0]);
}

gboolean
lf_cmd_bundle (LfCli *cli, GError **error)
{
  BundleOptions bundle = { .file_mb = -1 };
  const GOptionEntry options[] = {
    { "fingerprint", 0, 0, G_OPTION_ARG_STRING, &bundle.fingerprint,
      N_ ("import: fingerprint of the server's key, to trust just that"), "HEX" },
    { "send-all", 0, 0, G_OPTION_ARG_NONE, &bundle.sends_all,
      N_ ("export: also where many records were edited or deleted at once"), NULL },
    { "files-mb", 0, 0, G_OPTION_ARG_INT, &bundle.file_mb,
      N_ ("export: megabytes of attached files at most (200)"), "N" },
    { "changes", 0, 0, G_OPTION_ARG_NONE, &bundle.with_changes,
      N_ ("show: also each change or record, field by field"), NULL },
    { NULL },
  };
  gboolean is_done;

  if (!lf_cli_parse (cli, options, 1, 2, error))
    return FALSE;
  if (strcmp (cli->args[0], "key") != 0)
    is_done = run_with_file (cli, &bundle, error);
  else if (cli->n_args > 1)
    is_done = lf_cli_call_error (error, _ ("“bundle key” takes no file."));
  else
    is_done = lf_cli_open (cli, LF_STORE_OPEN_EXISTING, error) && print_key (cli, error);
  g_free (bundle.fingerprint);
  return is_done;
}
