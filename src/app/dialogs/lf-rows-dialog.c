/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dialog that asks for a few fields. */

#include "config.h"

#include "lf-rows-dialog.h"

#include "lf-discard-bar.h"
#include "lf-field-row.h"
#include "lf-new-record-dialog.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>

typedef struct
{
  LfFieldRow *row; /* owned by its group */
  LfRecord *draft; /* with what was entered */
  char *initial;   /* (nullable) */
} Asked;

struct _LfRowsDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  LfDiscardBar *discard_bar;
  GtkBox *groups;
  GtkLabel *message;
  AdwPreferencesGroup *group; /* the newest, owned by the box */
  GPtrArray *asked;           /* (element-type Asked) */

  LfAppContext *context;
  char *done;
  LfRowsDialogFunc make;
  gpointer user_data;
  GDestroyNotify free_data;
  gboolean is_done;
};

G_DEFINE_FINAL_TYPE (LfRowsDialog, lf_rows_dialog, ADW_TYPE_WINDOW)

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  lf_record_unref (asked->draft);
  g_free (asked->initial);
  g_free (asked);
}

static const Asked *
asked_at (const LfRowsDialog *self, guint row)
{
  return self->asked->pdata[row];
}

static void
show_message (LfRowsDialog *self, const char *text)
{
  gtk_label_set_label (self->message, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

/* ---- Saving ---- */

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfRowsDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!lf_store_commit_finish (LF_STORE (source), result, &error))
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", TRUE);
      show_message (self, error->message);
      return;
    }
  lf_app_context_toast (self->context, self->done, /* has_undo= */ TRUE);
  self->is_done = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
finish_rows (LfRowsDialog *self)
{
  gboolean is_ok = TRUE;

  for (guint i = 0; i < self->asked->len; i++)
    {
      lf_field_row_finish (asked_at (self, i)->row);
      is_ok = is_ok && !lf_field_row_has_problem (asked_at (self, i)->row);
    }
  return is_ok;
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfRowsDialog *self = LF_ROWS_DIALOG (widget);
  g_autoptr (LfChange) change = NULL;
  g_autoptr (GError) error = NULL;

  show_message (self, NULL);
  if (!finish_rows (self))
    return;
  change = self->make (self, self->user_data, &error);
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
is_touched (LfRowsDialog *self)
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      lf_field_row_finish (asked_at (self, i)->row);
      if (lf_field_row_is_unreadable (asked_at (self, i)->row)
          || g_strcmp0 (lf_rows_dialog_get (self, i), asked_at (self, i)->initial) != 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
lf_rows_dialog_close_request (GtkWindow *window)
{
  LfRowsDialog *self = LF_ROWS_DIALOG (window);

  if (self->is_done || !is_touched (self))
    return GTK_WINDOW_CLASS (lf_rows_dialog_parent_class)->close_request (window);
  lf_discard_bar_ask (self->discard_bar);
  return GDK_EVENT_STOP;
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LF_ROWS_DIALOG (widget)->is_done = TRUE;
  gtk_window_close (GTK_WINDOW (widget));
}

static void
focus_first_blank (LfRowsDialog *self)
{
  guint i = 0;

  while (i + 1 < self->asked->len && lf_rows_dialog_get (self, i) != NULL)
    i++;
  if (self->asked->len > 0)
    lf_field_row_focus (asked_at (self, i)->row);
}

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfRowsDialog *self = LF_ROWS_DIALOG (widget);

  lf_discard_bar_hide (self->discard_bar);
  focus_first_blank (self);
}

/* ---- Window ---- */

static void
lf_rows_dialog_finalize (GObject *object)
{
  LfRowsDialog *self = LF_ROWS_DIALOG (object);

  g_clear_object (&self->context);
  g_ptr_array_unref (self->asked);
  g_free (self->done);
  if (self->free_data != NULL)
    self->free_data (self->user_data);
  G_OBJECT_CLASS (lf_rows_dialog_parent_class)->finalize (object);
}

static void
lf_rows_dialog_class_init (LfRowsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_rows_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = lf_rows_dialog_close_request;
  g_type_ensure (LF_TYPE_DISCARD_BAR);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "dialog.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "dialog.keep", NULL, keep_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_DIALOG_UI ("lf-rows-dialog"));
  gtk_widget_class_bind_template_child (widget_class, LfRowsDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, LfRowsDialog, discard_bar);
  gtk_widget_class_bind_template_child (widget_class, LfRowsDialog, groups);
  gtk_widget_class_bind_template_child (widget_class, LfRowsDialog, message);
}

static void
lf_rows_dialog_init (LfRowsDialog *self)
{
  self->asked = g_ptr_array_new_with_free_func (asked_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
}

LfRowsDialog *
lf_rows_dialog_new (GtkWindow *parent,
                    LfAppContext *context,
                    const char *title,
                    const char *subtitle)
{
  LfRowsDialog *self
      = g_object_new (LF_TYPE_ROWS_DIALOG, "transient-for", parent, "title", title, NULL);

  self->context = g_object_ref (context);
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, subtitle);
  return self;
}

/* ---- Rows ---- */

static void
on_row_offered_cb (LfRowsDialog *self, const char *value, const char *display, LfFieldRow *row)
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      Asked *asked = self->asked->pdata[i];
      g_autoptr (LfRecord) before = NULL;

      if (asked->row != row)
        continue;
      before = asked->draft;
      asked->draft = lf_record_copy (before);
      lf_record_set (asked->draft, lf_field_row_get_field (row)->name, value);
      lf_field_row_accept (row, asked->draft);
    }
}

void
lf_rows_dialog_add_group (LfRowsDialog *self, const char *title, const char *description)
{
  g_autofree char *markup = description == NULL ? NULL : g_markup_escape_text (description, -1);

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, title);
  adw_preferences_group_set_description (self->group, markup);
  gtk_box_append (self->groups, GTK_WIDGET (self->group));
}

guint
lf_rows_dialog_add_row (LfRowsDialog *self,
                        const LfRecord *draft,
                        const char *field,
                        const char *title)
{
  Asked *asked = g_new (Asked, 1);
  LfFieldRow *row = lf_field_row_new (lf_entity_field (lf_record_entity (draft), field),
                                      lf_app_context_store (self->context), FALSE);

  *asked = (Asked){ row, lf_record_copy (draft), g_strdup (lf_record_get (draft, field)) };
  g_ptr_array_add (self->asked, asked);
  if (title != NULL) /* may be longer than a field's */
    {
      lf_field_row_set_title (row, title);
      lf_text_tip_add_to_parts (GTK_WIDGET (row));
    }
  lf_field_row_show (row, asked->draft);
  g_signal_connect_object (row, "offered", G_CALLBACK (on_row_offered_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, GTK_WIDGET (row));
  return self->asked->len - 1;
}

const char *
lf_rows_dialog_get (LfRowsDialog *self, guint row)
{
  const Asked *asked = asked_at (self, row);

  return lf_record_get (asked->draft, lf_field_row_get_field (asked->row)->name);
}

gboolean
lf_rows_dialog_get_date (LfRowsDialog *self, guint row, LfDate *ret_date)
{
  const char *text = lf_rows_dialog_get (self, row);

  return text != NULL && lf_date_from_canonical (text, ret_date);
}

void
lf_rows_dialog_present (LfRowsDialog *self,
                        const char *done,
                        LfRowsDialogFunc make,
                        gpointer user_data,
                        GDestroyNotify free_data)
{
  self->done = g_strdup (done);
  self->make = make;
  self->user_data = user_data;
  self->free_data = free_data;
  gtk_window_present (GTK_WINDOW (self));
  focus_first_blank (self);
}
