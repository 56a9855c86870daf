/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entities of a zone as const tables. Adding a field is one line; adding an entity is one
 * table. */

#pragma once

#include "lf-field.h"

G_BEGIN_DECLS

typedef struct _LfRecord LfRecord;

/* What is particular to an entity: adds an LfProblem for each rule broken. See lf-rules.h. */
typedef void (*LfRule) (const LfRecord *before,
                        const LfRecord *after,
                        gboolean undoing,
                        GPtrArray *problems);

/* The fields that say who sees a record and all that belongs to it; see lf-sight.h. */
typedef struct
{
  const char *park;    /* (nullable): whose it is */
  const char *offered; /* the park that is asked to take it */
  const char *team;    /* who works on it, of whatever park */
  const char *secret;  /* the flag with which it is the team's alone */
} LfScopeFields;

/* As what its records stand in the timeline of what they belong to; what is no plain record can be
 * jotted down there. */
typedef enum
{
  LF_TOLD_AS_RECORD,
  LF_TOLD_AS_TALK,
  LF_TOLD_AS_COMMENT,
} LfToldAs;

typedef struct
{
  const char *name;      /* table, command line and wire: "land_case" */
  const char *label;     /* N_("Land case") */
  const char *plural;    /* N_("Land cases") */
  const char *synonyms;  /* sheet names met in imports */
  const LfField *fields; /* ended by a NULL name */
  const char *icon;      /* symbolic icon name */
  const char *parent; /* the reference field whose target it belongs to (scope, "related records");
                         NULL: stands alone */
  const char *phase;  /* (nullable): the choice that says where its records stand: what matters then
                         comes first, see LfField.phases */
  const char *date;   /* the date field its timeline goes by; NULL: none */
  LfToldAs told_as;
  const char *author; /* (nullable): refers to the account of who says it, or took part in it */
  const char *lock_field, *lock_value; /* while the field holds the value only that field and sets
                                          may change; NULL: never locked */
  LfRule rule;                         /* (nullable) */
  const char *offered_on; /* on whose pages it is offered though there is none, joined by "|"; NULL:
                             on all it refers to */
  const char *key; /* the fields, joined by "|", that together tell that a row of a spreadsheet is
                      a record that is there already; NULL: the title */
  const char *shared_by;   /* the flag without which a record is only its maker's: a server sends it
                              to no other account; NULL: all are the zone's */
  const char *kept_by;     /* refers to the account whose record it is, filled in where it is made:
                              of all others only who manages the zone changes it; NULL: everybody
                              who may by his role */
  gboolean made_by_server; /* devices change what it says and never make one */
  LfScopeFields scope;     /* no park: what it belongs to says who sees it */
  gboolean names_record;   /* its fields "entity" and "record" say what record of any entity it is
                              about and goes with, where it has no parent */
  gboolean spans_parks;    /* what belongs to a park's is all parks' nevertheless, but not what
                              belongs to one that is secret */
} LfEntity;

const LfEntity *lf_schema_find (const char *name); /* (nullable) */
const LfEntity *const *
lf_schema_entities (guint *ret_n); /* NULL-terminated, in the order of the sidebar and of exports */
guint lf_entity_n_fields (const LfEntity *entity);
int lf_entity_index (const LfEntity *entity, const char *field);            /* -1 when unknown */
const LfField *lf_entity_field (const LfEntity *entity, const char *field); /* (nullable) */
/* whether the field matters to records whose LfEntity.phase is @phase */
gboolean lf_field_matters_in (const LfField *field, const char *phase /* nullable */);
const LfField *lf_entity_title (const LfEntity *entity); /* the field that names its records */
/* (nullable): what its records belong to, itself or over its parents, that says who sees them;
 * NULL: they are the zone's */
const LfEntity *lf_entity_scope_source (const LfEntity *entity);
const LfField *lf_entity_parent_field (const LfEntity *entity); /* (nullable) */
/* whether its records can be about those of @about: by their parent, or by its name */
gboolean lf_entity_is_about (const LfEntity *entity, const LfEntity *about);
gboolean lf_entity_is_offered_on (const LfEntity *entity, const LfEntity *page);
const char *lf_entity_label (const LfEntity *entity);  /* translated */
const char *lf_entity_plural (const LfEntity *entity); /* translated */

G_END_DECLS
