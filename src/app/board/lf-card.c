/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A card of the board: what is worth seeing of a project, and moving it. */

#include "config.h"

#include "lf-card.h"

#include "lf-dialogs.h"

#include <glib/gi18n.h>

struct _LfCard
{
  GtkWidget parent_instance;
  LfAppContext *context;
  LfRow *row;
  GtkBox *box;
  GtkLabel *title;
  GtkLabel *enterprise;
  GtkLabel *amount;
  GtkLabel *age;
  GtkMenuButton *menu;
};

G_DEFINE_FINAL_TYPE (LfCard, lf_card, GTK_TYPE_WIDGET)

static LfRecord *
record_of (LfCard *self)
{
  return self->row == NULL ? NULL : lf_row_get_record (self->row);
}

/* ---- Moving ---- */

static void
move_to (LfCard *self, LfStage stage)
{
  LfRecord *record = record_of (self);

  if (record != NULL)
    lf_move_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->context,
                            record, stage);
}

static void
on_move_to_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfStage stage;

  if (lf_stage_from_key (g_variant_get_string (parameter, NULL), &stage))
    move_to (LF_CARD (widget), stage);
}

static void
on_step_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfRecord *record = record_of (LF_CARD (widget));
  int step = g_variant_get_int32 (parameter);
  LfStage stage;

  if (record == NULL || !lf_stage_from_key (lf_record_get (record, "stage"), &stage))
    return;
  if ((int) stage + step >= 0 && (int) stage + step < (int) LF_N_LIVE_STAGES)
    move_to (LF_CARD (widget), (LfStage) ((int) stage + step));
}

static GMenuModel *
new_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (LfStage stage = LF_STAGE_LEAD; stage < LF_N_STAGES; stage++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (lf_stage_label (stage), NULL);

      g_menu_item_set_action_and_target (item, "card.move-to", "s", lf_stage_key (stage));
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static GdkContentProvider *
on_prepare_cb (GtkDragSource *source, double x, double y, gpointer user_data)
{
  LfCard *self = user_data;

  return record_of (self) == NULL
             ? NULL
             : gdk_content_provider_new_typed (LF_TYPE_RECORD, record_of (self));
}

static void
on_drag_begin_cb (GtkDragSource *source, GdkDrag *drag, gpointer user_data)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (user_data);

  gtk_drag_source_set_icon (source, picture, 12, 12);
}

/* ---- Showing ---- */

static void
show_age (LfCard *self, const LfRecord *record)
{
  const char *since = lf_record_get (record, "stage_date");
  LfDate date, today = lf_date_today ();
  g_autofree char *text = NULL;
  int days;

  if (since != NULL && lf_date_from_canonical (since, &date))
    {
      days = lf_date_days_between (&date, &today);
      text = g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), days);
    }
  gtk_label_set_text (self->age, text == NULL ? "" : text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->age), _ ("In this stage"));
}

static void
show (LfCard *self)
{
  LfRecord *record = record_of (self);
  g_autofree char *title = record == NULL ? g_strdup ("…") : lf_record_title (record);
  g_autofree char *enterprise = record == NULL ? NULL : lf_record_format (record, "enterprise");
  g_autofree char *amount = record == NULL ? NULL : lf_record_format (record, "total_investment");

  gtk_label_set_text (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  gtk_label_set_text (self->enterprise, enterprise == NULL || *enterprise == '\0'
                                            ? _ ("No enterprise yet")
                                            : enterprise);
  gtk_label_set_text (self->amount, amount == NULL ? "" : amount);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (record != NULL)
    show_age (self, record);
}

static void
on_record_cb (LfRow *row, GParamSpec *pspec, gpointer user_data)
{
  show (user_data);
}

void
lf_card_set_row (LfCard *self, LfRow *row)
{
  if (self->row != NULL)
    g_signal_handlers_disconnect_by_func (self->row, on_record_cb, self);
  g_set_object (&self->row, row);
  if (row == NULL)
    return;
  g_signal_connect_object (row, "notify::record", G_CALLBACK (on_record_cb), self, 0);
  show (self);
}

/* ---- The object ---- */

static void
lf_card_dispose (GObject *object)
{
  LfCard *self = LF_CARD (object);

  lf_card_set_row (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_CARD);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lf_card_parent_class)->dispose (object);
}

static void
lf_card_class_init (LfCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/landfall/Landfall/board/lf-card.ui");
  gtk_widget_class_bind_template_child (widget_class, LfCard, box);
  gtk_widget_class_bind_template_child (widget_class, LfCard, title);
  gtk_widget_class_bind_template_child (widget_class, LfCard, enterprise);
  gtk_widget_class_bind_template_child (widget_class, LfCard, amount);
  gtk_widget_class_bind_template_child (widget_class, LfCard, age);
  gtk_widget_class_bind_template_child (widget_class, LfCard, menu);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "projectcard");
  gtk_widget_class_install_action (widget_class, "card.move-to", "s", on_move_to_action_cb);
  gtk_widget_class_install_action (widget_class, "card.step", "i", on_step_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_ALT_MASK, "card.step", "i",
                                       1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "card.step", "i",
                                       -1);
}

static void
lf_card_init (LfCard *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  g_autoptr (GMenuModel) menu = new_menu ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_menu_button_set_menu_model (self->menu, menu);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (on_prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
}

GtkWidget *
lf_card_new (LfAppContext *context)
{
  LfCard *self = g_object_new (LF_TYPE_CARD, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}
