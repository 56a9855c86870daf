/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A live connection without a server: says what a test tells it to say. */

#pragma once

#include "lf-live.h"

G_BEGIN_DECLS

#define FAKE_TYPE_LIVE (fake_live_get_type ())
G_DECLARE_FINAL_TYPE (FakeLive, fake_live, FAKE, LIVE, GObject)

FakeLive *fake_live_new (void);
void fake_live_say (FakeLive *self, gint64 seq);
/* Ends the connection; those that are tried from now on fail with @code until fake_live_allow(). */
void fake_live_cut (FakeLive *self, int code);
void fake_live_allow (FakeLive *self);
guint fake_live_n_tries (FakeLive *self);
gboolean fake_live_has_to_say (FakeLive *self); /* and nobody took it yet */
gboolean fake_live_is_connected (FakeLive *self);

G_END_DECLS
