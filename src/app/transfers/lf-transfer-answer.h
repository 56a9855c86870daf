/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the widgets that show a transfer have in common: its words, and its answers. */

#pragma once

#include "lf-app-context.h"
#include "lf-store-transfers.h"

G_BEGIN_DECLS

#define LF_TRANSFER_UI(name) "/io/github/landfall/Landfall/transfers/" name ".ui"

/* Three buttons, of which those are shown that whoever works here may press. */
typedef struct
{
  GtkWidget *accept, *refuse, *withdraw;
} LfTransferButtons;

void lf_transfer_show_answers (const LfTransferButtons *buttons, const LfOpenTransfer *transfer);

/* (transfer full): "Asked for on 5 Mar 2026 by 周砚秋" */
char *lf_transfer_tell_asked (const LfOpenTransfer *transfer);

/* Gives the answer named @word ("accept", "refuse", "withdraw") and says how that went. @part takes
 * no more input until then. */
void lf_transfer_answer (LfAppContext *context,
                         GtkWidget *part,
                         const LfRecord *transfer,
                         const char *word);

G_END_DECLS
