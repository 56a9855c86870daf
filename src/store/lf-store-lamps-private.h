/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What reading lamps and closing them share. */

#pragma once

#include "lf-store-lamps.h"
#include "lf-store-private.h"

G_BEGIN_DECLS

#define LF_LAMP_MONTH "lamp_month" /* the entity whose records are lamps that are kept */

/* As the parameters of lf_store_lamps_sync(). */
typedef struct
{
  LfQuery *projects; /* (nullable) */
  LfDate first, today;
  guint n_months;
  LfLampsWhy why;
} LfLampsAsked;

const char *lf_lamps_park (const LfRecord *project); /* (nullable) */

LfLampChart *lf_lamps_read (LfDb *db, const LfLampsAsked *asked, GError **error);

G_END_DECLS
