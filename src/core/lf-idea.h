/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Project ideas before any investor (谋项目, domain.md L16), until somebody invests. Pure. */

#pragma once

#include "lf-change.h"
#include "lf-date.h"

G_BEGIN_DECLS

/* The filter of those that wait for an investor. */
#define LF_IDEA_OPEN "state!=lead and state!=given_up"

/**
 * lf_idea_make_lead:
 * @enterprise: (nullable): id of the investor that was found
 * @by: (nullable): id of the account that answers for the lead where the idea has no owner
 * @ret_project: (out) (optional) (transfer full): its id
 *
 * Returns: (transfer full) (nullable): one change: the lead with what the idea says, and the idea
 * that leads to it. LF_ERROR_REFUSED: it is one already, or was given up.
 */
LfChange *lf_idea_make_lead (const LfRecord *idea,
                             const char *enterprise,
                             const char *by,
                             const LfDate *today,
                             char **ret_project,
                             GError **error);

G_END_DECLS
