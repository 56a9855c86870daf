/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record's card as QR code, for somebody's telephone. */

#pragma once

#include <adwaita.h>
#include "lf-record.h"

G_BEGIN_DECLS

#define LF_TYPE_QR_DIALOG (lf_qr_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfQrDialog, lf_qr_dialog, LF, QR_DIALOG, AdwWindow)

void lf_qr_dialog_present (GtkWindow *parent, const LfRecord *record);

G_END_DECLS
