/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The zone's industries in their tree with their projects (domain.md L5), and the presets that it
 * can begin with. */

#pragma once

#include "lf-industry-tree.h"
#include "lf-store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 n_projects; /* that count: not the dropped ones */
  LfTotals investment;
} LfIndustryFigures;

typedef struct
{
  LfTaxonomy *taxonomy;
  GPtrArray *tree;            /* (element-type LfIndustryNode) */
  LfIndustryFigures *figures; /* of each, with its parts: projects that name one of them */
} LfIndustrySheet;

void lf_industry_sheet_free (LfIndustrySheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfIndustrySheet, lf_industry_sheet_free)

LfIndustrySheet *lf_store_industries_sync (LfStore *self, GError **error);

/* (transfer full): the filter of the projects of the industry at @index and of its parts */
char *lf_industry_sheet_where (const LfIndustrySheet *self, guint index);
/* (transfer full): "3 projects · CNY 520 million"; "" where there are none */
char *lf_industry_figures_tell (const LfIndustryFigures *self);

/**
 * lf_store_industries_load_sync:
 * What the zone lacks of @preset, written as one change; once more changes nothing. See
 * lf_industry_preset_load().
 * @ret_n: (out): how many came
 */
gboolean
lf_store_industries_load_sync (LfStore *self, const char *preset, guint *ret_n, GError **error);

G_END_DECLS
