/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entity's records that refer to a record. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"
#include "lf-relations.h"

G_BEGIN_DECLS

#define LF_TYPE_RELATION_GROUP (lf_relation_group_get_type ())
G_DECLARE_FINAL_TYPE (LfRelationGroup, lf_relation_group, LF, RELATION_GROUP, AdwPreferencesGroup)

LfRelationGroup *
lf_relation_group_new (LfAppContext *context, const LfRelation *relation, LfRecord *origin);

G_END_DECLS
