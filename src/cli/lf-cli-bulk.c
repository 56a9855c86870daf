/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same done to all records of a filter. */

#include "config.h"

#include "lf-cli-bulk.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"

#include <glib/gi18n.h>
#include <string.h>

void
lf_bulk_options_clear (LfBulkOptions *self)
{
  g_free (self->where);
}

gboolean
lf_bulk_options_check (const LfBulkOptions *self, GError **error)
{
  return !self->is_dry_run || self->where != NULL
         || lf_cli_call_error (error, _ ("--dry-run goes with --where."));
}

/* ---- What it says ---- */

static void
print_plan_json (const LfBulkPlan *plan, gboolean is_saved)
{
  JsonObject *object = json_object_new ();
  JsonArray *skipped = json_array_new ();

  for (guint i = 0; i < plan->skipped->len; i++)
    {
      const LfBulkSkipped *item = plan->skipped->pdata[i];
      JsonObject *member = json_object_new ();

      json_object_set_string_member (member, "id", item->id);
      json_object_set_string_member (member, "title", item->title);
      json_object_set_string_member (member, "reason", item->reason);
      json_array_add_object_element (skipped, member);
    }
  json_object_set_boolean_member (object, "saved", is_saved);
  json_object_set_int_member (object, "changed", plan->n_changed);
  json_object_set_int_member (object, "same", plan->n_same);
  json_object_set_array_member (object, "skipped", skipped);
  lf_cli_print_object (object);
}

static void
print_skipped (const LfBulkPlan *plan)
{
  g_autoptr (LfTable) table = lf_table_new (_ ("Record"), _ ("Why it stays as it is"), NULL);

  for (guint i = 0; i < plan->skipped->len; i++)
    {
      const LfBulkSkipped *item = plan->skipped->pdata[i];

      lf_table_add (table, item->title, item->reason, NULL);
    }
  lf_table_print (table);
}

static void
print_plan (const LfBulkPlan *plan, gboolean is_saved)
{
  if (is_saved)
    lf_cli_print_line (ngettext ("%1$u record changed, %2$u already so, %3$u left as they are.",
                                 "%1$u records changed, %2$u already so, %3$u left as they are.",
                                 plan->n_changed),
                       plan->n_changed, plan->n_same, plan->skipped->len);
  else
    lf_cli_print_line (
        ngettext ("%1$u record would change, %2$u already so, %3$u would be left as "
                  "they are.",
                  "%1$u records would change, %2$u already so, %3$u would be left as "
                  "they are.",
                  plan->n_changed),
        plan->n_changed, plan->n_same, plan->skipped->len);
  if (plan->skipped->len > 0)
    print_skipped (plan);
  if (is_saved && plan->n_changed > 0)
    lf_cli_print_line (_ ("“landfall-cli undo” takes all of it back."));
}

/* ---- What it does ---- */

gboolean
lf_cli_run_bulk (
    LfCli *cli, const LfEntity *entity, const LfBulkOptions *given, LfBulk *bulk, GError **error)
{
  g_autoptr (LfQuery) query = lf_cli_query (cli, entity, given->where, NULL, error);
  g_autoptr (LfBulkPlan) plan = NULL;

  if (query == NULL)
    return FALSE;
  plan = lf_store_plan_bulk_sync (cli->store, query, bulk, &cli->today, error);
  if (plan == NULL)
    return FALSE;
  if (!given->is_dry_run && !lf_store_commit_parts_sync (cli->store, plan->change, error))
    return FALSE;
  if (cli->json)
    print_plan_json (plan, !given->is_dry_run);
  else
    print_plan (plan, !given->is_dry_run);
  return TRUE;
}

/* “tags+=重点” is “tags=重点” and how. */
static char *
split_how (const char *text, LfBulkHow *ret_how)
{
  const char *equals = strchr (text, '=');
  gsize length = equals == NULL ? 0 : (gsize) (equals - text);
  char last = length == 0 ? '\0' : text[length - 1];

  *ret_how = last == '+' ? LF_BULK_ADD : last == '-' ? LF_BULK_TAKE : LF_BULK_REPLACE;
  return *ret_how == LF_BULK_REPLACE ? g_strdup (text)
                                     : g_strdup_printf ("%.*s%s", (int) length - 1, text, equals);
}

static gboolean
add_assignment (LfCli *cli, const LfEntity *entity, const char *text, LfBulk *bulk, GError **error)
{
  LfBulkHow how;
  g_autofree char *plain = split_how (text, &how);
  g_autofree char *value = NULL;
  const LfField *field;

  if (!lf_cli_assignment (cli, entity, plain, &field, &value, error)
      || !lf_cli_check_settable (entity, field, error))
    return FALSE;
  if (how != LF_BULK_REPLACE && !lf_field_is_set (field))
    return lf_cli_call_error (error, _ ("“%s” holds one value: write it with = alone."),
                              lf_field_label (field));
  for (guint i = 0; i < bulk->edits->len; i++)
    if (((LfBulkEdit *) bulk->edits->pdata[i])->field == field)
      return lf_cli_call_error (error, _ ("“%s” is given twice."), lf_field_label (field));
  lf_bulk_add_edit (bulk, field, how, value);
  return TRUE;
}

LfBulk *
lf_cli_bulk_edits (LfCli *cli, const LfEntity *entity, GError **error)
{
  g_autoptr (LfBulk) bulk = lf_bulk_new_edit ();

  for (guint i = 1; i < cli->n_args; i++)
    if (!add_assignment (cli, entity, cli->args[i], bulk, error))
      return NULL;
  return g_steal_pointer (&bulk);
}
