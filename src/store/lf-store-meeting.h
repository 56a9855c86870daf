/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A meeting with its agenda, built from what lags on its day, and with what it agreed on (domain.md
 * V13, O2). */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

#define LF_AGENDA_MOST 50 /* records of a part that are listed; all are counted */

typedef struct
{
  const LfAgendaSource *source;
  GPtrArray *records; /* (element-type LfRecord), with displays */
  guint n;
} LfAgendaPart;

typedef struct
{
  LfRecord *record;     /* the meeting, with displays */
  GPtrArray *parts;     /* (element-type LfAgendaPart): those that have anything to tell */
  GPtrArray *actions;   /* (element-type LfRecord): what it agreed on, by the day it is due */
  LfCalendar *calendar; /* with the zone's own days */
} LfMeeting;

void lf_meeting_free (LfMeeting *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfMeeting, lf_meeting_free)

/**
 * lf_store_meeting_sync:
 * @today: for a meeting without a day
 * Returns: (transfer full): of the meeting with @id. One that names projects, or whose team has
 * some, talks about those alone. LF_ERROR_NOT_FOUND where there is none.
 */
LfMeeting *
lf_store_meeting_sync (LfStore *self, const char *id, const LfDate *today, GError **error);
void lf_store_meeting_async (LfStore *self,
                             const char *id,
                             const LfDate *today,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
LfMeeting *lf_store_meeting_finish (LfStore *self, GAsyncResult *result, GError **error);

/* (transfer full): the agenda as text, a heading and numbered lines for each part */
char *lf_meeting_agenda_text (const LfMeeting *self);
/* (transfer full): one change that writes the agenda into the meeting, to be edited there */
LfChange *lf_meeting_write_agenda (const LfMeeting *self);

G_END_DECLS
