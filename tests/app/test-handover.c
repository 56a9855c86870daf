/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handing a project over in the window (domain.md O3): preparing, giving, answering. */

#include "config.h"

#include "app-fixture.h"

#include "lf-handover-dialog.h"
#include "lf-handover-notice.h"
#include "lf-handover-paper.h"
#include "lf-http-transport.h"
#include "lf-record-page.h"
#include "lf-store-handover.h"
#include "lf-store-sync.h"

#include <string.h>

typedef struct
{
  AppFixture app;
  char *giver, *taker; /* ids of the accounts 王芳 and 李强 */
  GtkWidget *page;     /* the project's */
} Fixture;

/* Who works here is @name, in @role, as the server says with every page. */
static void
work_as (Fixture *self, const char *name, const char *role)
{
  const LfCredentials credentials = { .url = (char *) "http://127.0.0.1:1",
                                      .user = (char *) name,
                                      .role = (char *) role,
                                      .token = (char *) "1" };

  g_assert_true (lf_store_set_setting_sync (self->app.store, "role", role, NULL));
  g_assert_true (lf_store_set_author_sync (self->app.store, name, NULL));
  g_assert_true (lf_credentials_save (&credentials, lf_store_folder (self->app.store), NULL));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  app_fixture_set_up (&self->app, data);
  self->giver = app_add (&self->app, "account", "name", "王芳", "role", "recruiter", NULL);
  self->taker = app_add (&self->app, "account", "name", "李强", "role", "steward", NULL);
  g_free (app_add (&self->app, "account", "name", "赵敏", "role", "leader", NULL));
  g_free (app_add (&self->app, "interaction", "subject", "二次洽谈", "kind", "visit", "project",
                   self->app.project, "agreed", "三个月内接通外线电力\n代办施工许可", NULL));
  g_free (app_add (&self->app, "problem", "subject", "高压线迁改", "kind", "land", "project",
                   self->app.project, NULL));
  app_set (&self->app, "owner", self->giver);
  work_as (self, "王芳", "recruiter");
  self->page = lf_record_page_new (self->app.context);
  gtk_window_set_child (self->app.window, self->page);
  lf_record_page_set_record (LF_RECORD_PAGE (self->page), lf_schema_find ("project"),
                             self->app.project);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  app_fixture_tear_down (&self->app, data);
  g_free (self->giver);
  g_free (self->taker);
}

/* ---- Looking ---- */

static void
assert_buttons (Fixture *self, const char *expected)
{
  static const char *const labels[]
      = { "Sign and Give", "Take Back", "Sign and Accept", "Refuse…" };
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (app_find_label (self->page, labels[i]) != NULL)
      g_string_append_printf (found, "%s%s", found->len > 0 ? ", " : "", labels[i]);
  g_assert_cmpstr (found->str, ==, expected);
}

static void
step (Fixture *self, const char *word)
{
  g_assert_true (gtk_widget_activate_action (app_find (self->page, LF_TYPE_HANDOVER_NOTICE),
                                             "handover.step", "s", word));
}

/* (transfer full): the slip that is under way */
static LfRecord *
slip (Fixture *self)
{
  g_autoptr (GPtrArray) open
      = lf_store_open_handovers_sync (self->app.store, self->app.project, NULL);

  g_assert_cmpuint (open->len, ==, 1);
  return lf_record_ref (((LfOpenHandover *) open->pdata[0])->record);
}

/* In the store, as the other's device does it. */
static void
prepare_in_store (Fixture *self, gboolean is_given)
{
  const LfDate today = lf_date_today ();
  g_autoptr (GError) error = NULL;
  LfHandoverDraft *draft = lf_store_draft_handover_sync (self->app.store, self->app.project,
                                                         self->taker, &today, &error);
  g_autoptr (LfRecord) prepared = NULL;

  g_assert_no_error (error);
  g_assert_true (lf_store_prepare_handover_sync (self->app.store, draft, &error));
  prepared = slip (self);
  if (is_given)
    lf_store_step_handover_sync (self->app.store, lf_record_id (prepared), LF_HANDOVER_GIVE, NULL,
                                 &today, &error);
  g_assert_no_error (error);
}

/* ---- Preparing ---- */

static gboolean
can_prepare (gpointer dialog)
{
  GtkWidget *row = app_find (dialog, ADW_TYPE_COMBO_ROW);

  return g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (row))) > 0
         && app_find_label (dialog, "代办施工许可") != NULL;
}

static void
untick (GtkWidget *dialog, const char *title)
{
  GtkWidget *row = gtk_widget_get_ancestor (app_find_label (dialog, title), ADW_TYPE_ACTION_ROW);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (app_find (row, GTK_TYPE_CHECK_BUTTON)), FALSE);
}

/* What is not ticked does not go along; what is typed does. Who cannot work on projects, and who
 * has this one, is nobody to take it. */
static void
test_prepare (Fixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) project = app_load (&self->app, "project", self->app.project);
  GtkWidget *dialog
      = GTK_WIDGET (lf_handover_dialog_new (self->app.window, self->app.context, project));
  g_autoptr (LfRecord) made = NULL;
  gpointer weak = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &weak);
  gtk_window_present (GTK_WINDOW (dialog));
  app_await (can_prepare, dialog);
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (
                        ADW_COMBO_ROW (app_find (dialog, ADW_TYPE_COMBO_ROW)))),
                    ==, 1);
  untick (dialog, "代办施工许可");
  untick (dialog, "Land and permit papers");
  gtk_editable_set_text (GTK_EDITABLE (app_find (dialog, ADW_TYPE_ENTRY_ROW)), "钥匙两把");
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.prepare", NULL));
  app_await (app_is_gone, &weak);
  app_await_label (self->page, "王芳 prepares to hand this over to 李强");
  app_await_label (self->page, "7 items · 1 promise · 1 open problem");
  assert_buttons (self, "Sign and Give");
  made = slip (self);
  g_assert_nonnull (strstr (lf_record_get (made, "items"), "钥匙两把"));
  g_assert_null (strstr (lf_record_get (made, "items"), "Land and permit"));
  g_assert_cmpuint (app_count (&self->app, "promise", "subject=三个月内接通外线电力"), ==, 1);
  g_assert_cmpuint (app_count (&self->app, "promise", ""), ==, 1);
}

static void
test_under_way (Fixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) project = app_load (&self->app, "project", self->app.project);
  GtkWidget *dialog;

  prepare_in_store (self, FALSE);
  dialog = GTK_WIDGET (lf_handover_dialog_new (self->app.window, self->app.context, project));
  gtk_window_present (GTK_WINDOW (dialog));
  app_await_label (dialog, "is under way: “Prepared”");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* ---- Steps ---- */

static void
test_give_and_take_back (Fixture *self, gconstpointer data)
{
  prepare_in_store (self, FALSE);
  app_await_label (self->page, "王芳 prepares to hand this over to 李强");
  step (self, "give");
  app_await_label (self->page, "李强 has not accepted it yet");
  assert_buttons (self, "Take Back");
  step (self, "take-back");
  app_await_label (self->page, "王芳 prepares to hand this over to 李强");
  assert_buttons (self, "Sign and Give");
}

/* The page reads it again when somebody else has signed in. */
static void
turn_to (Fixture *self, const char *name, const char *role)
{
  work_as (self, name, role);
  lf_record_page_set_record (LF_RECORD_PAGE (self->page), NULL, NULL);
  lf_record_page_set_record (LF_RECORD_PAGE (self->page), lf_schema_find ("project"),
                             self->app.project);
}

static void
test_accept (Fixture *self, gconstpointer data)
{
  prepare_in_store (self, TRUE);
  turn_to (self, "李强", "steward");
  app_await_label (self->page, "李强 has not accepted it yet");
  assert_buttons (self, "Sign and Accept, Refuse…");
  step (self, "accept");
  app_await_value (&self->app, "owner", self->taker);
  app_await_value (&self->app, "steward", self->taker);
  app_await_no_label (self->page, "李强 has not accepted it yet");
  app_await (app_is_told, &self->app);
  g_assert_cmpstr (self->app.toast, ==,
                   "Accepted; the project is yours now: Handover of “杜仲叶项目”");
  app_undo (&self->app);
  app_await_value (&self->app, "owner", self->giver);
  app_await_label (self->page, "李强 has not accepted it yet");
}

/* No reason, no refusal. */
static void
test_refuse (Fixture *self, gconstpointer data)
{
  GtkWidget *notice, *entry;

  prepare_in_store (self, TRUE);
  turn_to (self, "李强", "steward");
  app_await_label (self->page, "李强 has not accepted it yet");
  step (self, "refuse");
  notice = app_find (self->page, LF_TYPE_HANDOVER_NOTICE);
  entry = app_find (notice, GTK_TYPE_ENTRY);
  g_assert_true (gtk_widget_get_mapped (entry));
  g_assert_true (gtk_widget_activate_action (notice, "handover.refuse", NULL));
  app_settle ();
  g_assert_cmpuint (app_count (&self->app, "handover", "state=given"), ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "缺");
  g_signal_emit_by_name (app_find (entry, GTK_TYPE_TEXT), "preedit-changed", "tou zi");
  g_signal_emit_by_name (entry, "activate"); /* takes a candidate of the input method */
  app_settle ();
  g_assert_cmpuint (app_count (&self->app, "handover", "state=given"), ==, 1);
  g_signal_emit_by_name (app_find (entry, GTK_TYPE_TEXT), "preedit-changed", "");
  gtk_editable_set_text (GTK_EDITABLE (entry), "缺投资协议");
  g_signal_emit_by_name (entry, "activate");
  app_await_no_label (self->page, "李强 has not accepted it yet");
  g_assert_cmpuint (
      app_count (&self->app, "handover", "state=refused and refusal_reason=缺投资协议"), ==, 1);
  app_await_value (&self->app, "owner", self->giver);
}

/* Others see how it stands, and have nothing to press. */
static void
test_others (Fixture *self, gconstpointer data)
{
  prepare_in_store (self, TRUE);
  turn_to (self, "赵敏", "zone_manager");
  app_await_label (self->page, "李强 has not accepted it yet");
  assert_buttons (self, "");
}

/* The slip on A4, for whoever signs on paper, too. */
static void
test_paper (Fixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) made = NULL;
  g_autoptr (LfPaper) paper = NULL;
  g_autofree char *text = NULL;

  prepare_in_store (self, TRUE);
  made = slip (self);
  paper = lf_handover_paper_new (made);
  g_assert_cmpuint (lf_paper_n_pages (paper), ==, 1);
  text = lf_paper_to_text (paper);
  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, "Handover of “杜仲叶项目”"));
  g_assert_nonnull (strstr (text, "王芳"));
  g_assert_nonnull (strstr (text, "代办施工许可"));
  g_assert_nonnull (strstr (text, "高压线迁改"));
}

#define ADD(path, func) g_test_add ("/app/handover/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  ADD ("O3-prepare", test_prepare);
  ADD ("O3-under-way", test_under_way);
  ADD ("O3-give-and-take-back", test_give_and_take_back);
  ADD ("O3-accept", test_accept);
  ADD ("O3-refuse", test_refuse);
  ADD ("O3-others", test_others);
  ADD ("O3-paper", test_paper);
  return g_test_run ();
}
