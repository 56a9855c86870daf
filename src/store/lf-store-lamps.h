/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lamps of many projects as they were lit on a day (domain.md V3). */

#pragma once

#include "lf-lamp.h"
#include "lf-store.h"

G_BEGIN_DECLS

typedef struct
{
  LfLamp lamp;
  char *why;   /* a sentence */
  char *since; /* (nullable): "Red since 1 Jun 2023" */
} LfLampThen;

typedef struct _LfLamps LfLamps;

void lf_lamps_free (LfLamps *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfLamps, lf_lamps_free)
const LfLampThen *lf_lamps_find (const LfLamps *self, const char *project); /* (nullable) */

/**
 * lf_store_lamps_sync:
 * @projects: (element-type utf8): ids; one that was not there on @day has no lamp
 * @day: of a month or a quarter its last day
 * The one place that says which lamp was lit on a day that is over: by what was recorded up to
 * then, and by the rules of then. The day @today is judged by what is known now.
 */
LfLamps *lf_store_lamps_sync (
    LfStore *self, GPtrArray *projects, const LfDate *day, const LfDate *today, GError **error);

G_END_DECLS
