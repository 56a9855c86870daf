/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The zone's accounts, for an administrator: adding, changing, closing and removing them. */

#pragma once

#include <json-glib/json-glib.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_ACCOUNTS_BOX (lf_accounts_box_get_type ())
G_DECLARE_FINAL_TYPE (LfAccountsBox, lf_accounts_box, LF, ACCOUNTS_BOX, GtkWidget)

/* LfAccountsBox::changed: the server has done something, the list is to be read again */

void lf_accounts_box_set_context (LfAccountsBox *self, LfAppContext *context);

/* @user: who looks at it */
void lf_accounts_box_show (LfAccountsBox *self, JsonArray *accounts, const char *user);

G_END_DECLS
