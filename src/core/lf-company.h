/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A firm's name taken apart for comparing (domain.md §4): two ways of writing one firm give one
 * key. */

#pragma once

#include "lf-place.h"

G_BEGIN_DECLS

/* Texts are in matching form: width and case folded, simplified characters, no blanks, brackets or
 * punctuation, no legal form. None is empty unless the name is. */
typedef struct
{
  char *whole;   /* with its places, in their short names, where they stood */
  char *core;    /* without them: what tells the firm from others of its place */
  LfPlace place; /* the place in the name */
} LfCompany;

void lf_company_parse (const char *name, LfCompany *ret_company);
void lf_company_clear (LfCompany *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfCompany, lf_company_clear)

char *lf_company_key (const char *name);  /* (transfer full): LfCompany.whole alone */
char *lf_company_sound (const char *key); /* (transfer full): as it is read, in pinyin: 寰采星 and
                                             环采星 sound the same */

/**
 * lf_text_similarity:
 * Returns: percent, 100 for equal texts: one less the edits needed over the longer one's length
 */
guint lf_text_similarity (const char *a, const char *b);

G_END_DECLS
