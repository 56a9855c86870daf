/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Record ids: UUID text, 36 lower-case characters, made on the device. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LF_ID_BYTES 16

char *lf_id_new (void); /* (transfer full): UUIDv7 of now; sorts by time, unique across devices */
char *lf_id_derive (const char *first,
                    ...) G_GNUC_NULL_TERMINATED; /* (transfer full): UUIDv8 of the parts' SHA-256:
                                                    the same parts give the same id */
gint64 lf_id_time_us (const char *id); /* when lf_id_new() made it, by that device's clock; 0 for
                                          other ids */
gboolean lf_id_is_valid (const char *text); /* any UUID, canonical form */
gboolean lf_id_to_bytes (const char *text, guint8 ret_bytes[LF_ID_BYTES]);
char *lf_id_from_bytes (const guint8 bytes[LF_ID_BYTES]); /* (transfer full) */

G_END_DECLS
