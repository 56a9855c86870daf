/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keyring of who is logged in to this computer: org.freedesktop.secrets on the session bus, as
 * GNOME, KDE and KeePassXC keep one. Where there is none, or it is locked, all of this fails at
 * once: nobody is asked anything, and no call takes longer than LF_KEYRING_WAIT_MS. Any thread. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LF_KEYRING_WAIT_MS 2000

/* Programs that people start say that they want it; nothing else touches a keyring. */
void lf_keyring_use (gboolean is_used);

/* Puts @secret under @name, over what is there. FALSE: it is nowhere, keep it in another place. */
gboolean lf_keyring_keep (const char *name, const char *label, const char *secret);

/* (transfer full) (nullable): not there, or the keyring is locked, or gone */
char *lf_keyring_find (const char *name);

void lf_keyring_forget (const char *name);
void lf_keyring_forget_soon (const char *name); /* the same; returns at once */

G_END_DECLS
