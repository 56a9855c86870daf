/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How projects stand: the values of the fields that nobody writes (LF_FIELD_DERIVED), worked out on
 * each device from what it holds, and whose change asks for working them out again. */

#pragma once

#include "lf-lamp.h"
#include "lf-lead-score.h"

G_BEGIN_DECLS

/* What follows for projects from a change of a record. */
typedef enum
{
  LF_STANDING_NOTHING,
  LF_STANDING_ITSELF, /* it has such fields */
  LF_STANDING_PART,   /* what it belongs to has */
  LF_STANDING_NAMED,  /* projects name it, or name what it names: lf_standing_name() */
  LF_STANDING_ALL,    /* all projects may stand otherwise */
} LfStandingRole;

LfStandingRole lf_standing_role (const LfEntity *entity);
const LfEntity *lf_standing_entity (void); /* that has such fields */

/* How a value of such a field looks: a symbolic icon name, a CSS class; (nullable): of another
 * field, or of one without looks. Never the colour alone. */
const char *lf_standing_icon (const LfField *field, const char *value /* nullable */);
const char *lf_standing_style (const LfField *field, const char *value /* nullable */);

/* How projects name a record of an entity. */
typedef struct
{
  const char *own; /* (nullable): the field that holds what they name; NULL: the record itself */
  const char *project;        /* the project's field that names it */
  const char *const *watched; /* its fields that say how they stand, ended by NULL */
} LfStandingName;

/* (nullable): NULL: of another role than LF_STANDING_NAMED */
const LfStandingName *lf_standing_name (const LfEntity *entity);

#define LF_N_STANDING 6

/* The fields, in the order of the values below. */
const LfField *lf_standing_field (guint index);

/* @score: (nullable): of one that is scored. @ret_values: (transfer full) (nullable elements):
 * canonical */
void lf_standing_judge (const LfBasis *basis,
                        const LfLampFacts *facts,
                        const LfLeadScore *score,
                        char *ret_values[LF_N_STANDING]);

G_END_DECLS
