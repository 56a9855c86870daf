/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row of one field in a form. */

#include "config.h"

#include "lf-field-row.h"

#include "lf-editor.h"
#include "lf-text-editor.h"

#include <glib/gi18n.h>

struct _LfFieldRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *title;
  GtkWidget *mark_button;
  GtkImage *mark_icon;
  GtkWidget *history_button;
  GtkLabel *message;
  AdwBin *editor_bin;
  LfEditor *editor; /* (nullable): NULL when read-only; owned by the bin */
  GtkLabel *value;  /* (nullable): when read-only; owned by the bin */

  const LfField *field;
  LfRecord *record;    /* (nullable): whose value is looked at */
  LfRecord *newer;     /* (nullable): to be shown when the person is done */
  gboolean is_waiting; /* what was offered is not answered */
  gboolean has_next;   /* and more was offered since: */
  char *next;          /* (nullable) */
  char *next_display;  /* (nullable) */
  LfRecordState mark;
  gboolean has_problem;
  gboolean is_unreadable;
};

enum
{
  OFFERED,
  TYPED,
  CONFIRMED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfFieldRow, lf_field_row, ADW_TYPE_PREFERENCES_ROW)

static const char *
get_value (LfFieldRow *self)
{
  return self->record == NULL ? NULL : lf_record_get (self->record, self->field->name);
}

/* ---- The message ---- */

typedef enum
{
  TONE_PLAIN,
  TONE_WARNING,
  TONE_ERROR
} Tone;

static void
set_message (LfFieldRow *self, Tone tone, const char *text)
{
  static const char *const classes[] = { "dim-label", "warning", "error" };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->message), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), classes[tone]);
  gtk_label_set_label (self->message, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
  self->is_unreadable = FALSE;
  self->has_problem = text != NULL && tone == TONE_ERROR;
  if (self->has_problem)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  if (self->editor != NULL)
    gtk_accessible_update_state (
        GTK_ACCESSIBLE (lf_editor_get_control (self->editor)), GTK_ACCESSIBLE_STATE_INVALID,
        self->has_problem ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/* What is doubtful about the value in force, if anything. */
static void
show_doubt (LfFieldRow *self)
{
  g_autofree char *doubt
      = get_value (self) == NULL ? NULL : lf_field_warn (self->field, get_value (self));

  set_message (self, TONE_WARNING, doubt);
}

/* ---- The value ---- */

static void
keep_record (LfFieldRow *self, LfRecord *record)
{
  LfRecord *old = self->record;

  self->record = lf_record_ref (record);
  g_clear_pointer (&old, lf_record_unref);
  g_clear_pointer (&self->newer, lf_record_unref);
}

static void
show_record (LfFieldRow *self, LfRecord *record)
{
  g_autofree char *display = lf_record_format (record, self->field->name);

  keep_record (self, record);
  if (self->editor != NULL)
    lf_editor_show (self->editor, get_value (self), display);
  else
    gtk_label_set_label (self->value, *display == '\0' ? C_ ("value", "–") : display);
  show_doubt (self);
}

static void
show_newer (LfFieldRow *self)
{
  g_autoptr (LfRecord) newer = g_steal_pointer (&self->newer);

  if (newer != NULL)
    show_record (self, newer);
  else
    show_doubt (self);
}

static void
keep_next (LfFieldRow *self, gboolean has_next, const char *value, const char *display)
{
  self->has_next = has_next;
  g_free (self->next);
  g_free (self->next_display);
  self->next = g_strdup (value);
  self->next_display = g_strdup (display);
}

/* One offer at a time: the next is an edit of what the first made of the record. */
static void
on_editor_offered_cb (LfFieldRow *self, const char *value, const char *display)
{
  if (self->is_waiting)
    {
      keep_next (self, TRUE, value, display);
      return;
    }
  self->is_waiting = TRUE;
  set_message (self, TONE_PLAIN, NULL);
  g_signal_emit (self, signals[OFFERED], 0, value, display);
}

/* FALSE when nothing more was offered. */
static gboolean
offer_next (LfFieldRow *self)
{
  g_autofree char *value = g_steal_pointer (&self->next);
  g_autofree char *display = g_steal_pointer (&self->next_display);
  gboolean has_next = self->has_next;

  self->is_waiting = FALSE;
  self->has_next = FALSE;
  if (has_next)
    on_editor_offered_cb (self, value, display);
  return has_next;
}

static void
on_editor_unreadable_cb (LfFieldRow *self, const char *message)
{
  set_message (self, TONE_ERROR, message);
  self->is_unreadable = TRUE;
}

static void
on_editor_previewed_cb (LfFieldRow *self, const char *shown)
{
  g_autofree char *text
      = shown == NULL ? NULL : g_strdup_printf (C_ ("understood as", "= %s"), shown);

  set_message (self, TONE_PLAIN, text);
}

static void
on_editor_typed_cb (LfFieldRow *self, const char *text)
{
  g_signal_emit (self, signals[TYPED], 0, text);
}

static void
on_editor_confirmed_cb (LfFieldRow *self)
{
  g_signal_emit (self, signals[CONFIRMED], 0);
}

static void
on_clicked_cb (LfFieldRow *self)
{
  lf_field_row_focus (self);
}

/* A row would take the focus to its editor, and pass over the mark that stands before it. */
static gboolean
lf_field_row_move_focus (GtkWidget *widget, GtkDirectionType direction)
{
  LfFieldRow *self = LF_FIELD_ROW (widget);

  if (direction == GTK_DIR_TAB_FORWARD && gtk_widget_get_focus_child (widget) == NULL
      && gtk_widget_get_visible (self->mark_button) && gtk_widget_grab_focus (self->mark_button))
    return TRUE;
  return GTK_WIDGET_CLASS (lf_field_row_parent_class)->focus (widget, direction);
}

/* What was offered may be answered after the form is gone. */
static void
lf_field_row_dispose (GObject *object)
{
  LF_FIELD_ROW (object)->editor = NULL;
  LF_FIELD_ROW (object)->value = NULL;
  G_OBJECT_CLASS (lf_field_row_parent_class)->dispose (object);
}

static void
lf_field_row_finalize (GObject *object)
{
  LfFieldRow *self = LF_FIELD_ROW (object);

  g_clear_pointer (&self->record, lf_record_unref);
  g_clear_pointer (&self->newer, lf_record_unref);
  g_free (self->next);
  g_free (self->next_display);
  G_OBJECT_CLASS (lf_field_row_parent_class)->finalize (object);
}

static void
lf_field_row_class_init (LfFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_field_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_field_row_finalize;
  widget_class->focus = lf_field_row_move_focus;
  signals[OFFERED] = g_signal_new ("offered", LF_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[TYPED] = g_signal_new ("typed", LF_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CONFIRMED] = g_signal_new ("confirmed", LF_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, LF_RECORD_UI ("lf-field-row"));
  gtk_widget_class_bind_template_child (widget_class, LfFieldRow, title);
  gtk_widget_class_bind_template_child (widget_class, LfFieldRow, mark_button);
  gtk_widget_class_bind_template_child (widget_class, LfFieldRow, mark_icon);
  gtk_widget_class_bind_template_child (widget_class, LfFieldRow, history_button);
  gtk_widget_class_bind_template_child (widget_class, LfFieldRow, message);
  gtk_widget_class_bind_template_child (widget_class, LfFieldRow, editor_bin);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked_cb);
}

static void
lf_field_row_init (LfFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_label (LfFieldRow *self)
{
  self->value = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->value, 0);
  gtk_label_set_wrap (self->value, TRUE);
  gtk_label_set_selectable (self->value, TRUE);
  adw_bin_set_child (self->editor_bin, GTK_WIDGET (self->value));
}

static void
add_editor (LfFieldRow *self, LfStore *store)
{

  self->editor = lf_editor_new (self->field, store);
  g_signal_connect_swapped (self->editor, "offered", G_CALLBACK (on_editor_offered_cb), self);
  g_signal_connect_swapped (self->editor, "unreadable", G_CALLBACK (on_editor_unreadable_cb), self);
  g_signal_connect_swapped (self->editor, "previewed", G_CALLBACK (on_editor_previewed_cb), self);
  g_signal_connect_swapped (self->editor, "rested", G_CALLBACK (show_newer), self);
  g_signal_connect_swapped (self->editor, "typed", G_CALLBACK (on_editor_typed_cb), self);
  g_signal_connect_swapped (self->editor, "confirmed", G_CALLBACK (on_editor_confirmed_cb), self);
  adw_bin_set_child (self->editor_bin, GTK_WIDGET (self->editor));
  gtk_accessible_update_property (GTK_ACCESSIBLE (lf_editor_get_control (self->editor)),
                                  GTK_ACCESSIBLE_PROPERTY_REQUIRED,
                                  (self->field->flags & LF_FIELD_REQUIRED) != 0, -1);
}

LfFieldRow *
lf_field_row_new (const LfField *field, LfStore *store, gboolean is_read_only)
{
  LfFieldRow *self = g_object_new (LF_TYPE_FIELD_ROW, NULL);
  self->field = field;
  if (is_read_only)
    add_label (self);
  else
    add_editor (self, store);
  lf_field_row_set_title (self, lf_field_label (field));
  return self;
}

const LfField *
lf_field_row_get_field (LfFieldRow *self)
{
  return self->field;
}

void
lf_field_row_set_title (LfFieldRow *self, const char *title)
{
  const char *unit = self->field->unit == NULL ? NULL : lf_field_unit_label (self->field);
  g_autofree char *with_unit
      = unit == NULL ? g_strdup (title)
                     : g_strdup_printf (C_ ("field and its unit", "%1$s (%2$s)"), title, unit);
  g_autofree char *history = g_strdup_printf (_ ("History of %s"), title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->history_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, history, -1);
  gtk_label_set_label (self->title, with_unit);
  if (self->editor != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (lf_editor_get_control (self->editor)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/* The button is for the pointer: among fields that are filled in one after the other it would be in
 * the way of Tab. */
void
lf_field_row_offer_history (LfFieldRow *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut = gtk_shortcut_new_with_arguments (
      gtk_keyval_trigger_new (GDK_KEY_h, GDK_CONTROL_MASK), gtk_named_action_new ("record.history"),
      "s", self->field->name);

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->history_button), "s", self->field->name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->history_button), "record.history");
  gtk_widget_set_visible (self->history_button, TRUE);
}

void
lf_field_row_set_mark (LfFieldRow *self, LfRecordState mark)
{
  static const struct
  {
    const char *icon, *label, *view, *style;
  } marks[] = {
    [LF_RECORD_SYNCED] = { NULL, NULL, "", "dim-label" },
    [LF_RECORD_PENDING]
    = { "lf-pending-symbolic", N_ ("Waits to be sent: show what waits"), "pending", "dim-label" },
    [LF_RECORD_REFUSED]
    = { "lf-refused-symbolic", N_ ("Refused by the server: show why"), "conflicts", "error" },
    [LF_RECORD_CONFLICT] = { "lf-conflict-symbolic", N_ ("Changed by two people: show both values"),
                             "conflicts", "warning" },
  };
  const char *label = mark == LF_RECORD_SYNCED ? "" : _ (marks[mark].label);

  if (self->mark == mark)
    return;
  gtk_widget_remove_css_class (self->mark_button, marks[self->mark].style);
  gtk_widget_add_css_class (self->mark_button, marks[mark].style);
  self->mark = mark;
  gtk_image_set_from_icon_name (self->mark_icon, marks[mark].icon);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->mark_button), "s", marks[mark].view);
  gtk_widget_set_tooltip_text (self->mark_button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->mark_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_set_visible (self->mark_button, mark != LF_RECORD_SYNCED);
}

LfRecordState
lf_field_row_get_mark (LfFieldRow *self)
{
  return self->mark;
}

void
lf_field_row_show (LfFieldRow *self, LfRecord *record)
{
  gboolean is_same
      = self->record != NULL && g_str_equal (lf_record_id (self->record), lf_record_id (record));

  if (is_same && (self->is_waiting || lf_field_row_is_busy (self)))
    {
      g_clear_pointer (&self->newer, lf_record_unref);
      self->newer = lf_record_ref (record);
      return;
    }
  if (!is_same && self->is_waiting)
    {
      offer_next (self);
      self->is_waiting = FALSE;
    }
  show_record (self, record);
}

LfRecord *
lf_field_row_get_record (LfFieldRow *self)
{
  return self->record;
}

void
lf_field_row_accept (LfFieldRow *self, LfRecord *record)
{
  g_autofree char *display = lf_record_format (record, self->field->name);

  keep_record (self, record);
  if (offer_next (self) || self->editor == NULL)
    return;
  lf_editor_accept (self->editor, get_value (self), display);
  show_doubt (self);
}

void
lf_field_row_refuse (LfFieldRow *self, const char *sentence)
{
  g_autofree char *display = lf_record_format (self->record, self->field->name);

  if (offer_next (self) || self->editor == NULL)
    return;
  lf_editor_refuse (self->editor, get_value (self), display);
  set_message (self, TONE_ERROR, sentence);
}

void
lf_field_row_set_problem (LfFieldRow *self, const char *sentence)
{
  if (sentence != NULL)
    set_message (self, TONE_ERROR, sentence);
  else
    show_doubt (self);
}

gboolean
lf_field_row_has_problem (LfFieldRow *self)
{
  return self->has_problem;
}

gboolean
lf_field_row_is_unreadable (LfFieldRow *self)
{
  return self->is_unreadable;
}

void
lf_field_row_set_locked (LfFieldRow *self, gboolean is_locked)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->editor_bin), !is_locked);
}

void
lf_field_row_finish (LfFieldRow *self)
{
  if (self->editor != NULL)
    lf_editor_finish (self->editor);
}

void
lf_field_row_set_draft (LfFieldRow *self)
{
  if (LF_IS_TEXT_EDITOR (self->editor))
    lf_text_editor_set_draft (LF_TEXT_EDITOR (self->editor));
}

gboolean
lf_field_row_focus (LfFieldRow *self)
{
  return self->editor != NULL && gtk_widget_grab_focus (lf_editor_get_control (self->editor));
}

gboolean
lf_field_row_is_blank (LfFieldRow *self)
{
  return get_value (self) == NULL;
}

gboolean
lf_field_row_is_busy (LfFieldRow *self)
{
  return self->editor != NULL && lf_editor_is_busy (self->editor);
}
