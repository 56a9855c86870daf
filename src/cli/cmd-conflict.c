/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits that met another one: conflicts, resolve. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_SETTLED 1000

/* The field a conflict is about; NULL when this version does not know it. */
static const LfField *
conflict_field (const LfRecord *conflict)
{
  const LfEntity *entity = lf_schema_find (lf_record_get (conflict, "entity"));
  const char *field = lf_record_get (conflict, "field");

  return entity != NULL && field != NULL ? lf_entity_field (entity, field) : NULL;
}

/* Of an edit that met a deletion: whether the record is there. */
static gboolean
is_deletion (const LfRecord *conflict)
{
  return g_strcmp0 (lf_record_get (conflict, "field"), "deleted") == 0;
}

static const char *
field_label (const LfRecord *conflict)
{
  const LfField *field = conflict_field (conflict);

  if (field != NULL)
    return lf_field_label (field);
  return is_deletion (conflict) ? _ ("Deleted or kept") : lf_record_get (conflict, "field");
}

static char *
format_side (LfCli *cli, const LfRecord *conflict, const char *side)
{
  const LfField *field = conflict_field (conflict);
  const char *value = lf_record_get (conflict, side);
  g_autofree char *text
      = field != NULL ? lf_cli_format (cli, field, value)
        : is_deletion (conflict)
            ? g_strdup (value != NULL ? C_ ("conflict", "deleted") : C_ ("conflict", "kept"))
            : g_strdup (value);

  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : g_strdup ("–");
}

static void
print_conflicts_json (LfCli *cli, GPtrArray *conflicts)
{
  static const char *const sides[] = { "original_value", "accepted_value", "offered_value" };
  JsonArray *list = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < conflicts->len; i++)
    {
      const LfRecord *conflict = g_ptr_array_index (conflicts, i);
      JsonObject *object = lf_json_record (conflict);

      for (guint j = 0; j < G_N_ELEMENTS (sides); j++)
        {
          g_autofree char *text = format_side (cli, conflict, sides[j]);

          json_object_set_string_member (json_object_get_object_member (object, "text"), sides[j],
                                         text);
        }
      json_array_add_object_element (list, object);
    }
  json_node_take_array (node, list);
  lf_cli_print_json (node);
}

/* @side: "accepted" or "offered" */
static char *
format_with_author (LfCli *cli, const LfRecord *conflict, const char *side)
{
  g_autofree char *value_field = g_strconcat (side, "_value", NULL);
  g_autofree char *author_field = g_strconcat (side, "_author", NULL);
  g_autofree char *doubtful_field = g_strconcat (side, "_doubtful", NULL);
  g_autofree char *value = format_side (cli, conflict, value_field);
  const char *author = lf_record_get (conflict, author_field);

  if (author == NULL)
    return g_steal_pointer (&value);
  if (lf_record_get (conflict, doubtful_field) == NULL)
    return g_strdup_printf ("%s (%s)", value, author);
  return g_strdup_printf ("%s (%s; %s)", value, author, lf_tell_doubtful ());
}

static void
print_conflicts (LfCli *cli, GPtrArray *conflicts)
{
  g_autoptr (LfTable) table = lf_table_new (_ ("Record"), _ ("Field"), _ ("Original"),
                                            _ ("In force"), _ ("Offered"), _ ("Id"), NULL);

  for (guint i = 0; i < conflicts->len; i++)
    {
      const LfRecord *conflict = g_ptr_array_index (conflicts, i);
      g_autofree char *title = lf_record_title (conflict);
      g_autofree char *original = format_side (cli, conflict, "original_value");
      g_autofree char *accepted = format_with_author (cli, conflict, "accepted");
      g_autofree char *offered = format_with_author (cli, conflict, "offered");

      lf_table_add (table, title, field_label (conflict), original, accepted, offered,
                    lf_record_id (conflict), NULL);
    }
  lf_table_print (table);
  if (conflicts->len == 0)
    lf_cli_print_line (_ ("No edits wait to be settled."));
}

gboolean
lf_cmd_conflicts (LfCli *cli, GError **error)
{
  gboolean is_all = FALSE;
  const GOptionEntry options[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &is_all, N_ ("Settled ones too"), NULL },
    { NULL },
  };
  g_autoptr (LfQuery) query = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;

  if (!lf_cli_begin (cli, options, 0, 0, error))
    return FALSE;
  query = lf_query_parse (lf_schema_find ("conflict"), is_all ? NULL : "state=open", NULL,
                          &cli->today, error);
  conflicts = query != NULL ? lf_store_list_sync (cli->store, query, /* limit= */ 0, error) : NULL;
  if (conflicts == NULL)
    return FALSE;
  if (cli->json)
    print_conflicts_json (cli, conflicts);
  else
    print_conflicts (cli, conflicts);
  return TRUE;
}

/* "mine", "theirs", "original", or a value of the field. */
static gboolean
parse_choice (LfCli *cli,
              const LfRecord *conflict,
              const char *text,
              LfSettle *ret_how,
              char **ret_value,
              GError **error)
{
  static const char *const words[] = { "mine", "theirs", "original" };
  const LfField *field = conflict_field (conflict);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i], text) == 0)
      {
        *ret_how = (LfSettle) (LF_SETTLE_MINE + i);
        return TRUE;
      }
  *ret_how = LF_SETTLE_VALUE;
  if (field != NULL)
    return lf_cli_value (cli, field, text, ret_value, error);
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
               _ ("This Landfall does not know the field “%s”: choose mine, theirs or original."),
               lf_record_get (conflict, "field"));
  return FALSE;
}

static LfRecord *
find_conflict (LfCli *cli, const char *id, GError **error)
{
  g_autoptr (LfRecord) record = lf_cli_record (cli, id, error);

  if (record == NULL || strcmp (lf_record_entity (record)->name, "conflict") == 0)
    return g_steal_pointer (&record);
  g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
               _ ("“%s” is not a conflict. “landfall-cli conflicts” lists them."), id);
  return NULL;
}

static gboolean
settle_one (LfCli *cli, const char *id, const char *choice, LfRecord **ret_settled, GError **error)
{
  g_autoptr (LfRecord) conflict = find_conflict (cli, id, error);
  g_autofree char *value = NULL;
  LfSettle how;

  if (conflict == NULL || !parse_choice (cli, conflict, choice, &how, &value, error)
      || !lf_store_settle_sync (cli->store, lf_record_id (conflict), how, value, error))
    return FALSE;
  *ret_settled = lf_store_load_sync (cli->store, lf_record_entity (conflict),
                                     lf_record_id (conflict), error);
  return *ret_settled != NULL;
}

static gboolean
is_settled (LfCli *cli, const char *id)
{
  g_autoptr (LfRecord) conflict = find_conflict (cli, id, NULL);

  return conflict != NULL && g_strcmp0 (lf_record_get (conflict, "state"), "settled") == 0;
}

static void
print_settled (LfCli *cli, GPtrArray *settled)
{
  JsonArray *list = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < settled->len; i++)
    {
      g_autofree char *title = lf_record_title (settled->pdata[i]);

      json_array_add_object_element (list, lf_json_record (settled->pdata[i]));
      if (!cli->json)
        lf_cli_print_line (
            _ ("The conflict about “%s” is settled; the next sync tells the others."), title);
    }
  json_node_take_array (node, list);
  if (cli->json)
    lf_cli_print_json (settled->len == 1 ? json_node_copy (json_array_get_element (list, 0))
                                         : json_node_copy (node));
  json_node_unref (node);
}

/* Each by itself: one that cannot be settled leaves those before it settled. */
gboolean
lf_cmd_resolve (LfCli *cli, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  const char *choice;

  if (!lf_cli_begin (cli, NULL, 2, MAX_SETTLED + 1, error))
    return FALSE;
  choice = cli->args[cli->n_args - 1];
  for (guint i = 0; i + 1 < cli->n_args; i++)
    {
      LfRecord *settled = NULL;

      if (i > 0 && is_settled (cli, cli->args[i]))
        continue; /* with one before it, of the same bundle */
      if (!settle_one (cli, cli->args[i], choice, &settled, error))
        return FALSE;
      g_ptr_array_add (all, settled);
    }
  print_settled (cli, all);
  return TRUE;
}
