/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decision of a body on a project (domain.md L12, C13): the dialog tells what is missing, and a
 * veto is never overruled. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

/* Whether @record is an evaluation that waits for the decision of its body. */
gboolean lf_decision_waits (const LfRecord *record);

/* Reads what is known of the project, then asks. @evaluation: waits for its decision. @meeting:
 * (nullable): where it is decided */
void lf_decision_dialog_present (GtkWindow *parent,
                                 LfAppContext *context,
                                 LfRecord *evaluation,
                                 LfRecord *meeting);

G_END_DECLS
