/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One zone, many parks (domain.md O7, L1): the tree of parks, the land of each with what lies in
 * it, and whether an industry fits where it goes (错位发展). Areas are hundredths of mu. Pure. */

#pragma once

#include "lf-record.h"

G_BEGIN_DECLS

#define LF_LAND_UNKNOWN (-1)
#define LF_MU G_GINT64_CONSTANT (100) /* in hundredths */

typedef struct
{
  gint64 area, built, vacant; /* LF_LAND_UNKNOWN where nothing tells of it */
} LfParkLand;

/* What is not vacant, never below 0; LF_LAND_UNKNOWN unless area and vacancy are known. */
gint64 lf_park_land_occupied (const LfParkLand *self);

/* Of a plot. Vacant is what it says; else all of it until it is supplied. Nothing is known of one
 * without an area. @is_built: what stands on it is complete */
LfParkLand lf_plot_land (const LfRecord *plot, gboolean is_built);

/* A park in its tree. Parents stand before what is in them: the @n_within that follow. */
typedef struct
{
  LfRecord *record;
  guint depth; /* 0: in no other park */
  guint n_within;
  guint n_plots;   /* its own, not those of the parks in it */
  LfParkLand land; /* with the parks in it */
} LfPark;

void lf_park_free (LfPark *self);

/**
 * lf_park_tree:
 * @records: (element-type LfRecord): parks
 * @plots: (element-type LfRecord)
 * @built: (element-type utf8): a set of ids of plots: what stands on them is complete
 *
 * The land of a park is that of its plots and of the parks in it. Where it has no plots it is what
 * its own fields say, for a park is measured with the parks in it; where they say no area it is
 * that of the parks in it. So nothing counts twice. Parks that would lie in themselves stand by
 * themselves.
 *
 * Returns: (transfer full) (element-type LfPark): by name among those in the same park
 */
GPtrArray *lf_park_tree (GPtrArray *records, GPtrArray *plots, GHashTable *built);

/* (transfer full): the value of a filter for the park at @index and those in it: "id|id" */
char *lf_park_tree_ids (GPtrArray *tree, guint index);

/* ---- Fit ---- */

typedef enum
{
  LF_FIT_UNKNOWN, /* the park names no leading industry, or the project no industry */
  LF_FIT_YES,
  LF_FIT_NO,
  LF_N_FITS,
} LfFit;

/**
 * lf_fit_judge:
 * @park: or anything else that has leading_industries
 * @industry: (nullable): as a project names it
 * @taxonomy: (nullable) (element-type LfRecord): the zone's industries (domain.md L5)
 * An industry fits that is one of the leading ones, or is part of one by @taxonomy. Names go
 * without 产业, 行业 or 业 at their end.
 */
LfFit lf_fit_judge (const LfRecord *park, const char *industry, GPtrArray *taxonomy);

/* (transfer full) (element-type LfPark): those of @tree that @industry fits */
GPtrArray *lf_fit_better (GPtrArray *tree, const char *industry, GPtrArray *taxonomy);

/**
 * lf_fit_tell:
 * @better: (element-type LfPark): see lf_fit_better()
 * Returns: (transfer full) (nullable): a hint for people: whether it fits, and where it would;
 * NULL where nothing can be said
 */
char *lf_fit_tell (LfFit fit, const LfRecord *park, const char *industry, GPtrArray *better);

G_END_DECLS
