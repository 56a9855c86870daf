/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person asks of all wall charts at once: a month, a park, how they are
 * grouped, which contest ranks. */

#pragma once

#include "lf-wall.h"

G_BEGIN_DECLS

typedef struct
{
  LfDate month;  /* without a day; that of today: as the records are now */
  char *where;   /* (nullable): projects of a park */
  char *by;      /* (nullable): one of lf_wall_groups() of some chart */
  char *contest; /* (nullable): id */
} LfWallAsked;

void lf_wall_asked_init (LfWallAsked *self, const LfDate *today);
void lf_wall_asked_copy (const LfWallAsked *self, LfWallAsked *ret_copy);
void lf_wall_asked_clear (LfWallAsked *self);

/* By @n months, later or earlier, but not beyond today's. FALSE: it is there already */
gboolean lf_wall_asked_move (LfWallAsked *self, int n, const LfDate *today);
gboolean lf_wall_asked_is_now (const LfWallAsked *self, const LfDate *today);
/* Of all that is asked, what that chart heeds. The strings stay @self's. */
void lf_wall_asked_options (const LfWallAsked *self,
                            const char *chart,
                            const LfDate *today,
                            LfWallOptions *ret_options);

G_END_DECLS
