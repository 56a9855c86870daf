/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A wall chart written to a file, and printed. */

#include "config.h"

#include "lf-wall-save.h"

#include "lf-print.h"
#include "lf-save.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---- Files ---- */

typedef struct
{
  LfWall *wall;
  LfWallSheet sheet;
} Drawing;

static void
drawing_free (gpointer data)
{
  Drawing *drawing = data;

  lf_wall_unref (drawing->wall);
  g_free (drawing);
}

static gboolean
is_picture (const char *path)
{
  return lf_report_has_ending (path, ".png") || lf_report_has_ending (path, ".svg");
}

/* "Lamps.png": "Lamps-2.png" */
static char *
path_of_page (const char *path, guint page)
{
  const char *ending = strrchr (path, '.');

  return g_strdup_printf ("%.*s-%u%s", (int) (ending - path), path, page + 1, ending);
}

static gboolean
write_pictures (const Drawing *drawing, guint n, const char *path, GError **error)
{
  for (guint page = 0; page < n; page++)
    {
      g_autofree char *of_page = path_of_page (path, page);

      if (!lf_wall_write (drawing->wall, &drawing->sheet, (int) page, of_page, error))
        return FALSE;
    }
  return TRUE;
}

static char *
write_drawing (gconstpointer data, const char *path, GError **error)
{
  const Drawing *drawing = data;
  guint n = is_picture (path) ? lf_wall_n_pages (drawing->wall, &drawing->sheet) : 1;

  if (n <= 1)
    return lf_wall_write (drawing->wall, &drawing->sheet, /* page= */ -1, path, error)
               ? g_strdup (_ ("The chart was saved"))
               : NULL;
  return write_pictures (drawing, n, path, error) ? g_strdup_printf (
             ngettext ("The chart was saved as %u picture",
                       "The chart was saved as %u pictures, one for each page", n),
             n)
                                                  : NULL;
}

static LfSaving
saving_of (LfWall *wall, const LfWallSheet *sheet)
{
  Drawing *drawing = g_new (Drawing, 1);

  *drawing = (Drawing){ lf_wall_ref (wall), *sheet };
  return (LfSaving){ write_drawing, drawing, drawing_free };
}

void
lf_wall_save (
    GtkWindow *parent, LfAppContext *context, LfWall *wall, const char *ending, const char *paper)
{
  g_autofree char *file = g_strdup_printf ("%s.%s", lf_wall_title (lf_wall_name (wall)), ending);
  LfWallSheet sheet;
  LfSaving saving;

  if (!lf_wall_sheet_paper (paper, /* is_upright= */ FALSE, &sheet))
    g_return_if_reached ();
  saving = saving_of (wall, &sheet);
  lf_save (parent, context, _ ("Save the Chart"), file, &saving);
}

void
lf_wall_save_to (LfAppContext *context, LfWall *wall, const char *path, const char *paper)
{
  LfWallSheet sheet;
  LfSaving saving;

  if (!lf_wall_sheet_paper (paper, /* is_upright= */ FALSE, &sheet))
    g_return_if_reached ();
  saving = saving_of (wall, &sheet);
  lf_save_to (context, path, &saving);
}

/* ---- Printing ---- */

static guint
count_pages (gconstpointer data, double width, double height)
{
  LfWallSheet sheet;

  lf_wall_sheet_points (width, height, &sheet);
  return lf_wall_n_pages (data, &sheet);
}

static void
draw_page (gconstpointer data, guint page, cairo_t *cr, double width, double height)
{
  LfWallSheet sheet;

  lf_wall_sheet_points (width, height, &sheet);
  lf_wall_draw (data, &sheet, page, cr, /* highlighted= */ -1, /* ret_marks= */ NULL);
}

gboolean
lf_wall_print (LfWall *wall, GtkWindow *parent, const char *paper, const char *path, GError **error)
{
  LfPrintJob job = { .title = lf_wall_title (lf_wall_name (wall)),
                     .paper = paper,
                     .data = wall,
                     .count = count_pages,
                     .draw = draw_page,
                     .path = path };

  return lf_print_pages (parent, &job, error);
}
