/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server of a few lines, in memory, that fails when it is told to. It takes every change and
 * keeps the last value. */

#pragma once

#include "lf-transport.h"

G_BEGIN_DECLS

typedef enum
{
  FAKE_WORKS,
  FAKE_UNREACHABLE,  /* before anything happened */
  FAKE_LOSES_ANSWER, /* the server did its part, the answer never came */
  FAKE_GARBAGE,
  FAKE_HALF, /* a page or answers that break off, as the wire reader reports them */
  FAKE_ANSWERS_MISSING,
  FAKE_STANDS_STILL, /* pages that say there is more and lead nowhere */
  FAKE_OUT_OF_ORDER,
  FAKE_SIGN_IN,
  FAKE_BUSY, /* and says when to come again */
  FAKE_SERVER_TOO_OLD,
  FAKE_HANGS, /* until cancelled */
  FAKE_ERASE,
  FAKE_ERASE_AT_ONCE,
  N_FAKE_FAILURES,
} FakeFailure;

#define FAKE_TYPE_TRANSPORT (fake_transport_get_type ())
G_DECLARE_FINAL_TYPE (FakeTransport, fake_transport, FAKE, TRANSPORT, GObject)

#define FAKE_BUSY_US (90 * (gint64) G_USEC_PER_SEC)

FakeTransport *fake_transport_new (guint page_size);
/* From call number @call on (the first is 1), @n_calls calls fail with @failure. */
void fake_transport_fail (FakeTransport *self, FakeFailure failure, guint call, guint n_calls);
void fake_transport_refuse (FakeTransport *self, const char *label); /* changes of that label */
guint fake_transport_n_calls (FakeTransport *self);
guint fake_transport_n_pushes (FakeTransport *self);
guint fake_transport_n_pushes_after_failed_pull (FakeTransport *self);
guint fake_transport_n_changes (FakeTransport *self);    /* accepted, each once */
gsize fake_transport_largest_push (FakeTransport *self); /* changes in one call */
guint fake_transport_n_blobs (FakeTransport *self);      /* files that came whole */
void fake_transport_add_blob (FakeTransport *self, const char *digest, GBytes *bytes);
gint64 fake_transport_seq (FakeTransport *self);     /* the newest number */
guint fake_transport_n_deltas (FakeTransport *self); /* records that it sent */
/* It tells what it took as it was sent, and leaves that out where it is told; others do not. */
void fake_transport_leave_out_own (FakeTransport *self);
/* Something another device did. */
void fake_transport_put (
    FakeTransport *self, const char *entity, const char *id, const char *field, const char *value);
/* Its clock is ahead of ours by that. */
void fake_transport_set_offset (FakeTransport *self, gint64 offset_us);
void fake_transport_set_epoch (FakeTransport *self, const char *epoch);

G_END_DECLS
