/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stacks whose pages out of sight are out of the accessible tree, too. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * lf_stack_speak_of_shown:
 *
 * From now on a screen reader finds the page of @stack that is shown and no other. GTK before 4.10
 * tells of the others as if they could be seen.
 */
void lf_stack_speak_of_shown (GtkStack *stack);

G_END_DECLS
