/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which parks and teams an account is of. */

#pragma once

#include <adwaita.h>
#include "lf-places.h"

G_BEGIN_DECLS

#define LF_TYPE_PLACE_DIALOG (lf_place_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfPlaceDialog, lf_place_dialog, LF, PLACE_DIALOG, AdwWindow)

/**
 * LfPlaceDialog::chosen: (string account, string array parks, string array teams): ids of all that
 * the account is to be of; the dialog closes
 */

/* @account: as the server lists it */
LfPlaceDialog *lf_place_dialog_new (GtkWindow *parent, JsonObject *account, const LfPlaces *places);

G_END_DECLS
