/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request on its way through the server's threads.
 *
 * A route is a list of steps. Steps that need the storage run one at a time on its thread, the
 * others (unpacking, reading, checking passwords, printing, packing) beside it on a few threads,
 * so that what takes long for one device holds up nobody else. The first step that answers is the
 * last. */

#pragma once

#include <libsoup/soup.h>
#include "lf-accounts.h"
#include "lf-blob-folder.h"
#include "lf-metrics.h"
#include "lf-packing.h"
#include "lf-rate.h"
#include "lf-server-audit.h"

#include <json-glib/json-glib.h>
#include "lf-json-read.h"

G_BEGIN_DECLS

#define LF_REQUEST_MAX_STEPS 6

/* libsoup has no names for these. */
#define LF_STATUS_UPGRADE_REQUIRED 426
#define LF_STATUS_FULL 507

/* Sentences of versions that do not fit; the including file has gettext. */
#define LF_SENTENCE_SERVER_TOO_OLD                                                                 \
  _ ("This server is older than the program that calls it: have it brought up to date.")
#define LF_SENTENCE_CLIENT_TOO_OLD                                                                 \
  _ ("This program is too old for the server: install the current version.")

typedef struct _LfRequest LfRequest;
typedef struct _LfLiveHub LfLiveHub;

/* Counted since the start, atomically. */
typedef struct
{
  int n_started;
  int n_accepted;
  int n_refused;
  int n_conflicts;
  int n_inquiries;
  int n_pushes;
  int n_live; /* connections that are open now */
  int n_live_told;
  int n_live_cut;
} LfServerCounts;

typedef struct
{
  gboolean needs_storage;
  void (*run) (LfRequest *request);
} LfStep;

typedef struct
{
  const char *path; /* one that ends with a slash is followed by anything: LfRequest.rest */
  const char *method;
  gsize max_body;
  gboolean needs_token;
  LfStep steps[LF_REQUEST_MAX_STEPS]; /* ends with a NULL run */
} LfRoute;

struct _LfRequest
{
  const char *id; /* unowned: in the log, and told to the client */
  const LfRoute *route;
  guint step;
  SoupServerMessage *message; /* the main thread's */

  LfServerStorage *storage; /* unowned: for steps that need it */
  LfRate *rate;             /* unowned */
  LfServerCounts *counts;   /* unowned */
  LfMetrics *metrics;       /* unowned */
  const char *database;     /* (nullable): its file */
  LfBlobFolder *blobs;      /* unowned, (nullable): where files are kept */
  gint64 session_us;        /* how long a token is good without contact; 0: for ever */
  LfLiveHub *live;          /* unowned, (nullable): devices that are told of news */

  /* what was asked */
  GBytes *body;
  const LfPacking *body_packing;   /* (nullable) */
  const LfPacking *answer_packing; /* (nullable): what the client takes */
  char *token;                     /* (nullable) */
  char *origin;                    /* (nullable): the site whose page asks */
  char *address; /* where it comes from; of an IPv6 network, which one customer has, its prefix */
  char *rest;    /* of the path, after its route's */
  char *range;   /* (nullable): which part of a file the answer, or the body, is */
  GHashTable *query; /* (nullable): char * → char * */
  int minor;         /* of the protocol, that both speak; 0: who asks says none */

  /* what steps hand on */
  LfServerUser *user; /* (nullable) */
  LfTokenState token_state;
  gpointer data;
  GDestroyNotify free_data;

  /* the answer; status 0: none yet */
  guint status;
  const char *type;
  GBytes *answer;
  gboolean is_answer_packed;
  gboolean is_origin_known; /* pages of the origin may read the answer */
  guint retry_s;            /* when to come again; 0: nothing is said */
  char *content_range;      /* (nullable): which part of a file the answer is */
  gint64 upload_offset;     /* how much of a file is here; -1: it is not about one */
};

LfRequest *lf_request_new (const LfRoute *route, SoupServerMessage *message, GHashTable *query);
void lf_request_free (LfRequest *self);
void lf_request_set_data (LfRequest *self, gpointer data, GDestroyNotify free_data);

/* (transfer full): {"error":word,"message":sentence} */
char *lf_request_error_body (const char *word, const char *sentence);
void
lf_request_answer_error (LfRequest *self, guint status, const char *word, const char *sentence);

/* Done, and there is nothing to say. */
void lf_request_answer_nothing (LfRequest *self);

/* Who asks, for the audit log: the user, once there is one. */
LfAuditSource lf_request_source (const LfRequest *self);
gboolean lf_request_note (LfRequest *self, /* FALSE: answered already */
                          const char *act,
                          const char *about /* nullable */,
                          const char *detail /* nullable */);

/* The storage, or the machine, failed: says so without saying how, and whether for now only. */
void lf_request_answer_failure (LfRequest *self, const GError *error);
void lf_request_answer_text (LfRequest *self,
                             const char *type,
                             char *text /* (transfer full) */,
                             gsize length);
/* Bytes of a file, or nothing: as they are. */
void lf_request_answer_bytes (LfRequest *self, guint status, GBytes *bytes /* (transfer full) */);
void lf_request_answer_node (LfRequest *self, JsonNode *node /* (transfer full) */);

/* The body unpacked, bounded, read and of a version that is spoken here. NULL: answered already. */
LfJson *lf_request_read_message (LfRequest *self);
JsonNode *lf_request_read_body (LfRequest *self);

/* (transfer full) (nullable): of the body's object; NULL also for what is no text */
char *lf_request_copy_text (JsonNode *node, const char *member);

/* FALSE: answered already. @ret_id: (transfer full): what follows in the path, as it was meant */
gboolean lf_request_read_rest (LfRequest *self, char **ret_id);

/* A whole number of the query, @otherwise where there is none. FALSE: answered already. */
gboolean
lf_request_read_number (LfRequest *self, const char *name, gint64 otherwise, gint64 *ret_number);

G_END_DECLS
