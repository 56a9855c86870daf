/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as they were on a day that is past: a connection of its own, where views of that day
 * stand before the tables, so that all that reads records reads those. */

#pragma once

#include "lf-query.h"
#include "lf-worker.h"

G_BEGIN_DECLS

typedef struct _LfPast LfPast;
typedef struct _LfPastRead LfPastRead;

LfPast *lf_past_new (const char *path, GError **error);
void lf_past_free (LfPast *self);

/* Runs @job with the day of @queries before it, all of one day; waits. */
gpointer lf_past_run (
    LfPast *self, LfQuery *const *queries, guint n, LfJob job, gpointer data, GError **error);

/* The same without waiting: @read is the data of @task. */
LfPastRead *
lf_past_read_new (const LfQuery *query, LfJob job, gpointer data, GDestroyNotify free_data);
void lf_past_read_free (gpointer read);
void lf_past_push (LfPast *self,
                   LfPastRead *read,
                   GTask *task /* (transfer full) */,
                   GDestroyNotify free_result);

G_END_DECLS
