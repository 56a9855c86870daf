/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What SQLite reports, as a sentence that says what to do. */

#include "config.h"

#include "lf-store-errors.h"

#include "lf-store.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

/* clang-format off */
G_DEFINE_QUARK (lf-store-error-quark, lf_store_error)
/* clang-format on */

/* clang-format off */
static const struct { int sqlite; LfStoreError code; const char *sentence; } causes[] = {
  { SQLITE_FULL, LF_STORE_ERROR_FULL,
    N_ ("The disk with “%s” is full. Nothing was saved and nothing was lost: free some space and try again.") },
  { SQLITE_READONLY, LF_STORE_ERROR_READ_ONLY,
    N_ ("“%s” may only be read. Ask for the right to write there, or choose another folder.") },
  { SQLITE_PERM, LF_STORE_ERROR_READ_ONLY,
    N_ ("“%s” may only be read. Ask for the right to write there, or choose another folder.") },
  { SQLITE_BUSY, LF_STORE_ERROR_BUSY,
    N_ ("Another program has been holding “%s” for more than ten seconds. Nothing was saved: try again when it is done.") },
  { SQLITE_LOCKED, LF_STORE_ERROR_BUSY,
    N_ ("Another program has been holding “%s” for more than ten seconds. Nothing was saved: try again when it is done.") },
  { SQLITE_CORRUPT, LF_STORE_ERROR_CORRUPT,
    N_ ("The store “%s” is damaged. Restore the newest file of its folder “backups”, then sync.") },
  { SQLITE_NOTADB, LF_STORE_ERROR_NOT_OURS,
    N_ ("“%s” is not a Landfall store. Choose another folder; the file was not touched.") },
  { SQLITE_PROTOCOL, LF_STORE_ERROR_BUSY,
    N_ ("Another program has been holding “%s” for more than ten seconds. Nothing was saved: try again when it is done.") },
  { SQLITE_NOMEM, LF_STORE_ERROR_IO,
    N_ ("There is not enough memory to read or write “%s”. Nothing was lost: close other programs and try again.") },
  { SQLITE_CANTOPEN, LF_STORE_ERROR_IO,
    N_ ("“%s” cannot be opened. Check that the folder exists and may be read and written.") },
};
/* clang-format on */

void
lf_store_errors_set (GError **error, int sqlite_code, const char *detail, const char *path)
{
  g_debug ("SQLite %d: %s", sqlite_code, detail);
  /* why it could not make its shared memory larger it does not tell, but that is for want of space
   */
  if (sqlite_code == SQLITE_IOERR_SHMSIZE)
    sqlite_code = SQLITE_FULL;
  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    if ((sqlite_code & 0xff) == causes[i].sqlite)
      {
        g_set_error (error, LF_STORE_ERROR, causes[i].code,
                     g_dgettext (GETTEXT_PACKAGE, causes[i].sentence), path);
        return;
      }
  g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_IO,
               _ ("The store “%1$s” could not be read or written (%2$s). Nothing was lost: check "
                  "the disk and try again."),
               path, detail);
}
