/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first reports page. */

#include "config.h"

#include "lf-claims-page.h"

#include "lf-page-reader.h"
#include "lf-dispute-card.h"
#include "lf-may.h"
#include "lf-relation-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _LfClaimsPage
{
  GtkWidget parent_instance;

  GtkStack *pages;
  AdwStatusPage *nothing;
  GtkBox *disputes;
  AdwPreferencesGroup *holding;
  AdwPreferencesGroup *others;
  GPtrArray *rows; /* (element-type LfRelationRow), owned by the groups */

  LfAppContext *context;
  LfPageReader *reader;
  char *shown; /* (nullable): what stands on the page, in words */
  gboolean can_decide;
};

G_DEFINE_FINAL_TYPE (LfClaimsPage, lf_claims_page, GTK_TYPE_WIDGET)

/* ---- Deciding ---- */

static void
on_decided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfClaimsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = lf_store_decide_claim_finish (LF_STORE (source), result, &error);

  lf_app_context_toast (self->context, is_done ? _ ("Granted") : error->message,
                        /* has_undo= */ is_done);
  if (is_done || self->pages == NULL)
    return;
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->disputes)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    gtk_widget_set_sensitive (card, TRUE);
}

static void
on_card_granted_cb (LfClaimsPage *self, const char *id, const char *reason, LfDisputeCard *card)
{
  LfDate today = lf_date_today ();

  lf_app_leave (GTK_WIDGET (card));

  gtk_widget_set_sensitive (GTK_WIDGET (card), FALSE);
  lf_store_decide_claim_async (lf_app_context_store (self->context), id, reason, &today,
                               /* cancellable= */ NULL, on_decided_cb, g_object_ref (self));
}

static void
on_card_opened_cb (LfClaimsPage *self, const char *id)
{
  lf_app_context_open_record (self->context, "claim", id);
}

static void
on_row_activated_cb (LfRelationRow *row, LfClaimsPage *self)
{
  lf_app_context_open_record (self->context, "claim",
                              lf_record_id (lf_relation_row_get_record (row)));
}

/* ---- Showing ---- */

static LfDisputeCard *
new_card (LfClaimsPage *self, const LfRecord *claim, GHashTable *reasons)
{
  LfDisputeCard *card = lf_dispute_card_new (lf_record_get (claim, "firm_name"), self->can_decide);
  const char *reason = g_hash_table_lookup (reasons, lf_record_id (claim));

  g_object_set_data_full (G_OBJECT (card), "id", g_strdup (lf_record_id (claim)), g_free);
  if (reason != NULL)
    lf_dispute_card_set_reason (card, reason);

  g_signal_connect_object (card, "granted", G_CALLBACK (on_card_granted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "opened", G_CALLBACK (on_card_opened_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->disputes, GTK_WIDGET (card));
  return card;
}

/* A card for the claim that came first, and on it those that dispute it. */
static void
add_dispute (LfClaimsPage *self, const LfStoredClaim *claim, GHashTable *cards, GHashTable *reasons)
{
  LfDisputeCard *card = g_hash_table_lookup (cards, lf_record_id (claim->against));

  if (card == NULL)
    {
      card = new_card (self, claim->record, reasons);
      g_hash_table_insert (cards, (gpointer) lf_record_id (claim->record), card);
    }
  lf_dispute_card_add (card, claim);
}

static char *
describe (const LfStoredClaim *claim)
{
  g_autofree char *said = lf_claim_describe (claim->record);
  const char *reporter = lf_record_get (claim->record, "reported_by");
  g_autofree char *until = NULL;

  if (claim->standing != LF_CLAIM_HOLDS)
    return g_strdup_printf ("%s · %s%s%s", lf_claim_standing_label (claim->standing),
                            reporter != NULL ? reporter : "", reporter != NULL ? " · " : "", said);
  if (g_strcmp0 (lf_record_get (claim->record, "state"), "granted") == 0)
    return g_strdup_printf (_ ("%1$s, by the zone's decision · %2$s"), reporter, said);
  until = lf_date_format (&claim->last_day);
  return g_strdup_printf (_ ("%1$s, until %2$s without progress · %3$s"), reporter, until, said);
}

static void
add_row (LfClaimsPage *self, AdwPreferencesGroup *group, const LfStoredClaim *claim)
{
  g_autofree char *subtitle = describe (claim);
  LfRelationRow *row
      = lf_relation_row_new (lf_record_get (claim->record, "firm_name"), subtitle, claim->record);

  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated_cb), self, 0);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
  g_ptr_array_add (self->rows, row);
}

static void
clear (LfClaimsPage *self)
{
  GtkWidget *card;

  while ((card = gtk_widget_get_first_child (GTK_WIDGET (self->disputes))) != NULL)
    gtk_box_remove (self->disputes, card);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->holding), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->others), FALSE);
}

/* (transfer full): reasons that are being typed, by the claim that their card is for */
static GHashTable *
keep_reasons (LfClaimsPage *self)
{
  GHashTable *reasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->disputes)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    g_hash_table_insert (reasons, g_strdup (g_object_get_data (G_OBJECT (card), "id")),
                         g_strdup (lf_dispute_card_get_reason (LF_DISPUTE_CARD (card))));
  return reasons;
}

/* All that the page says of the claims. */
static char *
put_in_words (LfClaimsPage *self, GPtrArray *claims)
{
  GString *words = g_string_new (self->can_decide ? "decides" : "");

  for (guint i = 0; i < claims->len; i++)
    {
      const LfStoredClaim *claim = claims->pdata[i];
      g_autofree char *said = describe (claim);

      g_string_append_printf (words, "\n%s %s %s %s", lf_record_id (claim->record),
                              claim->against == NULL ? "" : lf_record_id (claim->against),
                              lf_record_get (claim->record, "firm_name"), said);
    }
  return g_string_free (words, FALSE);
}

static void
show_claims (LfClaimsPage *self, GPtrArray *claims)
{
  g_autoptr (GHashTable) cards = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) reasons = keep_reasons (self);
  g_autofree char *words = put_in_words (self, claims);

  if (g_strcmp0 (words, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&words);
  clear (self);
  for (guint i = 0; i < claims->len; i++)
    {
      const LfStoredClaim *claim = claims->pdata[i];

      if (claim->standing == LF_CLAIM_DISPUTED)
        add_dispute (self, claim, cards, reasons);
      else
        add_row (self, claim->standing == LF_CLAIM_HOLDS ? self->holding : self->others, claim);
    }
  gtk_stack_set_visible_child_name (self->pages, claims->len > 0 ? "claims" : "nothing");
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfClaimsPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) claims = lf_store_claims_finish (LF_STORE (source), result, &error);

  if (lf_page_reader_was_cancelled (error))
    return;
  lf_page_reader_done (self->reader);
  if (claims != NULL)
    {
      show_claims (self, claims);
      return;
    }
  g_clear_pointer (&self->shown, g_free);
  lf_page_reader_tell (self->nothing, error);
  gtk_stack_set_visible_child_name (self->pages, "nothing");
}

static void
read_claims (GtkWidget *page, GCancellable *cancellable)
{
  LfClaimsPage *self = LF_CLAIMS_PAGE (page);
  LfDate today = lf_date_today ();

  self->can_decide = lf_may (self->context, "claim", 'e');
  lf_store_claims_async (lf_app_context_store (self->context), &today, cancellable, on_read_cb,
                         self);
}

/* ---- Widget ---- */

static void
lf_claims_page_dispose (GObject *object)
{
  LfClaimsPage *self = LF_CLAIMS_PAGE (object);

  g_clear_object (&self->reader);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer ((GtkWidget **) &self->pages, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_claims_page_parent_class)->dispose (object);
}

static void
lf_claims_page_finalize (GObject *object)
{
  LfClaimsPage *self = LF_CLAIMS_PAGE (object);

  g_clear_object (&self->context);
  g_free (self->shown);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (lf_claims_page_parent_class)->finalize (object);
}

static void
lf_claims_page_class_init (LfClaimsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_claims_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_claims_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, LF_CLAIM_UI ("lf-claims-page"));
  gtk_widget_class_bind_template_child (widget_class, LfClaimsPage, pages);
  gtk_widget_class_bind_template_child (widget_class, LfClaimsPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, LfClaimsPage, disputes);
  gtk_widget_class_bind_template_child (widget_class, LfClaimsPage, holding);
  gtk_widget_class_bind_template_child (widget_class, LfClaimsPage, others);
}

static void
lf_claims_page_init (LfClaimsPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lf_claims_page_new (LfAppContext *context)
{
  LfClaimsPage *self = g_object_new (LF_TYPE_CLAIMS_PAGE, NULL);

  self->context = g_object_ref (context);
  self->reader
      = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_claims);
  return GTK_WIDGET (self);
}
