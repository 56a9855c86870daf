/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Done, and what next: a contact that is logged and the next step, saved as one change. */

#include "config.h"

#include "lf-done-dialog.h"

#include "lf-dialogs.h"
#include "lf-discard-bar.h"
#include "lf-field-row.h"
#include "lf-new-record-dialog.h"

#include <glib/gi18n.h>

enum
{
  WHAT,
  KIND,
  STEP,
  DAY,
  N_ROWS
};

struct _LfDoneDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  LfDiscardBar *discard_bar;
  AdwPreferencesGroup *done_group;
  AdwPreferencesGroup *next_group;
  GtkLabel *message;
  LfFieldRow *rows[N_ROWS]; /* (nullable elements), owned by the groups */

  LfAppContext *context;
  LfRecord *record;         /* as it was loaded */
  LfRecord *drafts[N_ROWS]; /* of each row: with what was entered */
  char *initial[N_ROWS];    /* (nullable elements) */
  gboolean is_done;
};

G_DEFINE_FINAL_TYPE (LfDoneDialog, lf_done_dialog, ADW_TYPE_WINDOW)

static const char *
value_of (const LfDoneDialog *self, guint row)
{
  return self->rows[row] == NULL
             ? NULL
             : lf_record_get (self->drafts[row], lf_field_row_get_field (self->rows[row])->name);
}

static void
show_message (LfDoneDialog *self, const char *text)
{
  gtk_label_set_label (self->message, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

/* ---- Saving ---- */

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfDoneDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = lf_record_title (self->record);
  g_autofree char *sentence = g_strdup_printf (_ ("Done and noted: “%s”"), title);

  if (!lf_store_commit_finish (LF_STORE (source), result, &error))
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", TRUE);
      show_message (self, error->message);
      return;
    }
  lf_app_context_toast (self->context, sentence, /* has_undo= */ TRUE);
  self->is_done = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
finish_rows (LfDoneDialog *self)
{
  gboolean is_ok = TRUE;

  for (guint i = 0; i < N_ROWS; i++)
    {
      if (self->rows[i] == NULL)
        continue;
      lf_field_row_finish (self->rows[i]);
      is_ok = is_ok && !lf_field_row_has_problem (self->rows[i]);
    }
  return is_ok;
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfDoneDialog *self = LF_DONE_DIALOG (widget);
  const LfDate today = lf_date_today ();
  LfTodayDone done = { 0 };
  g_autoptr (LfChange) change = NULL;
  g_autoptr (GError) error = NULL;

  show_message (self, NULL);
  if (!finish_rows (self))
    return;
  done.what = value_of (self, WHAT);
  done.kind = value_of (self, KIND);
  done.next_step = value_of (self, STEP);
  done.has_next
      = value_of (self, DAY) != NULL && lf_date_from_canonical (value_of (self, DAY), &done.next);
  change = lf_today_schedule (self->record, &done, &today, &error);
  if (change == NULL)
    {
      show_message (self, error->message);
      return;
    }
  gtk_widget_action_set_enabled (widget, "dialog.save", FALSE);
  lf_store_commit_async (lf_app_context_store (self->context), change, /* cancellable= */ NULL,
                         on_saved_cb, g_object_ref (self));
}

/* ---- Leaving ---- */

static gboolean
is_touched (LfDoneDialog *self)
{
  for (guint i = 0; i < N_ROWS; i++)
    {
      if (self->rows[i] == NULL)
        continue;
      lf_field_row_finish (self->rows[i]);
      if (lf_field_row_is_unreadable (self->rows[i])
          || g_strcmp0 (value_of (self, i), self->initial[i]) != 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
lf_done_dialog_close_request (GtkWindow *window)
{
  LfDoneDialog *self = LF_DONE_DIALOG (window);

  if (self->is_done || !is_touched (self))
    return GTK_WINDOW_CLASS (lf_done_dialog_parent_class)->close_request (window);
  lf_discard_bar_ask (self->discard_bar);
  return GDK_EVENT_STOP;
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LF_DONE_DIALOG (widget)->is_done = TRUE;
  gtk_window_close (GTK_WINDOW (widget));
}

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfDoneDialog *self = LF_DONE_DIALOG (widget);

  lf_discard_bar_hide (self->discard_bar);
  lf_field_row_focus (self->rows[WHAT]);
}

/* ---- Window ---- */

static void
lf_done_dialog_finalize (GObject *object)
{
  LfDoneDialog *self = LF_DONE_DIALOG (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->record, lf_record_unref);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_clear_pointer (&self->drafts[i], lf_record_unref);
      g_free (self->initial[i]);
    }
  G_OBJECT_CLASS (lf_done_dialog_parent_class)->finalize (object);
}

static void
lf_done_dialog_class_init (LfDoneDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_done_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = lf_done_dialog_close_request;
  g_type_ensure (LF_TYPE_DISCARD_BAR);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "dialog.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "dialog.keep", NULL, keep_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_DIALOG_UI ("lf-done-dialog"));
  gtk_widget_class_bind_template_child (widget_class, LfDoneDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, LfDoneDialog, discard_bar);
  gtk_widget_class_bind_template_child (widget_class, LfDoneDialog, done_group);
  gtk_widget_class_bind_template_child (widget_class, LfDoneDialog, next_group);
  gtk_widget_class_bind_template_child (widget_class, LfDoneDialog, message);
}

static void
lf_done_dialog_init (LfDoneDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
on_row_offered_cb (LfDoneDialog *self, const char *value, const char *display, LfFieldRow *row)
{
  for (guint i = 0; i < N_ROWS; i++)
    if (self->rows[i] == row)
      {
        LfRecord *draft = lf_record_copy (self->drafts[i]);

        lf_record_set (draft, lf_field_row_get_field (row)->name, value);
        lf_record_unref (self->drafts[i]);
        self->drafts[i] = draft;
        lf_field_row_accept (row, draft);
      }
}

static void
add_row (LfDoneDialog *self, guint i, const LfRecord *draft, const char *field, const char *title)
{
  LfFieldRow *row = lf_field_row_new (lf_entity_field (lf_record_entity (draft), field),
                                      lf_app_context_store (self->context), FALSE);

  self->rows[i] = row;
  self->drafts[i] = lf_record_copy (draft);
  self->initial[i] = g_strdup (lf_record_get (draft, field));
  if (title != NULL)
    lf_field_row_set_title (row, title);
  lf_field_row_show (row, self->drafts[i]);
  g_signal_connect_object (row, "offered", G_CALLBACK (on_row_offered_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (i < STEP ? self->done_group : self->next_group, GTK_WIDGET (row));
}

static void
tell_over (LfDoneDialog *self, const LfTodayRule *rule)
{
  g_autoptr (LfRecord) over = lf_record_new (lf_record_entity (self->record), NULL);
  g_autofree char *state = NULL;
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  lf_record_set (over, rule->state, rule->over);
  state = lf_record_format (over, rule->state);
  text = g_strdup_printf (_ ("With a day it goes on until then; without one it becomes “%s”."),
                          state);
  escaped = g_markup_escape_text (text, -1);
  adw_preferences_group_set_description (self->next_group, escaped);
}

/* What was to be done is what was done, unless the person says otherwise. */
static void
add_rows (LfDoneDialog *self)
{
  const LfEntity *contact = lf_schema_find (lf_today_silence_rule ()->contact);
  const LfTodayRule *rule = lf_today_find_rule (lf_record_entity (self->record));
  const char *subject = lf_entity_title (contact)->name;
  g_autoptr (LfRecord) done = lf_record_new (contact, NULL);
  g_autoptr (LfRecord) next = lf_record_new (lf_record_entity (self->record), NULL);

  const char *title = lf_entity_title (lf_record_entity (self->record))->name;

  lf_record_set (done, subject,
                 lf_record_get (self->record, rule->step != NULL ? rule->step : title));
  lf_record_set (done, "kind", "call");
  add_row (self, WHAT, done, subject, _ ("What was done"));
  add_row (self, KIND, done, "kind", /* title= */ NULL);
  if (rule->step != NULL)
    add_row (self, STEP, next, rule->step, /* title= */ NULL);
  else
    tell_over (self, rule);
  add_row (self, DAY, next, rule->date, /* title= */ NULL);
}

LfDoneDialog *
lf_done_dialog_new (GtkWindow *parent, LfAppContext *context, LfRecord *record)
{
  LfDoneDialog *self = g_object_new (LF_TYPE_DONE_DIALOG, "transient-for", parent, NULL);
  g_autofree char *title = lf_record_title (record);

  self->context = g_object_ref (context);
  self->record = lf_record_ref (record);
  adw_window_title_set_subtitle (self->window_title, title);
  add_rows (self);
  return self;
}

void
lf_done_dialog_present (GtkWindow *parent, LfAppContext *context, LfRecord *record)
{
  LfDoneDialog *self = lf_done_dialog_new (parent, context, record);

  gtk_window_present (GTK_WINDOW (self));
  lf_field_row_focus (self->rows[value_of (self, WHAT) == NULL ? WHAT
                                 : self->rows[STEP] != NULL    ? STEP
                                                               : DAY]);
}
