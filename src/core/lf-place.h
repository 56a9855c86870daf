/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places of China as firms write them into their names and addresses: province, city, county. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is not said is NULL; all NULL is nowhere. The names are short (宁波, not 宁波市) and live as
 * long as the program, so that equal ones are the same pointer. */
typedef struct
{
  const char *province;
  const char *city;
  const char *county;
} LfPlace;

/**
 * lf_place_match:
 * @text: folded and simplified
 * @ret_place: (out): where that is
 * Returns: how many bytes at the beginning of @text name a place, with its unit (省, 市, 区…) and
 * the smaller places that follow it; 0 when it does not begin with one
 */
gsize lf_place_match (const char *text, LfPlace *ret_place);
void lf_place_find (const char *text /* nullable */,
                    LfPlace *ret_place); /* a city field or an address; nowhere when unknown */
gboolean lf_place_is_known (const LfPlace *self);

/* TRUE when one lies in the other, as far as both are said: 浙江 and 宁波 agree, 绍兴 and 宁波 do
 * not. Nowhere agrees with everything. */
gboolean lf_place_agrees (const LfPlace *a, const LfPlace *b);
char *lf_place_to_text (const LfPlace *self); /* (transfer full): "浙江宁波慈溪" */

G_END_DECLS
