/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All parks or one of them, which figures are within. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_PARK_CHOICE (lf_park_choice_get_type ())
G_DECLARE_FINAL_TYPE (LfParkChoice, lf_park_choice, LF, PARK_CHOICE, AdwBin)

/* LfParkChoice::changed: a person chose another one */

/* Reads the parks, and again when they change. */
void lf_park_choice_set_context (LfParkChoice *self, LfAppContext *context);
/* (transfer full) (nullable): the filter of records in the one chosen; NULL: all */
char *lf_park_choice_where (LfParkChoice *self);

G_END_DECLS
