/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record's card as QR code. */

#include "config.h"

#include "lf-qr-dialog.h"

#include "lf-editor.h"
#include "lf-qr-view.h"
#include "lf-text-tip.h"
#include "lf-vcard.h"

#include <glib/gi18n.h>

struct _LfQrDialog
{
  AdwWindow parent_instance;

  LfQrView *code;
  GtkLabel *name;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (LfQrDialog, lf_qr_dialog, ADW_TYPE_WINDOW)

static void
lf_qr_dialog_class_init (LfQrDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (LF_TYPE_QR_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, LF_RECORD_UI ("lf-qr-dialog"));
  gtk_widget_class_bind_template_child (widget_class, LfQrDialog, code);
  gtk_widget_class_bind_template_child (widget_class, LfQrDialog, name);
  gtk_widget_class_bind_template_child (widget_class, LfQrDialog, note);
}

static void
lf_qr_dialog_init (LfQrDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
}

void
lf_qr_dialog_present (GtkWindow *parent, const LfRecord *record)
{
  LfQrDialog *self = g_object_new (LF_TYPE_QR_DIALOG, "transient-for", parent, NULL);
  g_autofree char *title = lf_record_title (record);
  g_autofree char *card = lf_vcard_new (record, LF_VCARD_SHORT);
  g_autofree char *spoken = g_strdup_printf (_ ("QR code of the card of %s"), title);

  gtk_label_set_label (self->name, title);
  if (!lf_qr_view_set_text (self->code, card, spoken))
    {
      gtk_label_set_label (self->note,
                           _ ("There is more in this card than a QR code holds. Copy it "
                              "as a card, or shorten its address."));
      gtk_widget_set_visible (GTK_WIDGET (self->code), FALSE);
    }
  gtk_window_present (GTK_WINDOW (self));
}
