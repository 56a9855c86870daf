/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bulletin written to a file. */

#include "config.h"

#include "lf-bulletin-save.h"

#include "lf-save.h"

#include <glib/gi18n.h>

static char *
write_bulletin (gconstpointer data, const char *path, GError **error)
{
  return lf_bulletin_write (data, path, error) ? g_strdup (_ ("The bulletin was saved")) : NULL;
}

static void
free_bulletin (gpointer data)
{
  lf_bulletin_free (data);
}

/* Of what is written, and no more. */
static LfSaving
saving_of (const LfBulletin *bulletin)
{
  LfBulletin *copy = g_new0 (LfBulletin, 1);

  copy->title = g_strdup (bulletin->title);
  copy->text = g_strdup (bulletin->text);
  copy->nothing = g_strdup (bulletin->nothing);
  return (LfSaving){ write_bulletin, copy, free_bulletin };
}

void
lf_bulletin_save (GtkWindow *parent,
                  LfAppContext *context,
                  const LfBulletin *bulletin,
                  const char *ending)
{
  const LfSaving saving = saving_of (bulletin);
  g_autofree char *file = g_strdup_printf ("%s.%s", bulletin->title, ending);

  lf_save (parent, context, _ ("Save the Bulletin"), file, &saving);
}

void
lf_bulletin_save_to (LfAppContext *context, const LfBulletin *bulletin, const char *path)
{
  const LfSaving saving = saving_of (bulletin);

  lf_save_to (context, path, &saving);
}
