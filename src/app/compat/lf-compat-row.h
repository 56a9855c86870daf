/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows whose lines wrap. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Lets the lines of @row, whose title or subtitle wraps, take the width there is. A box asks them
 * how wide they are in the height it has; what they then need may be more than the row has, and
 * what stands beside them goes out of sight. Once, when the row is made. */
void lf_action_row_fit (AdwActionRow *row);

G_END_DECLS
