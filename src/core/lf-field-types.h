/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each value type can do: one row of functions per type; used by lf-field.c only. */

#pragma once

#include "lf-error.h"
#include "lf-field.h"
#include "lf-id.h"
#include "lf-money.h"
#include "lf-text.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean (*parse) (const LfField *field,
                     const char *clean,
                     char **ret_value,
                     GError **error); /* @clean is not blank */
  gboolean (*is_canonical) (const LfField *field, const char *value);
  char *(*format) (const LfField *field, const char *value);
  int (*compare) (const LfField *field, const char *a, const char *b);
} LfValueFuncs;

const LfValueFuncs *lf_value_type (const LfField *field);
char *lf_value_start (const char *text); /* (transfer full): as much of it as a sentence holds */

/* lf-unit.c: what may stand behind a number, folded, and by what that multiplies it */
gboolean lf_unit_factor (const LfField *field, const char *word, double *ret_factor);

/* lf-code.c */
char *lf_code_normalise (const LfField *field,
                         const char *text); /* (transfer full): upper case, half width, no blanks */
char *lf_credit_code_doubt (const char *code); /* (nullable) */
char *lf_phone_doubt (const char *phone);      /* (nullable) */
/* (transfer full): its digits alone, without the country's: +86 138…, 0086-138… and 138… are one
 * number. */
char *lf_phone_digits (const char *phone);
char *lf_email_doubt (const char *address); /* (nullable) */
char *lf_industry_doubt (const char *code); /* (nullable) */
char *lf_division_doubt (const char *code); /* (nullable) */

G_END_DECLS
