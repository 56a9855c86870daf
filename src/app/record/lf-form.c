/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form: draws any entity's record from its schema table and lets it be edited. */

#include "config.h"

#include "lf-form.h"

#include "lf-editor.h"
#include "lf-field-row.h"
#include "lf-form-bar.h"
#include "lf-form-group.h"

#include <glib/gi18n.h>

#define MAX_SHORT_FORM 12 /* fields */

struct _LfForm
{
  AdwBin parent_instance;

  GtkBox *groups;
  LfFormBar *bar;
  GtkLabel *lock_note;
  GPtrArray *rows;      /* (element-type LfFieldRow), owned by their groups, in table order */
  GHashTable *group_of; /* const char *title → LfFormGroup */
  LfFormGroup *now;     /* (nullable): what matters in the record's phase; owned by its box */
  char *phase;          /* (nullable): for which it was arranged */

  LfStore *store;
  const LfEntity *entity;
  LfFormMode mode;
  LfRecord *record; /* (nullable) */
};

enum
{
  SAVED,
  ENTERED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfForm, lf_form, ADW_TYPE_BIN)

static LfFieldRow *
find_row (LfForm *self, const char *field)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (lf_field_row_get_field (self->rows->pdata[i])->name, field) == 0)
      return self->rows->pdata[i];
  return NULL;
}

/* ---- Saving one field ---- */

typedef struct
{
  LfForm *form;
  LfFieldRow *row;
  LfRecord *after;
  char *sentence;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->form);
  g_object_unref (saving->row);
  lf_record_unref (saving->after);
  g_free (saving->sentence);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static gboolean
is_shown (LfFieldRow *row, LfRecord *record)
{
  return g_str_equal (lf_record_id (lf_field_row_get_record (row)), lf_record_id (record));
}

static void
on_edit_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_saved = lf_store_commit_finish (LF_STORE (source), result, &error);

  if (is_shown (saving->row, saving->after))
    {
      if (is_saved)
        lf_field_row_accept (saving->row, saving->after);
      else
        lf_field_row_refuse (saving->row, error->message);
    }
  if (is_saved)
    g_signal_emit (saving->form, signals[SAVED], 0, saving->sentence);
}

/* The first problem that @after has and that concerns @field or the whole record. */
static char *
find_problem (const LfRecord *before, const LfRecord *after, const LfField *field)
{
  g_autoptr (GPtrArray) problems = lf_rules_check (before, after, /* undoing= */ FALSE);

  for (guint i = 0; i < problems->len; i++)
    {
      const LfProblem *problem = problems->pdata[i];
      if (problem->field == NULL || g_str_equal (problem->field, field->name))
        return g_strdup (problem->message);
    }
  return NULL;
}

static char *
describe_edit (const LfRecord *before, const LfRecord *after, const LfField *field)
{
  g_autofree char *was = lf_record_format (before, field->name);
  g_autofree char *is = lf_record_format (after, field->name);

  if (field->type == LF_VALUE_LONG_TEXT || lf_field_is_set (field))
    return g_strdup_printf (C_ ("an edit", "%s changed"), lf_field_label (field));
  if (*was == '\0')
    return g_strdup_printf (C_ ("an edit", "%1$s: %2$s"), lf_field_label (field), is);
  if (*is == '\0')
    return g_strdup_printf (C_ ("an edit", "%s cleared"), lf_field_label (field));
  return g_strdup_printf (C_ ("an edit", "%1$s: %2$s → %3$s"), lf_field_label (field), was, is);
}

static void
save_edit (LfForm *self, LfFieldRow *row, LfRecord *after)
{
  const LfField *field = lf_field_row_get_field (row);
  const LfRecord *before = lf_field_row_get_record (row);
  g_autofree char *sentence = describe_edit (before, after, field);
  g_autoptr (LfChange) change = lf_change_new (sentence);
  Saving *saving = g_new0 (Saving, 1);

  saving->form = g_object_ref (self);
  saving->row = g_object_ref (row);
  saving->after = lf_record_ref (after);
  saving->sentence = g_steal_pointer (&sentence);
  lf_change_edit (change, before, field->name, lf_record_get (after, field->name));
  lf_store_commit_async (self->store, change, /* cancellable= */ NULL, on_edit_saved_cb, saving);
}

static void
set_draft (LfForm *self, LfFieldRow *row, LfRecord *after)
{
  lf_record_unref (self->record);
  self->record = lf_record_ref (after);
  lf_field_row_accept (row, after);
}

static void
on_row_offered_cb (LfForm *self, const char *value, const char *display, LfFieldRow *row)
{
  const LfField *field = lf_field_row_get_field (row);
  LfRecord *before = self->mode == LF_FORM_DRAFT ? self->record : lf_field_row_get_record (row);
  g_autoptr (LfRecord) after = lf_record_copy (before);
  guint index = (guint) lf_entity_index (self->entity, field->name);
  g_autofree char *problem = NULL;

  lf_record_set (after, field->name, value);
  lf_record_set_display (after, index, display);
  if (self->mode == LF_FORM_DRAFT)
    {
      set_draft (self, row, after);
      g_signal_emit (self, signals[ENTERED], 0);
      return;
    }
  problem = find_problem (before, after, field);
  if (problem != NULL)
    lf_field_row_refuse (row, problem);
  else
    save_edit (self, row, after);
}

/* ---- Building ---- */

static LfFormGroup *
ensure_group (LfForm *self, const LfField *field)
{
  const char *title = field->group == NULL ? "" : g_dgettext (GETTEXT_PACKAGE, field->group);
  LfFormGroup *group = g_hash_table_lookup (self->group_of, title);

  if (group == NULL)
    {
      group = lf_form_group_new (title, self->bar);
      g_hash_table_insert (self->group_of, g_strdup (title), group);
      gtk_box_append (self->groups, GTK_WIDGET (group));
    }
  return group;
}

/* A new record of a small entity is asked for whole; of a large one, what names and orders it; of
 * one that goes through phases, what matters in the present one stands elsewhere. */
static gboolean
is_essential (LfForm *self, const LfField *field)
{
  if (self->mode == LF_FORM_DRAFT && lf_entity_n_fields (self->entity) <= MAX_SHORT_FORM)
    return TRUE;
  return (field->flags & (LF_FIELD_REQUIRED | (self->now != NULL ? 0 : LF_FIELD_LISTED))) != 0;
}

static gboolean
is_offered (LfForm *self, const LfField *field)
{
  if (field->flags & LF_FIELD_HIDDEN)
    return FALSE;
  return self->mode == LF_FORM_LIVE || !(field->flags & LF_FIELD_MACHINE);
}

static void
add_row (LfForm *self, const LfField *field)
{
  LfFieldRow *row = lf_field_row_new (field, self->store, (field->flags & LF_FIELD_MACHINE) != 0);

  g_signal_connect_object (row, "offered", G_CALLBACK (on_row_offered_cb), self, G_CONNECT_SWAPPED);
  if (self->mode == LF_FORM_LIVE)
    lf_field_row_offer_history (row);
  else
    lf_field_row_set_draft (row);
  lf_form_group_take (ensure_group (self, field), row, is_essential (self, field));
  g_ptr_array_add (self->rows, row);
}

/* ---- What matters now ---- */

static gboolean
has_focus (GtkWidget *row)
{
  GtkRoot *root = gtk_widget_get_root (row);
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  return focus != NULL && gtk_widget_is_ancestor (focus, row);
}

/* FALSE while somebody is at work in a row that belongs elsewhere: it goes there later. */
static gboolean
arrange_row (LfForm *self, LfFieldRow *row, const char *phase)
{
  const LfField *field = lf_field_row_get_field (row);
  gboolean matters = lf_field_matters_in (field, phase);
  LfFormGroup *group = matters ? self->now : ensure_group (self, field);

  if (lf_form_group_holds (group, row))
    return TRUE;
  if (has_focus (GTK_WIDGET (row)) || lf_field_row_is_busy (row))
    return FALSE;
  lf_form_group_take (group, row, matters || is_essential (self, field));
  gtk_widget_set_visible (GTK_WIDGET (row), matters); /* where it comes to, nobody has seen it */
  return TRUE;
}

static void
arrange (LfForm *self)
{
  const char *phase = self->now == NULL ? NULL : lf_record_get (self->record, self->entity->phase);
  gboolean is_arranged = TRUE;

  if (g_strcmp0 (phase, self->phase) == 0)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    is_arranged = arrange_row (self, self->rows->pdata[i], phase) && is_arranged;
  g_clear_pointer (&self->phase, g_free);
  self->phase = is_arranged ? g_strdup (phase) : NULL;
}

static void
describe_now (LfForm *self)
{
  g_autofree char *shown = lf_record_format (self->record, self->entity->phase);
  /* Translators: heads the fields that matter in the phase that a record is in. */
  g_autofree char *title = g_strdup_printf (C_ ("what matters in a phase", "Now: %s"), shown);
  guint n, n_blank = lf_form_group_count_blank (self->now, &n);
  g_autofree char *note
      = n_blank == 0 ? g_strdup (_ ("Everything that matters now is filled in."))
                     : g_strdup_printf (ngettext ("%1$u of %2$u field still to be filled in",
                                                  "%1$u of %2$u fields still to be filled in", n),
                                        n_blank, n);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->now), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->now), note);
}

static guint
update_groups (LfForm *self, gboolean is_other_record)
{
  guint n = 0;
  GHashTableIter iter;
  gpointer group;

  g_hash_table_iter_init (&iter, self->group_of);
  while (g_hash_table_iter_next (&iter, NULL, &group))
    n += lf_form_group_update (group, is_other_record);
  if (self->now != NULL)
    {
      n += lf_form_group_update (self->now, is_other_record);
      describe_now (self);
    }
  return n;
}

static void
on_bar_changed_cb (LfForm *self)
{
  if (self->record != NULL)
    lf_form_bar_tell (self->bar, update_groups (self, /* is_other_record= */ TRUE));
}

/* The first row that was found, in the order they stand in. */
static void
on_bar_entered_cb (LfForm *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->groups));
       lf_form_bar_is_finding (self->bar) && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      LfFieldRow *row = LF_IS_FORM_GROUP (child) && gtk_widget_get_visible (child)
                            ? lf_form_group_first (LF_FORM_GROUP (child))
                            : NULL;

      if (row != NULL && lf_field_row_focus (row))
        return;
    }
}

/* A locked record (a signed agreement) takes no edits but of the field that locks it, and of sets.
 */
static void
update_lock (LfForm *self)
{
  const char *lock = self->entity->lock_field;
  gboolean is_locked
      = lock != NULL && self->mode == LF_FORM_LIVE
        && g_strcmp0 (lf_record_get (self->record, lock), self->entity->lock_value) == 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const LfField *field = lf_field_row_get_field (self->rows->pdata[i]);
      lf_field_row_set_locked (self->rows->pdata[i], is_locked && !lf_field_is_set (field)
                                                         && !g_str_equal (field->name, lock));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->lock_note), is_locked);
  if (is_locked)
    {
      g_autofree char *state = lf_record_format (self->record, lock);
      g_autofree char *note
          = g_strdup_printf (_ ("While %1$s is “%2$s”, the other fields cannot be changed."),
                             lf_field_label (lf_entity_field (self->entity, lock)), state);
      gtk_label_set_label (self->lock_note, note);
    }
}

/* ---- Widget ---- */

static void
lf_form_unmap (GtkWidget *widget)
{
  lf_form_finish (LF_FORM (widget));
  GTK_WIDGET_CLASS (lf_form_parent_class)->unmap (widget);
}

static void
lf_form_dispose (GObject *object)
{
  LfForm *self = LF_FORM (object);

  g_ptr_array_set_size (self->rows, 0);
  g_hash_table_remove_all (self->group_of);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (lf_form_parent_class)->dispose (object);
}

static void
lf_form_finalize (GObject *object)
{
  LfForm *self = LF_FORM (object);

  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->group_of);
  g_clear_pointer (&self->record, lf_record_unref);
  g_free (self->phase);
  G_OBJECT_CLASS (lf_form_parent_class)->finalize (object);
}

static void
lf_form_class_init (LfFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_form_finalize;
  widget_class->unmap = lf_form_unmap;
  signals[SAVED] = g_signal_new ("saved", LF_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ENTERED] = g_signal_new ("entered", LF_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  g_type_ensure (LF_TYPE_FORM_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, LF_RECORD_UI ("lf-form"));
  gtk_widget_class_bind_template_child (widget_class, LfForm, groups);
  gtk_widget_class_bind_template_child (widget_class, LfForm, bar);
  gtk_widget_class_bind_template_child (widget_class, LfForm, lock_note);
  gtk_widget_class_bind_template_callback (widget_class, on_bar_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_bar_entered_cb);
}

static void
lf_form_init (LfForm *self)
{
  self->rows = g_ptr_array_new ();
  self->group_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

LfForm *
lf_form_new (LfStore *store, const LfEntity *entity, LfFormMode mode)
{
  LfForm *self = g_object_new (LF_TYPE_FORM, NULL);

  self->store = g_object_ref (store);
  self->entity = entity;
  self->mode = mode;
  gtk_widget_set_visible (GTK_WIDGET (self->bar),
                          mode == LF_FORM_LIVE && lf_entity_n_fields (entity) > MAX_SHORT_FORM);
  if (mode == LF_FORM_LIVE && entity->phase != NULL)
    {
      self->now = lf_form_group_new ("", self->bar);
      gtk_box_append (self->groups, GTK_WIDGET (self->now));
    }
  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (is_offered (self, &entity->fields[i]))
      add_row (self, &entity->fields[i]);
  return self;
}

void
lf_form_set_record (LfForm *self, LfRecord *record)
{
  gboolean is_other
      = self->record == NULL || !g_str_equal (lf_record_id (self->record), lf_record_id (record));
  LfRecord *old = self->record;

  if (is_other)
    lf_form_finish (self);
  self->record = lf_record_ref (record);
  g_clear_pointer (&old, lf_record_unref);
  arrange (self);
  for (guint i = 0; i < self->rows->len; i++)
    lf_field_row_show (self->rows->pdata[i], record);
  update_groups (self, is_other);
  update_lock (self);
}

LfRecord *
lf_form_get_record (LfForm *self)
{
  return self->record;
}

void
lf_form_finish (LfForm *self)
{
  for (guint i = 0; self->record != NULL && i < self->rows->len; i++)
    if (lf_field_row_is_busy (self->rows->pdata[i]))
      lf_field_row_finish (self->rows->pdata[i]);
}

gboolean
lf_form_is_adding_files (LfForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (lf_field_row_get_field (self->rows->pdata[i])->type == LF_VALUE_ATTACHMENT_SET
        && lf_field_row_is_busy (self->rows->pdata[i]))
      return TRUE;
  return FALSE;
}

gboolean
lf_form_check (LfForm *self)
{
  g_autoptr (GPtrArray) problems = NULL;
  gboolean is_clean = TRUE;

  lf_form_finish (self);
  for (guint i = 0; i < self->rows->len; i++)
    is_clean = !lf_field_row_has_problem (self->rows->pdata[i]) && is_clean;
  problems = lf_rules_check (/* before= */ NULL, self->record, /* undoing= */ FALSE);
  for (guint i = 0; i < problems->len; i++)
    {
      const LfProblem *problem = problems->pdata[i];
      LfFieldRow *row = find_row (self, problem->field);

      if (row != NULL)
        lf_field_row_set_problem (row, problem->message);
      is_clean = FALSE;
    }
  update_groups (self, /* is_other_record= */ FALSE);
  return is_clean;
}

gboolean
lf_form_is_unreadable (LfForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (lf_field_row_is_unreadable (self->rows->pdata[i]))
      return TRUE;
  return FALSE;
}

void
lf_form_set_marks (LfForm *self, GHashTable *marks)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const char *field = lf_field_row_get_field (self->rows->pdata[i])->name;

      lf_field_row_set_mark (self->rows->pdata[i],
                             GPOINTER_TO_INT (g_hash_table_lookup (marks, field)));
    }
  update_groups (self, /* is_other_record= */ FALSE);
}

gboolean
lf_form_find_field (LfForm *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->bar)))
    return FALSE;
  lf_form_bar_focus (self->bar);
  return TRUE;
}

void
lf_form_focus_first (LfForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (lf_field_row_focus (self->rows->pdata[i]))
      return;
}
