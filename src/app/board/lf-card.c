/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A card of the board: what is worth seeing of a project, and moving it. */

#include "config.h"

#include "lf-card.h"

#include "lf-board.h"
#include "lf-light.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>

struct _LfCard
{
  GtkWidget parent_instance;
  LfAppContext *context;
  LfRow *row;
  GtkBox *box;
  GtkInscription *title;
  GtkInscription *enterprise;
  GtkInscription *amount;
  GtkInscription *age;
  GtkImage *light;
  GtkInscription *step;
  GtkMenuButton *menu;
};

G_DEFINE_FINAL_TYPE (LfCard, lf_card, GTK_TYPE_WIDGET)

static LfRecord *
record_of (LfCard *self)
{
  return self->row == NULL ? NULL : lf_row_get_record (self->row);
}

/* ---- Moving ---- */

static LfBoard *
board_of (LfCard *self)
{
  return LF_BOARD (gtk_widget_get_ancestor (GTK_WIDGET (self), LF_TYPE_BOARD));
}

static void
on_move_to_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfCard *self = LF_CARD (widget);

  if (record_of (self) != NULL)
    lf_board_move (board_of (self), record_of (self), g_variant_get_string (parameter, NULL));
}

/* A menu for each of many cards would take long to make. */
static void
create_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GMenuModel) menu = lf_board_menu (board_of (user_data));

  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (menu));
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
show_age (LfCard *self, const LfRecord *record, const LfDate *today)
{
  const char *since = lf_record_get (record, "stage_date");
  LfDate date;
  g_autofree char *text = NULL;
  int days;

  if (since != NULL && lf_date_from_canonical (since, &date))
    {
      days = lf_date_days_between (&date, today);
      text = g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), days);
    }
  gtk_inscription_set_text (self->age, text == NULL ? "" : text);
}

/* "Overdue · send the draft · 5 Mar 2026" */
static char *
tell_step (const LfRecord *record, const char *label)
{
  const LfTodayRule *rule = lf_today_find_rule (lf_record_entity (record));
  g_autofree char *date = lf_record_format (record, rule->date);
  g_autofree char *step = lf_record_format (record, rule->step);
  g_autoptr (GString) text = g_string_new (label);

  if (*step != '\0')
    g_string_append_printf (text, " · %s", step);
  if (*date != '\0')
    g_string_append_printf (text, " · %s", date);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The lamp, where one is lit; else how its next step stands. */
static void
show_light (LfCard *self, const LfRecord *record, const LfDate *today)
{
  const LfEntity *entity = lf_record_entity (record);
  gboolean has_steps = lf_today_has_steps (entity);
  LfLight light = has_steps ? lf_light_of (record, today) : LF_LIGHT_NONE;
  LfLamp lamp = lf_entity_index (entity, "lamp") < 0
                    ? LF_LAMP_NONE
                    : lf_lamp_from_key (lf_record_get (record, "lamp"));
  const char *style = lamp == LF_LAMP_NONE ? lf_light_style (light) : lf_lamp_style (lamp);
  const char *label = lamp == LF_LAMP_NONE ? lf_light_label (light) : lf_lamp_label (lamp);
  g_autofree char *text = has_steps ? tell_step (record, label) : NULL;

  gtk_image_set_from_icon_name (self->light,
                                lamp == LF_LAMP_NONE ? lf_light_icon (light) : lf_lamp_icon (lamp));
  gtk_widget_set_css_classes (GTK_WIDGET (self->light), (const char *[]){ style, NULL });
  gtk_inscription_set_text (self->step, text);
}

static void
show (LfCard *self)
{
  LfRecord *record = record_of (self);
  g_autofree char *title = record == NULL ? g_strdup ("…") : lf_record_title (record);
  g_autofree char *enterprise = record == NULL ? NULL : lf_record_format (record, "enterprise");
  g_autofree char *amount = record == NULL ? NULL : lf_record_format (record, "total_investment");
  LfDate today = lf_date_today ();

  gtk_inscription_set_text (self->title, title);
  gtk_inscription_set_text (self->enterprise, enterprise == NULL || *enterprise == '\0'
                                                  ? _ ("No enterprise yet")
                                                  : enterprise);
  gtk_inscription_set_text (self->amount, amount == NULL ? "" : amount);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (record == NULL)
    return;
  show_age (self, record, &today);
  show_light (self, record, &today);
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
  gtk_widget_class_bind_template_child (widget_class, LfCard, light);
  gtk_widget_class_bind_template_child (widget_class, LfCard, step);
  gtk_widget_class_bind_template_child (widget_class, LfCard, menu);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "projectcard");
  gtk_widget_class_install_action (widget_class, "card.move-to", "s", on_move_to_action_cb);
}

static void
lf_card_init (LfCard *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add (self->title);
  lf_text_tip_add (self->enterprise);
  lf_text_tip_add (self->step);
  gtk_menu_button_set_create_popup_func (self->menu, create_menu_cb, self,
                                         /* destroy_notify= */ NULL);
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

LfRecord *
lf_card_get_record (LfCard *self)
{
  return record_of (self);
}
