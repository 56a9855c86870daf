/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The administrator's page, one's own account and signing in as somebody else, with a real server
 * on the other side. */

#include "config.h"

#include "app-fixture.h"
#include "server-thread.h"

#include "lf-account-dialog.h"
#include "lf-account-row.h"
#include "lf-accounts.h"
#include "lf-admin-page.h"
#include "lf-http-account.h"
#include "lf-permissions-box.h"
#include "lf-place-dialog.h"
#include "lf-question-dialog.h"
#include "lf-server-audit.h"
#include "lf-sign-in-dialog.h"
#include "lf-store-sync.h"

#include <glib/gstdio.h>
#include <string.h>

#define LOOK_US 30000

typedef struct
{
  AppFixture app;
  ServerThread *server;
  GtkWidget *page;
} Fixture;

static void
add_account (Fixture *self, const char *name, const char *role)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
      lf_accounts_save (self->server->zone->storage, ZONE, name, role, PASSWORD, &error));
  g_assert_no_error (error);
}

static void
sign_in (Fixture *self, const char *name, const char *role)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfCredentials) credentials = NULL;

  add_account (self, name, role);
  credentials = lf_http_login (self->server->url, name, PASSWORD, lf_store_device (self->app.store),
                               "desk", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (lf_store_set_author_sync (self->app.store, credentials->user, &error));
  g_assert_true (lf_credentials_save (credentials, lf_store_folder (self->app.store), &error));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = server_thread_new (NULL);
  app_fixture_set_up (&self->app, data);
  sign_in (self, "林舒然", "administrator");
  add_account (self, "周砚秋", "recruiter");
  self->page = lf_admin_page_new (self->app.context);
  gtk_window_set_child (self->app.window, self->page);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  self->page = NULL;
  app_fixture_tear_down (&self->app, data);
  server_thread_free (self->server);
}

/* ---- Looking ---- */

typedef struct
{
  GtkWidget *root;
  GType type;
  const char *text;
} Look;

static gboolean
shows (GtkWidget *widget, const char *text)
{
  if (ADW_IS_ACTION_ROW (widget)
      && (strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), text) != NULL
          || g_strrstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (widget)) ?: "", text) != NULL))
    return TRUE;
  if (ADW_IS_STATUS_PAGE (widget))
    return g_strcmp0 (adw_status_page_get_title (ADW_STATUS_PAGE (widget)), text) == 0;
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL;
}

static GtkWidget *
find (GtkWidget *root, GType type, const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (text == NULL || shows (root, text)))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Now and then: looking through all that is there takes as long as drawing it. */
static gboolean
is_due (void)
{
  static gint64 last;
  gint64 now = g_get_monotonic_time ();

  if (now - last < LOOK_US)
    return FALSE;
  last = now;
  return TRUE;
}

static gboolean
is_there (gpointer data)
{
  const Look *look = data;

  return is_due () && find (look->root, look->type, look->text) != NULL;
}

static gboolean
is_gone (gpointer data)
{
  const Look *look = data;

  return is_due () && find (look->root, look->type, look->text) == NULL;
}

static GtkWidget *
await (GtkWidget *root, GType type, const char *text)
{
  Look look = { root, type, text };

  g_test_message ("waiting for “%s”", text);
  app_await (is_there, &look);
  return find (root, type, text);
}

static void
await_gone (GtkWidget *root, GType type, const char *text)
{
  Look look = { root, type, text };

  app_await (is_gone, &look);
}

static void
answer (const char *answer_word)
{
  GtkWidget *dialog = app_find_dialog (LF_TYPE_QUESTION_DIALOG);

  g_assert_nonnull (dialog);
  gtk_widget_activate_action (dialog, "question.answer", "s", answer_word);
}

static LfServerAccount *
account_of (Fixture *self, const char *name)
{
  return lf_accounts_find (self->server->zone->storage, ZONE, name, NULL);
}

static void
ask_row (Fixture *self, const char *name, const char *what, const char *value)
{
  GtkWidget *row = await (self->page, LF_TYPE_ACCOUNT_ROW, name);

  gtk_widget_activate_action (row, "account.ask", "(ss)", what, value);
}

/* ---- Accounts ---- */

static void
test_add (Fixture *self, gconstpointer data)
{
  g_autoptr (LfServerAccount) account = NULL;
  GtkWidget *entry;

  await (self->page, LF_TYPE_ACCOUNT_ROW, "周砚秋");
  entry = find (self->page, ADW_TYPE_ENTRY_ROW, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "陈云帆");
  gtk_widget_activate_action (entry, "accounts.add", NULL);
  await (self->page, GTK_TYPE_LABEL, "Password for the first sign-in of 陈云帆");
  await (self->page, LF_TYPE_ACCOUNT_ROW, "陈云帆");
  account = account_of (self, "陈云帆");
  g_assert_cmpstr (account->role, ==, "recruiter");
  g_assert_cmpint (account->one_time_until_us, >, 0);
  gtk_widget_activate_action (entry, "accounts.put-away", NULL);
  await_gone (self->page, GTK_TYPE_LABEL, "Password for the first sign-in of 陈云帆");
}

static void
test_change (Fixture *self, gconstpointer data)
{
  g_autoptr (LfServerAccount) changed = NULL;
  g_autoptr (LfServerAccount) gone = NULL;

  ask_row (self, "周砚秋", "role", "leader");
  await (self->page, LF_TYPE_ACCOUNT_ROW, "Leader");
  ask_row (self, "周砚秋", "state", "disabled");
  await (self->page, LF_TYPE_ACCOUNT_ROW, "Leader · closed");
  changed = account_of (self, "周砚秋");
  g_assert_cmpint (changed->state, ==, LF_ACCOUNT_DISABLED);
  ask_row (self, "周砚秋", "remove", "");
  answer ("no");
  g_assert_nonnull (find (self->page, LF_TYPE_ACCOUNT_ROW, "周砚秋"));
  ask_row (self, "周砚秋", "remove", "");
  answer ("remove");
  await_gone (self->page, LF_TYPE_ACCOUNT_ROW, "周砚秋");
  gone = account_of (self, "周砚秋");
  g_assert_null (gone);
}

/* (transfer full): id of a park or team that device and server have */
static char *
add_place (Fixture *self, const char *entity, const char *name)
{
  g_autofree char *id = zone_id (name);
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find (entity), id);
  g_autoptr (LfChange) change = lf_change_new (name);
  g_autoptr (LfChange) sent = change_create (entity, id, name);
  g_autoptr (LfAnswer) answer = zone_push_as (self->server->zone, "林舒然", "administrator", sent);

  g_assert_cmpint (answer->kind, ==, LF_ANSWER_ACCEPTED);
  lf_record_set (record, "name", name);
  lf_change_create (change, record);
  g_assert_true (lf_store_commit_sync (self->app.store, change, NULL));
  return g_steal_pointer (&id);
}

static GtkCheckButton *
find_choice (GtkWidget *dialog, const char *title)
{
  GtkWidget *row = await (dialog, ADW_TYPE_ACTION_ROW, title);

  return GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)));
}

/* A park that comes while the accounts are shown can be chosen. */
static void
test_place (Fixture *self, gconstpointer data)
{
  g_autofree char *park = NULL;
  g_autofree char *other = NULL;
  g_autofree char *team = NULL;
  g_autoptr (LfServerAccount) placed = NULL;
  g_autoptr (LfServerAccount) moved = NULL;
  GtkWidget *dialog;

  await (self->page, LF_TYPE_ACCOUNT_ROW, "周砚秋");
  park = add_place (self, "park", "上虞");
  other = add_place (self, "park", "余姚");
  team = add_place (self, "team", "招商一队");
  ask_row (self, "周砚秋", "place", "");
  dialog = app_await_dialog (LF_TYPE_PLACE_DIALOG);
  gtk_check_button_set_active (find_choice (dialog, "上虞"), TRUE);
  gtk_check_button_set_active (find_choice (dialog, "招商一队"), TRUE);
  gtk_widget_activate_action (dialog, "dialog.set", NULL);
  app_await_no_dialog (LF_TYPE_PLACE_DIALOG);
  await (self->page, LF_TYPE_ACCOUNT_ROW, "Recruiter · 上虞 · 招商一队");
  placed = account_of (self, "周砚秋");
  g_assert_cmpstr (placed->park, ==, park);
  g_assert_cmpstr (placed->team, ==, team);
  ask_row (self, "周砚秋", "place", "");
  dialog = app_await_dialog (LF_TYPE_PLACE_DIALOG);
  g_assert_true (gtk_check_button_get_active (find_choice (dialog, "上虞")));
  g_assert_false (gtk_check_button_get_active (find_choice (dialog, "余姚")));
  gtk_check_button_set_active (find_choice (dialog, "上虞"), FALSE);
  gtk_check_button_set_active (find_choice (dialog, "余姚"), TRUE);
  gtk_check_button_set_active (find_choice (dialog, "招商一队"), FALSE);
  gtk_widget_activate_action (dialog, "dialog.set", NULL);
  await (self->page, LF_TYPE_ACCOUNT_ROW, "Recruiter · 余姚");
  gtk_widget_activate_action (self->page, "admin.show", "s", "audit");
  await (self->page, ADW_TYPE_ACTION_ROW, "Parks or teams changed · 周砚秋 · 上虞 · 招商一队");
  await (self->page, ADW_TYPE_ACTION_ROW, "Parks or teams changed · 周砚秋 · 余姚");
  moved = account_of (self, "周砚秋");
  g_assert_cmpstr (moved->park, ==, other);
  g_assert_null (moved->team);
}

/* What the server does not do is told, and the page is as it was. */
static void
test_refused (Fixture *self, gconstpointer data)
{
  GtkWidget *entry;

  await (self->page, LF_TYPE_ACCOUNT_ROW, "周砚秋");
  entry = find (self->page, ADW_TYPE_ENTRY_ROW, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "周砚秋");
  gtk_widget_activate_action (entry, "accounts.add", NULL);
  app_await (app_is_told, &self->app);
  g_assert_cmpstr (self->app.toast, ==,
                   "There is an account of this name: change it, or take another name.");
}

/* ---- The other tabs ---- */

static void
test_devices (Fixture *self, gconstpointer data)
{
  g_auto (Reply) login = server_login (self->server, "周砚秋", PASSWORD, "lost");
  g_autofree char *id = zone_id ("lost");
  g_autoptr (LfServerDevice) device = NULL;
  GtkWidget *row;

  gtk_widget_activate_action (self->page, "admin.show", "s", "devices");
  row = await (self->page, ADW_TYPE_ACTION_ROW, "laptop");
  await (self->page, ADW_TYPE_ACTION_ROW, "this device");
  gtk_widget_activate_action (row, "device.end", "(sss)", "erase", id, "laptop");
  answer ("erase");
  await (self->page, ADW_TYPE_ACTION_ROW, "erases at its next contact");
  device = lf_accounts_find_device_by_id (self->server->zone->storage, ZONE, id, NULL);
  g_assert_cmpint (device->erase, ==, LF_ERASE_ASKED);
}

/* An input method is at work on @text: nothing is looked for meanwhile. */
static void
type_composing (GtkWidget *entry, const char *text)
{
  GtkWidget *inner = find (entry, GTK_TYPE_TEXT, NULL);

  g_signal_emit_by_name (inner, "preedit-changed", "sou");
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
}

static void
type_composed (GtkWidget *entry, const char *text)
{
  g_signal_emit_by_name (find (entry, GTK_TYPE_TEXT, NULL), "preedit-changed", "");
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
test_audit (Fixture *self, gconstpointer data)
{
  LfAuditSource source = { .zone = ZONE, .account = "周砚秋" };
  GtkWidget *entry;

  g_assert_true (lf_audit_note (self->server->zone->storage, &source, LF_AUDIT_ACCOUNT_ROLE,
                                "周砚秋", "recruiter leader", NULL));
  gtk_widget_activate_action (self->page, "admin.show", "s", "audit");
  await (self->page, ADW_TYPE_ACTION_ROW, "Role changed · 周砚秋 · Recruiter → Leader");
  await (self->page, ADW_TYPE_ACTION_ROW, "Signed in · desk");
  entry = find (self->page, GTK_TYPE_SEARCH_ENTRY, NULL);
  type_composing (entry, "林");
  await (self->page, ADW_TYPE_ACTION_ROW, "Role changed");
  type_composed (entry, "林舒然");
  await_gone (self->page, ADW_TYPE_ACTION_ROW, "Role changed");
  await (self->page, ADW_TYPE_ACTION_ROW, "Signed in · desk");
  gtk_editable_set_text (GTK_EDITABLE (entry), "nobody");
  await (self->page, GTK_TYPE_LABEL, "There is nothing about this account.");
}

static void
test_permissions (Fixture *self, gconstpointer data)
{
  GtkWidget *entry;

  server_thread_stop (self->server); /* it needs no server */
  gtk_widget_activate_action (self->page, "admin.show", "s", "permissions");
  await (self->page, GTK_TYPE_LABEL, "everything");
  entry = find (self->page, GTK_TYPE_SEARCH_ENTRY, NULL);
  type_composing (entry, "land");
  await (self->page, GTK_TYPE_LABEL, "Evaluation");
  type_composed (entry, "land case");
  await_gone (self->page, GTK_TYPE_LABEL, "Evaluation");
  await (self->page, GTK_TYPE_LABEL, "Land case");
  gtk_editable_set_text (GTK_EDITABLE (entry), "nothing like it");
  await (self->page, GTK_TYPE_LABEL, "No kind of records is called like that.");
}

/* Without the server the page says so, and goes on when it is back. */
static void
test_offline (Fixture *self, gconstpointer data)
{
  await (self->page, LF_TYPE_ACCOUNT_ROW, "周砚秋");
  server_thread_stop (self->server);
  gtk_widget_activate_action (self->page, "admin.show", "s", "devices");
  await (self->page, ADW_TYPE_STATUS_PAGE, "This Needs the Server");
  await (self->page, GTK_TYPE_LABEL, "cannot be reached");
}

static void
test_whose (Fixture *self, gconstpointer data)
{
  g_autofree char *file = g_build_filename (lf_store_folder (self->app.store), "server.ini", NULL);

  g_assert_true (lf_admin_page_is_for (self->app.context));
  sign_in (self, "周砚秋", "zone_manager");
  g_assert_false (lf_admin_page_is_for (self->app.context));
  g_assert_cmpint (g_unlink (file), ==, 0);
  g_assert_false (lf_admin_page_is_for (self->app.context));
}

/* ---- One's own account ---- */

static void
enter (GtkWidget *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
test_own_password (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog = GTK_WIDGET (lf_account_dialog_new (self->app.window, self->app.context));
  GtkWidget *before, *after, *again;
  g_auto (Reply) login = { 0 };

  gtk_window_present (GTK_WINDOW (dialog));
  await (dialog, ADW_TYPE_ACTION_ROW, "this device");
  before = find (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL);
  after = gtk_widget_get_next_sibling (before);
  again = gtk_widget_get_next_sibling (after);
  enter (before, PASSWORD);
  enter (after, "another long password");
  enter (again, "another long passwort");
  gtk_widget_activate_action (dialog, "dialog.change", NULL);
  await (dialog, GTK_TYPE_LABEL, "The two new passwords are not the same");
  enter (after, "password1234");
  enter (again, "password1234");
  gtk_widget_activate_action (dialog, "dialog.change", NULL);
  await (dialog, GTK_TYPE_LABEL, "everybody tries first");
  enter (after, "another long password");
  enter (again, "another long password");
  gtk_widget_activate_action (dialog, "dialog.change", NULL);
  app_await (app_is_told, &self->app);
  g_assert_cmpstr (self->app.toast, ==, "The password is changed");
  login = server_login (self->server, "林舒然", "another long password", "b");
  g_assert_cmpuint (login.status, ==, 200);
}

/* ---- Somebody else ---- */

static gboolean
has_author (gpointer data)
{
  Fixture *self = data;
  g_autofree char *author = lf_store_author (self->app.store);

  return g_strcmp0 (author, "周砚秋") == 0;
}

static void
fill_in_sign_in (Fixture *self, GtkWidget *dialog)
{
  GtkWidget *server = find (dialog, ADW_TYPE_ENTRY_ROW, NULL);
  GtkWidget *user = gtk_widget_get_next_sibling (server);

  enter (server, self->server->url);
  enter (user, "周砚秋");
  enter (gtk_widget_get_next_sibling (user), PASSWORD);
  gtk_widget_activate_action (dialog, "dialog.sign-in", NULL);
}

/* Whoever signs in with another's edits waiting is asked; sending them first sends them under the
 * name they were made. */
static void
test_send_first (Fixture *self, gconstpointer data)
{
  g_autoptr (LfCredentials) credentials
      = lf_credentials_load (lf_store_folder (self->app.store), NULL);
  g_autoptr (LfTransport) transport = lf_http_transport_new (credentials);
  GtkWidget *dialog = GTK_WIDGET (lf_sign_in_dialog_new (self->app.window, self->app.context));
  g_autoptr (LfServerChange) change = NULL;

  lf_sync_service_set_transport (lf_app_context_sync (self->app.context), transport);
  gtk_window_present (GTK_WINDOW (dialog));
  await (dialog, ADW_TYPE_ENTRY_ROW, NULL);
  fill_in_sign_in (self, dialog);
  await (dialog, GTK_TYPE_LABEL, "that 林舒然 made on this device");
  gtk_widget_activate_action (dialog, "dialog.send-first", NULL);
  app_await (has_author, self);
  g_assert_true (lf_server_storage_begin_reading (self->server->zone->storage, ZONE, NULL));
  change = lf_server_storage_find_change_at (self->server->zone->storage, 1, NULL);
  lf_server_storage_rollback (self->server->zone->storage);
  g_assert_cmpstr (change->author, ==, "林舒然");
  g_assert_cmpint (lf_store_count_pending_sync (self->app.store, NULL), ==, 0);
}

static void
test_take_over (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog = GTK_WIDGET (lf_sign_in_dialog_new (self->app.window, self->app.context));

  gtk_window_present (GTK_WINDOW (dialog));
  await (dialog, ADW_TYPE_ENTRY_ROW, NULL);
  fill_in_sign_in (self, dialog);
  await (dialog, GTK_TYPE_LABEL, "that 林舒然 made on this device");
  gtk_widget_activate_action (dialog, "dialog.take-over", NULL);
  app_await (has_author, self);
}

static void
add (const char *path, void (*func) (Fixture *self, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  app_init (&argc, &argv);
  add ("/admin/add", test_add);
  add ("/admin/change", test_change);
  add ("/admin/place", test_place);
  add ("/admin/refused", test_refused);
  add ("/admin/devices", test_devices);
  add ("/admin/audit", test_audit);
  add ("/admin/permissions", test_permissions);
  add ("/admin/offline", test_offline);
  add ("/admin/whose", test_whose);
  add ("/admin/own-password", test_own_password);
  add ("/admin/send-first", test_send_first);
  add ("/admin/take-over", test_take_over);
  return g_test_run ();
}
