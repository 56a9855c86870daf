/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a device and the server tell each other, as values; the wire form is in protocol. */

#pragma once

#include "lf-change.h"
#include "lf-digest.h"

G_BEGIN_DECLS

/* One record as the server sends it: its fields newer than the reader's cursor. */
typedef struct
{
  char *entity;
  char *id;
  gint64 seq; /* of the record's newest change */
  gboolean deleted;
  gboolean is_gone;     /* the reader sees it no more: nothing of it stays (G10) */
  char *author;         /* of the newest change, for people */
  gint64 time_us;       /* of the newest change, by its author's clock */
  char *device;         /* (nullable): where the newest change was made */
  gint64 late_us;       /* how much later than it was made it came to the server; 0: nobody knows */
  gboolean is_doubtful; /* as LfChange.is_doubtful */
  GHashTable
      *fields; /* char * → char * (nullable): canonical values; unknown fields included (G11) */
} LfDelta;

typedef struct
{
  GPtrArray *deltas; /* (element-type LfDelta), by sequence number */
  gint64 cursor;     /* where the reader stands once the page is stored */
  gboolean has_more;
  char *epoch; /* changes when the server came back from an older backup (G14) */
  char *sight; /* (nullable): what the reader sees: lf_sight_new(); NULL: the server does not say */
  char *role;  /* (nullable): the reader's, likewise */
  gint64 server_time_us;
} LfPage;

typedef enum
{
  LF_ANSWER_ACCEPTED,
  LF_ANSWER_REFUSED,
  LF_ANSWER_WAITING, /* not judged: an earlier change of the same record was refused */
} LfAnswerKind;

/* The server's answer to one change. */
typedef struct
{
  char *change; /* id */
  LfAnswerKind kind;
  gint64 seq;           /* ACCEPTED: the change's sequence number */
  gboolean is_as_sent;  /* ACCEPTED: and did what it says and nothing else */
  gboolean is_doubtful; /* ACCEPTED: as LfChange.is_doubtful */
  char *reason;         /* REFUSED: machine word: "permission", "stage", "locked", "invalid",
                           "unknown-entity" */
  char *message; /* REFUSED: a sentence in the server's language, shown when the reason is unknown
                    here */
  GPtrArray *conflicts; /* (element-type LfConflict) */
  LfChange *sent;       /* (nullable): what it answers, where that is at hand */
} LfAnswer;

/* A field whose edit did not win: the value accepted first stays in force. The server keeps it as a
 * `conflict` record. */
typedef struct
{
  char *id; /* of the conflict record */
  char *entity;
  char *record;
  char *field;
} LfConflict;

/* A change that the server accepted, with what it did to one record. */
typedef struct
{
  LfChange *change;
  gint64 seq;
} LfHistoryEntry;

typedef struct
{
  GPtrArray *entries; /* (element-type LfHistoryEntry), newest first */
  gint64 before;      /* what is older is numbered below this; 0: that was all */
} LfHistoryPage;

/* What the server has for who asks, summed up: equal to what a device holds that stands at @seq. */
typedef struct
{
  gint64 seq; /* of the zone's newest change */
  char *epoch;
  char *sight; /* (nullable): as of LfPage */
  LfDigestSum buckets[LF_DIGEST_BUCKETS];
} LfDigests;

LfDelta *lf_delta_new (const char *entity, const char *id);
void lf_delta_free (LfDelta *self);
LfPage *lf_page_new (void);
void lf_page_free (LfPage *self);
LfAnswer *lf_answer_new (const char *change, LfAnswerKind kind);
void lf_answer_free (LfAnswer *self);
void lf_conflict_free (LfConflict *self);
LfHistoryPage *lf_history_page_new (void);
void lf_history_page_free (LfHistoryPage *self);
void lf_history_page_add (LfHistoryPage *self, LfChange *change /* (transfer full) */, gint64 seq);
LfDigests *lf_digests_new (void);
void lf_digests_free (LfDigests *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfDigests, lf_digests_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfDelta, lf_delta_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfPage, lf_page_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfAnswer, lf_answer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfHistoryPage, lf_history_page_free)

G_END_DECLS
