/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving what is set on pages. */

#include "config.h"

#include "lf-paper-save.h"

#include "lf-save.h"

#include <glib/gi18n.h>

typedef struct
{
  LfPaperMake make;
  gpointer data;
  GDestroyNotify free_data;
} Pages;

static void
pages_free (gpointer data)
{
  Pages *pages = data;

  pages->free_data (pages->data);
  g_free (pages);
}

static char *
write_pages (gconstpointer data, const char *path, GError **error)
{
  const Pages *pages = data;
  g_autoptr (LfPaper) paper = pages->make (pages->data);
  g_autofree char *name = g_path_get_basename (path);

  return lf_paper_write (paper, path, error) ? g_strdup_printf (_ ("“%s” was saved"), name) : NULL;
}

static LfSaving
saving_of (LfPaperMake make, gpointer data, GDestroyNotify free_data)
{
  Pages *pages = g_new (Pages, 1);

  *pages = (Pages){ make, data, free_data };
  return (LfSaving){ write_pages, pages, pages_free };
}

void
lf_paper_save (GtkWindow *parent,
               LfAppContext *context,
               const char *title,
               const char *suggested_name,
               LfPaperMake make,
               gpointer data,
               GDestroyNotify free_data)
{
  const LfSaving saving = saving_of (make, data, free_data);

  lf_save (parent, context, title, suggested_name, &saving);
}

void
lf_paper_save_to (LfAppContext *context,
                  const char *path,
                  LfPaperMake make,
                  gpointer data,
                  GDestroyNotify free_data)
{
  const LfSaving saving = saving_of (make, data, free_data);

  lf_save_to (context, path, &saving);
}
