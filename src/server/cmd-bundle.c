/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bundle: what travels in files where there is no line. */

#include "config.h"

#include "lf-cmd.h"

#include "lf-server-audit.h"
#include "lf-server-bundle.h"

#include <glib/gi18n.h>
#include <stdio.h>

#define MEGABYTE (1000 * 1000)

static void
print_aside (const char *sentence)
{
  fprintf (stderr, "%s\n", sentence);
}

/* Where --data and --zone say; the blobs are opened too. */
static gboolean
open_place (const LfOptions *options, LfServerPlace *ret_place, GError **error)
{
  g_autofree char *blobs = lf_cmd_blobs (options);
  g_autoptr (LfServerStorage) there = lf_cmd_open (options, error); /* none is made for a bundle */

  if (there == NULL)
    return FALSE;
  ret_place->storage = lf_cmd_open_zone (options, error);
  ret_place->zone = lf_cmd_zone (options);
  if (ret_place->storage != NULL && blobs != NULL)
    ret_place->blobs = lf_blob_folder_new (blobs);
  return ret_place->storage != NULL && lf_cmd_renew_backup (ret_place->storage, print_aside, error);
}

static void
place_clear (LfServerPlace *self)
{
  g_clear_object (&self->storage);
  g_clear_pointer (&self->blobs, lf_blob_folder_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfServerPlace, place_clear)

static gboolean
make_answer (const LfOptions *options,
             const LfServerPlace *place,
             const char *device,
             const char *file,
             GError **error)
{
  g_auto (LfServerBundleMade) made = { 0 };
  g_autofree char *sentence = NULL;
  gint64 file_bytes
      = options->file_mb < 0 ? LF_BUNDLE_FILE_BYTES : (gint64) options->file_mb * MEGABYTE;

  if (!lf_server_bundle_export (place, device, file, file_bytes, &made, error))
    return FALSE;
  sentence = lf_server_bundle_made_format (&made);
  printf ("%s\n", sentence);
  return TRUE;
}

static gboolean
note_import (const LfServerPlace *place, const LfServerBundleTaken *taken, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, taken->number);
  g_autofree char *address = g_strdup_printf ("console (%s)", g_get_user_name ());
  LfAuditSource source = { place->zone, taken->account, taken->device, address };

  return lf_audit_note (place->storage, &source, LF_AUDIT_BUNDLE, NULL, number, error);
}

gboolean
lf_cmd_bundle_import (const LfOptions *options, const char *file, GError **error)
{
  const LfServerBundleTrust trust = { options->fingerprint, options->account };
  g_auto (LfServerPlace) place = { 0 };
  g_auto (LfServerBundleTaken) taken = { 0 };
  g_autofree char *sentence = NULL;

  if (!open_place (options, &place, error)
      || !lf_server_bundle_import (&place, file, &trust, &taken, error)
      || !note_import (&place, &taken, error))
    return FALSE;
  sentence = lf_server_bundle_taken_format (&taken);
  printf ("%s\n", sentence);
  return options->answer == NULL
         || make_answer (options, &place, taken.device, options->answer, error);
}

gboolean
lf_cmd_bundle_export (const LfOptions *options, const char *file, GError **error)
{
  g_auto (LfServerPlace) place = { 0 };

  if (options->device == NULL)
    {
      g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
                   _ ("Say for which device with --device ID; “device list” shows them."));
      return FALSE;
    }
  return open_place (options, &place, error)
         && make_answer (options, &place, options->device, file, error);
}

gboolean
lf_cmd_bundle_key (const LfOptions *options, const char *name, GError **error)
{
  g_auto (LfServerPlace) place = { 0 };
  g_autofree char *fingerprint = NULL;

  if (!open_place (options, &place, error))
    return FALSE;
  fingerprint = lf_server_bundle_fingerprint (&place, error);
  if (fingerprint != NULL)
    printf ("%s\n", fingerprint);
  return fingerprint != NULL;
}

static void
print_line (const char *line, gpointer user_data)
{
  printf ("%s\n", line);
}

gboolean
lf_cmd_bundle_show (const LfOptions *options, const char *file, GError **error)
{
  return lf_bundle_show (file, options->with_changes, print_line, NULL, error);
}
