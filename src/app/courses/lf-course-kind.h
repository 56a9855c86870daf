/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that go from state to state by acts: problems, promises, enquiries, firms on the
 * cultivation list. What a page and a board need to know of each kind. Main thread. */

#pragma once

#include "lf-app-context.h"
#include "lf-handling.h"

G_BEGIN_DECLS

/* A sheet is what the store read to judge a record by; it is of the kind's own making. */
typedef struct
{
  gboolean (*fits) (const LfEntity *entity);

  void (*read_async) (LfStore *store,
                      const LfRecord *record,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  gpointer (*read_finish) (LfStore *store, GAsyncResult *result, GError **error);
  void (*free_sheet) (gpointer sheet);

  LfHandlingState (*judge) (gpointer sheet, LfRecord *record);
  /* (transfer full) (nullable): how its clock stands */
  char *(*tell) (gpointer sheet, LfRecord *record);
  /* (transfer full) (nullable): its way, or what is proposed */
  char *(*tell_more) (gpointer sheet, LfRecord *record);

  /* May whoever works here do anything about its records? */
  gboolean (*may_act) (LfAppContext *context, const LfEntity *entity);
  /* (transfer full): keys of what may be done now, first what brings it on; empty: nothing */
  GStrv (*acts) (gpointer sheet, LfRecord *record);
  /* (nullable): the state to which the act leads */
  const char *(*leads_to) (const LfEntity *entity, const char *act);
  /* (transfer full): "Answer…"; without the dots where nothing is asked */
  char *(*button) (const LfEntity *entity, const char *act);
  /* Asks what it needs, and does it as one change. */
  void (*present) (
      GtkWindow *parent, LfAppContext *context, gpointer sheet, LfRecord *record, const char *act);
} LfCourseKind;

/* (nullable): NULL: its records take no course */
const LfCourseKind *lf_course_kind_find (const LfEntity *entity);

/* (transfer full): of a button or a line of a menu that opens a dialog. @label: translated */
char *lf_course_button (const char *label);
/* (nullable): the style class of a clock that stands so */
const char *lf_course_style (LfHandlingState state);

G_END_DECLS
