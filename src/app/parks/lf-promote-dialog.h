/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two parks promote a project together (联动招商, O7): whose, and what share of the credit. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

gboolean lf_promote_can (LfAppContext *context, LfRecord *record);
void lf_promote_dialog_present (GtkWindow *parent, LfAppContext *context, LfRecord *project);

G_END_DECLS
