/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which records may be one and the same (domain.md §4, levels L1 to L4), by rules that stand in a
 * table beside the schema. */

#pragma once

#include "lf-record.h"

G_BEGIN_DECLS

typedef enum
{
  LF_DUPLICATE_NONE,
  LF_DUPLICATE_L1, /* the same code or name: saved only once a person has judged */
  LF_DUPLICATE_L2, /* a very similar name and the same investor or place: likewise */
  LF_DUPLICATE_L3, /* the same investor, industry and about the same amount: a warning */
  LF_DUPLICATE_L4, /* the same phone, address or person: a hint */
} LfDuplicateLevel;

/* How two values of a field are compared. A blank value matches nothing. */
typedef enum
{
  LF_MATCH_NONE,
  LF_MATCH_SAME,       /* equal but for width, case, blanks, punctuation; sets: a common element */
  LF_MATCH_NAME,       /* one name, as LfCompany.whole has it */
  LF_MATCH_LIKE_NAME,  /* names of LF_DUPLICATE_SIMILARITY */
  LF_MATCH_LIKE_FIRM,  /* the same, places left out, and they begin alike: that is what tells firms
                          apart */
  LF_MATCH_SOUND,      /* names that are read alike, places left out */
  LF_MATCH_PLACE,      /* both places are known and one lies in the other */
  LF_MATCH_PLACE_OPEN, /* the same, or one of them is not known */
  LF_MATCH_AMOUNT,     /* at most LF_DUPLICATE_AMOUNT apart, of the larger one */
} LfMatchKind;

#define LF_DUPLICATE_SIMILARITY 85 /* percent */
#define LF_DUPLICATE_AMOUNT 20     /* percent */
#define LF_DUPLICATE_MAX_MATCHES 3

/* Raise it when names come apart in another way: stores then make their keys anew. */
#define LF_DUPLICATE_VERSION "1;"

typedef struct
{
  LfMatchKind kind;
  const char *field;
} LfMatch;

/* A line of the table: two records of @entity are of @level when every match holds. */
typedef struct
{
  const char *entity;
  LfDuplicateLevel level;
  LfMatch matches[LF_DUPLICATE_MAX_MATCHES + 1]; /* ended by LF_MATCH_NONE */
  gboolean decides; /* two sound values that differ are two records, whatever else they share */
} LfDuplicateRule;

/* (array): ended by a NULL entity; an entity's rules stand together, lowest level first */
const LfDuplicateRule *lf_duplicate_rules (void);
const LfDuplicateRule *lf_duplicate_rules_of (const LfEntity *entity); /* (nullable): none */

/* Does a record of this level wait for a person's verdict before it is saved? */
gboolean lf_duplicate_blocks (LfDuplicateLevel level);

/* A record as it is compared: every value its rules ask for, made comparable once. */
typedef struct _LfDuplicateForm LfDuplicateForm;

/* (transfer full) (nullable): NULL when its entity has no rules */
LfDuplicateForm *lf_duplicate_form_new (const LfRecord *record);
void lf_duplicate_form_free (LfDuplicateForm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfDuplicateForm, lf_duplicate_form_free)

/**
 * lf_duplicate_compare:
 * Returns: (nullable): the first rule that holds for two records of one entity
 */
const LfDuplicateRule *lf_duplicate_compare (const LfDuplicateForm *a, const LfDuplicateForm *b);

/**
 * lf_duplicate_keys:
 * Returns: (transfer full) (element-type gint64): what a record is to be found under
 *
 * Of any two records that lf_duplicate_compare() takes for duplicates, one's keys hold one of the
 * other's probes: it is enough to compare those. Without doubles.
 */
GArray *lf_duplicate_keys (const LfDuplicateForm *self);
GArray *lf_duplicate_probes (const LfDuplicateForm *self);

/* (transfer full): what agreed, for people: "same Name", "similar Name, same Enterprise" */
char *lf_duplicate_explain (const LfDuplicateRule *rule);
const char *lf_duplicate_level_name (LfDuplicateLevel level); /* "L1" */

G_END_DECLS
