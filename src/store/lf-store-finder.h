/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparing many records of one entity with those of a store; used by lf-store-duplicates*.c. */

#pragma once

#include "lf-store-duplicates.h"
#include "lf-store-private.h"

G_BEGIN_DECLS

/* What shares a key with more records than these, such as all the projects of a firm called "to be
 * found", is compared with the newest of them. Equal names and codes have keys of their own. */
#define LF_FINDER_MAX_SHARED 200

typedef struct _LfFinder LfFinder;

LfFinder *lf_finder_new (LfDb *db, const LfEntity *entity, GError **error);
void lf_finder_free (LfFinder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfFinder, lf_finder_free)

/* What a record is compared by. */
typedef struct
{
  LfDuplicateForm *form;
  GArray *keys;   /* (element-type gint64): lf_duplicate_keys() */
  GArray *probes; /* (element-type gint64): lf_duplicate_probes() */
} LfCompared;

/* (nullable): its entity has no rules */
LfCompared *lf_compared_new (const LfRecord *record);
void lf_compared_free (LfCompared *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfCompared, lf_compared_free)

/* Adds an LfDuplicate to @found for each record in a row before @before that @record may be. */
gboolean lf_finder_find (LfFinder *self,
                         const LfRecord *record,
                         const LfCompared *compared,
                         gint64 before,
                         GPtrArray *found,
                         GError **error);

G_END_DECLS
