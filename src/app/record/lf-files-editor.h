/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editor of a set of files: a row for each, opened by a click, and a button that adds one. */

#pragma once

#include "lf-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LF_TYPE_FILES_EDITOR (lf_files_editor_get_type ())
G_DECLARE_FINAL_TYPE (LfFilesEditor, lf_files_editor, LF, FILES_EDITOR, AdwBin)

LfEditor *lf_files_editor_new (LfStore *store);
/* Copies the files in and offers the set with all of them: what was dropped or pasted. */
void lf_files_editor_add (LfFilesEditor *self, GSList *files /* (element-type GFile) */);

/* Copies a file into the store in a thread; finish returns (transfer full): the attachment-set
 * element. */
void lf_file_add_async (LfStore *store,
                        const char *path,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
char *lf_file_add_finish (LfStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
