/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a trip's panes. What they do are actions of the view around them. */

#pragma once

#include <adwaita.h>
#include "lf-record.h"

G_BEGIN_DECLS

/* @rows: (element-type AdwActionRow): what a pane shows, owned by the groups. Takes them out of
 * those, and hides them. */
void lf_trip_rows_clear (GPtrArray *rows, GtkWidget *pane);
/* Adds one to @group, which is shown then. @subtitle: (nullable) */
AdwActionRow *lf_trip_rows_add (GPtrArray *rows,
                                AdwPreferencesGroup *group,
                                const char *icon,
                                const char *title,
                                const char *subtitle);
/* Activating @row does what @action says. */
void
lf_trip_row_activates (AdwActionRow *row, const char *action, GVariant *target /* (nullable) */);
void lf_trip_row_opens (AdwActionRow *row, const LfRecord *record);
/* @spoken: (nullable): for who hears the button and does not see the row */
void lf_trip_row_add_button (AdwActionRow *row,
                             const char *label,
                             const char *spoken,
                             const char *action,
                             GVariant *target /* (nullable) */);

G_END_DECLS
