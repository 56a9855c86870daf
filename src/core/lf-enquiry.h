/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Enquiries of investors (L17): answered, and made a lead in one step. Pure. */

#pragma once

#include "lf-change.h"
#include "lf-date.h"

G_BEGIN_DECLS

/* The filter of those that wait for an answer. */
#define LF_ENQUIRY_OPEN "answered_on= and state!=lead"

/**
 * lf_enquiry_answer:
 * @by: (nullable): id of the account of who answers
 * Returns: (transfer full) (nullable): one change. LF_ERROR_INVALID: nothing is answered;
 * LF_ERROR_REFUSED: it was answered already.
 */
LfChange *lf_enquiry_answer (const LfRecord *enquiry,
                             const char *answer,
                             const char *by,
                             const LfDate *today,
                             GError **error);

/**
 * lf_enquiry_make_lead:
 * @name: (nullable): of the lead; NULL: what the enquiry is about
 * @by: (nullable): id of the account that answers for the lead
 * Returns: (transfer full) (nullable): one change: the lead, which says where it came from, and the
 * enquiry that leads to it. LF_ERROR_REFUSED: it is one already.
 */
LfChange *lf_enquiry_make_lead (const LfRecord *enquiry,
                                const char *name,
                                const char *by,
                                const LfDate *today,
                                char **ret_project,
                                GError **error);

G_END_DECLS
