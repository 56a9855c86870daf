/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Driving the real application through the accessibility bus: start it, find things by role and
 * name, use them.
 *
 * Everything waits for what it looks for, up to a deadline; what is not there by then fails the
 * test with a dump of the tree. Names are matched by their beginning, for GTK 4.8 doubles the names
 * of entry rows. Role names that differ between versions of GTK are known here only. */

#pragma once

#include <atspi/atspi.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiComponent, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiEditableText, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiStateSet, g_object_unref)

typedef struct _LfDriver LfDriver;

/* Instead of g_test_init(). */
void lf_driver_init (int *argc, char ***argv);
/* Starts `landfall` with @arguments and waits for its window. */
LfDriver *lf_driver_start (const char *const *arguments);
/* The two by themselves, for a program that has no window at first; and until it has none again. */
LfDriver *lf_driver_begin (const char *const *arguments);
void lf_driver_await_window (LfDriver *self);
gboolean lf_driver_has_window (LfDriver *self); /* now, without waiting */
void lf_driver_await_no_window (LfDriver *self);
void
lf_driver_quit (LfDriver *self); /* Ctrl+Q; fails the test unless the program ends with status 0 */
void lf_driver_kill (LfDriver *self); /* SIGKILL */
void lf_driver_free (LfDriver *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfDriver, lf_driver_free)
GPid lf_driver_pid (LfDriver *self);

/* (transfer full): the first that is shown, in the order of the tree */
AtspiAccessible *lf_driver_find (LfDriver *self, AtspiRole role, const char *name);
gboolean
lf_driver_sees (LfDriver *self, AtspiRole role, const char *name); /* now, without waiting */
void lf_driver_await (LfDriver *self, AtspiRole role, const char *name);
void lf_driver_await_gone (LfDriver *self, AtspiRole role, const char *name);

void lf_driver_show_page (LfDriver *self,
                          const char *name);             /* by the palette: groups may be folded */
void lf_driver_press (LfDriver *self, const char *name); /* a button */

/* Whether places are to be trusted far down in a window, too: GTK from 4.10 on forgets the padding
 * of what is around a part when it says where that is. */
gboolean lf_driver_says_where (LfDriver *self);

void lf_driver_point (LfDriver *self,
                      AtspiRole role,
                      const char *name); /* a pointer click in its middle */
/* With the pointer held: from the middle of one to the middle of the other. */
void lf_driver_drag (
    LfDriver *self, AtspiRole role, const char *name, AtspiRole to_role, const char *to_name);
void
lf_driver_enter (LfDriver *self, const char *name, const char *text); /* replaces an entry's text */
char *lf_driver_read (LfDriver *self, const char *name); /* (transfer full): an entry's text */
void lf_driver_key (LfDriver *self,
                    const char *keys); /* as xdotool writes them: "ctrl+n", "Return" */
/* It is an entry, and has the focus. */
void lf_driver_await_focus (LfDriver *self, const char *name);
void lf_driver_type (
    LfDriver *self,
    const char *text); /* into the entry that has the focus, in place of what is there */
void lf_driver_choose (LfDriver *self,
                       const char *name,
                       const char *option); /* an option of a drop-down or combo row */

/* Keeps a picture of the screen in $LANDFALL_SCREENSHOTS or the build folder. */
void lf_driver_screenshot (LfDriver *self, const char *name);

G_END_DECLS
