/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The duplicates page. It is looked through when it is first seen, and when asked. */

#include "config.h"

#include "lf-duplicates-page.h"

#include "lf-duplicate-box.h"
#include "lf-duplicate-card.h"
#include "lf-duplicates-task.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MAX_SHOWN 30

struct _LfDuplicatesPage
{
  GtkWidget parent_instance;

  GtkStack *pages;
  AdwStatusPage *nothing;
  GtkProgressBar *progress;
  GtkLabel *summary;
  GtkBox *cards;

  LfAppContext *context;
  GCancellable *looking; /* (nullable) */
  guint n_found;
  gboolean was_seen;
};

G_DEFINE_FINAL_TYPE (LfDuplicatesPage, lf_duplicates_page, GTK_TYPE_WIDGET)

static void
show_count (LfDuplicatesPage *self)
{
  guint n_shown = MIN (self->n_found, MAX_SHOWN);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (
      text, ngettext ("%u pair may be one record.", "%u pairs may be one record.", self->n_found),
      self->n_found);
  if (n_shown < self->n_found)
    g_string_append_printf (text, _ (" The first %u are shown; look again when they are judged."),
                            n_shown);
  gtk_label_set_label (self->summary, text->str);
}

static void
show_nothing (LfDuplicatesPage *self, const char *title, const char *description)
{
  adw_status_page_set_title (self->nothing, title);
  adw_status_page_set_description (self->nothing, description);
  gtk_stack_set_visible_child_name (self->pages, "nothing");
}

/* ---- Judging ---- */

typedef struct
{
  LfDuplicatesPage *page;
  GtkWidget *card;
} Judging;

static void
judging_free (Judging *self)
{
  g_object_unref (self->page);
  g_object_unref (self->card);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Judging, judging_free)

static void
take_away (LfDuplicatesPage *self, GtkWidget *card)
{
  if (gtk_widget_get_parent (card) != GTK_WIDGET (self->cards))
    return;
  gtk_box_remove (self->cards, card);
  self->n_found--;
  show_count (self);
  if (self->n_found == 0)
    show_nothing (self, _ ("All Judged"), _ ("No two records wait for a verdict."));
}

static void
on_judged_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Judging) judging = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_saved = lf_store_judge_finish (LF_STORE (source), result, &error);

  lf_app_context_toast (judging->page->context, is_saved ? _ ("Judged") : error->message,
                        /* has_undo= */ is_saved);
  if (is_saved)
    take_away (judging->page, judging->card);
  else
    gtk_widget_set_sensitive (judging->card, TRUE);
}

static void
on_card_judged_cb (LfDuplicatesPage *self,
                   int verdict,
                   const char *winner,
                   const char *other,
                   const char *reason,
                   LfDuplicateCard *card)
{
  const LfJudgement judgement = { (LfVerdict) verdict, reason, lf_duplicate_card_get_rule (card) };
  Judging *judging = g_new0 (Judging, 1);

  *judging = (Judging){ g_object_ref (self), g_object_ref (GTK_WIDGET (card)) };
  lf_app_leave (GTK_WIDGET (card));
  gtk_widget_set_sensitive (GTK_WIDGET (card), FALSE);
  lf_store_judge_async (lf_app_context_store (self->context), winner, other, &judgement,
                        /* cancellable= */ NULL, on_judged_saved_cb, judging);
}

static void
on_card_opened_cb (LfDuplicatesPage *self, const char *entity, const char *id)
{
  lf_app_context_open_record (self->context, entity, id);
}

/* ---- Looking ---- */

static void
add_card (LfDuplicatesPage *self, const LfDuplicatePair *pair)
{
  LfDuplicateCard *card = lf_duplicate_card_new (pair);

  g_signal_connect_object (card, "judged", G_CALLBACK (on_card_judged_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "opened", G_CALLBACK (on_card_opened_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->cards, GTK_WIDGET (card));
}

static void
show_pairs (LfDuplicatesPage *self, GPtrArray *pairs)
{
  GtkWidget *card;

  while ((card = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, card);
  self->n_found = pairs->len;
  for (guint i = 0; i < MIN (pairs->len, MAX_SHOWN); i++)
    add_card (self, pairs->pdata[i]);
  show_count (self);
  if (pairs->len == 0)
    show_nothing (self, _ ("No Duplicates"), _ ("No two records look like one."));
  else
    gtk_stack_set_visible_child_name (self->pages, "found");
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfDuplicatesPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pairs = lf_duplicates_find_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->looking);
  if (pairs == NULL)
    show_nothing (self, _ ("The Store Cannot Be Looked Through"), error->message);
  else
    show_pairs (self, pairs);
}

static void
on_share (double share, gpointer user_data)
{
  gtk_progress_bar_set_fraction (LF_DUPLICATES_PAGE (user_data)->progress, CLAMP (share, 0, 1));
}

static void
stop_looking (LfDuplicatesPage *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

static void
look_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfDuplicatesPage *self = LF_DUPLICATES_PAGE (widget);

  stop_looking (self);
  self->looking = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_stack_set_visible_child_name (self->pages, "looking");
  lf_duplicates_find_async (lf_app_context_store (self->context), /* only_new= */ FALSE,
                            self->looking, on_share, on_found_cb, self);
}

static void
stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfDuplicatesPage *self = LF_DUPLICATES_PAGE (widget);

  stop_looking (self);
  show_nothing (self, _ ("Stopped"), _ ("The store was not looked through to its end."));
}

/* ---- Widget ---- */

static void
lf_duplicates_page_map (GtkWidget *widget)
{
  LfDuplicatesPage *self = LF_DUPLICATES_PAGE (widget);

  GTK_WIDGET_CLASS (lf_duplicates_page_parent_class)->map (widget);
  if (!self->was_seen)
    look_action (widget, NULL, NULL);
  self->was_seen = TRUE;
}

static void
lf_duplicates_page_dispose (GObject *object)
{
  LfDuplicatesPage *self = LF_DUPLICATES_PAGE (object);

  stop_looking (self);
  g_clear_pointer ((GtkWidget **) &self->pages, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_duplicates_page_parent_class)->dispose (object);
}

static void
lf_duplicates_page_finalize (GObject *object)
{
  g_clear_object (&LF_DUPLICATES_PAGE (object)->context);
  G_OBJECT_CLASS (lf_duplicates_page_parent_class)->finalize (object);
}

static void
lf_duplicates_page_class_init (LfDuplicatesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_duplicates_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_duplicates_page_finalize;
  widget_class->map = lf_duplicates_page_map;
  gtk_widget_class_install_action (widget_class, "duplicates.look", NULL, look_action);
  gtk_widget_class_install_action (widget_class, "duplicates.stop", NULL, stop_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LF_DUPLICATE_UI ("lf-duplicates-page"));
  gtk_widget_class_bind_template_child (widget_class, LfDuplicatesPage, pages);
  gtk_widget_class_bind_template_child (widget_class, LfDuplicatesPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, LfDuplicatesPage, progress);
  gtk_widget_class_bind_template_child (widget_class, LfDuplicatesPage, summary);
  gtk_widget_class_bind_template_child (widget_class, LfDuplicatesPage, cards);
}

static void
lf_duplicates_page_init (LfDuplicatesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lf_duplicates_page_new (LfAppContext *context)
{
  LfDuplicatesPage *self = g_object_new (LF_TYPE_DUPLICATES_PAGE, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}
