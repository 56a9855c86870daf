/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that takes down a new record of any entity; also a talk, with what follows from
 * it. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_DIALOG_UI(name) "/io/github/landfall/Landfall/dialogs/" name ".ui"

#define LF_TYPE_NEW_RECORD_DIALOG (lf_new_record_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfNewRecordDialog, lf_new_record_dialog, LF, NEW_RECORD_DIALOG, AdwWindow)

/* @related: (nullable): the record that the new one belongs to */
LfNewRecordDialog *lf_new_record_dialog_new (GtkWindow *parent,
                                             LfAppContext *context,
                                             const LfEntity *entity,
                                             LfRecord *related);

/* Puts a canonical value into it, as if it had been entered. */
void lf_new_record_dialog_enter (LfNewRecordDialog *self, const char *field, const char *value);

G_END_DECLS
