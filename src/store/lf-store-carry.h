/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files as the sync engine sees them: which have to go to the server and which to come from there,
 * piece by piece. Blocking calls. */

#pragma once

#include "lf-store-files.h"

G_BEGIN_DECLS

/* A file, and a record that refers to it: by that one may have it. */
typedef struct
{
  char *entity;
  char *record;
  char *element; /* "sha256/name" */
} LfFileReference;

/* Two records may refer to one file: (transfer full) (element-type utf8) the digests of all. */
GHashTable *lf_file_reference_digests (GPtrArray *references);
gint64 lf_file_reference_count (GPtrArray *references); /* of those */

/**
 * lf_store_files_to_carry_sync:
 * @server: names the server as it is now; see lf_store_note_carried_sync()
 * @ret_send: (element-type LfFileReference): here, and not known to be there
 * @ret_fetch: (element-type LfFileReference): not here
 */
gboolean lf_store_files_to_carry_sync (
    LfStore *self, const char *server, GPtrArray **ret_send, GPtrArray **ret_fetch, GError **error);

/* Remembers that @server has the file, so that it is not asked again. Another server is. */
void lf_store_note_carried_sync (LfStore *self, const char *server, const char *element);

/* The server has the file, or wants none of it: where its record went out of sight here, it does
 * not wait any longer. */
gboolean lf_store_forget_owed_sync (LfStore *self, const char *element, GError **error);

/* (transfer full): up to @length bytes from @offset */
GBytes *lf_store_read_file_sync (
    LfStore *self, const char *element, gint64 offset, gsize length, GError **error);

/* Whether the file here still is what was attached; reads all of it. */
gboolean lf_store_check_file_sync (LfStore *self, const char *element, GError **error);

/* How much of a file came already. */
gint64 lf_store_part_size (LfStore *self, const char *element);

/* More of it. When the disk is full the part is given up: records need the room more. */
gboolean
lf_store_add_to_part_sync (LfStore *self, const char *element, GBytes *piece, GError **error);

/* All of it came: it takes its place, on disk, when it is what @element names. Otherwise
 * LF_STORE_ERROR_CORRUPT, and it comes from the beginning next time. */
gboolean lf_store_finish_part_sync (LfStore *self, const char *element, GError **error);

G_END_DECLS
