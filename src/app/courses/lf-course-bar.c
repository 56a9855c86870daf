/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record's course, its clock and what may be done about it. */

#include "config.h"

#include "lf-course-bar.h"

#include "lf-course-dialog.h"
#include "lf-promise-dialog.h"

#include <glib/gi18n.h>

struct _LfCourseBar
{
  AdwBin parent_instance;

  GtkWidget *clock_box;
  GtkImage *clock_icon;
  GtkLabel *clock_label;
  GtkLabel *way_label;
  GtkWidget *act_box;
  GtkButton *next_button;
  GtkMenuButton *more_button;

  LfAppContext *context;
  LfHandlingRoom *room;    /* (nullable) */
  LfRecord *record;        /* (nullable): the one that is shown */
  const LfCourse *course;  /* (nullable): of it */
  GCancellable *reading;   /* (nullable) */
  const LfCourseAct *next; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfCourseBar, lf_course_bar, ADW_TYPE_BIN)

/* ---- Acts ---- */

static void
do_act (LfCourseBar *self, const LfCourseAct *act)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->record != NULL && self->room != NULL && act != NULL
      && lf_course_may (self->record, act))
    lf_course_dialog_present (window, self->context, self->room, self->record, act);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  do_act (LF_COURSE_BAR (widget), LF_COURSE_BAR (widget)->next);
}

static void
act_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfCourseBar *self = LF_COURSE_BAR (widget);

  if (self->course != NULL)
    do_act (self, lf_course_act (self->course, g_variant_get_string (parameter, NULL)));
}

static GMenuModel *
make_menu (LfCourseBar *self)
{
  GMenu *menu = g_menu_new ();

  for (const LfCourseAct *act = self->course->acts; act->key != NULL; act++)
    if (act != self->next && lf_course_may (self->record, act))
      {
        g_autofree char *label = lf_course_act_button (act);
        g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

        g_menu_item_set_action_and_target (item, "course.act", "s", act->key);
        g_menu_append_item (menu, item);
      }
  return G_MENU_MODEL (menu);
}

/* ---- Showing ---- */

static void
show_acts (LfCourseBar *self)
{
  g_autoptr (GMenuModel) menu = NULL;
  g_autofree char *label = NULL;
  gboolean may;

  self->next = lf_course_next (self->course, self->record);
  may = self->next != NULL && lf_course_may_act (self->context, self->course);
  gtk_widget_set_visible (self->act_box, may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "course.next", may);
  if (!may)
    return;
  label = lf_course_act_button (self->next);
  menu = make_menu (self);
  gtk_button_set_label (self->next_button, label);
  gtk_menu_button_set_menu_model (self->more_button, menu);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), g_menu_model_get_n_items (menu) > 0);
}

static void
show_clock (LfCourseBar *self)
{
  const LfHandlingDesk *desk = &self->room->desk;
  LfHandlingState state = lf_course_judge (desk, self->record);
  g_autofree char *clock = lf_course_tell (desk, self->record);
  g_autofree char *way = lf_course_tell_way (self->course, self->record);
  const char *classes[] = { lf_promise_style (state), NULL };

  gtk_widget_set_visible (self->clock_box, clock != NULL);
  gtk_widget_set_css_classes (self->clock_box, classes);
  gtk_image_set_from_icon_name (self->clock_icon, lf_handling_state_icon (state));
  gtk_label_set_label (self->clock_label, clock == NULL ? "" : clock);
  gtk_label_set_label (self->way_label, way);
}

static void
show_nothing (LfCourseBar *self)
{
  g_clear_pointer (&self->record, lf_record_unref);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "course.next", FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfCourseBar *self = user_data;
  g_autoptr (GError) error = NULL;
  LfHandlingRoom *room = lf_store_handling_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->room, lf_handling_room_unref);
  self->room = room;
  if (room == NULL)
    {
      show_nothing (self);
      return;
    }
  show_clock (self);
  show_acts (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

void
lf_course_bar_show (LfCourseBar *self, LfRecord *record)
{
  const LfDate today = lf_date_today ();

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->course = record == NULL ? NULL : lf_course_find (lf_record_entity (record));
  if (self->course == NULL
      || (self->record != NULL
          && g_strcmp0 (lf_record_id (self->record), lf_record_id (record)) != 0))
    show_nothing (self);
  if (self->course == NULL)
    return;
  g_clear_pointer (&self->record, lf_record_unref);
  self->record = lf_record_ref (record);
  self->reading = g_cancellable_new ();
  lf_store_handling_async (lf_app_context_store (self->context), &today, self->reading, on_read_cb,
                           self);
}

/* ---- Widget ---- */

static void
lf_course_bar_dispose (GObject *object)
{
  LfCourseBar *self = LF_COURSE_BAR (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (lf_course_bar_parent_class)->dispose (object);
}

static void
lf_course_bar_finalize (GObject *object)
{
  LfCourseBar *self = LF_COURSE_BAR (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->room, lf_handling_room_unref);
  g_clear_pointer (&self->record, lf_record_unref);
  G_OBJECT_CLASS (lf_course_bar_parent_class)->finalize (object);
}

static void
lf_course_bar_class_init (LfCourseBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_course_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_course_bar_finalize;
  gtk_widget_class_install_action (widget_class, "course.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "course.act", "s", act_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_COURSE_UI ("lf-course-bar"));
  gtk_widget_class_bind_template_child (widget_class, LfCourseBar, clock_box);
  gtk_widget_class_bind_template_child (widget_class, LfCourseBar, clock_icon);
  gtk_widget_class_bind_template_child (widget_class, LfCourseBar, clock_label);
  gtk_widget_class_bind_template_child (widget_class, LfCourseBar, way_label);
  gtk_widget_class_bind_template_child (widget_class, LfCourseBar, act_box);
  gtk_widget_class_bind_template_child (widget_class, LfCourseBar, next_button);
  gtk_widget_class_bind_template_child (widget_class, LfCourseBar, more_button);
}

static void
lf_course_bar_init (LfCourseBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "course.next", FALSE);
}

void
lf_course_bar_set_context (LfCourseBar *self, LfAppContext *context)
{
  g_set_object (&self->context, context);
}
