/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record on the clipboard. */

#include "config.h"

#include "lf-record-copy.h"

#include "lf-vcard.h"

#include <glib/gi18n.h>
#include <string.h>

#define CARD_TYPE "text/vcard"

static gboolean
is_told (const LfRecord *record, guint index)
{
  const LfField *field = &lf_record_entity (record)->fields[index];

  return !(field->flags & (LF_FIELD_TITLE | LF_FIELD_HIDDEN))
         && field->type != LF_VALUE_ATTACHMENT_SET && lf_record_get_at (record, index) != NULL;
}

char *
lf_record_as_text (const LfRecord *record)
{
  const LfField *fields = lf_record_entity (record)->fields;
  g_autofree char *title = lf_record_title (record);
  GString *text = g_string_new (title);

  g_string_append_c (text, '\n');
  for (guint i = 0; fields[i].name != NULL; i++)
    if (is_told (record, i))
      {
        g_autofree char *value = lf_record_format_at (record, i);
        g_autofree char *line
            = g_strdup_printf (C_ ("an edit", "%1$s: %2$s"), lf_field_label (&fields[i]), value);

        g_string_append_printf (text, "%s\n", line);
      }
  return g_string_free (text, FALSE);
}

static GdkContentProvider *
provide_card (const char *card)
{
  g_autoptr (GBytes) bytes = g_bytes_new (card, strlen (card));
  GdkContentProvider *providers[] = { gdk_content_provider_new_for_bytes (CARD_TYPE, bytes),
                                      gdk_content_provider_new_typed (G_TYPE_STRING, card) };

  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}

void
lf_record_to_clipboard (GtkWidget *widget,
                        LfAppContext *context,
                        const LfRecord *record,
                        LfCopyForm form)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  g_autofree char *text
      = form == LF_COPY_CARD ? lf_vcard_new (record, LF_VCARD_WHOLE) : lf_record_as_text (record);
  g_autofree char *title = lf_record_title (record);
  g_autofree char *told = g_strdup_printf (_ ("“%s” copied"), title);

  if (form == LF_COPY_CARD)
    {
      g_autoptr (GdkContentProvider) card = provide_card (text);
      gdk_clipboard_set_content (clipboard, card);
    }
  else
    gdk_clipboard_set_text (clipboard, text);
  lf_app_context_toast (context, told, /* has_undo= */ FALSE);
}
