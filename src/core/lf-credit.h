/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose a project counts as that went from one park to another: shares by indicator and period
 * (domain.md O7, W14). */

#pragma once

#include "lf-record.h"

G_BEGIN_DECLS

/* What is agreed where nobody agrees otherwise. */
typedef struct
{
  const char *indicator; /* an option of credit_share.indicator */
  int from_percent;      /* of the park that gives; the one that takes has the rest */
  int years;
} LfCreditPreset;

const LfCreditPreset *lf_credit_presets (guint *ret_n);

/**
 * lf_credit_shares:
 * @transfer: that was accepted, with displays
 * @accepted: the day from which they count
 * Returns: (transfer full) (element-type LfRecord): two for each preset. The same transfer gives
 * the same ids.
 */
GPtrArray *lf_credit_shares (const LfRecord *transfer, const LfDate *accepted);

/**
 * lf_credit_check:
 * @shares: (element-type LfRecord): of one project
 * Returns: (transfer full) (element-type utf8): a sentence for each indicator and period whose
 * shares do not add up to 100 %
 */
GPtrArray *lf_credit_check (GPtrArray *shares);

G_END_DECLS
