/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving what is shown as a file: asked for, written off the main thread, and told of. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

/* Called in a thread. Returns: (transfer full): what is said when it is done; NULL: it failed */
typedef char *(*LfSaveFunc) (gconstpointer data, const char *path, GError **error);

/* What is saved. @data must stay what it is, whatever is shown by then. */
typedef struct
{
  LfSaveFunc write;
  gpointer data;
  GDestroyNotify free_data;
} LfSaving;

/* Asks for the file, under @title, then does as lf_save_to(). @saving: (transfer full): its data,
 * also where nothing is chosen */
void lf_save (GtkWindow *parent,
              LfAppContext *context,
              const char *title,
              const char *suggested_name,
              const LfSaving *saving);

/* A toast tells how it ended. @saving: (transfer full): its data */
void lf_save_to (LfAppContext *context, const char *path, const LfSaving *saving);

G_END_DECLS
