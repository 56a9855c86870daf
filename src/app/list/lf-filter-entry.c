/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entry of a list's filter. */

#include "config.h"

#include "lf-filter-entry.h"

#include "lf-candidates.h"
#include "lf-completions.h"

#include <glib/gi18n.h>

struct _LfFilterEntry
{
  GtkWidget parent_instance;
  GtkSearchEntry *entry;
  GtkText *text; /* in the entry; owned by it */
  GtkPopover *completion_popover;
  GtkScrolledWindow *scroller;
  GtkListBox *list;

  LfStore *store;
  const LfEntity *entity;
  LfCompletions *completions; /* (nullable): those that are shown, or are to be */
  GCancellable *finding;      /* (nullable): while titles are looked for */
  guint typed_id;             /* while what was typed is still to be completed */
  gboolean is_set;            /* the text was not typed */
  gboolean is_composing;
};

enum
{
  SEARCH_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfFilterEntry, lf_filter_entry, GTK_TYPE_WIDGET)

/* ---- What is shown below ---- */

static void
put_away (LfFilterEntry *self)
{
  g_clear_handle_id (&self->typed_id, g_source_remove);
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  gtk_popover_popdown (self->completion_popover);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->text),
                                 GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
}

static gboolean
is_shown (LfFilterEntry *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->completion_popover));
}

static void
append_row (LfFilterEntry *self, const LfCompletion *item)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/landfall/Landfall/list/lf-completion-row.ui");
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));
  gboolean is_sign = item->kind == LF_COMPLETION_OPERATOR || item->kind == LF_COMPLETION_JOIN;
  const char *shown = is_sign ? item->text : item->label;
  const char *detail = is_sign ? item->label : item->detail;
  g_autofree char *spoken
      = detail == NULL ? g_strdup (shown) : g_strdup_printf ("%s, %s", shown, detail);

  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "text")), shown);
  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "detail")),
                      g_strcmp0 (shown, detail) == 0 ? NULL : detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->list, row);
}

static void
clear_rows (LfFilterEntry *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
show_rows (LfFilterEntry *self)
{
  clear_rows (self);
  for (guint i = 0; i < self->completions->items->len; i++)
    append_row (self, self->completions->items->pdata[i]);
  gtk_list_box_unselect_all (self->list);
  if (self->completions->items->len == 0)
    put_away (self);
  else
    gtk_popover_popup (self->completion_popover);
}

static void
on_titles_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfFilterEntry *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = lf_candidates_find_finish (LF_STORE (source), result, &error);
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->finding);
  for (guint i = 0; found != NULL && i < found->len; i++)
    g_ptr_array_add (titles, (gpointer) lf_candidate_get_title (found->pdata[i]));
  g_ptr_array_add (titles, NULL);
  lf_completions_add_titles (self->completions, (const char *const *) titles->pdata);
  show_rows (self);
}

static void
complete (LfFilterEntry *self)
{
  g_clear_handle_id (&self->typed_id, g_source_remove);
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  g_clear_pointer (&self->completions, lf_completions_free);
  self->completions
      = lf_complete_filter (self->entity, lf_filter_entry_get_text (self),
                            (guint) gtk_editable_get_position (GTK_EDITABLE (self->entry)));
  if (self->completions->wanted == NULL)
    {
      show_rows (self);
      return;
    }
  self->finding = g_cancellable_new ();
  lf_candidates_find_async (self->store, lf_schema_find (self->completions->wanted->target),
                            self->completions->typed, self->finding, on_titles_found_cb, self);
}

/* ---- Taking one ---- */

static void
take (LfFilterEntry *self, guint index)
{
  guint cursor;
  g_autofree char *text
      = lf_completions_apply (self->completions, index, lf_filter_entry_get_text (self), &cursor);

  self->is_set = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), (int) cursor);
  self->is_set = FALSE;
  complete (self);
}

static int
selected_index (LfFilterEntry *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row == NULL ? -1 : gtk_list_box_row_get_index (row);
}

static void
scroll_to (LfFilterEntry *self, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
walk (LfFilterEntry *self, int step)
{
  int n = (int) self->completions->items->len, index = selected_index (self) + step;
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, CLAMP (index, 0, n - 1));

  gtk_list_box_select_row (self->list, row);
  scroll_to (self, row);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->text),
                                  GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
}

/* ---- Callbacks ---- */

static void
on_search_changed_cb (LfFilterEntry *self)
{
  g_signal_emit (self, signals[SEARCH_CHANGED], 0);
}

static gboolean
on_typed_cb (gpointer user_data)
{
  LfFilterEntry *self = user_data;

  self->typed_id = 0;
  complete (self);
  return G_SOURCE_REMOVE;
}

/* GTK 4.8 says that the text is another before it has moved the cursor. */
static void
on_changed_cb (LfFilterEntry *self)
{
  if (self->text == NULL || self->is_set)
    return;
  if (*lf_filter_entry_get_text (self) == '\0' || !gtk_widget_is_focus (GTK_WIDGET (self->text)))
    put_away (self);
  else if (self->typed_id == 0)
    self->typed_id = g_idle_add_full (G_PRIORITY_HIGH, on_typed_cb, self, NULL);
}

static void
on_preedit_changed_cb (LfFilterEntry *self, const char *preedit)
{
  self->is_composing = preedit != NULL && *preedit != '\0';
}

static gboolean
press_shown (LfFilterEntry *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      walk (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      walk (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Tab:
      take (self, (guint) MAX (selected_index (self), 0));
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (selected_index (self) >= 0)
        take (self, (guint) selected_index (self));
      else
        put_away (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      put_away (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *keys,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   LfFilterEntry *self)
{
  gboolean opens = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down
                   || (keyval == GDK_KEY_space && (state & GDK_CONTROL_MASK) != 0);

  if (self->is_composing)
    return GDK_EVENT_PROPAGATE;
  if (self->typed_id != 0)
    complete (self);
  if (is_shown (self))
    return press_shown (self, keyval);
  if (!opens)
    return GDK_EVENT_PROPAGATE;
  complete (self);
  return GDK_EVENT_STOP;
}

static void
on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  LfFilterEntry *self = user_data;

  take (self, (guint) gtk_list_box_row_get_index (row));
}

static void
on_focus_leave_cb (LfFilterEntry *self)
{
  self->is_composing = FALSE;
  put_away (self);
}

/* ---- The object ---- */

static void
lf_filter_entry_dispose (GObject *object)
{
  LfFilterEntry *self = LF_FILTER_ENTRY (object);

  g_clear_handle_id (&self->typed_id, g_source_remove);
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  g_clear_pointer (&self->completions, lf_completions_free);
  g_clear_object (&self->store);
  self->text = NULL;
  g_clear_pointer ((GtkWidget **) &self->entry, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->completion_popover, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_filter_entry_parent_class)->dispose (object);
}

static gboolean
lf_filter_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (LF_FILTER_ENTRY (widget)->entry));
}

static void
lf_filter_entry_class_init (LfFilterEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_filter_entry_dispose;
  widget_class->grab_focus = lf_filter_entry_grab_focus;
  signals[SEARCH_CHANGED] = g_signal_new ("search-changed", LF_TYPE_FILTER_ENTRY, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/list/lf-filter-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, LfFilterEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, LfFilterEntry, completion_popover);
  gtk_widget_class_bind_template_child (widget_class, LfFilterEntry, scroller);
  gtk_widget_class_bind_template_child (widget_class, LfFilterEntry, list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_leave_cb);
}

static void
lf_filter_entry_init (LfFilterEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->text = GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)));
  g_signal_connect_swapped (self->text, "preedit-changed", G_CALLBACK (on_preedit_changed_cb),
                            self);
}

void
lf_filter_entry_set_store (LfFilterEntry *self, LfStore *store, const LfEntity *entity)
{
  g_set_object (&self->store, store);
  self->entity = entity;
}

const char *
lf_filter_entry_get_text (LfFilterEntry *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
lf_filter_entry_set_text (LfFilterEntry *self, const char *text)
{
  self->is_set = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->is_set = FALSE;
}

void
lf_filter_entry_set_placeholder (LfFilterEntry *self, const char *text)
{
  g_object_set (self->entry, "placeholder-text", text, NULL);
}

void
lf_filter_entry_mark (LfFilterEntry *self, guint column)
{
  const char *text = lf_filter_entry_get_text (self);
  g_autoptr (PangoAttrList) marks = pango_attr_list_new ();
  guint start, end;

  if (column > 0)
    {
      PangoAttribute *underline = pango_attr_underline_new (PANGO_UNDERLINE_ERROR);

      lf_filter_word_at (text, column, &start, &end);
      underline->start_index = (guint) (g_utf8_offset_to_pointer (text, start) - text);
      underline->end_index = (guint) (g_utf8_offset_to_pointer (text, MAX (end, start)) - text);
      pango_attr_list_insert (marks, underline);
    }
  gtk_text_set_attributes (self->text, marks);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_STATE_INVALID,
      column > 0 ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}
