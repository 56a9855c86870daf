/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The zones of the source articles in the window: the same figures as by the command line, on the
 * stores that a story built. LANDFALL_STORIES is the folder of the stories.
 *
 * usage: test-ui-stories STORY */

#include "config.h"

#include "lf-driver.h"
#include "ui-cli.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

typedef struct
{
  const char *name, *zone;
  const char *view, *footer;   /* a page with a list, and what stands below it */
  const char *report, *figure; /* (nullable): one of the charts, and a cell of its table */
  const char *page, *seen;     /* (nullable): another page, and what stands there */
} Story;

static const Story stories[] = {
  { "s0-hangzhou-bay", "杭州湾新区", "All projects",
    "359 records · Total investment CNY 206,800 million", "Groups of firms", "CNY 60,600 million" },
  { "s1-haishu", "海曙区", "Enterprises", "4952 records", "Pipeline",
    "CNY 44,150 million + USD 300 million", "Campaigns",
    "Projects signed 25 of 25 (100%) · CNY 11,150 million of CNY 11,150 million · "
    "365 of 365 days gone by (100%)" },
  { "s2-shangyu", "上虞经开区", "All projects",
    "226 records · Total investment CNY 198,420 million", NULL, NULL },
  { "s3-six-zones", "西安高新区", "All projects", "10 records · Total investment CNY 7,169 million",
    NULL, NULL },
  { "s3-six-zones", "株洲高新区", "Problems", "279 records", NULL, NULL },
  { "s4-qianjiang", "钱开区", "Problems", "410 records", "Cultivation by batch and tier", "第一批",
    "Joint screening", "6 leads, 2 with a joint verdict" },
  { "s3-parks", "市级", "All projects", "311 records · Total investment about CNY 20,250 million",
    "By park", "北仑" },
  { "s3-parks", "海曙", "All projects", "70 records · Total investment about CNY 4,550 million" },
  { "s3-parks", "望春", "All projects", "50 records · Total investment about CNY 3,250 million" },
};

static char *folder; /* of the story's stores */

static void
tell (const char *name)
{
  g_autofree char *script = g_strdup_printf ("%s/%s.sh", g_getenv ("LANDFALL_STORIES"), name);
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_subprocess_launcher_setenv (launcher, "LANDFALL_STORY_FOLDER", folder, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, script, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
}

static void
show_report (LfDriver *window, const Story *story)
{
  lf_driver_show_page (window, "Charts");
  lf_driver_await (window, ATSPI_ROLE_IMAGE, "Pipeline");
  lf_driver_press (window, "Pipeline");
  lf_driver_type (window, story->report);
  lf_driver_key (window, "Return");
  lf_driver_await (window, ATSPI_ROLE_LABEL, story->figure);
}

static void
test_story (gconstpointer data)
{
  const Story *story = data;
  g_autofree char *store = g_build_filename (folder, story->zone, NULL);
  g_autoptr (LfDriver) window = lf_driver_start ((const char *const[]){ "--store", store, NULL });

  if (lf_driver_sees (window, ATSPI_ROLE_LIST_ITEM, story->view))
    lf_driver_point (window, ATSPI_ROLE_LIST_ITEM, story->view);
  else
    lf_driver_show_page (window, story->view);
  lf_driver_await (window, ATSPI_ROLE_LABEL, story->footer);
  if (story->report != NULL)
    show_report (window, story);
  if (story->page != NULL)
    {
      lf_driver_show_page (window, story->page);
      lf_driver_await (window, ATSPI_ROLE_LABEL, story->seen);
    }
  lf_driver_quit (window);
}

int
main (int argc, char *argv[])
{
  guint n_told = 0;
  int status;

  lf_driver_init (&argc, &argv);
  g_assert_cmpint (argc, ==, 2);
  folder = ui_make_folder ("stories");
  tell (argv[1]);
  for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
    if (g_str_equal (stories[i].name, argv[1]))
      {
        g_autofree char *path = g_strdup_printf ("/ui/stories/%s-%u", stories[i].name, i);

        g_test_add_data_func (path, &stories[i], test_story);
        n_told++;
      }
  g_assert_cmpuint (n_told, >, 0);
  status = g_test_run ();
  ui_remove_folder (folder);
  g_free (folder);
  return status;
}
