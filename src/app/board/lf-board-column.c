/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One stage on the board. Cards dropped on it are asked to move there. */

#include "config.h"

#include "lf-board-column.h"

#include "lf-card.h"
#include "lf-dialogs.h"
#include "lf-list-model.h"

#include <glib/gi18n.h>

/* A stage that holds nothing leaves the room to those that do. */
#define WIDTH 248
#define EMPTY_WIDTH 132

struct _LfBoardColumn
{
  GtkWidget parent_instance;
  LfAppContext *context;
  LfStage stage;
  LfListModel *model;
  GtkBox *box;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *count;
  GtkLabel *amount;
  GtkScrolledWindow *scroller;
};

G_DEFINE_FINAL_TYPE (LfBoardColumn, lf_board_column, GTK_TYPE_WIDGET)

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  LfBoardColumn *self = user_data;

  gtk_list_item_set_child (item, lf_card_new (self->context));
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  lf_card_set_row (LF_CARD (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  lf_card_set_row (LF_CARD (gtk_list_item_get_child (item)), NULL);
}

static void
on_activate_cb (GtkListView *view, guint position, gpointer user_data)
{
  LfBoardColumn *self = user_data;
  g_autoptr (LfRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  LfRecord *record = row == NULL ? NULL : lf_row_get_record (row);

  if (record != NULL)
    lf_app_context_open_record (self->context, lf_record_entity (record)->name,
                                lf_record_id (record));
}

static void
on_summarised_cb (LfListModel *model, gpointer user_data)
{
  LfBoardColumn *self = user_data;
  const LfSummary *summary = lf_list_model_get_summary (model);
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, summary->n);
  g_autofree char *amount = lf_totals_format (&summary->totals);

  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->amount, summary->n == 0 ? "" : amount);
  gtk_widget_set_visible (GTK_WIDGET (self->amount), summary->n > 0);
  gtk_widget_set_size_request (GTK_WIDGET (self), summary->n == 0 ? EMPTY_WIDTH : WIDTH, -1);
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  LfBoardColumn *self = user_data;
  LfRecord *record = g_value_get_boxed (value);

  if (g_strcmp0 (lf_record_get (record, "stage"), lf_stage_key (self->stage)) == 0)
    return FALSE;
  lf_move_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->context,
                          record, self->stage);
  return TRUE;
}

static void
lf_board_column_dispose (GObject *object)
{
  LfBoardColumn *self = LF_BOARD_COLUMN (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_BOARD_COLUMN);
  g_clear_object (&self->context);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (lf_board_column_parent_class)->dispose (object);
}

static void
lf_board_column_class_init (LfBoardColumnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_board_column_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/board/lf-board-column.ui");
  gtk_widget_class_bind_template_child (widget_class, LfBoardColumn, box);
  gtk_widget_class_bind_template_child (widget_class, LfBoardColumn, icon);
  gtk_widget_class_bind_template_child (widget_class, LfBoardColumn, title);
  gtk_widget_class_bind_template_child (widget_class, LfBoardColumn, count);
  gtk_widget_class_bind_template_child (widget_class, LfBoardColumn, amount);
  gtk_widget_class_bind_template_child (widget_class, LfBoardColumn, scroller);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "boardcolumn");
}

static void
lf_board_column_init (LfBoardColumn *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
new_list (LfBoardColumn *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSingleSelection *selection
      = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  GtkWidget *view;

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, 0);
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_selected (selection, GTK_INVALID_LIST_POSITION);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "cards");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lf_stage_label (self->stage), -1);
  g_signal_connect_object (view, "activate", G_CALLBACK (on_activate_cb), self, 0);
  return view;
}

GtkWidget *
lf_board_column_new (LfAppContext *context, LfStage stage)
{
  LfBoardColumn *self = g_object_new (LF_TYPE_BOARD_COLUMN, NULL);
  GtkDropTarget *target = gtk_drop_target_new (LF_TYPE_RECORD, GDK_ACTION_MOVE);

  self->context = g_object_ref (context);
  self->stage = stage;
  self->model = lf_list_model_new (lf_app_context_store (context), NULL);
  gtk_image_set_from_icon_name (self->icon, lf_stage_icon (stage));
  gtk_label_set_text (self->title, lf_stage_label (stage));
  gtk_scrolled_window_set_child (self->scroller, new_list (self));
  g_signal_connect_object (self->model, "summarised", G_CALLBACK (on_summarised_cb), self, 0);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  return GTK_WIDGET (self);
}

/* Does a view that is a list of stages, such as "stage=negotiation|approved", have room for this
 * column? */
static gboolean
lets_through (const LfFilter *filter, const char *stage)
{
  switch (filter->kind)
    {
    case LF_FILTER_AND:
      return lets_through (filter->left, stage) && lets_through (filter->right, stage);
    case LF_FILTER_OR:
      return lets_through (filter->left, stage) || lets_through (filter->right, stage);
    case LF_FILTER_COMPARE:
      if (g_strcmp0 (filter->field->name, "stage") != 0 || filter->op > LF_OP_NE)
        return TRUE;
      return (g_strcmp0 (filter->value, stage) == 0) == (filter->op == LF_OP_EQ);
    case LF_FILTER_ALL:
    case LF_FILTER_NOT:
    case LF_FILTER_SEARCH:
    default:
      return TRUE;
    }
}

void
lf_board_column_set_filter (LfBoardColumn *self, const char *filter)
{
  const LfEntity *entity = lf_schema_find ("project");
  LfDate today = lf_date_today ();
  g_autofree char *own
      = g_strdup_printf ("%s%s%sstage=%s", *filter == '\0' ? "" : "(", filter,
                         *filter == '\0' ? "" : ") and ", lf_stage_key (self->stage));
  g_autoptr (LfFilter) parsed = lf_filter_parse (entity, filter, &today, NULL, NULL);
  g_autoptr (LfQuery) query = NULL;
  gboolean is_shown = parsed != NULL && lets_through (parsed, lf_stage_key (self->stage));

  gtk_widget_set_visible (GTK_WIDGET (self), is_shown);
  query = is_shown ? lf_query_parse (entity, own, NULL, &today, NULL) : NULL;
  if (query != NULL)
    lf_list_model_set_query (self->model, query);
}
