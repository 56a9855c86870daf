/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and saving a spreadsheet off the main thread. */

#pragma once

#include "lf-export.h"
#include "lf-import.h"

G_BEGIN_DECLS

/* Parameters as for lf_import_plan_sync(); @options are copied. */
void lf_import_plan_async (LfStore *store,
                           const char *path,
                           const LfImportOptions *options,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
LfImport *lf_import_plan_finish (LfStore *store, GAsyncResult *result, GError **error);

/* Parameters and result as for lf_import_sheets_sync(). */
void lf_import_sheets_async (LfStore *store,
                             const char *path,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
GPtrArray *lf_import_sheets_finish (LfStore *store, GAsyncResult *result, GError **error);

/* @import: (transfer full): no longer to be looked at. @batch: (nullable): that its leads are of */
void lf_import_commit_async (LfStore *store,
                             LfImport *import,
                             const char *batch,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean lf_import_commit_finish (LfStore *store, GAsyncResult *result, GError **error);

/* @import must stay until the callback. */
void lf_import_write_skipped_async (LfStore *store,
                                    const LfImport *import,
                                    const char *path,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean lf_import_write_skipped_finish (LfStore *store, GAsyncResult *result, GError **error);

/* Parameters as for lf_export_sync(); @options are copied. */
void lf_export_async (LfStore *store,
                      LfQuery *query,
                      const LfExportOptions *options,
                      const char *path,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
/* how many; -1 on failure */
gint64 lf_export_finish (LfStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
