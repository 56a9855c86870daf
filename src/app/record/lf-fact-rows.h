/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts on a record's page: groups of rows that tell and are not edited. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* At the end of @box; in plain text, not markup. */
AdwPreferencesGroup *
lf_fact_rows_add_group (GtkBox *box, const char *title, const char *description /* nullable */);
AdwActionRow *lf_fact_rows_add (AdwPreferencesGroup *group, const char *title, const char *text);
/* Before the row's words, which say the same: screen readers are told nothing of it. @style: a CSS
 * class. */
void lf_fact_rows_add_icon (AdwActionRow *row, const char *icon, const char *style /* nullable */);
void lf_fact_rows_clear (GtkBox *box);

G_END_DECLS
