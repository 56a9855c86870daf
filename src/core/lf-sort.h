/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of a list as text: fields' names joined by ",", "-" before one for descending. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LF_SORT_MOST 4 /* fields */

/* The place of @field in @sort (nullable), from 1; 0: it is not there */
guint lf_sort_find (const char *sort, const char *field, gboolean *ret_descending);

/**
 * lf_sort_toggle:
 * Returns: (transfer full) (nullable): @sort with @field behind the others; turned round where it
 * is there, and taken out where it is there and descending
 */
char *lf_sort_toggle (const char *sort, const char *field);

G_END_DECLS
