/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a form on the zone's web site sends, as a change like any other: an enquiry to answer, and a
 * lead in triage with the contact and the enterprise it names. */

#pragma once

#include <json-glib/json-glib.h>
#include "lf-server-storage.h"

G_BEGIN_DECLS

#define LF_INQUIRY_MAX_BODY (32 * 1024)

/* Are the members there, of the right type and no longer than allowed? LF_ERROR_SYNTAX names the
 * one that is not. */
gboolean lf_inquiry_check (JsonNode *node, GError **error);

/**
 * lf_inquiry_to_change:
 * @node: was checked
 * @source: who sends it
 * @today: when
 * Returns: (transfer full): a change whose ids are derived from the inquiry's; NULL with
 * LF_ERROR_INVALID: the sentence says which rule a value breaks
 */
LfChange *lf_inquiry_to_change (JsonNode *node,
                                const LfServerUser *source,
                                const LfDate *today,
                                GError **error);

/* (transfer full): the id of the enquiry's record. */
char *lf_inquiry_record (JsonNode *node, const LfServerUser *source);

G_END_DECLS
