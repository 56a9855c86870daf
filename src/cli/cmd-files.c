/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attached files: attach, files, file. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-store-files.h"

#include <glib/gi18n.h>

static const LfField *
files_field (const LfRecord *record, GError **error)
{
  const LfEntity *entity = lf_record_entity (record);

  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (field->type == LF_VALUE_ATTACHMENT_SET)
      return field;
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
               _ ("%s records hold no files. Attach them to the record that this one belongs to."),
               lf_entity_label (entity));
  return NULL;
}

/* ---- files ---- */

static JsonObject *
json_file (LfStore *store, const LfField *field, const char *element)
{
  g_autofree char *digest = g_strndup (element, LF_DIGEST_CHARS);
  gint64 size = lf_store_file_size (store, element);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", digest);
  json_object_set_string_member (object, "name", lf_file_name (element));
  json_object_set_string_member (object, "field", field->name);
  json_object_set_boolean_member (object, "here", size >= 0);
  if (size >= 0)
    json_object_set_int_member (object, "bytes", size);
  return object;
}

static void
list_file (LfCli *cli, const LfField *field, const char *element, LfTable *table, JsonArray *list)
{
  gint64 size = lf_store_file_size (cli->store, element);
  g_autofree char *digest = g_strndup (element, 12);
  g_autofree char *shown = size < 0 ? g_strdup (_ ("not here yet"))
                                    : g_format_size_full ((guint64) size, G_FORMAT_SIZE_IEC_UNITS);

  lf_table_add (table, digest, lf_file_name (element), shown, NULL);
  json_array_add_object_element (list, json_file (cli->store, field, element));
}

static void
print_files (LfCli *cli, const LfRecord *record)
{
  g_autoptr (LfTable) table = lf_table_new (_ ("File"), _ ("Name"), _ ("Size"), NULL);
  JsonArray *list = json_array_new ();
  JsonObject *object = json_object_new ();

  for (const LfField *field = lf_record_entity (record)->fields; field->name != NULL; field++)
    if (field->type == LF_VALUE_ATTACHMENT_SET)
      {
        g_auto (GStrv) elements = lf_set_split (lf_record_get (record, field->name));

        for (char **element = elements; *element != NULL; element++)
          list_file (cli, field, *element, table, list);
      }
  json_object_set_array_member (object, "files", list);
  if (cli->json)
    {
      lf_cli_print_object (object);
      return;
    }
  lf_table_print (table);
  json_object_unref (object);
}

gboolean
lf_cmd_files (LfCli *cli, GError **error)
{
  g_autoptr (LfRecord) record = NULL;

  if (!lf_cli_begin (cli, NULL, 1, 1, error))
    return FALSE;
  record = lf_cli_record (cli, cli->args[0], error);
  if (record == NULL || files_field (record, error) == NULL)
    return FALSE;
  print_files (cli, record);
  return TRUE;
}

/* ---- attach ---- */

/* All of them or none: one that cannot be added leaves the record as it was. */
static char *
add_all (LfCli *cli, const char *set, GError **error)
{
  g_autofree char *all = g_strdup (set);

  for (guint i = 1; i < cli->n_args; i++)
    {
      g_autofree char *element = lf_store_add_file_sync (cli->store, cli->args[i], error);
      char *more;

      if (element == NULL)
        return NULL;
      more = lf_set_apply (all, NULL, element);
      g_free (all);
      all = more;
    }
  return g_steal_pointer (&all);
}

gboolean
lf_cmd_attach (LfCli *cli, GError **error)
{
  g_autoptr (LfRecord) record = NULL;
  g_autoptr (LfRecord) saved = NULL;
  g_autoptr (LfChange) change = NULL;
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;
  g_autofree char *set = NULL;
  const LfField *field;

  if (!lf_cli_begin (cli, NULL, 2, G_MAXUINT, error))
    return FALSE;
  record = lf_cli_live_record (cli, cli->args[0], error);
  field = record == NULL ? NULL : files_field (record, error);
  set = field == NULL ? NULL : add_all (cli, lf_record_get (record, field->name), error);
  if (set == NULL)
    return FALSE;
  title = lf_record_title (record);
  label = g_strdup_printf (_ ("Attach to “%s”"), title);
  change = lf_change_new (label);
  lf_change_edit (change, record, field->name, set);
  if (!lf_store_commit_sync (cli->store, change, error))
    return FALSE;
  saved = lf_store_load_sync (cli->store, lf_record_entity (record), lf_record_id (record), error);
  if (saved == NULL)
    return FALSE;
  print_files (cli, saved);
  return TRUE;
}

/* ---- file ---- */

gboolean
lf_cmd_file (LfCli *cli, GError **error)
{
  g_autofree char *output = NULL;
  const GOptionEntry options[] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where to write it"), "PATH" },
    { NULL },
  };
  g_autofree char *digest = NULL;
  g_autofree char *path = NULL;

  if (!lf_cli_parse (cli, options, 1, 1, error))
    return FALSE;
  if (output == NULL)
    return lf_cli_call_error (error, _ ("Say where to write the file: --output PATH"));
  path = lf_cli_path (output, error);
  if (path == NULL || !lf_cli_open (cli, LF_STORE_OPEN_EXISTING, error))
    return FALSE;
  digest = lf_store_find_file_sync (cli->store, cli->args[0], error);
  if (digest == NULL || !lf_store_save_file_sync (cli->store, digest, path, error))
    return FALSE;
  lf_cli_print_written (cli, path);
  return TRUE;
}
