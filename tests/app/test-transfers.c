/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transfers from park to park in the window (domain.md O7): asking, answering, and what waits. */

#include "config.h"

#include "app-fixture.h"

#include "lf-http-transport.h"
#include "lf-record-page.h"
#include "lf-store-sync.h"
#include "lf-store-transfers.h"
#include "lf-transfer-dialog.h"
#include "lf-transfer-notice.h"
#include "lf-transfer-row.h"
#include "lf-transfers-page.h"

#include <string.h>

typedef struct
{
  AppFixture app;
  char *from, *to; /* ids of the parks 上虞 and 余姚 */
  GtkWidget *page; /* the project's */
} Fixture;

static void
set_setting (Fixture *self, const char *key, const char *value)
{
  g_assert_true (lf_store_set_setting_sync (self->app.store, key, value, NULL));
}

/* Whoever works here is of @park, in @role, as the server says with every page. */
static void
work_as (Fixture *self, const char *role, const char *park)
{
  g_autofree char *sight = g_strconcat ("park/", park, "\nzone", NULL);
  const LfCredentials credentials = { .url = (char *) "http://127.0.0.1:1",
                                      .user = (char *) "周砚秋",
                                      .role = (char *) role,
                                      .token = (char *) "1" };

  set_setting (self, "role", role);
  set_setting (self, "sight", sight);
  g_assert_true (lf_credentials_save (&credentials, lf_store_folder (self->app.store), NULL));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  app_fixture_set_up (&self->app, data);
  self->from = app_add (&self->app, "park", "name", "上虞", NULL);
  self->to = app_add (&self->app, "park", "name", "余姚", NULL);
  app_set (&self->app, "park", self->from);
  self->page = lf_record_page_new (self->app.context);
  gtk_window_set_child (self->app.window, self->page);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  app_fixture_tear_down (&self->app, data);
  g_free (self->from);
  g_free (self->to);
}

static void
show (Fixture *self)
{
  lf_record_page_set_record (LF_RECORD_PAGE (self->page), lf_schema_find ("project"),
                             self->app.project);
}

static void
ask_in_store (Fixture *self)
{
  const LfTransferAsk ask
      = { .project = self->app.project, .to_park = self->to, .reason = "符合主导产业" };
  const LfDate today = lf_date_today ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = lf_store_ask_transfer_sync (self->app.store, &ask, &today, &error);

  g_assert_no_error (error);
}

/* ---- Looking ---- */

typedef struct
{
  GtkWidget *root;
  const char *text;
} Look;

static GtkWidget *
find_text (GtkWidget *root, const char *text)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (GTK_IS_LABEL (root) && strcmp (gtk_label_get_text (GTK_LABEL (root)), text) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_text (child, text);
  return found;
}

static gboolean
has_text (gpointer data)
{
  const Look *look = data;

  return find_text (look->root, look->text) != NULL;
}

static gboolean
has_no_text (gpointer data)
{
  return !has_text (data);
}

static void
await (GtkWidget *root, const char *text)
{
  g_test_message ("waiting for “%s”", text);
  app_await (has_text, &(Look){ root, text });
}

static void
await_gone (GtkWidget *root, const char *text)
{
  g_test_message ("waiting for “%s” to go", text);
  app_await (has_no_text, &(Look){ root, text });
}

static void
assert_answers (GtkWidget *root, gboolean take, gboolean withdraw)
{
  g_assert_cmpint (find_text (root, "Accept") != NULL, ==, take);
  g_assert_cmpint (find_text (root, "Refuse") != NULL, ==, take);
  g_assert_cmpint (find_text (root, "Withdraw") != NULL, ==, withdraw);
}

static void
answer (GtkWidget *root, GType type, const char *word)
{
  g_assert_true (gtk_widget_activate_action (app_find (root, type), "transfer.answer", "s", word));
}

/* ---- Asking ---- */

static LfTransferDialog *
open_dialog (Fixture *self)
{
  g_autoptr (LfRecord) project = app_load (&self->app, "project", self->app.project);
  LfTransferDialog *dialog = lf_transfer_dialog_new (self->app.window, self->app.context, project);

  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static gboolean
can_choose (gpointer dialog)
{
  GtkWidget *row = app_find (dialog, ADW_TYPE_COMBO_ROW);

  return g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (row))) > 0;
}

/* The park it is of is none to ask. */
static void
test_ask (Fixture *self, gconstpointer data)
{
  LfTransferDialog *dialog;
  AdwComboRow *row;
  GtkEditable *reason;

  work_as (self, "recruiter", self->from);
  show (self);
  await (self->page, "杜仲叶项目");
  dialog = open_dialog (self);
  row = ADW_COMBO_ROW (app_find (GTK_WIDGET (dialog), ADW_TYPE_COMBO_ROW));
  app_await (can_choose, dialog);
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (row)), ==, 1);
  reason = GTK_EDITABLE (app_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW));
  gtk_editable_set_text (reason, "  符合主导产业 ");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.ask", NULL));
  app_await (app_is_told, &self->app);
  g_assert_cmpstr (self->app.toast, ==, "“杜仲叶项目” is offered to 余姚");
  app_await_value (&self->app, "offered_park", self->to);
  await (self->page, "Offered to 余姚");
  await (self->page, "符合主导产业");
  assert_answers (self->page, FALSE, TRUE);
  answer (self->page, LF_TYPE_TRANSFER_NOTICE, "withdraw");
  app_await_value (&self->app, "offered_park", NULL);
  await_gone (self->page, "Offered to 余姚");
  g_assert_cmpuint (app_count (&self->app, "transfer", "state=withdrawn"), ==, 1);
}

static gboolean
is_told_to_fit (gpointer data)
{
  const Look *look = data;

  return strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (look->root)), look->text) != NULL;
}

/* O7: whether the project's industry is one of those that the receiving park leads in. */
static void
test_fit (Fixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) park = app_load (&self->app, "park", self->to);
  g_autoptr (LfChange) change = lf_change_new ("lead");
  LfTransferDialog *dialog;
  GtkWidget *row;

  lf_change_edit (change, park, "leading_industries", "新材料");
  g_assert_true (lf_store_commit_sync (self->app.store, change, NULL));
  app_set (&self->app, "industry", data);
  dialog = open_dialog (self);
  row = app_find (GTK_WIDGET (dialog), ADW_TYPE_COMBO_ROW);
  app_await (can_choose, dialog);
  app_await (is_told_to_fit,
             &(Look){ row, g_str_equal (data, "新材料") ? "is a leading industry of 余姚"
                                                        : "is no leading industry of 余姚" });
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* A reason that was typed is not thrown away by a key. */
static void
test_ask_and_leave (Fixture *self, gconstpointer data)
{
  LfTransferDialog *dialog = open_dialog (self);
  gpointer weak = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &weak);
  gtk_editable_set_text (GTK_EDITABLE (app_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW)), "近");
  gtk_window_close (GTK_WINDOW (dialog));
  app_settle ();
  g_assert_nonnull (weak);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.discard", NULL);
  app_await (app_is_gone, &weak);
  g_assert_cmpuint (app_count (&self->app, "transfer", ""), ==, 0);
}

static void
test_no_other_park (Fixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) park = app_load (&self->app, "park", self->to);
  g_autoptr (LfChange) change = lf_change_new ("delete");
  LfTransferDialog *dialog;

  lf_change_delete (change, park);
  g_assert_true (lf_store_commit_sync (self->app.store, change, NULL));
  dialog = open_dialog (self);
  await (GTK_WIDGET (dialog), "There is no other park that could take it. A manager of the zone "
                              "enters parks.");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gboolean
offers_transfer (Fixture *self)
{
  g_autoptr (GList) windows = NULL;
  gboolean has_dialog = FALSE;

  gtk_widget_activate_action (self->page, "record.transfer", NULL);
  windows = gtk_window_list_toplevels ();
  for (GList *window = windows; window != NULL; window = window->next)
    if (LF_IS_TRANSFER_DIALOG (window->data))
      {
        gtk_window_destroy (window->data);
        has_dialog = TRUE;
      }
  return has_dialog;
}

/* To who may ask, of what is of a park and not offered yet. */
static void
test_when_offered (Fixture *self, gconstpointer data)
{
  work_as (self, data, self->from);
  show (self);
  await (self->page, "杜仲叶项目");
  g_assert_cmpint (offers_transfer (self), ==, !g_str_equal (data, "leader"));
  ask_in_store (self);
  await (self->page, "Offered to 余姚");
  g_assert_false (offers_transfer (self));
}

/* ---- Answering ---- */

static void
test_accept (Fixture *self, gconstpointer data)
{
  ask_in_store (self);
  work_as (self, "park_manager", self->to);
  show (self);
  await (self->page, "上虞 offers you this project");
  assert_answers (self->page, TRUE, FALSE);
  answer (self->page, LF_TYPE_TRANSFER_NOTICE, "accept");
  app_await_value (&self->app, "park", self->to);
  await_gone (self->page, "上虞 offers you this project");
  g_assert_cmpuint (app_count (&self->app, "transfer", "state=accepted"), ==, 1);
  app_await (app_is_told, &self->app);
  g_assert_cmpstr (self->app.toast, ==, "Accepted: 杜仲叶项目");
  app_undo (&self->app);
  await (self->page, "上虞 offers you this project");
}

static void
test_refuse (Fixture *self, gconstpointer data)
{
  ask_in_store (self);
  work_as (self, "recruiter", self->to);
  show (self);
  await (self->page, "上虞 offers you this project");
  answer (self->page, LF_TYPE_TRANSFER_NOTICE, "refuse");
  app_await_value (&self->app, "offered_park", NULL);
  app_await_value (&self->app, "park", self->from);
  g_assert_cmpuint (app_count (&self->app, "transfer", "state=refused"), ==, 1);
}

/* Where the record does not say who asked, the journal does. */
static void
test_who_asked (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) open = NULL;

  g_assert_true (lf_store_set_author_sync (self->app.store, "周砚秋", NULL));
  ask_in_store (self);
  open = lf_store_open_transfers_sync (self->app.store, self->app.project, NULL);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpstr (((LfOpenTransfer *) open->pdata[0])->asked_by, ==, "周砚秋");
}

/* Who answered first was somebody else: the sentence says so, and the notice goes. */
static void
test_answered_meanwhile (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) open = NULL;
  const LfOpenTransfer *transfer;
  const LfDate today = lf_date_today ();
  GtkWidget *row;

  ask_in_store (self);
  work_as (self, "park_manager", self->to);
  open = lf_store_open_transfers_sync (self->app.store, NULL, NULL);
  g_assert_cmpuint (open->len, ==, 1);
  transfer = open->pdata[0];
  row = GTK_WIDGET (lf_transfer_row_new (self->app.context, transfer));
  g_object_ref_sink (row);
  g_assert_true (lf_store_answer_transfer_sync (self->app.store, lf_record_id (transfer->record),
                                                LF_TRANSFER_REFUSE, &today, NULL));
  gtk_widget_activate_action (row, "transfer.answer", "s", "accept");
  app_await (app_is_told, &self->app);
  g_assert_nonnull (strstr (self->app.toast, "is not open any more"));
  app_await_value (&self->app, "park", self->from);
  g_object_unref (row);
}

/* ---- The page ---- */

static void
on_open_record_cb (char **opened, const char *entity, const char *id)
{
  *opened = g_strconcat (entity, " ", id, NULL);
}

static void
test_page (Fixture *self, gconstpointer data)
{
  gboolean is_ours = g_str_equal (data, "ours");
  GtkWidget *page = lf_transfers_page_new (self->app.context);
  g_autofree char *opened = NULL;
  g_autofree char *expected = g_strconcat ("project ", self->app.project, NULL);

  gtk_window_set_child (self->app.window, page);
  await (page, "No Transfers");
  work_as (self, "recruiter", is_ours ? self->to : self->from);
  ask_in_store (self);
  await (page, is_ours ? "Offered to Your Park" : "Waiting for Another Park");
  g_assert_nonnull (find_text (page, "杜仲叶项目"));
  assert_answers (page, is_ours, !is_ours);
  g_signal_connect_swapped (self->app.context, "open-record", G_CALLBACK (on_open_record_cb),
                            &opened);
  adw_action_row_activate (ADW_ACTION_ROW (app_find (page, LF_TYPE_TRANSFER_ROW)));
  g_signal_handlers_disconnect_by_data (self->app.context, &opened);
  g_assert_cmpstr (opened, ==, expected);
  answer (page, LF_TYPE_TRANSFER_ROW, is_ours ? "accept" : "withdraw");
  app_await_value (&self->app, "offered_park", NULL);
  await (page, "No Transfers");
}

/* What was deleted cannot be taken. */
static void
test_project_deleted (Fixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) project = app_load (&self->app, "project", self->app.project);
  g_autoptr (LfChange) change = lf_change_new ("delete");
  GtkWidget *page = lf_transfers_page_new (self->app.context);

  ask_in_store (self);
  gtk_window_set_child (self->app.window, page);
  await (page, "杜仲叶项目");
  lf_change_delete (change, project);
  g_assert_true (lf_store_commit_sync (self->app.store, change, NULL));
  await (page, "No Transfers");
}

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
#define ADD(path, data, test)                                                                      \
  g_test_add ("/transfers/" path, Fixture, data, set_up, test, tear_down)
  ADD ("ask", NULL, test_ask);
  ADD ("O7-fit/leads", "新材料", test_fit);
  ADD ("O7-fit/leads-not", "机器人", test_fit);
  ADD ("ask-and-leave", NULL, test_ask_and_leave);
  ADD ("no-other-park", NULL, test_no_other_park);
  ADD ("when-offered/recruiter", "recruiter", test_when_offered);
  ADD ("when-offered/leader", "leader", test_when_offered);
  ADD ("accept", NULL, test_accept);
  ADD ("refuse", NULL, test_refuse);
  ADD ("who-asked", NULL, test_who_asked);
  ADD ("answered-meanwhile", NULL, test_answered_meanwhile);
  ADD ("page/ours", "ours", test_page);
  ADD ("page/others", "others", test_page);
  ADD ("page/project-deleted", NULL, test_project_deleted);
#undef ADD
  return g_test_run ();
}
