/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text as QR code (ISO/IEC 18004), for cameras: black on white whatever the colours of the
 * window, with its quiet zone, and every module as many whole pixels of the screen. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LF_TYPE_QR_VIEW (lf_qr_view_get_type ())
G_DECLARE_FINAL_TYPE (LfQrView, lf_qr_view, LF, QR_VIEW, GtkWidget)

/* @spoken: what the code is, for screen readers. FALSE when the text is too long for a code. */
gboolean lf_qr_view_set_text (LfQrView *self, const char *text, const char *spoken);

G_END_DECLS
