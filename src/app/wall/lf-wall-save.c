/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A wall chart written to a file, and printed. */

#include "config.h"

#include "lf-wall-save.h"

#include "lf-print.h"

#include <string.h>

/* ---- Files ---- */

typedef struct
{
  LfWall *wall;
  char *path;
  LfWallSheet sheet;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  lf_wall_unref (job->wall);
  g_free (job->path);
  g_free (job);
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

static guint
write_pictures (const Job *job, guint n, GError **error)
{
  for (guint page = 0; page < n; page++)
    {
      g_autofree char *path = path_of_page (job->path, page);

      if (!lf_wall_write (job->wall, &job->sheet, (int) page, path, error))
        return 0;
    }
  return n;
}

static void
save_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Job *job = task_data;
  guint n = is_picture (job->path) ? lf_wall_n_pages (job->wall, &job->sheet) : 1;
  GError *error = NULL;

  if (n > 1)
    n = write_pictures (job, n, &error);
  else if (!lf_wall_write (job->wall, &job->sheet, /* page= */ -1, job->path, &error))
    n = 0;
  if (n == 0)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, n);
}

void
lf_wall_save_async (LfWall *wall,
                    const char *path,
                    const char *paper,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, /* cancellable= */ NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->wall = lf_wall_ref (wall);
  job->path = g_strdup (path);
  if (!lf_wall_sheet_paper (paper, /* is_upright= */ FALSE, &job->sheet))
    g_return_if_reached ();
  g_task_set_source_tag (task, lf_wall_save_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, save_in_thread);
}

guint
lf_wall_save_finish (GAsyncResult *result, GError **error)
{
  gssize n = g_task_propagate_int (G_TASK (result), error);

  return n < 0 ? 0 : (guint) n;
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
