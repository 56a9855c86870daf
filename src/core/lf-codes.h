/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Code tables as data: industries (GB/T 4754-2017: 20 sections, 97 divisions) and administrative
 * divisions (GB/T 2260). They come from data/codes when the program is built. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "C", "39", "C39", "3911" or "C3911", with the section's letter if any agreeing with the division.
 */
gboolean lf_industry_is_known (const char *code);
char lf_industry_section (const char *code);     /* 'C' for "39"; 0 when unknown */
const char *lf_industry_name (const char *code); /* (nullable): of its division or section, in the
                                                    user's language */
guint lf_industry_n_divisions (char section);    /* 0 where there is no such section */
const char *lf_industry_code_at (guint index);   /* (nullable): sections and divisions in order */

/* Whether one of @codes (a set, as of a zone's own industry) is @code or above it: C and C39 cover
 * 3972. */
gboolean lf_industry_covers (const char *codes, const char *code);

/* Six digits, or the twelve of statistics forms, of which the first six count. */
const char *lf_division_name (const char *code); /* (nullable): "海曙区" */
char *lf_division_path (const char *code); /* (transfer full) (nullable): "浙江省宁波市海曙区" */
guint lf_division_count (guint level); /* how many provinces (0), cities (1), counties (2) */

G_END_DECLS
