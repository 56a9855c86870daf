/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A promise's way, its clock and what may be done about it. */

#include "config.h"

#include "lf-promise-bar.h"

#include "lf-promise-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfPromiseBar
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
  LfPromiseSheet *sheet; /* (nullable): of the one that is shown */
  GCancellable *reading; /* (nullable) */
  LfPromiseAct next;
};

G_DEFINE_FINAL_TYPE (LfPromiseBar, lf_promise_bar, ADW_TYPE_BIN)

/* ---- Acts ---- */

/* (nullable) */
static LfRecord *
record_of (LfPromiseBar *self)
{
  return self->sheet == NULL ? NULL : self->sheet->promises->pdata[0];
}

static LfPromise
promise_of (LfPromiseBar *self)
{
  return lf_promise_sheet_find (self->sheet, record_of (self));
}

static void
do_act (LfPromiseBar *self, LfPromiseAct act)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->sheet != NULL)
    lf_promise_dialog_present (window, self->context, self->sheet, record_of (self), act);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  do_act (LF_PROMISE_BAR (widget), LF_PROMISE_BAR (widget)->next);
}

static void
act_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfPromiseAct act;

  if (lf_promise_act_from_key (g_variant_get_string (parameter, NULL), &act))
    do_act (LF_PROMISE_BAR (widget), act);
}

static GMenuModel *
make_menu (LfPromiseBar *self)
{
  const LfPromise promise = promise_of (self);
  GMenu *menu = g_menu_new ();

  for (LfPromiseAct act = 0; act < LF_N_PROMISE_ACTS; act++)
    if (act != self->next && lf_promise_may (&promise, act))
      {
        g_autofree char *label = lf_promise_act_button (act);
        g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

        g_menu_item_set_action_and_target (item, "promise.act", "s",
                                           lf_promise_act_rule (act)->key);
        g_menu_append_item (menu, item);
      }
  return G_MENU_MODEL (menu);
}

/* ---- Showing ---- */

static void
show_acts (LfPromiseBar *self)
{
  const LfPromise promise = promise_of (self);
  g_autoptr (GMenuModel) menu = NULL;
  g_autofree char *label = NULL;
  gboolean may;

  self->next = lf_promise_find_act (&promise);
  may = lf_promise_may_act (self->context) && lf_promise_may (&promise, self->next);
  gtk_widget_set_visible (self->act_box, may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "promise.next", may);
  if (!may)
    return;
  label = lf_promise_act_button (self->next);
  menu = make_menu (self);
  gtk_button_set_label (self->next_button, label);
  gtk_menu_button_set_menu_model (self->more_button, menu);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), g_menu_model_get_n_items (menu) > 0);
}

static void
show_clock (LfPromiseBar *self)
{
  const LfPromise promise = promise_of (self);
  const LfPromiseDesk *desk = &self->sheet->desk;
  LfPromiseTerm term = lf_promise_next (desk, &promise);
  LfHandlingState state = lf_promise_judge (desk, &promise, term);
  g_autofree char *clock = lf_promise_tell (desk, &promise, term);
  g_autofree char *way = lf_promise_tell_way (promise.record);
  const char *classes[] = { lf_promise_style (state), NULL };

  gtk_widget_set_visible (self->clock_box, clock != NULL);
  gtk_widget_set_css_classes (self->clock_box, classes);
  gtk_image_set_from_icon_name (self->clock_icon, lf_handling_state_icon (state));
  gtk_label_set_label (self->clock_label, clock == NULL ? "" : clock);
  gtk_label_set_label (self->way_label, way);
}

static void
show_nothing (LfPromiseBar *self)
{
  g_clear_pointer (&self->sheet, lf_promise_sheet_unref);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "promise.next", FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfPromiseBar *self = user_data;
  g_autoptr (GError) error = NULL;
  LfPromiseSheet *sheet = lf_store_promises_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->sheet, lf_promise_sheet_unref);
  self->sheet = sheet;
  if (sheet == NULL)
    {
      show_nothing (self);
      return;
    }
  show_clock (self);
  show_acts (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

void
lf_promise_bar_show (LfPromiseBar *self, LfRecord *record)
{
  const LfDate today = lf_date_today ();

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (record == NULL || lf_record_entity (record) != lf_schema_find ("promise"))
    {
      show_nothing (self);
      return;
    }
  if (self->sheet != NULL && strcmp (lf_record_id (record_of (self)), lf_record_id (record)) != 0)
    show_nothing (self);
  self->reading = g_cancellable_new ();
  lf_store_promises_async (lf_app_context_store (self->context), lf_record_id (record), &today,
                           self->reading, on_read_cb, self);
}

/* ---- Widget ---- */

static void
lf_promise_bar_dispose (GObject *object)
{
  LfPromiseBar *self = LF_PROMISE_BAR (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (lf_promise_bar_parent_class)->dispose (object);
}

static void
lf_promise_bar_finalize (GObject *object)
{
  LfPromiseBar *self = LF_PROMISE_BAR (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->sheet, lf_promise_sheet_unref);
  G_OBJECT_CLASS (lf_promise_bar_parent_class)->finalize (object);
}

static void
lf_promise_bar_class_init (LfPromiseBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_promise_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_promise_bar_finalize;
  gtk_widget_class_install_action (widget_class, "promise.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "promise.act", "s", act_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_PROMISE_UI ("lf-promise-bar"));
  gtk_widget_class_bind_template_child (widget_class, LfPromiseBar, clock_box);
  gtk_widget_class_bind_template_child (widget_class, LfPromiseBar, clock_icon);
  gtk_widget_class_bind_template_child (widget_class, LfPromiseBar, clock_label);
  gtk_widget_class_bind_template_child (widget_class, LfPromiseBar, way_label);
  gtk_widget_class_bind_template_child (widget_class, LfPromiseBar, act_box);
  gtk_widget_class_bind_template_child (widget_class, LfPromiseBar, next_button);
  gtk_widget_class_bind_template_child (widget_class, LfPromiseBar, more_button);
}

static void
lf_promise_bar_init (LfPromiseBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "promise.next", FALSE);
}

void
lf_promise_bar_set_context (LfPromiseBar *self, LfAppContext *context)
{
  g_set_object (&self->context, context);
}
