/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether something may be meant by what is typed. */

#include "config.h"

#include "lf-name-fit.h"

#include "lf-search-text.h"
#include "lf-text.h"

#include <string.h>

#define LEAST_PINYIN 2 /* letters */

/* In full or by initials, from any character on. */
static gboolean
reads_like (const char *name, const char *wanted)
{
  g_autofree char *index = NULL;
  g_auto (GStrv) spellings = NULL;

  if (strlen (wanted) < LEAST_PINYIN || !g_str_is_ascii (wanted) || g_str_is_ascii (name))
    return FALSE;
  index = lf_pinyin_index (name);
  spellings = g_strsplit (index, " ", -1);
  for (char **spelling = spellings; *spelling != NULL; spelling++)
    if (g_str_has_prefix (*spelling, wanted))
      return TRUE;
  return FALSE;
}

LfFit
lf_name_fit (const char *name, const char *wanted)
{
  g_autofree char *folded = lf_text_fold (name);

  if (g_str_has_prefix (folded, wanted))
    return LF_FIT_BEGINS;
  if (strstr (folded, wanted) != NULL)
    return LF_FIT_HOLDS;
  return reads_like (name, wanted) ? LF_FIT_READS : LF_FIT_NOT;
}

LfFit
lf_names_fit (const char *names, const char *wanted)
{
  g_auto (GStrv) parts = g_strsplit (names == NULL ? "" : names, "|", -1);
  LfFit best = LF_FIT_NOT;

  for (char **name = parts; *name != NULL; name++)
    best = MIN (best, lf_name_fit (*name, wanted));
  return best;
}
