/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record's course, its clock and what may be done about it. */

#include "config.h"

#include "lf-course-bar.h"

#include "lf-course-dialog.h"
#include "lf-course-kind.h"

struct _LfCourseBar
{
  AdwBin parent_instance;

  GtkWidget *clock_box;
  GtkImage *clock_icon;
  GtkLabel *clock_label;
  GtkLabel *more_label;
  GtkWidget *act_box;
  GtkButton *next_button;
  GtkMenuButton *more_button;

  LfAppContext *context;
  LfRecord *record;         /* (nullable): the one that is shown */
  const LfCourseKind *kind; /* (nullable): of it */
  gpointer sheet;           /* (nullable): by which it is judged */
  GStrv acts;               /* (nullable): what may be done */
  GCancellable *reading;    /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfCourseBar, lf_course_bar, ADW_TYPE_BIN)

/* ---- Acts ---- */

static void
do_act (LfCourseBar *self, const char *act)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->acts != NULL && g_strv_contains ((const char *const *) self->acts, act))
    self->kind->present (window, self->context, self->sheet, self->record, act);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfCourseBar *self = LF_COURSE_BAR (widget);

  if (self->acts != NULL && *self->acts != NULL)
    do_act (self, *self->acts);
}

static void
act_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  do_act (LF_COURSE_BAR (widget), g_variant_get_string (parameter, NULL));
}

static char *
button_of (LfCourseBar *self, const char *act)
{
  return self->kind->button (lf_record_entity (self->record), act);
}

/* All but the first, which has a button. */
static GMenuModel *
make_menu (LfCourseBar *self)
{
  GMenu *menu = g_menu_new ();

  for (char **act = self->acts + 1; *act != NULL; act++)
    {
      g_autofree char *label = button_of (self, *act);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "course.act", "s", *act);
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
  gboolean may = self->kind->may_act (self->context, lf_record_entity (self->record));

  g_clear_pointer (&self->acts, g_strfreev);
  if (may)
    self->acts = self->kind->acts (self->sheet, self->record);
  may = may && *self->acts != NULL;
  gtk_widget_set_visible (self->act_box, may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "course.next", may);
  if (!may)
    return;
  label = button_of (self, *self->acts);
  menu = make_menu (self);
  gtk_button_set_label (self->next_button, label);
  gtk_menu_button_set_menu_model (self->more_button, menu);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), g_menu_model_get_n_items (menu) > 0);
}

static void
show_clock (LfCourseBar *self)
{
  LfHandlingState state = self->kind->judge (self->sheet, self->record);
  g_autofree char *clock = self->kind->tell (self->sheet, self->record);
  g_autofree char *more = self->kind->tell_more (self->sheet, self->record);
  const char *classes[] = { lf_course_style (state), NULL };

  gtk_widget_set_visible (self->clock_box, clock != NULL);
  gtk_widget_set_css_classes (self->clock_box, classes);
  gtk_image_set_from_icon_name (self->clock_icon, lf_handling_state_icon (state));
  gtk_label_set_label (self->clock_label, clock == NULL ? "" : clock);
  gtk_label_set_label (self->more_label, more == NULL ? "" : more);
  gtk_widget_set_visible (GTK_WIDGET (self->more_label), more != NULL);
}

static void
forget_sheet (LfCourseBar *self)
{
  if (self->sheet != NULL)
    self->kind->free_sheet (self->sheet);
  self->sheet = NULL;
  g_clear_pointer (&self->acts, g_strfreev);
}

static void
show_nothing (LfCourseBar *self)
{
  forget_sheet (self);
  g_clear_pointer (&self->record, lf_record_unref);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "course.next", FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
show_sheet (LfCourseBar *self)
{
  show_clock (self);
  show_acts (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/* What was asked for; the bar may show something else by now. */
typedef struct
{
  LfCourseBar *bar; /* (unowned): gone when it was cancelled */
  const LfCourseKind *kind;
} Asked;

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asked *asked = user_data;
  LfCourseBar *self = asked->bar;
  g_autoptr (GError) error = NULL;
  gpointer sheet = asked->kind->read_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  forget_sheet (self);
  self->sheet = sheet;
  if (sheet == NULL)
    {
      show_nothing (self);
      return;
    }
  show_sheet (self);
}

static gboolean
shows (LfCourseBar *self, const LfRecord *record)
{
  return self->record != NULL
         && g_strcmp0 (lf_record_id (self->record), lf_record_id (record)) == 0;
}

void
lf_course_bar_show (LfCourseBar *self, LfRecord *record)
{
  const LfCourseKind *kind
      = record == NULL ? NULL : lf_course_kind_find (lf_record_entity (record));
  Asked *asked;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (kind == NULL || !shows (self, record))
    show_nothing (self);
  self->kind = kind;
  if (kind == NULL)
    return;
  g_clear_pointer (&self->record, lf_record_unref);
  self->record = lf_record_ref (record);
  if (self->sheet != NULL) /* what may be done is known at once, whatever the store says next */
    show_sheet (self);
  self->reading = g_cancellable_new ();
  asked = g_new0 (Asked, 1);
  asked->bar = self;
  asked->kind = kind;
  kind->read_async (lf_app_context_store (self->context), record, self->reading, on_read_cb, asked);
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
  forget_sheet (self);
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
  gtk_widget_class_bind_template_child (widget_class, LfCourseBar, more_label);
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
