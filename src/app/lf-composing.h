/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether an input method composes text in an entry: its keys are then the input method's. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void lf_composing_watch (GtkEditable *editable); /* from now on; once for each */
gboolean lf_is_composing (GtkEditable *editable);

G_END_DECLS
