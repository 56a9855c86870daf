/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fishbone whose segments can be clicked, walked with the arrow keys and listened to. */

#pragma once

#include <gtk/gtk.h>
#include "lf-fishbone.h"

G_BEGIN_DECLS

#define LF_TYPE_FISHBONE_VIEW (lf_fishbone_view_get_type ())
G_DECLARE_FINAL_TYPE (LfFishboneView, lf_fishbone_view, LF, FISHBONE_VIEW, GtkWidget)

/**
 * LfFishboneView::selected: another segment is, or none
 * LfFishboneView::activated: what stands in the selected one is asked for
 */

/* @chain: (nullable): not owned: it is set anew before it goes */
void lf_fishbone_view_set_chain (LfFishboneView *self, const LfChain *chain);
int lf_fishbone_view_get_selected (LfFishboneView *self); /* -1: none */
void lf_fishbone_view_select (LfFishboneView *self, int segment);

G_END_DECLS
