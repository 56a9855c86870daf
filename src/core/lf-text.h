/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as people and machines compare it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *lf_text_fold (const char *text); /* (transfer full): NFKC, case and width folded, runs of
                                          blanks to one, trimmed: for search and equality */
gboolean lf_text_is_among (const char *folded, const char *alternatives /* nullable: "a|b|c" */);
char *lf_text_clean (const char *text); /* (transfer full): control characters out, trimmed;
                                           newlines kept. NULL when nothing is left */
void lf_text_append_csv (GString *text,
                         const char *cell,
                         gboolean is_last); /* a cell of comma-separated values (RFC 4180), quoted
                                               where it must be, and what stands behind it */
/* (transfer full): @number begins with digits, as in "-12500.5 mu": "-12,500.5 mu"; one that is
 * written with an exponent stays as it is */
char *lf_text_group_digits (const char *number);
gsize lf_text_json_size (const char *text /* nullable: "" */); /* bytes, as a string of JSON with
                                                                  its quotes and escapes */

G_END_DECLS
