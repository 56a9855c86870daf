/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every page in a language two fifths longer than English has room for its text, on a phone's
 * width, in a small window and in a usual one; every dialog on a phone's width. No page needs more
 * height. */

#include "config.h"

#include <gio/gio.h>

/* Steps of lf-screenshots.c that show a page as it is. */
#define PAGES                                                                                      \
  "today,leads,list,board,record,record-timeline,record-related,charts*,problems,enterprises,"     \
  "contacts,trip-work,trip-prepare,trip-debrief,trips,schedules,schedule-blocked,conflicts,"       \
  "duplicates-none,claims-none,contests,goals,meeting,transfers-none,trash,pending,"               \
  "search-nothing,search-problem,as-of,parks,industries,promises,screening,screening-open,"        \
  "chains,bulletin,dashboard,wall,record-land,record-owners,record-gate"

#define DIALOGS                                                                                    \
  "capture,capture-known,capture-judge,new-enterprise,new-twin,log-interaction,move,move-drop,"    \
  "move-gate,hand-over,progress,problem-act,trip-log,trip-firms,today-done,field-history,"         \
  "contact-code,idea-lead,choose-day,bulletin-template,record-clocks,record-move-menu"
#define MORE_DIALOGS                                                                               \
  "import,import-missing,import-preview,import-verdict,import-problems,import-stages,"             \
  "import-sheets,export,export-chosen,export-cards,sign-in-blank,carry,backups,backups-question,"  \
  "preferences,preferences-end,guide,guide-filter,shortcuts,about,view-save,search-all,"           \
  "palette-commands,palette-recent,screening-weights,screening-push,chain-lists,dashboard-add,"    \
  "dashboard-save,menu,view-menu"

static const struct
{
  const char *scene, *size, *steps;
} looks[] = {
  { "sample", "360x720", PAGES },       { "sample", "800x600", PAGES },
  { "sample", "1366x768", PAGES },      { "sample", "360x720", DIALOGS },
  { "lists", "360x720", "sort,bulk*" }, { "sample", "360x720", MORE_DIALOGS },
};

/* What the steps import, in the folder where the application is started. */
static const struct
{
  const char *name, *text;
} files[] = {
  { "good.csv", "项目名称,企业名称,总投资,供地日期,计划竣工日期,达产产值\n"
                "减速器项目,澄岳精工,5亿元,2026-03-02,2027-03-01,8亿元\n" },
  { "twins.csv", "企业名称,电话\n皓朗光伏组件（有限公司）,0515-82000000\n" },
  { "bad.csv", "项目名称,企业名称,总投资,签约日期\n减速器项目,澄岳精工,五个亿左右吧,2026-02-30\n" },
  { "stages.csv", "项目名称,阶段,原因\n异质结组件项目,洽谈,\n" },
};

static void
run (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
}

/* The sample zone, begun on. */
static void
make_store (const char *store)
{
  g_autofree char *preferences = g_build_filename (store, "preferences.ini", NULL);

  run ((const char *const[]){ g_getenv ("LANDFALL_CLI"), "--store", store, "init", "--sample",
                              NULL });
  g_assert_true (g_file_set_contents (preferences, "[preferences]\nis-begun=true\n", -1, NULL));
}

static void
make_files (const char *folder)
{
  g_autofree char *sheets = g_build_filename (folder, "sheets.xlsx", NULL);
  g_autofree char *data = g_path_get_dirname (g_getenv ("LANDFALL_CSV"));
  g_autofree char *book = g_build_filename (data, "spreadsheets", "gnumeric-two-sheets.xlsx", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i].name, NULL);

      g_assert_true (g_file_set_contents (path, files[i].text, -1, NULL));
    }
  run ((const char *const[]){ "cp", book, sheets, NULL });
}

static GSubprocess *
look (const char *folder, const char *locale, guint i)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *store = g_strdup_printf ("%s/store-%u", folder, i);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  make_store (store);
  g_subprocess_launcher_set_cwd (launcher, folder);
  g_subprocess_launcher_setenv (launcher, "LANDFALL_LOCALE_DIR", locale, TRUE);
  g_subprocess_launcher_setenv (launcher, "LANGUAGE", "en_XA", TRUE);
  g_subprocess_launcher_setenv (launcher, "GTK_A11Y", "none", TRUE);
  g_subprocess_launcher_setenv (launcher, "LANDFALL_STALL_MS", "0", TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("LANDFALL_APP"), "--store",
                                         store, "--scene", looks[i].scene, "--screenshots", folder,
                                         "--tell-cut-off", "--size", looks[i].size, "--only",
                                         looks[i].steps, NULL);
  g_assert_no_error (error);
  return process;
}

/* Side by side, for they mostly wait. */
static void
test_room (void)
{
  g_autofree char *folder = g_dir_make_tmp ("landfall-cut-off-XXXXXX", NULL);
  g_autofree char *locale = g_build_filename (folder, "locale", NULL);
  g_autoptr (GString) all = g_string_new (NULL);
  GSubprocess *processes[G_N_ELEMENTS (looks)];

  run ((const char *const[]){ g_getenv ("LANDFALL_PSEUDO_LOCALE"), locale, NULL });
  make_files (folder);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    processes[i] = look (folder, locale, i);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *told = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_subprocess_communicate_utf8 (processes[i], NULL, NULL, &told, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpint (g_subprocess_get_exit_status (processes[i]), ==, 0);
      g_test_message ("%s %s\n%s", looks[i].scene, looks[i].size, told);
      g_string_append (all, told);
      g_object_unref (processes[i]);
    }
  g_assert_cmpstr (all->str, ==, "");
  run ((const char *const[]){ "rm", "-rf", folder, NULL });
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/cut-off/pages-and-dialogs", test_room);
  return g_test_run ();
}
