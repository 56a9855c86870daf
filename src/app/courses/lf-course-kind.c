/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of courses, and that of those which are a table of the core (lf-course.h). */

#include "config.h"

#include "lf-course-kind.h"

#include "lf-course-dialog.h"
#include "lf-handling-kind.h"
#include "lf-may.h"
#include "lf-promise-kind.h"

#include <glib/gi18n.h>

char *
lf_course_button (const char *label)
{
  /* Translators: a button or a line of a menu that opens a dialog: "Dispatch…" */
  return g_strdup_printf (C_ ("opens a dialog", "%s…"), label);
}

const char *
lf_course_style (LfHandlingState state)
{
  static const char *const styles[LF_N_HANDLING_STATES] = {
    [LF_HANDLING_WARNED] = "warning", [LF_HANDLING_LATE] = "error", [LF_HANDLING_MET] = "success"
  };

  return styles[state];
}

/* ---- Those of the core's table ---- */

static gboolean
fits (const LfEntity *entity)
{
  return lf_course_find (entity) != NULL;
}

static void
read_async (LfStore *store,
            const LfRecord *record,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  const LfDate today = lf_date_today ();

  lf_store_handling_async (store, &today, cancellable, callback, user_data);
}

static gpointer
read_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return lf_store_handling_finish (store, result, error);
}

static void
free_sheet (gpointer sheet)
{
  lf_handling_room_unref (sheet);
}

static LfHandlingState
judge (gpointer sheet, LfRecord *record)
{
  const LfHandlingRoom *room = sheet;

  return lf_course_judge (&room->desk, record);
}

static char *
tell (gpointer sheet, LfRecord *record)
{
  const LfHandlingRoom *room = sheet;

  return lf_course_tell (&room->desk, record);
}

static char *
tell_way (gpointer sheet, LfRecord *record)
{
  return lf_course_tell_way (lf_course_find (lf_record_entity (record)), record);
}

static gboolean
may_act (LfAppContext *context, const LfEntity *entity)
{
  const LfCourse *course = lf_course_find (entity);

  return lf_may (context, course->entity, 'e')
         && (course->step == NULL || lf_may (context, course->step, 'c'));
}

static GStrv
get_acts (gpointer sheet, LfRecord *record)
{
  g_autoptr (GStrvBuilder) acts = g_strv_builder_new ();

  for (const LfCourseAct *act = lf_course_find (lf_record_entity (record))->acts; act->key != NULL;
       act++)
    if (lf_course_may (record, act))
      g_strv_builder_add (acts, act->key);
  return g_strv_builder_end (acts);
}

static const LfCourseAct *
find_act (const LfEntity *entity, const char *key)
{
  return lf_course_act (lf_course_find (entity), key);
}

static const char *
leads_to (const LfEntity *entity, const char *act)
{
  return find_act (entity, act)->to;
}

static char *
make_button (const LfEntity *entity, const char *act)
{
  const LfCourseAct *found = find_act (entity, act);
  const char *label = lf_course_act_label (found);

  return lf_course_asks (found) ? lf_course_button (label) : g_strdup (label);
}

static void
present (
    GtkWindow *parent, LfAppContext *context, gpointer sheet, LfRecord *record, const char *act)
{
  lf_course_dialog_present (parent, context, sheet, record,
                            find_act (lf_record_entity (record), act));
}

static const LfCourseKind of_table
    = { fits,     read_async, read_finish, free_sheet, judge,       tell,
        tell_way, may_act,    get_acts,    leads_to,   make_button, present };

const LfCourseKind *
lf_course_kind_find (const LfEntity *entity)
{
  const LfCourseKind *const kinds[] = { &of_table, &lf_handling_kind, &lf_promise_kind };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i]->fits (entity))
      return kinds[i];
  return NULL;
}
