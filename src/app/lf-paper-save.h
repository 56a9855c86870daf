/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving what is set on pages as a file: PDF, XLSX or text, by the ending of its name. */

#pragma once

#include "lf-app-context.h"
#include "lf-paper.h"

G_BEGIN_DECLS

/* Called in a thread. Returns: (transfer full) */
typedef LfPaper *(*LfPaperMake) (gconstpointer data);

/* Asks for the file, then does as lf_paper_save_to(). @data is freed by @free_data in any case. */
void lf_paper_save (GtkWindow *parent,
                    LfAppContext *context,
                    const char *title,
                    const char *suggested_name,
                    LfPaperMake make,
                    gpointer data,
                    GDestroyNotify free_data);

/* Sets the pages and writes them to @path; a toast tells how it ended. */
void lf_paper_save_to (LfAppContext *context,
                       const char *path,
                       LfPaperMake make,
                       gpointer data,
                       GDestroyNotify free_data);

G_END_DECLS
