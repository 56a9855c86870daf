/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page of a wall chart; what it can be pointed at are records and the lists behind sums. */

#pragma once

#include "lf-mark-view.h"
#include "lf-wall.h"

G_BEGIN_DECLS

#define LF_WALL_UI(name) "/io/github/landfall/Landfall/wall/" name ".ui"

#define LF_TYPE_WALL_VIEW (lf_wall_view_get_type ())
G_DECLARE_FINAL_TYPE (LfWallView, lf_wall_view, LF, WALL_VIEW, LfMarkView)

typedef enum
{
  LF_ROOM_AS_WINDOW, /* as light or dark as all else */
  LF_ROOM_LIGHT,
  LF_ROOM_DARK,
} LfRoom;

/**
 * LfWallView::turned: it shows another page, or has more or fewer of them, for there is other room
 */

/* @wall: (nullable). The page stays, as far as there is one. */
void lf_wall_view_set_wall (LfWallView *self, LfWall *wall);
LfWall *lf_wall_view_get_wall (LfWallView *self); /* (transfer none) (nullable) */
void lf_wall_view_set_room (LfWallView *self, LfRoom room);

guint lf_wall_view_n_pages (LfWallView *self); /* at least 1 */
guint lf_wall_view_get_page (LfWallView *self);
/* @page: from 0; behind the last it is the last */
void lf_wall_view_set_page (LfWallView *self, guint page);
/* (nullable): of LfMarkView::activated, whose row it is */
const LfWallMark *lf_wall_view_mark (LfWallView *self, guint row);

G_END_DECLS
