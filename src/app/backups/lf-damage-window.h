/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown in the place of the window when the store is damaged: what happened, what is safe,
 * and the way back. */

#pragma once

#include <adwaita.h>
#include "lf-damage.h"

G_BEGIN_DECLS

#define LF_TYPE_DAMAGE_WINDOW (lf_damage_window_get_type ())
G_DECLARE_FINAL_TYPE (LfDamageWindow, lf_damage_window, LF, DAMAGE_WINDOW, AdwApplicationWindow)

/* Its buttons activate app.restore with the backup and whether to salvage, and app.quit. */
LfDamageWindow *lf_damage_window_new (GtkApplication *application, const LfDamage *damage);

G_END_DECLS
