/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Driving the real application through the accessibility bus. */

#include "config.h"

#include "lf-driver.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#define DEADLINE_US (60 * G_USEC_PER_SEC)
#define DRAG_MOVES 8
#define POLL_MS 40

struct _LfDriver
{
  GPid pid;
  gboolean is_running;
  AtspiAccessible *application;
  char *complaints; /* a file */
};

/* ---- The tree ---- */

/* A group is a panel in GTK 4.8 and a grouping later. */
static gboolean
is_role (AtspiAccessible *node, AtspiRole role)
{
  AtspiRole own = role == ATSPI_ROLE_INVALID ? role : atspi_accessible_get_role (node, NULL);

  return own == role || (role == ATSPI_ROLE_GROUPING && own == ATSPI_ROLE_PANEL);
}

/* GTK 4.8 does not tell of everything shown that it is: what takes room is. */
static gboolean
is_showing (AtspiAccessible *node)
{
  g_autoptr (AtspiComponent) component = atspi_accessible_get_component_iface (node);
  g_autofree AtspiRect *area
      = component == NULL ? NULL
                          : atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL);

  return area != NULL && area->width > 0 && area->height > 0;
}

/* Without the underscore of a mnemonic: GTK 4.8 names a button "_Read Read". */
static char *
name_of (AtspiAccessible *node)
{
  char *name = atspi_accessible_get_name (node, NULL);
  char *underscore = name == NULL ? NULL : strchr (name, '_');

  if (underscore != NULL)
    memmove (underscore, underscore + 1, strlen (underscore));
  return name;
}

static AtspiAccessible *
search (AtspiAccessible *node, AtspiRole role, const char *name)
{
  g_autofree char *own = name_of (node);
  int n = atspi_accessible_get_child_count (node, NULL);

  if (is_role (node, role) && own != NULL && g_str_has_prefix (own, name) && is_showing (node))
    return g_object_ref (node);
  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);
      AtspiAccessible *found = child == NULL ? NULL : search (child, role, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
dump (AtspiAccessible *node, int depth)
{
  g_autofree char *name = atspi_accessible_get_name (node, NULL);
  g_autofree char *role = atspi_accessible_get_role_name (node, NULL);
  int n = atspi_accessible_get_child_count (node, NULL);

  if (depth > 0 && name != NULL && *name != '\0')
    g_printerr ("%*s%s “%s”\n", depth, "", role, name);
  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);
      if (child != NULL)
        dump (child, depth + 1);
    }
}

static void
note_over (gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* Turns the main loop for a moment, so that the bus is heard; every wait in here is for a
 * condition, with a deadline. */
static void
let_pass (void)
{
  gboolean is_over = FALSE;

  g_timeout_add_once (POLL_MS, note_over, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

/* In the window that came last, then in those below it. */
static AtspiAccessible *
look (LfDriver *self, AtspiRole role, const char *name)
{
  AtspiAccessible *found = NULL;
  int n;

  atspi_accessible_clear_cache (self->application);
  n = atspi_accessible_get_child_count (self->application, NULL);
  for (int i = n - 1; i >= 0 && found == NULL; i--)
    {
      g_autoptr (AtspiAccessible) window
          = atspi_accessible_get_child_at_index (self->application, i, NULL);

      if (window != NULL)
        found = search (window, role, name);
    }
  return found;
}

AtspiAccessible *
lf_driver_find (LfDriver *self, AtspiRole role, const char *name)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;

  do
    {
      AtspiAccessible *found = look (self, role, name);
      if (found != NULL)
        return found;
      let_pass ();
    }
  while (g_get_monotonic_time () < deadline);
  lf_driver_screenshot (self, "failure");
  dump (self->application, 0);
  g_error ("nothing named “%s” with role %d was shown", name, role);
}

gboolean
lf_driver_sees (LfDriver *self, AtspiRole role, const char *name)
{
  g_autoptr (AtspiAccessible) found = look (self, role, name);

  return found != NULL;
}

void
lf_driver_await (LfDriver *self, AtspiRole role, const char *name)
{
  g_autoptr (AtspiAccessible) found = lf_driver_find (self, role, name);

  g_assert_nonnull (found);
}

void
lf_driver_await_gone (LfDriver *self, AtspiRole role, const char *name)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;

  while (lf_driver_sees (self, role, name))
    {
      if (g_get_monotonic_time () > deadline)
        {
          lf_driver_screenshot (self, "failure");
          g_error ("“%s” is still shown", name);
        }
      let_pass ();
    }
}

/* ---- Using things ---- */

static gboolean
act (AtspiAccessible *node)
{
  AtspiAction *action = atspi_accessible_get_action_iface (node);
  int n = action == NULL ? 0 : atspi_action_get_n_actions (action, NULL);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *name = atspi_action_get_action_name (action, i, NULL);
      if (g_strcmp0 (name, "click") == 0 || g_strcmp0 (name, "toggle") == 0
          || g_strcmp0 (name, "activate") == 0)
        return atspi_action_do_action (action, i, NULL);
    }
  return FALSE;
}

typedef struct
{
  int x, y;
} Place;

static Place
middle_of (AtspiAccessible *node)
{
  g_autoptr (AtspiComponent) component = atspi_accessible_get_component_iface (node);
  g_autofree AtspiRect *area
      = atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL);

  g_assert_nonnull (area);
  return (Place){ area->x + area->width / 2, area->y + area->height / 2 };
}

/* Once it stays where it is: what is shown for the first time is still laid out. */
static void
click_middle (AtspiAccessible *node)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;
  Place before, at = middle_of (node);

  do
    {
      before = at;
      let_pass ();
      at = middle_of (node);
    }
  while ((at.x != before.x || at.y != before.y) && g_get_monotonic_time () < deadline);
  g_assert_true (atspi_generate_mouse_event (at.x, at.y, "b1c", NULL));
}

/* A menu button's own node has no action: the push button inside it does. */
static gboolean
act_within (AtspiAccessible *node)
{
  int n = atspi_accessible_get_child_count (node, NULL);

  if (act (node))
    return TRUE;
  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);
      if (child != NULL && act_within (child))
        return TRUE;
    }
  return FALSE;
}

void
lf_driver_show_page (LfDriver *self, const char *name)
{
  lf_driver_key (self, "ctrl+k");
  lf_driver_type (self, name);
  lf_driver_await (self, ATSPI_ROLE_LABEL, "Page");
  lf_driver_key (self, "Return");
  lf_driver_await_gone (self, ATSPI_ROLE_LABEL, "Search Everything");
}

void
lf_driver_press (LfDriver *self, const char *name)
{
  static const AtspiRole roles[]
      = { ATSPI_ROLE_PUSH_BUTTON, ATSPI_ROLE_TOGGLE_BUTTON, ATSPI_ROLE_MENU_ITEM,
          ATSPI_ROLE_CHECK_BOX, ATSPI_ROLE_RADIO_BUTTON };
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;

  do
    {
      for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
        {
          g_autoptr (AtspiAccessible) button = look (self, roles[i], name);

          if (button == NULL)
            continue;
          if (!act_within (button))
            click_middle (button);
          return;
        }
      let_pass ();
    }
  while (g_get_monotonic_time () < deadline);
  lf_driver_screenshot (self, "failure");
  dump (self->application, 0);
  g_error ("no button named “%s” was shown", name);
}

static void
run (const char *const *arguments)
{
  g_autoptr (GSubprocess) process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_NONE, NULL);

  g_assert_nonnull (process);
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

/* Gives the keyboard to the topmost window, which is what a window manager does where a window
 * goes. There is none here, and GTK from 4.10 on tells of no focus in a window that has no
 * keyboard. */
static void
focus_window (LfDriver *self)
{
  g_autofree char *pid = g_strdup_printf ("%d", (int) self->pid);
  g_autoptr (GSubprocess) process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, "xdotool", "search",
      "--all", "--onlyvisible", "--pid", pid, "--name", ".", NULL);
  g_autofree char *windows = NULL;
  const char *topmost;

  g_assert_nonnull (process);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &windows, NULL, NULL));
  g_strchomp (windows);
  if (*windows == '\0')
    return;
  topmost = strrchr (windows, '\n');
  topmost = topmost == NULL ? windows : topmost + 1;
  run ((const char *const[]){ "xdotool", "windowfocus", topmost, NULL });
}

gboolean
lf_driver_says_where (LfDriver *self)
{
  g_autofree char *version = atspi_accessible_get_toolkit_version (self->application, NULL);

  return version == NULL || g_str_has_prefix (version, "4.8");
}

void
lf_driver_point (LfDriver *self, AtspiRole role, const char *name)
{
  g_autoptr (AtspiAccessible) node = lf_driver_find (self, role, name);

  click_middle (node);
}

/* A drag begins where the pointer has gone some way, and is told where it is by its moves. */
void
lf_driver_drag (
    LfDriver *self, AtspiRole role, const char *name, AtspiRole to_role, const char *to_name)
{
  g_autoptr (AtspiAccessible) from_node = lf_driver_find (self, role, name);
  g_autoptr (AtspiAccessible) to_node = lf_driver_find (self, to_role, to_name);
  Place from = middle_of (from_node), to = middle_of (to_node);

  g_assert_true (atspi_generate_mouse_event (from.x, from.y, "b1p", NULL));
  for (int i = 1; i <= DRAG_MOVES; i++)
    {
      let_pass ();
      g_assert_true (atspi_generate_mouse_event (from.x + (to.x - from.x) * i / DRAG_MOVES,
                                                 from.y + (to.y - from.y) * i / DRAG_MOVES, "abs",
                                                 NULL));
    }
  let_pass ();
  g_assert_true (atspi_generate_mouse_event (to.x, to.y, "b1r", NULL));
}

/* The node that can be typed into: the one named, or one within it. */
static AtspiAccessible *
editable_within (AtspiAccessible *node)
{
  g_autoptr (AtspiEditableText) editable = atspi_accessible_get_editable_text_iface (node);
  int n = atspi_accessible_get_child_count (node, NULL);

  if (editable != NULL)
    return g_object_ref (node);
  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);
      AtspiAccessible *found = child == NULL ? NULL : editable_within (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static AtspiAccessible *
look_editable (LfDriver *self, const char *name)
{
  static const AtspiRole roles[]
      = { ATSPI_ROLE_TEXT, ATSPI_ROLE_ENTRY, ATSPI_ROLE_FILLER, ATSPI_ROLE_PANEL };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (AtspiAccessible) node = look (self, roles[i], name);
      AtspiAccessible *editable = node == NULL ? NULL : editable_within (node);

      if (editable != NULL)
        return editable;
    }
  return NULL;
}

static AtspiAccessible *
find_editable (LfDriver *self, const char *name)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;

  do
    {
      AtspiAccessible *editable = look_editable (self, name);
      if (editable != NULL)
        return editable;
      let_pass ();
    }
  while (g_get_monotonic_time () < deadline);
  lf_driver_screenshot (self, "failure");
  dump (self->application, 0);
  g_error ("nothing named “%s” that can be typed into was shown", name);
}

static void
set_text (AtspiAccessible *entry, const char *text)
{
  g_assert_true (atspi_editable_text_set_text_contents (
      atspi_accessible_get_editable_text_iface (entry), text, NULL));
}

void
lf_driver_enter (LfDriver *self, const char *name, const char *text)
{
  g_autoptr (AtspiAccessible) entry = find_editable (self, name);

  set_text (entry, text);
}

char *
lf_driver_read (LfDriver *self, const char *name)
{
  g_autoptr (AtspiAccessible) entry = find_editable (self, name);
  AtspiText *text = atspi_accessible_get_text_iface (entry);

  return atspi_text_get_text (text, 0, atspi_text_get_character_count (text, NULL), NULL);
}

void
lf_driver_key (LfDriver *self, const char *keys)
{
  run ((const char *const[]){ "xdotool", "key", "--delay", "20", keys, NULL });
}

static gboolean
has_focus (AtspiAccessible *node)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (node);
  g_autoptr (AtspiEditableText) editable = atspi_accessible_get_editable_text_iface (node);

  return editable != NULL && atspi_state_set_contains (states, ATSPI_STATE_FOCUSED);
}

static AtspiAccessible *
find_focused (AtspiAccessible *node)
{
  int n = atspi_accessible_get_child_count (node, NULL);

  if (has_focus (node))
    return g_object_ref (node);
  for (int i = n - 1; i >= 0; i--)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);
      AtspiAccessible *found = child == NULL ? NULL : find_focused (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* What is typed into may be within what has the name. @name: (nullable): any */
static gboolean
is_named (AtspiAccessible *node, const char *name)
{
  g_autofree char *own = name_of (node);
  g_autoptr (AtspiAccessible) parent = atspi_accessible_get_parent (node, NULL);
  g_autofree char *around = parent == NULL ? NULL : name_of (parent);

  return name == NULL || g_strcmp0 (own, name) == 0 || g_strcmp0 (around, name) == 0;
}

/* (transfer full): @name: (nullable): any */
static AtspiAccessible *
await_focused (LfDriver *self, const char *name)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;
  g_autoptr (AtspiAccessible) focused = NULL;

  while (focused == NULL || !is_named (focused, name))
    {
      if (g_get_monotonic_time () > deadline)
        {
          lf_driver_screenshot (self, "failure");
          dump (self->application, 0);
          g_error ("nothing that can be typed into has the focus: %s", name == NULL ? "" : name);
        }
      let_pass ();
      atspi_accessible_clear_cache (self->application);
      g_clear_object (&focused);
      focused = find_focused (self->application);
      if (focused == NULL)
        focus_window (self);
    }
  return g_steal_pointer (&focused);
}

void
lf_driver_await_focus (LfDriver *self, const char *name)
{
  g_object_unref (await_focused (self, name));
}

void
lf_driver_type (LfDriver *self, const char *text)
{
  g_autoptr (AtspiAccessible) focused = await_focused (self, /* name= */ NULL);

  set_text (focused, text);
}

/* The options of a drop-down in their order, once its list is down. A combo row shows its choice in
 * a list of one. */
static int
index_of_option (AtspiAccessible *node, const char *option, int *ret_seen)
{
  g_autofree char *name = name_of (node);
  int n = atspi_accessible_get_child_count (node, NULL);

  if (is_role (node, ATSPI_ROLE_LIST))
    *ret_seen = 0;
  if (is_role (node, ATSPI_ROLE_LIST_ITEM))
    {
      g_autoptr (AtspiAccessible) label = search (node, ATSPI_ROLE_LABEL, option);

      (*ret_seen)++;
      return label == NULL ? -1 : *ret_seen - 1;
    }
  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);
      int index = child == NULL ? -1 : index_of_option (child, option, ret_seen);

      if (index >= 0)
        return index;
    }
  return -1;
}

void
lf_driver_choose (LfDriver *self, const char *name, const char *option)
{
  g_autoptr (AtspiAccessible) box = lf_driver_find (self, ATSPI_ROLE_COMBO_BOX, name);
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;
  int index = -1;

  if (lf_driver_says_where (self) || !act_within (box))
    click_middle (box);
  for (; index < 0 && g_get_monotonic_time () < deadline; let_pass ())
    {
      int seen = 0;

      atspi_accessible_clear_cache (box);
      index = index_of_option (box, option, &seen);
    }
  if (index < 0)
    {
      lf_driver_screenshot (self, "failure");
      dump (self->application, 0);
      g_error ("“%s” was not offered as “%s”", option, name);
    }
  for (int i = 0; i < index; i++)
    lf_driver_key (self, "Down");
  lf_driver_key (self, "Return");
}

void
lf_driver_screenshot (LfDriver *self, const char *name)
{
  const char *folder = g_getenv ("LANDFALL_SCREENSHOTS");
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (folder == NULL ? g_get_tmp_dir () : folder, file, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_mkdir_with_parents (parent, 0700);
  run ((const char *const[]){ "import", "-window", "root", path, NULL });
}

/* ---- The program ---- */

static AtspiAccessible *
find_application (GPid pid)
{
  g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);
  int n;

  atspi_accessible_clear_cache (desktop);
  n = atspi_accessible_get_child_count (desktop, NULL);
  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (desktop, i, NULL);

      if (child != NULL && atspi_accessible_get_process_id (child, NULL) == (guint) pid
          && atspi_accessible_get_child_count (child, NULL) > 0)
        return g_steal_pointer (&child);
    }
  return NULL;
}

static void
spawn (LfDriver *self, char **argv)
{
  g_autoptr (GError) error = NULL;
  int errors = g_file_open_tmp ("landfall-window-XXXXXX", &self->complaints, &error);

  g_assert_no_error (error);
  g_spawn_async_with_fds (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &self->pid, -1,
                          -1, errors, &error);
  g_assert_no_error (error);
  g_close (errors, NULL);
  self->is_running = TRUE;
}

static void
check_complaints (LfDriver *self)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (self->complaints, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "");
}

LfDriver *
lf_driver_begin (const char *const *arguments)
{
  LfDriver *self = g_new0 (LfDriver, 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;

  g_strv_builder_add (builder, g_getenv ("LANDFALL_APP"));
  g_strv_builder_addv (builder, (const char **) arguments);
  argv = g_strv_builder_end (builder);
  spawn (self, argv);
  return self;
}

gboolean
lf_driver_has_window (LfDriver *self)
{
  g_autoptr (AtspiAccessible) application = find_application (self->pid);

  return application != NULL;
}

void
lf_driver_await_window (LfDriver *self)
{
  gint64 deadline = g_get_monotonic_time () + 3 * DEADLINE_US;

  g_clear_object (&self->application);
  while ((self->application = find_application (self->pid)) == NULL)
    {
      g_assert_cmpint (waitpid (self->pid, NULL, WNOHANG), ==, 0);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      let_pass ();
    }
}

void
lf_driver_await_no_window (LfDriver *self)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;

  while (lf_driver_has_window (self))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      let_pass ();
    }
}

/* The bus library warns of windows that come and go. */
void
lf_driver_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  atspi_init ();
}

LfDriver *
lf_driver_start (const char *const *arguments)
{
  LfDriver *self = lf_driver_begin (arguments);

  lf_driver_await_window (self);
  return self;
}

static int
wait_for_end (LfDriver *self)
{
  gint64 deadline = g_get_monotonic_time () + 2 * DEADLINE_US;
  int status = 0;

  while (waitpid (self->pid, &status, WNOHANG) == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      let_pass ();
    }
  self->is_running = FALSE;
  return status;
}

void
lf_driver_quit (LfDriver *self)
{
  int status;

  lf_driver_key (self, "ctrl+q");
  status = wait_for_end (self);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  check_complaints (self);
}

void
lf_driver_kill (LfDriver *self)
{
  kill (self->pid, SIGKILL);
  g_assert_true (WIFSIGNALED (wait_for_end (self)));
}

GPid
lf_driver_pid (LfDriver *self)
{
  return self->pid;
}

void
lf_driver_free (LfDriver *self)
{
  if (self->is_running)
    {
      kill (self->pid, SIGKILL);
      waitpid (self->pid, NULL, 0);
    }
  g_clear_object (&self->application);
  g_spawn_close_pid (self->pid);
  g_unlink (self->complaints);
  g_free (self->complaints);
  g_free (self);
}
