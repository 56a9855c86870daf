/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command palette: records of every kind, commands and pages, what was opened last first. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_SEARCH_DIALOG (lf_search_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfSearchDialog, lf_search_dialog, LF, SEARCH_DIALOG, AdwWindow)

LfSearchDialog *lf_search_dialog_new (GtkWindow *parent, LfAppContext *context);

/* As if @words had been typed. */
void lf_search_dialog_look_for (LfSearchDialog *self, const char *words);

G_END_DECLS
