/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thread that owns one connection and does one job after another. */

#pragma once

#include <gio/gio.h>
#include "lf-db.h"

G_BEGIN_DECLS

typedef struct _LfWorker LfWorker;

/* Runs on the worker's thread; @error is never NULL. Returns the result, (transfer full); NULL with
 * or without @error. */
typedef gpointer (*LfJob) (LfDb *db, gpointer data, GError **error);

/* Called on the worker's thread while it has nothing to do: about once a second, and again at once
 * when it returned TRUE. */
typedef gboolean (*LfIdleFunc) (LfDb *db, gpointer data);

/* What a worker tells besides its jobs' results; each may be NULL. */
typedef struct
{
  LfIdleFunc on_idle;
  LfDamageFunc on_damaged;
  gpointer data;
} LfWorkerHooks;

LfWorker *lf_worker_new (const char *path,
                         LfDbMode mode,
                         const LfWorkerHooks *hooks /* nullable */,
                         GError **error);
void lf_worker_free (LfWorker *self); /* does what is queued, then ends the thread */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfWorker, lf_worker_free)

gboolean lf_worker_is_here (LfWorker *self); /* is this the worker's own thread? */
gpointer lf_worker_run (LfWorker *self, LfJob job, gpointer data, GError **error); /* waits */
void lf_worker_push (LfWorker *self,
                     LfJob job,
                     GTask *task /* (transfer full): its task data goes to @job */,
                     GDestroyNotify free_result);

G_END_DECLS
