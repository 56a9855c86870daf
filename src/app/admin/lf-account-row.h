/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An account on the administrator's page, and what can be done with it. */

#pragma once

#include <adwaita.h>
#include "lf-places.h"

G_BEGIN_DECLS

#define LF_TYPE_ACCOUNT_ROW (lf_account_row_get_type ())
G_DECLARE_FINAL_TYPE (LfAccountRow, lf_account_row, LF, ACCOUNT_ROW, AdwActionRow)

/**
 * LfAccountRow::asked: (string what, string value): "role" with the role; "state" with "active" or
 * "disabled"; "place", "reset" and "remove" with ""
 */

/* @is_oneself: whoever looks at it, who cannot take her own right away */
LfAccountRow *lf_account_row_new (JsonObject *account, const LfPlaces *places, gboolean is_oneself);
JsonObject *lf_account_row_get_account (LfAccountRow *self); /* as the server lists it */

/* (transfer none): a role for people, or the word when it is not known */
const char *lf_role_label (const char *role);

G_END_DECLS
