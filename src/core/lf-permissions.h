/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The permission table as people read it: what each role may do, entities with the same rights
 * together. The rights themselves are lf_rules_may(). */

#pragma once

#include "lf-schema.h"

G_BEGIN_DECLS

#define LF_PERMISSION_ACTIONS "ced" /* create, edit, delete */

/* Entities that every role may do the same with. */
typedef struct
{
  GPtrArray *entities; /* (element-type LfEntity), unowned */
  GStrv actions;       /* one for each role, in the order of lf_permission_roles(): "ce" */
} LfPermissionGroup;

void lf_permission_group_free (LfPermissionGroup *self);

/* Roles that a person can have, ended by a NULL key. */
const LfOption *lf_permission_roles (void);

/* (transfer full): "ce", in the order of LF_PERMISSION_ACTIONS */
char *lf_permission_actions (const char *role, const char *entity);
/* (transfer full): for people: "add, edit" */
char *lf_permission_describe (const char *actions);

/**
 * lf_permission_groups:
 * @filter: (nullable): only entities whose label or name has it in it
 * Returns: (transfer full) (element-type LfPermissionGroup): in the order of the schema
 */
GPtrArray *lf_permission_groups (const char *filter);

/* (transfer full): labels of the group's entities, in one line */
char *lf_permission_group_label (const LfPermissionGroup *self);

G_END_DECLS
