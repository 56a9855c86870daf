/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts of a card, its light and its menu. */

#include "config.h"

#include "lf-card-face.h"

#include "lf-board.h"
#include "lf-light.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>

struct _LfCardFace
{
  GtkWidget parent_instance;
  GtkBox *box;
  GtkInscription *title;
  GtkInscription *enterprise;
  GtkWidget *step_row;
  GtkWidget *amount_row;
  GtkInscription *amount;
  GtkInscription *age;
  GtkImage *light;
  GtkInscription *step;
  GtkMenuButton *menu;
};

G_DEFINE_FINAL_TYPE (LfCardFace, lf_card_face, GTK_TYPE_WIDGET)

/* ---- Showing ---- */

/* (transfer full): "" where such records have no such field */
static char *
format (const LfRecord *record, const char *field)
{
  return lf_entity_index (lf_record_entity (record), field) < 0 ? g_strdup ("")
                                                                : lf_record_format (record, field);
}

/* Since when it is in its column: of stages the day is known. */
static void
show_age (LfCardFace *self, const LfRecord *record, const LfDate *today)
{
  const LfEntity *entity = lf_record_entity (record);
  const char *since
      = entity->phase == NULL || entity->date == NULL ? NULL : lf_record_get (record, entity->date);
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

/* "Overdue · 5 Mar 2026 · send the draft": a narrow card cuts off the end */
static char *
tell_step (const LfRecord *record, const char *label)
{
  const LfTodayRule *rule = lf_today_find_rule (lf_record_entity (record));
  g_autofree char *date = lf_record_format (record, rule->date);
  g_autofree char *step = lf_record_format (record, rule->step);
  g_autoptr (GString) text = g_string_new (label);

  if (*date != '\0')
    g_string_append_printf (text, " · %s", date);
  if (*step != '\0')
    g_string_append_printf (text, " · %s", step);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The lamp, where one is lit; else how its next step stands. */
static void
show_light (LfCardFace *self, const LfRecord *record, const LfDate *today)
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

  gtk_widget_set_visible (GTK_WIDGET (self->light), has_steps || lamp != LF_LAMP_NONE);
  gtk_image_set_from_icon_name (self->light,
                                lamp == LF_LAMP_NONE ? lf_light_icon (light) : lf_lamp_icon (lamp));
  gtk_widget_set_css_classes (GTK_WIDGET (self->light), (const char *[]){ style, NULL });
  gtk_inscription_set_text (self->step, text);
}

/* A line that records of its kind never have anything for takes no room. What one record happens to
 * lack leaves its line blank: all cards of a column are as high as one another. */
static void
show_rows (LfCardFace *self, const LfEntity *entity)
{
  gboolean has_age = entity->phase != NULL && entity->date != NULL;

  gtk_widget_set_visible (self->step_row,
                          lf_today_has_steps (entity) || lf_entity_index (entity, "lamp") >= 0);
  gtk_widget_set_visible (self->amount_row,
                          has_age || lf_entity_index (entity, "total_investment") >= 0);
}

/* Nothing is said of a record that is still being read. */
static void
show_none (LfCardFace *self)
{
  gtk_inscription_set_text (self->title, "…");
  gtk_inscription_set_text (self->enterprise, NULL);
  gtk_inscription_set_text (self->amount, NULL);
  gtk_inscription_set_text (self->age, NULL);
  gtk_inscription_set_text (self->step, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->light), FALSE);
}

void
lf_card_face_show (LfCardFace *self, const LfRecord *record)
{
  g_autofree char *title = record == NULL ? NULL : lf_record_title (record);
  g_autofree char *enterprise = record == NULL ? NULL : format (record, "enterprise");
  g_autofree char *amount = record == NULL ? NULL : format (record, "total_investment");
  LfDate today = lf_date_today ();

  if (record == NULL)
    {
      show_none (self);
      return;
    }
  show_rows (self, lf_record_entity (record));
  gtk_inscription_set_text (self->title, title);
  gtk_inscription_set_text (self->enterprise, enterprise == NULL || *enterprise == '\0'
                                                  ? _ ("No enterprise yet")
                                                  : enterprise);
  gtk_inscription_set_text (self->amount, amount == NULL ? "" : amount);
  show_age (self, record, &today);
  show_light (self, record, &today);
}

/* ---- The object ---- */

/* A menu for each of many cards would take long to make. */
static void
create_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  GtkWidget *board = gtk_widget_get_ancestor (user_data, LF_TYPE_BOARD);
  g_autoptr (GMenuModel) menu = lf_board_menu (LF_BOARD (board));

  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (menu));
}

static void
lf_card_face_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LF_TYPE_CARD_FACE);
  G_OBJECT_CLASS (lf_card_face_parent_class)->dispose (object);
}

static void
lf_card_face_class_init (LfCardFaceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_card_face_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/board/lf-card-face.ui");
  gtk_widget_class_bind_template_child (widget_class, LfCardFace, box);
  gtk_widget_class_bind_template_child (widget_class, LfCardFace, title);
  gtk_widget_class_bind_template_child (widget_class, LfCardFace, enterprise);
  gtk_widget_class_bind_template_child (widget_class, LfCardFace, step_row);
  gtk_widget_class_bind_template_child (widget_class, LfCardFace, amount_row);
  gtk_widget_class_bind_template_child (widget_class, LfCardFace, amount);
  gtk_widget_class_bind_template_child (widget_class, LfCardFace, age);
  gtk_widget_class_bind_template_child (widget_class, LfCardFace, light);
  gtk_widget_class_bind_template_child (widget_class, LfCardFace, step);
  gtk_widget_class_bind_template_child (widget_class, LfCardFace, menu);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
lf_card_face_init (LfCardFace *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add (self->title);
  lf_text_tip_add (self->enterprise);
  lf_text_tip_add (self->step);
  gtk_menu_button_set_create_popup_func (self->menu, create_menu_cb, self,
                                         /* destroy_notify= */ NULL);
}

GtkWidget *
lf_card_face_new (void)
{
  return g_object_new (LF_TYPE_CARD_FACE, NULL);
}
