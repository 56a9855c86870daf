/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After each sync: did anything come that may be here already? Two people who met one firm offline
 * are told, and judge on the duplicates page. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_DUPLICATES_WATCH (lf_duplicates_watch_get_type ())
G_DECLARE_FINAL_TYPE (LfDuplicatesWatch, lf_duplicates_watch, LF, DUPLICATES_WATCH, GObject)

LfDuplicatesWatch *lf_duplicates_watch_new (LfAppContext *context); /* watches until it is freed */

G_END_DECLS
