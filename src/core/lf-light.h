/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a record stands with its next step, at a glance: by the date of its rule in lf-today.h. */

#pragma once

#include "lf-record.h"

G_BEGIN_DECLS

typedef enum
{
  LF_LIGHT_OVERDUE,
  LF_LIGHT_SOON, /* within LF_LIGHT_SOON_DAYS */
  LF_LIGHT_PLANNED,
  LF_LIGHT_NONE, /* nothing is planned */
  LF_N_LIGHTS,
} LfLight;

#define LF_LIGHT_SOON_DAYS 7

const char *lf_light_key (LfLight light);   /* "overdue" */
const char *lf_light_label (LfLight light); /* translated */
const char *lf_light_icon (LfLight light);  /* symbolic icon name: never colour alone */
const char *lf_light_style (LfLight light); /* a CSS class: "error", "warning", "success" … */
LfLight lf_light_of (const LfRecord *record, const LfDate *today); /* of an entity with steps */
/* (transfer full): filter text of the records of @entity that have it */
char *lf_light_filter (LfLight light, const LfEntity *entity);

G_END_DECLS
