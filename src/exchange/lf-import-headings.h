/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headings that people said the field of: records (heading_synonym), so that every device knows. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

typedef struct _LfHeadings LfHeadings;

/* 项 目 名 称*： and 项目名称 are one heading: (transfer full) */
char *lf_heading_fold (const char *heading);

LfHeadings *lf_headings_load_sync (LfStore *store, GError **error);
void lf_headings_free (LfHeadings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfHeadings, lf_headings_free)

/* (nullable): what people said of a folded heading; NULL also where they disagree. */
const LfRecord *
lf_headings_find (const LfHeadings *self, const LfEntity *entity, const char *heading);

/* What a person says of a folded heading. */
typedef struct
{
  const LfEntity *entity;
  const char *heading;
  const LfField *field; /* (nullable): left out */
  const LfField *usual; /* (nullable): what it is by its own words */
} LfHeadingWord;

/* Adds to @change that it is so from now on. */
void lf_headings_learn (const LfHeadings *self, const LfHeadingWord *word, LfChange *change);
void lf_headings_forget (const LfHeadings *self, const LfRecord *known, LfChange *change);

G_END_DECLS
