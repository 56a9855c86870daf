/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The places of a widget that draws many things: what stands in a place is drawn by the widget; the
 * place is there to be focused and spoken. One is on the way of Tab: the selected one, or the
 * first. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _LfDrawnPlaces LfDrawnPlaces;

/* @place, which was not selected, has the focus now. */
typedef void (*LfDrawnPlaceFunc) (GtkWidget *drawing, int place);

/* @drawing: not owned: their parent, which takes them away (0 of them) as it is disposed of; it is
 * drawn anew when the colours around it change. To assistive technology it should be a list. */
LfDrawnPlaces *lf_drawn_places_new (GtkWidget *drawing, LfDrawnPlaceFunc focused);
void lf_drawn_places_free (LfDrawnPlaces *self);

void lf_drawn_places_set_n (LfDrawnPlaces *self, guint n);
guint lf_drawn_places_n (const LfDrawnPlaces *self);
/* What is spoken of @place and shown where somebody points at it. */
void lf_drawn_places_say (LfDrawnPlaces *self, guint place, const char *spoken);
void lf_drawn_places_allocate (LfDrawnPlaces *self, guint place, const GtkAllocation *where);

/* @place: -1: none */
void lf_drawn_places_select (LfDrawnPlaces *self, int place);
int lf_drawn_places_selected (const LfDrawnPlaces *self);
/* It is selected already. */
void lf_drawn_places_grab_focus (LfDrawnPlaces *self, int place);

/* @drawing is drawn anew when the colours around it change. */
void lf_drawing_follow_colours (GtkWidget *drawing);

G_END_DECLS
