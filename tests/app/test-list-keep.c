/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is selected, where a list is scrolled to and its filter stay while records come, go and
 * move, and while it is shown as a board; what a board's columns are. */

#include "config.h"

#include "app-fixture.h"

#include "lf-board-column.h"
#include "lf-board-groups.h"
#include "lf-board.h"
#include "lf-list-page.h"
#include "lf-record-list.h"

#include <string.h>

#define MANY 300

typedef struct
{
  LfListPage *page;
  LfRowSelection *selection;
  LfListModel *model;
  GtkAdjustment *adjustment;
  guint n;    /* wanted */
  gint64 row; /* wanted at the top */
  double offset;
} List;

static void
add_projects (AppFixture *self, const char *prefix, guint n)
{
  g_autoptr (LfChange) change = lf_change_new ("many");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("project"), NULL);
      g_autofree char *name = g_strdup_printf ("%s%03u", prefix, i);

      lf_record_set (record, "name", name);
      lf_record_set (record, "stage", "lead");
      lf_change_create (change, record);
    }
  lf_store_commit_sync (self->store, change, &error);
  g_assert_no_error (error);
}

static LfRecord *
load_titled (AppFixture *self, const char *name)
{
  LfRecord *record = lf_store_find_title_sync (self->store, lf_schema_find ("project"), name, NULL);

  g_assert_nonnull (record);
  return record;
}

static void
rename_to (AppFixture *self, const char *name, const char *other)
{
  g_autoptr (LfRecord) record = load_titled (self, name);
  g_autoptr (LfChange) change = lf_change_new ("rename");

  lf_change_edit (change, record, "name", other);
  g_assert_true (lf_store_commit_sync (self->store, change, NULL));
}

static void
delete_titled (AppFixture *self, const char *name)
{
  g_autoptr (LfRecord) record = load_titled (self, name);
  g_autoptr (LfChange) change = lf_change_new ("delete");

  lf_change_delete (change, record);
  g_assert_true (lf_store_commit_sync (self->store, change, NULL));
}

static gboolean
has_rows (gpointer data)
{
  List *list = data;

  return g_list_model_get_n_items (G_LIST_MODEL (list->model)) == list->n
         && lf_list_page_is_ready (list->page);
}

static double
row_height (const List *list)
{
  return gtk_adjustment_get_upper (list->adjustment)
         / g_list_model_get_n_items (G_LIST_MODEL (list->model));
}

static gint64
top_row (const List *list)
{
  return lf_list_model_get_row_at (
      list->model,
      (guint) (gtk_adjustment_get_value (list->adjustment) / row_height (list) + 0.01));
}

/* All rows have come, and are laid out: there is room for as many of a height in whole pixels. */
static gboolean
is_tall (gpointer data)
{
  List *list = data;
  double upper = gtk_adjustment_get_upper (list->adjustment);

  return g_list_model_get_n_items (G_LIST_MODEL (list->selection)) == list->n
         && upper > 20 * list->n && (guint) upper % list->n == 0;
}

static gboolean
is_at_top (gpointer data)
{
  List *list = data;

  return top_row (list) == list->row;
}

static gboolean
is_first (gpointer data)
{
  List *list = data;

  return has_rows (list) && lf_list_model_get_row_at (list->model, 0) == list->row;
}

static void
show_many (AppFixture *self, List *list)
{
  LfRecordList *records;

  add_projects (self, "p", MANY);
  list->page = LF_LIST_PAGE (lf_list_page_new (self->context, lf_schema_find ("project"), "", ""));
  gtk_window_set_default_size (self->window, 900, 500);
  gtk_window_set_child (self->window, GTK_WIDGET (list->page));
  gtk_window_present (self->window);
  records = LF_RECORD_LIST (app_find (GTK_WIDGET (list->page), LF_TYPE_RECORD_LIST));
  lf_record_list_set_sort (records, "name");
  list->selection = lf_record_list_get_selection (records);
  list->model = lf_row_selection_get_model (list->selection);
  list->adjustment = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (app_find (GTK_WIDGET (records), GTK_TYPE_SCROLLED_WINDOW)));
  list->n = MANY + 1;
  app_await (has_rows, list);
  app_await (is_tall, list);
  gtk_adjustment_set_value (list->adjustment, 100 * row_height (list));
  app_settle ();
  list->row = top_row (list);
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (list->selection), 101, 3, TRUE);
  g_assert_cmpuint (lf_row_selection_get_n (list->selection), ==, 3);
}

static void
test_updates (AppFixture *self, gconstpointer data)
{
  List list = { 0 };
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) after = NULL;

  show_many (self, &list);
  before = lf_row_selection_get_rows (list.selection);
  add_projects (self, "a", 20);
  rename_to (self, "p005", "q005");
  delete_titled (self, "p010");
  rename_to (self, "p102", "a-moved");
  list.n = MANY + 1 + 20 - 1;
  app_await (has_rows, &list);
  after = lf_row_selection_get_rows (list.selection);
  g_assert_cmpuint (after->len, ==, before->len);
  for (guint i = 0; i < after->len; i++)
    g_assert_cmpint (g_array_index (after, gint64, i), ==, g_array_index (before, gint64, i));
  app_await (is_at_top, &list);
}

/* Who is gone is not selected: nobody would see what is done to it. */
static void
test_selected_deleted (AppFixture *self, gconstpointer data)
{
  List list = { 0 };

  show_many (self, &list);
  delete_titled (self, "p102");
  list.n = MANY;
  app_await (has_rows, &list);
  g_assert_cmpuint (lf_row_selection_get_n (list.selection), ==, 2);
}

/* All in another order: the list goes where the topmost row is then. */
static void
test_other_order (AppFixture *self, gconstpointer data)
{
  List list = { 0 };
  LfRecordList *records;

  show_many (self, &list);
  records = LF_RECORD_LIST (app_find (GTK_WIDGET (list.page), LF_TYPE_RECORD_LIST));
  lf_record_list_set_sort (records, "-name");
  app_await (has_rows, &list);
  app_await (is_at_top, &list);
  g_assert_cmpuint (lf_row_selection_get_n (list.selection), ==, 3);
}

static void
assert_selected (const List *list, const gboolean *wanted)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (list->selection);

  for (guint i = 0; i < list->n; i++)
    g_assert_cmpint (gtk_selection_model_is_selected (selection, i), ==, wanted[i]);
}

/* Long ranges are taken together, short ones row by row. */
static void
test_ranges (AppFixture *self, gconstpointer data)
{
  static const struct
  {
    guint first, n;
    gboolean is_selected;
  } ranges[] = { { 0, 200, TRUE },   { 50, 140, FALSE }, { 60, 3, TRUE },
                 { 100, 999, TRUE }, { 299, 9, FALSE },  { 150, 128, FALSE } };
  List list = { 0 };
  GtkSelectionModel *selection;
  LfRecordList *records;
  gboolean wanted[MANY + 1] = { 0 };

  show_many (self, &list);
  selection = GTK_SELECTION_MODEL (list.selection);
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      guint first = ranges[i].first, n = ranges[i].n;

      for (guint at = first; at < MIN (first + n, list.n); at++)
        wanted[at] = ranges[i].is_selected;
      if (ranges[i].is_selected)
        gtk_selection_model_select_range (selection, first, n, /* unselect_rest= */ i == 0);
      else
        gtk_selection_model_unselect_range (selection, first, n);
      assert_selected (&list, wanted);
    }
  for (guint i = 0; i < list.n / 2; i++)
    {
      gboolean other = wanted[i];

      wanted[i] = wanted[list.n - 1 - i];
      wanted[list.n - 1 - i] = other;
    }
  records = LF_RECORD_LIST (app_find (GTK_WIDGET (list.page), LF_TYPE_RECORD_LIST));
  list.row = lf_list_model_get_row_at (list.model, list.n - 1);
  lf_record_list_set_sort (records, "-name");
  app_await (is_first, &list);
  assert_selected (&list, wanted);
}

static void
test_board_and_back (AppFixture *self, gconstpointer data)
{
  List list = { 0 };
  GtkWidget *entry;

  show_many (self, &list);
  entry = app_find (GTK_WIDGET (list.page), GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "stage=lead");
  g_signal_emit_by_name (entry, "search-changed");
  app_await (has_rows, &list);
  lf_list_page_show_board (list.page, TRUE);
  app_settle ();
  add_projects (self, "b", 5);
  list.n += 5;
  app_await (has_rows, &list);
  lf_list_page_show_board (list.page, FALSE);
  app_await (is_at_top, &list);
  g_assert_cmpuint (lf_row_selection_get_n (list.selection), ==, 3);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "stage=lead");
}

/* ---- The board's columns ---- */

static char *
labels_of (AppFixture *self, const char *by, const char *filter, gboolean has_ended)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups = lf_board_groups_sync (self->store, lf_schema_find ("project"), by,
                                                       filter, has_ended, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < groups->len; i++)
    g_string_append_printf (text, "%s;", ((LfBoardGroup *) groups->pdata[i])->label);
  return g_string_free (text, FALSE);
}

#define ASSERT_LABELS(by, filter, has_ended, expected)                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *labels = labels_of (self, by, filter, has_ended);                             \
    g_assert_cmpstr (labels, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

static void
add_park (AppFixture *self, const char *name, const char *project)
{
  g_autoptr (LfRecord) park = lf_record_new (lf_schema_find ("park"), NULL);
  g_autoptr (LfRecord) record = load_titled (self, project);
  g_autoptr (LfChange) change = lf_change_new ("park");

  lf_record_set (park, "name", name);
  lf_change_create (change, park);
  lf_change_edit (change, record, "park", lf_record_id (park));
  g_assert_true (lf_store_commit_sync (self->store, change, NULL));
}

static void
test_groups (AppFixture *self, gconstpointer data)
{
  add_projects (self, "p", 3);
  add_park (self, "乙园", "p000");
  add_park (self, "甲园", "p001");
  ASSERT_LABELS ("park", "", FALSE, "甲园;乙园;No Park;");
  ASSERT_LABELS ("park", "name=p000", FALSE, "乙园;No Park;");
  ASSERT_LABELS ("stage", "stage=negotiation|approved", FALSE, "Negotiation;Approved;");
  ASSERT_LABELS ("stage", "stage=signed|dropped", FALSE, "Signed;");
  ASSERT_LABELS ("stage", "stage=signed|dropped", TRUE, "Signed;Dropped;");
  ASSERT_LABELS ("stage", "stage=dropped", FALSE, "Dropped;"); /* it is asked for by name */
  ASSERT_LABELS ("stage", "(stage=dropped) and (name~p)", FALSE, "Dropped;");
  ASSERT_LABELS ("stage", "stage=suspended|dropped", FALSE, "Suspended;Dropped;");
  ASSERT_LABELS ("lamp", "", FALSE, "Red;Yellow;Blue;Green;No Lamp;");
  ASSERT_LABELS ("light", "", FALSE, "Overdue;Due soon;Planned;No next step;");
}

typedef struct
{
  LfBoard *board;
  const char *titles;
} Columns;

/* The columns in the order in which they stand. */
static gboolean
has_columns (gpointer data)
{
  const Columns *columns = data;
  GtkWidget *column = app_find (GTK_WIDGET (columns->board), LF_TYPE_BOARD_COLUMN);
  g_autoptr (GString) titles = g_string_new (NULL);

  for (; column != NULL; column = gtk_widget_get_next_sibling (column))
    g_string_append_printf (titles, "%s;",
                            lf_board_column_get_group (LF_BOARD_COLUMN (column))->label);
  return strcmp (titles->str, columns->titles) == 0;
}

/* A park that gets its first project gets a column, and the others keep theirs. */
static void
test_column_comes (AppFixture *self, gconstpointer data)
{
  Columns columns = { NULL, "乙园;No Park;" };
  GtkWidget *first;

  add_projects (self, "p", 3);
  add_park (self, "乙园", "p000");
  columns.board = LF_BOARD (lf_board_new (self->context, lf_schema_find ("project")));
  gtk_window_set_child (self->window, GTK_WIDGET (columns.board));
  gtk_window_present (self->window);
  lf_board_set_groups (columns.board, "park", FALSE);
  app_await (has_columns, &columns);
  first = app_find (GTK_WIDGET (columns.board), LF_TYPE_BOARD_COLUMN);
  add_park (self, "甲园", "p001");
  columns.titles = "甲园;乙园;No Park;";
  app_await (has_columns, &columns);
  g_assert_true (gtk_widget_get_prev_sibling (first) != NULL);
}

static gboolean
has_footer (gpointer page)
{
  return app_find_label (GTK_WIDGET (page), "1 record") != NULL;
}

/* What has ended is out of sight, unless the filter asks for nothing else; whatever the columns. */
static void
test_ended_asked_for (AppFixture *self, gconstpointer data)
{
  Columns columns = { NULL, "No Park;" };
  g_autoptr (LfRecord) dropped = NULL;
  g_autoptr (LfChange) change = lf_change_new ("dropped");
  GtkWidget *page, *entry;

  add_projects (self, "p", 3);
  add_park (self, "乙园", "p000");
  dropped = load_titled (self, "p000");
  lf_change_edit (change, dropped, "stage", "dropped");
  lf_change_edit (change, dropped, "stage_reason", "撤资");
  g_assert_true (lf_store_commit_sync (self->store, change, NULL));
  page = lf_list_page_new (self->context, lf_schema_find ("project"), "", "");
  gtk_window_set_child (self->window, page);
  gtk_window_present (self->window);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (app_find (page, GTK_TYPE_DROP_DOWN)), 1);
  lf_list_page_show_board (LF_LIST_PAGE (page), TRUE);
  columns.board = LF_BOARD (app_find (page, LF_TYPE_BOARD));
  app_await (has_columns, &columns);
  entry = app_find (page, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "stage=dropped");
  g_signal_emit_by_name (entry, "search-changed");
  columns.titles = "乙园;No Park;";
  app_await (has_columns, &columns);
  app_await (has_footer, page);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/list-keep/" name, AppFixture, NULL, app_fixture_set_up, func, app_fixture_tear_down)

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  ADD ("updates", test_updates);
  ADD ("selected-deleted", test_selected_deleted);
  ADD ("other-order", test_other_order);
  ADD ("ranges", test_ranges);
  ADD ("board-and-back", test_board_and_back);
  ADD ("groups", test_groups);
  ADD ("ended-asked-for", test_ended_asked_for);
  ADD ("column-comes", test_column_comes);
  return g_test_run ();
}
