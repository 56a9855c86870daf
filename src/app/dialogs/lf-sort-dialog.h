/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that says by which fields a list is ordered, without a pointer. */

#pragma once

#include <adwaita.h>
#include "lf-core.h"

G_BEGIN_DECLS

#define LF_TYPE_SORT_DIALOG (lf_sort_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfSortDialog, lf_sort_dialog, LF, SORT_DIALOG, AdwWindow)

/* @fields: (element-type LfField): those offered; @sort: (nullable): as it is. Signal `sorted`
 * (string, nullable): the order chosen. */
LfSortDialog *lf_sort_dialog_new (GtkWindow *parent, GPtrArray *fields, const char *sort);

G_END_DECLS
