/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lead as it is taken down: what they want, in their words. */

#pragma once

#include "lf-record.h"

G_BEGIN_DECLS

/* Names @lead, a project, by the first clause of @wish; one too long for a name is its content,
 * whole. */
void lf_lead_set_wish (LfRecord *lead, const char *wish);

G_END_DECLS
