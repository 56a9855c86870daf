/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two stored records that may be one. */

#include "config.h"

#include "lf-duplicate-card.h"

#include "lf-duplicate-box.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>

struct _LfDuplicateCard
{
  AdwPreferencesGroup parent_instance;

  GtkGrid *grid;
  AdwEntryRow *reason_row;

  char *entity;
  char *ids[2]; /* of the older, of the newer */
  const LfDuplicateRule *rule;
};

enum
{
  JUDGED,
  OPENED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfDuplicateCard, lf_duplicate_card, ADW_TYPE_PREFERENCES_GROUP)

/* ---- What is said ---- */

static void
judge (LfDuplicateCard *self, LfVerdict verdict, guint winner, const char *reason)
{
  g_signal_emit (self, signals[JUDGED], 0, (int) verdict, self->ids[winner], self->ids[1 - winner],
                 reason);
}

static void
on_keep_first_clicked_cb (LfDuplicateCard *self)
{
  judge (self, LF_VERDICT_MERGE, 0, NULL);
}

static void
on_keep_second_clicked_cb (LfDuplicateCard *self)
{
  judge (self, LF_VERDICT_MERGE, 1, NULL);
}

static void
on_ignore_clicked_cb (LfDuplicateCard *self)
{
  judge (self, LF_VERDICT_IGNORE, 0, NULL);
}

static void
on_reason_applied_cb (LfDuplicateCard *self)
{
  g_autofree char *reason = lf_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->reason_row)));

  if (reason == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->reason_row), "error");
  else
    judge (self, LF_VERDICT_NEW, 0, reason);
}

static void
on_open_clicked_cb (LfDuplicateCard *self, GtkWidget *button)
{
  g_signal_emit (self, signals[OPENED], 0, self->entity,
                 g_object_get_data (G_OBJECT (button), "id"));
}

/* ---- What is shown ---- */

static GtkWidget *
new_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static void
add_title (LfDuplicateCard *self, const LfRecord *record, int column)
{
  g_autofree char *title = lf_record_title (record);
  GtkWidget *button = gtk_button_new_with_label (title);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "lf-grid-button");
  gtk_widget_set_tooltip_text (button, _ ("Open This Record"));
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (lf_record_id (record)), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_open_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_grid_attach (self->grid, button, column, 0, 1, 1);
}

/* What differs is what a person decides by; what is the same stands once, in the middle of both. */
static void
add_field (LfDuplicateCard *self, const LfDuplicatePair *pair, guint index, int row)
{
  const LfField *field = &lf_record_entity (pair->first)->fields[index];
  g_autofree char *first = lf_record_format_at (pair->first, index);
  g_autofree char *second = lf_record_format_at (pair->second, index);
  gboolean is_same = g_strcmp0 (first, second) == 0;
  GtkWidget *name = new_label (lf_field_label (field));

  gtk_widget_set_hexpand (name, FALSE);
  gtk_widget_add_css_class (name, "dim-label");
  gtk_grid_attach (self->grid, name, 0, row, 1, 1);
  gtk_grid_attach (self->grid, new_label (first), 1, row, is_same ? 2 : 1, 1);
  if (!is_same)
    gtk_grid_attach (self->grid, new_label (second), 2, row, 1, 1);
}

static void
add_fields (LfDuplicateCard *self, const LfDuplicatePair *pair)
{
  const LfEntity *entity = lf_record_entity (pair->first);
  int row = 1;

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (!(entity->fields[i].flags & (LF_FIELD_HIDDEN | LF_FIELD_TITLE))
        && (lf_record_get_at (pair->first, i) != NULL
            || lf_record_get_at (pair->second, i) != NULL))
      add_field (self, pair, i, row++);
}

LfDuplicateCard *
lf_duplicate_card_new (const LfDuplicatePair *pair)
{
  LfDuplicateCard *self = g_object_new (LF_TYPE_DUPLICATE_CARD, NULL);
  const LfEntity *entity = lf_record_entity (pair->first);
  g_autofree char *why = lf_duplicate_explain (pair->rule);
  g_autofree char *title
      = g_strdup_printf (C_ ("kind and reason", "%1$s: %2$s"), lf_entity_label (entity), why);
  g_autofree char *markup = g_markup_escape_text (title, -1);

  self->entity = g_strdup (entity->name);
  self->ids[0] = g_strdup (lf_record_id (pair->first));
  self->ids[1] = g_strdup (lf_record_id (pair->second));
  self->rule = pair->rule;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), markup);
  add_title (self, pair->first, 1);
  add_title (self, pair->second, 2);
  add_fields (self, pair);
  return self;
}

const LfDuplicateRule *
lf_duplicate_card_get_rule (LfDuplicateCard *self)
{
  return self->rule;
}

/* ---- Widget ---- */

static void
lf_duplicate_card_finalize (GObject *object)
{
  LfDuplicateCard *self = LF_DUPLICATE_CARD (object);

  g_free (self->entity);
  g_free (self->ids[0]);
  g_free (self->ids[1]);
  G_OBJECT_CLASS (lf_duplicate_card_parent_class)->finalize (object);
}

static void
lf_duplicate_card_class_init (LfDuplicateCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_duplicate_card_finalize;
  signals[JUDGED]
      = g_signal_new ("judged", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                      G_TYPE_INT, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, LF_DUPLICATE_UI ("lf-duplicate-card"));
  gtk_widget_class_bind_template_child (widget_class, LfDuplicateCard, grid);
  gtk_widget_class_bind_template_child (widget_class, LfDuplicateCard, reason_row);
  gtk_widget_class_bind_template_callback (widget_class, on_keep_first_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_keep_second_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_ignore_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reason_applied_cb);
}

static void
lf_duplicate_card_init (LfDuplicateCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_parts (GTK_WIDGET (self));
}
