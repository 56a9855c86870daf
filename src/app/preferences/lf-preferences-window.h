/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preferences: each of them holds at once. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_PREFERENCES_WINDOW (lf_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (LfPreferencesWindow, lf_preferences_window, LF, PREFERENCES_WINDOW, AdwWindow)

LfPreferencesWindow *lf_preferences_window_new (GtkWindow *parent, LfAppContext *context);

G_END_DECLS
