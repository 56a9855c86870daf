/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question with two or more answers, for what cannot be taken back. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LF_TYPE_QUESTION_DIALOG (lf_question_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfQuestionDialog, lf_question_dialog, LF, QUESTION_DIALOG, AdwWindow)

/**
 * LfQuestionDialog::answered: (string answer): once, and the dialog closes; not when it was closed
 * without an answer
 */
LfQuestionDialog *
lf_question_dialog_new (GtkWindow *parent, const char *question, const char *text);
/* The last one has the focus: it should be the one that does nothing, for a question may come up
 * under somebody's typing. @css_class: (nullable): "suggested-action" or "destructive-action" */
void lf_question_dialog_add_answer (LfQuestionDialog *self,
                                    const char *answer,
                                    const char *label,
                                    const char *css_class);

G_END_DECLS
