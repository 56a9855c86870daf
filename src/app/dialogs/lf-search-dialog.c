/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding records, commands and pages. The keyboard stays in the entry.

 * Before anything is typed the records opened last stand there. While an input method composes,
 * nothing is searched and its keys are its own. Enter waits for what was typed to be found. */

#include "config.h"

#include "lf-search-dialog.h"

#include "lf-admin-page.h"
#include "lf-command.h"
#include "lf-dialogs.h"
#include "lf-text.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_HITS 50
#define MAX_COMMANDS 6

/* A row: a record that was found or opened before, or a command. */
typedef struct
{
  LfHit *hit;               /* (nullable), owned */
  LfRecord *recent;         /* (nullable), owned */
  const LfCommand *command; /* (nullable) */
} Item;

struct _LfSearchDialog
{
  AdwWindow parent_instance;
  LfAppContext *context;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  AdwStatusPage *status;
  GtkScrolledWindow *scroller;
  GtkListBox *list;
  GPtrArray *items;      /* (element-type Item): one for each row */
  char *shown;           /* (nullable): what the rows answer */
  GCancellable *finding; /* (nullable) */
  gboolean is_administrator;
  gboolean is_composing;
  gboolean opens_first; /* as soon as what was typed is found */
};

G_DEFINE_FINAL_TYPE (LfSearchDialog, lf_search_dialog, ADW_TYPE_WINDOW)

static void
item_free (gpointer data)
{
  Item *item = data;

  g_clear_pointer (&item->hit, lf_hit_free);
  g_clear_pointer (&item->recent, lf_record_unref);
  g_free (item);
}

static void
add_item (LfSearchDialog *self, Item item)
{
  g_ptr_array_add (self->items, g_memdup2 (&item, sizeof item));
}

static const char *
get_typed (LfSearchDialog *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
}

/* ---- Rows ---- */

static void
show_nothing (LfSearchDialog *self, const char *title, const char *description)
{
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, description);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

typedef struct
{
  const char *icon;
  const char *title; /* markup */
  const char *text;  /* (nullable): markup */
  const char *kind;
  const char *spoken;
} Row;

static void
append_row (LfSearchDialog *self, const Row *shown)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/landfall/Landfall/dialogs/lf-hit-row.ui");
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));
  GtkLabel *text = GTK_LABEL (gtk_builder_get_object (builder, "text"));

  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_builder_get_object (builder, "icon")), shown->icon);
  gtk_label_set_markup (GTK_LABEL (gtk_builder_get_object (builder, "title")), shown->title);
  gtk_label_set_markup (text, shown->text == NULL ? "" : shown->text);
  gtk_widget_set_visible (GTK_WIDGET (text), shown->text != NULL);
  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "kind")), shown->kind);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  shown->spoken, -1);
  gtk_list_box_append (self->list, row);
}

static void
append_hit (LfSearchDialog *self, const LfHit *hit)
{
  const LfEntity *entity = lf_record_entity (hit->record);
  g_autofree char *title = lf_record_title (hit->record);
  g_autofree char *part = lf_hit_markup (hit);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  gboolean is_title = hit->field == lf_entity_title (entity);
  g_autofree char *field = g_markup_escape_text (lf_field_label (hit->field), -1);
  g_autofree char *text = g_strdup_printf ("%s: %s", field, part);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", title, lf_entity_label (entity),
                                             lf_field_label (hit->field));

  append_row (self, &(Row){ entity->icon, is_title ? part : escaped, is_title ? NULL : text,
                            lf_entity_label (entity), spoken });
}

static void
append_recent (LfSearchDialog *self, const LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);
  g_autofree char *title = lf_record_title (record);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", title, lf_entity_label (entity));

  append_row (self, &(Row){ entity->icon, escaped, NULL, lf_entity_label (entity), spoken });
}

static void
append_command (LfSearchDialog *self, const LfCommand *command)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  GtkApplication *application = parent == NULL ? NULL : gtk_window_get_application (parent);
  const char *label = lf_command_label (command);
  g_autofree char *escaped = g_markup_escape_text (label, -1);
  g_autofree char *keys = lf_command_keys (command, application);
  g_autofree char *spoken
      = keys == NULL ? g_strdup (label) : g_strdup_printf ("%s, %s", label, keys);

  append_row (self, &(Row){ lf_command_icon (command), escaped, NULL,
                            keys == NULL ? lf_command_kind (command) : keys, spoken });
}

static void
show_rows (LfSearchDialog *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = self->items->pdata[i];

      if (item->hit != NULL)
        append_hit (self, item->hit);
      else if (item->recent != NULL)
        append_recent (self, item->recent);
      else
        append_command (self, item->command);
    }
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  if (self->items->len > 0)
    gtk_stack_set_visible_child_name (self->stack, "hits");
  g_free (self->shown);
  self->shown = g_strdup (get_typed (self));
}

/* ---- What was opened last ---- */

static void
show_hint (LfSearchDialog *self)
{
  show_nothing (self, _ ("Search Everything"),
                _ ("Records of every kind, commands and pages: by words, pinyin, initials, phone "
                   "or code."));
}

static void
on_recents_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfSearchDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = lf_recents_load_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->finding);
  g_ptr_array_set_size (self->items, 0);
  for (guint i = 0; records != NULL && i < records->len; i++)
    add_item (self, (Item){ .recent = lf_record_ref (records->pdata[i]) });
  show_rows (self);
}

static void
show_recents (LfSearchDialog *self)
{
  show_hint (self);
  self->finding = g_cancellable_new ();
  lf_recents_load_async (lf_app_context_recents (self->context), self->finding,
                         on_recents_loaded_cb, self);
}

/* ---- What was found ---- */

static void
add_hits (LfSearchDialog *self, GPtrArray *hits, gboolean is_recent)
{
  for (guint i = 0; i < hits->len; i++)
    {
      LfHit *hit = hits->pdata[i];

      if (hit != NULL
          && (!is_recent
              || lf_recents_has (lf_app_context_recents (self->context),
                                 lf_record_id (hit->record))))
        {
          add_item (self, (Item){ .hit = hit });
          hits->pdata[i] = NULL;
        }
    }
}

static void
add_commands (LfSearchDialog *self, GPtrArray *commands, guint from, guint to)
{
  for (guint i = from; i < MIN (to, commands->len); i++)
    add_item (self, (Item){ .command = commands->pdata[i] });
}

static void open_row (LfSearchDialog *self, GtkListBoxRow *row);

/* What was opened last comes first, then what is called so, then what only holds it. */
static void
show_found (LfSearchDialog *self, GPtrArray *hits)
{
  guint n_best;
  g_autoptr (GPtrArray) commands
      = lf_commands_find (get_typed (self), self->is_administrator, &n_best);
  guint n = MIN (n_best, MAX_COMMANDS);
  gboolean opens_first = self->opens_first;

  self->opens_first = FALSE;
  g_ptr_array_set_free_func (hits, NULL);
  g_ptr_array_set_size (self->items, 0);
  add_hits (self, hits, /* is_recent= */ TRUE);
  add_commands (self, commands, 0, n);
  add_hits (self, hits, /* is_recent= */ FALSE);
  add_commands (self, commands, n, MAX_COMMANDS);
  show_rows (self);
  if (self->items->len == 0)
    show_nothing (self, _ ("Nothing Is Found"), _ ("Look for words, pinyin or initials."));
  else if (opens_first)
    open_row (self, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfSearchDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = lf_store_search_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->finding);
  if (hits != NULL)
    {
      show_found (self, hits);
      return;
    }
  self->opens_first = FALSE;
  show_nothing (self, _ ("The Search Did Not Succeed"), error->message);
}

/* A blank is left behind when an input method is switched. */
static gboolean
is_nothing_typed (LfSearchDialog *self)
{
  g_autofree char *clean = lf_text_clean (get_typed (self));

  return clean == NULL;
}

static void
find (LfSearchDialog *self)
{
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  if (is_nothing_typed (self))
    {
      show_recents (self);
      return;
    }
  self->finding = g_cancellable_new ();
  lf_store_search_async (lf_app_context_store (self->context), get_typed (self), /* entity= */ NULL,
                         MAX_HITS, self->finding, on_found_cb, self);
}

static void
on_search_changed_cb (LfSearchDialog *self)
{
  if (self->context != NULL && !self->is_composing)
    find (self);
}

static void
on_preedit_changed_cb (LfSearchDialog *self, const char *preedit)
{
  gboolean was_composing = self->is_composing;

  self->is_composing = preedit != NULL && *preedit != '\0';
  if (was_composing && !self->is_composing && g_strcmp0 (self->shown, get_typed (self)) != 0)
    on_search_changed_cb (self);
}

/* ---- Opening one ---- */

static void
run (LfSearchDialog *self, const LfCommand *command)
{
  g_autoptr (GtkWindow) parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  g_object_ref (parent);
  gtk_window_close (GTK_WINDOW (self));
  if (g_action_parse_detailed_name (command->action, &name, &target, NULL))
    gtk_widget_activate_action_variant (GTK_WIDGET (parent), name, target);
}

static void
open_row (LfSearchDialog *self, GtkListBoxRow *row)
{
  guint index = row == NULL ? G_MAXUINT : (guint) gtk_list_box_row_get_index (row);
  const Item *item = index < self->items->len ? self->items->pdata[index] : NULL;
  const LfRecord *record;

  if (item == NULL)
    return;
  if (item->command != NULL)
    {
      run (self, item->command);
      return;
    }
  record = item->hit != NULL ? item->hit->record : item->recent;
  lf_app_context_open_record (self->context, lf_record_entity (record)->name,
                              lf_record_id (record));
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  open_row (user_data, row);
}

/* What stands there may answer something else still. */
static void
on_activate_cb (LfSearchDialog *self)
{
  if (self->is_composing)
    return;
  if (g_strcmp0 (self->shown, get_typed (self)) == 0)
    {
      open_row (self, gtk_list_box_get_selected_row (self->list));
      return;
    }
  self->opens_first = TRUE;
  find (self);
}

static void
on_stop_search_cb (LfSearchDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
walk (LfSearchDialog *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  GtkListBoxRow *next
      = row == NULL
            ? NULL
            : gtk_list_box_get_row_at_index (self->list, gtk_list_box_row_get_index (row) + step);
  graphene_rect_t bounds;

  if (next == NULL)
    return;
  gtk_list_box_select_row (self->list, next);
  if (gtk_widget_compute_bounds (GTK_WIDGET (next), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (self->scroller),
                               bounds.origin.y, bounds.origin.y + bounds.size.height);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->search_entry),
                                  GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, next, -1);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *keys,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   LfSearchDialog *self)
{
  if (self->is_composing || (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up))
    return GDK_EVENT_PROPAGATE;
  walk (self, keyval == GDK_KEY_Down ? 1 : -1);
  return GDK_EVENT_STOP;
}

/* ---- The object ---- */

static void
lf_search_dialog_dispose (GObject *object)
{
  LfSearchDialog *self = LF_SEARCH_DIALOG (object);

  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lf_search_dialog_parent_class)->dispose (object);
}

static void
lf_search_dialog_finalize (GObject *object)
{
  LfSearchDialog *self = LF_SEARCH_DIALOG (object);

  g_ptr_array_unref (self->items);
  g_free (self->shown);
  G_OBJECT_CLASS (lf_search_dialog_parent_class)->finalize (object);
}

static void
lf_search_dialog_class_init (LfSearchDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_search_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_search_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/dialogs/lf-search-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LfSearchDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LfSearchDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, LfSearchDialog, status);
  gtk_widget_class_bind_template_child (widget_class, LfSearchDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, LfSearchDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
lf_search_dialog_init (LfSearchDialog *self)
{
  self->items = g_ptr_array_new_with_free_func (item_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (self->search_entry)),
                           "preedit-changed", G_CALLBACK (on_preedit_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

LfSearchDialog *
lf_search_dialog_new (GtkWindow *parent, LfAppContext *context)
{
  LfSearchDialog *self = g_object_new (LF_TYPE_SEARCH_DIALOG, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  self->is_administrator = lf_admin_page_is_for (context);
  show_recents (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  return self;
}

void
lf_search_dialog_look_for (LfSearchDialog *self, const char *words)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), words);
  gtk_editable_set_position (GTK_EDITABLE (self->search_entry), -1);
}

void
lf_search_dialog_present (GtkWindow *parent, LfAppContext *context)
{
  gtk_window_present (GTK_WINDOW (lf_search_dialog_new (parent, context)));
}
