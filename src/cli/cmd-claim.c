/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First reports: claims, grant. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-http-transport.h"
#include "lf-store-claims.h"

#include <glib/gi18n.h>

/* ---- claims ---- */

static void
print_claims_json (GPtrArray *claims)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < claims->len; i++)
    {
      const LfStoredClaim *claim = g_ptr_array_index (claims, i);
      JsonObject *object = json_object_new ();
      g_autofree char *last_day
          = claim->last_day.year == 0 ? NULL : lf_date_to_canonical (&claim->last_day);

      json_object_set_object_member (object, "record", lf_json_record (claim->record));
      json_object_set_string_member (object, "standing", lf_claim_standing_key (claim->standing));
      json_object_set_string_member (object, "last_day", last_day);
      json_object_set_string_member (object, "against",
                                     claim->against == NULL ? NULL : lf_record_id (claim->against));
      json_array_add_object_element (list, object);
    }
  json_node_take_array (node, list);
  lf_cli_print_json (node);
}

static void
print_claims (GPtrArray *claims)
{
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Firm"), _ ("Reported by"), _ ("Claimed at"), _ ("Received at"),
                      _ ("Standing"), _ ("Until"), _ ("Id"), NULL);

  for (guint i = 0; i < claims->len; i++)
    {
      const LfStoredClaim *claim = g_ptr_array_index (claims, i);
      const LfRecord *record = claim->record;
      g_autofree char *claimed = lf_record_format (record, "claimed_us");
      g_autofree char *received = lf_record_format (record, "received_us");
      g_autofree char *last_day
          = claim->last_day.year == 0 ? g_strdup ("") : lf_date_format (&claim->last_day);
      const char *reporter = lf_record_get (record, "reported_by");

      lf_table_add (table, lf_record_get (record, "firm_name"), reporter != NULL ? reporter : "",
                    claimed, received, lf_claim_standing_label (claim->standing), last_day,
                    lf_record_id (record), NULL);
    }
  lf_table_print (table);
  if (claims->len == 0)
    lf_cli_print_line (_ ("There are no first reports."));
}

gboolean
lf_cmd_claims (LfCli *cli, GError **error)
{
  g_autofree char *on = NULL;
  const GOptionEntry options[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, N_ ("Where they stand on this day (today)"), "DATE" },
    { NULL },
  };
  g_autoptr (GPtrArray) claims = NULL;
  LfDate day;

  if (!lf_cli_begin (cli, options, 0, 0, error))
    return FALSE;
  day = cli->today;
  if (on != NULL && !lf_cli_date (cli, on, &day, error))
    return FALSE;
  claims = lf_store_claims_sync (cli->store, &day, error);
  if (claims == NULL)
    return FALSE;
  if (cli->json)
    print_claims_json (claims);
  else
    print_claims (claims);
  return TRUE;
}

/* ---- grant ---- */

/* The server would refuse it, and until then the others would stand rejected here. */
static gboolean
check_role (LfCli *cli, GError **error)
{
  g_autoptr (LfCredentials) credentials
      = lf_credentials_load (lf_store_folder (cli->store), /* error= */ NULL);
  const LfField *role = lf_entity_field (lf_schema_find ("account"), "role");
  g_autofree char *shown = NULL;

  if (lf_credentials_may (credentials, "claim", 'e'))
    return TRUE;
  shown = lf_field_format (role, credentials->role);
  g_set_error (error, LF_ERROR, LF_ERROR_REFUSED,
               _ ("%1$s is signed in here as %2$s and decides no first reports. Ask the zone's "
                  "manager to."),
               credentials->user, shown);
  return FALSE;
}

gboolean
lf_cmd_grant (LfCli *cli, GError **error)
{
  g_autofree char *reason = NULL;
  const GOptionEntry options[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Why, as the others are told"), "TEXT" },
    { NULL },
  };
  g_autofree char *clean = NULL;
  g_autoptr (LfRecord) record = NULL;

  if (!lf_cli_begin (cli, options, 1, 1, error))
    return FALSE;
  clean = reason == NULL ? NULL : lf_text_clean (reason);
  if (clean == NULL)
    return lf_cli_call_error (error, _ ("Say why: --reason TEXT. The others are told."));
  if (!check_role (cli, error))
    return FALSE;
  if (!lf_store_decide_claim_sync (cli->store, cli->args[0], clean, &cli->today, error))
    return FALSE;
  record = lf_cli_record (cli, cli->args[0], error);
  if (record == NULL)
    return FALSE;
  if (cli->json)
    lf_cli_print_object (lf_json_record (record));
  else
    lf_cli_print_line (_ ("Granted the first report of “%1$s” to %2$s."),
                       lf_record_get (record, "firm_name"), lf_record_get (record, "reported_by"));
  return TRUE;
}
