/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A device of a few lines: what the server sent, what is pending over it, and the rules of
 * docs/sync.md about what an edit says its author had seen. The real one is src/store. */

#pragma once

#include "zone.h"

G_BEGIN_DECLS

typedef struct
{
  char *entity;
  char *id;
  gboolean deleted;
  GHashTable *fields; /* char * → char * */
} ModelRecord;

typedef struct
{
  const char *name;
  Zone *zone;
  gint64 since;      /* up to here it has everything */
  gint64 cursor;     /* up to here it has read on */
  GHashTable *base;  /* id → ModelRecord: as the server sent it */
  GPtrArray *outbox; /* (element-type LfChange) */
  guint n_conflicts; /* told in answers */
} ModelDevice;

ModelDevice *model_device_new (Zone *zone, const char *name);
void model_device_free (ModelDevice *self);

/* (transfer full) (nullable): a field as the device's user sees it */
char *model_device_view (ModelDevice *self, const char *id, const char *field, gboolean is_set);
gboolean model_device_knows (ModelDevice *self, const char *id);

/* What the user does. */
void model_device_create (ModelDevice *self, const char *id, const char *title);
void model_device_edit (
    ModelDevice *self, const char *id, const char *field, const char *value, gboolean is_set);
void model_device_delete (ModelDevice *self, const char *id);

/* Up to @n_pages of @limit records: the network may break between two. */
void model_device_pull (ModelDevice *self, guint n_pages, guint limit);

/* Sends @n changes; when the answer is lost they stay in the outbox. */
void model_device_push (ModelDevice *self, guint n, gboolean is_answer_lost);

char *model_device_digest (ModelDevice *self); /* (transfer full) */

G_END_DECLS
