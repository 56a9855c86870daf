/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bulletins of a period from templates: bulletin. */

#include "config.h"

#include "lf-bulletin.h"
#include "lf-cli-output.h"
#include "lf-cmd.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  char *month, *quarter, *from, *to, *template, *as_of, *output, *language; /* (nullable) */
  gboolean is_again, is_dry_run;
} BulletinArgs;

/* ---- Of when ---- */

static gboolean
read_quarter (const char *text, LfBulletinPeriod *ret_period, GError **error)
{
  int year, quarter;
  char rest;

  if (sscanf (text, "%4d-Q%1d%c", &year, &quarter, &rest) != 2 || year < 1900 || quarter < 1
      || quarter > 4)
    return lf_cli_call_error (error, _ ("“%s” is no quarter: write it like 2026-Q3."), text);
  *ret_period = lf_bulletin_period_quarter (year, quarter);
  return TRUE;
}

static gboolean
read_period (LfCli *cli, const BulletinArgs *args, LfBulletinPeriod *ret_period, GError **error)
{
  gboolean has_span = args->from != NULL || args->to != NULL;
  LfDate last;

  if ((args->month != NULL) + (args->quarter != NULL) + has_span > 1)
    return lf_cli_call_error (error, _ ("Say one of --month, --quarter, and --from with --to."));
  *ret_period = lf_bulletin_period_last_month (&cli->today);
  if (args->quarter != NULL)
    return read_quarter (args->quarter, ret_period, error);
  if (args->month != NULL)
    {
      if (!lf_cli_date (cli, args->month, &ret_period->from, error))
        return FALSE;
      ret_period->to = ret_period->from;
      return ret_period->from.day == 0
             || lf_cli_call_error (error, _ ("--month takes a month or a year."));
    }
  if (!has_span)
    return TRUE;
  if (args->from == NULL || args->to == NULL)
    return lf_cli_call_error (error, _ ("A period has a first and a last day: --from and --to."));
  return lf_cli_days (cli, args->from, &ret_period->from, &last, error)
         && lf_cli_date (cli, args->to, &ret_period->to, error)
         && lf_bulletin_period_check (ret_period, error);
}

/* ---- bulletin ---- */

static gboolean
list_bulletins (LfCli *cli, GError **error)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("bulletin"), NULL, "-made_on");
  g_autoptr (GPtrArray) bulletins = lf_store_list_sync (cli->store, query, /* limit= */ 0, error);
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Made on"), _ ("Title"), _ ("Made by"), _ ("Id"), NULL);
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, json_array_new ());
  for (guint i = 0; bulletins != NULL && i < bulletins->len; i++)
    {
      const LfRecord *record = bulletins->pdata[i];
      g_autofree char *day = lf_record_format (record, "made_on");
      g_autofree char *title = lf_record_title (record);
      g_autofree char *made_by = lf_record_format (record, "made_by");

      json_array_add_object_element (json_node_get_array (node), lf_json_record (record));
      lf_table_add (table, day, title, made_by, lf_record_id (record), NULL);
    }
  if (cli->json && bulletins != NULL)
    lf_cli_print_json (g_steal_pointer (&node));
  else if (bulletins != NULL && bulletins->len == 0)
    lf_cli_print_line (_ ("No bulletin is kept. Make one: bulletin make --month 2026-10"));
  else if (bulletins != NULL)
    lf_table_print (table);
  g_clear_pointer (&node, json_node_unref);
  return bulletins != NULL;
}

/* ---- bulletin make ---- */

static void
set_text (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
}

static JsonArray *
figures_of (const LfBulletin *bulletin)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < bulletin->figures->len; i++)
    {
      const LfBulletinFigure *figure = bulletin->figures->pdata[i];
      JsonObject *object = json_object_new ();

      set_text (object, "place", figure->place);
      set_text (object, "text", figure->text);
      set_text (object, "value", figure->value);
      set_text (object, "entity", figure->entity == NULL ? NULL : figure->entity->name);
      set_text (object, "filter", figure->filter);
      set_text (object, "record", figure->record);
      json_array_add_object_element (array, object);
    }
  return array;
}

static void
print_bulletin (const LfCli *cli, const LfBulletin *bulletin, const char *id)
{
  JsonObject *object;

  if (!cli->json)
    {
      if (bulletin->text == NULL)
        lf_cli_print_line ("%s", bulletin->nothing);
      else
        lf_cli_print_line ("%s\n\n%s", bulletin->title, bulletin->text);
      return;
    }
  object = json_object_new ();
  set_text (object, "id", id);
  set_text (object, "title", bulletin->title);
  set_text (object, "text", bulletin->text);
  set_text (object, "nothing", bulletin->nothing);
  json_object_set_array_member (object, "figures", figures_of (bulletin));
  lf_cli_print_object (object);
}

/* One that says the same is there already; one that says something else is not written over. */
static gboolean
find_same (
    LfCli *cli, const BulletinArgs *args, const LfBulletin *bulletin, char **ret_id, GError **error)
{
  g_autoptr (GPtrArray) kept = lf_bulletin_kept_sync (cli->store, bulletin, error);
  g_autofree char *day = NULL;

  for (guint i = 0; kept != NULL && i < kept->len && *ret_id == NULL; i++)
    if (g_strcmp0 (lf_record_get (kept->pdata[i], "text"), bulletin->text) == 0)
      *ret_id = g_strdup (lf_record_id (kept->pdata[i]));
  if (kept == NULL || *ret_id != NULL || args->is_again || kept->len == 0)
    return kept != NULL;
  day = lf_record_format (kept->pdata[0], "made_on");
  g_set_error (error, LF_ERROR, LF_ERROR_REFUSED,
               _ ("“%1$s” was made on %2$s with other figures, and is kept: bulletin check %3$s "
                  "names the differences. Make a new one beside it with --again, or look at it "
                  "with --dry-run."),
               bulletin->title, day, lf_record_id (kept->pdata[0]));
  return FALSE;
}

static gboolean
keep (
    LfCli *cli, const BulletinArgs *args, const LfBulletin *bulletin, char **ret_id, GError **error)
{
  g_autofree char *author = lf_store_author (cli->store);
  g_autoptr (LfChange) change = NULL;

  if (bulletin->text == NULL || args->is_dry_run)
    return TRUE;
  if (!find_same (cli, args, bulletin, ret_id, error))
    return FALSE;
  if (*ret_id != NULL)
    return TRUE;
  change = lf_bulletin_keep (bulletin, author, ret_id);
  return lf_store_commit_sync (cli->store, change, error);
}

static gboolean
make (LfCli *cli, const BulletinArgs *args, GError **error)
{
  LfBulletinOptions options = { .today = cli->today };
  g_autoptr (LfBulletinTemplate) template_ = NULL;
  g_autoptr (LfBulletin) bulletin = NULL;
  g_autofree char *path = NULL;
  g_autofree char *id = NULL;

  if (!read_period (cli, args, &options.period, error)
      || (args->as_of != NULL && !lf_cli_past_day (cli, args->as_of, &options.as_of, error)))
    return FALSE;
  template_ = lf_bulletin_template_find_sync (cli->store, args->template, error);
  bulletin = template_ == NULL ? NULL
                               : lf_bulletin_make_sync (cli->store, template_, &options,
                                                        /* ret_spot= */ NULL, error);
  if (bulletin == NULL || !keep (cli, args, bulletin, &id, error))
    return FALSE;
  if (args->output != NULL)
    {
      path = lf_cli_path (args->output, error);
      if (path == NULL || !lf_bulletin_write (bulletin, path, error))
        return FALSE;
    }
  print_bulletin (cli, bulletin, id);
  return TRUE;
}

/* ---- bulletin show, check ---- */

static LfBulletin *
read_kept (LfCli *cli, GError **error)
{
  g_autoptr (LfRecord) record = NULL;

  if (cli->n_args < 2)
    {
      lf_cli_call_error (error, _ ("Say which bulletin: its id, or the beginning of it."));
      return NULL;
    }
  record = lf_cli_live_record (cli, cli->args[1], error);
  if (record == NULL)
    return NULL;
  if (strcmp (lf_record_entity (record)->name, "bulletin") == 0)
    return lf_bulletin_read (record, error);
  lf_cli_call_error (error, _ ("“%s” is no bulletin."), cli->args[1]);
  return NULL;
}

static gboolean
show (LfCli *cli, const BulletinArgs *args, GError **error)
{
  g_autoptr (LfBulletin) bulletin = read_kept (cli, error);
  g_autofree char *path = NULL;

  if (bulletin == NULL)
    return FALSE;
  if (args->output != NULL)
    {
      path = lf_cli_path (args->output, error);
      if (path == NULL || !lf_bulletin_write (bulletin, path, error))
        return FALSE;
    }
  print_bulletin (cli, bulletin, lf_record_id (bulletin->record));
  return TRUE;
}

static gboolean
check (LfCli *cli, const BulletinArgs *args, GError **error)
{
  g_autoptr (LfBulletin) bulletin = read_kept (cli, error);
  g_autoptr (GPtrArray) differences
      = bulletin == NULL ? NULL : lf_bulletin_check_sync (cli->store, bulletin, error);
  JsonNode *node;

  if (differences == NULL)
    return FALSE;
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, json_array_new ());
  if (!cli->json && differences->len == 0)
    lf_cli_print_line (_ ("All figures of “%s” are what the records say, today and as of the day "
                          "it was made."),
                       bulletin->title);
  for (guint i = 0; i < differences->len; i++)
    {
      const LfBulletinDifference *difference = differences->pdata[i];
      g_autofree char *sentence = lf_bulletin_difference_tell (difference, bulletin->language);
      JsonObject *object = json_object_new ();

      set_text (object, "place", difference->figure->place);
      set_text (object, "said", difference->figure->value);
      set_text (object, "now", difference->now);
      set_text (object, "then", difference->then);
      json_array_add_object_element (json_node_get_array (node), object);
      if (!cli->json)
        lf_cli_print_line ("%s", sentence);
    }
  if (cli->json)
    lf_cli_print_json (g_steal_pointer (&node));
  g_clear_pointer (&node, json_node_unref);
  return TRUE;
}

/* ---- bulletin template ---- */

static gboolean
list_templates (LfCli *cli, GError **error)
{
  g_autoptr (GPtrArray) templates = lf_bulletin_templates_sync (cli->store, error);
  g_autoptr (LfTable) table = lf_table_new (_ ("Template"), _ ("Language"), _ ("Id"), NULL);
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, json_array_new ());
  for (guint i = 0; templates != NULL && i < templates->len; i++)
    {
      const LfBulletinTemplate *self = templates->pdata[i];
      const char *id = self->record == NULL ? NULL : lf_record_id (self->record);
      JsonObject *object = json_object_new ();

      set_text (object, "name", self->name);
      set_text (object, "language", self->language);
      set_text (object, "id", id);
      json_array_add_object_element (json_node_get_array (node), object);
      lf_table_add (table, self->name, self->language, id == NULL ? _ ("preset") : id, NULL);
    }
  if (cli->json && templates != NULL)
    lf_cli_print_json (g_steal_pointer (&node));
  else if (templates != NULL)
    lf_table_print (table);
  g_clear_pointer (&node, json_node_unref);
  return templates != NULL;
}

static gboolean
export_template (LfCli *cli, const char *path, GError **error)
{
  g_autoptr (LfBulletinTemplate) self
      = lf_bulletin_template_find_sync (cli->store, cli->args[2], error);
  g_autofree char *sentence = g_strdup_printf (_ ("Written: %s"), cli->args[3]);

  if (self == NULL || !lf_store_may_replace (path, error)
      || !g_file_set_contents (path, self->text, -1, error))
    return FALSE;
  lf_cli_print_done (cli, "file", cli->args[3], sentence);
  return TRUE;
}

/* A template of that name gets the text; else it is a new one. */
static gboolean
import_template (LfCli *cli, const BulletinArgs *args, const char *path, GError **error)
{
  const LfField *language = lf_entity_field (lf_schema_find ("bulletin_template"), "language");
  g_autoptr (LfBulletinTemplate) self
      = lf_bulletin_template_find_sync (cli->store, cli->args[2], NULL);
  g_autofree char *text = NULL;
  g_autofree char *key = NULL;
  g_autoptr (LfChange) change = NULL;

  if (args->language != NULL && !lf_cli_value (cli, language, args->language, &key, error))
    return FALSE;
  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  if (!g_utf8_validate (text, -1, NULL))
    return lf_cli_call_error (error, _ ("“%s” is no text in UTF-8."), cli->args[3]);
  if (self == NULL)
    {
      self = g_new0 (LfBulletinTemplate, 1);
      self->language = g_strdup ("zh");
    }
  if (key != NULL)
    {
      g_free (self->language);
      self->language = g_steal_pointer (&key);
    }
  change = lf_bulletin_template_change (self, cli->args[2], text, error);
  if (change == NULL || !lf_store_commit_sync (cli->store, change, error))
    return FALSE;
  lf_cli_print_done (cli, "name", cli->args[2], change->label);
  return TRUE;
}

static gboolean
template_verb (LfCli *cli, const BulletinArgs *args, GError **error)
{
  g_autofree char *path = NULL;

  if (cli->n_args == 1)
    return list_templates (cli, error);
  if (cli->n_args != 4)
    return lf_cli_call_error (error, _ ("Say which template and file: bulletin template export|"
                                        "import NAME FILE."));
  path = lf_cli_path (cli->args[3], error);
  if (path == NULL)
    return FALSE;
  if (strcmp (cli->args[1], "export") == 0)
    return export_template (cli, path, error);
  if (strcmp (cli->args[1], "import") == 0)
    return import_template (cli, args, path, error);
  return lf_cli_call_error (error, _ ("A template is exported or imported, not “%s”."),
                            cli->args[1]);
}

static gboolean
run (LfCli *cli, const BulletinArgs *args, GError **error)
{
  static const struct
  {
    const char *word;
    gboolean (*run) (LfCli *cli, const BulletinArgs *args, GError **error);
  } acts[]
      = { { "make", make }, { "show", show }, { "check", check }, { "template", template_verb } };

  if (cli->n_args == 0 || strcmp (cli->args[0], "list") == 0)
    return list_bulletins (cli, error);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (strcmp (cli->args[0], acts[i].word) == 0)
      return acts[i].run (cli, args, error);
  return lf_cli_call_error (error,
                            _ ("Say what to do: bulletin make, list, show, check or template."));
}

static void
args_clear (BulletinArgs *self)
{
  char **const texts[] = { &self->month,    &self->quarter, &self->from,   &self->to,
                           &self->template, &self->as_of,   &self->output, &self->language };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
}

gboolean
lf_cmd_bulletin (LfCli *cli, GError **error)
{
  BulletinArgs args = { NULL };
  const GOptionEntry options[] = {
    { "month", 0, 0, G_OPTION_ARG_STRING, &args.month, N_ ("Of this month, or year"), "2026-10" },
    { "quarter", 0, 0, G_OPTION_ARG_STRING, &args.quarter, N_ ("Of this quarter"), "2026-Q3" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &args.from, N_ ("First day told of"), "DATE" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &args.to, N_ ("Last day told of"), "DATE" },
    { "template", 0, 0, G_OPTION_ARG_STRING, &args.template,
      N_ ("In the words of this template: its name or id, month-zh or month-en"), "NAME" },
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &args.as_of,
      N_ ("As things stood at the end of this day, month or year"), "DATE" },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &args.output, N_ ("File to write: .txt, .md or .pdf"),
      "FILE" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &args.language,
      N_ ("template import: what figures are told in: zh or en"), "LANGUAGE" },
    { "again", 0, 0, G_OPTION_ARG_NONE, &args.is_again,
      N_ ("Make a new one beside one that is kept with other figures"), NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &args.is_dry_run, N_ ("Show it and keep nothing"), NULL },
    { NULL },
  };
  gboolean is_done = lf_cli_begin (cli, options, 0, 4, error) && run (cli, &args, error);

  args_clear (&args);
  return is_done;
}
