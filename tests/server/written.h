/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was written at random, and whether all of it is still somewhere (G2). */

#pragma once

#include "zone.h"

G_BEGIN_DECLS

/* An edit as it was made; every value is written once only. */
typedef struct
{
  char *id;
  char *field;
  char *was;   /* (nullable) */
  char *value; /* of a set: all its elements */
  gboolean is_set;
} Written;

GPtrArray *written_new (void); /* (element-type Written) */

/* Makes up a value, or an element for what was there, and returns it: (transfer none) */
const char *written_add (GPtrArray *self,
                         const char *id,
                         const char *field,
                         gboolean is_set,
                         const char *was /* nullable */,
                         gboolean adds_element);

/* Every value is in force, was replaced by somebody who had it in front of him, or is in an open
 * conflict. */
void written_assert_kept (GPtrArray *self, Zone *zone);

G_END_DECLS
