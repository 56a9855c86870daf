/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading tiles and whole dashboards off the main thread. */

#pragma once

#include "lf-dashboard-sheet.h"

G_BEGIN_DECLS

void lf_tile_read_async (LfStore *store,
                         const LfTile *tile,
                         const LfDashboardFilter *filter,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
LfTileFigures *lf_tile_read_finish (LfStore *store, GAsyncResult *result, GError **error);

void lf_dashboard_sheet_read_async (LfStore *store,
                                    const LfDashboard *dashboard,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
LfDashboardSheet *
lf_dashboard_sheet_read_finish (LfStore *store, GAsyncResult *result, GError **error);

/* What parks, industries or owners projects have: a value of the field and what it is called. */
typedef struct
{
  char *value, *label;
} LfFilterChoice;

void lf_filter_choice_free (LfFilterChoice *self);
void lf_filter_choices_async (LfStore *store,
                              const char *field /* of project; a constant */,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* (element-type LfFilterChoice): by label */
GPtrArray *lf_filter_choices_finish (LfStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
