/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the server keeps of a device that sends files, and of the zone's key. */

#pragma once

#include "lf-server-bundle.h"

G_BEGIN_DECLS

/* A file that the device named, with a record that refers to it. */
typedef struct
{
  char *entity;
  char *record;
  char *element;
} LfServerBundleFile;

void lf_server_bundle_file_free (gpointer file);

typedef struct
{
  gboolean has_key; /* an administrator accepted it */
  guint8 key[LF_BUNDLE_KEY_BYTES];
  gint64 taken;   /* number of its newest bundle that came; 0: none */
  gint64 written; /* of the newest one for it */
  gint64 heard;   /* of the newest one it said it took */

  /* as its newest bundle said */
  gint64 since, cursor;
  char *epoch;         /* (nullable) */
  char *sight;         /* (nullable): what it was told that it sees */
  GPtrArray *changes;  /* (element-type utf8): ids of what it held */
  GPtrArray *received; /* (element-type utf8): elements of the files it held */
  GPtrArray *wanted;   /* (element-type LfServerBundleFile) */
} LfServerBundleState;

/* Of a device that never sent one: blank. */
gboolean lf_server_bundle_state_load (LfServerBundleState *ret_state,
                                      const LfServerPlace *place,
                                      const char *device,
                                      GError **error);
gboolean lf_server_bundle_state_save (const LfServerBundleState *self,
                                      const LfServerPlace *place,
                                      const char *device,
                                      GError **error);
void lf_server_bundle_state_clear (LfServerBundleState *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfServerBundleState, lf_server_bundle_state_clear)

gboolean
lf_server_bundle_zone_key (const LfServerPlace *place, LfBundleKey *ret_key, GError **error);
char *lf_server_bundle_epoch (const LfServerPlace *place, GError **error); /* of the zone */

/* (transfer full): who sends from there; FALSE sentences for a device that may not */
LfServerUser *
lf_server_bundle_user (const LfServerPlace *place, const LfServerDevice *device, GError **error);

G_END_DECLS
