/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The zone's industries in their tree, and presets that a zone can begin with (domain.md L5). */

#pragma once

#include "lf-change.h"
#include "lf-industry.h"

G_BEGIN_DECLS

/* The taxonomy of the national classification: the zone's own industries go before its. */
#define LF_TAXONOMY_NATIONAL "GB/T 4754-2017"

/* ---- The tree ---- */

typedef struct
{
  const LfRecord *record; /* (transfer none): as long as the taxonomy lives */
  guint depth;            /* 0: part of no other */
  guint n_within;         /* the parts, and theirs, that follow */
} LfIndustryNode;

/* (transfer full) (element-type LfIndustryNode): each before its parts; the zone's own before the
 * national ones; by code where they have one, else by name. What would lie in itself stands by
 * itself. */
GPtrArray *lf_taxonomy_tree (const LfTaxonomy *self);

/* ---- Presets (lf-industry-preset.c) ---- */

typedef struct
{
  const char *name;  /* "national" */
  const char *label; /* N_() */
} LfIndustryPreset;

const LfIndustryPreset *lf_industry_presets (guint *ret_n);

/**
 * lf_industry_preset_make:
 * @name: of a preset; "parks" makes an industry of each leading industry that @parks name
 * @parks: (element-type LfRecord)
 * Returns: (transfer full) (element-type LfRecord) (nullable): the whole before its parts, each
 * with an id that follows from what it is, so that two devices make the same one.
 * LF_ERROR_NOT_FOUND: there is no such preset
 */
GPtrArray *lf_industry_preset_make (const char *name, GPtrArray *parks, GError **error);

/**
 * lf_industry_preset_load:
 * What of a preset the zone lacks. An industry that is there, or another of its name, stays as it
 * is, and the parts go into that one; one that was deleted is brought back.
 * @made: (element-type LfRecord): see lf_industry_preset_make(); parts are told their whole
 * @there: (element-type LfRecord): the zone's industries, and what was deleted of those of @made
 * Returns: (transfer full) (nullable): one change; NULL: nothing is lacking
 */
LfChange *lf_industry_preset_load (GPtrArray *made, GPtrArray *there, guint *ret_n);

G_END_DECLS
