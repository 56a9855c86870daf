/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sends the morning brief, and has the store turn its day.

 * It looks at the time of day each minute rather than waiting for the hour: timers stand still
 * while a machine sleeps, and its clock may be set. */

#include "config.h"

#include "lf-brief-clock.h"

#include "lf-store-today.h"

#include <glib/gi18n.h>

#define NOTIFICATION "morning-brief"
#define LOOK_SECONDS 60

struct _LfBriefClock
{
  GObject parent_instance;
  GApplication *application; /* unowned */
  LfAppContext *context;
  GCancellable *reading; /* (nullable) */
  guint timer;
  LfDate day; /* as of which projects stand: opening the store saw to the first */
};

G_DEFINE_FINAL_TYPE (LfBriefClock, lf_brief_clock, G_TYPE_OBJECT)

static LfBriefVerdict
judge (LfBriefClock *self, const LfCalendar *calendar, const LfDate *today)
{
  const LfBrief brief = lf_preferences_get_brief (lf_app_context_preferences (self->context));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return lf_brief_judge (&brief, calendar, today,
                         g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now));
}

static void
send (LfBriefClock *self, const char *brief)
{
  g_autoptr (GNotification) notification = g_notification_new (_ ("For Today"));
  g_autoptr (GIcon) icon = g_themed_icon_new (LF_APP_ID);

  g_notification_set_body (notification, brief);
  g_notification_set_icon (notification, icon);
  g_notification_set_default_action (notification, "app.show-today");
  g_application_send_notification (self->application, NOTIFICATION, notification);
}

/* A day off, and one on which nothing is due, are dealt with as well. What cannot be read is tried
 * again at the next look. */
static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfBriefClock *self = user_data;
  const LfDate today = lf_date_today ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LfToday) found = lf_store_today_finish (LF_STORE (source), result, &error);
  g_autofree char *brief = NULL;
  LfBriefVerdict verdict;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (found == NULL)
    return;
  verdict = judge (self, found->calendar, &today);
  brief = lf_today_brief (found->counts);
  if (verdict == LF_BRIEF_DUE && brief != NULL)
    send (self, brief);
  if (verdict == LF_BRIEF_DUE || verdict == LF_BRIEF_DAY_OFF)
    lf_preferences_set_told (lf_app_context_preferences (self->context), &today);
}

static void
look (LfBriefClock *self)
{
  const LfDate today = lf_date_today ();

  if (self->reading != NULL || judge (self, /* calendar= */ NULL, &today) != LF_BRIEF_DUE)
    return;
  self->reading = g_cancellable_new ();
  lf_store_today_async (lf_app_context_store (self->context), LF_TODAY_MINE, LF_TODAY_MOST, &today,
                        self->reading, on_read_cb, self);
}

static void
turn_day (LfBriefClock *self)
{
  const LfDate today = lf_date_today ();

  if (lf_date_compare (&today, &self->day) == 0)
    return;
  self->day = today;
  lf_store_turn_day_async (lf_app_context_store (self->context));
}

static gboolean
on_time_cb (gpointer user_data)
{
  turn_day (user_data);
  look (user_data);
  return G_SOURCE_CONTINUE;
}

static void
lf_brief_clock_dispose (GObject *object)
{
  LfBriefClock *self = LF_BRIEF_CLOCK (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lf_brief_clock_parent_class)->dispose (object);
}

static void
lf_brief_clock_class_init (LfBriefClockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_brief_clock_dispose;
}

static void
lf_brief_clock_init (LfBriefClock *self)
{
  self->day = lf_date_today ();
  self->timer = g_timeout_add_seconds (LOOK_SECONDS, on_time_cb, self);
}

LfBriefClock *
lf_brief_clock_new (GApplication *application, LfAppContext *context)
{
  LfBriefClock *self = g_object_new (LF_TYPE_BRIEF_CLOCK, NULL);

  self->application = application;
  self->context = g_object_ref (context);
  look (self);
  return self;
}
