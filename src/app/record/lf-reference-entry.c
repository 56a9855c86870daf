/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry that finds a record of one entity as its name is typed.

 * The keyboard stays in the entry: Up and Down walk the list below it, Enter takes what is chosen
 * there, Escape gives up. Leaving the entry takes only a full name, never a mere beginning. */

#include "config.h"

#include "lf-reference-entry.h"

#include "lf-candidates.h"
#include "lf-editor.h"

#include <glib/gi18n.h>

struct _LfReferenceEntry
{
  GtkWidget parent_instance;

  GtkEntry *entry;
  GtkWidget *text; /* in the entry: what has the focus; owned by it */
  GtkPopover *popover;
  GtkListView *list;
  GtkSingleSelection *selection;
  GListStore *candidates;

  LfStore *store;
  const LfEntity *target;
  char *title;                                 /* (nullable): shown at rest */
  GCancellable *finding;                       /* (nullable): while a search runs */
  GCancellable *making;                        /* (nullable): while a new record is saved */
  LfRecord *made;                              /* (nullable): that record */
  void (*when_found) (LfReferenceEntry *self); /* (nullable): what waits for the search */
  gboolean is_touched;                         /* typed into since the title was shown */
  gboolean is_picked;                          /* and not since a record was picked */
  gboolean is_composing;
  gboolean is_showing;
  gboolean is_walking; /* the list below was walked with the keyboard */
  guint select_id;
};

enum
{
  PICKED,
  UNREADABLE,
  RESTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfReferenceEntry, lf_reference_entry, GTK_TYPE_WIDGET)

static const char *
get_typed (LfReferenceEntry *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static void
show_title (LfReferenceEntry *self)
{
  self->is_showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), self->title == NULL ? "" : self->title);
  self->is_showing = FALSE;
  self->is_touched = FALSE;
}

static void
stop_finding (LfReferenceEntry *self)
{
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  self->when_found = NULL;
  self->is_walking = FALSE;
  gtk_popover_popdown (self->popover);
}

static void
report (LfReferenceEntry *self, const char *message)
{
  g_signal_emit (self, signals[UNREADABLE], 0, message);
}

static void
emit_picked (LfReferenceEntry *self, const char *id, const char *title)
{
  stop_finding (self);
  self->is_picked = TRUE;
  g_signal_emit (self, signals[PICKED], 0, id, title);
}

/* ---- Making what is not there ---- */

static void
on_record_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfReferenceEntry *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_saved = lf_store_commit_finish (LF_STORE (source), result, &error);
  g_autofree char *title = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->making);
  title = lf_record_title (self->made);
  if (is_saved)
    emit_picked (self, lf_record_id (self->made), title);
  else
    report (self, error->message);
}

static void
make_record (LfReferenceEntry *self, const char *title)
{
  g_autofree char *label = g_strdup_printf (_ ("Add “%s”"), title);
  g_autoptr (LfChange) change = lf_change_new (label);
  LfDate today = lf_date_today ();

  if (self->making != NULL)
    return;
  g_clear_pointer (&self->made, lf_record_unref);
  self->made = lf_record_new (self->target, /* id= */ NULL);
  lf_record_set (self->made, lf_entity_title (self->target)->name, title);
  lf_rules_fill_new (self->made, &today);
  lf_change_create (change, self->made);
  self->making = g_cancellable_new ();
  lf_store_commit_async (self->store, change, self->making, on_record_made_cb, self);
}

/* Only where a title is all that a record must have, and where everybody may add to it. */
static gboolean
can_make (const LfEntity *entity)
{
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if ((field->flags & LF_FIELD_REQUIRED) && !(field->flags & LF_FIELD_TITLE)
        && field->initial == NULL)
      return FALSE;
  return lf_rules_may ("recruiter", entity->name, 'c');
}

/* ---- Finding ---- */

/* The candidate of exactly this name, as people compare names. */
static LfCandidate *
find_exact (LfReferenceEntry *self, const char *typed)
{
  g_autofree char *wanted = lf_text_fold (typed);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->candidates));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LfCandidate) candidate
          = g_list_model_get_item (G_LIST_MODEL (self->candidates), i);
      g_autofree char *title = lf_text_fold (lf_candidate_get_title (candidate));

      if (lf_candidate_get_id (candidate) != NULL && g_str_equal (title, wanted))
        return candidate; /* the list keeps it */
    }
  return NULL;
}

static void
pick (LfReferenceEntry *self, LfCandidate *candidate)
{
  if (lf_candidate_get_id (candidate) == NULL)
    make_record (self, lf_candidate_get_title (candidate));
  else
    emit_picked (self, lf_candidate_get_id (candidate), lf_candidate_get_title (candidate));
}

static void
pick_selected (LfReferenceEntry *self)
{
  LfCandidate *exact = find_exact (self, get_typed (self));
  LfCandidate *selected = gtk_single_selection_get_selected_item (self->selection);
  gboolean is_blank = *get_typed (self) == '\0';

  if (!self->is_walking && (is_blank || selected == NULL))
    lf_reference_entry_finish (self);
  else if (!self->is_walking && exact != NULL)
    pick (self, exact);
  else if (selected != NULL)
    pick (self, selected);
}

static void
show_found (LfReferenceEntry *self, GPtrArray *found)
{
  g_autofree char *typed = lf_text_clean (get_typed (self));

  g_list_store_splice (self->candidates, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->candidates)), found->pdata,
                       found->len);
  if (typed != NULL && can_make (self->target) && find_exact (self, typed) == NULL)
    {
      g_autoptr (LfCandidate) unmade = lf_candidate_new_for_title (self->target, typed);
      g_list_store_append (self->candidates, unmade);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (self->candidates)) == 0)
    gtk_popover_popdown (self->popover);
  else if (self->when_found == NULL)
    gtk_popover_popup (self->popover);
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfReferenceEntry *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = lf_candidates_find_finish (LF_STORE (source), result, &error);
  void (*next) (LfReferenceEntry *);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->finding);
  if (found == NULL)
    {
      report (self, error->message);
      return;
    }
  show_found (self, found);
  next = self->when_found;
  self->when_found = NULL;
  if (next != NULL)
    next (self);
}

static void
find (LfReferenceEntry *self)
{
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  self->finding = g_cancellable_new ();
  lf_candidates_find_async (self->store, self->target, get_typed (self), self->finding, on_found_cb,
                            self);
}

/* ---- Typing ---- */

static void
on_text_changed_cb (LfReferenceEntry *self)
{
  if (self->is_showing)
    return;
  self->is_touched = TRUE;
  self->is_picked = FALSE;
  self->is_walking = FALSE;
  find (self);
}

static void
on_preedit_changed_cb (LfReferenceEntry *self, const char *preedit)
{
  self->is_composing = preedit != NULL && *preedit != '\0';
}

static void
on_text_activate_cb (LfReferenceEntry *self)
{
  if (self->is_composing)
    return;
  if (self->finding != NULL)
    self->when_found = pick_selected;
  else if (gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    pick_selected (self);
  else
    lf_reference_entry_finish (self);
}

static void
walk (LfReferenceEntry *self, int step)
{
  int n = (int) g_list_model_get_n_items (G_LIST_MODEL (self->candidates));
  int position = (int) gtk_single_selection_get_selected (self->selection) + step;

  self->is_walking = TRUE;
  if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    {
      find (self);
      return;
    }
  position = CLAMP (position, 0, n - 1);
  gtk_single_selection_set_selected (self->selection, (guint) position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u",
                              (guint) position);
}

static gboolean
on_text_key_pressed_cb (GtkEventControllerKey *keys,
                        guint keyval,
                        guint keycode,
                        GdkModifierType state,
                        LfReferenceEntry *self)
{
  if (self->is_composing)
    return GDK_EVENT_PROPAGATE;
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
    case GDK_KEY_Escape:
      if (!self->is_touched && !gtk_widget_get_visible (GTK_WIDGET (self->popover)))
        return GDK_EVENT_PROPAGATE;
      stop_finding (self);
      show_title (self);
      g_signal_emit (self, signals[RESTED], 0);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
on_list_activate_cb (LfReferenceEntry *self, guint position)
{
  g_autoptr (LfCandidate) candidate
      = g_list_model_get_item (G_LIST_MODEL (self->candidates), position);

  if (candidate != NULL)
    pick (self, candidate);
}

static gboolean
select_all_cb (gpointer user_data)
{
  LfReferenceEntry *self = user_data;

  self->select_id = 0;
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  return G_SOURCE_REMOVE;
}

/* Typing replaces a name; a click puts the cursor after this signal. */
static void
on_focus_enter_cb (LfReferenceEntry *self)
{
  if (!self->is_touched && self->select_id == 0)
    self->select_id = g_idle_add (select_all_cb, self);
}

static void
on_focus_leave_cb (LfReferenceEntry *self)
{
  g_clear_handle_id (&self->select_id, g_source_remove);
  self->is_composing = FALSE;
  lf_reference_entry_finish (self);
  gtk_popover_popdown (self->popover);
}

/* ---- Widget ---- */

static void
lf_reference_entry_dispose (GObject *object)
{
  LfReferenceEntry *self = LF_REFERENCE_ENTRY (object);

  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  g_clear_handle_id (&self->select_id, g_source_remove);
  g_clear_object (&self->store);
  g_clear_pointer ((GtkWidget **) &self->entry, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_reference_entry_parent_class)->dispose (object);
}

static void
lf_reference_entry_finalize (GObject *object)
{
  LfReferenceEntry *self = LF_REFERENCE_ENTRY (object);

  g_clear_pointer (&self->made, lf_record_unref);
  g_free (self->title);
  G_OBJECT_CLASS (lf_reference_entry_parent_class)->finalize (object);
}

static void
lf_reference_entry_class_init (LfReferenceEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_reference_entry_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_reference_entry_finalize;
  signals[PICKED] = g_signal_new ("picked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[UNREADABLE] = g_signal_new ("unreadable", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RESTED]
      = g_signal_new ("rested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (LF_TYPE_CANDIDATE);
  gtk_widget_class_set_template_from_resource (widget_class, LF_RECORD_UI ("lf-reference-entry"));
  gtk_widget_class_bind_template_child (widget_class, LfReferenceEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, LfReferenceEntry, popover);
  gtk_widget_class_bind_template_child (widget_class, LfReferenceEntry, list);
  gtk_widget_class_bind_template_child (widget_class, LfReferenceEntry, selection);
  gtk_widget_class_bind_template_child (widget_class, LfReferenceEntry, candidates);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_text_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_text_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate_cb);
}

static void
lf_reference_entry_init (LfReferenceEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)));
  g_signal_connect_swapped (self->text, "preedit-changed", G_CALLBACK (on_preedit_changed_cb),
                            self);
}

LfReferenceEntry *
lf_reference_entry_new (const LfEntity *target, LfStore *store)
{
  LfReferenceEntry *self = g_object_new (LF_TYPE_REFERENCE_ENTRY, NULL);

  self->target = target;
  self->store = g_object_ref (store);
  return self;
}

static void
keep_title (LfReferenceEntry *self, const char *title)
{
  char *old = self->title;

  self->title = g_strdup (title);
  g_free (old);
}

void
lf_reference_entry_set_title (LfReferenceEntry *self, const char *title)
{
  keep_title (self, title);
  show_title (self);
}

void
lf_reference_entry_accept_title (LfReferenceEntry *self, const char *title)
{
  keep_title (self, title);
  if (self->is_picked)
    show_title (self);
}

void
lf_reference_entry_set_placeholder (LfReferenceEntry *self, const char *text)
{
  gtk_entry_set_placeholder_text (self->entry, text);
}

gboolean
lf_reference_entry_is_busy (LfReferenceEntry *self)
{
  return self->is_touched || self->is_composing || self->making != NULL
         || gtk_widget_has_focus (self->text);
}

void
lf_reference_entry_finish (LfReferenceEntry *self)
{
  g_autofree char *typed = lf_text_clean (get_typed (self));
  LfCandidate *exact;

  if (self->is_composing || self->making != NULL)
    return;
  if (!self->is_touched)
    {
      stop_finding (self);
      g_signal_emit (self, signals[RESTED], 0);
      return;
    }
  if (typed == NULL)
    {
      emit_picked (self, /* id= */ NULL, /* title= */ NULL);
      return;
    }
  if (self->finding != NULL)
    {
      self->when_found = lf_reference_entry_finish;
      return;
    }
  exact = find_exact (self, typed);
  if (exact != NULL)
    pick (self, exact);
  else
    {
      g_autofree char *message
          = g_strdup_printf (_ ("There is no %1$s called “%2$s”: choose one from the list."),
                             lf_entity_label (self->target), typed);
      report (self, message);
    }
}

GtkWidget *
lf_reference_entry_get_entry (LfReferenceEntry *self)
{
  return GTK_WIDGET (self->entry);
}
