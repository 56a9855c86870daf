/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing the firms that a trip calls on. */

#include "config.h"

#include "lf-firms-dialog.h"

#include "lf-composing.h"
#include "lf-text-tip.h"
#include "lf-trips-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define OFFERED 100 /* firms: more are found by a longer word */

#define LF_TYPE_FIRMS_DIALOG (lf_firms_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfFirmsDialog, lf_firms_dialog, LF, FIRMS_DIALOG, AdwWindow)

struct _LfFirmsDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  AdwStatusPage *nothing;
  GtkListBox *list;
  GtkLabel *message;

  LfAppContext *context;
  LfRecord *trip;
  guint n_stops;
  GHashTable *called_on; /* (element-type utf8): ids of the firms that are stops already */
  GPtrArray *chosen;     /* (element-type LfRecord), in the order of the choice */
  GCancellable *reading; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfFirmsDialog, lf_firms_dialog, ADW_TYPE_WINDOW)

/* ---- What is chosen ---- */

static int
find_chosen (const LfFirmsDialog *self, const LfRecord *firm)
{
  for (guint i = 0; i < self->chosen->len; i++)
    if (g_str_equal (lf_record_id (self->chosen->pdata[i]), lf_record_id (firm)))
      return (int) i;
  return -1;
}

static void
tell_chosen (LfFirmsDialog *self)
{
  guint n = self->chosen->len;
  g_autofree char *text = n == 0 ? g_strdup (_ ("None chosen yet"))
                                 : g_strdup_printf (ngettext ("%u chosen", "%u chosen", n), n);

  adw_window_title_set_subtitle (self->window_title, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.add", n > 0);
}

static void
on_toggled_cb (GtkCheckButton *button, gpointer user_data)
{
  LfFirmsDialog *self = user_data;
  LfRecord *firm = g_object_get_data (G_OBJECT (button), "firm");
  int at = find_chosen (self, firm);

  if (gtk_check_button_get_active (button) && at < 0)
    g_ptr_array_add (self->chosen, lf_record_ref (firm));
  else if (!gtk_check_button_get_active (button) && at >= 0)
    g_ptr_array_remove_index (self->chosen, (guint) at);
  tell_chosen (self);
}

/* ---- What is offered ---- */

static char *
describe (const LfRecord *firm)
{
  const char *const parts[] = { lf_record_get (firm, "city"), lf_record_get (firm, "industry"),
                                lf_record_get (firm, "address") };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  return g_string_free (text, FALSE);
}

static void
offer (LfFirmsDialog *self, LfRecord *firm)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();
  gboolean is_stop = g_hash_table_contains (self->called_on, lf_record_id (firm));
  g_autofree char *title = lf_record_title (firm);
  g_autofree char *subtitle = describe (firm);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               is_stop ? _ ("Is a stop of the trip already") : subtitle);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (check), "firm", lf_record_ref (firm),
                          (GDestroyNotify) lf_record_unref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), find_chosen (self, firm) >= 0);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_toggled_cb), self, 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_list_box_append (self->list, row);
}

/* Those that are chosen stay in sight, whatever is looked for. */
static void
show_firms (LfFirmsDialog *self, GPtrArray *firms)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < self->chosen->len; i++)
    offer (self, self->chosen->pdata[i]);
  for (guint i = 0; i < firms->len; i++)
    if (find_chosen (self, firms->pdata[i]) < 0)
      offer (self, firms->pdata[i]);
  gtk_stack_set_visible_child_name (self->stack,
                                    self->chosen->len + firms->len > 0 ? "firms" : "nothing");
}

typedef struct
{
  LfStore *store;
  LfRecord *trip;
  char *text;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_object_unref (search->store);
  lf_record_unref (search->trip);
  g_free (search->text);
  g_free (search);
}

/* (transfer full) (nullable): "city~上海 or city~苏州"; NULL: the trip goes nowhere yet */
static char *
filter_by_cities (const LfRecord *trip)
{
  g_auto (GStrv) cities = lf_set_split (lf_record_get (trip, "cities"));
  g_autoptr (GString) filter = g_string_new (NULL);

  for (guint i = 0; cities[i] != NULL; i++)
    {
      g_autofree char *quoted = lf_filter_quote (cities[i]);

      g_string_append_printf (filter, "%scity~%s", i > 0 ? " or " : "", quoted);
    }
  return filter->len == 0 ? NULL : g_strdup (filter->str);
}

static GPtrArray *
list_firms (const Search *search, GError **error)
{
  const LfEntity *entity = lf_schema_find ("enterprise");
  const LfDate today = lf_date_today ();
  g_autofree char *where = filter_by_cities (search->trip);
  g_autoptr (LfQuery) query = lf_query_parse (entity, where, "name", &today, error);

  return query == NULL ? NULL : lf_store_list_sync (search->store, query, OFFERED, error);
}

static GPtrArray *
find_firms (const Search *search, GError **error)
{
  const LfEntity *entity = lf_schema_find ("enterprise");
  g_autoptr (GPtrArray) hits
      = lf_store_search_sync (search->store, search->text, entity, OFFERED, error);
  GPtrArray *firms;

  if (hits == NULL)
    return NULL;
  firms = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  for (guint i = 0; i < hits->len; i++)
    g_ptr_array_add (firms, lf_record_ref (((LfHit *) hits->pdata[i])->record));
  return firms;
}

static void
search_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Search *search = data;
  GError *error = NULL;
  GPtrArray *firms
      = *search->text == '\0' ? list_firms (search, &error) : find_firms (search, &error);

  if (firms != NULL)
    g_task_return_pointer (task, firms, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfFirmsDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) firms = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (firms != NULL)
    {
      show_firms (self, firms);
      return;
    }
  adw_status_page_set_description (self->nothing, error->message);
  gtk_stack_set_visible_child_name (self->stack, "nothing");
}

static void
search (LfFirmsDialog *self)
{
  g_autoptr (GTask) task = NULL;
  Search *search = g_new (Search, 1);

  *search = (Search){
    g_object_ref (lf_app_context_store (self->context)), lf_record_ref (self->trip),
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))))
  };
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  task = g_task_new (NULL, self->reading, on_found_cb, self);
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, search_in_thread);
}

static void
on_search_changed_cb (LfFirmsDialog *self)
{
  if (self->context != NULL && !lf_is_composing (GTK_EDITABLE (self->search_entry)))
    search (self);
}

/* ---- Adding ---- */

static void
on_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfFirmsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = g_strdup_printf (
      ngettext ("%u firm to call on added", "%u firms to call on added", self->chosen->len),
      self->chosen->len);

  if (!lf_store_commit_finish (LF_STORE (source), result, &error))
    {
      gtk_label_set_label (self->message, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
      return;
    }
  lf_app_context_toast (self->context, sentence, /* has_undo= */ TRUE);
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfFirmsDialog *self = LF_FIRMS_DIALOG (widget);
  const LfDate today = lf_date_today ();
  g_autoptr (LfChange) change = lf_trip_add_firms (self->trip, self->chosen, self->n_stops, &today);

  lf_store_commit_async (lf_app_context_store (self->context), change, /* cancellable= */ NULL,
                         on_added_cb, g_object_ref (self));
}

/* ---- Window ---- */

static void
lf_firms_dialog_dispose (GObject *object)
{
  LfFirmsDialog *self = LF_FIRMS_DIALOG (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (lf_firms_dialog_parent_class)->dispose (object);
}

static void
lf_firms_dialog_finalize (GObject *object)
{
  LfFirmsDialog *self = LF_FIRMS_DIALOG (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->trip, lf_record_unref);
  g_hash_table_unref (self->called_on);
  g_ptr_array_unref (self->chosen);
  G_OBJECT_CLASS (lf_firms_dialog_parent_class)->finalize (object);
}

static void
lf_firms_dialog_class_init (LfFirmsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_firms_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_firms_dialog_finalize;
  gtk_widget_class_install_action (widget_class, "dialog.add", NULL, add_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_TRIP_UI ("lf-firms-dialog"));
  gtk_widget_class_bind_template_child (widget_class, LfFirmsDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, LfFirmsDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LfFirmsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, LfFirmsDialog, nothing);
  gtk_widget_class_bind_template_child (widget_class, LfFirmsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, LfFirmsDialog, message);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
}

static void
lf_firms_dialog_init (LfFirmsDialog *self)
{
  self->called_on = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
  lf_composing_watch (GTK_EDITABLE (self->search_entry));
}

void
lf_firms_dialog_present (GtkWindow *parent, LfAppContext *context, const LfTrip *trip)
{
  LfFirmsDialog *self = g_object_new (LF_TYPE_FIRMS_DIALOG, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  self->trip = lf_record_ref (trip->trip);
  self->n_stops = trip->stops->len;
  for (guint i = 0; i < trip->stops->len; i++)
    {
      const LfTripStop *stop = trip->stops->pdata[i];

      if (stop->firm != NULL)
        g_hash_table_add (self->called_on, g_strdup (lf_record_id (stop->firm)));
    }
  tell_chosen (self);
  search (self);
  gtk_window_present (GTK_WINDOW (self));
}
