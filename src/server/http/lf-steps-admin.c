/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an administrator does from afar: accounts, and the audit log. */

#include "config.h"

#include "lf-accounts-scope.h"
#include "lf-steps.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#define MAX_NAME 200 /* bytes */

/* What is asked for; all but the name of a new account may be missing. */
typedef struct
{
  char *name;
  char *role;
  char *state; /* "active" or "disabled" */
  char *park;  /* ids, separated by commas; "" is none */
  char *team;  /* likewise */
  gboolean resets_password;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->name);
  g_free (order->role);
  g_free (order->state);
  g_free (order->park);
  g_free (order->team);
  g_free (order);
}

/* ---- Printing ---- */

static const char *const states[] = {
  [LF_ACCOUNT_ACTIVE] = "active",
  [LF_ACCOUNT_DISABLED] = "disabled",
  [LF_ACCOUNT_REMOVED] = "removed",
};

/* @ids: (nullable): separated by blanks */
static JsonArray *
print_ids (const char *ids)
{
  g_auto (GStrv) all = g_strsplit (ids == NULL ? "" : ids, " ", -1);
  JsonArray *array = json_array_new ();

  for (char **id = all; *id != NULL; id++)
    json_array_add_string_element (array, *id);
  return array;
}

static JsonObject *
print_account (const LfServerAccount *account)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", account->name);
  json_object_set_string_member (object, "role", account->role);
  json_object_set_string_member (object, "state", states[account->state]);
  json_object_set_boolean_member (object, "one_time", account->one_time_until_us != 0);
  json_object_set_array_member (object, "park", print_ids (account->park));
  json_object_set_array_member (object, "team", print_ids (account->team));
  return object;
}

/* @password: (nullable): shown this once */
static void
answer_account (LfRequest *request, const LfServerAccount *account, const char *password)
{
  g_autoptr (JsonObject) object = print_account (account);

  if (password != NULL)
    json_object_set_string_member (object, "password", password);
  lf_request_answer_node (request, json_node_init_object (json_node_alloc (), object));
}

void
lf_admin_list_accounts (LfRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = lf_server_storage_list_accounts (request->storage, &error);
  g_autoptr (JsonObject) answer = json_object_new ();
  JsonArray *array = json_array_new ();

  json_object_set_array_member (answer, "accounts", array);
  if (accounts == NULL)
    {
      lf_request_answer_failure (request, error);
      return;
    }
  for (guint i = 0; i < accounts->len; i++)
    {
      const LfServerAccount *account = accounts->pdata[i];

      if (strcmp (account->zone, request->user->zone) == 0 && account->state != LF_ACCOUNT_REMOVED
          && strcmp (account->role, LF_INTAKE_ROLE) != 0)
        json_array_add_object_element (array, print_account (account));
    }
  lf_request_answer_node (request, json_node_init_object (json_node_alloc (), answer));
}

/* ---- Reading ---- */

/* What need not be there is null or left out, but not of another kind. */
static gboolean
is_of_kind (JsonNode *node, const char *name, GType kind)
{
  JsonNode *member = json_object_get_member (json_node_get_object (node), name);

  return member == NULL || JSON_NODE_HOLDS_NULL (member)
         || (JSON_NODE_HOLDS_VALUE (member) && json_node_get_value_type (member) == kind);
}

/* FALSE: it is there, and no list of ids. @ret_ids: (transfer full) (nullable): as in Order */
static gboolean
read_ids (JsonNode *node, const char *name, char **ret_ids)
{
  JsonNode *member = json_object_get_member (json_node_get_object (node), name);
  g_autoptr (GString) ids = g_string_new (NULL);
  JsonArray *array;

  if (member == NULL || JSON_NODE_HOLDS_NULL (member))
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (member))
    return FALSE;
  array = json_node_get_array (member);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_STRING
          || !lf_id_is_valid (json_node_get_string (element)))
        return FALSE;
      g_string_append_printf (ids, "%s%s", i > 0 ? "," : "", json_node_get_string (element));
    }
  *ret_ids = g_strdup (ids->str);
  return TRUE;
}

static gboolean
is_readable (LfRequest *request, JsonNode *node, const Order *order)
{
  gboolean is_new = strcmp (request->route->method, "POST") == 0;
  const LfField *role = lf_entity_field (lf_schema_find ("account"), "role");

  return is_of_kind (node, "name", G_TYPE_STRING) && is_of_kind (node, "role", G_TYPE_STRING)
         && is_of_kind (node, "state", G_TYPE_STRING)
         && is_of_kind (node, "reset_password", G_TYPE_BOOLEAN)
         && (!is_new || (order->name != NULL && order->role != NULL))
         && (order->name == NULL || strlen (order->name) <= MAX_NAME)
         && (order->role == NULL || lf_field_option (role, order->role) != NULL)
         && (order->state == NULL || strcmp (order->state, "active") == 0
             || strcmp (order->state, "disabled") == 0);
}

void
lf_admin_read_account (LfRequest *request)
{
  g_autoptr (JsonNode) node = lf_request_read_body (request);
  JsonNode *resets;
  Order *order;

  if (node == NULL)
    return;
  order = g_new0 (Order, 1);
  lf_request_set_data (request, order, order_free);
  order->name = lf_request_copy_text (node, "name");
  order->role = lf_request_copy_text (node, "role");
  order->state = lf_request_copy_text (node, "state");
  resets = json_object_get_member (json_node_get_object (node), "reset_password");
  if (read_ids (node, "park", &order->park) && read_ids (node, "team", &order->team)
      && is_readable (request, node, order))
    order->resets_password
        = resets != NULL && JSON_NODE_HOLDS_VALUE (resets) && json_node_get_boolean (resets);
  else
    lf_request_answer_error (
        request, SOUP_STATUS_BAD_REQUEST, "body",
        _ ("An account has a name, one of the roles, lists of ids of parks and "
           "teams, and is active or disabled."));
}

/* ---- Adding ---- */

static void
answer_wrong (LfRequest *request, const GError *error)
{
  if (g_error_matches (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL))
    lf_request_answer_error (request, SOUP_STATUS_UNPROCESSABLE_ENTITY, "invalid", error->message);
  else
    lf_request_answer_failure (request, error);
}

static gboolean
save_with_password (LfRequest *request,
                    LfServerAccount *account,
                    const char *password,
                    GError **error)
{
  g_autofree char *hash = lf_accounts_hash (NULL, password, error);

  return hash != NULL
         && lf_accounts_set_password (request->storage, account, hash, /* is_one_time= */ TRUE,
                                      error);
}

static void
wipe (char **password)
{
  if (*password != NULL)
    sodium_memzero (*password, strlen (*password));
  g_free (*password);
}

void
lf_admin_add_account (LfRequest *request)
{
  const Order *order = request->data;
  const LfServerUser *user = request->user;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfServerAccount) known
      = lf_accounts_find (request->storage, user->zone, order->name, &error);
  g_autoptr (LfServerAccount) account = NULL;
  __attribute__ ((cleanup (wipe))) char *password = lf_accounts_make_password ();

  if (known != NULL)
    {
      lf_request_answer_error (request, SOUP_STATUS_CONFLICT, "exists",
                               _ ("There is an account of this name: change it, or take another "
                                  "name."));
      return;
    }
  if (error == NULL
      && lf_accounts_save (request->storage, user->zone, order->name, order->role, password,
                           &error))
    account = lf_accounts_find (request->storage, user->zone, order->name, &error);
  if (account == NULL || !save_with_password (request, account, password, &error))
    answer_wrong (request, error);
  else if (lf_request_note (request, LF_AUDIT_ACCOUNT_ADDED, account->name, account->role))
    answer_account (request, account, password);
}

/* ---- Changing ---- */

/* NULL: answered already. Nobody locks out herself, so one administrator is always left. */
static LfServerAccount *
find_account (LfRequest *request, gboolean is_ending)
{
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfServerAccount) account = NULL;

  if (!lf_request_read_rest (request, &name))
    return NULL;
  account = lf_accounts_find (request->storage, request->user->zone, name, &error);
  if (error != NULL)
    lf_request_answer_failure (request, error);
  else if (account == NULL)
    lf_request_answer_error (request, SOUP_STATUS_NOT_FOUND, "account",
                             _ ("There is no account of this name."));
  else if (is_ending && strcmp (account->name, request->user->account) == 0)
    lf_request_answer_error (request, SOUP_STATUS_UNPROCESSABLE_ENTITY, "oneself",
                             _ ("An administrator cannot take her own right away: another "
                                "administrator can."));
  else
    return g_steal_pointer (&account);
  return NULL;
}

static gboolean
change_role (LfRequest *request, LfServerAccount *account, const char *role, GError **error)
{
  g_autofree char *both = NULL;

  if (role == NULL || strcmp (role, account->role) == 0)
    return TRUE;
  both = g_strdup_printf ("%s %s", account->role, role);
  return lf_accounts_set_role (request->storage, account, role, error)
         && lf_request_note (request, LF_AUDIT_ACCOUNT_ROLE, account->name, both);
}

static gboolean
change_state (LfRequest *request, LfServerAccount *account, const char *state, GError **error)
{
  gboolean is_active = g_strcmp0 (state, states[LF_ACCOUNT_ACTIVE]) == 0;

  if (state == NULL || is_active == (account->state == LF_ACCOUNT_ACTIVE))
    return TRUE;
  return lf_accounts_set_state (request->storage, account,
                                is_active ? LF_ACCOUNT_ACTIVE : LF_ACCOUNT_DISABLED, error)
         && lf_request_note (request,
                             is_active ? LF_AUDIT_ACCOUNT_ENABLED : LF_AUDIT_ACCOUNT_DISABLED,
                             account->name, NULL);
}

/* @account: (inout): as it is after that */
static gboolean
change_place (LfRequest *request, LfServerAccount **account, const Order *order, GError **error)
{
  const LfAccountPlace place = { order->park, order->team };
  const char *zone = request->user->zone;
  g_autofree char *name = g_strdup ((*account)->name);
  g_autofree char *told = NULL;

  if (place.park == NULL && place.team == NULL)
    return TRUE;
  if (!lf_accounts_place (request->storage, zone, name, &place, error))
    return FALSE;
  lf_server_account_free (*account);
  *account = lf_accounts_find (request->storage, zone, name, error);
  told = *account == NULL ? NULL : lf_accounts_tell_places (request->storage, *account, error);
  return told != NULL && lf_request_note (request, LF_AUDIT_ACCOUNT_PLACED, name, told);
}

void
lf_admin_change_account (LfRequest *request)
{
  const Order *order = request->data;
  gboolean is_ending = (order->role != NULL && strcmp (order->role, request->user->role) != 0)
                       || g_strcmp0 (order->state, states[LF_ACCOUNT_DISABLED]) == 0;
  g_autoptr (LfServerAccount) account = find_account (request, is_ending);
  __attribute__ ((cleanup (wipe))) char *password
      = order->resets_password ? lf_accounts_make_password () : NULL;
  g_autoptr (GError) error = NULL;

  if (account == NULL)
    return;
  if (!change_role (request, account, order->role, &error)
      || !change_state (request, account, order->state, &error)
      || (password != NULL && !save_with_password (request, account, password, &error))
      || !change_place (request, &account, order, &error))
    {
      if (request->status == 0)
        answer_wrong (request, error);
      return;
    }
  if (password == NULL || lf_request_note (request, LF_AUDIT_ACCOUNT_PASSWORD, account->name, NULL))
    answer_account (request, account, password);
}

void
lf_admin_remove_account (LfRequest *request)
{
  g_autoptr (LfServerAccount) account = find_account (request, /* is_ending= */ TRUE);
  g_autoptr (GError) error = NULL;

  if (account == NULL)
    return;
  if (!lf_accounts_set_state (request->storage, account, LF_ACCOUNT_REMOVED, &error))
    lf_request_answer_failure (request, error);
  else if (lf_request_note (request, LF_AUDIT_ACCOUNT_REMOVED, account->name, NULL))
    lf_request_answer_nothing (request);
}

/* ---- The audit log ---- */

static void
set_text (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
}

static JsonObject *
print_audit (const LfServerAudit *audit)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", audit->id);
  json_object_set_int_member (object, "time", audit->time_us);
  json_object_set_string_member (object, "act", audit->act);
  set_text (object, "account", audit->account);
  set_text (object, "device", audit->device);
  set_text (object, "address", audit->address);
  set_text (object, "about", audit->about);
  set_text (object, "detail", audit->detail);
  return object;
}

static const char *
query_text (const LfRequest *request, const char *name)
{
  const char *text = request->query == NULL ? NULL : g_hash_table_lookup (request->query, name);

  return text == NULL || *text == '\0' ? NULL : text;
}

void
lf_admin_list_audit (LfRequest *request)
{
  LfServerAuditQuery query = { .zone = request->user->zone,
                               .account = query_text (request, "account"),
                               .before = query_text (request, "before"),
                               .limit = LF_AUDIT_PAGE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (JsonObject) answer = json_object_new ();
  JsonArray *array = json_array_new ();

  json_object_set_array_member (answer, "entries", array);
  if (!lf_request_read_number (request, "since", 0, &query.since_us))
    return;
  all = lf_server_storage_list_audit (request->storage, &query, &error);
  if (all == NULL)
    {
      lf_request_answer_failure (request, error);
      return;
    }
  for (guint i = 0; i < all->len; i++)
    json_array_add_object_element (array, print_audit (all->pdata[i]));
  lf_request_answer_node (request, json_node_init_object (json_node_alloc (), answer));
}
