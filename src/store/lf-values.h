/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Distinct values with numbers: 1 and up, in the order they came. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LfValues LfValues;

LfValues *lf_values_new (void);
void lf_values_free (LfValues *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfValues, lf_values_free)

guint32 lf_values_add (LfValues *self, const void *data, gsize size); /* its number, new or not */
guint32 lf_values_find (const LfValues *self, const void *data, gsize size); /* 0: not among them */
guint32 lf_values_last (const LfValues *self);                               /* 0: there are none */
/* (transfer none): a 0 stands behind it, so a text can be taken as it is. Of 0: "" */
const char *lf_values_get (const LfValues *self, guint32 number, gsize *ret_size /* nullable */);
gsize lf_values_size (const LfValues *self); /* bytes, about */

G_END_DECLS
