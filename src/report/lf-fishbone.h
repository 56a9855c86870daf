/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fishbone of a chain (domain.md L2), drawn once for screen, file and paper: the spine runs to
 * the chain, the chain's own segments are ribs above and below it, and the parts of each stand
 * along its rib. Where there is no room for two ribs side by side the spine runs down, and all
 * stand right of it. */

#pragma once

#include "lf-chart.h"
#include "lf-chain.h"

G_BEGIN_DECLS

/* The box of a segment. */
typedef struct
{
  double x, y, width, height;
  double rib_x, rib_y; /* where its twig meets the rib; upright: the line that comes down to it */
  double spine;        /* y of the spine that the rib goes to; upright: x */
  guint segment;
} LfFishboneBox;

typedef struct
{
  GArray *boxes; /* LfFishboneBox: by segment */
  double width, height;
  double head_x, head_y, head_width, head_height; /* of the chain's own box */
  GArray *spines;                                 /* double: y of each; upright: x of the one */
  double slant; /* how far a rib leans to the right for each pixel nearer to the spine */
  gboolean is_upright;
} LfFishbone;

/* By the width and the font alone: the height follows from the segments. */
LfFishbone *lf_fishbone_new (const LfChain *chain, const LfChartStyle *style, double width);
void lf_fishbone_free (LfFishbone *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfFishbone, lf_fishbone_free)

/* The segment whose box holds the point; -1: none */
int lf_fishbone_segment_at (const LfFishbone *self, double x, double y);
/* The segment that is beside @from in the direction (one of both is 0); -1: none. From -1 on it is
 * the first. */
int lf_fishbone_beside (const LfFishbone *self, int from, int right, int down);

/**
 * lf_fishbone_draw:
 * A box says its state without colour: present has a full frame and a filled dot, weak is hatched
 * with a half dot, missing is dashed with an empty one; the word stands in it.
 * @selected: -1: none
 */
void lf_fishbone_draw (const LfFishbone *self,
                       const LfChain *chain,
                       const LfChartStyle *style,
                       cairo_t *cr,
                       int selected);

/* A sheet: title, what it comes to, fishbone, legend; in points, of whatever size. */
void lf_fishbone_draw_sheet (const LfChain *chain, cairo_t *cr, double width, double height);
/* @path: ending in .svg, .png or .pdf */
gboolean lf_fishbone_write (const LfChain *chain, const char *path, GError **error);
/* (transfer full): the drawing's twin: a row for each segment */
LfReport *lf_fishbone_table (const LfChain *chain);

G_END_DECLS
