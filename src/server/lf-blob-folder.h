/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of all zones: a folder with a folder per zone, in which a file goes by its SHA-256.
 *
 * A file is there once it came whole and its digest fits; until then each device writes into a part
 * of its own, so that nobody can spoil what somebody else is sending. Zones share no files: to know
 * a digest of another zone opens nothing. May be used from several threads. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LF_BLOB_PIECE_BYTES (1024 * 1024) /* at most in one request or answer */

typedef struct _LfBlobFolder LfBlobFolder;

/* Made with the first file. Forgets uploads that nobody went on with for a week. */
LfBlobFolder *lf_blob_folder_new (const char *path);
void lf_blob_folder_free (LfBlobFolder *self);

/* 64 lower-case hexadecimal digits and nothing else. */
gboolean lf_blob_is_digest (const char *text);

/* Whose file it is, and which. */
typedef struct
{
  const char *zone;
  const char *device; /* that sends it; not needed for reading */
  const char *digest; /* see lf_blob_is_digest() */
} LfBlob;

gint64 lf_blob_folder_size (LfBlobFolder *self, const LfBlob *blob); /* -1: not there whole */
gint64 lf_blob_folder_offset (LfBlobFolder *self,
                              const LfBlob *blob); /* how much the device sent */

/* (transfer full) (nullable): up to @length bytes from @offset; NULL when it cannot be read */
GBytes *lf_blob_folder_read (LfBlobFolder *self, const LfBlob *blob, gint64 offset, gsize length);

typedef enum
{
  LF_BLOB_MORE,      /* taken; more is to come */
  LF_BLOB_WHOLE,     /* all is there, on disk */
  LF_BLOB_ELSEWHERE, /* not taken: go on at *ret_offset */
  LF_BLOB_WRONG,     /* all came and is not what the digest names: forgotten */
  LF_BLOB_FULL,      /* the disk is full: forgotten, records need the room more */
  LF_BLOB_FAILED,
} LfBlobAnswer;

/* Takes the bytes from @offset of a file of @total. */
LfBlobAnswer lf_blob_folder_append (LfBlobFolder *self,
                                    const LfBlob *blob,
                                    GBytes *piece,
                                    gint64 offset,
                                    gint64 total,
                                    gint64 *ret_offset);

G_END_DECLS
