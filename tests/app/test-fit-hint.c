/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hint on where a lead's industry fits (domain.md O7): in the form of a new record, and of
 * quick capture. */

#include "config.h"

#include "app-fixture.h"
#include "lf-capture-dialog.h"
#include "lf-fit-hint.h"
#include "lf-new-record-dialog.h"

typedef struct
{
  char *east, *west;
} Parks;

static Parks
add_parks (AppFixture *self)
{
  return (Parks){
    app_add (self, "park", "name", "东园", "leading_industries", "新材料", NULL),
    app_add (self, "park", "name", "西园", "leading_industries", "机器人", NULL),
  };
}

static void
parks_clear (Parks *parks)
{
  g_free (parks->east);
  g_free (parks->west);
}

static gboolean
is_hidden (gpointer hint)
{
  return !gtk_widget_get_visible (hint);
}

static void
test_hint (AppFixture *self, gconstpointer data)
{
  Parks parks = add_parks (self);
  g_autofree char *whole = app_add (self, "industry", "name", "新材料", NULL);
  g_autofree char *part = app_add (self, "industry", "name", "膜材料", "parent", whole, NULL);
  LfFitHint *hint = g_object_new (LF_TYPE_FIT_HINT, NULL);

  g_assert_nonnull (part);
  gtk_window_set_child (self->window, GTK_WIDGET (hint));
  lf_fit_hint_look (hint, self->store, parks.east, "机器人");
  app_await_label (GTK_WIDGET (hint), "no leading industry of 东园. It is one of: 西园");
  lf_fit_hint_look (hint, self->store, parks.east, "膜材料"); /* a part of 新材料 */
  app_await (is_hidden, hint);
  lf_fit_hint_look (hint, self->store, NULL, "膜材料");
  app_await_label (GTK_WIDGET (hint), "is a leading industry of: 东园");
  lf_fit_hint_look (hint, self->store, NULL, NULL);
  g_assert_true (is_hidden (hint));
  parks_clear (&parks);
}

/* It waits for no Enter, and holds nothing. */
static void
test_capture (AppFixture *self, gconstpointer data)
{
  Parks parks = add_parks (self);
  LfCaptureDialog *dialog = lf_capture_dialog_new (self->window, self->context);

  gtk_window_present (GTK_WINDOW (dialog));
  app_type (app_text (GTK_WIDGET (dialog), "industry"), "机器人");
  app_await_label (GTK_WIDGET (dialog), "is a leading industry of: 西园");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.discard", NULL);
  parks_clear (&parks);
}

/* In the form of a new record it follows the field that was left. */
static void
test_new_record (AppFixture *self, gconstpointer data)
{
  Parks parks = add_parks (self);
  GtkWidget *dialog = GTK_WIDGET (lf_new_record_dialog_new (
      self->window, self->context, lf_schema_find ("project"), /* related= */ NULL));

  gtk_window_present (GTK_WINDOW (dialog));
  app_settle ();
  app_enter (app_text (dialog, "industry"), "机器人");
  app_await_label (dialog, "is a leading industry of: 西园");
  gtk_widget_activate_action (dialog, "dialog.discard", NULL);
  parks_clear (&parks);
}

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  g_test_add ("/fit-hint/O7-where-it-fits", AppFixture, NULL, app_fixture_set_up, test_hint,
              app_fixture_tear_down);
  g_test_add ("/fit-hint/O7-new-record", AppFixture, NULL, app_fixture_set_up, test_new_record,
              app_fixture_tear_down);
  g_test_add ("/fit-hint/O7-capture", AppFixture, NULL, app_fixture_set_up, test_capture,
              app_fixture_tear_down);
  return g_test_run ();
}
