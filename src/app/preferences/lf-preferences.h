/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person prefers on this device: kept in the file preferences.ini beside the store, at once.

 * Properties: "scheme" (int, LfScheme), "brief" (boolean), "brief-minute" (int, of the day),
 * "automatic-sync" (boolean), "files-at-cost" (boolean: large files go over a network that costs
 * money, too), "device-name" (string, never blank: the machine's unless somebody says otherwise),
 * "is-begun" (boolean: a person chose to begin with an empty store); how wall charts are presented:
 * "present-all" (boolean: all of them), "present-seconds" (int: how long a page stays; 0: until it
 * is turned), "present-room" (int, LfRoom); "open-groups" (int: which groups of the sidebar's
 * views are unfolded, a bit for each LfViewGroup); "map-tiles" (string: the folder of tiles under
 * maps; NULL or blank: none). */

#pragma once

#include "lf-brief.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  LF_SCHEME_SYSTEM,
  LF_SCHEME_LIGHT,
  LF_SCHEME_DARK,
} LfScheme;

#define LF_TYPE_PREFERENCES (lf_preferences_get_type ())
G_DECLARE_FINAL_TYPE (LfPreferences, lf_preferences, LF, PREFERENCES, GObject)

/**
 * LfPreferences::failed: (string sentence): what was chosen holds until the program ends, but could
 * not be kept
 */
LfPreferences *lf_preferences_new (const char *store_folder);

LfBrief lf_preferences_get_brief (LfPreferences *self);
/* The brief of that day is dealt with. */
void lf_preferences_set_told (LfPreferences *self, const LfDate *day);
char *lf_preferences_get_device_name (LfPreferences *self); /* (transfer full) */

G_END_DECLS
