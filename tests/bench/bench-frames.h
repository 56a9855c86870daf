/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A real window in a bench's own process: its frames, and what keeps its main loop. */

#pragma once

#include "bench.h"
#include "lf-store.h"
#include "lf-window.h"

G_BEGIN_DECLS

/* The zone in @folder, or an invented one of @n_projects that is made there. */
LfStore *frames_open_zone (const char *folder, guint n_projects);

/* A window with the application's own style; from now on the main loop is watched. */
LfWindow *frames_present_window (LfAppContext *context);

/* Begins anew, and tells what has been since, of the processor: frames from before-paint to
 * after-paint, and the longest turn of the main loop without them. */
void frames_watch (void);
void frames_note (Bench *bench);

void frames_next (GtkWidget *widget);  /* until a frame has been drawn */
void frames_settle (LfWindow *window); /* until nothing is read and nothing is left to be done */

/* (nullable): the first descendant of a type that can be seen */
GtkWidget *frames_find (GtkWidget *root, GType type);

gint64 frames_memory_kb (void);      /* of this process, shared pages by their share */
gint64 frames_thread_time_us (void); /* that this thread worked */

/* The parts of bench-window. */
void measure_start (const char *program, const char *folder);        /* bench-start.c */
int frames_run_child (const char *what, const char *folder);         /* the other side of it */
void measure_use (LfWindow *window, LfStore *store, guint n_rounds); /* bench-use.c */

G_END_DECLS
