/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A transfer that waits for an answer, as a row that leads to its project. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"
#include "lf-store-transfers.h"

G_BEGIN_DECLS

#define LF_TYPE_TRANSFER_ROW (lf_transfer_row_get_type ())
G_DECLARE_FINAL_TYPE (LfTransferRow, lf_transfer_row, LF, TRANSFER_ROW, AdwActionRow)

LfTransferRow *lf_transfer_row_new (LfAppContext *context, const LfOpenTransfer *transfer);

G_END_DECLS
