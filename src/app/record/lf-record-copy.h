/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record on the clipboard. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

typedef enum
{
  LF_COPY_TEXT, /* its name, and below it what is filled in, one field a line */
  LF_COPY_CARD, /* for address books; as text for everything else */
} LfCopyForm;

char *lf_record_as_text (const LfRecord *record); /* (transfer full): as LF_COPY_TEXT */
void lf_record_to_clipboard (GtkWidget *widget,
                             LfAppContext *context,
                             const LfRecord *record,
                             LfCopyForm form);

G_END_DECLS
