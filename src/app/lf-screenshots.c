/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing every page, dialog and menu of the window into files. */

#include "config.h"

#include "lf-screenshots.h"

#include "lf-cut-off.h"
#include "lf-field-row.h"
#include "lf-filter-entry.h"
#include "lf-screenshot-steps.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define SETTLE_MS 250 /* what a thread reads is there; animations are off */

typedef struct
{
  LfWindow *window;
  LfScreenshotOptions options;
  const LfScreenshotStep *steps;
  guint n_steps;
  guint step, stage;
  gboolean is_pausing;
  gboolean is_drawn;   /* since the last stage */
  gboolean has_waited; /* for what that frame brought with it */
  guint n_lines;       /* that were read, and not used yet */
  gulong telling;      /* the handler of the frame that is told of; 0: none */
  gboolean has_told;   /* what has no room in this step */
} Session;

/* ---- Finding things ---- */

typedef gboolean (*Test) (GtkWidget *widget, gconstpointer data);

static GtkWidget *
find (GtkWidget *widget, Test test, gconstpointer data)
{
  GtkWidget *found = test (widget, data) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = gtk_widget_get_child_visible (child) ? find (child, test, data) : NULL;
  return found;
}

static gboolean
has_id (GtkWidget *widget, gconstpointer id)
{
  return g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0;
}

static gboolean
has_type (GtkWidget *widget, gconstpointer name)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), name);
}

static gboolean
is_entry (GtkWidget *widget, gconstpointer name)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, LF_TYPE_FIELD_ROW);

  return GTK_IS_EDITABLE (widget)
         && (has_id (widget, name)
             || (row != NULL
                 && g_str_equal (lf_field_row_get_field (LF_FIELD_ROW (row))->name, name)));
}

static gboolean
is_filter (GtkWidget *widget, gconstpointer data)
{
  return LF_IS_FILTER_ENTRY (widget) && gtk_widget_get_mapped (widget);
}

static gboolean
is_menu_button (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_MENU_BUTTON (widget);
}

static gboolean
takes_action (GtkWidget *widget, gconstpointer data)
{
  const LfScreenshotStep *step = data;
  g_autoptr (GVariant) target
      = step->target == NULL
            ? NULL
            : g_variant_ref_sink (g_variant_new_parsed (step->target)); /* a constant */

  return gtk_widget_activate_action_variant (widget, step->action, target);
}

/* Like the one above, of an action that is parsed already. */
typedef struct
{
  const char *name;
  GVariant *target;
} Named;

static gboolean
takes_named (GtkWidget *widget, gconstpointer data)
{
  const Named *named = data;

  return gtk_widget_activate_action_variant (widget, named->name, named->target);
}

static gboolean
is_scrolled_far (GtkWidget *widget, gconstpointer data)
{
  GtkAdjustment *adjustment;

  if (!GTK_IS_SCROLLED_WINDOW (widget) || !gtk_widget_get_mapped (widget))
    return FALSE;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget));
  return gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment) + 1;
}

/* The dialog over the window, when there is one. */
static GtkWidget *
top (const Session *session)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *window = windows; window != NULL; window = window->next)
    if (window->data != session->window && gtk_widget_get_visible (window->data))
      return window->data;
  return GTK_WIDGET (session->window);
}

/* (nullable): where the list that is shown is searched */
static GtkWidget *
find_search (const Session *session)
{
  GtkWidget *filter = find (GTK_WIDGET (session->window), is_filter, NULL);

  return filter == NULL ? NULL : find (filter, is_entry, "entry");
}

static GtkWidget *
find_popover (const Session *session, const LfScreenshotStep *step)
{
  GtkWidget *window = GTK_WIDGET (session->window), *opened = find (window, has_type, step->popup);
  GtkWidget *holder = opened != NULL ? opened : find (window, has_id, step->popup);
  GtkWidget *button = holder == NULL ? NULL : find (holder, is_menu_button, NULL);

  if (holder != NULL && GTK_IS_POPOVER (holder))
    return holder;
  return button == NULL ? NULL
                        : GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
}

/* ---- Drawing ---- */

static char *
file_of (const Session *session, const char *name)
{
  const char *scheme
      = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? "dark" : "light";
  /* Translators: the code of the language, part of a file's name. */
  g_autofree char *file
      = g_strdup_printf ("%s-%s-%s.png", name, C_ ("language code", "en"), scheme);

  return g_build_filename (session->options.folder, file, NULL);
}

/* FALSE while the widget waits to be drawn itself. */
static gboolean
draw (const Session *session, GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *path = file_of (session, session->steps[session->step].name);

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot),
                          gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    return FALSE;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (widget)), node, NULL);
  if (gdk_texture_save_to_png (texture, path))
    g_print ("%s\n", path);
  return TRUE;
}

/* ---- The stages of a step; each says whether it has to be waited for ---- */

#define USUAL_WIDTH 1366
#define USUAL_HEIGHT 768

/* FALSE: the usual one. A picture's own size is what it shows. */
static gboolean
size_asked (const Session *session, const LfScreenshotStep *step, int *ret_width, int *ret_height)
{
  const LfScreenshotOptions *options = &session->options;

  *ret_width = step->width != 0 ? step->width : options->width;
  *ret_height = step->width != 0 ? step->height : options->height;
  if (*ret_width != 0)
    return TRUE;
  *ret_width = USUAL_WIDTH;
  *ret_height = USUAL_HEIGHT;
  return FALSE;
}

static void
take_size (const Session *session, const LfScreenshotStep *step)
{
  int width, height, now, high;

  gtk_window_get_default_size (GTK_WINDOW (session->window), &now, &high);
  if (size_asked (session, step, &width, &height) || now < 1000)
    gtk_window_set_default_size (GTK_WINDOW (session->window), width, height);
}

static gboolean
show (const Session *session, const LfScreenshotStep *step)
{
  take_size (session, step);
  lf_window_show_view (session->window, step->view);
  lf_window_show_board (session->window, (step->flags & LF_SCREENSHOT_BOARD) != 0);
  return TRUE;
}

static gboolean
open_record (const Session *session, const LfScreenshotStep *step)
{
  if (step->flags & LF_SCREENSHOT_RECORD)
    lf_window_open_first_record (session->window);
  return (step->flags & LF_SCREENSHOT_RECORD) != 0;
}

static gboolean
act (const Session *session, const LfScreenshotStep *step)
{
  GtkWidget *tabs = find (GTK_WIDGET (session->window), has_id, "tabs");

  if (tabs != NULL && (step->flags & LF_SCREENSHOT_RECORD))
    adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (tabs),
                                           step->tab == NULL ? "details" : step->tab);
  if (step->action != NULL)
    find (GTK_WIDGET (session->window), takes_action, step);
  return tabs != NULL || step->action != NULL;
}

/* As the keyboard does, so that the cursor is behind it. */
static void
type_into (GtkEditable *field, const char *text)
{
  GtkEditable *delegate = gtk_editable_get_delegate (field);

  gtk_widget_grab_focus (GTK_WIDGET (field));
  gtk_editable_set_text (field, "");
  if (GTK_IS_TEXT (delegate))
    g_signal_emit_by_name (delegate, "insert-at-cursor", text);
  else
    gtk_editable_set_text (field, text);
}

static gboolean
type (const Session *session, const LfScreenshotStep *step)
{
  GtkWidget *field
      = step->field == NULL ? find_search (session) : find (top (session), is_entry, step->field);

  if (GTK_IS_EDITABLE (field) && step->field != NULL)
    type_into (GTK_EDITABLE (field), step->typed);
  else if (GTK_IS_EDITABLE (field))
    gtk_editable_set_text (GTK_EDITABLE (field), "");
  return step->field != NULL;
}

static gboolean
then (const Session *session, const LfScreenshotStep *step)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (step->then == NULL || !g_action_parse_detailed_name (step->then, &name, &target, NULL))
    return FALSE;
  find (top (session), takes_named, &(Named){ name, target });
  return TRUE;
}

static gboolean
choose (const Session *session, const LfScreenshotStep *step)
{
  GtkWidget *list = step->list == NULL ? NULL : find (top (session), has_id, step->list);

  if (GTK_IS_DROP_DOWN (list))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (list), step->choice);
  if (ADW_IS_COMBO_ROW (list))
    adw_combo_row_set_selected (ADW_COMBO_ROW (list), step->choice);
  return list != NULL;
}

/* On a display of that size a dialog has no more room than the window. */
static gboolean
narrow (const Session *session, const LfScreenshotStep *step)
{
  GtkWidget *window = top (session);
  int width, height;

  if (session->options.width == 0 || window == GTK_WIDGET (session->window))
    return FALSE;
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  if (width <= session->options.width)
    return FALSE;
  gtk_window_set_default_size (GTK_WINDOW (window), session->options.width, height);
  return TRUE;
}

static gboolean
open_or_scroll (const Session *session, const LfScreenshotStep *step)
{
  GtkWidget *popover = step->popup == NULL ? NULL : find_popover (session, step);
  GtkWidget *scrolled = step->scroll == 0 ? NULL : find (top (session), is_scrolled_far, NULL);

  if (popover != NULL)
    gtk_popover_popup (GTK_POPOVER (popover));
  if (scrolled != NULL)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)),
                              step->scroll);
  return popover != NULL || scrolled != NULL;
}

static gboolean
finish (const Session *session, const LfScreenshotStep *step)
{
  GtkWidget *popover = step->popup == NULL ? NULL : find_popover (session, step);
  GtkWidget *window = top (session);

  if (!session->options.pauses && !session->options.tells_cut_off
      && !draw (session, popover == NULL ? window : popover))
    return TRUE;
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  if (window != GTK_WIDGET (session->window))
    gtk_window_destroy (GTK_WINDOW (window));
  return FALSE;
}

static gboolean (*const stages[]) (const Session *session, const LfScreenshotStep *step)
    = { show, open_record, act, type, then, choose, narrow, open_or_scroll, finish };

/* ---- Telling what has no room ---- */

/* Here, and at no other time, all that is there has the place that it was given: rows may come, and
 * wait for theirs, between any two frames. */
static void
on_told_frame_cb (GdkFrameClock *clock, gpointer user_data)
{
  Session *session = user_data;
  const LfScreenshotStep *step = &session->steps[session->step];
  GtkWidget *popover = step->popup == NULL ? NULL : find_popover (session, step);
  int width, height;

  g_signal_handler_disconnect (clock, session->telling);
  session->telling = 0;
  session->has_told = TRUE;
  size_asked (session, step, &width, &height);
  lf_cut_off_tell (popover == NULL ? top (session) : popover, step->name, width, height);
}

/* FALSE until it is told, of a frame of the window on top: a dialog's comes with its own clock. */
static gboolean
has_told (Session *session)
{
  GtkWidget *window = top (session);

  if (session->has_told)
    {
      session->has_told = FALSE;
      return TRUE;
    }
  if (session->telling == 0)
    session->telling = g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                                         G_CALLBACK (on_told_frame_cb), session);
  gtk_widget_queue_draw (window);
  return FALSE;
}

/* ---- Pausing ---- */

static gboolean
on_input_cb (int fd, GIOCondition condition, gpointer user_data)
{
  Session *session = user_data;
  char text[64];
  gssize n = read (fd, text, sizeof text);

  for (gssize i = 0; i < n; i++)
    session->n_lines += text[i] == '\n' ? 1 : 0;
  return n > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* FALSE until somebody has looked. */
static gboolean
has_paused (Session *session, const LfScreenshotStep *step)
{
  if (!session->is_pausing)
    g_print ("%s\n", step->name);
  session->is_pausing = session->n_lines == 0;
  if (!session->is_pausing)
    session->n_lines--;
  return !session->is_pausing;
}

/* ---- The session ---- */

static void
end (Session *session)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (GTK_WIDGET (session->window)),
                                        session);
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "quit", NULL);
  g_object_unref (session->window);
  g_free (session);
}

static gboolean
matches_any (const char *patterns, const char *name)
{
  g_auto (GStrv) each = g_strsplit (patterns, ",", -1);

  for (guint i = 0; each[i] != NULL; i++)
    if (g_pattern_match_simple (each[i], name))
      return TRUE;
  return FALSE;
}

static gboolean
is_wanted (const Session *session, const LfScreenshotStep *step)
{
  const LfScreenshotOptions *options = &session->options;

  return strcmp (step->scene, options->scene == NULL ? "sample" : options->scene) == 0
         && (options->only == NULL || matches_any (options->only, step->name));
}

/* The display takes its time over a window that is made smaller. */
static gboolean
has_its_size (const Session *session)
{
  GtkWidget *window = GTK_WIDGET (session->window);
  int width, height, minimum;

  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return gtk_widget_get_width (window) <= MAX (width, minimum);
}

/* What a stage did has its place only then. */
static void
on_drawn_cb (Session *session)
{
  session->is_drawn = TRUE;
}

/* Of what waits to be drawn no picture can be made: the frame is asked for after the stage. */
static gboolean
wait_for_frame (Session *session)
{
  session->is_drawn = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (session->window));
  return G_SOURCE_CONTINUE;
}

/* Before the step is over */
static gboolean
must_wait (Session *session, const LfScreenshotStep *step)
{
  return (session->options.pauses && !has_paused (session, step))
         || (session->options.tells_cut_off && !has_told (session));
}

static gboolean
on_settled_cb (gpointer user_data)
{
  Session *session = user_data;

  if (!lf_window_is_whole (session->window) || !has_its_size (session) || !session->is_drawn)
    return G_SOURCE_CONTINUE;
  session->has_waited = session->options.tells_cut_off && !session->has_waited;
  if (session->has_waited) /* panes that are folded away at a new size are so in the next frame */
    return wait_for_frame (session);
  while (session->step < session->n_steps)
    {
      const LfScreenshotStep *step = &session->steps[session->step];

      for (; is_wanted (session, step) && session->stage < G_N_ELEMENTS (stages); session->stage++)
        if ((stages[session->stage] == finish && must_wait (session, step))
            || stages[session->stage](session, step))
          {
            session->stage += stages[session->stage] == finish ? 0 : 1;
            return wait_for_frame (session);
          }
      session->stage = 0;
      session->step++;
    }
  end (session);
  return G_SOURCE_REMOVE;
}

static void
scale_text (GtkSettings *settings, double scale)
{
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", (int) (dpi * scale), NULL);
}

gboolean
lf_screenshots_take (LfWindow *window, const LfScreenshotOptions *options, GError **error)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (window));
  const char *folder = options->folder;
  Session *session;

  if (g_mkdir_with_parents (folder, 0755) != 0 || g_access (folder, W_OK | X_OK) != 0)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                   _ ("The pictures cannot be written into “%1$s”: %2$s. Choose another folder."),
                   folder, g_strerror (errno));
      return FALSE;
    }
  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  if (options->text_scale > 0)
    scale_text (settings, options->text_scale);
  /* Without a compositor it would draw a frame of its own. */
  gtk_widget_remove_css_class (GTK_WIDGET (window), "solid-csd");
  session = g_new0 (Session, 1);
  session->window = g_object_ref (window);
  session->options = *options;
  session->steps = lf_screenshot_steps (&session->n_steps);
  g_signal_connect_swapped (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                            G_CALLBACK (on_drawn_cb), session);
  gtk_widget_queue_draw (GTK_WIDGET (window));
  g_timeout_add (SETTLE_MS, on_settled_cb, session);
  if (options->pauses)
    g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, on_input_cb, session);
  return TRUE;
}
