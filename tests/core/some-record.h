/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of any entity with all that they must have; and values that are refused everywhere in the
 * same words. */

#pragma once

#include "lf-core.h"

G_BEGIN_DECLS

/* (transfer full): a record and, before it in @ret_all, those it must refer to */
LfRecord *some_record_new (const LfEntity *entity, GPtrArray *ret_all /* LfRecord */);
char *some_text (const LfField *field); /* (nullable): what a person may write into it */

typedef struct
{
  const char *field;    /* of a project */
  const char *heading;  /* as spreadsheets have it */
  const char *text;     /* what cannot be */
  const char *sentence; /* the field, the value, what would be right */
} SameSentence;

extern const SameSentence same_sentences[];
extern const guint n_same_sentences;

G_END_DECLS
