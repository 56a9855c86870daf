/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of a bulletin that was kept: when, and whether its figures are what the records say
 * (domain.md K2). */

#pragma once

#include <gtk/gtk.h>
#include "lf-bulletin.h"

G_BEGIN_DECLS

#define LF_TYPE_BULLETIN_KEPT (lf_bulletin_kept_get_type ())
G_DECLARE_FINAL_TYPE (LfBulletinKept, lf_bulletin_kept, LF, BULLETIN_KEPT, GtkWidget)

/* @kept: (nullable): none was, and nothing is told. Looking into its figures takes a while: until
 * then that is what is told. */
void lf_bulletin_kept_show (LfBulletinKept *self, LfStore *store, const LfBulletin *kept);

G_END_DECLS
