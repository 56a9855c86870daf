/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of any entity's records. */

#include "config.h"

#include "lf-record-list.h"

#include "lf-mark-column.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfRecordList
{
  GtkWidget parent_instance;
  const LfEntity *entity;
  const LfField *fixed; /* (nullable) */
  GMenuModel *menu;     /* (nullable): of the headings */
  gboolean is_arranging;
  guint arranged_id;
  GtkScrolledWindow *scroller;
  GtkColumnView *view;
  LfRow *probe; /* two rows nobody sees, compared to learn which column a header click sorts by */
  LfRow *other;
};

enum
{
  OPENED,
  SORTED,
  ARRANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfRecordList, lf_record_list, GTK_TYPE_WIDGET)

/* ---- Cells ---- */

static gboolean
is_number (const LfField *field)
{
  return field->type == LF_VALUE_MONEY || field->type == LF_VALUE_QUANTITY
         || field->type == LF_VALUE_INTEGER || field->type == LF_VALUE_DECIMAL;
}

static gboolean
is_stage (const LfField *field)
{
  return g_strcmp0 (field->bundle, "stage") == 0 && field->type == LF_VALUE_CHOICE;
}

static GtkWidget *
new_text (const LfField *field)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (text), 1);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (text), 1);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (text), is_number (field) ? 1 : 0);
  gtk_widget_set_hexpand (text, TRUE);
  if (is_number (field) || field->type == LF_VALUE_DATE)
    gtk_widget_add_css_class (text, "numeric");
  return text;
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const LfField *field = user_data;
  GtkWidget *box;

  if (!is_stage (field))
    {
      gtk_list_item_set_child (item, new_text (field));
      return;
    }
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), new_text (field));
  gtk_list_item_set_child (item, box);
}

static void
show_stage (GtkWidget *box, const LfRecord *record, const LfField *field)
{
  LfStage stage;

  if (lf_stage_from_key (lf_record_get (record, field->name), &stage))
    gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (box)),
                                  lf_stage_icon (stage));
}

static void
show_record (GtkListItem *item, const LfField *field)
{
  LfRecord *record = lf_row_get_record (gtk_list_item_get_item (item));
  GtkWidget *child = gtk_list_item_get_child (item);
  GtkWidget *text = is_stage (field) ? gtk_widget_get_last_child (child) : child;
  g_autofree char *shown = record == NULL ? g_strdup ("…") : lf_record_format (record, field->name);

  for (char *p = shown; *p != '\0'; p++)
    if (*p == '\n')
      *p = ' ';
  gtk_inscription_set_text (GTK_INSCRIPTION (text), shown);
  gtk_widget_set_tooltip_text (text, g_utf8_strlen (shown, -1) > 14 ? shown : NULL);
  if (record != NULL && is_stage (field))
    show_stage (child, record, field);
}

static void
on_record_cb (LfRow *row, GParamSpec *pspec, gpointer user_data)
{
  GtkListItem *item = user_data;

  show_record (item, g_object_get_data (G_OBJECT (item), "field"));
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_object_set_data (G_OBJECT (item), "field", user_data);
  g_signal_connect_object (gtk_list_item_get_item (item), "notify::record",
                           G_CALLBACK (on_record_cb), item, 0);
  show_record (item, user_data);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), on_record_cb, item);
}

/* ---- Sorting ---- */

static int
note_column (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GtkColumnViewColumn *column = user_data;
  GtkWidget *view = GTK_WIDGET (gtk_column_view_column_get_column_view (column));

  if (view != NULL && g_object_get_data (G_OBJECT (view), "sorted-column") == NULL)
    g_object_set_data (G_OBJECT (view), "sorted-column", column);
  return GTK_ORDERING_SMALLER;
}

/* Ordering happens in the database. GTK 4.8 does not say which header was clicked, but asks that
 * column's sorter first and turns its answer round when descending. */
static void
on_sorter_changed_cb (GtkSorter *sorter, GtkSorterChange change, gpointer user_data)
{
  LfRecordList *self = user_data;
  GtkOrdering ordering;
  GtkColumnViewColumn *column;
  const LfField *field;
  g_autofree char *sort = NULL;

  g_object_set_data (G_OBJECT (self->view), "sorted-column", NULL);
  ordering = gtk_sorter_compare (sorter, self->probe, self->other);
  column = g_object_get_data (G_OBJECT (self->view), "sorted-column");
  field = column == NULL ? NULL : g_object_get_data (G_OBJECT (column), "field");
  if (field != NULL)
    sort = g_strconcat (ordering == GTK_ORDERING_LARGER ? "-" : "", field->name, NULL);
  g_signal_emit (self, signals[SORTED], 0, sort);
}

/* ---- Columns ---- */

/* What a column has room for: a value, or text as it stands. */
static const char *const samples[LF_N_VALUE_TYPES] = {
  [LF_VALUE_TEXT] = "五个字文字",
  [LF_VALUE_LONG_TEXT] = "长一些的文字有二十个字那么多也写得下",
  [LF_VALUE_INTEGER] = "8888888",
  [LF_VALUE_DECIMAL] = "88888.88",
  [LF_VALUE_QUANTITY] = "88888.8",
  [LF_VALUE_MONEY] = "nearly 88880000000.00 CNY",
  [LF_VALUE_DATE] = "2026-12-28",
  [LF_VALUE_CODE] = "91330100799655058B",
  [LF_VALUE_REFERENCE] = "汉字八个字的单位",
  [LF_VALUE_TEXT_SET] = "五个字文字、五个字文字",
};
#define TITLE_SAMPLE "高精度减速器产线项目一"
#define PERSON_SAMPLE "欧阳震华"
#define PHONE_SAMPLE "13888888888 "
#define OTHER_SAMPLE "五个字文字"

#define CELL_PADDING 8 /* as style.css has it */
#define SORT_ARROW 18
#define ICON 22
#define SLACK 8 /* figures of one width are wider than what is measured */

static gboolean
is_person (const LfField *field)
{
  const LfEntity *target = field->target == NULL ? NULL : lf_schema_find (field->target);

  if (field->flags & LF_FIELD_PERSON)
    return TRUE;
  for (guint i = 0; target != NULL && target->fields[i].name != NULL; i++)
    if (target->fields[i].flags & LF_FIELD_TITLE)
      return (target->fields[i].flags & LF_FIELD_PERSON) != 0;
  return FALSE;
}

static char *
sample_of (const LfField *field)
{
  const char *sample = samples[field->type] == NULL ? OTHER_SAMPLE : samples[field->type];

  if (is_person (field))
    return g_strdup (PERSON_SAMPLE);
  if (field->flags & LF_FIELD_TITLE)
    return g_strdup (TITLE_SAMPLE);
  if (field->check == LF_CHECK_PHONE)
    return g_strdup (PHONE_SAMPLE);
  return field->type == LF_VALUE_REFERENCE || field->options != NULL
             ? g_strdup (sample)
             : lf_field_format (field, sample);
}

static int
text_width (LfRecordList *self, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* Room for what the field usually holds in the user's language and font, and for the heading. */
static int
column_width (LfRecordList *self, const LfField *field)
{
  g_autofree char *sample = field->options == NULL ? sample_of (field) : NULL;
  int width = sample == NULL ? 0 : text_width (self, sample);

  for (const LfOption *option = field->options; option != NULL && option->key != NULL; option++)
    width = MAX (width, text_width (self, lf_option_label (option)));
  width += is_stage (field) ? ICON : 0;
  width = MAX (width, text_width (self, lf_field_label (field)) + SORT_ARROW);
  return width + 2 * CELL_PADDING + SLACK;
}

static gboolean
is_wide (const LfField *field)
{
  return (field->flags & LF_FIELD_TITLE) != 0 || (field->target != NULL && !is_person (field));
}

static void
add_column (LfRecordList *self, const LfField *field)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;
  g_autoptr (GtkSorter) sorter = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), (gpointer) field);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), (gpointer) field);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), NULL);
  column = gtk_column_view_column_new (lf_field_label (field), factory);
  g_object_set_data (G_OBJECT (column), "field", (gpointer) field);
  sorter = GTK_SORTER (gtk_custom_sorter_new (note_column, column, NULL));
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column, column_width (self, field));
  gtk_column_view_column_set_expand (column, is_wide (field));
  gtk_column_view_column_set_header_menu (column, self->menu);
  gtk_column_view_append_column (self->view, column);
}

/* The heading of figures stands over them, at the right. */
static void
align_headings (LfRecordList *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  GtkWidget *heading
      = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (self->view)));

  for (guint i = 0; heading != NULL; heading = gtk_widget_get_next_sibling (heading), i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const LfField *field = column == NULL ? NULL : g_object_get_data (G_OBJECT (column), "field");

      if (field != NULL && is_number (field) && gtk_widget_get_first_child (heading) != NULL)
        gtk_widget_set_halign (gtk_widget_get_first_child (heading), GTK_ALIGN_END);
    }
}

static LfRow * /* (transfer none) (nullable) */
selected_row (LfRecordList *self)
{
  return gtk_single_selection_get_selected_item (
      GTK_SINGLE_SELECTION (gtk_column_view_get_model (self->view)));
}

static void
on_awaited_cb (LfRow *row, GParamSpec *pspec, gpointer user_data)
{
  LfRecordList *self = user_data;

  if (lf_row_get_record (row) == NULL)
    return;
  g_signal_handlers_disconnect_by_func (row, on_awaited_cb, self);
  if (selected_row (self) == row)
    g_signal_emit (self, signals[OPENED], 0, lf_row_get_record (row));
}

/* A row that is still being read is opened when it is there, if it is still wanted then. */
static void
open_row (LfRecordList *self, guint position)
{
  g_autoptr (LfRow) row
      = g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (self->view)), position);

  if (row == NULL)
    return;
  g_signal_handlers_disconnect_by_func (row, on_awaited_cb, self);
  if (lf_row_get_record (row) != NULL)
    g_signal_emit (self, signals[OPENED], 0, lf_row_get_record (row));
  else
    g_signal_connect_object (row, "notify::record", G_CALLBACK (on_awaited_cb), self, 0);
}

static void
on_activate_cb (GtkColumnView *view, guint position, gpointer user_data)
{
  open_row (user_data, position);
}

/* The row selected, with the pointer or with the arrow keys, is the one seen beside the list. */
static void
on_selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, gpointer user_data)
{
  guint position = gtk_single_selection_get_selected (selection);

  if (position != GTK_INVALID_LIST_POSITION)
    open_row (user_data, position);
}

static void
lf_record_list_dispose (GObject *object)
{
  LfRecordList *self = LF_RECORD_LIST (object);

  if (self->scroller != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->scroller)));
  g_clear_handle_id (&self->arranged_id, g_source_remove);
  g_clear_object (&self->menu);
  g_clear_object (&self->probe);
  g_clear_object (&self->other);
  G_OBJECT_CLASS (lf_record_list_parent_class)->dispose (object);
}

static void
lf_record_list_class_init (LfRecordListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_record_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[OPENED] = g_signal_new ("opened", LF_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, LF_TYPE_RECORD);
  signals[ARRANGED] = g_signal_new ("arranged", LF_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  signals[SORTED] = g_signal_new ("sorted", LF_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
lf_record_list_init (LfRecordList *self)
{
  self->probe = g_object_new (LF_TYPE_ROW, NULL);
  self->other = g_object_new (LF_TYPE_ROW, NULL);
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->scroller), GTK_WIDGET (self));
}

static gboolean
tell_arranged_cb (gpointer user_data)
{
  LfRecordList *self = user_data;

  self->arranged_id = 0;
  align_headings (self);
  g_signal_emit (self, signals[ARRANGED], 0);
  return G_SOURCE_REMOVE;
}

/* A heading that is dragged is taken out and put in again. */
static void
on_columns_changed_cb (LfRecordList *self)
{
  if (!self->is_arranging && self->arranged_id == 0 && self->scroller != NULL)
    self->arranged_id = g_idle_add (tell_arranged_cb, self);
}

GtkWidget *
lf_record_list_new (LfListModel *model, const LfEntity *entity, const LfField *fixed)
{
  LfRecordList *self = g_object_new (LF_TYPE_RECORD_LIST, NULL);
  GtkSingleSelection *selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (model)));
  g_autoptr (GtkColumnViewColumn) mark = lf_mark_column_new ();

  self->entity = entity;
  self->fixed = fixed;
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_selected (selection, GTK_INVALID_LIST_POSITION);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (selection)));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "records");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lf_entity_plural (entity), -1);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->view));
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if ((field->flags & LF_FIELD_LISTED) && field != fixed)
      add_column (self, field);
  gtk_column_view_append_column (self->view, mark);
  align_headings (self);
  g_signal_connect_object (gtk_column_view_get_columns (self->view), "items-changed",
                           G_CALLBACK (on_columns_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self->view, "activate", G_CALLBACK (on_activate_cb), self);
  g_signal_connect_object (selection, "notify::selected", G_CALLBACK (on_selected_cb), self, 0);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (on_sorter_changed_cb), self, 0);
  return GTK_WIDGET (self);
}

const LfEntity *
lf_record_list_entity (LfRecordList *self)
{
  return self->entity;
}

const LfField *
lf_record_list_fixed (LfRecordList *self)
{
  return self->fixed;
}

void
lf_record_list_set_menu (LfRecordList *self, GMenuModel *menu)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  g_set_object (&self->menu, menu);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      gtk_column_view_column_set_header_menu (column, menu);
    }
}

void
lf_record_list_select (LfRecordList *self, guint position)
{
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_column_view_get_model (self->view)),
                                     position);
}

/* ---- Saved columns ---- */

static const LfField * /* (nullable) */
field_of (GtkColumnViewColumn *column)
{
  return g_object_get_data (G_OBJECT (column), "field");
}

static GtkColumnViewColumn * /* (transfer full) (nullable) */
find_column (LfRecordList *self, const LfField *field)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  GtkColumnViewColumn *column;

  for (guint i = 0; (column = g_list_model_get_item (columns, i)) != NULL; i++)
    {
      if (field_of (column) == field)
        return column;
      g_object_unref (column);
    }
  return NULL;
}

GPtrArray *
lf_record_list_get_columns (LfRecordList *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  GPtrArray *fields = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (field_of (column) != NULL && gtk_column_view_column_get_visible (column))
        g_ptr_array_add (fields, (gpointer) field_of (column));
    }
  return fields;
}

/* GTK 4.8 keeps the room of hidden columns free, unless they ask for none. */
static void
show_column (LfRecordList *self, GtkColumnViewColumn *column, gboolean is_shown)
{
  const LfField *field = field_of (column);

  if (is_shown == gtk_column_view_column_get_visible (column))
    return;
  gtk_column_view_column_set_visible (column, is_shown);
  gtk_column_view_column_set_expand (column, is_shown && is_wide (field));
  gtk_column_view_column_set_fixed_width (column, is_shown ? column_width (self, field) : 0);
}

void
lf_record_list_set_columns (LfRecordList *self, GPtrArray *fields)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  self->is_arranging = TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const LfField *field = field_of (column);

      if (field == NULL)
        continue;
      show_column (self, column, g_ptr_array_find (fields, field, NULL));
    }
  for (guint i = 0; i < fields->len; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = find_column (self, fields->pdata[i]);

      if (column == NULL)
        {
          add_column (self, fields->pdata[i]);
          column = find_column (self, fields->pdata[i]);
        }
      gtk_column_view_insert_column (self->view, i, column);
    }
  self->is_arranging = FALSE;
  align_headings (self);
  g_signal_emit (self, signals[ARRANGED], 0);
}

void
lf_record_list_set_sort (LfRecordList *self, const char *sort)
{
  gboolean is_descending = sort != NULL && *sort == '-';
  const LfField *field
      = sort == NULL ? NULL : lf_entity_field (self->entity, sort + (is_descending ? 1 : 0));
  g_autoptr (GtkColumnViewColumn) column = field == NULL ? NULL : find_column (self, field);

  gtk_column_view_sort_by_column (self->view, column,
                                  is_descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  if (field != NULL && column == NULL)
    g_signal_emit (self, signals[SORTED], 0, sort);
}
