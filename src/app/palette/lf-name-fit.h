/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether something may be meant by what is typed: by its name, or how that is read. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Best first. */
typedef enum
{
  LF_FIT_BEGINS,
  LF_FIT_HOLDS,
  LF_FIT_READS, /* by pinyin or its initials */
  LF_FIT_NOT,
} LfFit;

/* @wanted: folded by lf_text_fold(), not blank */
LfFit lf_name_fit (const char *name, const char *wanted);
LfFit lf_names_fit (const char *names /* nullable: "a|b|c" */, const char *wanted); /* the best */

G_END_DECLS
