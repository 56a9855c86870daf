/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handing projects over from person to person, and who answered for one when: handover, owners. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-store-handover.h"
#include "lf-store-owners.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---- handover prepare ---- */

static gboolean
prepare (LfCli *cli, const char *to, GError **error)
{
  const LfField *field = lf_entity_field (lf_schema_find ("handover"), "taker");
  g_autofree char *taker = NULL;
  g_autofree char *id = NULL;
  g_autoptr (LfRecord) project = NULL;
  LfHandoverDraft *draft;

  if (to == NULL)
    return lf_cli_call_error (error, _ ("Say who is to take the project over: --to NAME."));
  project = lf_cli_live_record (cli, cli->args[1], error);
  if (project == NULL || !lf_cli_value (cli, field, to, &taker, error))
    return FALSE;
  draft = lf_store_draft_handover_sync (cli->store, lf_record_id (project), taker, &cli->today,
                                        error);
  if (draft == NULL)
    return FALSE;
  id = g_strdup (lf_record_id (draft->slip));
  return lf_store_prepare_handover_sync (cli->store, draft, error)
         && lf_cli_print_titled (cli, id, _ ("Prepared: %1$s. Its id is %2$s."), error);
}

/* ---- handover give, take-back, accept, refuse ---- */

static const struct
{
  const char *word;
  LfHandoverStep step;
  const char *done;
} steps[] = {
  { "give", LF_HANDOVER_GIVE, N_ ("Given: %1$s. It waits for the taker.") },
  { "take-back", LF_HANDOVER_TAKE_BACK, N_ ("Taken back: %1$s.") },
  { "accept", LF_HANDOVER_ACCEPT, N_ ("Accepted: %1$s. The project is the taker's now.") },
  { "refuse", LF_HANDOVER_REFUSE, N_ ("Refused: %1$s. The project stays with the giver.") },
};

static gboolean
take_step (LfCli *cli, const char *reason, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (strcmp (cli->args[0], steps[i].word) == 0)
      {
        g_autoptr (LfRecord) slip = NULL;

        if (steps[i].step == LF_HANDOVER_REFUSE && reason == NULL)
          return lf_cli_call_error (error, _ ("Say why it is refused: --reason TEXT."));
        slip = lf_cli_live_record (cli, cli->args[1], error);
        return slip != NULL
               && lf_store_step_handover_sync (cli->store, lf_record_id (slip), steps[i].step,
                                               reason, &cli->today, error)
               && lf_cli_print_titled (cli, lf_record_id (slip), _ (steps[i].done), error);
      }
  return lf_cli_call_error (
      error, _ ("“%s” is not known: take prepare, give, take-back, accept, refuse or list."),
      cli->args[0]);
}

/* ---- handover list ---- */

static JsonObject *
json_open (const LfOpenHandover *open)
{
  JsonObject *object = lf_json_record (open->record);

  json_object_set_boolean_member (object, "may_give", open->may_give);
  json_object_set_boolean_member (object, "may_take_back", open->may_take_back);
  json_object_set_boolean_member (object, "may_accept", open->may_accept);
  return object;
}

static gboolean
list_open (LfCli *cli, const char *project_id, GError **error)
{
  g_autoptr (LfRecord) project
      = project_id == NULL ? NULL : lf_cli_live_record (cli, project_id, error);
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (LfTable) table = lf_table_new (_ ("Handover"), _ ("State"), _ ("From"), _ ("To"),
                                            _ ("Given on"), _ ("Id"), NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  if (project_id != NULL && project == NULL)
    return FALSE;
  open = lf_store_open_handovers_sync (cli->store, project == NULL ? NULL : lf_record_id (project),
                                       error);
  if (open == NULL)
    return FALSE;
  json_node_take_array (node, json_array_new ());
  for (guint i = 0; i < open->len; i++)
    {
      const LfRecord *slip = ((LfOpenHandover *) open->pdata[i])->record;
      g_autofree char *state = lf_record_format (slip, "state");
      g_autofree char *from = lf_record_format (slip, "giver");
      g_autofree char *to = lf_record_format (slip, "taker");
      g_autofree char *on = lf_record_format (slip, "given_on");

      json_array_add_object_element (json_node_get_array (node), json_open (open->pdata[i]));
      lf_table_add (table, lf_record_get (slip, "subject"), state, from, to, on,
                    lf_record_id (slip), NULL);
    }
  if (cli->json)
    lf_cli_print_json (g_steal_pointer (&node));
  else if (open->len == 0)
    lf_cli_print_line (_ ("No handover is under way."));
  else
    lf_table_print (table);
  return TRUE;
}

gboolean
lf_cmd_handover (LfCli *cli, GError **error)
{
  g_autofree char *to = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *clean = NULL;
  const GOptionEntry options[] = {
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_ ("The colleague who is to take it, by name or id"),
      "NAME" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Why it is refused, as the giver is told"),
      "TEXT" },
    { NULL },
  };

  if (!lf_cli_begin (cli, options, 0, 2, error))
    return FALSE;
  if (cli->n_args == 0 || strcmp (cli->args[0], "list") == 0)
    return list_open (cli, cli->n_args < 2 ? NULL : cli->args[1], error);
  if (cli->n_args < 2)
    return lf_cli_call_error (error, _ ("Name what it is about: a project to hand over, or the "
                                        "handover to go on with."));
  clean = reason == NULL ? NULL : lf_text_clean (reason);
  return strcmp (cli->args[0], "prepare") == 0 ? prepare (cli, to, error)
                                               : take_step (cli, clean, error);
}

/* ---- owners ---- */

static JsonObject *
json_owner (const LfOwner *owner)
{
  JsonObject *object = json_object_new ();

  lf_json_set_text (object, "account", owner->account);
  lf_json_set_text (object, "name", owner->name);
  json_object_set_int_member (object, "since_us", owner->since_us);
  json_object_set_int_member (object, "until_us", owner->until_us);
  lf_json_set_text (object, "by", owner->by);
  lf_json_set_text (object, "handover", owner->handover);
  if (owner->escort_until.year != 0)
    {
      g_autofree char *until = lf_date_to_canonical (&owner->escort_until);

      lf_json_set_text (object, "escort_until", until);
    }
  return object;
}

static void
add_owner (LfTable *table, const LfOwner *owner)
{
  g_autofree char *since = lf_cli_time (owner->since_us);
  g_autofree char *until = lf_cli_time (owner->until_us);
  g_autofree char *escort
      = owner->escort_until.year == 0 ? g_strdup ("") : lf_date_format (&owner->escort_until);
  const char *name = owner->name != NULL ? owner->name : owner->account;

  lf_table_add (table, name != NULL ? name : _ ("nobody"), since, until,
                owner->by == NULL ? "" : owner->by, escort,
                owner->handover == NULL ? "" : owner->handover, NULL);
}

static gboolean
print_owners (LfCli *cli, const char *id, GError **error)
{
  g_autoptr (LfRecord) project = lf_cli_live_record (cli, id, error);
  g_autoptr (GPtrArray) owners
      = project == NULL ? NULL : lf_store_owners_sync (cli->store, lf_record_id (project), error);
  g_autoptr (LfTable) table = lf_table_new (_ ("Owner"), _ ("Since"), _ ("Until"), _ ("By"),
                                            _ ("Escorted until"), _ ("Handover"), NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  if (owners == NULL)
    return FALSE;
  json_node_take_array (node, json_array_new ());
  for (guint i = 0; i < owners->len; i++)
    {
      json_array_add_object_element (json_node_get_array (node), json_owner (owners->pdata[i]));
      add_owner (table, owners->pdata[i]);
    }
  if (cli->json)
    lf_cli_print_json (g_steal_pointer (&node));
  else
    lf_table_print (table);
  return TRUE;
}

static gboolean
print_unowned (LfCli *cli, GError **error)
{
  g_autoptr (GPtrArray) projects = lf_store_unowned_sync (cli->store, error);
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Project"), _ ("Stage"), _ ("Owner"), _ ("Id"), NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  if (projects == NULL)
    return FALSE;
  json_node_take_array (node, json_array_new ());
  for (guint i = 0; i < projects->len; i++)
    {
      const LfRecord *project = projects->pdata[i];
      g_autofree char *title = lf_record_title (project);
      g_autofree char *stage = lf_record_format (project, "stage");

      json_array_add_object_element (json_node_get_array (node), lf_json_record (project));
      lf_table_add (table, title, stage,
                    lf_record_get (project, "owner") == NULL ? _ ("nobody")
                                                             : _ ("an account that is gone"),
                    lf_record_id (project), NULL);
    }
  if (cli->json)
    lf_cli_print_json (g_steal_pointer (&node));
  else if (projects->len == 0)
    lf_cli_print_line (_ ("Every project that is signed has an owner."));
  else
    lf_table_print (table);
  return TRUE;
}

gboolean
lf_cmd_owners (LfCli *cli, GError **error)
{
  if (!lf_cli_begin (cli, NULL, 0, 1, error))
    return FALSE;
  return cli->n_args == 0 ? print_unowned (cli, error) : print_owners (cli, cli->args[0], error);
}
