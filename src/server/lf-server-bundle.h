/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles at the server: what a device sent in a file is judged as a push is, and what it is
 * answered, with the pages and files it lacks, goes into a file for it. docs/sync.md tells how. */

#pragma once

#include "lf-blob-folder.h"
#include "lf-bundle.h"
#include "lf-server-storage.h"

G_BEGIN_DECLS

/* Where a zone is kept. */
typedef struct
{
  LfServerStorage *storage;
  LfBlobFolder *blobs; /* (nullable): no files are kept */
  const char *zone;
} LfServerPlace;

/* What an administrator says to a device's key that is new here. */
typedef struct
{
  const char *fingerprint; /* (nullable): as read on the device */
  const char *account;     /* (nullable): whose a device is that never signed in */
} LfServerBundleTrust;

typedef struct
{
  char *device;
  char *account;
  gint64 number;
  gint64 n_changes;
  gint64 n_accepted;
  gint64 n_refused;
  gint64 n_conflicts;
  gint64 n_files;
  gint64 n_files_left;  /* that could not be taken */
  gint64 first_missing; /* number of the first bundle before it that did not come; 0: none */
  gboolean is_known;    /* nothing in it was new */
  gboolean is_unjudged; /* the server came back from a backup: the device has to hear of it first */
} LfServerBundleTaken;

void lf_server_bundle_taken_clear (LfServerBundleTaken *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfServerBundleTaken, lf_server_bundle_taken_clear)
char *lf_server_bundle_taken_format (const LfServerBundleTaken *self); /* for people */

/**
 * lf_server_bundle_import:
 * Judges the changes of a device's bundle in one transaction, then keeps its files.
 * Errors: LF_BUNDLE_ERROR (UNKNOWN: nobody has accepted the key), LF_SERVER_ERROR.
 */
gboolean lf_server_bundle_import (const LfServerPlace *place,
                                  const char *path,
                                  const LfServerBundleTrust *trust,
                                  LfServerBundleTaken *ret_taken,
                                  GError **error);

typedef struct
{
  gint64 number;
  gint64 n_answers;
  gint64 n_records;
  gint64 n_files;
  gint64 n_files_left; /* that did not fit */
  gboolean has_more;   /* not all records fitted */
  char *account;
  char *fingerprint; /* of the zone's key */
  gboolean is_first; /* the device has not said yet that it took one */
} LfServerBundleMade;

void lf_server_bundle_made_clear (LfServerBundleMade *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfServerBundleMade, lf_server_bundle_made_clear)
char *lf_server_bundle_made_format (const LfServerBundleMade *self); /* for people */

/**
 * lf_server_bundle_export:
 * @device: its id
 * @file_bytes: of attached files, at most
 * Writes answers to what the device's newest bundle held, and all that is new since where that one
 * said the device stands.
 */
gboolean lf_server_bundle_export (const LfServerPlace *place,
                                  const char *device,
                                  const char *path,
                                  gint64 file_bytes,
                                  LfServerBundleMade *ret_made,
                                  GError **error);

/* (transfer full): of the zone's key, which is made when there is none */
char *lf_server_bundle_fingerprint (const LfServerPlace *place, GError **error);

G_END_DECLS
