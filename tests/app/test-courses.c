/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The enquiry desk and the cultivation list in the window (L17, I8, I10): clock, way and acts. */

#include "config.h"

#include "app-fixture.h"

#include "lf-board.h"
#include "lf-card-face.h"
#include "lf-course-bar.h"
#include "lf-rows-dialog.h"

static LfCourseBar *
show_bar (AppFixture *self, const char *entity, const char *id)
{
  LfCourseBar *bar = g_object_new (LF_TYPE_COURSE_BAR, NULL);
  g_autoptr (LfRecord) record = app_load (self, entity, id);

  lf_course_bar_set_context (bar, self->context);
  gtk_window_set_child (self->window, GTK_WIDGET (bar));
  lf_course_bar_show (bar, record);
  return bar;
}

static void
show_again (AppFixture *self, LfCourseBar *bar, const char *entity, const char *id)
{
  g_autoptr (LfRecord) record = app_load (self, entity, id);

  lf_course_bar_show (bar, record);
  g_clear_pointer (&self->toast, g_free);
}

static void
act (LfCourseBar *bar, const char *key)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (bar), "course.act", "s", key));
}

static void
save_dialog (void)
{
  g_assert_true (
      gtk_widget_activate_action (app_await_dialog (LF_TYPE_ROWS_DIALOG), "dialog.save", NULL));
}

static void
assert_state (AppFixture *self, const char *entity, const char *id, const char *state)
{
  g_autoptr (LfRecord) record = app_load (self, entity, id);

  g_assert_cmpstr (lf_record_get (record, "state"), ==, state);
}

/* An old enquiry is late; it is taken on at once, becomes a lead by a dialog that begins with what
 * was asked, and then waits for nothing. */
static void
test_enquiry (AppFixture *self, gconstpointer data)
{
  g_autofree char *id
      = app_add (self, "enquiry", "subject", "Factory to let", "asked_on", "2020-03-02", NULL);
  LfCourseBar *bar = show_bar (self, "enquiry", id);

  app_await_label (GTK_WIDGET (bar), "working days late");
  g_assert_nonnull (app_find_label (GTK_WIDGET (bar), "Asked on"));
  g_assert_nonnull (app_find_label (GTK_WIDGET (bar), "Take On"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (bar), "course.next", NULL));
  app_await (app_is_told, self);
  assert_state (self, "enquiry", id, "taken");
  show_again (self, bar, "enquiry", id);
  app_await_label (GTK_WIDGET (bar), "In hand since");
  act (bar, "lead");
  save_dialog ();
  app_await (app_is_told, self);
  assert_state (self, "enquiry", id, "lead");
  g_assert_cmpuint (app_count (self, "project", "channel=enquiry and name=\"Factory to let\""), ==,
                    1);
}

/* A reason is asked before one is closed; a park before it is passed on. */
static void
test_enquiry_asks (AppFixture *self, gconstpointer data)
{
  g_autofree char *id
      = app_add (self, "enquiry", "subject", "Rent", "asked_on", "2020-03-02", NULL);
  LfCourseBar *bar = show_bar (self, "enquiry", id);
  GtkWidget *dialog;

  app_await_label (GTK_WIDGET (bar), "Take On");
  act (bar, "close");
  dialog = app_await_dialog (LF_TYPE_ROWS_DIALOG);
  save_dialog ();
  app_await_label (dialog, "Say why it is closed.");
  gtk_window_destroy (GTK_WINDOW (dialog));
  act (bar, "pass");
  dialog = app_await_dialog (LF_TYPE_ROWS_DIALOG);
  save_dialog ();
  app_await_label (dialog, "needs another value");
  gtk_window_destroy (GTK_WINDOW (dialog));
  assert_state (self, "enquiry", id, "open");
}

/* Every move of a firm that is cultivated is kept with its day. */
static void
test_cultivation (AppFixture *self, gconstpointer data)
{
  g_autofree char *firm = app_add (self, "enterprise", "name", "Host", NULL);
  g_autofree char *id = app_add (self, "cultivation", "title", "Incubation", "enterprise", firm,
                                 "tier", "incubation", "listed_on", "2020-03-02", NULL);
  LfCourseBar *bar = show_bar (self, "cultivation", id);

  app_await_label (GTK_WIDGET (bar), "On the list since");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (bar), "course.next", NULL));
  save_dialog ();
  app_await (app_is_told, self);
  assert_state (self, "cultivation", id, "reached");
  show_again (self, bar, "cultivation", id);
  app_await_label (GTK_WIDGET (bar), "Reached on");
  act (bar, "land");
  save_dialog ();
  app_await (app_is_told, self);
  assert_state (self, "cultivation", id, "landed");
  g_assert_cmpuint (app_count (self, "cultivation_step", "kind=reach|land"), ==, 2);
  lf_course_bar_show (bar, NULL);
  app_settle ();
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (bar)));
}

/* Dropped on another column of the board, a record gets there by the act that leads there, with its
 * day; where none does, that is said. */
static void
test_board (AppFixture *self, gconstpointer data)
{
  g_autofree char *id
      = app_add (self, "enquiry", "subject", "Rent", "asked_on", "2020-03-02", NULL);
  g_autoptr (LfRecord) open = app_load (self, "enquiry", id);
  g_autoptr (LfRecord) taken = NULL;
  LfBoard *board = LF_BOARD (lf_board_new (self->context, lf_record_entity (open)));

  gtk_window_set_child (self->window, GTK_WIDGET (board));
  lf_board_set_groups (board, "state", /* has_ended= */ TRUE);
  lf_board_move (board, open, "taken");
  app_await (app_is_told, self);
  taken = app_load (self, "enquiry", id);
  g_assert_cmpstr (lf_record_get (taken, "state"), ==, "taken");
  g_assert_nonnull (lf_record_get (taken, "taken_on"));
  g_clear_pointer (&self->toast, g_free);
  lf_board_move (board, taken, "closed");
  save_dialog ();
  app_await_label (app_await_dialog (LF_TYPE_ROWS_DIALOG), "Say why it is closed.");
  gtk_window_destroy (GTK_WINDOW (app_await_dialog (LF_TYPE_ROWS_DIALOG)));
  lf_record_set (taken, "state", "lead");
  lf_board_move (board, taken, "closed");
  app_await (app_is_told, self);
  g_assert_cmpstr (self->toast, ==,
                   "No act leads from “Became a lead” to “Closed”. Open the record to see what can "
                   "be done.");
}

static guint
count_lines (GtkWidget *face)
{
  guint n = 0;

  for (GtkWidget *line = gtk_widget_get_first_child (gtk_widget_get_first_child (face));
       line != NULL; line = gtk_widget_get_next_sibling (line))
    n += gtk_widget_get_visible (line);
  return n;
}

/* A card has room for what records of its kind have: name and firm, of projects also the next step
 * and the amount, even where one has neither yet. */
static void
test_card (AppFixture *self, gconstpointer data)
{
  g_autofree char *problem_id = app_add (self, "problem", "subject", "No power", "collected_on",
                                         "2026-03-02", "kind", "land", NULL);
  g_autofree char *bare_id = app_add (self, "project", "name", "Bare", NULL);
  g_autoptr (LfRecord) problem = app_load (self, "problem", problem_id);
  g_autoptr (LfRecord) project = app_load (self, "project", self->project);
  g_autoptr (LfRecord) bare = app_load (self, "project", bare_id);
  GtkWidget *face = lf_card_face_new ();
  int of_project, of_bare, of_problem;

  gtk_window_set_child (self->window, face);
  lf_card_face_show (LF_CARD_FACE (face), project);
  gtk_widget_measure (face, GTK_ORIENTATION_VERTICAL, -1, &of_project, NULL, NULL, NULL);
  g_assert_cmpuint (count_lines (face), ==, 4);
  lf_card_face_show (LF_CARD_FACE (face), bare);
  gtk_widget_measure (face, GTK_ORIENTATION_VERTICAL, -1, &of_bare, NULL, NULL, NULL);
  g_assert_cmpint (of_bare, ==, of_project);
  lf_card_face_show (LF_CARD_FACE (face), problem);
  gtk_widget_measure (face, GTK_ORIENTATION_VERTICAL, -1, &of_problem, NULL, NULL, NULL);
  g_assert_cmpuint (count_lines (face), ==, 2);
  g_assert_cmpint (of_problem, <, of_project);
  lf_card_face_show (LF_CARD_FACE (face), project); /* a face shows one record after another */
  g_assert_cmpuint (count_lines (face), ==, 4);
}

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  g_test_add ("/app/courses/enquiry-L17", AppFixture, NULL, app_fixture_set_up, test_enquiry,
              app_fixture_tear_down);
  g_test_add ("/app/courses/enquiry-asks-L17", AppFixture, NULL, app_fixture_set_up,
              test_enquiry_asks, app_fixture_tear_down);
  g_test_add ("/app/courses/cultivation-I8-I10", AppFixture, NULL, app_fixture_set_up,
              test_cultivation, app_fixture_tear_down);
  g_test_add ("/app/courses/board-L17", AppFixture, NULL, app_fixture_set_up, test_board,
              app_fixture_tear_down);
  g_test_add ("/app/courses/card", AppFixture, NULL, app_fixture_set_up, test_card,
              app_fixture_tear_down);
  return g_test_run ();
}
