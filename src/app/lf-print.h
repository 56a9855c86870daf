/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printing what is set on pages. */

#pragma once

#include <gtk/gtk.h>
#include "lf-paper.h"

G_BEGIN_DECLS

/* Asks for the printer and prints. TRUE also where the person cancels. */
gboolean lf_print_paper (GtkWindow *parent, LfPaper *paper /* (transfer full) */, GError **error);

G_END_DECLS
