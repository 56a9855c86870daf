/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The zone's own industries over GB/T 4754 (domain.md L5): a code belongs to the industry with the
 * longest code that it begins with. */

#pragma once

#include "lf-record.h"

G_BEGIN_DECLS

typedef struct _LfTaxonomy LfTaxonomy;

LfTaxonomy *lf_taxonomy_new (void);
void lf_taxonomy_free (LfTaxonomy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfTaxonomy, lf_taxonomy_free)

/* An industry; what is deleted, and what is no industry, is passed over. */
void lf_taxonomy_take (LfTaxonomy *self, LfRecord *industry);

/* (nullable) (transfer none): whose the code is. Of two that name the same prefix the part goes
 * before the whole, else the one that was made first. A section's letter, "C39", is passed over. */
const LfRecord *lf_taxonomy_find (const LfTaxonomy *self, const char *code);
/* (nullable) (transfer none): by its name */
const LfRecord *lf_taxonomy_find_name (const LfTaxonomy *self, const char *name);
/* (transfer full): "三新/新材料/膜材料" */
char *lf_taxonomy_path (const LfTaxonomy *self, const LfRecord *industry);

/* What is to be said of the two codes of a project (industry_code) and its industry (industry). */
typedef enum
{
  LF_INDUSTRY_AGREED,  /* the name is the code's industry, a whole or a part of it */
  LF_INDUSTRY_NO_CODE, /* an industry alone */
  LF_INDUSTRY_NO_NAME, /* the code alone: its industry can be filled in */
  LF_INDUSTRY_NEITHER,
  LF_INDUSTRY_UNMAPPED, /* no industry of the zone has the code */
  LF_INDUSTRY_UNKNOWN,  /* the zone has no industry of that name */
  LF_INDUSTRY_CONFLICT, /* the code is another industry's */
  LF_N_INDUSTRY_CHECKS,
} LfIndustryCheck;

/* @ret_right: (out) (optional) (nullable) (transfer none): the industry that the code says */
LfIndustryCheck
lf_taxonomy_check (const LfTaxonomy *self, const LfRecord *project, const LfRecord **ret_right);
const char *lf_industry_check_key (LfIndustryCheck check);
const char *lf_industry_check_label (LfIndustryCheck check); /* translated */

G_END_DECLS
