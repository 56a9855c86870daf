/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store as the sync engine sees it: an outbox to send, answers and pages to take in. Blocking
 * calls. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

/* Where this store stands with its server. */
typedef struct
{
  gint64 cursor;         /* where the next page begins; 0: at the beginning */
  gint64 since;          /* everything up to here has been merged. Between two pages of a pull it is
                            less than the cursor: a record may have moved behind that meanwhile */
  char *epoch;           /* (nullable): the server's, as last seen */
  char *sight;           /* (nullable): what the account sees, as the server said it last */
  gint64 time_offset_us; /* server's clock minus ours at the last contact (G8) */
  gint64 last_success_us; /* 0: never */
  gboolean is_first_download_done;
} LfSyncState;

void lf_sync_state_clear (LfSyncState *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfSyncState, lf_sync_state_clear)
gboolean lf_store_sync_state_sync (LfStore *self, LfSyncState *ret_state, GError **error);
gboolean lf_store_set_author_sync (LfStore *self,
                                   const char *account,
                                   GError **error); /* after signing in */
/* (transfer full) (nullable): who signed in last, whether still or not; NULL without error: nobody
 * ever did */
char *lf_store_account_sync (LfStore *self, GError **error);

/* Small facts the programs keep with the store: server address, account, sample loaded. Not synced.
 */
char *lf_store_setting_sync (LfStore *self, const char *key, GError **error); /* (nullable) */
gboolean
lf_store_set_setting_sync (LfStore *self, const char *key, const char *value, GError **error);

/* Changes not yet answered, oldest first: (transfer full) (element-type LfChange). Refused ones are
 * not among them, nor is what waits behind one. */
GPtrArray *lf_store_outbox_sync (LfStore *self, guint limit, GError **error);
/* Likewise, those after @change. */
GPtrArray *
lf_store_outbox_after_sync (LfStore *self, const char *change, guint limit, GError **error);
/* What waits behind a refused change of the same record, likewise. */
GPtrArray *lf_store_waiting_sync (LfStore *self, GError **error);
/* A change that waits to be sent, as people look through them. */
typedef struct
{
  gint64 n; /* its number in the journal */
  LfChange *change;
  char *behind; /* (nullable): label of the refused change of the same record it waits behind */
} LfPending;

void lf_pending_free (LfPending *self);
/* (transfer full) (element-type LfPending): those numbered above @after, oldest first */
GPtrArray *lf_store_pending_sync (LfStore *self, gint64 after, guint limit, GError **error);
gint64 lf_store_count_pending_sync (LfStore *self, GError **error); /* changes waiting to be sent */

/* How much of what others hold the outbox would change; what a person agreed to does not count. */
typedef struct
{
  gint64 n_edited;  /* records: edited or brought back, not those made here since */
  gint64 n_deleted; /* records */
  gint64 n_held;    /* records on this device; 0 when none of them is touched */
  gint64 newest;    /* number of the newest change that was looked at */
} LfPendingMass;

gboolean lf_store_weigh_pending_sync (LfStore *self, LfPendingMass *ret_mass, GError **error);
/* A person lets go out what waits up to @newest, however much it is. */
gboolean lf_store_agree_pending_sync (LfStore *self, gint64 newest, GError **error);

/**
 * lf_store_take_answers_sync:
 * Takes in the server's answers, in one transaction: an accepted change leaves the outbox; where
 * its edit of a field did not win the base value comes back into force; a refused one moves to the
 * author's list of refused edits with its reason and its edits are taken off the rows, and later
 * changes to the same records wait. Taking an answer twice is harmless.
 */
gboolean
lf_store_take_answers_sync (LfStore *self, GPtrArray *answers /* LfAnswer */, GError **error);

/**
 * lf_store_take_page_sync:
 * Merges a pulled page and moves the cursor, in one transaction (G5). A field with pending edits
 * gets its new base under them; other fields get the value. Values that a person here had seen and
 * that are replaced go into the journal as a remote change. Unknown fields and entities are kept
 * (G11). A record that cannot be stored is set aside, reported in
 * @ret_problems, and does not stop the others.
 */
gboolean lf_store_take_page_sync (LfStore *self,
                                  const LfPage *page,
                                  GPtrArray **ret_problems /* utf8 */,
                                  GError **error);

/* A record as the server had it when this store was told last, whatever is pending on it. */
typedef struct
{
  char *entity;
  char *id;
  LfDigestSum sum;
} LfHeld;

LfHeld *lf_held_new (const char *entity, const char *id, const LfDigestSum *sum);
void lf_held_free (LfHeld *self);

/* On a thread of the store. @sum: (nullable): NULL: its making was refused, and whether the server
 * has it is not known */
typedef void (*LfHeldFunc) (const char *entity,
                            const char *id,
                            const LfDigestSum *sum,
                            gpointer user_data);

/* Every record that the server has, as far as this store knows; in slices, between which others
 * read and write. */
gboolean lf_store_each_held_sync (
    LfStore *self, LfHeldFunc func, gpointer user_data, GCancellable *cancellable, GError **error);

/**
 * LfMending:
 * @deltas: (element-type LfDelta): whole records that are not so here
 * @extra: (element-type LfHeld): records that the server does not have for this account
 */
typedef struct
{
  GPtrArray *deltas;
  GPtrArray *extra;
} LfMending;

/**
 * lf_store_mend_sync:
 * @problems: (element-type utf8): as of lf_store_take_page_sync()
 * Makes records what the server says they are, in one transaction. What is pending on them stays;
 * what was here in place of the server's value goes into the history; what is extra leaves as what
 * goes out of sight does.
 */
gboolean
lf_store_mend_sync (LfStore *self, const LfMending *mending, GPtrArray *problems, GError **error);

/* Whether what was carried here goes on where this store is. */
typedef enum
{
  LF_CARRIED_FITS,
  LF_CARRIED_KNOWN,   /* its pages were all here: nothing was new in them */
  LF_CARRIED_AHEAD,   /* it goes on behind where this store is: nothing was taken */
  LF_CARRIED_STALE,   /* another epoch of the server than the one known here: likewise */
  LF_CARRIED_FOREIGN, /* another server: likewise */
} LfCarriedFit;

/**
 * LfCarried:
 * @since: where its first page begins
 * @cursor: likewise
 * @epoch: the server's when it was made
 * @known_epoch: (nullable): what the server was told that this store knew
 * @sight: (nullable): what its pages show
 * @known_sight: (nullable): as @known_epoch
 * @next: (transfer full): the next answers or the next page; neither at the end. Called on the
 * store's thread; what it fails with undoes all
 * @took: a page was taken, without what was here already
 */
typedef struct
{
  gint64 since, cursor;
  const char *epoch;
  const char *known_epoch;
  const char *sight;
  const char *known_sight;
  gboolean (*next) (gpointer data, GPtrArray **ret_answers, LfPage **ret_page, GError **error);
  void (*took) (gpointer data, const LfPage *page);
  gpointer data;
} LfCarried;

/**
 * lf_store_take_carried_sync:
 * Takes in answers and pages that came in a file, all in one transaction, as
 * lf_store_take_answers_sync() and lf_store_take_page_sync() do. What is here already, since the
 * file is an old one or there was a line meanwhile, does no harm.
 */
gboolean lf_store_take_carried_sync (LfStore *self,
                                     const LfCarried *carried,
                                     LfCarriedFit *ret_fit,
                                     GPtrArray **ret_problems /* utf8 */,
                                     GError **error);

typedef struct
{
  LfChange *change;
  char *reason;
  char *message;
  gint64 refused_us;
} LfRefused;

void lf_refused_free (LfRefused *self);
/* Translated, where it is a reason that this version knows; else the server's words. */
const char *lf_refused_tell (const LfRefused *self);
GPtrArray *lf_store_refused_sync (LfStore *self, GError **error); /* (element-type LfRefused) */
gboolean lf_store_resend_sync (LfStore *self,
                               const char *change_id,
                               GError **error); /* lays the edits over again and queues them */
gboolean lf_store_discard_sync (LfStore *self,
                                const char *change_id,
                                GError **error); /* knowingly; stays in the history */

/* Another value for what a refused change says of a field. */
typedef struct
{
  char *record;
  char *field;
  char *value; /* (nullable): canonical */
} LfAmendment;

void lf_amendment_free (LfAmendment *self);
/* Puts a change with @amendments (element-type LfAmendment) in the place of a refused one, which is
 * discarded; both stay in the history. */
gboolean
lf_store_amend_sync (LfStore *self, const char *change_id, GPtrArray *amendments, GError **error);

/**
 * lf_store_settle:
 * Settles a conflict record: an edit of the record's field, and of the conflict, in one change.
 * @value is used for LF_SETTLE_VALUE; the other choices hold for all fields of a bundle
 * (LfField.bundle) that met the same device's edits.
 */
typedef enum
{
  LF_SETTLE_MINE,
  LF_SETTLE_THEIRS,
  LF_SETTLE_ORIGINAL,
  LF_SETTLE_VALUE
} LfSettle;
gboolean lf_store_settle_sync (
    LfStore *self, const char *conflict_id, LfSettle how, const char *value, GError **error);
void lf_store_settle_async (LfStore *self,
                            const char *conflict_id,
                            LfSettle how,
                            const char *value,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean lf_store_settle_finish (LfStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
