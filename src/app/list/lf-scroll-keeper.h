/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps a list where it is while rows come, go and change places above what is seen. */

#pragma once

#include <gtk/gtk.h>
#include "lf-list-model.h"

G_BEGIN_DECLS

/* As long as @scroller lives, which holds a list view or column view of rows of one height. */
void lf_scroll_keeper_watch (GtkScrolledWindow *scroller, LfListModel *model);

G_END_DECLS
