/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watches the database for what any process commits to it. */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

/* What a look found. */
typedef struct
{
  GHashTable *seqs;   /* (element-type utf8 gint64): the newest number of each zone */
  GHashTable *tokens; /* (nullable) (element-type utf8 utf8): lf_live_key() → hash of its token, of
                         all devices that may connect; NULL: nobody looked this time */
} LfLiveSight;

typedef struct _LfLiveWatch LfLiveWatch;
typedef void (*LfLiveSightFunc) (const LfLiveSight *sight, gpointer user_data);

/* @func: called in @context */
LfLiveWatch *lf_live_watch_new (LfServerStorage *storage,
                                GMainContext *context,
                                LfLiveSightFunc func,
                                gpointer user_data);
void lf_live_watch_free (LfLiveWatch *self);
void lf_live_watch_wake (LfLiveWatch *self); /* from any thread */

char *lf_live_key (const char *zone, const char *device); /* (transfer full) */

G_END_DECLS
