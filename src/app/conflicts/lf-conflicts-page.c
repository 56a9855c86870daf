/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The conflicts page: conflicts to settle, and refused changes. */

#include "config.h"

#include "lf-conflicts-page.h"

#include "lf-page-reader.h"
#include "lf-conflict-card.h"
#include "lf-question-dialog.h"
#include "lf-refused-row.h"
#include "lf-sync-report.h"
#include "lf-text-tip.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _LfConflictsPage
{
  GtkWidget parent_instance;

  GtkStack *pages;
  AdwStatusPage *nothing;
  GtkWidget *conflicts_section;
  GtkCheckButton *all_check;
  GtkBox *cards;
  AdwPreferencesGroup *refused_group;
  GtkActionBar *selection_bar;
  GtkLabel *selection_label;
  GPtrArray *refused_rows; /* (element-type LfRefusedRow), owned by the group */

  LfAppContext *context;
  LfPageReader *reader;
  guint n_settling;
};

G_DEFINE_FINAL_TYPE (LfConflictsPage, lf_conflicts_page, GTK_TYPE_WIDGET)

/* ---- Settling ---- */

static void
on_settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfConflictsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  self->n_settling--;
  if (!lf_store_settle_finish (LF_STORE (source), result, &error))
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
  else if (self->n_settling == 0)
    lf_app_context_toast (self->context, _ ("Settled"), /* has_undo= */ TRUE);
}

static void
settle (LfConflictsPage *self, LfConflictCard *card, LfSettle how, const char *value)
{
  self->n_settling++;
  lf_app_leave (GTK_WIDGET (card));
  gtk_widget_set_sensitive (GTK_WIDGET (card), FALSE);
  lf_store_settle_async (lf_app_context_store (self->context), lf_conflict_card_get_id (card), how,
                         value,
                         /* cancellable= */ NULL, on_settled_cb, g_object_ref (self));
}

static void
on_card_settled_cb (LfConflictsPage *self, int how, const char *value, LfConflictCard *card)
{
  settle (self, card, (LfSettle) how, value);
}

static void
on_card_opened_cb (LfConflictsPage *self, LfConflictCard *card)
{
  lf_app_context_open_record (self->context, lf_conflict_card_get_entity (card)->name,
                              lf_conflict_card_get_record (card));
}

/* ---- Several at once ---- */

static LfConflictCard *
first_card (LfConflictsPage *self)
{
  return (LfConflictCard *) gtk_widget_get_first_child (GTK_WIDGET (self->cards));
}

static LfConflictCard *
next_card (LfConflictCard *card)
{
  return (LfConflictCard *) gtk_widget_get_next_sibling (GTK_WIDGET (card));
}

static void
update_selection (LfConflictsPage *self)
{
  guint n = 0;
  g_autofree char *text = NULL;

  for (LfConflictCard *card = first_card (self); card != NULL; card = next_card (card))
    n += lf_conflict_card_get_selected (card);
  text = g_strdup_printf (ngettext ("%u conflict selected", "%u conflicts selected", n), n);
  gtk_label_set_label (self->selection_label, text);
  gtk_action_bar_set_revealed (self->selection_bar, n > 0);
}

static void
on_all_toggled_cb (LfConflictsPage *self)
{
  for (LfConflictCard *card = first_card (self); card != NULL; card = next_card (card))
    lf_conflict_card_set_selected (card, gtk_check_button_get_active (self->all_check));
}

static void
settle_selected (LfConflictsPage *self, LfSettle how)
{
  for (LfConflictCard *card = first_card (self); card != NULL; card = next_card (card))
    if (lf_conflict_card_get_selected (card))
      settle (self, card, how, NULL);
}

static void
mine_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  settle_selected (LF_CONFLICTS_PAGE (widget), LF_SETTLE_MINE);
}

static void
theirs_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  settle_selected (LF_CONFLICTS_PAGE (widget), LF_SETTLE_THEIRS);
}

static void
original_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  settle_selected (LF_CONFLICTS_PAGE (widget), LF_SETTLE_ORIGINAL);
}

/* ---- Refused ---- */

static void
on_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfConflictsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!lf_refused_answer_finish (LF_STORE (source), result, &error))
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
  else
    lf_sync_service_start (lf_app_context_sync (self->context));
}

static void
answer_refused (LfConflictsPage *self,
                LfRefusedRow *row,
                LfRefusedAnswer answer,
                GPtrArray *amendments)
{
  lf_app_leave (GTK_WIDGET (row));
  lf_refused_answer_async (lf_app_context_store (self->context), lf_refused_row_get_change (row),
                           answer, amendments, on_answered_cb, g_object_ref (self));
}

static LfRefusedRow *
find_refused_row (LfConflictsPage *self, const char *change)
{
  for (guint i = 0; i < self->refused_rows->len; i++)
    if (g_str_equal (lf_refused_row_get_change (self->refused_rows->pdata[i]), change))
      return self->refused_rows->pdata[i];
  return NULL;
}

static void
on_discard_answered_cb (LfConflictsPage *self, const char *answer, LfQuestionDialog *dialog)
{
  const char *change = g_object_get_data (G_OBJECT (dialog), "change");
  LfRefusedRow *row = find_refused_row (self, change);

  if (row != NULL && g_str_equal (answer, "discard"))
    answer_refused (self, row, LF_REFUSED_DISCARD, g_ptr_array_new ());
}

/* It cannot be taken back: the rows forget it, only the history keeps what it was. */
static void
ask_to_discard (LfConflictsPage *self, LfRefusedRow *row)
{
  g_autofree char *text = g_strdup_printf (
      _ ("You give up:\n%1$s: %2$s\nIt stays in the history, but nobody will receive it."),
      adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), lf_refused_row_get_edits (row));
  LfQuestionDialog *dialog = lf_question_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Discard This Edit?"), text);

  lf_question_dialog_add_answer (dialog, "discard", _ ("_Discard"), "destructive-action");
  lf_question_dialog_add_answer (dialog, "keep", _ ("_Keep"), NULL);
  g_object_set_data_full (G_OBJECT (dialog), "change", g_strdup (lf_refused_row_get_change (row)),
                          g_free);
  g_signal_connect_object (dialog, "answered", G_CALLBACK (on_discard_answered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_refused_answered_cb (LfConflictsPage *self, int answer, LfRefusedRow *row)
{
  GPtrArray *amendments;

  if (answer == LF_REFUSED_DISCARD)
    {
      ask_to_discard (self, row);
      return;
    }
  amendments = lf_refused_row_amend (row);
  if (amendments != NULL)
    answer_refused (self, row, LF_REFUSED_SEND_AGAIN, amendments);
}

/* ---- Showing ---- */

/* A person may be about to answer one: cards of conflicts that are still open stay as they are. */
static void
show_conflicts (LfConflictsPage *self, GPtrArray *conflicts)
{
  g_autoptr (GHashTable) shown = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) open = g_hash_table_new (g_str_hash, g_str_equal);
  LfConflictCard *card = first_card (self);

  for (guint i = 0; i < conflicts->len; i++)
    g_hash_table_add (open, ((LfOpenConflict *) conflicts->pdata[i])->id);
  while (card != NULL)
    {
      LfConflictCard *next = next_card (card);
      if (g_hash_table_contains (open, lf_conflict_card_get_id (card)))
        g_hash_table_add (shown, (char *) lf_conflict_card_get_id (card));
      else
        gtk_box_remove (self->cards, GTK_WIDGET (card));
      card = next;
    }
  for (guint i = 0; i < conflicts->len; i++)
    if (!g_hash_table_contains (shown, ((LfOpenConflict *) conflicts->pdata[i])->id))
      {
        card = lf_conflict_card_new (conflicts->pdata[i]);
        g_signal_connect_object (card, "settled", G_CALLBACK (on_card_settled_cb), self,
                                 G_CONNECT_SWAPPED);
        g_signal_connect_object (card, "opened", G_CALLBACK (on_card_opened_cb), self,
                                 G_CONNECT_SWAPPED);
        g_signal_connect_object (card, "notify::selected", G_CALLBACK (update_selection), self,
                                 G_CONNECT_SWAPPED);
        gtk_box_append (self->cards, GTK_WIDGET (card));
      }
  gtk_widget_set_visible (self->conflicts_section, conflicts->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->all_check), conflicts->len > 1);
  update_selection (self);
}

/* A value may be half typed: rows of changes that are still refused stay as they are. */
static void
show_refused (LfConflictsPage *self, GPtrArray *refused)
{
  g_autoptr (GHashTable) still = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < refused->len; i++)
    g_hash_table_add (still, ((LfRefusedChange *) refused->pdata[i])->change->id);
  for (guint i = self->refused_rows->len; i-- > 0;)
    if (!g_hash_table_contains (still, lf_refused_row_get_change (self->refused_rows->pdata[i])))
      {
        adw_preferences_group_remove (self->refused_group, self->refused_rows->pdata[i]);
        g_ptr_array_remove_index (self->refused_rows, i);
      }
  for (guint i = 0; i < refused->len; i++)
    {
      const LfRefusedChange *change = refused->pdata[i];
      LfRefusedRow *row;

      if (find_refused_row (self, change->change->id) != NULL)
        continue;
      row = lf_refused_row_new (change);
      g_signal_connect_object (row, "answered", G_CALLBACK (on_refused_answered_cb), self,
                               G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->refused_group, GTK_WIDGET (row));
      g_ptr_array_add (self->refused_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->refused_group), refused->len > 0);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfConflictsPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfSyncReport) report = lf_sync_report_read_finish (LF_STORE (source), result, &error);
  gboolean is_blank;

  if (lf_page_reader_was_cancelled (error))
    return;
  lf_page_reader_done (self->reader);
  if (report == NULL)
    {
      lf_page_reader_tell (self->nothing, error);
      gtk_stack_set_visible_child_name (self->pages, "nothing");
      return;
    }
  is_blank = report->conflicts->len == 0 && report->refused->len == 0;
  show_conflicts (self, report->conflicts);
  show_refused (self, report->refused);
  gtk_stack_set_visible_child_name (self->pages, is_blank ? "nothing" : "report");
}

static void
read_report (GtkWidget *page, GCancellable *cancellable)
{
  LfConflictsPage *self = LF_CONFLICTS_PAGE (page);

  lf_sync_report_read_async (lf_app_context_store (self->context), cancellable, on_read_cb, self);
}

/* ---- Widget ---- */

static void
lf_conflicts_page_dispose (GObject *object)
{
  LfConflictsPage *self = LF_CONFLICTS_PAGE (object);

  g_clear_object (&self->reader);
  g_ptr_array_set_size (self->refused_rows, 0);
  g_clear_pointer ((GtkWidget **) &self->pages, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_conflicts_page_parent_class)->dispose (object);
}

static void
lf_conflicts_page_finalize (GObject *object)
{
  LfConflictsPage *self = LF_CONFLICTS_PAGE (object);

  g_clear_object (&self->context);
  g_ptr_array_unref (self->refused_rows);
  G_OBJECT_CLASS (lf_conflicts_page_parent_class)->finalize (object);
}

static void
lf_conflicts_page_class_init (LfConflictsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_conflicts_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_conflicts_page_finalize;
  gtk_widget_class_install_action (widget_class, "conflicts.mine", NULL, mine_action);
  gtk_widget_class_install_action (widget_class, "conflicts.theirs", NULL, theirs_action);
  gtk_widget_class_install_action (widget_class, "conflicts.original", NULL, original_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_CONFLICT_UI ("lf-conflicts-page"));
  gtk_widget_class_bind_template_child (widget_class, LfConflictsPage, pages);
  gtk_widget_class_bind_template_child (widget_class, LfConflictsPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, LfConflictsPage, conflicts_section);
  gtk_widget_class_bind_template_child (widget_class, LfConflictsPage, all_check);
  gtk_widget_class_bind_template_child (widget_class, LfConflictsPage, cards);
  gtk_widget_class_bind_template_child (widget_class, LfConflictsPage, refused_group);
  gtk_widget_class_bind_template_child (widget_class, LfConflictsPage, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, LfConflictsPage, selection_label);
  gtk_widget_class_bind_template_callback (widget_class, on_all_toggled_cb);
}

static void
lf_conflicts_page_init (LfConflictsPage *self)
{
  self->refused_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_parts (GTK_WIDGET (self->selection_bar));
}

GtkWidget *
lf_conflicts_page_new (LfAppContext *context)
{
  LfConflictsPage *self = g_object_new (LF_TYPE_CONFLICTS_PAGE, NULL);

  self->context = g_object_ref (context);
  self->reader
      = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_report);
  g_signal_connect_object (lf_app_context_sync (context), "finished",
                           G_CALLBACK (lf_page_reader_stale), self->reader, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
