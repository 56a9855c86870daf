/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet that takes down a lead in one go.

 * Nothing entered is lost: Escape asks, a save that fails leaves all as it is, and what was begun
 * before a match was opened is there again the next time. */

#include "config.h"

#include "lf-capture-dialog.h"

#include "lf-capture-matches.h"
#include "lf-dialogs.h"
#include "lf-discard-bar.h"
#include "lf-file-drop.h"
#include "lf-fit-hint.h"
#include "lf-http-transport.h"
#include "lf-new-record-dialog.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>
#include <string.h>

#define TYPING_MS 150
#define KEPT "lf-capture" /* on the context: what was begun */

/* In the order they are asked for. */
static const struct
{
  LfCapturePart part;
  const char *field;
  const char *title; /* (nullable): the field's */
  gboolean is_more;  /* not asked of whoever does not recruit */
} asked[] = {
  { LF_CAPTURE_FIRM, "name", N_ ("Company") },
  { LF_CAPTURE_PERSON, "name", N_ ("Contact person") },
  { LF_CAPTURE_PERSON, "mobile", N_ ("Phone") },
  { LF_CAPTURE_LEAD, "name", N_ ("What they want") },
  { LF_CAPTURE_LEAD, "next_step", NULL, TRUE },
  { LF_CAPTURE_LEAD, "next_step_date", NULL, TRUE },
  { LF_CAPTURE_LEAD, "channel", N_ ("Source"), TRUE },
  { LF_CAPTURE_LEAD, "industry", NULL, TRUE },
  { LF_CAPTURE_LEAD, "files", N_ ("Photos and files"), TRUE },
};
#define N_ASKED G_N_ELEMENTS (asked)

/* Who is asked for everything at once; everybody else gives a tip (L10). */
static const char *const recruiting[]
    = { "recruiter", "park_manager", "zone_manager", "administrator", NULL };

struct _LfCaptureDialog
{
  AdwWindow parent_instance;

  LfDiscardBar *discard_bar;
  GtkLabel *message;
  GtkWidget *form;
  AdwPreferencesGroup *who;
  LfCaptureMatches *matches;
  LfFitHint *fit;
  AdwPreferencesGroup *next;
  GtkWidget *more_button;
  GtkWidget *left; /* (nullable), weak: where the cursor was when leaving was asked about */
  LfFieldRow *rows[N_ASKED]; /* owned by the groups */

  LfAppContext *context;
  LfCapture *capture;
  GCancellable *looking_up; /* (nullable) */
  guint typed_id;           /* while what is typed is still to be looked up */
  gboolean is_saving;
  gboolean saves_when_added; /* a file is still copied in */
  gboolean is_leaving;
};

G_DEFINE_FINAL_TYPE (LfCaptureDialog, lf_capture_dialog, ADW_TYPE_WINDOW)

static void
show_message (LfCaptureDialog *self, const char *text, const char *css_class)
{
  const char *classes[] = { css_class, NULL };

  gtk_label_set_label (self->message, text == NULL ? "" : text);
  gtk_widget_set_css_classes (GTK_WIDGET (self->message), classes);
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

static void
leave (LfCaptureDialog *self)
{
  self->is_leaving = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- What it may be already ---- */

static void take_looked_up (LfCaptureDialog *self, LfCapture *found);

static void
on_looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfCaptureDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfCapture) found = lf_capture_look_up_finish (LF_STORE (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && found != NULL)
    take_looked_up (self, found);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->is_saving = FALSE;
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", TRUE);
      show_message (self, error->message, "error");
    }
}

static void
stop_looking_up (LfCaptureDialog *self)
{
  g_clear_handle_id (&self->typed_id, g_source_remove);
  g_cancellable_cancel (self->looking_up);
  g_clear_object (&self->looking_up);
}

static void
look_up (LfCaptureDialog *self)
{
  stop_looking_up (self);
  self->looking_up = g_cancellable_new ();
  lf_capture_look_up_async (self->capture, lf_app_context_store (self->context), self->looking_up,
                            on_looked_up_cb, g_object_ref (self));
}

static gboolean
on_typed_timeout_cb (gpointer user_data)
{
  LfCaptureDialog *self = user_data;

  self->typed_id = 0;
  look_up (self);
  return G_SOURCE_REMOVE;
}

static void
look_up_soon (LfCaptureDialog *self)
{
  if (self->is_saving)
    return;
  g_clear_handle_id (&self->typed_id, g_source_remove);
  self->typed_id = g_timeout_add (TYPING_MS, on_typed_timeout_cb, self);
}

/* ---- Saving ---- */

static void
set_busy (LfCaptureDialog *self, gboolean is_busy)
{
  self->is_saving = is_busy;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", !is_busy);
  if (is_busy)
    lf_app_leave (self->form);
  gtk_widget_set_sensitive (self->form, !is_busy);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfCaptureDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfRecord) lead = lf_capture_save_finish (LF_STORE (source), result, &error);
  g_autofree char *title = lead == NULL ? NULL : lf_record_title (lead);
  g_autofree char *sentence = NULL;

  set_busy (self, FALSE);
  if (lead == NULL)
    {
      show_message (self, error->message, "error");
      lf_field_row_focus (self->rows[0]);
      return;
    }
  sentence = g_strdup_printf (_ ("“%s” added"), title);
  lf_app_context_toast (self->context, sentence, /* has_undo= */ TRUE);
  lf_app_context_open_record (self->context, lf_record_entity (lead)->name, lf_record_id (lead));
  leave (self);
}

static gboolean
waits (LfCaptureDialog *self)
{
  for (guint i = 0; i < LF_CAPTURE_N_PARTS; i++)
    if (lf_capture_waits (self->capture, i))
      return TRUE;
  return FALSE;
}

/* The rest of saving: what it may be is known now. */
static void
save_looked_up (LfCaptureDialog *self)
{
  if (waits (self) && self->capture->reason == NULL)
    {
      set_busy (self, FALSE);
      show_message (self, _ ("Say what it is first: one of those below, or another one and why."),
                    "error");
      lf_capture_matches_focus (self->matches);
      return;
    }
  lf_capture_save_async (self->capture, lf_app_context_store (self->context), on_saved_cb,
                         g_object_ref (self));
}

/* Of the lead, else of its firm; advice only (O7). */
static void
look_at_fit (LfCaptureDialog *self)
{
  const LfRecord *firm = self->capture->taken[LF_CAPTURE_FIRM];
  const char *industry = lf_capture_get (self->capture, LF_CAPTURE_LEAD, "industry");

  if (industry == NULL && firm != NULL)
    industry = lf_record_get (firm, "industry");
  lf_fit_hint_look (self->fit, lf_app_context_store (self->context),
                    lf_capture_get (self->capture, LF_CAPTURE_LEAD, "park"), industry);
}

static void
take_looked_up (LfCaptureDialog *self, LfCapture *found)
{
  for (guint i = 0; i < LF_CAPTURE_N_PARTS; i++)
    {
      g_clear_pointer (&self->capture->matches[i], g_ptr_array_unref);
      g_clear_pointer (&self->capture->taken[i], lf_record_unref);
      self->capture->matches[i] = g_steal_pointer (&found->matches[i]);
      self->capture->taken[i] = g_steal_pointer (&found->taken[i]);
    }
  lf_capture_matches_show (self->matches, self->capture);
  look_at_fit (self);
  if (self->is_saving)
    save_looked_up (self);
}

static void
finish_rows (LfCaptureDialog *self)
{
  for (guint i = 0; i < N_ASKED; i++)
    if (lf_field_row_is_busy (self->rows[i]))
      lf_field_row_finish (self->rows[i]);
}

/* (nullable): what was entered there is no value */
static LfFieldRow *
find_unreadable (LfCaptureDialog *self)
{
  for (guint i = 0; i < N_ASKED; i++)
    if (lf_field_row_is_unreadable (self->rows[i]))
      return self->rows[i];
  return NULL;
}

static gboolean
is_adding_files (LfCaptureDialog *self)
{
  return lf_field_row_is_busy (lf_capture_dialog_get_row (self, LF_CAPTURE_LEAD, "files"));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfCaptureDialog *self = LF_CAPTURE_DIALOG (widget);

  if (self->is_saving)
    return;
  show_message (self, NULL, NULL);
  finish_rows (self);
  self->saves_when_added = is_adding_files (self);
  if (self->saves_when_added)
    return;
  if (find_unreadable (self) != NULL)
    lf_field_row_focus (find_unreadable (self));
  else if (lf_capture_is_blank (self->capture))
    {
      show_message (self, _ ("Say who it is, or what they want."), "error");
      lf_field_row_focus (self->rows[0]);
    }
  else
    {
      g_free (self->capture->reason);
      self->capture->reason = lf_capture_matches_reason (self->matches);
      set_busy (self, TRUE);
      look_up (self);
    }
}

static void
on_confirmed_cb (LfCaptureDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "dialog.save", NULL);
}

/* ---- Entering ---- */

static guint
index_of (LfCaptureDialog *self, LfFieldRow *row)
{
  guint i = 0;

  while (self->rows[i] != row)
    i++;
  return i;
}

static void
on_row_offered_cb (LfCaptureDialog *self, const char *value, const char *display, LfFieldRow *row)
{
  guint i = index_of (self, row);

  lf_capture_set (self->capture, asked[i].part, asked[i].field, value, display);
  lf_field_row_accept (row, self->capture->drafts[asked[i].part]);
  look_up_soon (self);
  if (self->saves_when_added && !is_adding_files (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "dialog.save", NULL);
}

/* It is looked up while it is typed, and offered when it is left. */
static void
on_row_typed_cb (LfCaptureDialog *self, const char *text, LfFieldRow *row)
{
  guint i = index_of (self, row);
  g_autofree char *value = NULL;

  self->saves_when_added = FALSE;
  if (!lf_field_parse (lf_field_row_get_field (row), text, &value, NULL))
    return;
  lf_capture_set (self->capture, asked[i].part, asked[i].field, value, /* display= */ NULL);
  g_clear_pointer (&self->capture->chosen[asked[i].part], g_free);
  look_up_soon (self);
}

static void
on_chosen_cb (LfCaptureDialog *self, int part, LfRecord *record)
{
  g_free (self->capture->chosen[part]);
  self->capture->chosen[part] = g_strdup (lf_record_id (record));
  show_message (self, NULL, NULL);
  look_up (self);
  lf_field_row_focus (lf_capture_dialog_get_row (self, LF_CAPTURE_LEAD, "name"));
}

/* ---- Going to a match instead ---- */

static void
on_opened_cb (LfCaptureDialog *self, LfRecord *record)
{
  finish_rows (self);
  g_object_set_data_full (G_OBJECT (self->context), KEPT, lf_capture_copy (self->capture),
                          (GDestroyNotify) lf_capture_free);
  lf_app_context_open_record (self->context, lf_record_entity (record)->name,
                              lf_record_id (record));
  leave (self);
}

/* What an interaction has no field for stands in its minutes. */
static char *
tell_rest (LfCaptureDialog *self, const LfEntity *entity)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_ASKED; i++)
    {
      const LfField *field = lf_field_row_get_field (self->rows[i]);
      g_autofree char *value = NULL;

      if (lf_capture_get (self->capture, asked[i].part, field->name) == NULL
          || lf_entity_field (entity, field->name) != NULL)
        continue;
      value = lf_record_format (self->capture->drafts[asked[i].part], field->name);
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "",
                              adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->rows[i])),
                              value);
    }
  return g_string_free (text, FALSE);
}

static void
on_logged_cb (LfCaptureDialog *self, LfRecord *record)
{
  const LfEntity *entity = lf_schema_find ("interaction");
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *rest = NULL;
  const char *wish;
  LfNewRecordDialog *dialog;

  finish_rows (self);
  wish = lf_capture_get (self->capture, LF_CAPTURE_LEAD, "name");
  rest = tell_rest (self, entity);
  dialog = lf_new_record_dialog_new (parent, self->context, entity, record);
  lf_new_record_dialog_enter (dialog, "minutes", rest);
  if (wish != NULL)
    lf_new_record_dialog_enter (dialog, lf_entity_title (entity)->name, wish);
  for (guint i = 0; i < N_ASKED; i++)
    if (lf_entity_field (entity, asked[i].field) != NULL
        && lf_capture_get (self->capture, asked[i].part, asked[i].field) != NULL)
      lf_new_record_dialog_enter (dialog, asked[i].field,
                                  lf_capture_get (self->capture, asked[i].part, asked[i].field));
  leave (self);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- Leaving ---- */

static gboolean
is_touched (LfCaptureDialog *self)
{
  finish_rows (self);
  for (guint i = 0; i < N_ASKED; i++)
    if (lf_capture_get (self->capture, asked[i].part, asked[i].field) != NULL)
      return TRUE;
  return find_unreadable (self) != NULL || is_adding_files (self);
}

static void
remember_cursor (LfCaptureDialog *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->form))
    g_set_weak_pointer (&self->left, focus);
}

static gboolean
lf_capture_dialog_close_request (GtkWindow *window)
{
  LfCaptureDialog *self = LF_CAPTURE_DIALOG (window);

  if (self->is_saving)
    return GDK_EVENT_STOP;
  if (!self->is_leaving && is_touched (self))
    {
      remember_cursor (self);
      lf_discard_bar_ask (self->discard_bar);
      return GDK_EVENT_STOP;
    }
  stop_looking_up (self);
  return GTK_WINDOW_CLASS (lf_capture_dialog_parent_class)->close_request (window);
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  leave (LF_CAPTURE_DIALOG (widget));
}

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfCaptureDialog *self = LF_CAPTURE_DIALOG (widget);

  lf_discard_bar_hide (self->discard_bar);
  if (self->left == NULL || !gtk_widget_grab_focus (self->left))
    lf_field_row_focus (self->rows[0]);
}

static void
more_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfCaptureDialog *self = LF_CAPTURE_DIALOG (widget);

  gtk_widget_set_visible (GTK_WIDGET (self->next), TRUE);
  gtk_widget_set_visible (self->more_button, FALSE);
  lf_field_row_focus (lf_capture_dialog_get_row (self, LF_CAPTURE_LEAD, "next_step"));
}

/* ---- Pasting ---- */

/* A picture or a file, whatever has the focus; text goes where the cursor is. */
static gboolean
on_key_pressed_cb (GtkEventControllerKey *keys,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   GtkWidget *widget)
{
  GdkContentFormats *formats;
  gboolean has_file, has_picture, has_text;

  if ((keyval != GDK_KEY_v && keyval != GDK_KEY_V)
      || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  formats = gdk_clipboard_get_formats (gtk_widget_get_clipboard (widget));
  has_file = gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST);
  has_picture = gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE);
  has_text = gdk_content_formats_contain_gtype (formats, G_TYPE_STRING);
  if (!has_file && (!has_picture || has_text))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (widget, "dialog.more", NULL);
  lf_file_drop_paste (widget);
  return GDK_EVENT_STOP;
}

/* ---- Window ---- */

static void
lf_capture_dialog_dispose (GObject *object)
{
  stop_looking_up (LF_CAPTURE_DIALOG (object));
  G_OBJECT_CLASS (lf_capture_dialog_parent_class)->dispose (object);
}

static void
lf_capture_dialog_finalize (GObject *object)
{
  LfCaptureDialog *self = LF_CAPTURE_DIALOG (object);

  g_clear_weak_pointer (&self->left);
  g_clear_object (&self->context);
  g_clear_pointer (&self->capture, lf_capture_free);
  G_OBJECT_CLASS (lf_capture_dialog_parent_class)->finalize (object);
}

static void
lf_capture_dialog_class_init (LfCaptureDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_capture_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_capture_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = lf_capture_dialog_close_request;
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "dialog.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "dialog.keep", NULL, keep_action);
  gtk_widget_class_install_action (widget_class, "dialog.more", NULL, more_action);
  g_type_ensure (LF_TYPE_DISCARD_BAR);
  g_type_ensure (LF_TYPE_CAPTURE_MATCHES);
  g_type_ensure (LF_TYPE_FIT_HINT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/capture/lf-capture-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LfCaptureDialog, discard_bar);
  gtk_widget_class_bind_template_child (widget_class, LfCaptureDialog, message);
  gtk_widget_class_bind_template_child (widget_class, LfCaptureDialog, form);
  gtk_widget_class_bind_template_child (widget_class, LfCaptureDialog, who);
  gtk_widget_class_bind_template_child (widget_class, LfCaptureDialog, matches);
  gtk_widget_class_bind_template_child (widget_class, LfCaptureDialog, fit);
  gtk_widget_class_bind_template_child (widget_class, LfCaptureDialog, next);
  gtk_widget_class_bind_template_child (widget_class, LfCaptureDialog, more_button);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_logged_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_confirmed_cb);
}

static void
lf_capture_dialog_init (LfCaptureDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
  lf_file_drop_accept (GTK_WIDGET (self));
}

static void
add_rows (LfCaptureDialog *self)
{
  LfStore *store = lf_app_context_store (self->context);

  for (guint i = 0; i < N_ASKED; i++)
    {
      const LfField *field = lf_entity_field (lf_capture_entity (asked[i].part), asked[i].field);
      LfFieldRow *row = lf_field_row_new (field, store, /* is_read_only= */ FALSE);

      self->rows[i] = row;
      lf_field_row_set_draft (row);
      if (asked[i].title != NULL)
        lf_field_row_set_title (row, _ (asked[i].title));
      lf_field_row_show (row, self->capture->drafts[asked[i].part]);
      g_signal_connect_object (row, "offered", G_CALLBACK (on_row_offered_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "typed", G_CALLBACK (on_row_typed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "confirmed", G_CALLBACK (on_confirmed_cb), self,
                               G_CONNECT_SWAPPED);
      adw_preferences_group_add (asked[i].is_more ? self->next : self->who, GTK_WIDGET (row));
    }
}

static gboolean
is_tip (LfAppContext *context)
{
  g_autoptr (LfCredentials) credentials
      = lf_credentials_load (lf_store_folder (lf_app_context_store (context)), NULL);

  return credentials != NULL && credentials->role != NULL
         && !g_strv_contains (recruiting, credentials->role);
}

LfCaptureDialog *
lf_capture_dialog_new (GtkWindow *parent, LfAppContext *context)
{
  LfCaptureDialog *self = g_object_new (LF_TYPE_CAPTURE_DIALOG, "transient-for", parent, NULL);
  LfCapture *kept = g_object_steal_data (G_OBJECT (context), KEPT);

  self->context = g_object_ref (context);
  self->capture = kept != NULL ? kept : lf_capture_new ();
  self->capture->is_tip = is_tip (context);
  add_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self->next), !self->capture->is_tip);
  gtk_widget_set_visible (self->more_button, self->capture->is_tip);
  if (kept != NULL)
    {
      show_message (self, _ ("This was begun before."), "dim-label");
      look_up (self);
    }
  return self;
}

LfFieldRow *
lf_capture_dialog_get_row (LfCaptureDialog *self, LfCapturePart part, const char *field)
{
  for (guint i = 0; i < N_ASKED; i++)
    if (asked[i].part == part && strcmp (asked[i].field, field) == 0)
      return self->rows[i];
  return NULL;
}

void
lf_capture_dialog_present (GtkWindow *parent, LfAppContext *context)
{
  LfCaptureDialog *self = lf_capture_dialog_new (parent, context);

  gtk_window_present (GTK_WINDOW (self));
  lf_field_row_focus (self->rows[0]);
}
