/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking down a lead in one go: what is made, what is referred to, and that nothing is lost. */

#include "config.h"

#include "app-fixture.h"
#include "lf-capture-dialog.h"
#include "lf-capture-matches.h"
#include "lf-dialogs.h"
#include "lf-file-row.h"
#include "lf-http-transport.h"
#include "lf-new-record-dialog.h"
#include "lf-store-carry.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  GType type;
  GtkWidget *found;
} Search;

static gboolean
is_open (gpointer data)
{
  Search *search = data;
  GListModel *windows = gtk_window_get_toplevels ();

  search->found = NULL;
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, search->type) && gtk_widget_get_visible (window))
        search->found = window;
    }
  return search->found != NULL;
}

static gboolean
is_closed (gpointer data)
{
  return !is_open (data);
}

static LfCaptureDialog *
show (AppFixture *self)
{
  Search search = { LF_TYPE_CAPTURE_DIALOG, NULL };

  lf_capture_dialog_present (self->window, self->context);
  app_await (is_open, &search);
  return LF_CAPTURE_DIALOG (search.found);
}

static GtkText *
text_of (LfCaptureDialog *dialog, LfCapturePart part, const char *field)
{
  LfFieldRow *row = lf_capture_dialog_get_row (dialog, part, field);

  return GTK_TEXT (app_find (GTK_WIDGET (row), GTK_TYPE_TEXT));
}

static void
type (LfCaptureDialog *dialog, LfCapturePart part, const char *field, const char *typed)
{
  app_type (text_of (dialog, part, field), typed);
}

static void
save (LfCaptureDialog *dialog)
{
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.save", NULL);
}

static gboolean
shows_matches (gpointer dialog)
{
  return gtk_widget_get_visible (app_find (dialog, LF_TYPE_CAPTURE_MATCHES));
}

/* ---- What is made ---- */

static void
test_all_in_one_change (AppFixture *self, gconstpointer data)
{
  LfCaptureDialog *dialog = show (self);

  type (dialog, LF_CAPTURE_FIRM, "name", "远景动力");
  type (dialog, LF_CAPTURE_PERSON, "name", "李静");
  type (dialog, LF_CAPTURE_PERSON, "mobile", "13912345678");
  type (dialog, LF_CAPTURE_LEAD, "name", "储能电池项目");
  type (dialog, LF_CAPTURE_LEAD, "next_step", "寄园区材料");
  type (dialog, LF_CAPTURE_LEAD, "next_step_date", "2026-12-01");
  save (dialog);
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, "project",
                               "name=储能电池项目 and stage=lead and enterprise=远景动力 and "
                               "contacts=李静 and next_step_date=2026-12-01"),
                    ==, 1);
  g_assert_cmpuint (app_count (self, "contact", "enterprise=远景动力 and mobile=13912345678"), ==,
                    1);
  app_undo (self);
  g_assert_cmpuint (app_count (self, "project", ""), ==, 1);
  g_assert_cmpuint (app_count (self, "enterprise", ""), ==, 1);
  g_assert_cmpuint (app_count (self, "contact", ""), ==, 0);
}

/* A firm that is there is found while its name is typed, and referred to. */
static void
test_a_known_firm_is_referred_to (AppFixture *self, gconstpointer data)
{
  LfCaptureDialog *dialog = show (self);

  type (dialog, LF_CAPTURE_FIRM, "name", "天承生物");
  app_await (shows_matches, dialog);
  type (dialog, LF_CAPTURE_LEAD, "name", "第二工厂");
  g_signal_emit_by_name (text_of (dialog, LF_CAPTURE_LEAD, "name"), "activate");
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, "enterprise", ""), ==, 1);
  g_assert_cmpuint (app_count (self, "project", "name=第二工厂 and enterprise=天承生物"), ==, 1);
}

/* A long wish is kept whole, under a name of a name's length; one without a wish is named too. */
static void
test_names (AppFixture *self, gconstpointer data)
{
  LfCaptureDialog *dialog = show (self);

  type (dialog, LF_CAPTURE_LEAD, "name",
        "在长三角建第二工厂，年产十吉瓦时电芯，要一百亩地和双回路供电，三季度前定下来");
  save (dialog);
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, "project", "name=在长三角建第二工厂 and content~双回路"), ==,
                    1);
  g_clear_pointer (&self->toast, g_free);
  dialog = show (self);
  type (dialog, LF_CAPTURE_PERSON, "mobile", "13912345678");
  save (dialog);
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, "contact", "name=13912345678"), ==, 1);
  g_assert_cmpuint (app_count (self, "project", "name=\"Lead of 13912345678\""), ==, 1);
}

static void
test_nothing_is_not_saved (AppFixture *self, gconstpointer data)
{
  LfCaptureDialog *dialog = show (self);
  Search search = { LF_TYPE_CAPTURE_DIALOG, NULL };

  save (dialog);
  app_settle ();
  g_assert_null (self->toast);
  gtk_window_close (GTK_WINDOW (dialog));
  app_await (is_closed, &search);
}

static void
test_a_file_comes_along (AppFixture *self, gconstpointer data)
{
  LfCaptureDialog *dialog = show (self);
  g_autofree char *path = g_build_filename (self->folder, "card.txt", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *element = NULL;
  LfFieldRow *row = lf_capture_dialog_get_row (dialog, LF_CAPTURE_LEAD, "files");

  g_assert_true (g_file_set_contents (path, "名片", -1, NULL));
  element = lf_store_add_file_sync (self->store, path, &error);
  g_assert_no_error (error);
  type (dialog, LF_CAPTURE_LEAD, "name", "名片上的项目");
  g_signal_emit_by_name (row, "offered", element, NULL);
  save (dialog);
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, "project", "name=名片上的项目 and files!="), ==, 1);
}

/* ---- Photos and files ---- */

static GFile *
make_file (AppFixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, name, -1, NULL));
  g_assert_cmpint (truncate (path, LF_MAX_FILE_BYTES), ==, 0); /* it takes a while */
  return g_file_new_for_path (path);
}

/* (transfer full): as a file manager gives it to a drop and to the clipboard */
static GdkFileList *
make_list (AppFixture *self, const char *name)
{
  GFile *file = make_file (self, name);
  GdkFileList *list = gdk_file_list_new_from_array (&file, 1);

  g_object_unref (file);
  return list;
}

/* (transfer full): the one of the window itself; what the sheet adds stands before the toolkit's */
static gpointer
controller_of (LfCaptureDialog *dialog, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (dialog));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      gpointer controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type)
          && (type != GTK_TYPE_EVENT_CONTROLLER_KEY
              || gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE))
        return controller;
      g_object_unref (controller);
    }
  g_assert_not_reached ();
}

static void
drop (AppFixture *self, LfCaptureDialog *dialog, const char *name)
{
  g_autoptr (GtkEventController) target = controller_of (dialog, GTK_TYPE_DROP_TARGET);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean is_taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, make_list (self, name));
  g_signal_emit_by_name (target, "drop", &value, 0.0, 0.0, &is_taken);
  g_assert_true (is_taken);
}

static gboolean
press_paste (LfCaptureDialog *dialog)
{
  g_autoptr (GtkEventController) keys = controller_of (dialog, GTK_TYPE_EVENT_CONTROLLER_KEY);
  gboolean is_taken = FALSE;

  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_v, 0, GDK_CONTROL_MASK, &is_taken);
  return is_taken;
}

static gboolean
has_file_row (gpointer dialog)
{
  return app_find (dialog, LF_TYPE_FILE_ROW) != NULL;
}

/* Whoever drops a photo and saves at once has it saved, though it is copied in for a while. */
static void
test_a_dropped_file_is_waited_for (AppFixture *self, gconstpointer data)
{
  LfCaptureDialog *dialog = show (self);

  type (dialog, LF_CAPTURE_LEAD, "name", "照片上的项目");
  drop (self, dialog, "照片.jpg");
  save (dialog);
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, "project", "name=照片上的项目 and files!="), ==, 1);
}

/* So it is not thrown away without a word. */
static void
test_a_dropped_file_is_asked_about (AppFixture *self, gconstpointer data)
{
  LfCaptureDialog *dialog = show (self);
  Search search = { LF_TYPE_CAPTURE_DIALOG, NULL };

  drop (self, dialog, "照片.jpg");
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (dialog)));
  app_await (has_file_row, dialog);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.discard", NULL);
  app_await (is_closed, &search);
  g_assert_cmpuint (app_count (self, "project", ""), ==, 1);
}

/* Ctrl+V attaches files and pictures wherever the cursor is; text is the entry's. */
static void
test_pasting (AppFixture *self, gconstpointer data)
{
  static const guint32 pixels[4] = { 0 };
  LfCaptureDialog *dialog = show (self);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (dialog));
  g_autoptr (GBytes) bytes = g_bytes_new_static (pixels, sizeof pixels);
  g_autoptr (GdkTexture) picture
      = gdk_memory_texture_new (2, 2, GDK_MEMORY_DEFAULT, bytes, 2 * sizeof *pixels);
  g_auto (GValue) files = G_VALUE_INIT;

  gdk_clipboard_set_text (clipboard, "远景动力");
  g_assert_false (press_paste (dialog));
  gdk_clipboard_set_texture (clipboard, picture);
  g_assert_true (press_paste (dialog));
  app_await (has_file_row, dialog);
  app_await_label (GTK_WIDGET (dialog), "Pasted picture");
  g_value_init (&files, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&files, make_list (self, "名片.pdf"));
  gdk_clipboard_set_value (clipboard, &files);
  g_assert_true (press_paste (dialog));
  app_await_label (GTK_WIDGET (dialog), "名片.pdf");
  type (dialog, LF_CAPTURE_LEAD, "name", "名片上的项目");
  save (dialog);
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, "project", "name=名片上的项目 and files!="), ==, 1);
}

/* ---- Whoever does not recruit (L10) ---- */

static void
sign_in_as (AppFixture *self, const char *role)
{
  LfCredentials credentials = { .url = (char *) "http://127.0.0.1:1",
                                .user = (char *) "江润泽",
                                .role = (char *) role,
                                .token = (char *) "token" };
  g_autoptr (GError) error = NULL;

  lf_credentials_save (&credentials, lf_store_folder (self->store), &error);
  g_assert_no_error (error);
}

static gboolean
is_asked (LfCaptureDialog *dialog, const char *field)
{
  app_settle ();
  return gtk_widget_get_mapped (
      GTK_WIDGET (lf_capture_dialog_get_row (dialog, LF_CAPTURE_LEAD, field)));
}

/* Four lines and no more, unless they are asked for; the tip is counted as one from everyone. */
static void
test_a_tip (AppFixture *self, gconstpointer data)
{
  LfCaptureDialog *dialog;

  sign_in_as (self, "department");
  dialog = show (self);
  g_assert_true (is_asked (dialog, "name"));
  g_assert_false (is_asked (dialog, "next_step"));
  g_assert_false (is_asked (dialog, "channel"));
  type (dialog, LF_CAPTURE_FIRM, "name", "远景动力");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.more", NULL);
  g_assert_true (is_asked (dialog, "next_step"));
  save (dialog);
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, "project", "enterprise=远景动力 and channel=everyone"), ==, 1);
}

static void
test_no_tip_of_a_recruiter (AppFixture *self, gconstpointer data)
{
  LfCaptureDialog *dialog;

  sign_in_as (self, "recruiter");
  dialog = show (self);
  g_assert_true (is_asked (dialog, "next_step"));
  type (dialog, LF_CAPTURE_FIRM, "name", "远景动力");
  save (dialog);
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, "project", "enterprise=远景动力 and channel=everyone"), ==, 0);
}

/* ---- What it may be already ---- */

/* The same project is not added without a word; a reason is one. */
static void
test_a_twin_waits_for_a_word (AppFixture *self, gconstpointer data)
{
  LfCaptureDialog *dialog = show (self);
  GtkWidget *reason;

  type (dialog, LF_CAPTURE_LEAD, "name", "杜仲叶项目");
  save (dialog);
  app_await (shows_matches, dialog);
  app_settle ();
  g_assert_null (self->toast);
  g_assert_cmpuint (app_count (self, "project", ""), ==, 1);
  reason = app_find (app_find (GTK_WIDGET (dialog), LF_TYPE_CAPTURE_MATCHES), ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (reason), "另一家公司的");
  save (dialog);
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, "project", ""), ==, 2);
  g_assert_cmpuint (app_count (self, "duplicate_verdict", "verdict=new"), ==, 1);
  app_undo (self);
  g_assert_cmpuint (app_count (self, "duplicate_verdict", ""), ==, 0);
}

static void
test_logging_to_it_instead (AppFixture *self, gconstpointer data)
{
  LfCaptureDialog *dialog = show (self);
  GtkWidget *matches = app_find (GTK_WIDGET (dialog), LF_TYPE_CAPTURE_MATCHES);
  g_autoptr (LfRecord) project = app_load (self, "project", self->project);
  Search search = { LF_TYPE_NEW_RECORD_DIALOG, NULL };
  GtkWidget *talk;

  type (dialog, LF_CAPTURE_PERSON, "name", "李静");
  type (dialog, LF_CAPTURE_LEAD, "name", "杜仲叶项目");
  g_signal_emit_by_name (matches, "logged", project);
  app_await (is_open, &search);
  talk = search.found;
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (app_text (talk, "subject"))), ==,
                   "杜仲叶项目");
  gtk_drop_down_set_selected (
      GTK_DROP_DOWN (app_find (app_field (talk, "kind"), GTK_TYPE_DROP_DOWN)), 1);
  gtk_widget_activate_action (talk, "dialog.save", NULL);
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, "interaction", "project=杜仲叶项目 and minutes~李静"), ==, 1);
  g_assert_cmpuint (app_count (self, "project", ""), ==, 1);
}

/* ---- Nothing is lost ---- */

static void
test_escape_asks (AppFixture *self, gconstpointer data)
{
  LfCaptureDialog *dialog = show (self);

  type (dialog, LF_CAPTURE_FIRM, "name", "远景动力");
  gtk_window_close (GTK_WINDOW (dialog));
  app_settle ();
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (dialog)));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.keep", NULL);
  save (dialog);
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, "enterprise", "name=远景动力"), ==, 1);
}

/* Whoever goes on writing does so where the cursor was. */
static void
test_keeping_on (AppFixture *self, gconstpointer data)
{
  LfCaptureDialog *dialog = show (self);
  GtkText *wish = text_of (dialog, LF_CAPTURE_LEAD, "name");

  gtk_widget_grab_focus (GTK_WIDGET (wish));
  type (dialog, LF_CAPTURE_LEAD, "name", "第二工厂");
  gtk_window_close (GTK_WINDOW (dialog));
  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) != GTK_WIDGET (wish));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.keep", NULL);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) == GTK_WIDGET (wish));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* What cannot be saved stands there still; so does what the store refuses. */
static void
test_a_failed_save_keeps_it (AppFixture *self, gconstpointer data)
{
  LfCaptureDialog *dialog = show (self);

  type (dialog, LF_CAPTURE_FIRM, "name", "远景动力");
  type (dialog, LF_CAPTURE_PERSON, "mobile", "13912345678");
  lf_store_close_sync (self->store);
  save (dialog);
  app_settle ();
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (dialog)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text_of (dialog, LF_CAPTURE_FIRM, "name"))),
                   ==, "远景动力");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_what_was_begun_is_kept (AppFixture *self, gconstpointer data)
{
  LfCaptureDialog *dialog = show (self);
  g_autoptr (LfRecord) project = app_load (self, "project", self->project);
  Search search = { LF_TYPE_CAPTURE_DIALOG, NULL };

  type (dialog, LF_CAPTURE_FIRM, "name", "远景动力");
  g_signal_emit_by_name (app_find (GTK_WIDGET (dialog), LF_TYPE_CAPTURE_MATCHES), "opened",
                         project);
  app_await (is_closed, &search);
  dialog = show (self);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text_of (dialog, LF_CAPTURE_FIRM, "name"))),
                   ==, "远景动力");
  save (dialog);
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, "enterprise", "name=远景动力"), ==, 1);
}

/* ---- Input methods ---- */

/* The Enter that takes a candidate saves nothing. */
static void
test_composing_saves_nothing (AppFixture *self, gconstpointer data)
{
  LfCaptureDialog *dialog = show (self);
  GtkText *text = text_of (dialog, LF_CAPTURE_FIRM, "name");

  app_type (text, "远景");
  g_signal_emit_by_name (text, "preedit-changed", "dong li");
  g_signal_emit_by_name (text, "activate");
  app_settle ();
  g_assert_null (self->toast);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "远景");
  g_signal_emit_by_name (text, "preedit-changed", "");
  gtk_editable_set_text (GTK_EDITABLE (text), "远景动力");
  g_signal_emit_by_name (text, "activate");
  app_await (app_is_told, self);
  g_assert_cmpuint (app_count (self, "enterprise", "name=远景动力"), ==, 1);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/capture/" path, AppFixture, NULL, app_fixture_set_up, function,                    \
              app_fixture_tear_down)

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  ADD ("all-in-one-change", test_all_in_one_change);
  ADD ("known-firm", test_a_known_firm_is_referred_to);
  ADD ("names", test_names);
  ADD ("nothing", test_nothing_is_not_saved);
  ADD ("file", test_a_file_comes_along);
  ADD ("dropped-file-waits", test_a_dropped_file_is_waited_for);
  ADD ("dropped-file-asks", test_a_dropped_file_is_asked_about);
  ADD ("pasting", test_pasting);
  ADD ("tip", test_a_tip);
  ADD ("no-tip", test_no_tip_of_a_recruiter);
  ADD ("keeping-on", test_keeping_on);
  ADD ("twin-waits", test_a_twin_waits_for_a_word);
  ADD ("log-instead", test_logging_to_it_instead);
  ADD ("escape-asks", test_escape_asks);
  ADD ("failed-save", test_a_failed_save_keeps_it);
  ADD ("begun-is-kept", test_what_was_begun_is_kept);
  ADD ("composing", test_composing_saves_nothing);
  return g_test_run ();
}
