/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: opens the store, shows the window, ends in order. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LF_TYPE_APPLICATION (lf_application_get_type ())
G_DECLARE_FINAL_TYPE (LfApplication, lf_application, LF, APPLICATION, AdwApplication)

LfApplication *lf_application_new (void);
/* The exit status of a run that ended by itself: 1 when it could not do what it was called for. */
int lf_application_status (LfApplication *self);

G_END_DECLS
