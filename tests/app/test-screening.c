/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screening page (domain.md L11, L12, W27). */

#include "config.h"

#include "app-fixture.h"
#include "lf-move-dialog.h"
#include "lf-push-dialog.h"
#include "lf-record-page.h"
#include "lf-rows-dialog.h"
#include "lf-screening-page.h"
#include "lf-screening-row.h"
#include "lf-weights-dialog.h"

static gboolean
has_row (gpointer page)
{
  return app_find (page, LF_TYPE_SCREENING_ROW) != NULL;
}

static gboolean
has_button (gpointer page)
{
  GtkWidget *row = app_find (page, LF_TYPE_SCREENING_ROW);

  return row != NULL && app_find (row, GTK_TYPE_BUTTON) != NULL;
}

/* A lead opens: why, and what can be done about it. */
static void
test_row (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = lf_screening_page_new (self->context);
  GtkWidget *row;

  gtk_window_set_child (self->window, page);
  app_await (has_row, page);
  row = app_find (page, LF_TYPE_SCREENING_ROW);
  g_assert_false (has_button (page));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  app_await (has_button, page);
}

static gboolean
is_judged (gpointer page)
{
  return app_find_label (page, "1 lead, 1 with a joint verdict") != NULL;
}

/* Somebody says the joint verdict: the page tells it, and an undo takes it back. */
static void
test_verdict (AppFixture *self, gconstpointer data)
{
  const LfScreeningAsked asked = { NULL };
  const LfDate today = lf_date_today ();
  g_autoptr (LfScreening) screening = lf_store_screening_sync (self->store, &asked, &today, NULL);
  g_autoptr (LfChange) change
      = lf_screening_judge (screening, screening->leads->pdata[0], "follow", NULL, NULL);
  GtkWidget *page = lf_screening_page_new (self->context);

  gtk_window_set_child (self->window, page);
  app_await (has_row, page);
  g_assert_false (is_judged (page));
  g_assert_true (lf_store_commit_sync (self->store, change, NULL));
  app_await (is_judged, page);
}

static LfPushDialog *
open_push_list (AppFixture *self, GtkWidget *page)
{
  gtk_window_set_child (self->window, page);
  app_await (has_row, page);
  gtk_widget_activate_action (page, "screening.push", NULL);
  return LF_PUSH_DIALOG (app_find_dialog (LF_TYPE_PUSH_DIALOG));
}

/* The push list asks for nothing, and pushing makes owners. */
static void
test_push (AppFixture *self, gconstpointer data)
{
  g_autofree char *recruiter = app_add (self, "account", "name", "周敏", "role", "recruiter", NULL);
  LfPushDialog *dialog = open_push_list (self, lf_screening_page_new (self->context));

  g_assert_nonnull (dialog);
  app_await_label (GTK_WIDGET (dialog), "周敏");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.save", NULL);
  app_await_value (self, "owner", recruiter);
  app_await_no_dialog (LF_TYPE_PUSH_DIALOG);
}

/* Of one month only those that were registered in it are shown, and pushed. */
static void
test_push_month (AppFixture *self, gconstpointer data)
{
  g_autofree char *recruiter = app_add (self, "account", "name", "周敏", "role", "recruiter", NULL);
  g_autofree char *march = app_add (self, "project", "name", "三月线索", "stage", "lead",
                                    "lead_date", "2026-03-05", NULL);
  g_autofree char *april = app_add (self, "project", "name", "四月线索", "stage", "lead",
                                    "lead_date", "2026-04-02", NULL);
  LfPushDialog *dialog = open_push_list (self, lf_screening_page_new (self->context));
  GtkWidget *list = GTK_WIDGET (dialog), *months = app_find (list, ADW_TYPE_COMBO_ROW);
  g_autoptr (LfRecord) left = NULL;
  g_autoptr (LfRecord) pushed = NULL;

  g_assert_nonnull (app_find_label (list, "三月线索"));
  g_assert_nonnull (app_find_label (list, "四月线索"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (months), 2); /* the newest month is the first */
  g_assert_nonnull (app_find_label (list, "三月线索"));
  g_assert_null (app_find_label (list, "四月线索"));
  gtk_widget_activate_action (list, "dialog.save", NULL);
  app_await_no_dialog (LF_TYPE_PUSH_DIALOG);
  pushed = app_load (self, "project", march);
  left = app_load (self, "project", april);
  g_assert_cmpstr (lf_record_get (pushed, "owner"), ==, recruiter);
  g_assert_null (lf_record_get (left, "owner"));
}

static void
assert_book (AppFixture *self, const char *path, const char *toast)
{
  g_autofree char *book = NULL;

  app_await (app_is_told, self);
  g_assert_cmpstr (self->toast, ==, toast);
  g_assert_true (g_file_get_contents (path, &book, NULL, NULL));
  g_assert_true (g_str_has_prefix (book, "PK"));
}

/* L11: the push list as a spreadsheet. */
static void
test_save (AppFixture *self, gconstpointer data)
{
  g_autofree char *recruiter = app_add (self, "account", "name", "周敏", "role", "recruiter", NULL);
  g_autofree char *path = g_build_filename (self->folder, "push.xlsx", NULL);
  LfPushDialog *dialog = open_push_list (self, lf_screening_page_new (self->context));

  g_assert_nonnull (recruiter);
  lf_push_dialog_write (dialog, path);
  assert_book (self, path, "“push.xlsx” was saved");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* W27: the fair-competition checklist as a spreadsheet. */
static void
test_save_checklist (AppFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "checklist.xlsx", NULL);
  GtkWidget *page = lf_screening_page_new (self->context);

  gtk_window_set_child (self->window, page);
  app_await (has_row, page);
  lf_screening_page_write_checklist (page, self->project, path);
  assert_book (self, path, "“checklist.xlsx” was saved");
}

/* ---- The gate (C13, L12) ---- */

static char *
judge (AppFixture *self, const char *kind)
{
  return app_add (self, "evaluation", "subject", "意见", "project", self->project, "kind", kind,
                  "verdict", "approve", "held_on", "2026-03-02", NULL);
}

static GtkWidget *
show_move (AppFixture *self)
{
  g_autoptr (LfRecord) project = app_load (self, "project", self->project);
  GtkWidget *dialog
      = GTK_WIDGET (lf_move_dialog_new (self->window, self->context, project, LF_STAGE_APPROVED));

  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

/* Told before the move, which cannot be asked for; what is given opens it. */
static void
test_gate (AppFixture *self, gconstpointer data)
{
  g_autofree char *safe = judge (self, "safety");
  g_autofree char *clean = NULL;
  GtkWidget *dialog;

  app_set (self, "is_chemical", "1");
  dialog = show_move (self);
  app_await_label (dialog, "The environment opinion is missing");
  g_assert_nonnull (app_find_label (dialog, "It is given by the department for ecology"));
  g_assert_null (app_find_label (dialog, "The safety opinion is missing"));
  gtk_widget_activate_action (dialog, "dialog.move", NULL);
  app_settle ();
  g_assert_nonnull (app_find_dialog (LF_TYPE_MOVE_DIALOG));
  gtk_window_close (GTK_WINDOW (dialog));
  app_await_no_dialog (LF_TYPE_MOVE_DIALOG);
  clean = judge (self, "environment");
  dialog = show_move (self);
  app_await_label (dialog, "No joint verdict");
  gtk_widget_activate_action (dialog, "dialog.move", NULL);
  app_await_value (self, "stage", "approved");
  app_await (app_is_told, self);
}

/* On the lead's page and on its evaluation's: score, opinions, what is missing. */
static void
test_bar (AppFixture *self, gconstpointer data)
{
  g_autofree char *safe = judge (self, "safety");
  g_autofree char *opinion = app_add (self, "opinion", "summary", "可行", "evaluation", safe,
                                      "department", "应急局", "score_points", "80", NULL);
  GtkWidget *page = lf_record_page_new (self->context);

  app_set (self, "is_chemical", "1");
  gtk_window_set_child (self->window, page);
  lf_record_page_set_record (LF_RECORD_PAGE (page), lf_schema_find ("project"), self->project);
  app_await_label (page, "Score ");
  app_await_label (page, "missing before “Approved”");
  lf_record_page_set_record (LF_RECORD_PAGE (page), lf_schema_find ("evaluation"), safe);
  app_await_label (page, "1 opinion, mean 80.0");
  app_await_label (page, "missing before “Approved”");
}

/* A weight that is changed is a rule, and the score another. */
static void
test_weights (AppFixture *self, gconstpointer data)
{
  const LfScreeningAsked asked = { .project = self->project };
  const LfDate today = lf_date_today ();
  g_autoptr (LfScreening) screening = lf_store_screening_sync (self->store, &asked, &today, NULL);
  GtkWidget *dialog;

  lf_weights_dialog_present (self->window, self->context, screening);
  dialog = app_find_dialog (LF_TYPE_ROWS_DIALOG);
  g_assert_nonnull (dialog);
  app_enter (app_text (dialog, "value"), "55");
  gtk_widget_activate_action (dialog, "dialog.save", NULL);
  app_await_no_dialog (LF_TYPE_ROWS_DIALOG);
  g_assert_cmpuint (app_count (self, "rule", "rule=score_chain_points and value=55"), ==, 1);
  g_assert_cmpuint (app_count (self, "rule", ""), ==, 1);
}

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  g_test_add ("/screening/L11-row", AppFixture, NULL, app_fixture_set_up, test_row,
              app_fixture_tear_down);
  g_test_add ("/screening/L11-verdict", AppFixture, NULL, app_fixture_set_up, test_verdict,
              app_fixture_tear_down);
  g_test_add ("/screening/L11-push", AppFixture, NULL, app_fixture_set_up, test_push,
              app_fixture_tear_down);
  g_test_add ("/screening/L11-push-month", AppFixture, NULL, app_fixture_set_up, test_push_month,
              app_fixture_tear_down);
  g_test_add ("/screening/W27-save-checklist", AppFixture, NULL, app_fixture_set_up,
              test_save_checklist, app_fixture_tear_down);
  g_test_add ("/screening/L11-save", AppFixture, NULL, app_fixture_set_up, test_save,
              app_fixture_tear_down);
  g_test_add ("/screening/C13-L12-gate", AppFixture, NULL, app_fixture_set_up, test_gate,
              app_fixture_tear_down);
  g_test_add ("/screening/C13-L11-record-page", AppFixture, NULL, app_fixture_set_up, test_bar,
              app_fixture_tear_down);
  g_test_add ("/screening/L11-weights", AppFixture, NULL, app_fixture_set_up, test_weights,
              app_fixture_tear_down);
  return g_test_run ();
}
