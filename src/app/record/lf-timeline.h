/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record's timeline: what happened to it, newest first. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_TIMELINE (lf_timeline_get_type ())
G_DECLARE_FINAL_TYPE (LfTimeline, lf_timeline, LF, TIMELINE, AdwBin)

void lf_timeline_set_context (LfTimeline *self, LfAppContext *context);
/* Reads it, or reads it again: then as far as it had been read. What can be jotted down about the
 * record is offered below. */
void lf_timeline_show (LfTimeline *self,
                       LfRecord *record,
                       const char *field /* nullable: the whole record */);

G_END_DECLS
