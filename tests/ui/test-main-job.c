/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The main job, end to end, in the real window: a spreadsheet comes in, a lead is noted down,
 * talked to, signed and handed its land; then it meets a server that is killed and started in
 * between, and a second laptop shows the same. */

#include "config.h"

#include "lf-driver.h"
#include "server-run.h"
#include "ui-cli.h"

#include <gio/gio.h>
#include <string.h>

#define LEAD "车载激光雷达项目"

typedef struct
{
  char *folder;
  char *first, *second; /* stores */
} Job;

static char *
path_in (const Job *job, const char *name)
{
  return g_build_filename (job->folder, name, NULL);
}

/* ---- Steps in the window ---- */

static void
import_spreadsheet (LfDriver *window)
{
  lf_driver_key (window, "ctrl+i");
  lf_driver_enter (window, "File", g_getenv ("LANDFALL_CSV"));
  lf_driver_press (window, "Read");
  lf_driver_screenshot (window, "main-job-import");
  lf_driver_press (window, "Import 30");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "Import a Spreadsheet");
}

static void
show_view (LfDriver *window, const char *view)
{
  lf_driver_point (window, ATSPI_ROLE_LIST_ITEM, view);
}

/* A1: the ten of Xi'an, in the footer. */
static void
check_sum (LfDriver *window)
{
  show_view (window, "All projects");
  lf_driver_key (window, "ctrl+f");
  lf_driver_type (window, "park=西安高新区");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "10 records · Total investment CNY 7,169 million");
  lf_driver_screenshot (window, "main-job-xian");
  lf_driver_type (window, "");
}

static void
note_down_lead (LfDriver *window)
{
  show_view (window, "Leads");
  lf_driver_key (window, "ctrl+n");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "New Lead");
  lf_driver_enter (window, "What they want", LEAD);
  lf_driver_screenshot (window, "main-job-new");
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "New Lead");
}

static void
log_video_call (LfDriver *window)
{
  lf_driver_press (window, "Log Interaction");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "New: Interaction");
  lf_driver_enter (window, "Subject", "首次视频洽谈");
  lf_driver_choose (window, "Kind", "Video call");
  lf_driver_screenshot (window, "main-job-interaction");
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_TEXT, "Subject");
}

static void
move_to (LfDriver *window, const char *stage, const char *evidence)
{
  lf_driver_press (window, "Move To");
  lf_driver_press (window, stage);
  lf_driver_await (window, ATSPI_ROLE_FRAME, "Move");
  lf_driver_enter (window, "Evidence", evidence);
  lf_driver_screenshot (window, "main-job-move");
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_TEXT, "Evidence");
}

static void
work_offline (Job *job)
{
  g_autoptr (LfDriver) window
      = lf_driver_start ((const char *const[]){ "--store", job->first, NULL });
  g_autofree char *listed = NULL;
  g_autofree char *talks = NULL;

  import_spreadsheet (window);
  check_sum (window);
  note_down_lead (window);
  log_video_call (window);
  move_to (window, "Signed", "合同 2026-07");
  move_to (window, "Land handover", "成交确认书");
  show_view (window, "Land handover");
  lf_driver_await (window, ATSPI_ROLE_LABEL, LEAD);
  lf_driver_screenshot (window, "main-job-land");
  lf_driver_quit (window);
  listed = CLI (job->first, "list", "project", "--where", "name=" LEAD " and stage=land");
  g_assert_nonnull (strstr (listed, LEAD));
  talks = CLI (job->first, "list", "interaction", "--where", "kind=video");
  g_assert_nonnull (strstr (talks, "首次视频洽谈"));
}

static void
join (const char *store, ServerRun *server)
{
  g_free (CLI (store, "login", server_run_url (server), "--user", "王芳", "--password-file",
               server_run_password_file (server)));
  g_free (CLI (store, "sync"));
}

static void
sync_both (Job *job, ServerRun *server)
{
  server_run_add_account (server, "王芳", "recruiter");
  join (job->first, server);
  server_run_kill (server);
  server_run_start (server);
  g_free (CLI (job->second, "init"));
  join (job->second, server);
}

static void
look_on_second_laptop (Job *job)
{
  g_autoptr (LfDriver) window
      = lf_driver_start ((const char *const[]){ "--store", job->second, NULL });
  g_autofree char *first = NULL, *second = NULL;

  lf_driver_await (window, ATSPI_ROLE_PUSH_BUTTON, "Synced");
  show_view (window, "Land handover");
  lf_driver_await (window, ATSPI_ROLE_LABEL, LEAD);
  check_sum (window);
  if (lf_driver_says_where (window))
    {
      show_view (window, "Figures and goals"); /* unfolds them */
      show_view (window, "Charts");
    }
  else
    lf_driver_show_page (window, "Charts");
  lf_driver_await (window, ATSPI_ROLE_IMAGE, "Pipeline");
  lf_driver_screenshot (window, "main-job-charts");
  lf_driver_press (window, "Pipeline");
  lf_driver_type (window, "by park");
  lf_driver_key (window, "Return");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "CNY 7,169 million");
  lf_driver_screenshot (window, "main-job-parks");
  lf_driver_quit (window);
  first = CLI (job->first, "digest");
  second = CLI (job->second, "digest");
  g_assert_cmpstr (first, ==, second);
}

static void
test_main_job (void)
{
  Job job = { .folder = ui_make_folder ("job") };
  ServerRun *server = server_run_new (job.folder);

  job.first = path_in (&job, "first");
  job.second = path_in (&job, "second");
  work_offline (&job);
  sync_both (&job, server);
  look_on_second_laptop (&job);
  server_run_free (server);
  ui_remove_folder (job.folder);
  g_free (job.folder);
  g_free (job.first);
  g_free (job.second);
}

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
  g_test_add_func ("/ui/main-job", test_main_job);
  return g_test_run ();
}
