/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a store begins with and how it is kept: joining a server with mistakes on the way, a
 * spreadsheet that is the wrong one and then comes twice, the trash, a backup, preferences, help.
 * By keyboard, and by pointer where a person would rather point; in the language of the run. */

#include "config.h"

#include "lf-driver.h"
#include "server-run.h"
#include "ui-cli.h"
#include "ui-words.h"

#include <gio/gio.h>
#include <string.h>

#define PERSON "王芳"

typedef struct
{
  char *folder, *store;
} Desk;

static void
desk_set_up (Desk *self, gconstpointer data)
{
  self->folder = ui_make_folder ("keeping");
  self->store = g_build_filename (self->folder, "store", NULL);
}

static void
desk_tear_down (Desk *self, gconstpointer data)
{
  ui_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->store);
}

static LfDriver *
open_window (const Desk *self)
{
  return lf_driver_start ((const char *const[]){ "--store", self->store, NULL });
}

/* As many of @entity as @expected. */
static void
assert_count (const Desk *self, const char *entity, guint expected)
{
  g_autofree char *listed = CLI (self->store, "--json", "list", entity);
  guint n = 0;

  for (const char *at = listed; (at = strstr (at, "\"id\"")) != NULL; at++)
    n++;
  g_assert_cmpuint (n, ==, expected);
}

static void
show_page (LfDriver *window, const char *name)
{
  lf_driver_key (window, "ctrl+k");
  lf_driver_type (window, ui_word (name));
  lf_driver_await (window, ATSPI_ROLE_LABEL, ui_word ("Page"));
  lf_driver_key (window, "Return");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, ui_word ("Page"));
}

/* What an entry holds, behind the name that GTK puts before it. */
static void
assert_entry (LfDriver *window, const char *name, const char *expected)
{
  g_autofree char *text = lf_driver_read (window, ui_word (name));

  g_assert_cmpstr (text, ==, expected);
}

/* ---- Joining a server ---- */

#define NOBODY "http://127.0.0.1:1" /* nobody listens there */

static void
fill_in_account (LfDriver *window, const char *address)
{
  lf_driver_enter (window, ui_word ("Server Address"), address);
  lf_driver_enter (window, ui_word ("Account Name"), PERSON);
  lf_driver_enter (window, ui_word ("Password"), "a wrong password");
  lf_driver_press (window, ui_word ("_Sign In"));
}

static void
await_told (LfDriver *window, const char *sentence, const char *address)
{
  g_autofree char *told = ui_word_with (sentence, address);

  lf_driver_await (window, ATSPI_ROLE_LABEL, told);
}

/* A key goes to the entry, where all is selected: it takes the place of what is there. */
static void
write_over (LfDriver *window, const char *name, const char *text)
{
  lf_driver_key (window, "x");
  assert_entry (window, name, "x");
  lf_driver_enter (window, ui_word (name), text);
  lf_driver_key (window, "Return");
}

/* An address that is none, one where nobody listens, a wrong password: each is told in a sentence,
 * what was typed stays, and the keyboard is where the mistake is. */
static void
join_after_mistakes (LfDriver *window, ServerRun *server)
{
  fill_in_account (window, "the big one");
  await_told (window,
              "“%s” is not the address of a server. Write it like "
              "https://landfall.example.org.",
              "the big one");
  write_over (window, "Server Address", NOBODY);
  await_told (window, "The server %s cannot be reached. Check the network.", NOBODY);
  write_over (window, "Server Address", server_run_url (server));
  assert_entry (window, "Account Name", PERSON);
  await_told (window, "The server %s does not know this name with this password.",
              server_run_url (server));
  lf_driver_screenshot (window, "keeping-join");
  lf_driver_key (window, "x");
  assert_entry (window, "Server Address", server_run_url (server));
  lf_driver_enter (window, ui_word ("Password"), "a good long password");
  lf_driver_key (window, "Return");
  lf_driver_await_gone (window, ATSPI_ROLE_TEXT, ui_word ("Server Address"));
  lf_driver_await (window, ATSPI_ROLE_PUSH_BUTTON, ui_word ("Synced"));
}

/* From the first run on; whoever joined is not asked again how to begin. */
static void
test_join (Desk *self, gconstpointer data)
{
  ServerRun *server = server_run_new (self->folder);
  g_autoptr (LfDriver) first = NULL, second = NULL;

  server_run_add_account (server, PERSON, "recruiter");
  first = open_window (self);
  lf_driver_await (first, ATSPI_ROLE_LABEL, ui_word ("Welcome to Landfall"));
  lf_driver_key (first, "Down");
  lf_driver_key (first, "Return");
  lf_driver_await (first, ATSPI_ROLE_FRAME, ui_word ("Sign In"));
  join_after_mistakes (first, server);
  g_assert_false (lf_driver_sees (first, ATSPI_ROLE_LABEL, ui_word ("Welcome to Landfall")));
  lf_driver_quit (first);
  second = open_window (self);
  lf_driver_await (second, ATSPI_ROLE_PUSH_BUTTON, ui_word ("Synced"));
  g_assert_false (lf_driver_sees (second, ATSPI_ROLE_LABEL, ui_word ("Welcome to Landfall")));
  lf_driver_quit (second);
  server_run_free (server);
}

/* ---- Importing ---- */

static void
read_file (LfDriver *window, const char *path)
{
  lf_driver_enter (window, ui_word ("File"), path);
  lf_driver_press (window, ui_word ("_Read"));
}

static void
open_import (LfDriver *window)
{
  lf_driver_key (window, "ctrl+i");
  lf_driver_await (window, ATSPI_ROLE_FRAME, ui_word ("Import a Spreadsheet"));
}

/* The wrong file first, and none at all; then the right one, looked at and left alone. */
static void
import_nothing (const Desk *self, LfDriver *window)
{
  g_autofree char *photo = g_build_filename (self->folder, "photo.xlsx", NULL);
  g_autofree char *missing = g_build_filename (self->folder, "missing.csv", NULL);
  g_autofree char *import_30 = ui_word_with ("_Import %u", "30");

  g_assert_true (g_file_set_contents (photo, "\xff\xd8\xff\xe0 no workbook", -1, NULL));
  open_import (window);
  read_file (window, missing);
  await_told (window, "There is no file “%s”. Check its name and its folder.", missing);
  read_file (window, photo);
  await_told (window, "“%s” is a picture or a document, not a spreadsheet. Import a CSV file.",
              photo);
  read_file (window, g_getenv ("LANDFALL_CSV"));
  lf_driver_await (window, ATSPI_ROLE_PUSH_BUTTON, import_30);
  lf_driver_key (window, "Escape");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, ui_word ("Import a Spreadsheet"));
}

/* All of it is one change: what is there already is left out the second time, and one undo takes
 * the import away. */
static void
import_twice (LfDriver *window)
{
  g_autofree char *import_30 = ui_word_with ("_Import %u", "30");
  g_autofree char *nothing
      = g_strdup_printf (ui_word ("%1$s to be added: %2$u."), ui_word ("Projects"), 0U);

  open_import (window);
  read_file (window, g_getenv ("LANDFALL_CSV"));
  lf_driver_point (window, ATSPI_ROLE_PUSH_BUTTON, import_30);
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, ui_word ("Import a Spreadsheet"));
  open_import (window);
  read_file (window, g_getenv ("LANDFALL_CSV"));
  lf_driver_await (window, ATSPI_ROLE_LABEL, nothing);
  g_assert_false (lf_driver_sees (window, ATSPI_ROLE_PUSH_BUTTON, import_30));
  lf_driver_screenshot (window, "keeping-import-twice");
  lf_driver_key (window, "Escape");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, ui_word ("Import a Spreadsheet"));
}

static void
test_import (Desk *self, gconstpointer data)
{
  g_autoptr (LfDriver) first = NULL, second = NULL, third = NULL;

  g_free (CLI (self->store, "init"));
  first = open_window (self);
  import_nothing (self, first);
  lf_driver_quit (first);
  assert_count (self, "project", 0);
  second = open_window (self);
  import_twice (second);
  lf_driver_quit (second);
  assert_count (self, "project", 30);
  third = open_window (self);
  lf_driver_key (third, "ctrl+z");
  lf_driver_await (third, ATSPI_ROLE_LABEL, ui_word_until ("Undone: %s"));
  lf_driver_quit (third);
  assert_count (self, "project", 0);
}

/* ---- The trash ---- */

static char *
add (const Desk *self, const char *entity, const char *field, const char *other)
{
  g_autofree char *printed = CLI (self->store, "--json", "add", entity, field, other);
  const char *id = strstr (printed, "\"id\"");

  g_assert_nonnull (id);
  id = strchr (id + strlen ("\"id\""), '"');
  g_assert_nonnull (id);
  return g_strndup (id + 1, 36);
}

/* A project comes back while its firm is in the trash still, then the firm: they belong together as
 * before. */
static void
test_trash (Desk *self, gconstpointer data)
{
  g_autoptr (LfDriver) window = NULL;
  g_autofree char *firm = NULL, *project = NULL, *listed = NULL;

  g_free (CLI (self->store, "init"));
  firm = add (self, "enterprise", "name=Nova Cells", "city=盐城");
  project = add (self, "project", "name=Second works", "enterprise=Nova Cells");
  g_free (CLI (self->store, "delete", firm));
  g_free (CLI (self->store, "delete", project));
  window = open_window (self);
  show_page (window, "Trash");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Nova Cells");
  lf_driver_screenshot (window, "keeping-trash");
  lf_driver_point (window, ATSPI_ROLE_PUSH_BUTTON, ui_word ("Bring _Back")); /* the newest */
  await_told (window, "“%s” is back", "Second works");
  lf_driver_press (window, ui_word ("Bring _Back"));
  lf_driver_await (window, ATSPI_ROLE_LABEL, ui_word ("The Trash Is Empty"));
  lf_driver_quit (window);
  listed = CLI (self->store, "list", "project", "--where", "enterprise=\"Nova Cells\"");
  g_assert_nonnull (strstr (listed, "Second works"));
}

/* ---- Backups ---- */

static void
open_backups (LfDriver *window)
{
  lf_driver_key (window, "F10");
  lf_driver_press (window, ui_word ("_Backups…"));
  lf_driver_await (window, ATSPI_ROLE_PUSH_BUTTON, ui_word ("_Back Up Now"));
}

static void
note_down (LfDriver *window, const char *wish)
{
  lf_driver_key (window, "ctrl+n");
  lf_driver_await (window, ATSPI_ROLE_FRAME, ui_word ("New Lead"));
  lf_driver_enter (window, ui_word ("What they want"), wish);
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, ui_word ("New Lead"));
}

/* The newest of the list, after the question what that costs. */
static void
go_back (LfDriver *window)
{
  open_backups (window);
  lf_driver_press (window, ui_word ("Restore…"));
  lf_driver_await (window, ATSPI_ROLE_LABEL, ui_word_until ("Go Back to %s?"));
  lf_driver_screenshot (window, "keeping-backup");
  lf_driver_key (window, "alt+r"); /* Restore, as its mnemonic says in both languages */
  lf_driver_await (window, ATSPI_ROLE_LABEL, ui_word ("The backup is restored"));
}

/* What was entered after a backup is gone with it, and is there again from the one that was taken
 * of it. */
static void
test_backup (Desk *self, gconstpointer data)
{
  g_autoptr (LfDriver) first = NULL, second = NULL;

  g_free (CLI (self->store, "init"));
  g_free (CLI (self->store, "add", "project", "name=Second works"));
  first = open_window (self);
  open_backups (first);
  lf_driver_point (first, ATSPI_ROLE_PUSH_BUTTON, ui_word ("_Back Up Now"));
  lf_driver_await (first, ATSPI_ROLE_LABEL, ui_word ("Backed up and verified."));
  lf_driver_key (first, "Escape");
  lf_driver_await_gone (first, ATSPI_ROLE_PUSH_BUTTON, ui_word ("_Back Up Now"));
  note_down (first, "Third works");
  go_back (first);
  lf_driver_quit (first);
  assert_count (self, "project", 1);
  second = open_window (self);
  go_back (second);
  lf_driver_quit (second);
  assert_count (self, "project", 2);
}

/* ---- Preferences ---- */

/* A switch has the role of a check box or of a toggle button, by the version of GTK. */
static gboolean
is_on (LfDriver *window, const char *name)
{
  gboolean is_box = lf_driver_sees (window, ATSPI_ROLE_CHECK_BOX, ui_word (name));
  g_autoptr (AtspiAccessible) toggle = lf_driver_find (
      window, is_box ? ATSPI_ROLE_CHECK_BOX : ATSPI_ROLE_TOGGLE_BUTTON, ui_word (name));
  g_autoptr (AtspiStateSet) states = NULL;

  states = atspi_accessible_get_state_set (toggle);
  return atspi_state_set_contains (states, ATSPI_STATE_CHECKED);
}

static void
open_preferences (LfDriver *window)
{
  lf_driver_key (window, "ctrl+comma");
  lf_driver_await (window, ATSPI_ROLE_LABEL, ui_word ("Appearance"));
}

static void
close_preferences (LfDriver *window)
{
  lf_driver_key (window, "Escape");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, ui_word ("Appearance"));
}

/* What was chosen holds at once, and after a start. */
static void
test_preferences (Desk *self, gconstpointer data)
{
  g_autoptr (LfDriver) first = NULL, second = NULL;

  g_free (CLI (self->store, "init"));
  first = open_window (self);
  open_preferences (first);
  g_assert_true (is_on (first, "Sync by itself"));
  lf_driver_press (first, ui_word ("Sync by itself"));
  lf_driver_press (first, ui_word ("Files on metered networks"));
  lf_driver_choose (first, ui_word ("Colours"), ui_word ("Dark"));
  lf_driver_enter (first, ui_word ("Name"), "工地平板");
  close_preferences (first);
  lf_driver_screenshot (first, "keeping-dark");
  lf_driver_quit (first);
  second = open_window (self);
  open_preferences (second);
  g_assert_false (is_on (second, "Sync by itself"));
  g_assert_true (is_on (second, "Files on metered networks"));
  lf_driver_await (second, ATSPI_ROLE_LABEL, ui_word ("Dark"));
  close_preferences (second);
  lf_driver_quit (second);
}

/* ---- Help ---- */

/* How the page of all topics begins, in the language of the run. */
static char *
first_words_of_guide (void)
{
  const char *language = g_str_equal (ui_word ("Guide"), "Guide") ? "en" : "zh_CN";
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "..", "docs", "guide", language, "index.md", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", 4);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  return g_strdup (lines[2]);
}

#define TABS_TO_TOPIC 3 /* over the two buttons of the head to the first link */

static void
walk_guide (LfDriver *window)
{
  g_autofree char *first_words = first_words_of_guide ();

  lf_driver_key (window, "F1");
  lf_driver_await (window, ATSPI_ROLE_LABEL, first_words);
  for (int i = 0; i < TABS_TO_TOPIC; i++)
    lf_driver_key (window, "Tab");
  lf_driver_key (window, "Return"); /* the first topic */
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, first_words);
  lf_driver_key (window, "alt+Left");
  lf_driver_await (window, ATSPI_ROLE_LABEL, first_words);
  lf_driver_key (window, "Escape");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, first_words);
}

static void
test_help (Desk *self, gconstpointer data)
{
  g_autoptr (LfDriver) window = NULL;

  g_free (CLI (self->store, "init"));
  window = open_window (self);
  walk_guide (window);
  lf_driver_key (window, "ctrl+question");
  lf_driver_await (window, ATSPI_ROLE_LABEL, ui_word ("Search and filter"));
  lf_driver_key (window, "Escape");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, ui_word ("Search and filter"));
  lf_driver_key (window, "F10");
  lf_driver_press (window, ui_word ("_About Landfall"));
  lf_driver_await (window, ATSPI_ROLE_LABEL,
                   ui_word ("Investment promotion for development zones, offline first."));
  lf_driver_screenshot (window, "keeping-about");
  lf_driver_key (window, "Escape");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL,
                        ui_word ("Investment promotion for development zones, offline first."));
  lf_driver_quit (window);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/ui/keeping/" name, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
  ADD ("join", test_join);
  ADD ("import", test_import);
  ADD ("trash", test_trash);
  ADD ("backup", test_backup);
  ADD ("preferences", test_preferences);
  ADD ("help", test_help);
  return g_test_run ();
}
