/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A box to jot down what is said of a record. */

#include "config.h"

#include "lf-jot.h"

#include "lf-compat-drop-down.h"
#include "lf-editor.h"
#include "lf-jotting.h"
#include "lf-may.h"

#include <glib/gi18n.h>

struct _LfJot
{
  AdwBin parent_instance;

  GtkEventControllerFocus *focus;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkWidget *placeholder;
  GtkLabel *message;
  GtkWidget *tools;
  GtkDropDown *kind;
  GtkWidget *save_button;

  LfAppContext *context;
  LfRecord *record;   /* (nullable) */
  GPtrArray *kinds;   /* (element-type LfJotKind): of the record's entity */
  GHashTable *drafts; /* id → text, of other records */
  gboolean is_composing;
};

G_DEFINE_FINAL_TYPE (LfJot, lf_jot, ADW_TYPE_BIN)

static char *
get_text (LfJot *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, /* include_hidden_chars= */ TRUE);
}

static void
show_message (LfJot *self, const char *text /* nullable */)
{
  gtk_label_set_label (self->message, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

/* One line high until somebody comes to write. */
static void
update_tools (LfJot *self)
{
  gboolean has_text = gtk_text_buffer_get_char_count (self->buffer) > 0;

  gtk_widget_set_visible (self->placeholder, !has_text && !self->is_composing);
  gtk_widget_set_visible (self->tools,
                          has_text || gtk_event_controller_focus_contains_focus (self->focus));
  gtk_widget_set_sensitive (self->save_button, has_text);
}

static void
on_preedit_changed_cb (GtkTextView *view, const char *preedit, LfJot *self)
{
  self->is_composing = preedit != NULL && *preedit != '\0';
  update_tools (self);
}

/* ---- Saving ---- */

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfJot) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *told = lf_jotting_save_finish (LF_STORE (source), result, &error);

  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (told == NULL)
    show_message (self, error->message);
  else
    {
      gtk_text_buffer_set_text (self->buffer, "", 0);
      lf_app_context_toast (self->context, told, /* has_undo= */ TRUE);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
save (LfJot *self)
{
  g_autofree char *text = get_text (self);
  guint kind = gtk_drop_down_get_selected (self->kind);

  if (self->is_composing || self->record == NULL || kind >= self->kinds->len)
    return;
  show_message (self, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  lf_jotting_save_async (lf_app_context_store (self->context), self->kinds->pdata[kind],
                         self->record, text, on_saved_cb, g_object_ref (self));
}

static gboolean
on_key_pressed_cb (LfJot *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean is_enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (!is_enter || !(state & GDK_CONTROL_MASK) || self->is_composing)
    return GDK_EVENT_PROPAGATE;
  if (gtk_text_buffer_get_char_count (self->buffer) > 0)
    save (self);
  return GDK_EVENT_STOP;
}

/* ---- Showing ---- */

static void
swap_drafts (LfJot *self, const char *id)
{
  g_autofree char *text = get_text (self);
  const char *draft = g_hash_table_lookup (self->drafts, id);

  if (self->record != NULL && *text != '\0')
    g_hash_table_replace (self->drafts, g_strdup (lf_record_id (self->record)),
                          g_steal_pointer (&text));
  gtk_text_buffer_set_text (self->buffer, draft == NULL ? "" : draft, -1);
  g_hash_table_remove (self->drafts, id);
}

static void
leave_out_what_is_refused (LfJot *self)
{
  for (guint i = self->kinds->len; i > 0; i--)
    {
      const LfJotKind *kind = self->kinds->pdata[i - 1];

      if (!lf_may (self->context, kind->entity->name, 'c'))
        g_ptr_array_remove_index (self->kinds, i - 1);
    }
}

static void
show_kinds (LfJot *self, const LfEntity *entity)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  self->kinds = lf_jotting_kinds (entity);
  leave_out_what_is_refused (self);
  for (guint i = 0; i < self->kinds->len; i++)
    gtk_string_list_append (labels, lf_jot_kind_label (self->kinds->pdata[i]));
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (labels));
  gtk_widget_set_visible (GTK_WIDGET (self), self->kinds->len > 0);
}

/* ---- Widget ---- */

static void
lf_jot_dispose (GObject *object)
{
  LfJot *self = LF_JOT (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->record, lf_record_unref);
  G_OBJECT_CLASS (lf_jot_parent_class)->dispose (object);
}

static void
lf_jot_finalize (GObject *object)
{
  LfJot *self = LF_JOT (object);

  g_ptr_array_unref (self->kinds);
  g_hash_table_unref (self->drafts);
  G_OBJECT_CLASS (lf_jot_parent_class)->finalize (object);
}

static void
lf_jot_class_init (LfJotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_jot_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_jot_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, LF_RECORD_UI ("lf-jot"));
  gtk_widget_class_bind_template_child (widget_class, LfJot, focus);
  gtk_widget_class_bind_template_child (widget_class, LfJot, view);
  gtk_widget_class_bind_template_child (widget_class, LfJot, buffer);
  gtk_widget_class_bind_template_child (widget_class, LfJot, placeholder);
  gtk_widget_class_bind_template_child (widget_class, LfJot, message);
  gtk_widget_class_bind_template_child (widget_class, LfJot, tools);
  gtk_widget_class_bind_template_child (widget_class, LfJot, kind);
  gtk_widget_class_bind_template_child (widget_class, LfJot, save_button);
  gtk_widget_class_bind_template_callback (widget_class, update_tools);
  gtk_widget_class_bind_template_callback (widget_class, on_preedit_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save);
}

static void
lf_jot_init (LfJot *self)
{
  self->kinds = g_ptr_array_new ();
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_drop_down_speak_of_label (self->kind);
}

void
lf_jot_set_context (LfJot *self, LfAppContext *context)
{
  g_set_object (&self->context, context);
}

void
lf_jot_show (LfJot *self, LfRecord *record)
{
  gboolean is_other = record != NULL
                      && (self->record == NULL
                          || !g_str_equal (lf_record_id (self->record), lf_record_id (record)));
  LfRecord *old = self->record;

  if (is_other)
    {
      swap_drafts (self, lf_record_id (record));
      show_message (self, NULL);
      show_kinds (self, lf_record_entity (record));
    }
  if (record == NULL)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->record = record == NULL ? NULL : lf_record_ref (record);
  g_clear_pointer (&old, lf_record_unref);
}
