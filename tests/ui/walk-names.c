/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks the accessible tree of every page, dialog and menu that the application can draw and fails
 * when something that a person can use has no name.
 *
 * usage: walk-names WHERE LANDFALL OPTION… */

#include "config.h"

#include <atspi/atspi.h>
#include <gio/gio.h>
#include <locale.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiComponent, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiStateSet, g_object_unref)

#define DEADLINE_US (120 * G_USEC_PER_SEC)
#define LIKE_ROWS 4      /* of a table are looked at */
#define LEAST_CONTROLS 1 /* seen at a picture; fewer: nobody looked */

typedef struct
{
  const char *where;
  char *picture;
  GPtrArray *path; /* (element-type AtspiAccessible), unowned: what the node is in */
  GHashTable *told;
  guint n_controls;
  guint n_pictures;
} Walk;

/* What people use, or have to know of to understand what they see. */
static gboolean
is_control (AtspiRole role)
{
  static const AtspiRole roles[] = {
    ATSPI_ROLE_PUSH_BUTTON,  ATSPI_ROLE_TOGGLE_BUTTON, ATSPI_ROLE_CHECK_BOX,
    ATSPI_ROLE_RADIO_BUTTON, ATSPI_ROLE_COMBO_BOX,     ATSPI_ROLE_ENTRY,
    ATSPI_ROLE_TEXT,         ATSPI_ROLE_SPIN_BUTTON,   ATSPI_ROLE_SLIDER,
    ATSPI_ROLE_LINK,         ATSPI_ROLE_MENU_ITEM,     ATSPI_ROLE_PAGE_TAB,
    ATSPI_ROLE_DIALOG,       ATSPI_ROLE_PROGRESS_BAR,  ATSPI_ROLE_TREE_TABLE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (roles[i] == role)
      return TRUE;
  return FALSE;
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

/* GTK 4.8 gives what has no name that of its type. */
static gboolean
is_name (const char *name)
{
  return name != NULL && *name != '\0' && !g_str_has_prefix (name, "Gtk")
         && !g_str_has_prefix (name, "Adw") && !g_str_has_prefix (name, "Lf");
}

/* The inner parts of one thing, a menu button's or drop-down's button, an entry's text, are known
 * by what they are in. */
static gboolean
is_part (AtspiAccessible *node, AtspiAccessible *parent)
{
  AtspiRole role = parent == NULL ? ATSPI_ROLE_INVALID : atspi_accessible_get_role (parent, NULL);
  g_autofree char *name = parent == NULL ? NULL : atspi_accessible_get_name (parent, NULL);

  return is_name (name) && (is_control (role) || role == ATSPI_ROLE_LIST_ITEM)
         && atspi_accessible_get_child_count (parent, NULL) <= 3;
}

/* (transfer full): what the node is in, outermost first */
static char *
tell_path (Walk *walk)
{
  GString *path = g_string_new (NULL);

  for (guint i = 0; i < walk->path->len; i++)
    {
      g_autofree char *name = atspi_accessible_get_name (walk->path->pdata[i], NULL);

      if (name != NULL && *name != '\0')
        g_string_append_printf (path, "%s%s", path->len == 0 ? "" : " > ", name);
    }
  return g_string_free (path, FALSE);
}

/* GTK 4.8 and libadwaita 1.2 leave buttons of their own nameless: a calendar's arrows, the search
 * in the window of shortcuts, what shows a password, what closes a toast. */
static gboolean
is_of_the_toolkit (Walk *walk, const char *name)
{
  static const char *const pictures[]
      = { "choose-day", "shortcuts", "sign-in", "sign-in-blank", NULL };
  g_autofree char *path = tell_path (walk);

  return g_strcmp0 (name, "GtkImage") == 0
         && (g_strv_contains (pictures, walk->picture)
             || g_str_has_suffix (path, "AdwToastWidget"));
}

static void
complain (Walk *walk, AtspiAccessible *node)
{
  g_autofree char *role = atspi_accessible_get_role_name (node, NULL);
  g_autofree char *name = atspi_accessible_get_name (node, NULL);
  g_autofree char *path = tell_path (walk);
  char *text = g_strdup_printf ("%s “%s” in %s", role, name, path);

  if (!g_hash_table_contains (walk->told, text))
    g_print ("%s, %s: nameless %s\n", walk->where, walk->picture, text);
  g_hash_table_add (walk->told, text);
}

static void
look_at (Walk *walk, AtspiAccessible *node, AtspiAccessible *parent)
{
  g_autofree char *name = NULL;

  if (!is_control (atspi_accessible_get_role (node, NULL)) || !is_showing (node))
    return;
  walk->n_controls++;
  name = atspi_accessible_get_name (node, NULL);
  if (!is_name (name) && !is_part (node, parent) && !is_of_the_toolkit (walk, name))
    complain (walk, node);
}

/* Rows that one factory makes are alike. */
static gboolean
is_one_of_many (AtspiAccessible *node, int index)
{
  return index >= LIKE_ROWS && atspi_accessible_get_role (node, NULL) == ATSPI_ROLE_TABLE_ROW;
}

/* A page of a stack takes no room itself. */
static gboolean
is_hidden (AtspiAccessible *node)
{
  g_autoptr (AtspiAccessible) child = NULL;

  if (is_showing (node))
    return FALSE;
  child = atspi_accessible_get_child_at_index (node, 0, NULL);
  return child == NULL || !is_showing (child);
}

static void
walk_tree (Walk *walk, AtspiAccessible *node, AtspiAccessible *parent)
{
  int n = atspi_accessible_get_child_count (node, NULL);

  if (n > 0 && is_hidden (node))
    return;
  look_at (walk, node, parent);
  g_ptr_array_add (walk->path, node);
  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);

      if (child != NULL && is_one_of_many (child, i))
        break;
      if (child != NULL)
        walk_tree (walk, child, node);
    }
  g_ptr_array_set_size (walk->path, (int) walk->path->len - 1);
}

/* ---- The application ---- */

static AtspiAccessible *
find_application (guint pid)
{
  g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);
  int n;

  atspi_accessible_clear_cache (desktop);
  n = atspi_accessible_get_child_count (desktop, NULL);
  for (int i = 0; i < n; i++)
    {
      AtspiAccessible *child = atspi_accessible_get_child_at_index (desktop, i, NULL);

      if (child != NULL && atspi_accessible_get_process_id (child, NULL) == pid)
        return child;
      g_clear_object (&child);
    }
  return NULL;
}

/* The dialog over the window alone, where there is one. */
static void
walk_top (Walk *walk, AtspiAccessible *application)
{
  int n = atspi_accessible_get_child_count (application, NULL);
  g_autoptr (AtspiAccessible) top
      = n == 0 ? NULL : atspi_accessible_get_child_at_index (application, n - 1, NULL);

  if (top != NULL)
    walk_tree (walk, top, application);
}

static gboolean
look (Walk *walk, guint pid)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;

  walk->n_controls = 0;
  while (walk->n_controls < LEAST_CONTROLS && g_get_monotonic_time () < deadline)
    {
      g_autoptr (AtspiAccessible) application = find_application (pid);

      g_main_context_iteration (NULL, FALSE);
      walk->n_controls = 0;
      if (application != NULL)
        walk_top (walk, application);
    }
  walk->n_pictures++;
  return walk->n_controls >= LEAST_CONTROLS;
}

static gboolean
walk_pictures (Walk *walk, GSubprocess *process)
{
  g_autoptr (GDataInputStream) out
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  guint pid = (guint) g_ascii_strtoull (g_subprocess_get_identifier (process), NULL, 10);

  while ((walk->picture = g_data_input_stream_read_line_utf8 (out, NULL, NULL, NULL)) != NULL)
    {
      gboolean is_seen = look (walk, pid);

      g_print ("%s, %s: %u controls\n", walk->where, walk->picture, walk->n_controls);
      if (!is_seen)
        g_print ("%s, %s: nothing is to be seen\n", walk->where, walk->picture);
      g_clear_pointer (&walk->picture, g_free);
      if (!is_seen
          || !g_output_stream_write_all (g_subprocess_get_stdin_pipe (process), "\n", 1, NULL, NULL,
                                         NULL))
        return FALSE;
    }
  return g_subprocess_wait (process, NULL, NULL) && g_subprocess_get_successful (process);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  Walk walk = { .path = g_ptr_array_new (),
                .told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  gboolean is_well;

  setlocale (LC_ALL, "");
  g_return_val_if_fail (argc > 2, 2);
  walk.where = argv[1];
  for (int i = 2; i < argc; i++)
    g_ptr_array_add (arguments, argv[i]);
  g_ptr_array_add (arguments, (char *) "--pause");
  g_ptr_array_add (arguments, NULL);
  atspi_init ();
  process
      = g_subprocess_newv ((const char *const *) arguments->pdata,
                           G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  is_well = walk_pictures (&walk, process);
  g_print ("%s: %u pictures, %u nameless\n", walk.where, walk.n_pictures,
           g_hash_table_size (walk.told));
  if (!is_well)
    {
      g_print ("%s: the application did not come to the end\n", walk.where);
      g_subprocess_force_exit (process);
    }
  is_well = is_well && walk.n_pictures > 0 && g_hash_table_size (walk.told) == 0;
  g_ptr_array_unref (walk.path);
  g_hash_table_unref (walk.told);
  return is_well ? 0 : 1;
}
