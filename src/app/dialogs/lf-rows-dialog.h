/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dialog that asks for a few fields and saves what they say as one change. Ctrl+Enter saves;
 * what was entered is not thrown away without a question. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_ROWS_DIALOG (lf_rows_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfRowsDialog, lf_rows_dialog, LF, ROWS_DIALOG, AdwWindow)

/* Returns: (transfer full) (nullable): the change; the error says what is missing, and the dialog
 * stays */
typedef LfChange *(*LfRowsDialogFunc) (LfRowsDialog *self, gpointer user_data, GError **error);

LfRowsDialog *lf_rows_dialog_new (GtkWindow *parent,
                                  LfAppContext *context,
                                  const char *title,
                                  const char *subtitle);
/* The rows that are added next stand below @title and @description (nullable). */
void lf_rows_dialog_add_group (LfRowsDialog *self, const char *title, const char *description);
/* @title: (nullable): another than the field's. Returns: the number of the row */
guint lf_rows_dialog_add_row (LfRowsDialog *self,
                              const LfRecord *draft /* with the value to begin with */,
                              const char *field,
                              const char *title);
/* (nullable): canonical */
const char *lf_rows_dialog_get (LfRowsDialog *self, guint row);
gboolean lf_rows_dialog_get_date (LfRowsDialog *self, guint row, LfDate *ret_date);

/* @done: what is said when it is saved; the focus is in the first row that is blank. */
void lf_rows_dialog_present (LfRowsDialog *self,
                             const char *done,
                             LfRowsDialogFunc make,
                             gpointer user_data,
                             GDestroyNotify free_data);

G_END_DECLS
