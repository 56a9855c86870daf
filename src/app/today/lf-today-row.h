/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the page Today: what it is about, why it is there, and what can be done about it. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"
#include "lf-store-today.h"

G_BEGIN_DECLS

#define LF_TODAY_UI(name) "/io/github/landfall/Landfall/today/" name ".ui"

#define LF_TYPE_TODAY_ROW (lf_today_row_get_type ())
G_DECLARE_FINAL_TYPE (LfTodayRow, lf_today_row, LF, TODAY_ROW, AdwActionRow)

LfTodayRow *lf_today_row_new (LfAppContext *context);
void lf_today_row_show (LfTodayRow *self, const LfTodayItem *item);
gboolean lf_today_row_is_of (LfTodayRow *self, const LfTodayItem *item);
LfTodayKind lf_today_row_get_kind (LfTodayRow *self);
void lf_today_row_open (LfTodayRow *self);
/* Asks what was done, or for the act that comes next; else goes where the row is settled. */
void lf_today_row_done (LfTodayRow *self);

G_END_DECLS
