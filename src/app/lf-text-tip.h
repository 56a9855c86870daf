/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tooltip of a text that may be shortened: in what is shown many times over, and in titles. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Says the whole of what stands in @text, once, for all it will show. It is asked for when somebody
 * points there: to set one at each text that is shown is a question to the display each time. */
void lf_text_tip_add (GtkInscription *text);

/* Says @text of @widget: static, or a translation. A tooltip in a template asks the display while
 * the window is made. */
void lf_text_tip_say (GtkWidget *widget, const char *text);

/* Says the whole of each label below @holder that is shortened. */
void lf_text_tip_add_to_parts (GtkWidget *holder);

/* Likewise of the title, and of the line below it, in the header bar of @window; once, when its
 * template is there. */
void lf_text_tip_add_to_title (GtkWindow *window);

G_END_DECLS
