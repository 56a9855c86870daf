/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A problem's clock and what may be done to it. */

#include "config.h"

#include "lf-handling-bar.h"

#include "lf-handling-dialog.h"
#include "lf-may.h"

#include <glib/gi18n.h>

struct _LfHandlingBar
{
  AdwBin parent_instance;

  GtkWidget *clock_box;
  GtkImage *clock_icon;
  GtkLabel *clock_label;
  GtkLabel *escalation_label;
  GtkWidget *act_box;
  GtkButton *next_button;
  GtkMenuButton *more_button;

  LfAppContext *context;
  LfRecord *problem;     /* (nullable): that is shown */
  LfHandlingRoom *room;  /* (nullable): by which it is judged */
  GCancellable *reading; /* (nullable) */
  LfHandlingAct next;
};

G_DEFINE_FINAL_TYPE (LfHandlingBar, lf_handling_bar, ADW_TYPE_BIN)

/* ---- Acts ---- */

static void
do_act (LfHandlingBar *self, LfHandlingAct act)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->problem != NULL && self->room != NULL && lf_handling_may (self->problem, act))
    lf_handling_dialog_present (window, self->context, self->room, self->problem, act);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  do_act (LF_HANDLING_BAR (widget), LF_HANDLING_BAR (widget)->next);
}

static void
act_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfHandlingAct act;

  if (lf_handling_act_from_key (g_variant_get_string (parameter, NULL), &act))
    do_act (LF_HANDLING_BAR (widget), act);
}

/* What brings the problem on; of one that was called back, what that asks for. */
static LfHandlingAct
find_next (const LfRecord *problem)
{
  static const LfHandlingAct order[]
      = { LF_HANDLING_ACT_DISPATCH, LF_HANDLING_ACT_ACCEPT, LF_HANDLING_ACT_CLOSE };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (lf_handling_may (problem, order[i]))
      return order[i];
  if (g_strcmp0 (lf_record_get (problem, "satisfaction"), "dissatisfied") == 0)
    return LF_HANDLING_ACT_REOPEN;
  return lf_record_get (problem, "satisfaction") != NULL
                 && lf_handling_may (problem, LF_HANDLING_ACT_SPOT_CHECK)
             ? LF_HANDLING_ACT_SPOT_CHECK
             : LF_HANDLING_ACT_CALL_BACK;
}

static char *
label_of (LfHandlingAct act)
{
  /* Translators: a button or a line of a menu that opens a dialog: "Dispatch…" */
  return g_strdup_printf (C_ ("opens a dialog", "%s…"), lf_handling_act_label (act));
}

static GMenuModel *
make_menu (LfHandlingBar *self)
{
  GMenu *menu = g_menu_new ();

  for (LfHandlingAct act = 0; act < LF_N_HANDLING_ACTS; act++)
    if (act != self->next && lf_handling_may (self->problem, act))
      {
        g_autofree char *label = label_of (act);
        g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

        g_menu_item_set_action_and_target (item, "handling.act", "s",
                                           lf_handling_act_rule (act)->key);
        g_menu_append_item (menu, item);
      }
  return G_MENU_MODEL (menu);
}

/* ---- Showing ---- */

static gboolean
may_handle (LfHandlingBar *self)
{
  return lf_may (self->context, lf_record_entity (self->problem)->name, 'e')
         && lf_may (self->context, "problem_step", 'c');
}

static void
show_acts (LfHandlingBar *self)
{
  gboolean may = may_handle (self);
  g_autoptr (GMenuModel) menu = NULL;
  g_autofree char *label = NULL;

  gtk_widget_set_visible (self->act_box, may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "handling.next", may);
  if (!may)
    return;
  self->next = find_next (self->problem);
  label = label_of (self->next);
  menu = make_menu (self);
  gtk_button_set_label (self->next_button, label);
  gtk_menu_button_set_menu_model (self->more_button, menu);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), g_menu_model_get_n_items (menu) > 0);
}

static void
show_clock (LfHandlingBar *self)
{
  static const char *const styles[LF_N_HANDLING_STATES] = {
    [LF_HANDLING_WARNED] = "warning", [LF_HANDLING_LATE] = "error", [LF_HANDLING_MET] = "success"
  };
  const LfHandlingDesk *desk = &self->room->desk;
  LfHandlingTerm term = lf_handling_next (desk, self->problem);
  LfHandlingState state = lf_handling_judge (desk, self->problem, term);
  g_autofree char *clock = lf_handling_tell (desk, self->problem, term);
  g_autofree char *why = lf_handling_propose_escalation (desk, self->problem);
  g_autofree char *proposal
      = why == NULL ? NULL : g_strdup_printf (_ ("Should be escalated: %s"), why);
  const char *classes[] = { styles[state], NULL };

  gtk_widget_set_visible (self->clock_box, clock != NULL);
  gtk_widget_set_css_classes (self->clock_box, classes);
  gtk_image_set_from_icon_name (self->clock_icon, lf_handling_state_icon (state));
  gtk_label_set_label (self->clock_label, clock == NULL ? "" : clock);
  gtk_label_set_label (self->escalation_label, proposal == NULL ? "" : proposal);
  gtk_widget_set_visible (GTK_WIDGET (self->escalation_label), proposal != NULL);
}

static void
show_nothing (LfHandlingBar *self)
{
  g_clear_pointer (&self->problem, lf_record_unref);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "handling.next", FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfHandlingBar *self = user_data;
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
lf_handling_bar_show (LfHandlingBar *self, LfRecord *record)
{
  const LfDate today = lf_date_today ();

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (record == NULL || !lf_handling_fits (lf_record_entity (record)))
    {
      show_nothing (self);
      return;
    }
  if (self->problem != NULL && g_strcmp0 (lf_record_id (self->problem), lf_record_id (record)) != 0)
    show_nothing (self);
  g_clear_pointer (&self->problem, lf_record_unref);
  self->problem = lf_record_ref (record);
  self->reading = g_cancellable_new ();
  lf_store_handling_async (lf_app_context_store (self->context), &today, self->reading, on_read_cb,
                           self);
}

/* ---- Widget ---- */

static void
lf_handling_bar_dispose (GObject *object)
{
  LfHandlingBar *self = LF_HANDLING_BAR (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (lf_handling_bar_parent_class)->dispose (object);
}

static void
lf_handling_bar_finalize (GObject *object)
{
  LfHandlingBar *self = LF_HANDLING_BAR (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->problem, lf_record_unref);
  g_clear_pointer (&self->room, lf_handling_room_unref);
  G_OBJECT_CLASS (lf_handling_bar_parent_class)->finalize (object);
}

static void
lf_handling_bar_class_init (LfHandlingBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_handling_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_handling_bar_finalize;
  gtk_widget_class_install_action (widget_class, "handling.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "handling.act", "s", act_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_PROBLEM_UI ("lf-handling-bar"));
  gtk_widget_class_bind_template_child (widget_class, LfHandlingBar, clock_box);
  gtk_widget_class_bind_template_child (widget_class, LfHandlingBar, clock_icon);
  gtk_widget_class_bind_template_child (widget_class, LfHandlingBar, clock_label);
  gtk_widget_class_bind_template_child (widget_class, LfHandlingBar, escalation_label);
  gtk_widget_class_bind_template_child (widget_class, LfHandlingBar, act_box);
  gtk_widget_class_bind_template_child (widget_class, LfHandlingBar, next_button);
  gtk_widget_class_bind_template_child (widget_class, LfHandlingBar, more_button);
}

static void
lf_handling_bar_init (LfHandlingBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "handling.next", FALSE);
}

void
lf_handling_bar_set_context (LfHandlingBar *self, LfAppContext *context)
{
  g_set_object (&self->context, context);
}
