/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog for sync by files that somebody carries. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_CARRY_DIALOG (lf_carry_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfCarryDialog, lf_carry_dialog, LF, CARRY_DIALOG, AdwWindow)

LfCarryDialog *lf_carry_dialog_new (GtkWindow *parent, LfAppContext *context);

/* What the buttons do once a file is chosen. */
void lf_carry_dialog_export (LfCarryDialog *self, GFile *file);
void lf_carry_dialog_import (LfCarryDialog *self, GFile *file);
/* Shows what is in it; an answer of the server can be imported then. */
void lf_carry_dialog_show_file (LfCarryDialog *self, GFile *file);

G_END_DECLS
