/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that does the same to many records. */

#include "config.h"

#include "lf-bulk-dialog.h"

#include "lf-field-row.h"
#include "lf-new-record-dialog.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>

#define MOST_LISTED 100 /* of what is left as it is */
#define SLOW_MS 500

struct _LfBulkDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  GtkButton *apply_button;
  AdwPreferencesGroup *group;
  AdwComboRow *field_row;
  GtkStringList *field_labels;
  AdwComboRow *how_row; /* in the order of LfBulkHow */
  GtkWidget *blank_group;
  GtkSwitch *blank_switch;
  AdwComboRow *stage_row;
  GtkStringList *stages;
  GtkSpinner *spinner;
  GtkLabel *outcome;
  GtkWidget *skipped_group;
  GtkListBox *skipped;
  GtkLabel *message;
  GPtrArray *rows; /* (element-type LfFieldRow), owned by the group: what is entered */

  LfAppContext *context;
  LfQuery *query;
  LfBulkKind kind;
  GPtrArray *fields; /* (element-type LfField): those offered */
  LfRecord *draft;   /* with what was entered */
  gboolean has_value;
  LfBulkPlan *plan;       /* (nullable): while it is being made */
  GCancellable *planning; /* (nullable) */
  guint slow_id;
  gboolean wants_apply;
};

G_DEFINE_FINAL_TYPE (LfBulkDialog, lf_bulk_dialog, ADW_TYPE_WINDOW)

static const LfEntity *
entity_of (LfBulkDialog *self)
{
  return lf_query_entity (self->query);
}

static const LfField * /* (nullable) */
field_of (LfBulkDialog *self)
{
  guint position = adw_combo_row_get_selected (self->field_row);

  return position < self->fields->len ? self->fields->pdata[position] : NULL;
}

static void
show_message (LfBulkDialog *self, const char *text)
{
  gtk_label_set_label (self->message, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

/* ---- What it would do ---- */

static void
add_skipped (LfBulkDialog *self, const LfBulkSkipped *item)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), item->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), item->reason);
  gtk_list_box_append (self->skipped, row);
}

static void
show_skipped (LfBulkDialog *self)
{
  GtkWidget *row;
  guint n = self->plan == NULL ? 0 : self->plan->skipped->len;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->skipped))) != NULL)
    gtk_list_box_remove (self->skipped, row);
  for (guint i = 0; i < MIN (n, MOST_LISTED); i++)
    add_skipped (self, self->plan->skipped->pdata[i]);
  gtk_widget_set_visible (self->skipped_group, n > 0);
}

static char *
tell_plan (const LfBulkPlan *plan, LfBulkKind kind)
{
  guint n = plan->n_changed;
  g_autoptr (GString) text = g_string_new (NULL);

  if (kind == LF_BULK_DELETE)
    g_string_append_printf (text, ngettext ("%u goes to the trash", "%u go to the trash", n), n);
  else if (kind == LF_BULK_MOVE)
    g_string_append_printf (text, ngettext ("%u will be moved", "%u will be moved", n), n);
  else
    g_string_append_printf (text, ngettext ("%u will change", "%u will change", n), n);
  if (plan->n_same > 0)
    g_string_append_printf (
        text, ngettext (" · %u is so already", " · %u are so already", plan->n_same), plan->n_same);
  if (plan->skipped->len > 0)
    g_string_append_printf (
        text, ngettext (" · %u stays as it is", " · %u stay as they are", plan->skipped->len),
        plan->skipped->len);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_plan (LfBulkDialog *self)
{
  g_autofree char *text = self->plan == NULL ? NULL : tell_plan (self->plan, self->kind);

  g_clear_handle_id (&self->slow_id, g_source_remove);
  gtk_spinner_stop (self->spinner);
  gtk_label_set_label (self->outcome, text != NULL ? text
                                      : self->has_value
                                          ? ""
                                          : _ ("Enter the new value for all of them."));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.apply",
                                 self->plan == NULL || self->plan->n_changed > 0);
  show_skipped (self);
}

static LfBulk * /* (transfer full) (nullable): NULL: not all of it is entered */
read_move (LfBulkDialog *self)
{
  const char *entered = lf_record_get (self->draft, "stage_date");
  LfDate date;

  return entered != NULL && lf_date_from_canonical (entered, &date)
             ? lf_bulk_new_move ((LfStage) adw_combo_row_get_selected (self->stage_row), &date,
                                 lf_record_get (self->draft, "stage_evidence"),
                                 lf_record_get (self->draft, "stage_reason"))
             : NULL;
}

static LfBulk * /* (transfer full) (nullable) */
read_bulk (LfBulkDialog *self)
{
  gboolean is_blank = gtk_switch_get_active (self->blank_switch);
  const LfField *field = field_of (self);
  LfBulk *bulk;

  if (self->kind == LF_BULK_DELETE)
    return lf_bulk_new_delete ();
  if (self->kind == LF_BULK_MOVE)
    return read_move (self);
  if (field == NULL || (!self->has_value && !is_blank))
    return NULL;
  bulk = lf_bulk_new_edit ();
  lf_bulk_add_edit (bulk, field, (LfBulkHow) adw_combo_row_get_selected (self->how_row),
                    is_blank ? NULL : lf_record_get (self->draft, field->name));
  return bulk;
}

static void apply (LfBulkDialog *self);

static void
on_planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfBulkDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  LfBulkPlan *plan = lf_store_plan_bulk_finish (LF_STORE (source), result, &error);
  gboolean wants_apply = self->wants_apply;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->planning);
  self->wants_apply = FALSE;
  self->plan = plan;
  show_message (self, error == NULL ? NULL : error->message);
  show_plan (self);
  if (wants_apply && plan != NULL && plan->skipped->len == 0)
    apply (self);
}

static gboolean
on_slow_cb (gpointer user_data)
{
  LfBulkDialog *self = user_data;

  self->slow_id = 0;
  gtk_spinner_start (self->spinner);
  return G_SOURCE_REMOVE;
}

static void
stop_planning (LfBulkDialog *self)
{
  g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);
  g_clear_handle_id (&self->slow_id, g_source_remove);
  g_clear_pointer (&self->plan, lf_bulk_plan_free);
}

static void
make_plan (LfBulkDialog *self)
{
  g_autoptr (LfBulk) bulk = NULL;
  LfDate today = lf_date_today ();

  if (self->query == NULL) /* being built */
    return;
  stop_planning (self);
  bulk = read_bulk (self);
  show_plan (self);
  if (bulk == NULL)
    return;
  self->planning = g_cancellable_new ();
  self->slow_id = g_timeout_add (SLOW_MS, on_slow_cb, self);
  lf_store_plan_bulk_async (lf_app_context_store (self->context), self->query, bulk, &today,
                            self->planning, on_planned_cb, g_object_ref (self));
}

/* ---- Doing it ---- */

static char *
tell_done (LfBulkDialog *self)
{
  guint n = self->plan->n_changed;

  if (self->kind == LF_BULK_DELETE)
    return g_strdup_printf (ngettext ("%u record deleted", "%u records deleted", n), n);
  if (self->kind == LF_BULK_MOVE)
    return g_strdup_printf (ngettext ("%u record moved", "%u records moved", n), n);
  return g_strdup_printf (ngettext ("%u record changed", "%u records changed", n), n);
}

static void
on_committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfBulkDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  gtk_spinner_stop (self->spinner);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.apply", TRUE);
  if (!lf_store_commit_finish (LF_STORE (source), result, &error))
    {
      show_message (self, error->message);
      return;
    }
  sentence = tell_done (self);
  lf_app_context_toast (self->context, sentence, /* has_undo= */ TRUE);
  gtk_window_close (GTK_WINDOW (self));
}

static void
apply (LfBulkDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.apply", FALSE);
  gtk_spinner_start (self->spinner);
  lf_store_commit_parts_async (lf_app_context_store (self->context), self->plan->change,
                               /* cancellable= */ NULL, on_committed_cb, g_object_ref (self));
}

/* What was typed last is planned first; where that leaves some as they are, it is seen before it is
 * done. */
static void
apply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfBulkDialog *self = LF_BULK_DIALOG (widget);

  for (guint i = 0; i < self->rows->len; i++)
    {
      lf_field_row_finish (self->rows->pdata[i]);
      if (lf_field_row_has_problem (self->rows->pdata[i]))
        return;
    }
  if (self->plan != NULL && self->plan->n_changed > 0)
    apply (self);
  else
    self->wants_apply = self->planning != NULL;
}

/* ---- What is entered ---- */

static void
on_row_offered_cb (LfBulkDialog *self, const char *value, const char *display, LfFieldRow *row)
{
  const LfField *field = lf_field_row_get_field (row);
  LfRecord *old = self->draft;

  self->draft = lf_record_copy (old);
  lf_record_set (self->draft, field->name, value);
  if (display != NULL)
    lf_record_set_display (self->draft, (guint) lf_entity_index (entity_of (self), field->name),
                           display);
  lf_record_unref (old);
  lf_field_row_accept (row, self->draft);
  self->has_value = self->kind == LF_BULK_MOVE || value != NULL;
  make_plan (self);
}

static void
add_row (LfBulkDialog *self, const LfField *field)
{
  LfFieldRow *row = lf_field_row_new (field, lf_app_context_store (self->context),
                                      /* is_read_only= */ FALSE);

  lf_field_row_show (row, self->draft);
  g_signal_connect_object (row, "offered", G_CALLBACK (on_row_offered_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
}

static void
drop_rows (LfBulkDialog *self)
{
  lf_app_leave (GTK_WIDGET (self->group));
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static void
on_choice_changed_cb (LfBulkDialog *self)
{
  gboolean is_blank = gtk_switch_get_active (self->blank_switch);

  for (guint i = 0; self->rows != NULL && i < self->rows->len; i++)
    lf_field_row_set_locked (self->rows->pdata[i], is_blank);
  make_plan (self);
}

/* A value of one field is none of another. */
static void
on_field_selected_cb (LfBulkDialog *self)
{
  const LfField *field = self->query == NULL ? NULL : field_of (self);

  if (field == NULL || self->kind != LF_BULK_EDIT)
    return;
  drop_rows (self);
  self->has_value = FALSE;
  gtk_switch_set_active (self->blank_switch, FALSE);
  g_clear_pointer (&self->draft, lf_record_unref);
  self->draft = lf_record_new (entity_of (self), NULL);
  add_row (self, field);
  adw_combo_row_set_selected (self->how_row,
                              lf_field_is_set (field) ? LF_BULK_ADD : LF_BULK_REPLACE);
  gtk_widget_set_visible (GTK_WIDGET (self->how_row), lf_field_is_set (field));
  gtk_widget_set_visible (self->blank_group, !(field->flags & LF_FIELD_REQUIRED));
  make_plan (self);
}

/* ---- Window ---- */

static void
lf_bulk_dialog_dispose (GObject *object)
{
  stop_planning (LF_BULK_DIALOG (object));
  G_OBJECT_CLASS (lf_bulk_dialog_parent_class)->dispose (object);
}

static void
lf_bulk_dialog_finalize (GObject *object)
{
  LfBulkDialog *self = LF_BULK_DIALOG (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->query, lf_query_unref);
  g_clear_pointer (&self->draft, lf_record_unref);
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (lf_bulk_dialog_parent_class)->finalize (object);
}

static gboolean
lf_bulk_dialog_close_request (GtkWindow *window)
{
  stop_planning (LF_BULK_DIALOG (window));
  return GTK_WINDOW_CLASS (lf_bulk_dialog_parent_class)->close_request (window);
}

static void
lf_bulk_dialog_class_init (LfBulkDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_bulk_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_bulk_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = lf_bulk_dialog_close_request;
  gtk_widget_class_install_action (widget_class, "dialog.apply", NULL, apply_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_DIALOG_UI ("lf-bulk-dialog"));
  gtk_widget_class_bind_template_child (widget_class, LfBulkDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, LfBulkDialog, apply_button);
  gtk_widget_class_bind_template_child (widget_class, LfBulkDialog, group);
  gtk_widget_class_bind_template_child (widget_class, LfBulkDialog, field_row);
  gtk_widget_class_bind_template_child (widget_class, LfBulkDialog, field_labels);
  gtk_widget_class_bind_template_child (widget_class, LfBulkDialog, how_row);
  gtk_widget_class_bind_template_child (widget_class, LfBulkDialog, blank_group);
  gtk_widget_class_bind_template_child (widget_class, LfBulkDialog, blank_switch);
  gtk_widget_class_bind_template_child (widget_class, LfBulkDialog, stage_row);
  gtk_widget_class_bind_template_child (widget_class, LfBulkDialog, stages);
  gtk_widget_class_bind_template_child (widget_class, LfBulkDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, LfBulkDialog, outcome);
  gtk_widget_class_bind_template_child (widget_class, LfBulkDialog, skipped_group);
  gtk_widget_class_bind_template_child (widget_class, LfBulkDialog, skipped);
  gtk_widget_class_bind_template_child (widget_class, LfBulkDialog, message);
  gtk_widget_class_bind_template_callback (widget_class, on_field_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_changed_cb);
}

static void
lf_bulk_dialog_init (LfBulkDialog *self)
{
  self->fields = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
}

static void
offer_fields (LfBulkDialog *self, const LfField *only)
{
  for (const LfField *field = entity_of (self)->fields; field->name != NULL; field++)
    if (only == NULL ? lf_bulk_is_offered (field) : field == only)
      {
        g_ptr_array_add (self->fields, (gpointer) field);
        gtk_string_list_append (self->field_labels, lf_field_label (field));
      }
  gtk_widget_set_visible (GTK_WIDGET (self->field_row), only == NULL);
  on_field_selected_cb (self);
}

static void
offer_stages (LfBulkDialog *self)
{
  LfDate today = lf_date_today ();
  g_autofree char *date = lf_date_to_canonical (&today);

  for (guint stage = 0; stage < LF_N_STAGES; stage++)
    gtk_string_list_append (self->stages, lf_stage_label ((LfStage) stage));
  gtk_widget_set_visible (GTK_WIDGET (self->stage_row), TRUE);
  lf_record_set (self->draft, "stage_date", date);
  add_row (self, lf_entity_field (entity_of (self), "stage_date"));
  lf_field_row_set_title (self->rows->pdata[0], _ ("Entered On"));
  add_row (self, lf_entity_field (entity_of (self), "stage_evidence"));
  add_row (self, lf_entity_field (entity_of (self), "stage_reason"));
  self->has_value = TRUE;
}

static void
set_titles (LfBulkDialog *self, const LfField *field)
{
  g_autofree char *assign
      = field == NULL ? NULL : g_strdup_printf (_ ("Set “%s”"), lf_field_label (field));
  const char *title = self->kind == LF_BULK_DELETE ? _ ("Delete the Selected")
                      : self->kind == LF_BULK_MOVE ? _ ("Move the Selected")
                      : field != NULL              ? assign
                                                   : _ ("Edit the Selected");
  guint n = lf_query_rows (self->query) == NULL ? 0 : lf_query_rows (self->query)->len;
  g_autofree char *subtitle = g_strdup_printf (ngettext ("%u record", "%u records", n), n);

  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_button_set_label (self->apply_button, self->kind == LF_BULK_DELETE ? _ ("_Delete")
                                            : self->kind == LF_BULK_MOVE ? C_ ("bulk", "_Move")
                                                                         : C_ ("bulk", "_Change"));
}

LfBulkDialog *
lf_bulk_dialog_new (
    GtkWindow *parent, LfAppContext *context, LfQuery *query, LfBulkKind kind, const LfField *field)
{
  LfBulkDialog *self = g_object_new (LF_TYPE_BULK_DIALOG, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  self->query = lf_query_ref (query);
  self->kind = kind;
  self->draft = lf_record_new (lf_query_entity (query), NULL);
  set_titles (self, field);
  if (kind == LF_BULK_EDIT)
    offer_fields (self, field);
  else if (kind == LF_BULK_MOVE)
    offer_stages (self);
  else
    {
      self->has_value = TRUE;
      gtk_widget_add_css_class (GTK_WIDGET (self->apply_button), "destructive-action");
      gtk_widget_remove_css_class (GTK_WIDGET (self->apply_button), "suggested-action");
    }
  gtk_widget_set_visible (GTK_WIDGET (self->group), kind != LF_BULK_DELETE);
  if (kind != LF_BULK_EDIT)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->field_row), FALSE);
      gtk_widget_set_visible (self->blank_group, FALSE);
    }
  make_plan (self);
  return self;
}

void
lf_bulk_dialog_present (
    GtkWindow *parent, LfAppContext *context, LfQuery *query, LfBulkKind kind, const LfField *field)
{
  LfBulkDialog *self = lf_bulk_dialog_new (parent, context, query, kind, field);

  gtk_window_present (GTK_WINDOW (self));
  if (kind == LF_BULK_MOVE)
    gtk_widget_grab_focus (GTK_WIDGET (self->stage_row));
  else if (kind == LF_BULK_EDIT && field == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->field_row));
  else if (kind == LF_BULK_EDIT)
    lf_field_row_focus (self->rows->pdata[0]);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->apply_button));
}
