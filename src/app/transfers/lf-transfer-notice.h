/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notice on a project's page while a park is asked to take the project. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_TRANSFER_NOTICE (lf_transfer_notice_get_type ())
G_DECLARE_FINAL_TYPE (LfTransferNotice, lf_transfer_notice, LF, TRANSFER_NOTICE, AdwBin)

void lf_transfer_notice_set_context (LfTransferNotice *self, LfAppContext *context);
/* Shows what waits for an answer about @record, or nothing; it is read first. @record: (nullable)
 */
void lf_transfer_notice_show (LfTransferNotice *self, const LfRecord *record);

/* May whoever works here ask another park to take @record? */
gboolean lf_transfer_can_ask (LfAppContext *context, const LfRecord *record);

G_END_DECLS
