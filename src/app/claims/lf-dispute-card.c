/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First reports of one firm that are at odds. */

#include "config.h"

#include "lf-dispute-card.h"

#include "lf-claims-page.h"

#include <glib/gi18n.h>

struct _LfDisputeCard
{
  AdwBin parent_instance;

  AdwPreferencesGroup *claims;
  GtkWidget *decision;
  AdwEntryRow *reason_row;
  gboolean can_decide;
};

enum
{
  GRANTED,
  OPENED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfDisputeCard, lf_dispute_card, ADW_TYPE_BIN)

static void
on_grant_clicked_cb (LfDisputeCard *self, GtkWidget *button)
{
  g_autofree char *reason = lf_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->reason_row)));

  if (reason == NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->reason_row), "error");
      gtk_widget_grab_focus (GTK_WIDGET (self->reason_row));
      return;
    }
  g_signal_emit (self, signals[GRANTED], 0, g_object_get_data (G_OBJECT (button), "id"), reason);
}

static void
on_row_activated_cb (LfDisputeCard *self, GtkWidget *row)
{
  g_signal_emit (self, signals[OPENED], 0, g_object_get_data (G_OBJECT (row), "id"));
}

static void
on_reason_changed_cb (LfDisputeCard *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->reason_row), "error");
}

static void
append_part (GString *text, const char *format, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append (text, text->len > 0 ? " · " : "");
  g_string_append_printf (text, format, value);
}

char *
lf_claim_describe (const LfRecord *claim)
{
  g_autofree char *claimed = lf_record_format (claim, "claimed_us");
  g_autofree char *received = lf_record_format (claim, "received_us");
  GString *text = g_string_new (NULL);

  append_part (text, _ ("claimed %s"), claimed);
  append_part (text, _ ("received %s"), received);
  append_part (text, "%s", lf_record_get (claim, "evidence"));
  return g_string_free (text, FALSE);
}

static GtkWidget *
new_grant_button (LfDisputeCard *self, const char *id, const char *reporter)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Grant"));
  g_autofree char *spoken = g_strdup_printf (_ ("Grant to %s"), reporter);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_grant_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  return button;
}

void
lf_dispute_card_add (LfDisputeCard *self, const LfStoredClaim *claim)
{
  const char *id = lf_record_id (claim->record);
  const char *reporter = lf_record_get (claim->record, "reported_by");
  g_autofree char *subtitle = lf_claim_describe (claim->record);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), reporter);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (self->can_decide)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_grant_button (self, id, reporter));
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->claims, row);
}

const char *
lf_dispute_card_get_reason (LfDisputeCard *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->reason_row));
}

void
lf_dispute_card_set_reason (LfDisputeCard *self, const char *reason)
{
  gtk_editable_set_text (GTK_EDITABLE (self->reason_row), reason);
}

static void
lf_dispute_card_class_init (LfDisputeCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[GRANTED] = g_signal_new ("granted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, LF_CLAIM_UI ("lf-dispute-card"));
  gtk_widget_class_bind_template_child (widget_class, LfDisputeCard, claims);
  gtk_widget_class_bind_template_child (widget_class, LfDisputeCard, decision);
  gtk_widget_class_bind_template_child (widget_class, LfDisputeCard, reason_row);
  gtk_widget_class_bind_template_callback (widget_class, on_reason_changed_cb);
}

static void
lf_dispute_card_init (LfDisputeCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LfDisputeCard *
lf_dispute_card_new (const char *firm, gboolean can_decide)
{
  LfDisputeCard *self = g_object_new (LF_TYPE_DISPUTE_CARD, NULL);
  g_autofree char *markup = g_markup_escape_text (firm, -1);

  adw_preferences_group_set_title (self->claims, markup);
  self->can_decide = can_decide;
  gtk_widget_set_visible (self->decision, can_decide);
  return self;
}
