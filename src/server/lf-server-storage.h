/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Server: accounts, permissions, merge, HTTP. This is the interface to where a zone's records are.
 *
 * One implementation per database; the same tests run against each. A storage is used by one
 * thread. Between begin and commit the caller holds the zone's sequence counter, so no reader can
 * see a later number before an earlier one (G9). */

#pragma once

#include <gio/gio.h>
#include "lf-core.h"

G_BEGIN_DECLS

#define LF_SERVER_ERROR (lf_server_error_quark ())
GQuark lf_server_error_quark (void);

/**
 * LfServerError:
 * @LF_SERVER_ERROR_STORAGE: the database cannot be used or is not as it should be: exit status 1
 * @LF_SERVER_ERROR_CALL: how the program was called: exit status 2
 * @LF_SERVER_ERROR_NETWORK: the address cannot be listened on: exit status 3
 * @LF_SERVER_ERROR_BUSY: the database is away or somebody was in the way; later it may do: exit
 * status 1
 * @LF_SERVER_ERROR_FULL: there is no room on the database's disk: exit status 1
 * @LF_SERVER_ERROR_DAMAGED: one record cannot be read, the others can: exit status 1
 */
typedef enum
{
  LF_SERVER_ERROR_STORAGE,
  LF_SERVER_ERROR_CALL,
  LF_SERVER_ERROR_NETWORK,
  LF_SERVER_ERROR_BUSY,
  LF_SERVER_ERROR_FULL,
  LF_SERVER_ERROR_DAMAGED,
} LfServerError;

/* ---- What passes through a storage ---- */

/* A record of the zone. A bundle of fields has its own number only where it is not created_seq. */
typedef struct
{
  char *entity;
  char *id;
  char *scope; /* who sees it: lf-sight.h */
  char *root;  /* (nullable): id of what its scope follows; lf_server_storage_list_followers() */
  gint64 seq;  /* newest change */
  gint64 created_seq;
  gboolean deleted;   /* a field like the others: bundle "deleted" */
  GHashTable *fields; /* char * → char *: canonical values, unknown fields included */
  GHashTable *clock;  /* bundle → gint64 *: the number of its newest change; and notes */
} LfServerRecord;

LfServerRecord *lf_server_record_new (const char *entity, const char *id);
LfServerRecord *lf_server_record_copy (const LfServerRecord *self);
void lf_server_record_free (LfServerRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfServerRecord, lf_server_record_free)

const char *lf_server_record_get (const LfServerRecord *self, const char *field); /* (nullable) */
void lf_server_record_set (LfServerRecord *self, const char *field, const char *value);
gint64 lf_server_record_seq_of (const LfServerRecord *self, const char *bundle);

/* @bundle was changed by the change numbered @seq. */
void lf_server_record_stamp (LfServerRecord *self, const char *bundle, gint64 seq);

/* An edit of the set @bundle was merged with the change @seq that its author had not seen. The
 * clock keeps the newest such number under a name of its own, which is no bundle of values. */
void lf_server_record_note_unseen (LfServerRecord *self, const char *bundle, gint64 seq);

/* What came into a scope, or left it, with the change @seq is noted in the same way. */
void
lf_server_record_note_scope (LfServerRecord *self, const char *word, gboolean is_in, gint64 seq);
/* With which change it came into the scope @word, or left it; 0: that is not noted */
gint64 lf_server_record_scope_note (const LfServerRecord *self, const char *word, gboolean is_in);
gboolean lf_server_record_is_note (const char *bundle);
gboolean lf_server_record_is_scope_note (const char *bundle);

/* Who is asking. */
typedef struct
{
  char *zone;
  char *account; /* name */
  char *role;
  char *device;
  char *park;       /* (nullable): ids of parks, separated by blanks */
  char *team;       /* (nullable): likewise */
  gint64 since_seq; /* of the account */
  char *within;     /* (nullable): the parks that lie in those of @park, likewise */
} LfServerUser;

/* (transfer full): who has the name @account from the number @since_seq on, in scopes and sights:
 * the name itself, but for those who had it after somebody else. */
char *lf_server_person (const char *account, gint64 since_seq);

/* (transfer full): lf_sight_new(); whoever is of a park sees those that lie in it, too (O7) */
char *lf_server_user_sight (const LfServerUser *self);

typedef struct _LfServerAccount LfServerAccount;

void lf_server_user_free (LfServerUser *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfServerUser, lf_server_user_free)

/* What is kept of an accepted or refused change: to answer again (G4) and to show history. */
typedef struct
{
  char *id;
  gint64 seq; /* 0 when refused */
  char *device;
  char *author;
  gint64 time_us;
  char *answer;         /* (nullable): the answer's wire form */
  char *body;           /* (nullable): the change's wire form */
  gint64 late_us;       /* how much later than it was made it came here; 0: nobody knows */
  gboolean is_doubtful; /* its device's clock was far off */
} LfServerChange;

LfServerChange *lf_server_change_copy (const LfServerChange *self);
void lf_server_change_free (LfServerChange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfServerChange, lf_server_change_free)

#define LF_DAY_US (24 * 3600 * (gint64) G_USEC_PER_SEC)

typedef enum
{
  LF_ACCOUNT_ACTIVE,
  LF_ACCOUNT_DISABLED,
  LF_ACCOUNT_REMOVED, /* what the person wrote stays; the name may be given again */
} LfAccountState;

/* A person who may sign in. */
struct _LfServerAccount
{
  char *zone;
  char *name;
  char *role;          /* see lf_rules_may() */
  char *password_hash; /* Argon2id */
  char *park;          /* (nullable): ids of the parks it is of, separated by blanks */
  char *team;          /* (nullable): likewise */
  LfAccountState state;
  gint64 one_time_until_us; /* of a password that somebody else chose; 0: it is the person's own */
  gint64 since_seq;         /* what bears the name before this number is somebody else's: a removed
                               account's; 0: nobody had it before */
};

void lf_server_account_free (LfServerAccount *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfServerAccount, lf_server_account_free)

typedef enum
{
  LF_ERASE_NONE,
  LF_ERASE_ASKED, /* at its next contact */
  LF_ERASE_DONE,
} LfErase;

/* A laptop that signed in; its right to push and pull is a token of which only the hash is kept. */
typedef struct
{
  char *zone;
  char *id;
  char *account;
  char *name; /* (nullable) */
  char *token_hash;
  gint64 seen_us; /* last contact */
  gboolean is_revoked;
  LfErase erase;
} LfServerDevice;

void lf_server_device_free (LfServerDevice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfServerDevice, lf_server_device_free)

/* What happened to accounts and devices, and in the database as a whole: lf-server-audit.h */
typedef struct _LfServerAudit LfServerAudit;
typedef struct _LfServerAuditQuery LfServerAuditQuery;

/* What a caller is going to ask for, so that a storage far away can fetch it in one go. */
typedef struct
{
  GPtrArray *changes; /* (element-type utf8): ids; they may come without their bodies then */
  GPtrArray *records; /* (element-type LfServerKey) */
  GArray *seqs;       /* (element-type gint64): of lf_server_storage_find_change_at() */
} LfServerWanted;

/* A record, and the changes that gave its bundles numbers above @seen. */
typedef struct
{
  const char *entity, *id; /* unowned */
  gint64 seen;
  gboolean is_followed; /* lf_server_storage_list_followers() will be asked, too */
} LfServerKey;

LfServerWanted *lf_server_wanted_new (void);
void lf_server_wanted_free (LfServerWanted *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfServerWanted, lf_server_wanted_free)
void
lf_server_wanted_add_record (LfServerWanted *self, const char *entity, const char *id, gint64 seen);

/* ---- The interface ---- */

#define LF_TYPE_SERVER_STORAGE (lf_server_storage_get_type ())
G_DECLARE_INTERFACE (LfServerStorage, lf_server_storage, LF, SERVER_STORAGE, GObject)

/* Returns FALSE to stop. */
typedef gboolean (*LfServerRecordFunc) (const LfServerRecord *record, gpointer user_data);

/* Returns FALSE with @error to stop, which fails the call. */
typedef gboolean (*LfServerChangeFunc) (const LfServerChange *change,
                                        gpointer user_data,
                                        GError **error);
typedef void (*LfServerSeqFunc) (const char *zone, gint64 seq, gpointer user_data);
typedef void (*LfServerDigestFunc) (const char *scope,
                                    const char *bucket,
                                    const LfDigestSum *sum,
                                    gpointer user_data);

/* What is asked for of a bucket of records: lf_digest_bucket() */
typedef struct
{
  const char *bucket; /* the last two digits of their ids */
  gint64 cursor;
} LfServerBucket;

/* What of a record's history is asked for: the newest @limit changes numbered below @before. */
typedef struct
{
  const char *entity;
  const char *id;
  gint64 before;
  guint limit;
} LfServerHistory;

/* What finds nothing returns NULL without an error. A function that is missing here does nothing
 * and returns TRUE, try_again FALSE. */
struct _LfServerStorageInterface
{
  GTypeInterface parent_iface;

  gboolean (*begin) (LfServerStorage *self, const char *zone, GError **error);
  gboolean (*begin_reading) (LfServerStorage *self, const char *zone, GError **error);
  gboolean (*commit) (LfServerStorage *self, GError **error);
  void (*rollback) (LfServerStorage *self);
  gboolean (*try_again) (LfServerStorage *self);

  gboolean (*foresee) (LfServerStorage *self, const LfServerWanted *wanted, GError **error);
  gint64 (*next_seq) (LfServerStorage *self, GError **error);
  LfServerRecord *(*load) (LfServerStorage *self,
                           const char *entity,
                           const char *id,
                           GError **error);
  gboolean (*save) (LfServerStorage *self, const LfServerRecord *record, GError **error);
  LfServerChange *(*find_change) (LfServerStorage *self, const char *id, GError **error);
  LfServerChange *(*find_change_at) (LfServerStorage *self, gint64 seq, GError **error);
  gboolean (*count_changes) (
      LfServerStorage *self, const char *device, const LfSpan *span, gint64 *ret_n, GError **error);
  gboolean (*add_change) (LfServerStorage *self, const LfServerChange *change, GError **error);
  LfServerRecord *(*find_conflict) (LfServerStorage *self,
                                    const char *record,
                                    const char *field,
                                    const char *device,
                                    GError **error);
  GPtrArray *(*list_followers) (LfServerStorage *self, const char *root, GError **error);
  GPtrArray *(*list_entity) (LfServerStorage *self, const char *entity, GError **error);

  gboolean (*each_since) (LfServerStorage *self,
                          gint64 cursor,
                          LfServerRecordFunc func,
                          gpointer user_data,
                          GError **error);
  gboolean (*each_of_bucket) (LfServerStorage *self,
                              const LfServerBucket *bucket,
                              LfServerRecordFunc func,
                              gpointer user_data,
                              GError **error);
  gboolean (*each_digest) (LfServerStorage *self,
                           LfServerDigestFunc func,
                           gpointer user_data,
                           GError **error);
  gboolean (*each_change) (LfServerStorage *self,
                           LfServerChangeFunc func,
                           gpointer user_data,
                           GError **error);
  gboolean (*each_change_of) (LfServerStorage *self,
                              const LfServerHistory *history,
                              LfServerChangeFunc func,
                              gpointer user_data,
                              GError **error);
  gint64 (*last_seq) (LfServerStorage *self, GError **error);
  char *(*epoch) (LfServerStorage *self, GError **error);
  gboolean (*set_zone) (LfServerStorage *self, gint64 seq, const char *epoch, GError **error);
  gboolean (*read_is_backup) (LfServerStorage *self, gboolean *ret_is_backup, GError **error);

  gboolean (*each_zone) (LfServerStorage *self,
                         LfServerSeqFunc func,
                         gpointer user_data,
                         GError **error);
  gboolean (*wait_news) (LfServerStorage *self, int stop_fd, int timeout_ms, GError **error);
  gboolean (*verify) (LfServerStorage *self, GPtrArray *problems, GError **error);

  gboolean (*add_zone) (LfServerStorage *self, const char *zone, GError **error);
  GStrv (*list_zones) (LfServerStorage *self, GError **error);
  gboolean (*save_account) (LfServerStorage *self, const LfServerAccount *account, GError **error);
  LfServerAccount *(*find_account) (LfServerStorage *self,
                                    const char *zone,
                                    const char *name,
                                    GError **error);
  GPtrArray *(*list_accounts) (LfServerStorage *self, GError **error);
  GHashTable *(*park_parents) (LfServerStorage *self, const char *zone, GError **error);
  gboolean (*save_device) (LfServerStorage *self, const LfServerDevice *device, GError **error);
  gboolean (*note_contact) (LfServerStorage *self,
                            const LfServerDevice *device,
                            gint64 seen_us,
                            GError **error);
  LfServerDevice *(*find_device) (LfServerStorage *self, const char *token_hash, GError **error);
  GPtrArray *(*list_devices) (LfServerStorage *self, GError **error);
  gboolean (*count_attempt) (
      LfServerStorage *self, const char *name, gint64 now_us, guint *ret_n, GError **error);
  gboolean (*forget_attempts) (LfServerStorage *self, const char *name, GError **error);
  char *(*load_bundle) (LfServerStorage *self,
                        const char *zone,
                        const char *device,
                        GError **error);
  gboolean (*save_bundle) (LfServerStorage *self,
                           const char *zone,
                           const char *device,
                           const char *body,
                           GError **error);
  gboolean (*add_bundle) (LfServerStorage *self,
                          const char *zone,
                          const char *device,
                          const char *body,
                          GError **error);

  gboolean (*mark_account) (LfServerStorage *self, const LfServerAccount *account, GError **error);
  gboolean (*mark_device) (LfServerStorage *self, const LfServerDevice *device, GError **error);
  gboolean (*add_audit) (LfServerStorage *self, const LfServerAudit *audit, GError **error);
  GPtrArray *(*list_audit) (LfServerStorage *self, const LfServerAuditQuery *query, GError **error);
  gboolean (*trim_audit) (LfServerStorage *self,
                          const char *zone,
                          gint64 before_us,
                          GError **error);
};

/* Transactions. The zone of the transaction is that of every call inside it. */
gboolean lf_server_storage_begin (LfServerStorage *self, const char *zone, GError **error);

/* Sees one state of the zone until lf_server_storage_rollback(); other writers go on. */
gboolean lf_server_storage_begin_reading (LfServerStorage *self, const char *zone, GError **error);
gboolean lf_server_storage_commit (LfServerStorage *self, GError **error); /* or rolls back */
void lf_server_storage_rollback (LfServerStorage *self);

/**
 * lf_server_storage_try_again:
 * @error: (inout): why a transaction failed; cleared when it is worth another try
 *
 * Waits a little first. Says no when the storage has been in trouble for seconds, so that who asks
 * is told instead of kept. A transaction whose commit got no answer may have been done: what is
 * tried again must bear that, as changes with an id do.
 */
gboolean lf_server_storage_try_again (LfServerStorage *self, GError **error);

/* Records and changes: inside a transaction. */
gboolean
lf_server_storage_foresee (LfServerStorage *self, const LfServerWanted *wanted, GError **error);
gint64 lf_server_storage_next_seq (LfServerStorage *self, GError **error); /* 0 on error */
LfServerRecord *
lf_server_storage_load (LfServerStorage *self, const char *entity, const char *id, GError **error);
gboolean
lf_server_storage_save (LfServerStorage *self, const LfServerRecord *record, GError **error);
LfServerChange *
lf_server_storage_find_change (LfServerStorage *self, const char *id, GError **error);

/* Without its answer and body, which may be large. */
LfServerChange *
lf_server_storage_find_change_at (LfServerStorage *self, gint64 seq, GError **error);
gboolean
lf_server_storage_add_change (LfServerStorage *self, const LfServerChange *change, GError **error);

/* The open conflict that @device offered on a record's field. */
LfServerRecord *lf_server_storage_find_conflict (LfServerStorage *self,
                                                 const char *record,
                                                 const char *field,
                                                 const char *device,
                                                 GError **error);

/* (element-type LfServerRecord): keys alone, without values: those whose LfServerRecord.root is
 * @root */
GPtrArray *
lf_server_storage_list_followers (LfServerStorage *self, const char *root, GError **error);
/* Likewise, all of an entity that a zone has few of, in any order. */
GPtrArray *
lf_server_storage_list_entity (LfServerStorage *self, const char *entity, GError **error);

/* Records with a number above @cursor, by number, in a transaction that has not saved any. @func
 * leaves @self alone. */
gboolean lf_server_storage_each_since (LfServerStorage *self,
                                       gint64 cursor,
                                       LfServerRecordFunc func,
                                       gpointer user_data,
                                       GError **error);

/* Likewise, those of a bucket, whole. */
gboolean lf_server_storage_each_of_bucket (LfServerStorage *self,
                                           const LfServerBucket *bucket,
                                           LfServerRecordFunc func,
                                           gpointer user_data,
                                           GError **error);

/* The sums of all buckets of all scopes: lf-server-digest.h */
gboolean lf_server_storage_each_digest (LfServerStorage *self,
                                        LfServerDigestFunc func,
                                        gpointer user_data,
                                        GError **error);

/* Every change that was judged, refused ones too, in any order; likewise. */
gboolean lf_server_storage_each_change (LfServerStorage *self,
                                        LfServerChangeFunc func,
                                        gpointer user_data,
                                        GError **error);

/* The accepted changes that did something to a record, newest first. */
gboolean lf_server_storage_each_change_of (LfServerStorage *self,
                                           const LfServerHistory *history,
                                           LfServerChangeFunc func,
                                           gpointer user_data,
                                           GError **error);
/* How many of these numbers are of changes that @device made. */
gboolean lf_server_storage_count_changes (
    LfServerStorage *self, const char *device, const LfSpan *span, gint64 *ret_n, GError **error);
gint64 lf_server_storage_last_seq (LfServerStorage *self, GError **error); /* -1 on error */
char *lf_server_storage_epoch (LfServerStorage *self, GError **error);

/* For a zone that is copied here from another database. It is no backup then. */
gboolean
lf_server_storage_set_zone (LfServerStorage *self, gint64 seq, const char *epoch, GError **error);

/* Whether this database is a copy that was put aside as a backup. */
gboolean
lf_server_storage_read_is_backup (LfServerStorage *self, gboolean *ret_is_backup, GError **error);

/* How far a zone's counter goes on when it came back from an older backup: beyond every number that
 * was given after the backup was made, also before another restore of the same backup, so that none
 * ever means two changes. */
gint64 lf_server_epoch_gap (void);
#define LF_SERVER_LEAST_GAP ((gint64) 1 << 32)
/* Whether the change of that number went when the zone came back from an older backup. */
gboolean lf_server_epoch_lost (const char *epoch, gint64 seq);

/**
 * lf_server_storage_renew:
 * The zone came back from an older backup (G14): its numbers go on after a gap, and the number it
 * came back to is added to its epoch, " NAME@NUMBER". By that a device tells what was lost. A
 * transaction of its own.
 */
gboolean lf_server_storage_renew (LfServerStorage *self, const char *zone, GError **error);

/* The same inside a transaction. */
gboolean lf_server_storage_renew_zone (LfServerStorage *self, GError **error);

/* The same, in a transaction of its own, where this database is a backup; then it is none any more.
 */
gboolean lf_server_storage_renew_backup (LfServerStorage *self,
                                         const char *zone,
                                         gboolean *ret_was_backup,
                                         GError **error);

/* News: outside transactions. */

/* The newest number of each zone. */
gboolean lf_server_storage_each_zone (LfServerStorage *self,
                                      LfServerSeqFunc func,
                                      gpointer user_data,
                                      GError **error);

/**
 * lf_server_storage_wait_news:
 * @stop_fd: ends the wait when it can be read
 *
 * Returns when some process may have committed something since the call before, after @timeout_ms
 * at the latest; it may return for nothing. To be called on a storage that does nothing else, in a
 * loop that looks at lf_server_storage_each_zone() each time and outlasts errors.
 */
gboolean
lf_server_storage_wait_news (LfServerStorage *self, int stop_fd, int timeout_ms, GError **error);

/* Administration: outside transactions, each call is one. */

/* Adds to @problems sentences on what is not sound below the level of zones and records. */
gboolean lf_server_storage_verify (LfServerStorage *self, GPtrArray *problems, GError **error);
gboolean lf_server_storage_add_zone (LfServerStorage *self, /* nothing when it is there */
                                     const char *zone,
                                     GError **error);
GStrv lf_server_storage_list_zones (LfServerStorage *self, GError **error);
gboolean lf_server_storage_save_account (LfServerStorage *self,
                                         const LfServerAccount *account,
                                         GError **error);
LfServerAccount *lf_server_storage_find_account (LfServerStorage *self,
                                                 const char *zone, /* nullable: whichever it is */
                                                 const char *name,
                                                 GError **error);
GPtrArray *lf_server_storage_list_accounts (LfServerStorage *self, GError **error);

/* (element-type utf8 utf8): the id of each park that lies in another → the id of that */
GHashTable *
lf_server_storage_park_parents (LfServerStorage *self, const char *zone, GError **error);
LfServerUser *lf_server_user_new (LfServerStorage *storage,
                                  const LfServerAccount *account,
                                  const char *device,
                                  GError **error);
gboolean
lf_server_storage_save_device (LfServerStorage *self, const LfServerDevice *device, GError **error);

/* Changes the time of its last contact and nothing else: it may have been revoked meanwhile. */
gboolean lf_server_storage_note_contact (LfServerStorage *self,
                                         const LfServerDevice *device,
                                         gint64 seen_us,
                                         GError **error);
LfServerDevice *
lf_server_storage_find_device (LfServerStorage *self, const char *token_hash, GError **error);
GPtrArray *lf_server_storage_list_devices (LfServerStorage *self, GError **error);

/**
 * lf_server_storage_count_attempt:
 * @ret_n: how many there were in a row with this one, each within LF_ATTEMPTS_WAIT_US of the one
 * before; those above LF_ATTEMPTS_MAX do not keep the row going
 *
 * Somebody is about to try a password for @name. Counted before it is known whether it is right,
 * so that no number of tries at once, by way of any number of processes, is more than the limit.
 */
gboolean lf_server_storage_count_attempt (
    LfServerStorage *self, const char *name, gint64 now_us, guint *ret_n, GError **error);
gboolean
lf_server_storage_forget_attempts (LfServerStorage *self, const char *name, GError **error);

/* What is kept of the files that travel: see lf-server-bundle.h. @device: "" for the zone itself.
 * add_bundle does nothing when there is a body already. */
char *lf_server_storage_load_bundle (LfServerStorage *self, /* (transfer full) (nullable) */
                                     const char *zone,
                                     const char *device,
                                     GError **error);
gboolean lf_server_storage_save_bundle (
    LfServerStorage *self, const char *zone, const char *device, const char *body, GError **error);
gboolean lf_server_storage_add_bundle (
    LfServerStorage *self, const char *zone, const char *device, const char *body, GError **error);

/* lf_server_storage_save_account() and lf_server_storage_save_device() leave alone what these set:
 * state, one_time_until_us and since_seq; is_revoked and erase. */
gboolean lf_server_storage_mark_account (LfServerStorage *self,
                                         const LfServerAccount *account,
                                         GError **error);
gboolean
lf_server_storage_mark_device (LfServerStorage *self, const LfServerDevice *device, GError **error);

/* The audit log is only ever added to; what is older than so many days goes. */
gboolean
lf_server_storage_add_audit (LfServerStorage *self, const LfServerAudit *audit, GError **error);
GPtrArray *lf_server_storage_list_audit (LfServerStorage *self, /* (element-type LfServerAudit) */
                                         const LfServerAuditQuery *query,
                                         GError **error);
gboolean lf_server_storage_trim_audit (LfServerStorage *self,
                                       const char *zone,
                                       gint64 before_us,
                                       GError **error);

#define LF_ATTEMPTS_MAX 8
#define LF_ATTEMPTS_WAIT_US (60 * G_USEC_PER_SEC)

G_END_DECLS
