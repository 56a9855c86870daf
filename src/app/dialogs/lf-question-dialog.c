/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question with two or more answers. */

#include "config.h"

#include "lf-question-dialog.h"

struct _LfQuestionDialog
{
  AdwWindow parent_instance;

  GtkLabel *question;
  GtkLabel *text;
  GtkBox *answers;
};

enum
{
  ANSWERED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfQuestionDialog, lf_question_dialog, ADW_TYPE_WINDOW)

static void
answer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (LfQuestionDialog) self = g_object_ref (LF_QUESTION_DIALOG (widget));

  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[ANSWERED], 0, g_variant_get_string (parameter, NULL));
}

static void
lf_question_dialog_class_init (LfQuestionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[ANSWERED] = g_signal_new ("answered", LF_TYPE_QUESTION_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "question.answer", "s", answer_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/dialogs/lf-question-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LfQuestionDialog, question);
  gtk_widget_class_bind_template_child (widget_class, LfQuestionDialog, text);
  gtk_widget_class_bind_template_child (widget_class, LfQuestionDialog, answers);
}

static void
lf_question_dialog_init (LfQuestionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LfQuestionDialog *
lf_question_dialog_new (GtkWindow *parent, const char *question, const char *text)
{
  LfQuestionDialog *self
      = g_object_new (LF_TYPE_QUESTION_DIALOG, "transient-for", parent, "title", question, NULL);

  gtk_label_set_label (self->question, question);
  gtk_label_set_label (self->text, text);
  return self;
}

void
lf_question_dialog_add_answer (LfQuestionDialog *self,
                               const char *answer,
                               const char *label,
                               const char *css_class)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", answer);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "question.answer");
  if (css_class != NULL)
    gtk_widget_add_css_class (button, css_class);
  gtk_box_append (self->answers, button);
  gtk_window_set_focus (GTK_WINDOW (self), button);
}
