/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A project in a half month: its flag, by how far it is ahead or behind, why, and what that asks
 * for. */

#pragma once

#include <adwaita.h>
#include "lf-store-contest.h"

G_BEGIN_DECLS

#define LF_TYPE_CONTEST_ROW (lf_contest_row_get_type ())
G_DECLARE_FINAL_TYPE (LfContestRow, lf_contest_row, LF, CONTEST_ROW, AdwActionRow)

/* Its button does "contest.follow-up" with the award's id. */
LfContestRow *lf_contest_row_new (const LfContestPlace *place);
LfFlag lf_contest_row_get_flag (LfContestRow *self);
const char *lf_contest_row_get_project (LfContestRow *self); /* id */

G_END_DECLS
