/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store of a few projects for a window, and the command line to look into it. */

#pragma once

#include "lf-driver.h"
#include "ui-cli.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder, *store;
} Zone;

/* Alpha, Beta, Gamma and Delta works, in this order, of 1亿元 and 20 jobs each. */
void zone_set_up (Zone *zone, gconstpointer data);
void zone_tear_down (Zone *zone, gconstpointer data);

/* All four in a window, newest first, with the one before the last focused. */
LfDriver *zone_show_projects (Zone *zone);

/* "Projects: 2" */
void zone_assert_count (Zone *zone, const char *where, const char *expected);

G_END_DECLS
