/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preparing a handover: the colleague, and a list of what goes along, to tick off. */

#include "config.h"

#include "lf-handover-dialog.h"

#include "lf-handover-notice.h"
#include "lf-may.h"
#include "lf-store-handover.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfHandoverDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  AdwComboRow *taker_row;
  GtkStringList *names;
  GtkLabel *message;
  AdwPreferencesGroup *items_group;
  AdwPreferencesGroup *promises_group;
  AdwPreferencesGroup *problems_group;
  AdwPreferencesGroup *contacts_group;
  AdwPreferencesGroup *files_group;
  GtkEditable *item_row;

  LfAppContext *context;
  LfRecord *project;
  LfHandoverDraft *draft; /* (nullable): being read, or there can be none */
  GPtrArray *takers;      /* (element-type LfRecord): as the row lists them */
  GHashTable *left_out;   /* (element-type utf8): elements that are not ticked */
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (LfHandoverDialog, lf_handover_dialog, ADW_TYPE_WINDOW)

static void
show_message (LfHandoverDialog *self, const char *text)
{
  gtk_label_set_label (self->message, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

static void
update_ready (LfHandoverDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.prepare",
                                 self->draft != NULL && self->takers->len > 0);
}

/* ---- What goes along ---- */

static void
on_toggled_cb (GtkCheckButton *button, gpointer user_data)
{
  LfHandoverDialog *self = user_data;
  const char *element = g_object_get_data (G_OBJECT (button), "element");

  if (gtk_check_button_get_active (button))
    g_hash_table_remove (self->left_out, element);
  else
    g_hash_table_add (self->left_out, g_strdup (element));
}

static void
add_row (LfHandoverDialog *self,
         AdwPreferencesGroup *group,
         const char *element,
         const char *title,
         const char *subtitle)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (check), "element", g_strdup (element), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_toggled_cb), self, 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (group, row);
}

static void
add_records (LfHandoverDialog *self,
             AdwPreferencesGroup *group,
             GPtrArray *records,
             const char *subtitle)
{
  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *title = lf_record_title (records->pdata[i]);

      add_row (self, group, lf_record_id (records->pdata[i]), title, subtitle);
    }
  if (records->len > 0)
    gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
}

static void
show_files (LfHandoverDialog *self)
{
  g_auto (GStrv) files = lf_set_split (lf_record_get (self->draft->slip, "files"));

  for (char **file = files; *file != NULL; file++)
    {
      const char *name = strchr (*file, '/');

      add_row (self, self->files_group, *file, name == NULL ? *file : name + 1, NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->files_group), *files != NULL);
}

static void
show_draft (LfHandoverDialog *self)
{
  g_auto (GStrv) items = lf_set_split (lf_record_get (self->draft->slip, "items"));

  for (char **item = items; *item != NULL; item++)
    add_row (self, self->items_group, *item, *item, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->items_group), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->item_row), TRUE);
  add_records (self, self->promises_group, self->draft->new_promises, _ ("Agreed in a talk"));
  add_records (self, self->promises_group, self->draft->promises, NULL);
  add_records (self, self->problems_group, self->draft->problems, NULL);
  add_records (self, self->contacts_group, self->draft->contacts, NULL);
  show_files (self);
}

static void
on_drafted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfHandoverDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  LfHandoverDraft *draft = lf_store_draft_handover_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->draft = draft;
  if (draft != NULL)
    show_draft (self);
  else
    show_message (self, error->message);
  update_ready (self);
}

static void
on_item_added_cb (LfHandoverDialog *self)
{
  g_autofree char *item = lf_text_clean (gtk_editable_get_text (self->item_row));
  g_autofree char *set = NULL;

  if (item == NULL || self->draft == NULL)
    return;
  set = lf_set_apply (lf_record_get (self->draft->slip, "items"), NULL, item);
  if (g_strcmp0 (set, lf_record_get (self->draft->slip, "items")) != 0)
    add_row (self, self->items_group, item, item, NULL);
  lf_record_set (self->draft->slip, "items", set);
  gtk_editable_set_text (self->item_row, "");
}

/* ---- The colleagues ---- */

/* Who may work on projects, but for who has this one. */
static gboolean
can_take (const LfHandoverDialog *self, const LfRecord *account)
{
  const char *role = lf_record_get (account, "role");

  return (role == NULL || lf_rules_may (role, lf_record_entity (self->project)->name, 'e'))
         && g_strcmp0 (lf_record_id (account), lf_record_get (self->project, "owner")) != 0;
}

static void
on_accounts_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfHandoverDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = lf_store_list_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      g_autofree char *name = NULL;

      if (accounts->pdata[i] == NULL || !can_take (self, accounts->pdata[i]))
        continue;
      name = lf_record_title (accounts->pdata[i]);
      g_ptr_array_add (self->takers, lf_record_ref (accounts->pdata[i]));
      gtk_string_list_append (self->names, name);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->taker_row), self->takers->len > 0);
  if (accounts == NULL || self->takers->len == 0)
    show_message (self, accounts == NULL
                            ? error->message
                            : _ ("There is no other colleague who could take it. An administrator "
                                 "enters colleagues."));
  update_ready (self);
}

static void
read_all (LfHandoverDialog *self)
{
  const LfEntity *entity = lf_schema_find ("account");
  const LfDate today = lf_date_today ();
  LfStore *store = lf_app_context_store (self->context);
  g_autoptr (LfQuery) query = lf_query_new (entity, NULL, lf_entity_title (entity)->name);

  lf_store_list_async (store, query, /* limit= */ 0, self->reading, on_accounts_read_cb, self);
  lf_store_draft_handover_async (store, lf_record_id (self->project), /* taker= */ NULL, &today,
                                 self->reading, on_drafted_cb, self);
}

/* ---- Preparing ---- */

static void
on_prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfHandoverDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!lf_store_prepare_handover_finish (LF_STORE (source), result, &error))
    {
      show_message (self, error->message);
      return;
    }
  lf_app_context_toast (self->context, _ ("The slip is prepared; sign it to give it"),
                        /* has_undo= */ TRUE);
  gtk_window_close (GTK_WINDOW (self));
}

static void
prepare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfHandoverDialog *self = LF_HANDOVER_DIALOG (widget);
  guint chosen = adw_combo_row_get_selected (self->taker_row);
  GHashTableIter iter;
  gpointer element;

  on_item_added_cb (self);
  if (self->draft == NULL || chosen >= self->takers->len)
    return;
  lf_record_set (self->draft->slip, "taker", lf_record_id (self->takers->pdata[chosen]));
  g_hash_table_iter_init (&iter, self->left_out);
  while (g_hash_table_iter_next (&iter, &element, NULL))
    lf_handover_draft_leave_out (self->draft, element);
  show_message (self, NULL);
  lf_store_prepare_handover_async (lf_app_context_store (self->context),
                                   g_steal_pointer (&self->draft), /* cancellable= */ NULL,
                                   on_prepared_cb, g_object_ref (self));
  update_ready (self);
}

/* ---- Window ---- */

static void
lf_handover_dialog_dispose (GObject *object)
{
  g_cancellable_cancel (LF_HANDOVER_DIALOG (object)->reading);
  G_OBJECT_CLASS (lf_handover_dialog_parent_class)->dispose (object);
}

static void
lf_handover_dialog_finalize (GObject *object)
{
  LfHandoverDialog *self = LF_HANDOVER_DIALOG (object);

  g_clear_object (&self->context);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->project, lf_record_unref);
  g_clear_pointer (&self->draft, lf_handover_draft_free);
  g_ptr_array_unref (self->takers);
  g_hash_table_unref (self->left_out);
  G_OBJECT_CLASS (lf_handover_dialog_parent_class)->finalize (object);
}

static void
lf_handover_dialog_class_init (LfHandoverDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_handover_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_handover_dialog_finalize;
  gtk_widget_class_install_action (widget_class, "dialog.prepare", NULL, prepare_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_HANDOVER_UI ("lf-handover-dialog"));
  gtk_widget_class_bind_template_child (widget_class, LfHandoverDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, LfHandoverDialog, taker_row);
  gtk_widget_class_bind_template_child (widget_class, LfHandoverDialog, names);
  gtk_widget_class_bind_template_child (widget_class, LfHandoverDialog, message);
  gtk_widget_class_bind_template_child (widget_class, LfHandoverDialog, items_group);
  gtk_widget_class_bind_template_child (widget_class, LfHandoverDialog, promises_group);
  gtk_widget_class_bind_template_child (widget_class, LfHandoverDialog, problems_group);
  gtk_widget_class_bind_template_child (widget_class, LfHandoverDialog, contacts_group);
  gtk_widget_class_bind_template_child (widget_class, LfHandoverDialog, files_group);
  gtk_widget_class_bind_template_child (widget_class, LfHandoverDialog, item_row);
  gtk_widget_class_bind_template_callback (widget_class, on_item_added_cb);
}

static void
lf_handover_dialog_init (LfHandoverDialog *self)
{
  self->takers = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  self->left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->reading = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
  update_ready (self);
}

LfHandoverDialog *
lf_handover_dialog_new (GtkWindow *parent, LfAppContext *context, LfRecord *project)
{
  LfHandoverDialog *self = g_object_new (LF_TYPE_HANDOVER_DIALOG, "transient-for", parent, NULL);
  g_autofree char *title = lf_record_title (project);

  self->context = g_object_ref (context);
  self->project = lf_record_ref (project);
  adw_window_title_set_subtitle (self->window_title, title);
  read_all (self);
  return self;
}

void
lf_handover_dialog_present (GtkWindow *parent, LfAppContext *context, LfRecord *project)
{
  gtk_window_present (GTK_WINDOW (lf_handover_dialog_new (parent, context, project)));
}

gboolean
lf_handover_can_prepare (LfAppContext *context, const LfRecord *record)
{
  const LfEntity *handover = lf_schema_find ("handover");
  const LfField *parent = lf_entity_parent_field (handover);

  return strcmp (lf_record_entity (record)->name, parent->target) == 0
         && lf_may (context, handover->name, 'c') && lf_may (context, parent->target, 'e');
}
