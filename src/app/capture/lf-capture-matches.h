/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a lead being taken down may be already: each match with its level, and what can be done
 * with it. */

#pragma once

#include <adwaita.h>
#include "lf-capture.h"

G_BEGIN_DECLS

#define LF_TYPE_CAPTURE_MATCHES (lf_capture_matches_get_type ())
G_DECLARE_FINAL_TYPE (LfCaptureMatches, lf_capture_matches, LF, CAPTURE_MATCHES, AdwBin)

/**
 * LfCaptureMatches:
 * Signal `chosen` (LfCapturePart, LfRecord): the draft is that record
 * Signal `opened` (LfRecord)
 * Signal `logged` (LfRecord): what was entered is news of that record
 * Signal `confirmed`: Enter was pressed behind the reason
 */

/* Hidden when there is nothing to show. */
void lf_capture_matches_show (LfCaptureMatches *self, const LfCapture *capture);
/* (transfer full) (nullable): why what matches is another one */
char *lf_capture_matches_reason (LfCaptureMatches *self);
void lf_capture_matches_focus (LfCaptureMatches *self);

G_END_DECLS
