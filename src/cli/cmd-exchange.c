/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spreadsheets: import, export. */

#include "config.h"

#include "lf-cli-duplicate.h"
#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-export.h"
#include "lf-import.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---- The mapping file: HEADING=FIELD a line; nothing after = leaves the column out ---- */

static GHashTable *
read_mapping (const char *path, GError **error)
{
  g_autoptr (GHashTable) mapping = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (char **p = lines; *p != NULL; p++)
    {
      char *line = g_strstrip (*p);
      char *equals = strrchr (line, '=');

      if (*line == '\0' || *line == '#')
        continue;
      if (equals == NULL)
        {
          lf_cli_call_error (error, _ ("Line %d of “%s” is not of the form HEADING=FIELD."),
                             (int) (p - lines) + 1, path);
          return NULL;
        }
      *equals = '\0';
      g_hash_table_insert (mapping, g_strdup (g_strstrip (line)),
                           g_strdup (g_strstrip (equals + 1)));
    }
  return g_steal_pointer (&mapping);
}

/* ---- import ---- */

static JsonArray *
json_columns (const LfImport *import)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < lf_import_n_columns (import); i++)
    {
      const LfField *field = lf_import_field (import, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "heading", lf_import_heading (import, i));
      if (field != NULL)
        json_object_set_string_member (object, "field", field->name);
      else
        json_object_set_null_member (object, "field");
      json_object_set_boolean_member (object, "learned", lf_import_is_learned (import, i));
      json_array_add_object_element (list, object);
    }
  return list;
}

static JsonArray *
json_problems (GPtrArray *problems)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < problems->len; i++)
    {
      const LfImportProblem *problem = g_ptr_array_index (problems, i);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "row", problem->row);
      json_object_set_int_member (object, "column", problem->column);
      json_object_set_string_member (object, "heading", problem->heading);
      json_object_set_string_member (object, "value", problem->value);
      json_object_set_string_member (object, "message", problem->message);
      json_array_add_object_element (list, object);
    }
  return list;
}

static JsonArray *
json_import_duplicates (const LfImport *import)
{
  GPtrArray *duplicates = lf_import_duplicates (import);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < duplicates->len; i++)
    {
      const LfImportDuplicate *one = g_ptr_array_index (duplicates, i);
      JsonObject *object = json_object_new ();
      g_autofree char *title = lf_record_title (one->record);

      json_object_set_int_member (object, "row", one->row);
      json_object_set_string_member (object, "entity", lf_record_entity (one->record)->name);
      json_object_set_string_member (object, "title", title);
      json_object_set_boolean_member (object, "waits", lf_import_duplicate_blocks (one));
      json_object_set_array_member (object, "duplicates", lf_json_duplicates (one->duplicates));
      json_array_add_object_element (list, object);
    }
  return list;
}

/* How many records of @entity are to be made for references. */
static guint
count_references (const LfImport *import, const LfEntity *entity)
{
  GPtrArray *references = lf_import_references (import);
  guint n = 0;

  for (guint i = 0; i < references->len; i++)
    n += lf_record_entity (g_ptr_array_index (references, i)) == entity;
  return n;
}

static void
print_import_json (const LfImport *import, gboolean is_done)
{
  const LfEntity *const *entities = lf_schema_entities (NULL);
  JsonObject *object = json_object_new ();
  JsonObject *references = json_object_new ();

  for (guint i = 0; entities[i] != NULL; i++)
    if (count_references (import, entities[i]) > 0)
      json_object_set_int_member (references, entities[i]->name,
                                  count_references (import, entities[i]));
  json_object_set_string_member (object, "entity", lf_import_entity (import)->name);
  json_object_set_boolean_member (object, "imported", is_done);
  json_object_set_int_member (object, "records", lf_import_records (import)->len);
  json_object_set_int_member (object, "updates", lf_import_n_updates (import));
  json_object_set_int_member (object, "skipped", lf_import_n_skipped (import));
  json_object_set_int_member (object, "hidden", lf_import_n_hidden (import));
  json_object_set_int_member (object, "doubles", lf_import_n_doubles (import));
  json_object_set_object_member (object, "references", references);
  json_object_set_array_member (object, "columns", json_columns (import));
  json_object_set_array_member (object, "problems", json_problems (lf_import_problems (import)));
  json_object_set_array_member (object, "left_out", json_problems (lf_import_left_out (import)));
  json_object_set_array_member (object, "duplicates", json_import_duplicates (import));
  lf_cli_print_object (object);
}

static void
print_columns (const LfImport *import)
{
  g_autoptr (LfTable) table = lf_table_new (_ ("Heading"), _ ("Field"), NULL);

  for (guint i = 0; i < lf_import_n_columns (import); i++)
    {
      const LfField *field = lf_import_field (import, i);
      const char *label = field != NULL ? lf_field_label (field) : _ ("(left out)");
      g_autofree char *learned = g_strdup_printf (_ ("%s (learned)"), label);

      lf_table_add (table, lf_import_heading (import, i),
                    lf_import_is_learned (import, i) ? learned : label, NULL);
    }
  lf_table_print (table);
}

/* What was in the file and is not in the store, so that nobody takes it for imported. */
static void
print_left_out (const LfImport *import)
{
  GPtrArray *rows = lf_import_left_out (import);
  g_autoptr (GString) headings = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const LfImportProblem *row = g_ptr_array_index (rows, i);

      lf_cli_print_line (_ ("Row %1$u is left out. %2$s"), row->row, row->message);
    }
  for (guint i = 0; i < lf_import_n_columns (import); i++)
    if (lf_import_field (import, i) == NULL && *lf_import_heading (import, i) != '\0')
      g_string_append_printf (headings, "%s%s", headings->len > 0 ? ", " : "",
                              lf_import_heading (import, i));
  if (headings->len > 0)
    lf_cli_print_line (_ ("Columns left out: %s"), headings->str);
}

static void
print_import (const LfImport *import, gboolean is_done, gboolean has_hidden)
{
  const LfEntity *const *entities = lf_schema_entities (NULL);

  if (!is_done)
    print_columns (import);
  lf_cli_print_line (is_done ? _ ("Imported:") : _ ("To be imported:"));
  lf_cli_print_line ("  %s: %u", lf_entity_plural (lf_import_entity (import)),
                     lf_import_records (import)->len);
  for (guint i = 0; entities[i] != NULL; i++)
    if (count_references (import, entities[i]) > 0)
      lf_cli_print_line ("  %s: %u", lf_entity_plural (entities[i]),
                         count_references (import, entities[i]));
  if (lf_import_n_updates (import) > 0)
    lf_cli_print_line (ngettext ("%u of them is there already and is changed.",
                                 "%u of them are there already and are changed.",
                                 lf_import_n_updates (import)),
                       lf_import_n_updates (import));
  if (has_hidden && lf_import_n_hidden (import) > 0)
    lf_cli_print_line (ngettext ("%u of the rows is hidden in the sheet.",
                                 "%u of the rows are hidden in the sheet.",
                                 lf_import_n_hidden (import)),
                       lf_import_n_hidden (import));
  print_left_out (import);
}

/* All problems at once, each where the spreadsheet shows it. */
static gboolean
fail_with_problems (const LfCli *cli, const LfImport *import, GError **error)
{
  GPtrArray *problems = lf_import_problems (import);

  for (guint i = 0; i < problems->len && !cli->json; i++)
    {
      const LfImportProblem *problem = g_ptr_array_index (problems, i);

      g_printerr (*problem->heading != '\0' ? _ ("Row %1$u, column %2$u (%3$s): %4$s\n")
                                            : _ ("Row %1$u, column %2$u%3$s: %4$s\n"),
                  problem->row, problem->column, problem->heading, problem->message);
    }
  if (cli->json)
    print_import_json (import, FALSE);
  g_set_error (
      error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_PROBLEMS,
      ngettext ("%u cell needs a correction. Nothing was imported: correct it and import again.",
                "%u cells need a correction. Nothing was imported: correct them and import "
                "again.",
                problems->len),
      problems->len);
  return FALSE;
}

/* ---- Rows that may be there already ---- */

static guint
count_blocking (const LfImport *import)
{
  GPtrArray *duplicates = lf_import_duplicates (import);
  guint n = 0;

  for (guint i = 0; i < duplicates->len; i++)
    n += lf_import_duplicate_blocks (g_ptr_array_index (duplicates, i));
  return n;
}

static void
warn_duplicates (const LfImport *import)
{
  GPtrArray *duplicates = lf_import_duplicates (import);

  for (guint i = 0; i < duplicates->len; i++)
    {
      const LfImportDuplicate *one = g_ptr_array_index (duplicates, i);
      const LfDuplicate *first = g_ptr_array_index (one->duplicates, 0);
      g_autofree char *title = lf_record_title (one->record);
      g_autofree char *other = lf_record_title (first->record);
      g_autofree char *why = lf_duplicate_explain (first->rule);

      g_printerr (_ ("Row %1$u: “%2$s” may be “%3$s” (%4$s: %5$s)\n"), one->row, title, other,
                  lf_duplicate_level_name (first->rule->level), why);
    }
}

static gboolean
fail_with_duplicates (const LfCli *cli, const LfImport *import, GError **error)
{
  guint n = count_blocking (import);

  if (cli->json)
    print_import_json (import, FALSE);
  g_set_error (
      error, LF_ERROR, LF_ERROR_REFUSED,
      ngettext ("%u row may be there already, so nothing was imported. Say what to do with it: "
                "--verdict ignore, merge, overwrite, or new --reason TEXT.",
                "%u rows may be there already, so nothing was imported. Say what to do with them: "
                "--verdict ignore, merge, overwrite, or new --reason TEXT.",
                n),
      n);
  return FALSE;
}

/* What the options of “import” say. */
typedef struct
{
  char *entity, *map, *sheet, *mode, *key, *skip_file, *verdict, *reason;
  LfJudgement judgement; /* with @verdict */
  gboolean is_dry, has_hidden;
} ImportWish;

static void
import_wish_clear (ImportWish *self)
{
  g_free (self->entity);
  g_free (self->map);
  g_free (self->sheet);
  g_free (self->mode);
  g_free (self->key);
  g_free (self->skip_file);
  g_free (self->verdict);
  g_free (self->reason);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ImportWish, import_wish_clear)

static gboolean
read_mode (const char *word, LfImportMode *ret_mode, GError **error)
{
  static const char *const words[] = { "create", "update", "both" };

  *ret_mode = LF_IMPORT_CREATE;
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (words); i++)
    if (strcmp (word, words[i]) == 0)
      {
        *ret_mode = (LfImportMode) i;
        return TRUE;
      }
  return word == NULL
         || lf_cli_call_error (
             error, _ ("“%s” is no way to import. Choose create, update or both."), word);
}

static LfImport *
plan_import (LfCli *cli, const ImportWish *wish, GError **error)
{
  g_autoptr (GHashTable) mapping = NULL;
  LfImportOptions options = { .sheet = wish->sheet,
                              .key = wish->key,
                              .is_lenient = wish->skip_file != NULL,
                              .has_hidden = wish->has_hidden };

  if (!read_mode (wish->mode, &options.mode, error))
    return NULL;
  if (wish->entity != NULL && (options.entity = lf_cli_entity (wish->entity, error)) == NULL)
    return NULL;
  if (wish->map != NULL && (mapping = read_mapping (wish->map, error)) == NULL)
    return NULL;
  options.mapping = mapping;
  return lf_import_plan_sync (cli->store, cli->args[0], &options, /* cancellable= */ NULL, error);
}

/* The file of rows left out is written first: were the import saved without it, they would be
 * nowhere. */
static gboolean
do_import (LfCli *cli, LfImport *import, const ImportWish *wish, GError **error)
{
  if (lf_import_problems (import)->len > 0)
    return fail_with_problems (cli, import, error);
  if (wish->verdict != NULL)
    lf_import_judge (import, wish->judgement.verdict, wish->judgement.reason);
  else if (!cli->json)
    warn_duplicates (import);
  if (!wish->is_dry && wish->verdict == NULL && count_blocking (import) > 0)
    return fail_with_duplicates (cli, import, error);
  if (!wish->is_dry && wish->skip_file != NULL && lf_import_n_skipped (import) > 0
      && !lf_import_write_skipped (import, wish->skip_file, error))
    return FALSE;
  if (!wish->is_dry && !lf_import_commit_sync (import, cli->store, error))
    return FALSE;
  if (cli->json)
    print_import_json (import, !wish->is_dry);
  else
    print_import (import, !wish->is_dry, wish->has_hidden);
  return TRUE;
}

gboolean
lf_cmd_import (LfCli *cli, GError **error)
{
  g_auto (ImportWish) wish = { 0 };
  const GOptionEntry options[] = {
    { "verdict", 0, 0, G_OPTION_ARG_STRING, &wish.verdict,
      N_ ("For rows that may be there already: overwrite, ignore, merge or new"), "VERDICT" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &wish.reason, N_ ("Why they are new ones"), "TEXT" },
    { "entity", 0, 0, G_OPTION_ARG_STRING, &wish.entity,
      N_ ("Rows are of this kind (guessed from the headings)"), "E" },
    { "map", 0, 0, G_OPTION_ARG_FILENAME, &wish.map,
      N_ ("File of HEADING=FIELD lines, for columns that are not recognised"), "FILE" },
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &wish.sheet,
      N_ ("Sheet of a workbook (the first that has headings)"), "NAME" },
    { "mode", 0, 0, G_OPTION_ARG_STRING, &wish.mode,
      N_ ("create (leave out what is there), update (leave out what is not there) or both"),
      "MODE" },
    { "key", 0, 0, G_OPTION_ARG_STRING, &wish.key,
      N_ ("Field by which records are found (their title)"), "FIELD" },
    { "skip-file", 0, 0, G_OPTION_ARG_FILENAME, &wish.skip_file,
      N_ ("Leave out rows with problems too, and write what is left out here, with the reasons"),
      "FILE" },
    { "hidden", 0, 0, G_OPTION_ARG_NONE, &wish.has_hidden,
      N_ ("Take in the rows that the spreadsheet hides, too"), NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &wish.is_dry, N_ ("Only show what would be imported"),
      NULL },
    { NULL },
  };
  g_autoptr (LfImport) import = NULL;

  if (!lf_cli_begin (cli, options, 1, 1, error)
      || !lf_cli_verdict (wish.verdict, wish.reason, &wish.judgement, error))
    return FALSE;
  import = plan_import (cli, &wish, error);
  return import != NULL && do_import (cli, import, &wish, error);
}

/* ---- export ---- */

static gboolean
read_format (const char *name, const char *path, LfExportFormat *ret_format, GError **error)
{
  *ret_format = lf_export_format_of_path (path);
  if (name == NULL || lf_export_format_from_name (name, ret_format))
    return TRUE;
  lf_cli_call_error (error, _ ("“%s” is no format of files. Choose csv, xlsx, ics or vcf."), name);
  return FALSE;
}

/* (transfer full) (nullable): names of fields; NULL: all */
static GStrv
read_columns (const LfEntity *entity, const char *text)
{
  if (text == NULL || strcmp (text, "all") == 0)
    return NULL;
  return strcmp (text, "listed") == 0 ? lf_export_listed_fields (entity)
                                      : g_strsplit (text, ",", -1);
}

static void
print_export (const LfCli *cli, const LfEntity *entity, gint64 n)
{
  g_autofree char *file = NULL;
  JsonObject *object;

  if (!cli->json)
    {
      lf_cli_print_line ("%s: %" G_GINT64_FORMAT " → %s", lf_entity_plural (entity), n,
                         cli->args[1]);
      return;
    }
  object = json_object_new ();
  file = g_utf8_make_valid (cli->args[1], -1);
  json_object_set_string_member (object, "file", file);
  json_object_set_int_member (object, "count", n);
  lf_cli_print_object (object);
}

gboolean
lf_cmd_export (LfCli *cli, GError **error)
{
  g_autofree char *where = NULL, *sort = NULL, *format = NULL, *columns = NULL, *as_of = NULL;
  const GOptionEntry options[] = {
    { "where", 0, 0, G_OPTION_ARG_STRING, &where, N_ ("Only these"), "EXPR" },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &sort, N_ ("By this field; “-” before it for descending"),
      "FIELD" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format,
      N_ ("csv, xlsx, ics (dates) or vcf (contacts); else by the file's name"), "FORMAT" },
    { "columns", 0, 0, G_OPTION_ARG_STRING, &columns,
      N_ ("Only these fields, with commas between, in this order; “listed”: those that lists show; "
          "“all” otherwise"),
      "FIELDS" },
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of,
      N_ ("As they were at the end of this day, month or year"), "DATE" },
    { NULL },
  };
  const LfEntity *entity;
  LfDate day = { 0 };
  g_autoptr (LfQuery) query = NULL;
  g_auto (GStrv) names = NULL;
  LfExportOptions export = { 0 };
  gint64 n = 0;

  if (!lf_cli_begin (cli, options, 2, 2, error)
      || !read_format (format, cli->args[1], &export.format, error))
    return FALSE;
  if (as_of != NULL && !lf_cli_past_day (cli, as_of, &day, error))
    return FALSE;
  if (as_of != NULL)
    cli->today = lf_date_last_day (&day);
  entity = lf_cli_entity (cli->args[0], error);
  query = entity != NULL ? lf_cli_query (cli, entity, where, sort, error) : NULL;
  if (query == NULL)
    return FALSE;
  if (as_of != NULL)
    lf_query_set_as_of (query, &day);
  names = read_columns (entity, columns);
  export.fields = (const char *const *) names;
  if (!lf_export_sync (cli->store, query, &export, cli->args[1], /* cancellable= */ NULL, &n,
                       error))
    return FALSE;
  print_export (cli, entity, n);
  return TRUE;
}
