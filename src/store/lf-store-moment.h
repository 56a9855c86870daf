/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a drawing of many lists is made of, read as of one moment: nothing that is committed
 * meanwhile is in one of them and not in another. */

#pragma once

#include "lf-rulebook.h"
#include "lf-store.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *lists;     /* (element-type GPtrArray of LfRecord): as many as queries, displays too */
  LfRulebook *book;     /* the numbers the zone goes by */
  LfCalendar *calendar; /* with the zone's own days */
} LfMoment;

void lf_moment_free (LfMoment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfMoment, lf_moment_free)

const GPtrArray *lf_moment_list (const LfMoment *self, guint index);

/**
 * lf_store_moment_sync:
 * @queries: (element-type LfQuery): at least one; all as of the same day
 */
LfMoment *lf_store_moment_sync (LfStore *self, GPtrArray *queries, GError **error);

G_END_DECLS
