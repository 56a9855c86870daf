/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editor of a set of words or of references. Each element added or removed is offered at once. */

#include "config.h"

#include "lf-set-editor.h"

#include "lf-chip.h"
#include "lf-reference-entry.h"
#include "lf-text-editor.h"

#include <glib/gi18n.h>

struct _LfSetEditor
{
  AdwBin parent_instance;

  GtkFlowBox *chips;
  AdwBin *entry_bin;
  LfReferenceEntry *references; /* (nullable): sets of references; owned by the bin */
  LfEditor *words;              /* (nullable): sets of words; owned by the bin */

  const LfField *field;
  LfStore *store;
  GCancellable *cancellable; /* the titles being looked up */
  char *value;               /* (nullable): in force */
};

static void lf_set_editor_editor_init (LfEditorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LfSetEditor,
                               lf_set_editor,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (LF_TYPE_EDITOR, lf_set_editor_editor_init))

/* ---- Chips ---- */

static void show_chips (LfSetEditor *self);

static void
on_title_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfChip) chip = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfRecord) record = lf_store_load_finish (LF_STORE (source), result, &error);
  g_autofree char *title = NULL;

  if (record == NULL)
    return;
  title = lf_record_title (record);
  lf_chip_set_label (chip, title);
}

/* @value is shown as it is offered, so that what is added next is added to it. */
static void
offer (LfSetEditor *self, const char *value)
{
  g_autofree char *old = g_steal_pointer (&self->value);

  self->value = g_strdup (value);
  show_chips (self);
  lf_editor_offer (LF_EDITOR (self), value, /* display= */ NULL);
}

static void
on_chip_removed_cb (LfSetEditor *self, LfChip *chip)
{
  g_autofree char *value = lf_set_apply (self->value, lf_chip_get_element (chip), NULL);

  offer (self, value);
}

static void
on_chip_opened_cb (LfSetEditor *self, LfChip *chip)
{
  if (self->field->target != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "record.open", "(ss)", self->field->target,
                                lf_chip_get_element (chip));
}

static void
add_chip (LfSetEditor *self, const char *element)
{
  LfChip *chip = lf_chip_new (element, self->field->target == NULL ? element : "…");

  g_signal_connect_object (chip, "removed", G_CALLBACK (on_chip_removed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (chip, "opened", G_CALLBACK (on_chip_opened_cb), self, G_CONNECT_SWAPPED);
  gtk_flow_box_insert (self->chips, GTK_WIDGET (chip), -1);
  if (self->field->target != NULL)
    lf_store_load_async (self->store, lf_schema_find (self->field->target), element,
                         self->cancellable, on_title_loaded_cb, g_object_ref (chip));
}

static void
show_chips (LfSetEditor *self)
{
  g_auto (GStrv) elements = lf_set_split (self->value);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_flow_box_remove (self->chips, child);
  for (char **p = elements; *p != NULL; p++)
    add_chip (self, *p);
  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->chips)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_focusable (child, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->chips), self->value != NULL);
}

/* ---- Adding ---- */

static void
add_elements (LfSetEditor *self, const char *elements)
{
  g_autofree char *value = lf_set_apply (self->value, NULL, elements);

  if (g_strcmp0 (value, self->value) != 0)
    offer (self, value);
}

static void
on_reference_picked_cb (LfSetEditor *self, const char *id, const char *title)
{
  lf_reference_entry_set_title (self->references, NULL);
  if (id != NULL)
    add_elements (self, id);
}

static void
on_words_offered_cb (LfSetEditor *self, const char *value, const char *display)
{
  lf_editor_show (self->words, NULL, NULL);
  if (value != NULL)
    add_elements (self, value);
}

/* ---- Editor ---- */

static void
lf_set_editor_show (LfEditor *editor, const char *value, const char *display)
{
  LfSetEditor *self = LF_SET_EDITOR (editor);

  if (g_strcmp0 (value, self->value) == 0 && value != NULL)
    return;
  g_free (self->value);
  self->value = g_strdup (value);
  show_chips (self);
}

/* The chips may be brought up to date while nothing stands in the entry. */
static gboolean
lf_set_editor_is_busy (LfEditor *editor)
{
  return *gtk_editable_get_text (GTK_EDITABLE (lf_editor_get_control (editor))) != '\0';
}

static void
lf_set_editor_finish (LfEditor *editor)
{
  LfSetEditor *self = LF_SET_EDITOR (editor);

  if (self->words != NULL)
    lf_editor_finish (self->words);
  else
    lf_reference_entry_finish (self->references);
}

static GtkWidget *
lf_set_editor_get_control (LfEditor *editor)
{
  LfSetEditor *self = LF_SET_EDITOR (editor);

  return self->words != NULL ? lf_editor_get_control (self->words)
                             : lf_reference_entry_get_entry (self->references);
}

static void
lf_set_editor_editor_init (LfEditorInterface *iface)
{
  iface->show = lf_set_editor_show;
  iface->is_busy = lf_set_editor_is_busy;
  iface->finish = lf_set_editor_finish;
  iface->get_control = lf_set_editor_get_control;
}

/* ---- Widget ---- */

static void
lf_set_editor_dispose (GObject *object)
{
  LfSetEditor *self = LF_SET_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (lf_set_editor_parent_class)->dispose (object);
}

static void
lf_set_editor_finalize (GObject *object)
{
  g_free (LF_SET_EDITOR (object)->value);
  G_OBJECT_CLASS (lf_set_editor_parent_class)->finalize (object);
}

static void
lf_set_editor_class_init (LfSetEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_set_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_set_editor_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, LF_RECORD_UI ("lf-set-editor"));
  gtk_widget_class_bind_template_child (widget_class, LfSetEditor, chips);
  gtk_widget_class_bind_template_child (widget_class, LfSetEditor, entry_bin);
}

static void
lf_set_editor_init (LfSetEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_reference_entry (LfSetEditor *self)
{
  self->references = lf_reference_entry_new (lf_schema_find (self->field->target), self->store);
  lf_reference_entry_set_placeholder (self->references, _ ("Add by name"));
  g_signal_connect_swapped (self->references, "picked", G_CALLBACK (on_reference_picked_cb), self);
  g_signal_connect_swapped (self->references, "unreadable", G_CALLBACK (lf_editor_report), self);
  g_signal_connect_swapped (self->references, "rested", G_CALLBACK (lf_editor_rest), self);
  adw_bin_set_child (self->entry_bin, GTK_WIDGET (self->references));
}

static void
add_word_entry (LfSetEditor *self)
{
  self->words = lf_text_editor_new (self->field);
  gtk_entry_set_placeholder_text (GTK_ENTRY (lf_editor_get_control (self->words)), _ ("Add"));
  g_signal_connect_swapped (self->words, "offered", G_CALLBACK (on_words_offered_cb), self);
  g_signal_connect_swapped (self->words, "unreadable", G_CALLBACK (lf_editor_report), self);
  g_signal_connect_swapped (self->words, "rested", G_CALLBACK (lf_editor_rest), self);
  adw_bin_set_child (self->entry_bin, GTK_WIDGET (self->words));
}

LfEditor *
lf_set_editor_new (const LfField *field, LfStore *store)
{
  LfSetEditor *self = g_object_new (LF_TYPE_SET_EDITOR, NULL);

  self->field = field;
  self->store = g_object_ref (store);
  if (field->target != NULL)
    add_reference_entry (self);
  else
    add_word_entry (self);
  return LF_EDITOR (self);
}
