/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command palette: records, commands and pages by every name they have, and input methods. */

#include "config.h"

#include "app-fixture.h"
#include "lf-command.h"
#include "lf-filter-entry.h"
#include "lf-search-dialog.h"
#include "lf-view.h"

#include <string.h>

typedef struct
{
  GtkWidget *dialog;
  guint n;
} Rows;

static guint
count_rows (GtkWidget *dialog)
{
  GtkListBox *list = GTK_LIST_BOX (app_find (dialog, GTK_TYPE_LIST_BOX));
  guint n = 0;

  while (gtk_list_box_get_row_at_index (list, (int) n) != NULL)
    n++;
  return n;
}

static gboolean
has_rows (gpointer data)
{
  const Rows *rows = data;

  return count_rows (rows->dialog) == rows->n;
}

static GtkWidget *
show (AppFixture *self)
{
  GtkWidget *dialog = GTK_WIDGET (lf_search_dialog_new (self->window, self->context));

  gtk_window_present (GTK_WINDOW (dialog));
  app_settle ();
  return dialog;
}

static GtkText *
text_of (GtkWidget *dialog)
{
  return GTK_TEXT (app_find (dialog, GTK_TYPE_TEXT));
}

static void
on_open_record_cb (LfAppContext *context, const char *entity, const char *id, char **opened)
{
  g_free (*opened);
  *opened = g_strdup (id);
}

static gboolean
is_set (gpointer data)
{
  return *(char **) data != NULL;
}

static void
add_contact (AppFixture *self)
{
  g_autoptr (LfRecord) contact = lf_record_new (lf_schema_find ("contact"), NULL);
  g_autoptr (LfRecord) firm = lf_record_new (lf_schema_find ("enterprise"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("add");
  g_autoptr (GError) error = NULL;

  lf_record_set (contact, "name", "李静");
  lf_record_set (contact, "mobile", "13912345678");
  lf_record_set (firm, "name", "远景动力");
  lf_record_set (firm, "credit_code", "91350100M000100Y43");
  lf_change_create (change, contact);
  lf_change_create (change, firm);
  lf_store_commit_sync (self->store, change, &error);
  g_assert_no_error (error);
}

/* ---- Commands ---- */

static gboolean
finds (const char *typed, const char *action)
{
  guint n_best;
  g_autoptr (GPtrArray) found = lf_commands_find (typed, /* is_administrator= */ FALSE, &n_best);

  for (guint i = 0; i < found->len; i++)
    if (strcmp (((const LfCommand *) found->pdata[i])->action, action) == 0)
      return TRUE;
  return FALSE;
}

static void
test_names (void)
{
  g_assert_true (finds ("import", "win.import"));
  g_assert_true (finds ("导入", "win.import"));
  g_assert_true (finds ("dr", "win.import"));
  g_assert_true (finds ("daoru", "win.import"));
  g_assert_true (finds ("spreadsheet", "win.import"));
  g_assert_true (finds ("ＩＭＰＯＲＴ ", "win.import"));
  g_assert_true (finds (" 导入　", "win.import"));
  g_assert_true (finds ("回收站", "win.show-view::trash"));
  g_assert_true (finds ("hsz", "win.show-view::trash"));
  g_assert_true (finds ("Trash", "win.show-view::trash"));
  g_assert_false (finds ("管理", "win.show-view::admin"));
  g_assert_false (finds ("qqq", "win.import"));
}

/* Every page is found by a name of its own. */
static void
test_every_page (void)
{
  guint n, n_best;
  const LfView *views = lf_views (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *action = g_strconcat ("win.show-view::", views[i].name, NULL);
      g_autoptr (GPtrArray) found
          = lf_commands_find (views[i].label, /* is_administrator= */ TRUE, &n_best);
      gboolean is_found = FALSE;

      for (guint j = 0; j < found->len; j++)
        is_found = is_found || strcmp (((const LfCommand *) found->pdata[j])->action, action) == 0;
      if (!is_found)
        g_error ("the page %s is no command", views[i].name);
    }
}

/* ---- Records ---- */

static void
test_phone_and_code (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog;

  add_contact (self);
  dialog = show (self);
  app_type (text_of (dialog), "139-1234 5678");
  app_await (has_rows, &(Rows){ dialog, 1 });
  app_type (text_of (dialog), "qqq");
  app_await (has_rows, &(Rows){ dialog, 0 });
  app_type (text_of (dialog), "91350100m000100y43");
  app_await (has_rows, &(Rows){ dialog, 1 });
  app_type (text_of (dialog), "qqq");
  app_await (has_rows, &(Rows){ dialog, 0 });
  app_type (text_of (dialog), "yjdl");
  app_await (has_rows, &(Rows){ dialog, 1 });
  gtk_window_close (GTK_WINDOW (dialog));
}

/* Enter opens what was typed, not what stood there before it was found. */
static void
test_enter_waits (AppFixture *self, gconstpointer data)
{
  g_autofree char *opened = NULL;
  GtkWidget *dialog;

  lf_app_context_open_record (self->context, "enterprise", self->enterprise);
  g_signal_connect (self->context, "open-record", G_CALLBACK (on_open_record_cb), &opened);
  dialog = show (self);
  app_await (has_rows, &(Rows){ dialog, 1 });
  app_enter (text_of (dialog), "杜仲叶");
  app_await (is_set, &opened);
  g_assert_cmpstr (opened, ==, self->project);
  g_signal_handlers_disconnect_by_data (self->context, &opened);
}

/* ---- What was opened last ---- */

static gboolean
is_kept (gpointer data)
{
  AppFixture *self = data;
  g_autoptr (LfRecents) later = lf_recents_new (self->store);

  app_settle ();
  for (guint i = 0; i < 20 && !lf_recents_has (later, self->project); i++)
    g_main_context_iteration (NULL, FALSE);
  return lf_recents_has (later, self->project);
}

static void
test_recents (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog;

  lf_app_context_open_record (self->context, "enterprise", self->enterprise);
  lf_app_context_open_record (self->context, "project", self->project);
  lf_app_context_open_record (self->context, "enterprise", self->enterprise);
  dialog = show (self);
  app_await (has_rows, &(Rows){ dialog, 2 });
  gtk_window_close (GTK_WINDOW (dialog));
  app_await (is_kept, self);
}

/* A blank alone asks for nothing else; the one opened last stands first. */
static void
test_last_stands_first (AppFixture *self, gconstpointer data)
{
  g_autofree char *opened = NULL;
  GtkWidget *dialog;

  lf_app_context_open_record (self->context, "enterprise", self->enterprise);
  lf_app_context_open_record (self->context, "project", self->project);
  lf_app_context_open_record (self->context, "enterprise", self->enterprise);
  g_signal_connect (self->context, "open-record", G_CALLBACK (on_open_record_cb), &opened);
  dialog = show (self);
  app_await (has_rows, &(Rows){ dialog, 2 });
  app_type (text_of (dialog), "qqq");
  app_await (has_rows, &(Rows){ dialog, 0 });
  app_enter (text_of (dialog), " \u3000");
  app_await (has_rows, &(Rows){ dialog, 2 });
  g_assert_null (opened);
  g_signal_emit_by_name (text_of (dialog), "activate");
  app_await (is_set, &opened);
  g_assert_cmpstr (opened, ==, self->enterprise);
  g_signal_handlers_disconnect_by_data (self->context, &opened);
}

/* Of all that is found what was opened before stands first, though others are called so, too. */
static void
test_opened_before_is_found_first (AppFixture *self, gconstpointer data)
{
  g_autofree char *exact = app_add (self, "project", "name", "杜仲", NULL);
  g_autofree char *opened = NULL;
  GtkWidget *dialog;

  lf_app_context_open_record (self->context, "project", self->project);
  g_signal_connect (self->context, "open-record", G_CALLBACK (on_open_record_cb), &opened);
  dialog = show (self);
  app_await (has_rows, &(Rows){ dialog, 1 });
  app_enter (text_of (dialog), "杜仲");
  app_await (is_set, &opened);
  g_assert_cmpstr (opened, ==, self->project);
  g_signal_handlers_disconnect_by_data (self->context, &opened);
}

/* ---- Input methods ---- */

/* While text is composed nothing is searched, and Enter and the arrows are the input method's. */
static void
test_composing (AppFixture *self, gconstpointer data)
{
  g_autofree char *opened = NULL;
  GtkWidget *dialog;
  GtkText *text;

  lf_app_context_open_record (self->context, "enterprise", self->enterprise);
  g_signal_connect (self->context, "open-record", G_CALLBACK (on_open_record_cb), &opened);
  dialog = show (self);
  text = text_of (dialog);
  app_await (has_rows, &(Rows){ dialog, 1 });
  app_type (text, "杜仲");
  g_signal_emit_by_name (text, "preedit-changed", "ye");
  g_signal_emit_by_name (text, "activate");
  app_settle ();
  g_assert_null (opened);
  gtk_editable_set_text (GTK_EDITABLE (text), "杜仲叶");
  g_signal_emit_by_name (text, "preedit-changed", "");
  g_signal_emit_by_name (text, "activate");
  app_await (is_set, &opened);
  g_assert_cmpstr (opened, ==, self->project);
  g_signal_handlers_disconnect_by_data (self->context, &opened);
}

static void
test_filter_is_left_alone (AppFixture *self, gconstpointer data)
{
  LfFilterEntry *entry = g_object_new (LF_TYPE_FILTER_ENTRY, NULL);
  GtkText *text;

  lf_filter_entry_set_store (entry, self->store, lf_schema_find ("project"));
  gtk_window_set_child (self->window, GTK_WIDGET (entry));
  text = GTK_TEXT (app_find (GTK_WIDGET (entry), GTK_TYPE_TEXT));
  app_type (text, "阶段");
  g_signal_emit_by_name (text, "preedit-changed", "xian");
  g_signal_emit_by_name (text, "activate");
  app_settle ();
  g_assert_cmpstr (lf_filter_entry_get_text (entry), ==, "阶段");
  g_signal_emit_by_name (text, "preedit-changed", "");
}

#define ADD(path, function)                                                                        \
  g_test_add ("/palette/" path, AppFixture, NULL, app_fixture_set_up, function,                    \
              app_fixture_tear_down)

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  g_test_add_func ("/palette/names", test_names);
  g_test_add_func ("/palette/every-page", test_every_page);
  ADD ("phone-and-code", test_phone_and_code);
  ADD ("enter-waits", test_enter_waits);
  ADD ("recents", test_recents);
  ADD ("last-first", test_last_stands_first);
  ADD ("opened-found-first", test_opened_before_is_found_first);
  ADD ("composing", test_composing);
  ADD ("filter-composing", test_filter_is_left_alone);
  return g_test_run ();
}
