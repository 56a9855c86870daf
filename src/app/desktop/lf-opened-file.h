/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that somebody opened with the program, from the desktop. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

typedef enum
{
  LF_OPENED_OTHER,
  LF_OPENED_BUNDLE,
  LF_OPENED_BACKUP, /* or any other store's database */
} LfOpenedKind;

/* By how it begins; data/io.github.landfall.Landfall.xml tells the desktop the same. */
LfOpenedKind lf_opened_kind (const guint8 *begin, gsize length);

/* Asks what to do with it: shows what is in a bundle, compares a backup with the store. Anything
 * else is told to be neither. */
void lf_opened_file_present (GtkWindow *parent, LfAppContext *context, GFile *file);

G_END_DECLS
