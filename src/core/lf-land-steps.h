/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps by which a project gets its land, from the conversion of farmland to the registered
 * title (农转用 → 净地 → 预公告 → 公告 → 报名 → 挂牌 → 摘牌 → 公示 → 合同 → 付清 → 交地 →
 * 不动产权证), as the dates of its land case tell them (domain.md §6, W21). */

#pragma once

#include "lf-change.h"
#include "lf-money.h"

G_BEGIN_DECLS

#define LF_N_LAND_STEPS 12

typedef struct
{
  const char *field;     /* of the land case: the day on which it was done */
  const char *waits_for; /* (nullable): of the land case: a day that has to come before */
  gboolean is_of_new;    /* only of newly supplied land */
  gboolean is_of_sale;   /* only of land that is sold in public: listing, auction, tender */
  gboolean has_price;    /* settles the price and the number of the confirmation */
} LfLandStep;

/* In order. */
extern const LfLandStep lf_land_steps[LF_N_LAND_STEPS];
/* Their keys, labels and other names, ended by a NULL key: the options of land_document.step. */
extern const LfOption lf_land_step_options[LF_N_LAND_STEPS + 1];

const char *lf_land_step_label (guint step); /* translated */
/* By key, label in either language or another name. */
gboolean lf_land_step_find (const char *word, guint *ret_step);

/* Does this way of getting land go through it? What has a date does. */
gboolean lf_land_step_applies (guint step, const LfRecord *land_case);
/* @ret_on: (out) (optional) */
gboolean lf_land_step_is_done (guint step, const LfRecord *land_case, LfDate *ret_on);
/* The first after all that were done; LF_N_LAND_STEPS: none is left. */
guint lf_land_next_step (const LfRecord *land_case);
/* How many apply, and of those how many are done. */
guint lf_land_count_steps (const LfRecord *land_case, guint *ret_n_done);

/* What is recorded of a step. */
typedef struct
{
  LfDate on;
  const char *price;        /* (nullable): canonical */
  const char *confirmation; /* (nullable) */
  const char *files;        /* (nullable): elements of an attachment set */
  const char *document;     /* (nullable): what they are called; NULL: as the step */
} LfLandRecording;

/**
 * lf_land_record_step:
 * Returns: (transfer full): one change: the day in the case, the price with it, and a document
 * where there are files. LF_ERROR_INVALID: a price for a step that settles none.
 */
LfChange *lf_land_record_step (const LfRecord *land_case,
                               guint step,
                               const LfLandRecording *recording,
                               GError **error);

/* To the fen, half up; FALSE where price or area are not known. */
gboolean lf_land_price_per_mu (const LfRecord *land_case, LfMoney *ret_price);

G_END_DECLS
