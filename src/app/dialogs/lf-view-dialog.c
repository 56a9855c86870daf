/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving, renaming and sharing a view or a dashboard. */

#include "config.h"

#include "lf-view-dialog.h"

#include "lf-dashboard.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfViewDialog
{
  AdwWindow parent_instance;
  LfAppContext *context;
  LfRecord *draft;  /* as it is to be */
  LfRecord *record; /* (nullable): that which is there */
  AdwWindowTitle *window_title;
  AdwEntryRow *name_row;
  AdwActionRow *share_row;
  GtkSwitch *share_switch;
};

G_DEFINE_FINAL_TYPE (LfViewDialog, lf_view_dialog, ADW_TYPE_WINDOW)

/* ---- Committing ---- */

/* What is said when it is saved, and what is shown then. */
typedef struct
{
  LfAppContext *context;
  char *sentence;
  char *then_show; /* (nullable): name of a view */
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->context);
  g_free (saving->sentence);
  g_free (saving->then_show);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;

  if (!lf_store_commit_finish (LF_STORE (source), result, &error))
    {
      lf_app_context_toast (saving->context, error->message, /* has_undo= */ FALSE);
      return;
    }
  lf_app_context_toast (saving->context, saving->sentence, /* has_undo= */ TRUE);
  if (saving->then_show != NULL)
    lf_app_context_show_view (saving->context, saving->then_show);
}

static void
commit (LfAppContext *context, LfChange *change, char *sentence, char *then_show)
{
  Saving *saving = g_new0 (Saving, 1);

  *saving = (Saving){ g_object_ref (context), sentence, then_show };
  lf_store_commit_async (lf_app_context_store (context), change, /* cancellable= */ NULL,
                         on_saved_cb, saving);
}

/* What is said of each entity whose records have a name and are shared or not. */
static const struct
{
  const char *entity;
  const char *save, *saved, *change, *changed, *delete, *deleted; /* N_(), of a name */
  const char *new_title, *edit_title, *about_sharing;
  gboolean is_shown_then; /* the window shows a new one when it is saved */
} words[] = {
  { LF_SAVED_VIEW, N_ ("Save the view “%s”"), N_ ("The view “%s” is saved"),
    N_ ("Change the view “%s”"), N_ ("The view “%s” is changed"), N_ ("Delete the view “%s”"),
    N_ ("The view “%s” is deleted"), N_ ("Save View"), N_ ("Rename or Share View"),
    N_ ("Otherwise the view stays on your own devices."), TRUE },
  { LF_DASHBOARD, N_ ("Save the dashboard “%s”"), N_ ("The dashboard “%s” is saved"),
    N_ ("Change the dashboard “%s”"), N_ ("The dashboard “%s” is changed"),
    N_ ("Delete the dashboard “%s”"), N_ ("The dashboard “%s” is deleted"), N_ ("Save Dashboard"),
    N_ ("Rename or Share Dashboard"), N_ ("Otherwise the dashboard stays on your own devices."),
    FALSE },
};

static guint
words_for (const LfRecord *record)
{
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (words)
         && strcmp (words[i].entity, lf_record_entity (record)->name) != 0)
    i++;
  return i;
}

static void
commit_new (LfAppContext *context, LfRecord *draft)
{
  guint i = words_for (draft);
  const char *name = lf_record_get (draft, "name");
  g_autofree char *label = g_strdup_printf (_ (words[i].save), name);
  g_autoptr (LfChange) change = lf_change_new (label);

  lf_change_create (change, draft);
  commit (context, change, g_strdup_printf (_ (words[i].saved), name),
          words[i].is_shown_then ? g_strconcat (words[i].entity, "/", lf_record_id (draft), NULL)
                                 : NULL);
}

void
lf_view_commit_draft (LfAppContext *context, const LfRecord *draft, const LfRecord *record)
{
  guint i = words_for (record);
  const char *name = lf_record_get (draft, "name");
  g_autofree char *label = g_strdup_printf (_ (words[i].change), name);
  g_autoptr (LfChange) change = lf_change_new (label);
  const LfEntity *entity = lf_record_entity (record);

  for (guint f = 0; entity->fields[f].name != NULL; f++)
    if (g_strcmp0 (lf_record_get_at (record, f), lf_record_get_at (draft, f)) != 0)
      lf_change_edit (change, record, entity->fields[f].name, lf_record_get_at (draft, f));
  if (!lf_change_is_empty (change))
    commit (context, change, g_strdup_printf (_ (words[i].changed), name), NULL);
}

void
lf_view_commit_edits (LfAppContext *context, const LfSavedView *view, const LfRecord *record)
{
  g_autoptr (LfRecord) after = lf_record_copy (record);

  lf_saved_view_write (view, after);
  lf_view_commit_draft (context, after, record);
}

void
lf_view_commit_delete (LfAppContext *context, const LfRecord *record)
{
  guint i = words_for (record);
  g_autofree char *title = lf_record_title (record);
  g_autofree char *label = g_strdup_printf (_ (words[i].delete), title);
  g_autoptr (LfChange) change = lf_change_new (label);

  lf_change_delete (change, record);
  commit (context, change, g_strdup_printf (_ (words[i].deleted), title), NULL);
}

/* ---- The dialog ---- */

static char * /* (nullable) */
typed_name (LfViewDialog *self)
{
  return lf_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
}

static void
on_name_changed_cb (LfViewDialog *self)
{
  g_autofree char *name = typed_name (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", name != NULL);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfViewDialog *self = LF_VIEW_DIALOG (widget);
  g_autofree char *typed = typed_name (self);

  if (typed == NULL)
    return;
  lf_record_set (self->draft, "name", typed);
  lf_record_set (self->draft, "is_shared", gtk_switch_get_active (self->share_switch) ? "1" : NULL);
  if (self->record != NULL)
    lf_view_commit_draft (self->context, self->draft, self->record);
  else
    commit_new (self->context, self->draft);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_name_activated_cb (LfViewDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "dialog.save", NULL);
}

static void
lf_view_dialog_finalize (GObject *object)
{
  LfViewDialog *self = LF_VIEW_DIALOG (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->draft, lf_record_unref);
  g_clear_pointer (&self->record, lf_record_unref);
  G_OBJECT_CLASS (lf_view_dialog_parent_class)->finalize (object);
}

static void
lf_view_dialog_class_init (LfViewDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_view_dialog_finalize;
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/dialogs/lf-view-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LfViewDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, LfViewDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, LfViewDialog, share_row);
  gtk_widget_class_bind_template_child (widget_class, LfViewDialog, share_switch);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_name_activated_cb);
}

static void
lf_view_dialog_init (LfViewDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", FALSE);
}

LfViewDialog *
lf_view_dialog_new_of (GtkWindow *parent, LfAppContext *context, LfRecord *draft, LfRecord *record)
{
  LfViewDialog *self = g_object_new (LF_TYPE_VIEW_DIALOG, "transient-for", parent, NULL);
  guint i = words_for (draft);
  const char *title = record == NULL ? _ (words[i].new_title) : _ (words[i].edit_title);
  const char *name = lf_record_get (draft, "name");

  self->context = g_object_ref (context);
  self->draft = draft;
  self->record = record == NULL ? NULL : lf_record_ref (record);
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->window_title, title);
  adw_action_row_set_subtitle (self->share_row, _ (words[i].about_sharing));
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name == NULL ? "" : name);
  gtk_switch_set_active (self->share_switch, lf_record_get (draft, "is_shared") != NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  return self;
}

LfViewDialog *
lf_view_dialog_new (GtkWindow *parent, LfAppContext *context, LfSavedView *view, LfRecord *record)
{
  LfRecord *draft = record == NULL ? lf_record_new (lf_schema_find (LF_SAVED_VIEW), NULL)
                                   : lf_record_copy (record);

  lf_saved_view_write (view, draft);
  lf_saved_view_free (view);
  return lf_view_dialog_new_of (parent, context, draft, record);
}
