/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parks of a zone in their tree, with their land, firms and projects, and how well those fit
 * (domain.md L1, O7). What counts for a park counts for those it lies in, and once in all. */

#pragma once

#include "lf-layout.h"
#include "lf-store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 n_firms;
  gint64 n_projects; /* that count: not the dropped ones */
  gint64 n_fit[LF_N_FITS];
  LfTotals investment;
} LfParkFigures;

typedef struct
{
  GPtrArray *tree;             /* (element-type LfPark) */
  LfParkFigures *figures;      /* of each, with the parks in it */
  GPtrArray *taxonomy;         /* (element-type LfRecord): the zone's industries */
  GPtrArray *plots;            /* (element-type LfRecord): of the parks */
  GHashTable *plot_industries; /* (element-type utf8 utf8): by id of a plot, its project's */
  GPtrArray **industries; /* private: of each and each LfFit the industries of its own projects */
} LfParkSheet;

void lf_park_sheet_free (LfParkSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfParkSheet, lf_park_sheet_free)

/* @as_of: (nullable): the day as of which it is told; NULL: as things stand now */
LfParkSheet *lf_store_parks_sync (LfStore *self, const LfDate *as_of, GError **error);

/* The index in the tree of the park @id, -1 where there is none. */
int lf_park_sheet_find (const LfParkSheet *self, const char *id);

/* (transfer full): the land of its parks and plots by industry; the sheet stays until it is freed
 */
LfLayout *lf_park_sheet_layout (const LfParkSheet *self);

/* 0…100, of those that fit or do not; NaN where none is judged */
double lf_park_figures_fit_percent (const LfParkFigures *self);

/* (transfer full): the filter of the projects behind LfParkFigures.n_fit of the park at @index;
 * "" where there are none */
char *lf_park_sheet_fit_where (const LfParkSheet *self, guint index, LfFit fit);

/* (transfer full) (nullable): how the project fits @park, as a hint. See lf_fit_tell(). */
char *lf_park_sheet_tell_fit (const LfParkSheet *self,
                              const char *park /* (nullable) */,
                              const char *industry /* (nullable) */,
                              LfFit *ret_fit);

G_END_DECLS
