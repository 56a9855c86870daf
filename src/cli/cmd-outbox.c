/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the server has not taken: pending, rejected. */

#include "config.h"

#include "lf-cli-change.h"
#include "lf-cli-output.h"
#include "lf-cmd.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_LISTED 10000

static void
print_pending_json (GPtrArray *all)
{
  JsonArray *list = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < all->len; i++)
    {
      const LfPending *pending = g_ptr_array_index (all, i);
      JsonObject *object = lf_json_change (pending->change);

      json_object_set_boolean_member (object, "held", pending->behind != NULL);
      json_array_add_object_element (list, object);
    }
  json_node_take_array (node, list);
  lf_cli_print_json (node);
}

static void
print_pending (GPtrArray *all)
{
  g_autoptr (LfTable) table
      = lf_table_new (_ ("When"), _ ("Change"), _ ("Records"), _ ("Id"), NULL);

  lf_table_align_right (table, 2);
  for (guint i = 0; i < all->len; i++)
    {
      const LfChange *change = ((LfPending *) g_ptr_array_index (all, i))->change;
      g_autofree char *time = lf_cli_time (change->time_us);
      g_autofree char *n_records = g_strdup_printf ("%u", change->ops->len);

      lf_table_add (table, time, change->label != NULL ? change->label : "", n_records, change->id,
                    NULL);
    }
  lf_table_print (table);
}

static void
print_op (LfCli *cli, const LfOp *op)
{
  const LfEntity *entity = lf_schema_find (op->entity);
  g_autoptr (LfRecord) record
      = entity == NULL ? NULL : lf_store_load_sync (cli->store, entity, op->id, NULL);
  g_autofree char *title = record == NULL ? g_strdup (op->id) : lf_record_title (record);
  g_autofree char *text = lf_cli_describe_op (cli, op);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  lf_cli_print_line ("  %s", title);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0')
      lf_cli_print_line ("    %s", *line);
}

/* Each change with its records, and each record with its fields. */
static void
print_edits (LfCli *cli, GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    {
      const LfPending *pending = g_ptr_array_index (all, i);
      const LfChange *change = pending->change;
      g_autofree char *time = lf_cli_time (change->time_us);

      lf_cli_print_line ("%s  %s", time, change->label != NULL ? change->label : change->id);
      if (pending->behind != NULL)
        lf_cli_print_line (
            _ ("  Waits until the refused change before it is sent again or discarded: %s"),
            pending->behind);
      for (guint j = 0; j < change->ops->len; j++)
        print_op (cli, change->ops->pdata[j]);
    }
}

static void
print_number (GPtrArray *all)
{
  guint n_held = 0;

  for (guint i = 0; i < all->len; i++)
    n_held += ((LfPending *) g_ptr_array_index (all, i))->behind != NULL;
  if (all->len == 0)
    lf_cli_print_line (_ ("Nothing waits to be sent."));
  if (n_held > 0)
    lf_cli_print_line (ngettext ("%u of them waits until the refused change before it is sent "
                                 "again or let go: landfall-cli rejected",
                                 "%u of them wait until the refused changes before them are sent "
                                 "again or let go: landfall-cli rejected",
                                 n_held),
                       n_held);
}

gboolean
lf_cmd_pending (LfCli *cli, GError **error)
{
  gboolean has_edits = FALSE;
  const GOptionEntry options[] = {
    { "edits", 0, 0, G_OPTION_ARG_NONE, &has_edits, N_ ("What each changes, field by field"),
      NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) all = NULL;

  if (!lf_cli_begin (cli, options, 0, 0, error))
    return FALSE;
  all = lf_store_pending_sync (cli->store, /* after= */ 0, MAX_LISTED, error);
  if (all == NULL)
    return FALSE;
  if (cli->json)
    {
      print_pending_json (all);
      return TRUE;
    }
  if (has_edits)
    print_edits (cli, all);
  else
    print_pending (all);
  print_number (all);
  return TRUE;
}

/* ---- rejected ---- */

static void
print_refused_json (GPtrArray *refused)
{
  JsonArray *list = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < refused->len; i++)
    {
      const LfRefused *item = g_ptr_array_index (refused, i);
      JsonObject *object = lf_json_change (item->change);

      json_object_set_string_member (object, "reason", item->reason != NULL ? item->reason : "");
      json_object_set_string_member (object, "message", item->message != NULL ? item->message : "");
      json_object_set_int_member (object, "refused_us", item->refused_us);
      json_array_add_object_element (list, object);
    }
  json_node_take_array (node, list);
  lf_cli_print_json (node);
}

static void
print_refused (GPtrArray *refused)
{
  g_autoptr (LfTable) table = lf_table_new (_ ("When"), _ ("Change"), _ ("Id"), _ ("Why"), NULL);

  for (guint i = 0; i < refused->len; i++)
    {
      const LfRefused *item = g_ptr_array_index (refused, i);
      g_autofree char *time = lf_cli_time (item->refused_us);

      lf_table_add (table, time, item->change->label != NULL ? item->change->label : "",
                    item->change->id, item->message != NULL ? item->message : "", NULL);
    }
  lf_table_print (table);
  if (refused->len == 0)
    lf_cli_print_line (_ ("The server has refused nothing."));
}

/* Each with why, its records, and each record with its fields. */
static void
print_refused_edits (LfCli *cli, GPtrArray *refused)
{
  for (guint i = 0; i < refused->len; i++)
    {
      const LfRefused *item = g_ptr_array_index (refused, i);
      const LfChange *change = item->change;

      lf_cli_print_line ("%s  %s", change->id, change->label != NULL ? change->label : "");
      lf_cli_print_line ("  %s", item->message != NULL ? item->message : "");
      for (guint j = 0; j < change->ops->len; j++)
        print_op (cli, change->ops->pdata[j]);
    }
  if (refused->len == 0)
    lf_cli_print_line (_ ("The server has refused nothing."));
}

/* The one refused change whose id begins with @id. */
static const LfRefused *
find_refused (GPtrArray *refused, const char *id, GError **error)
{
  const LfRefused *found = NULL;
  guint n = 0;

  for (guint i = 0; i < refused->len; i++)
    {
      const LfRefused *item = g_ptr_array_index (refused, i);

      if (!g_str_has_prefix (item->change->id, id))
        continue;
      found = item;
      n++;
    }
  if (n == 1)
    return found;
  g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
               n == 0
                   ? _ ("No refused change has the id “%s”. “landfall-cli rejected” lists them.")
                   : _ ("Several refused changes have ids that begin with “%s”. Give more of it."),
               id);
  return NULL;
}

/* The one record of the change that @id begins the id of; with none the change is of one record. */
static const LfOp *
find_op (const LfChange *change, const char *id, GError **error)
{
  const LfOp *found = NULL;
  guint n = 0;

  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];

      if (id != NULL && !g_str_has_prefix (op->id, id))
        continue;
      found = op;
      n++;
    }
  if (n == 1 && lf_schema_find (found->entity) != NULL)
    return found;
  lf_cli_call_error (error, n > 1
                                ? _ ("The change is of several records. Say which one: --record ID")
                                : _ ("The change is of no such record. “landfall-cli --json "
                                     "rejected” shows those that it is of."));
  return NULL;
}

/* (transfer full) (nullable) with @error */
static LfAmendment *
read_amendment (LfCli *cli, const LfOp *op, const char *assignment, GError **error)
{
  const LfField *field;
  LfAmendment *amendment;
  char *value;

  if (!lf_cli_assignment (cli, lf_schema_find (op->entity), assignment, &field, &value, error))
    return NULL;
  if (lf_op_find (op, field->name) == NULL)
    {
      g_free (value);
      lf_cli_call_error (error,
                         _ ("The change says nothing of “%s”: change that with landfall-cli set."),
                         lf_field_label (field));
      return NULL;
    }
  amendment = g_new0 (LfAmendment, 1);
  *amendment = (LfAmendment){ g_strdup (op->id), g_strdup (field->name), value };
  return amendment;
}

static gboolean
edit_refused (LfCli *cli, const LfChange *change, const char *record, GError **error)
{
  g_autoptr (GPtrArray) amendments
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_amendment_free);
  const LfOp *op = find_op (change, record, error);

  for (guint i = 2; op != NULL && i < cli->n_args; i++)
    {
      LfAmendment *amendment = read_amendment (cli, op, cli->args[i], error);

      if (amendment == NULL)
        return FALSE;
      g_ptr_array_add (amendments, amendment);
    }
  return op != NULL && lf_store_amend_sync (cli->store, change->id, amendments, error);
}

static void
print_judged (LfCli *cli, const LfChange *change)
{
  gboolean is_gone = strcmp (cli->args[0], "discard") == 0;

  if (cli->json)
    lf_cli_print_object (lf_json_change (change));
  else
    lf_cli_print_line (is_gone ? _ ("“%s” is let go.") : _ ("“%s” waits to be sent again."),
                       change->label != NULL ? change->label : change->id);
}

static gboolean
judge_refused (LfCli *cli, GPtrArray *refused, const char *record, GError **error)
{
  const char *word = cli->args[0];
  gboolean is_edit = strcmp (word, "edit") == 0;
  const LfRefused *item;
  gboolean is_done;

  if (!is_edit && strcmp (word, "resend") != 0 && strcmp (word, "discard") != 0)
    return lf_cli_call_error (error, _ ("“%s” is none of edit, resend and discard."), word);
  if (is_edit && cli->n_args < 3)
    return lf_cli_call_error (
        error, _ ("Say which change, and what it is to say: landfall-cli rejected edit ID "
                  "FIELD=VALUE…"));
  if (!is_edit && (cli->n_args != 2 || record != NULL))
    return lf_cli_call_error (error, _ ("Say which change: landfall-cli rejected %s ID"), word);
  item = find_refused (refused, cli->args[1], error);
  if (item == NULL)
    return FALSE;
  is_done = is_edit ? edit_refused (cli, item->change, record, error)
            : strcmp (word, "resend") == 0
                ? lf_store_resend_sync (cli->store, item->change->id, error)
                : lf_store_discard_sync (cli->store, item->change->id, error);
  if (is_done)
    print_judged (cli, item->change);
  return is_done;
}

gboolean
lf_cmd_rejected (LfCli *cli, GError **error)
{
  g_autofree char *record = NULL;
  gboolean has_edits = FALSE;
  const GOptionEntry options[] = {
    { "edits", 0, 0, G_OPTION_ARG_NONE, &has_edits, N_ ("What each changes, field by field"),
      NULL },
    { "record", 0, 0, G_OPTION_ARG_STRING, &record,
      N_ ("edit: the record, where the change is of several"), "ID" },
    { NULL },
  };
  g_autoptr (GPtrArray) refused = NULL;

  if (!lf_cli_begin (cli, options, 0, G_MAXUINT, error))
    return FALSE;
  refused = lf_store_refused_sync (cli->store, error);
  if (refused == NULL)
    return FALSE;
  if (cli->n_args > 0)
    return judge_refused (cli, refused, record, error);
  if (cli->json)
    print_refused_json (refused);
  else if (has_edits)
    print_refused_edits (cli, refused);
  else
    print_refused (refused);
  return TRUE;
}
