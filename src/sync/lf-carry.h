/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sync without a line: what waits goes into a bundle file, what the server answers comes back in
 * one. Blocking calls; a window calls them on a thread of its own. docs/sync.md tells how. */

#pragma once

#include "lf-bundle.h"
#include "lf-sync.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean sends_all; /* a person agreed to many edits at once (G13) */
  gint64 file_bytes;  /* of attached files, at most */
} LfCarryOptions;

typedef struct
{
  gint64 number; /* of the bundle */
  gint64 n_changes;
  gint64 n_changes_left; /* that did not fit */
  gint64 n_files;
  gint64 n_files_left;  /* that did not fit or cannot be read */
  GPtrArray *problems;  /* (element-type utf8): with files */
  char *fingerprint;    /* of this device's key */
  gboolean is_accepted; /* the server has answered to it before */
} LfCarryExport;

void lf_carry_export_clear (LfCarryExport *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfCarryExport, lf_carry_export_clear)
char *lf_carry_export_format (const LfCarryExport *self); /* (transfer full): for people */

/**
 * lf_carry_export:
 * Writes what waits to be sent, and where this store stands, into a bundle for its server. Nothing
 * leaves the outbox: that is what the answer does. A bundle that is lost is made up for by the next
 * one, which holds all of it again.
 * Errors: LF_BUNDLE_ERROR, LF_SYNC_ERROR_MASS_CHANGE, LF_STORE_ERROR.
 */
gboolean lf_carry_export (LfStore *store,
                          const char *path,
                          const LfCarryOptions *options,
                          LfCarryExport *ret_export,
                          GCancellable *cancellable,
                          GError **error);

typedef struct
{
  LfSyncOutcome sync;
  gint64 number;
  gboolean is_known; /* nothing in it was new */
  gboolean has_more; /* not everything went into it */
} LfCarryImport;

void lf_carry_import_clear (LfCarryImport *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfCarryImport, lf_carry_import_clear)
char *lf_carry_import_format (const LfCarryImport *self); /* (transfer full): for people */

/**
 * lf_carry_import:
 * @fingerprint: (nullable): of the server's key, as a person read it; needed once
 * Takes in the server's answers and records, all of it or nothing, then its files.
 * Errors: LF_BUNDLE_ERROR (UNKNOWN: ask whether the fingerprint is right), LF_STORE_ERROR.
 */
gboolean lf_carry_import (LfStore *store,
                          const char *path,
                          const char *fingerprint,
                          LfCarryImport *ret_import,
                          GCancellable *cancellable,
                          GError **error);

/* (transfer full): of this device's key, which is made when there is none */
char *lf_carry_fingerprint (LfStore *store, GError **error);

G_END_DECLS
