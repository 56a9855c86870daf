/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row of a promise. */

#include "config.h"

#include "lf-promise-row.h"

#include "lf-course-kind.h"
#include "lf-promise-dialog.h"

#include <glib/gi18n.h>

struct _LfPromiseRow
{
  AdwActionRow parent_instance;

  GtkImage *icon;
  GtkButton *button;

  LfAppContext *context;
  LfPromiseSheet *sheet;
  LfRecord *promise;
};

G_DEFINE_FINAL_TYPE (LfPromiseRow, lf_promise_row, ADW_TYPE_ACTION_ROW)

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfPromiseRow *self = LF_PROMISE_ROW (widget);
  const LfPromise promise = lf_promise_sheet_find (self->sheet, self->promise);

  lf_promise_dialog_present (GTK_WINDOW (gtk_widget_get_root (widget)), self->context, self->sheet,
                             self->promise, lf_promise_find_act (&promise));
}

static void
lf_promise_row_activate (AdwActionRow *row)
{
  LfPromiseRow *self = LF_PROMISE_ROW (row);

  lf_app_context_open_record (self->context, lf_record_entity (self->promise)->name,
                              lf_record_id (self->promise));
}

static void
lf_promise_row_finalize (GObject *object)
{
  LfPromiseRow *self = LF_PROMISE_ROW (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->sheet, lf_promise_sheet_unref);
  g_clear_pointer (&self->promise, lf_record_unref);
  G_OBJECT_CLASS (lf_promise_row_parent_class)->finalize (object);
}

static void
lf_promise_row_class_init (LfPromiseRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_promise_row_finalize;
  ADW_ACTION_ROW_CLASS (klass)->activate = lf_promise_row_activate;
  gtk_widget_class_install_action (widget_class, "promise-row.next", NULL, next_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_PROMISE_UI ("lf-promise-row"));
  gtk_widget_class_bind_template_child (widget_class, LfPromiseRow, icon);
  gtk_widget_class_bind_template_child (widget_class, LfPromiseRow, button);
}

static void
lf_promise_row_init (LfPromiseRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_part (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len == 0 ? "" : " · ", part);
}

static char *
tell_amount (const LfRecord *promise)
{
  g_autofree char *amount = lf_record_format (promise, "amount");
  g_autofree char *paid = lf_record_format (promise, "amount_paid");

  return lf_record_get (promise, "amount_paid") == NULL
             ? g_steal_pointer (&amount)
             : g_strdup_printf (_ ("Paid %1$s of %2$s"), paid, amount);
}

/* (transfer full): "Firm · Paid CNY 4 million of CNY 10 million · Application approved", and the
 * clock on a line of its own */
static char *
describe (const LfRecord *record, const char *clock)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *firm = lf_record_format (record, "enterprise");
  g_autofree char *amount = tell_amount (record);
  g_autofree char *state = lf_record_format (record, "state");

  add_part (text, firm);
  add_part (text, amount);
  add_part (text, state);
  return clock == NULL ? g_strdup (text->str) : g_strconcat (text->str, "\n", clock, NULL);
}

static void
show_act (LfPromiseRow *self, const LfPromise *promise, const char *title)
{
  LfPromiseAct act = lf_promise_find_act (promise);
  g_autofree char *label = lf_promise_act_button (act);
  g_autofree char *name = g_strdup_printf (_ ("%1$s: %2$s"), lf_promise_act_label (act), title);

  gtk_button_set_label (self->button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->button),
                          lf_promise_may_act (self->context) && lf_promise_may (promise, act));
}

LfPromiseRow *
lf_promise_row_new (LfAppContext *context, LfPromiseSheet *sheet, LfRecord *record)
{
  LfPromiseRow *self = g_object_new (LF_TYPE_PROMISE_ROW, NULL);
  const LfPromise promise = lf_promise_sheet_find (sheet, record);
  LfPromiseTerm term = lf_promise_next (&sheet->desk, &promise);
  LfHandlingState state = lf_promise_judge (&sheet->desk, &promise, term);
  g_autofree char *title = lf_record_title (record);
  g_autofree char *clock = lf_promise_tell (&sheet->desk, &promise, term);
  g_autofree char *subtitle = describe (record, clock);
  const char *style = lf_course_style (state);

  self->context = g_object_ref (context);
  self->sheet = lf_promise_sheet_ref (sheet);
  self->promise = lf_record_ref (record);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_image_set_from_icon_name (self->icon, state == LF_HANDLING_NONE
                                                ? "lf-policy-symbolic"
                                                : lf_handling_state_icon (state));
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), style);
  show_act (self, &promise, title);
  return self;
}
