/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A real server on a free loopback port, in a thread of the test, and plain requests to it. */

#pragma once

#include "lf-server.h"
#include "lf-wire.h"
#include "zone.h"

G_BEGIN_DECLS

#define PASSWORD "a good long password"

typedef struct
{
  Zone *zone; /* another connection to the server's database */
  char *url;
  LfServer *server;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  GMutex mutex;
  GCond is_ready;
} ServerThread;

/* @patience: (nullable) */
ServerThread *server_thread_new (const LfServerPatience *patience);

/* (transfer full): another on the same database; to be freed first */
ServerThread *server_thread_new_beside (ServerThread *other);
void server_thread_stop (ServerThread *self); /* returns when it has stopped */
void server_thread_free (ServerThread *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerThread, server_thread_free)

/* What came back. */
typedef struct
{
  guint status;
  char *type;
  char *allow;        /* (nullable) */
  char *range;        /* (nullable): Content-Range */
  gint64 offset;      /* Upload-Offset; -1: none */
  gboolean is_packed; /* on its way */
  char *body;
  gsize length;
} Reply;

void reply_clear (Reply *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reply, reply_clear)
char *reply_member (const Reply *self, const char *name); /* (transfer full) (nullable): a text */

typedef struct
{
  const char *method; /* GET when NULL */
  const char *path;
  const char *token;   /* (nullable) */
  const char *body;    /* (nullable) */
  gssize length;       /* of @body; 0: up to its NUL */
  const char *packing; /* (nullable): of @body: "br", "gzip" */
  gboolean takes_packed;
  const char *range; /* (nullable): Range, or of a PUT Content-Range */
} Ask;

Reply server_ask (ServerThread *self, const Ask *ask);

/* (transfer full): the token of a device that signs in with the account of its name, made if need
 * be */
char *server_sign_in (ServerThread *self, const char *name, const char *role);
Reply server_login (ServerThread *self, const char *name, const char *password, const char *device);

/* (transfer full): a push as text */
char *push_text (LfChange *const *changes, guint n);
GPtrArray *reply_answers (const Reply *reply);

Reply server_get (ServerThread *self, const char *path, const char *token /* nullable */);
Reply server_push (ServerThread *self, const char *token /* nullable */, const char *body);
LfPage *server_pull (ServerThread *self, const char *token, const char *query);
LfChange *make_project (const char *name);

/* Every refusal is a word for programs and a sentence for people. */
void assert_refused (const Reply *reply, guint status, const char *word);

/* A raw connection. */
GSocketConnection *server_connect (ServerThread *self);
void connection_send (GSocketConnection *connection, const char *text);

/* (transfer full): all until the server closes */
char *connection_read (GSocketConnection *connection);

G_END_DECLS
