/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row of a transfer. */

#include "config.h"

#include "lf-transfer-row.h"

#include "lf-transfer-answer.h"
#include "lf-wrap-layout.h"

#include <glib/gi18n.h>

struct _LfTransferRow
{
  AdwActionRow parent_instance;

  GtkWidget *answers;
  LfTransferButtons buttons;

  LfAppContext *context;
  LfRecord *transfer;
};

G_DEFINE_FINAL_TYPE (LfTransferRow, lf_transfer_row, ADW_TYPE_ACTION_ROW)

static void
answer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfTransferRow *self = LF_TRANSFER_ROW (widget);

  lf_transfer_answer (self->context, widget, self->transfer,
                      g_variant_get_string (parameter, NULL));
}

static void
lf_transfer_row_activate (AdwActionRow *row)
{
  LfTransferRow *self = LF_TRANSFER_ROW (row);
  const LfEntity *entity = lf_record_entity (self->transfer);

  lf_app_context_open_record (self->context, entity->parent,
                              lf_record_get (self->transfer, entity->parent));
}

static void
lf_transfer_row_finalize (GObject *object)
{
  LfTransferRow *self = LF_TRANSFER_ROW (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->transfer, lf_record_unref);
  G_OBJECT_CLASS (lf_transfer_row_parent_class)->finalize (object);
}

static void
lf_transfer_row_class_init (LfTransferRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_transfer_row_finalize;
  ADW_ACTION_ROW_CLASS (klass)->activate = lf_transfer_row_activate;
  gtk_widget_class_install_action (widget_class, "transfer.answer", "s", answer_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_TRANSFER_UI ("lf-transfer-row"));
  gtk_widget_class_bind_template_child (widget_class, LfTransferRow, answers);
  gtk_widget_class_bind_template_child_full (widget_class, "accept", FALSE,
                                             G_STRUCT_OFFSET (LfTransferRow, buttons.accept));
  gtk_widget_class_bind_template_child_full (widget_class, "refuse", FALSE,
                                             G_STRUCT_OFFSET (LfTransferRow, buttons.refuse));
  gtk_widget_class_bind_template_child_full (widget_class, "withdraw", FALSE,
                                             G_STRUCT_OFFSET (LfTransferRow, buttons.withdraw));
}

static void
lf_transfer_row_init (LfTransferRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->answers, lf_wrap_layout_new (6, 6));
}

static char *
describe (const LfOpenTransfer *transfer)
{
  g_autofree char *from = lf_record_format (transfer->record, "from_park");
  g_autofree char *to = lf_record_format (transfer->record, "to_park");
  g_autofree char *parks = g_strdup_printf (_ ("From %1$s to %2$s"), from, to);
  g_autofree char *asked = lf_transfer_tell_asked (transfer);
  const char *reason = lf_record_get (transfer->record, "reason");

  return g_strconcat (parks, " · ", asked, reason == NULL ? NULL : "\n", reason, NULL);
}

/* For who hears the buttons and does not see whose they are. */
static void
name_button (GtkWidget *button, const char *format, const char *project)
{
  g_autofree char *name = g_strdup_printf (format, project);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

LfTransferRow *
lf_transfer_row_new (LfAppContext *context, const LfOpenTransfer *transfer)
{
  LfTransferRow *self = g_object_new (LF_TYPE_TRANSFER_ROW, NULL);
  g_autofree char *project = lf_record_format (transfer->record, "project");
  g_autofree char *subtitle = describe (transfer);

  self->context = g_object_ref (context);
  self->transfer = lf_record_ref (transfer->record);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), project);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  lf_transfer_show_answers (&self->buttons, transfer);
  name_button (self->buttons.accept, _ ("Accept %s"), project);
  name_button (self->buttons.refuse, _ ("Refuse %s"), project);
  name_button (self->buttons.withdraw, _ ("Withdraw %s"), project);
  return self;
}
