/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One group on the board. Cards dropped on it are asked to move there. */

#include "config.h"

#include "lf-board-column.h"

#include "lf-board.h"
#include "lf-card.h"
#include "lf-growing-list.h"
#include "lf-list-model.h"
#include "lf-scroll-keeper.h"

#include <glib/gi18n.h>

/* A group that holds nothing leaves the room to those that do. */
#define WIDTH 248
#define EMPTY_WIDTH 132

#define CARDS_AT_A_TIME 4

struct _LfBoardColumn
{
  GtkWidget parent_instance;
  LfAppContext *context;
  const LfEntity *entity;
  LfBoardGroup *group;
  LfListModel *model;
  LfGrowingList *shown; /* of the model */
  GtkBox *box;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *count;
  GtkLabel *amount;
  GtkScrolledWindow *scroller;
  GPtrArray *items; /* GtkListItem, unowned: those that have a card */
  gboolean is_counted;
};

G_DEFINE_FINAL_TYPE (LfBoardColumn, lf_board_column, GTK_TYPE_WIDGET)

/* ---- Cards ---- */

static GtkAdjustment *
adjustment_of (LfBoardColumn *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scroller);
}

/* Is the card in what is seen, or within a quarter of that above and below? The first are before
 * anything is laid out. */
static gboolean
is_near (LfBoardColumn *self, GtkListItem *item, double height)
{
  double page = gtk_adjustment_get_page_size (adjustment_of (self));
  double y = gtk_list_item_get_position (item) * height
             - gtk_adjustment_get_value (adjustment_of (self));

  return gtk_list_item_get_position (item) < CARDS_AT_A_TIME
         || (height > 0 && y > -page / 4 - height && y < page * 5 / 4);
}

/* 0: not known yet */
static double
card_height (LfBoardColumn *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));

  return n == 0 ? 0 : gtk_adjustment_get_upper (adjustment_of (self)) / n;
}

static void
show_near_cards (LfBoardColumn *self)
{
  double height = card_height (self);

  for (guint i = 0; i < self->items->len; i++)
    if (is_near (self, self->items->pdata[i], height))
      lf_card_come_near (LF_CARD (gtk_list_item_get_child (self->items->pdata[i])));
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  LfBoardColumn *self = user_data;

  gtk_list_item_set_child (item, lf_card_new ());
  g_ptr_array_add (self->items, item);
}

static void
on_teardown_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_ptr_array_remove_fast (((LfBoardColumn *) user_data)->items, item);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  LfBoardColumn *self = user_data;
  LfCard *card = LF_CARD (gtk_list_item_get_child (item));

  lf_card_set_row (card, gtk_list_item_get_item (item));
  if (is_near (self, item, card_height (self)))
    lf_card_come_near (card);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  lf_card_set_row (LF_CARD (gtk_list_item_get_child (item)), NULL);
}

GtkWidget *
lf_board_column_get_face (LfBoardColumn *self)
{
  GtkWidget *face = NULL;

  for (guint i = 0; i < self->items->len && face == NULL; i++)
    face = lf_card_get_face (LF_CARD (gtk_list_item_get_child (self->items->pdata[i])));
  return face;
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
  gboolean has_amount = summary->n > 0 && summary->field != NULL;

  self->is_counted = TRUE;
  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->amount, has_amount ? amount : "");
  gtk_widget_set_visible (GTK_WIDGET (self->amount), has_amount);
  gtk_widget_set_size_request (GTK_WIDGET (self), summary->n == 0 ? EMPTY_WIDTH : WIDTH, -1);
  if (summary->n > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "filled");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "filled");
  gtk_widget_set_visible (GTK_WIDGET (self), summary->n > 0 || self->group->value != NULL);
}

static LfBoard *
board_of (LfBoardColumn *self)
{
  return LF_BOARD (gtk_widget_get_ancestor (GTK_WIDGET (self), LF_TYPE_BOARD));
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  LfBoardColumn *self = user_data;
  LfRecord *record = g_value_get_boxed (value);

  if (self->group->field == NULL || (self->group->field->flags & LF_FIELD_DERIVED)
      || g_strcmp0 (lf_record_get (record, self->group->field->name), self->group->value) == 0)
    return FALSE;
  lf_board_move (board_of (self), record, self->group->value);
  return TRUE;
}

/* The card of the row that has the focus, to the column beside. */
static gboolean
step_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  LfBoardColumn *self = LF_BOARD_COLUMN (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkWidget *card = focus == NULL ? NULL
                    : LF_IS_CARD (gtk_widget_get_first_child (focus))
                        ? gtk_widget_get_first_child (focus)
                        : gtk_widget_get_ancestor (focus, LF_TYPE_CARD);
  LfRecord *record = card == NULL ? NULL : lf_card_get_record (LF_CARD (card));

  if (record == NULL)
    return FALSE;
  lf_board_follow (board_of (self), lf_card_get_row (LF_CARD (card)), widget);
  lf_board_step (board_of (self), record, g_variant_get_int32 (args));
  return TRUE;
}

/* ---- The focus ---- */

/* (nullable): the widget of the list that holds the card */
static GtkWidget *
holder_of (LfBoardColumn *self, gint64 row)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      GtkWidget *card = gtk_list_item_get_child (self->items->pdata[i]);

      if (lf_card_get_row (LF_CARD (card)) == row)
        return gtk_widget_get_parent (card);
    }
  return NULL;
}

/* Not from somebody who types by now. Where the card had the focus, GTK has put it anywhere. */
static gboolean
may_take_focus (LfBoardColumn *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  return gtk_widget_get_mapped (GTK_WIDGET (self)) && !GTK_IS_TEXT (focus)
         && !GTK_IS_TEXT_VIEW (focus);
}

static void
focus_card (LfBoardColumn *self, guint position, gint64 row)
{
  GtkWidget *view = gtk_scrolled_window_get_child (self->scroller);
  GtkWidget *holder;

  if (!may_take_focus (self))
    return;
  gtk_widget_activate_action (view, "list.scroll-to-item", "u", position);
  holder = holder_of (self, row);
  if (holder != NULL)
    gtk_widget_grab_focus (holder);
}

/* The card that was moved by keyboard or menu may have come. */
static void
on_shown_changed_cb (LfBoardColumn *self)
{
  LfBoard *board = board_of (self);
  gint64 row = board == NULL ? 0 : lf_board_get_followed (board, GTK_WIDGET (self));
  guint position = row == 0 ? G_MAXUINT : lf_list_model_find_row (self->model, row);

  if (position == G_MAXUINT)
    return;
  lf_board_end_following (board);
  focus_card (self, position, row);
}

static void
lf_board_column_dispose (GObject *object)
{
  LfBoardColumn *self = LF_BOARD_COLUMN (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_BOARD_COLUMN);
  g_clear_object (&self->context);
  g_clear_object (&self->shown);
  g_clear_object (&self->model);
  g_clear_pointer (&self->group, lf_board_group_free);
  G_OBJECT_CLASS (lf_board_column_parent_class)->dispose (object);
}

static void
lf_board_column_finalize (GObject *object)
{
  g_ptr_array_unref (LF_BOARD_COLUMN (object)->items);
  G_OBJECT_CLASS (lf_board_column_parent_class)->finalize (object);
}

static void
lf_board_column_class_init (LfBoardColumnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_board_column_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_board_column_finalize;
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
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, GDK_ALT_MASK, step_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, step_cb, "i", -1);
}

static void
lf_board_column_init (LfBoardColumn *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_ptr_array_new ();
  g_signal_connect_object (adjustment_of (self), "value-changed", G_CALLBACK (show_near_cards),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment_of (self), "changed", G_CALLBACK (show_near_cards), self,
                           G_CONNECT_SWAPPED);
}

static GtkWidget *
new_list (LfBoardColumn *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSingleSelection *selection
      = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->shown)));
  GtkWidget *view;

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, 0);
  g_signal_connect_object (factory, "teardown", G_CALLBACK (on_teardown_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, 0);
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_selected (selection, GTK_INVALID_LIST_POSITION);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "cards");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->group->label, -1);
  g_signal_connect_object (view, "activate", G_CALLBACK (on_activate_cb), self, 0);
  return view;
}

GtkWidget *
lf_board_column_new (LfAppContext *context, const LfEntity *entity, LfBoardGroup *group)
{
  LfBoardColumn *self = g_object_new (LF_TYPE_BOARD_COLUMN, NULL);
  GtkDropTarget *target = gtk_drop_target_new (LF_TYPE_RECORD, GDK_ACTION_MOVE);

  self->context = g_object_ref (context);
  self->entity = entity;
  self->group = group;
  self->model = lf_list_model_new (lf_app_context_store (context), NULL);
  self->shown = lf_growing_list_new (G_LIST_MODEL (self->model), CARDS_AT_A_TIME);
  gtk_image_set_from_icon_name (self->icon, group->icon);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), group->icon != NULL);
  gtk_label_set_text (self->title, group->label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), group->label);
  gtk_scrolled_window_set_child (self->scroller, new_list (self));
  lf_scroll_keeper_watch (self->scroller, self->model);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (on_shown_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "summarised", G_CALLBACK (on_summarised_cb), self, 0);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  return GTK_WIDGET (self);
}

const LfBoardGroup *
lf_board_column_get_group (LfBoardColumn *self)
{
  return self->group;
}

void
lf_board_column_set_filter (LfBoardColumn *self, const char *filter)
{
  LfDate today = lf_date_today ();
  g_autofree char *own = *filter == '\0'
                             ? g_strdup (self->group->filter)
                             : g_strdup_printf ("(%s) and %s", filter, self->group->filter);
  g_autoptr (LfQuery) query = lf_query_parse (self->entity, own, NULL, &today, NULL);

  if (query == NULL)
    return;
  lf_list_model_set_query (self->model, query);
  self->is_counted = FALSE; /* also where it was told that nothing is there yet */
}

gboolean
lf_board_column_is_ready (LfBoardColumn *self)
{
  double height = card_height (self);

  if (!self->is_counted || lf_list_model_get_is_loading (self->model)
      || !lf_growing_list_is_whole (self->shown))
    return FALSE;
  for (guint i = 0; i < self->items->len; i++)
    {
      GtkWidget *card = gtk_list_item_get_child (self->items->pdata[i]);

      if (is_near (self, self->items->pdata[i], height) && lf_card_get_row (LF_CARD (card)) != 0
          && lf_card_get_record (LF_CARD (card)) == NULL)
        return FALSE;
    }
  return TRUE;
}
