/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list's filter as it is completed, saved views, and the list as of another day. */

#include "config.h"

#include "app-fixture.h"

#include "lf-card-face.h"
#include "lf-cell-editor.h"
#include "lf-dialogs.h"
#include "lf-filter-entry.h"
#include "lf-list-page.h"
#include "lf-record-list.h"
#include "lf-view-dialog.h"
#include "lf-window-private.h"

#include <string.h>

static LfListPage *
show_list (AppFixture *self)
{
  GtkWidget *page = lf_list_page_new (self->context, lf_schema_find ("project"), "", "");

  gtk_window_set_child (self->window, page);
  gtk_window_present (self->window);
  app_settle ();
  return LF_LIST_PAGE (page);
}

/* ---- Completion ---- */

static gboolean
press (LfListPage *page, guint keyval)
{
  GtkWidget *entry = app_find (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (entry);
  gboolean is_taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) && !is_taken)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &is_taken);
    }
  return is_taken;
}

static void
type_filter (LfListPage *page, const char *text)
{
  GtkWidget *entry = app_find (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY);

  gtk_widget_grab_focus (entry);
  app_settle ();
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "insert-at-cursor",
                         text);
}

static const char *
filter_of (LfListPage *page)
{
  return gtk_editable_get_text (GTK_EDITABLE (app_find (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY)));
}

static GtkListBox *
completions_of (LfListPage *page)
{
  return GTK_LIST_BOX (
      app_find (app_find (GTK_WIDGET (page), LF_TYPE_FILTER_ENTRY), GTK_TYPE_LIST_BOX));
}

static gboolean
has_completions (gpointer page)
{
  GtkWidget *popover
      = gtk_widget_get_ancestor (GTK_WIDGET (completions_of (page)), GTK_TYPE_POPOVER);

  return gtk_widget_get_visible (popover);
}

static gboolean
has_no_completions (gpointer page)
{
  return !has_completions (page);
}

static void
test_completes (AppFixture *self, gconstpointer data)
{
  LfListPage *page = show_list (self);

  type_filter (page, "sta");
  app_await (has_completions, page);
  g_assert_true (press (page, GDK_KEY_Tab));
  g_assert_cmpstr (filter_of (page), ==, "stage");
  g_assert_true (press (page, GDK_KEY_Tab));
  g_assert_cmpstr (filter_of (page), ==, "stage=");
  g_assert_true (press (page, GDK_KEY_Down));
  g_assert_true (press (page, GDK_KEY_Down));
  g_assert_true (press (page, GDK_KEY_Return));
  g_assert_cmpstr (filter_of (page), ==, "stage=negotiation ");
  g_assert_true (press (page, GDK_KEY_Escape));
  app_await (has_no_completions, page);
  g_assert_false (press (page, GDK_KEY_Tab));
}

/* Titles come from the store. */
static gboolean
has_titles (gpointer page)
{
  return has_completions (page) && gtk_list_box_get_row_at_index (completions_of (page), 0) != NULL;
}

static void
test_completes_titles (AppFixture *self, gconstpointer data)
{
  LfListPage *page = show_list (self);

  type_filter (page, "enterprise=tc");
  app_await (has_titles, page);
  press (page, GDK_KEY_Tab);
  g_assert_cmpstr (filter_of (page), ==, "enterprise=天承生物 ");
}

/* What is wrong is marked where it is. */
static void
test_marks_what_is_wrong (AppFixture *self, gconstpointer data)
{
  LfListPage *page = show_list (self);
  GtkWidget *entry = app_find (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY);
  GtkText *text = GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (entry)));
  PangoAttribute *mark;
  GSList *all;

  gtk_editable_set_text (GTK_EDITABLE (entry), "阶段=乱写 and name~x");
  g_signal_emit_by_name (entry, "search-changed");
  all = pango_attr_list_get_attributes (gtk_text_get_attributes (text));
  g_assert_cmpuint (g_slist_length (all), ==, 1);
  mark = all->data;
  g_assert_cmpuint (mark->start_index, ==, strlen ("阶段="));
  g_assert_cmpuint (mark->end_index, ==, strlen ("阶段=乱写"));
  g_slist_free_full (all, (GDestroyNotify) pango_attribute_destroy);
  gtk_editable_set_text (GTK_EDITABLE (entry), "name~x");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_null (pango_attr_list_get_attributes (gtk_text_get_attributes (text)));
}

/* ---- Saved views ---- */

static LfRecord *
add_view (AppFixture *self, const char *name, const char *filter)
{
  g_autoptr (LfSavedView) view = lf_saved_view_new (lf_schema_find ("project"), name);
  LfRecord *record = lf_record_new (lf_schema_find (LF_SAVED_VIEW), NULL);
  g_autoptr (LfChange) change = lf_change_new ("view");
  g_autoptr (GError) error = NULL;

  g_free (view->filter);
  view->filter = g_strdup (filter);
  view->sort = g_strdup ("-name");
  g_ptr_array_add (view->columns, (gpointer) lf_entity_field (lf_schema_find ("project"), "note"));
  g_ptr_array_add (view->columns, (gpointer) lf_entity_field (lf_schema_find ("project"), "name"));
  lf_saved_view_write (view, record);
  lf_change_create (change, record);
  g_assert_true (lf_store_commit_sync (self->store, change, &error));
  return record;
}

static void
test_shows_saved (AppFixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) record = add_view (self, "重点", "stage=lead");
  LfListPage *page = show_list (self);
  LfRecordList *list = LF_RECORD_LIST (app_find (GTK_WIDGET (page), LF_TYPE_RECORD_LIST));
  g_autoptr (GPtrArray) columns = NULL;
  gboolean is_descending = FALSE;

  lf_list_page_show_saved (page, record);
  columns = lf_record_list_get_columns (list);
  g_assert_cmpstr (filter_of (page), ==, "stage=lead");
  g_assert_cmpuint (columns->len, ==, 2);
  g_assert_cmpstr (((LfField *) columns->pdata[0])->name, ==, "note");
  g_assert_cmpstr (((LfField *) columns->pdata[1])->name, ==, "name");
  g_assert_cmpstr (lf_query_sort (lf_list_page_query (page), &is_descending)->name, ==, "name");
  g_assert_true (is_descending);
}

typedef struct
{
  LfWindow *window;
  const char *name;
  gboolean is_there;
} Row;

static gboolean
is_row_there (gpointer data)
{
  Row *row = data;
  gboolean is_there = FALSE;

  for (guint i = 0; i < row->window->items->len; i++)
    {
      const LfSidebarItem *item = row->window->items->pdata[i];

      is_there = is_there
                 || (item->saved != NULL
                     && strcmp (lf_record_get (item->saved, "name"), row->name) == 0);
    }
  return is_there == row->is_there;
}

static gboolean
is_current_saved (gpointer window)
{
  return g_str_has_prefix (((LfWindow *) window)->view, LF_SAVED_VIEW "/");
}

/* Saved from a list it stands in the sidebar and is shown; undo takes it away again. */
static void
test_saves_and_deletes (AppFixture *self, gconstpointer data)
{
  LfWindow *window = lf_window_new (NULL, self->context);
  LfSavedView *view = lf_saved_view_new (lf_schema_find ("project"), NULL);
  LfViewDialog *dialog;
  GtkWidget *name;
  Row row = { window, "我的视图", TRUE };

  gtk_window_present (GTK_WINDOW (window));
  dialog = lf_view_dialog_new (GTK_WINDOW (window), self->context, view, NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  name = app_find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (name), "我的视图");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "dialog.save", NULL);
  app_await (is_row_there, &row);
  app_await (is_current_saved, window);
  g_assert_nonnull (lf_window_list_page (window));
  gtk_widget_activate_action (GTK_WIDGET (lf_window_list_page (window)), "list.delete-view", NULL);
  row.is_there = FALSE;
  app_await (is_row_there, &row);
  g_assert_cmpstr (window->view, ==, "projects");
  g_free (lf_store_undo_sync (self->store, NULL));
  row.is_there = TRUE;
  app_await (is_row_there, &row);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* ---- Columns ---- */

static char *
shown_columns (LfListPage *page)
{
  LfRecordList *list = LF_RECORD_LIST (app_find (GTK_WIDGET (page), LF_TYPE_RECORD_LIST));
  g_autoptr (GPtrArray) fields = lf_record_list_get_columns (list);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < fields->len; i++)
    g_string_append_printf (names, "%s ", ((const LfField *) fields->pdata[i])->name);
  return g_string_free (names, FALSE);
}

static GtkColumnViewColumn *
find_column (GtkColumnView *view, const char *title)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), title) == 0)
        return g_steal_pointer (&column);
    }
  g_assert_not_reached ();
}

/* A hidden column that took room would leave it empty. */
static void
assert_wide (GtkColumnView *view, const char *title, gboolean is_wide)
{
  g_autoptr (GtkColumnViewColumn) column = find_column (view, title);

  g_assert_cmpint (gtk_column_view_column_get_expand (column), ==, is_wide);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (column) > 0, ==, is_wide);
}

static gboolean
is_kept (gpointer store)
{
  g_autofree char *path = g_build_filename (lf_store_folder (store), "lists.ini", NULL);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, "park;name;") != NULL;
}

/* What is hidden stays hidden, and what is moved stays where it is, the next time. */
static void
test_columns (AppFixture *self, gconstpointer data)
{
  LfListPage *page = show_list (self);
  g_autofree char *before = shown_columns (page);
  g_autofree char *hidden = NULL;
  g_autofree char *back = NULL;
  g_autofree char *again = NULL;
  g_autofree char *more = NULL;
  g_autofree char *moved = NULL;
  GtkColumnView *view;
  g_autoptr (GtkColumnViewColumn) park = NULL;

  g_assert_nonnull (strstr (before, "enterprise "));
  gtk_widget_activate_action (GTK_WIDGET (page), "columns.enterprise", NULL);
  hidden = shown_columns (page);
  g_assert_null (strstr (hidden, "enterprise "));
  view = GTK_COLUMN_VIEW (app_find (GTK_WIDGET (page), GTK_TYPE_COLUMN_VIEW));
  assert_wide (view, "Enterprise", FALSE);
  assert_wide (view, "Park", TRUE);
  again = shown_columns (show_list (self));
  g_assert_cmpstr (again, ==, hidden);
  page = LF_LIST_PAGE (gtk_window_get_child (self->window));
  gtk_widget_activate_action (GTK_WIDGET (page), "columns.enterprise", NULL);
  back = shown_columns (page);
  g_assert_cmpstr (back, ==, before);
  g_assert_false (gtk_widget_activate_action (GTK_WIDGET (page), "columns.name", NULL));
  g_assert_null (strstr (before, "jobs "));
  gtk_widget_activate_action (GTK_WIDGET (page), "columns.jobs", NULL); /* any field can be one */
  more = shown_columns (show_list (self));
  g_assert_nonnull (strstr (more, "jobs "));
  page = LF_LIST_PAGE (gtk_window_get_child (self->window));
  gtk_widget_activate_action (GTK_WIDGET (page), "columns.jobs", NULL);

  view = GTK_COLUMN_VIEW (app_find (GTK_WIDGET (page), GTK_TYPE_COLUMN_VIEW));
  park = find_column (view, "Park");
  gtk_column_view_remove_column (view, park); /* as a drag of its heading does */
  gtk_column_view_insert_column (view, 0, park);
  app_await (is_kept, self->store);
  moved = shown_columns (show_list (self));
  g_assert_true (g_str_has_prefix (moved, "park name "));
}

/* ---- Editing ---- */

static GtkWidget * /* (nullable) */
first_cell (gpointer page)
{
  return app_find (app_find (page, LF_TYPE_RECORD_LIST), GTK_TYPE_INSCRIPTION);
}

static gboolean
has_row (gpointer page)
{
  return first_cell (page) != NULL;
}

/* An Enter that takes a candidate of an input method does not save the cell, and its text is left
 * alone meanwhile. */
static void
test_composing_in_a_cell (AppFixture *self, gconstpointer data)
{
  LfListPage *page = show_list (self);
  g_autoptr (LfRecord) record = app_load (self, "project", self->project);
  g_autofree char *value = NULL;
  GtkWidget *editor;
  GtkText *text;

  app_await (has_row, page);
  lf_cell_editor_open (first_cell (page), self->context, record,
                       lf_entity_field (lf_record_entity (record), "industry"));
  editor = app_find (GTK_WIDGET (page), g_type_from_name ("LfCellEditor"));
  text = GTK_TEXT (app_find (editor, GTK_TYPE_TEXT));
  app_type (text, "光");
  g_signal_emit_by_name (text, "preedit-changed", "dian");
  g_signal_emit_by_name (text, "activate");
  app_settle ();
  value = app_value (self, "industry");
  g_assert_null (value);
  g_assert_true (gtk_widget_get_mapped (editor));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "光");
  g_signal_emit_by_name (text, "preedit-changed", "");
  app_enter (text, "光电");
  app_await_value (self, "industry", "光电");
}

/* ---- Another day ---- */

static gboolean
is_ready (gpointer page)
{
  return lf_list_page_is_ready (page);
}

static void
test_as_of (AppFixture *self, gconstpointer data)
{
  LfListPage *page = show_list (self);
  LfDate long_ago = { 2001, 1, 1 };
  g_autoptr (GArray) rows = NULL;

  lf_list_page_set_day (page, &long_ago);
  app_await (is_ready, page);
  g_assert_true (lf_list_page_is_past (page));
  g_assert_nonnull (lf_query_as_of (lf_list_page_query (page)));
  rows = lf_store_rows_sync (self->store, lf_list_page_query (page), NULL);
  g_assert_cmpuint (rows->len, ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (page), "list.today", NULL);
  app_await (is_ready, page);
  g_assert_null (lf_query_as_of (lf_list_page_query (page)));
}

static gboolean
has_no_calendar (gpointer page)
{
  return app_find (page, GTK_TYPE_CALENDAR) == NULL;
}

/* A day before today makes the list one of the past; today, and a day to come, do not. The calendar
 * is there while it is asked. */
static void
choose_day (LfListPage *page, const char *day)
{
  g_autoptr (GDateTime) chosen = g_date_time_new_from_iso8601 (day, NULL);
  GtkWidget *calendar, *label;

  g_assert_true (has_no_calendar (page));
  gtk_widget_activate_action (GTK_WIDGET (page), "list.choose-day", NULL);
  calendar = app_find (GTK_WIDGET (page), GTK_TYPE_CALENDAR);
  g_assert_true (gtk_widget_get_mapped (calendar));
  gtk_calendar_select_day (GTK_CALENDAR (calendar), chosen);
  label = app_find_label (gtk_widget_get_parent (calendar), "Show This Day");
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
  app_await (has_no_calendar, page);
  app_await (is_ready, page);
}

static void
test_choose_day (AppFixture *self, gconstpointer data)
{
  LfListPage *page = show_list (self);

  app_await (is_ready, page);
  choose_day (page, "2001-01-01T12:00:00Z");
  g_assert_true (lf_list_page_is_past (page));
  choose_day (page, "2099-01-01T12:00:00Z");
  g_assert_false (lf_list_page_is_past (page));
  gtk_widget_activate_action (GTK_WIDGET (page), "list.choose-day", NULL);
  gtk_window_set_child (self->window, NULL); /* goes with its list */
}

/* ---- The board ---- */

static gboolean
is_offered (GtkWidget *page, const char *label)
{
  GtkWidget *text = app_find_label (page, label);

  return text != NULL && gtk_widget_get_mapped (text);
}

/* A board is offered of what has columns, and by pointer, too; what never ends is not hidden. */
static void
test_offers_board (AppFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *entity;
    gboolean has_board, has_ended;
  } cases[] = { { "project", TRUE, TRUE }, { "problem", TRUE, FALSE }, { "contact", FALSE } };

  g_free (app_add (self, "problem", "subject", "用电", "kind", "land", "state", "collected",
                   "collected_on", "2023-03-06", NULL));
  g_free (app_add (self, "contact", "name", "王工", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *page = lf_list_page_new (self->context, lf_schema_find (cases[i].entity), "", "");
      GtkWidget *toggle;

      g_test_message ("%s", cases[i].entity);
      gtk_window_set_child (self->window, page);
      gtk_window_present (self->window);
      app_await (is_ready, page);
      toggle = app_find (page, GTK_TYPE_TOGGLE_BUTTON);
      g_assert_cmpint (gtk_widget_get_mapped (toggle), ==, cases[i].has_board);
      lf_list_page_show_board (LF_LIST_PAGE (page), TRUE);
      app_settle ();
      g_assert_cmpint (is_offered (page, "Columns by"), ==, cases[i].has_board);
      g_assert_cmpint (is_offered (page, "Show Ended and Suspended"), ==, cases[i].has_ended);
    }
}

/* ---- Cards ---- */

typedef struct
{
  guint n_texts, n_images;
} Said;

static void
count_said (GtkWidget *widget, Said *said)
{
  const char *text
      = GTK_IS_INSCRIPTION (widget) ? gtk_inscription_get_text (GTK_INSCRIPTION (widget)) : NULL;

  said->n_texts += text != NULL && *text != '\0';
  said->n_images += GTK_IS_IMAGE (widget) && gtk_widget_get_visible (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count_said (child, said);
}

/* A card that comes to hold another record says nothing of the one before, nor that the next has
 * no enterprise, until that is read. */
static void
test_card_until_read (AppFixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) project = app_load (self, "project", self->project);
  GtkWidget *face = g_object_ref_sink (lf_card_face_new ());
  Said read = { 0 }, unread = { 0 };

  lf_card_face_show (LF_CARD_FACE (face), project);
  count_said (face, &read);
  g_assert_cmpuint (read.n_texts, >, 1);
  lf_card_face_show (LF_CARD_FACE (face), NULL);
  count_said (face, &unread);
  g_assert_cmpuint (unread.n_texts, ==, 1);
  g_assert_cmpuint (unread.n_images, ==, read.n_images - 1);
  g_object_unref (face);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/list-page/" name, AppFixture, NULL, app_fixture_set_up, func, app_fixture_tear_down)

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  ADD ("completes", test_completes);
  ADD ("completes-titles", test_completes_titles);
  ADD ("marks-what-is-wrong", test_marks_what_is_wrong);
  ADD ("shows-saved", test_shows_saved);
  ADD ("saves-and-deletes", test_saves_and_deletes);
  ADD ("columns", test_columns);
  ADD ("composing-in-a-cell", test_composing_in_a_cell);
  ADD ("as-of", test_as_of);
  ADD ("choose-day", test_choose_day);
  ADD ("offers-board", test_offers_board);
  ADD ("card-until-read", test_card_until_read);
  return g_test_run ();
}
