/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wall charts on the whole screen of a meeting room.

 * Pages turn by key (Space, arrows, Page Up, Page Down, Home, End; digits for charts), by click, or
 * by themselves; D makes the room dark or light, Escape leaves. What changes in the store is shown
 * at once, on the page that is shown. The screen saver is kept away meanwhile. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"
#include "lf-wall-asked.h"
#include "lf-wall-view.h"

G_BEGIN_DECLS

#define LF_WALL_INTERVAL_MIN 5 /* s */
#define LF_WALL_INTERVAL_MAX 60

#define LF_TYPE_WALL_SHOW (lf_wall_show_get_type ())
G_DECLARE_FINAL_TYPE (LfWallShow, lf_wall_show, LF, WALL_SHOW, GtkWindow)

typedef struct
{
  const char *chart; /* it begins with */
  gboolean is_all;   /* it goes on to the other charts */
  const LfWallAsked *asked;
  LfRoom room;
  guint interval_s;    /* 0: pages turn by hand only */
  GdkMonitor *monitor; /* (nullable) */
} LfWallShowPlan;

/* Shown at once. @parent: (nullable): whose application it is of */
LfWallShow *lf_wall_show_new (LfAppContext *context, GtkWindow *parent, const LfWallShowPlan *plan);

/* Whether that which is shown is read. */
gboolean lf_wall_show_is_ready (LfWallShow *self);
const char *lf_wall_show_chart (LfWallShow *self); /* the one shown */
LfWallView *lf_wall_show_view (LfWallShow *self);
/* What time does: where pages turn by themselves, @ms of the interval pass. */
void lf_wall_show_pass (LfWallShow *self, guint ms);

G_END_DECLS
