/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The industry layout map (产业布局图, domain.md L1): the land of parks and of their plots, by the
 * industry of what stands on it, with what is vacant. Areas are hundredths of mu. Pure. */

#pragma once

#include "lf-park.h"

G_BEGIN_DECLS

typedef struct
{
  const LfPark *park;
  LfRecord *plot;  /* (nullable): of a park's own line none */
  LfParkLand land; /* of the plot, or of the park with the parks in it */
  gint64 *areas;   /* occupied, of LfLayout.industries */
  gint64 others;   /* occupied by no known industry; LF_LAND_UNKNOWN as lf_park_land_occupied() */
} LfLayoutLine;

typedef struct
{
  GPtrArray *industries; /* (element-type utf8): from the largest area on, then by name */
  GPtrArray *lines;      /* (element-type LfLayoutLine): each park, its own plots right behind it by
                            their      numbers, then the parks in it */
} LfLayout;

void lf_layout_free (LfLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfLayout, lf_layout_free)

/**
 * lf_layout_new:
 * @tree: (element-type LfPark): see lf_park_tree(); it stays until the layout is freed
 * @plots: (element-type LfRecord): those the tree was made of
 * @industries: (element-type utf8 utf8): by id of a plot, that of its project
 *
 * A plot is occupied where it is not vacant (see lf_plot_land()), by the industry of its project.
 * What a line's land has occupied beyond its industries is of others. So the industries, the
 * others and what is vacant add up to the area of a plot, and of a park that is told by its plots.
 */
LfLayout *lf_layout_new (GPtrArray *tree, GPtrArray *plots, GHashTable *industries);

G_END_DECLS
