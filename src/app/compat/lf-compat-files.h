/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing files, the same on every version of GTK. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * lf_file_open_async:
 * @kind: (nullable): what such files are called, with @suffixes
 * @suffixes: (nullable): "csv", "xlsx", in any case, ended by NULL; NULL: any file
 *
 * lf_file_open_finish() returns: (transfer full): NULL with G_IO_ERROR_CANCELLED when nothing was
 * chosen
 */
void lf_file_open_async (GtkWindow *parent,
                         const char *title,
                         const char *kind,
                         const char *const *suffixes,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
GFile *lf_file_open_finish (GtkWindow *parent, GAsyncResult *result, GError **error);

void lf_file_save_async (GtkWindow *parent,
                         const char *title,
                         const char *suggested_name,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
GFile *lf_file_save_finish (GtkWindow *parent, GAsyncResult *result, GError **error);

void lf_file_choose_folder_async (GtkWindow *parent,
                                  const char *title,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GFile *lf_file_choose_folder_finish (GtkWindow *parent, GAsyncResult *result, GError **error);

G_END_DECLS
