/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A transfer that waits for an answer, on the project's page. */

#include "config.h"

#include "lf-transfer-notice.h"

#include "lf-may.h"
#include "lf-transfer-answer.h"

#include <glib/gi18n.h>

struct _LfTransferNotice
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *detail;
  GtkLabel *reason;
  LfTransferButtons buttons;

  LfAppContext *context;
  LfRecord *transfer;    /* (nullable): the one that is shown */
  GCancellable *reading; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfTransferNotice, lf_transfer_notice, ADW_TYPE_BIN)

static void
answer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfTransferNotice *self = LF_TRANSFER_NOTICE (widget);

  if (self->transfer != NULL)
    lf_transfer_answer (self->context, widget, self->transfer,
                        g_variant_get_string (parameter, NULL));
}

/* ---- Showing ---- */

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* Who is asked is told who asks; who asks, whom. */
static char *
tell_parks (const LfOpenTransfer *transfer)
{
  g_autofree char *from = lf_record_format (transfer->record, "from_park");
  g_autofree char *to = lf_record_format (transfer->record, "to_park");

  return transfer->is_to_us ? g_strdup_printf (_ ("%s offers you this project"), from)
                            : g_strdup_printf (_ ("Offered to %s"), to);
}

static void
show_transfer (LfTransferNotice *self, const LfOpenTransfer *transfer)
{
  g_autofree char *parks = tell_parks (transfer);
  g_autofree char *asked = lf_transfer_tell_asked (transfer);

  g_clear_pointer (&self->transfer, lf_record_unref);
  self->transfer = lf_record_ref (transfer->record);
  set_text (self->title, parks);
  set_text (self->detail, asked);
  set_text (self->reason, lf_record_get (transfer->record, "reason"));
  lf_transfer_show_answers (&self->buttons, transfer);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
show_nothing (LfTransferNotice *self)
{
  if (self->transfer != NULL)
    lf_app_leave (GTK_WIDGET (self));
  g_clear_pointer (&self->transfer, lf_record_unref);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfTransferNotice *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = lf_store_open_transfers_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (open != NULL && open->len > 0)
    show_transfer (self, open->pdata[0]);
  else
    show_nothing (self);
}

void
lf_transfer_notice_show (LfTransferNotice *self, const LfRecord *record)
{
  const char *offered = record == NULL ? NULL : lf_record_entity (record)->scope.offered;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (offered == NULL || lf_record_get (record, offered) == NULL)
    {
      show_nothing (self);
      return;
    }
  if (self->transfer != NULL
      && g_strcmp0 (lf_record_get (self->transfer, "project"), lf_record_id (record)) != 0)
    show_nothing (self);
  self->reading = g_cancellable_new ();
  lf_store_open_transfers_async (lf_app_context_store (self->context), lf_record_id (record),
                                 self->reading, on_read_cb, self);
}

/* ---- Widget ---- */

static void
lf_transfer_notice_dispose (GObject *object)
{
  LfTransferNotice *self = LF_TRANSFER_NOTICE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (lf_transfer_notice_parent_class)->dispose (object);
}

static void
lf_transfer_notice_finalize (GObject *object)
{
  LfTransferNotice *self = LF_TRANSFER_NOTICE (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->transfer, lf_record_unref);
  G_OBJECT_CLASS (lf_transfer_notice_parent_class)->finalize (object);
}

static void
lf_transfer_notice_class_init (LfTransferNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_transfer_notice_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_transfer_notice_finalize;
  gtk_widget_class_install_action (widget_class, "transfer.answer", "s", answer_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_TRANSFER_UI ("lf-transfer-notice"));
  gtk_widget_class_bind_template_child (widget_class, LfTransferNotice, title);
  gtk_widget_class_bind_template_child (widget_class, LfTransferNotice, detail);
  gtk_widget_class_bind_template_child (widget_class, LfTransferNotice, reason);
  gtk_widget_class_bind_template_child_full (widget_class, "accept", FALSE,
                                             G_STRUCT_OFFSET (LfTransferNotice, buttons.accept));
  gtk_widget_class_bind_template_child_full (widget_class, "refuse", FALSE,
                                             G_STRUCT_OFFSET (LfTransferNotice, buttons.refuse));
  gtk_widget_class_bind_template_child_full (widget_class, "withdraw", FALSE,
                                             G_STRUCT_OFFSET (LfTransferNotice, buttons.withdraw));
}

static void
lf_transfer_notice_init (LfTransferNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lf_transfer_notice_set_context (LfTransferNotice *self, LfAppContext *context)
{
  g_set_object (&self->context, context);
}

/* What is of a park, and not offered to another one yet, can be. */
gboolean
lf_transfer_can_ask (LfAppContext *context, const LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);
  const LfScopeFields *fields = &entity->scope;

  return fields->offered != NULL && lf_record_get (record, fields->park) != NULL
         && lf_record_get (record, fields->offered) == NULL && lf_may (context, "transfer", 'c')
         && lf_may (context, entity->name, 'e');
}
