/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running and writing reports off the main thread. */

#pragma once

#include "lf-report.h"

G_BEGIN_DECLS

void lf_report_run_async (LfStore *store,
                          const char *name,
                          const LfReportOptions *options,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
LfReport *lf_report_run_finish (LfStore *store, GAsyncResult *result, GError **error);

/* Runs the report again and writes it in the form @path's ending names. */
void lf_report_save_async (LfStore *store,
                           const char *name,
                           const LfReportOptions *options,
                           const char *path,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean lf_report_save_finish (LfStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
