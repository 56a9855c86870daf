/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the store share: jobs on its threads, and the writer's view of a transaction.
 */

#pragma once

#include "lf-seal.h"
#include "lf-sql.h"
#include "lf-store-clocks.h"
#include "lf-store-handling.h"
#include "lf-store-news.h"
#include "lf-store-sync.h"
#include "lf-worker.h"

G_BEGIN_DECLS

/* ---- Reading, on a reader thread ---- */

gpointer lf_store_read (LfStore *self, LfJob job, gpointer data, GError **error);
/* On a connection and a thread of its own, for what takes long. */
gpointer lf_store_read_apart (LfStore *self, LfJob job, gpointer data, GError **error);
void lf_store_read_async (LfStore *self,
                          LfJob job,
                          gpointer data,
                          GDestroyNotify free_data,
                          GDestroyNotify free_result,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);

/* The same for what @query asks about, on the day it asks about. */
gpointer
lf_store_read_query (LfStore *self, const LfQuery *query, LfJob job, gpointer data, GError **error);
/* … for what several ask about, at least one, all on the same day. */
gpointer lf_store_read_queries (
    LfStore *self, LfQuery *const *queries, guint n, LfJob job, gpointer data, GError **error);
void lf_store_read_query_async (LfStore *self,
                                const LfQuery *query,
                                LfJob job,
                                gpointer data,
                                GDestroyNotify free_data,
                                GDestroyNotify free_result,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/* ---- Writing, on the writer thread, in one transaction ---- */

typedef struct
{
  LfStore *store;
  LfDb *db;
  LfStoreNews *news;
  GArray *new_keys;     /* of rows that were added: see lf_keys_flush() */
  GHashTable *to_judge; /* (nullable): private to lf-store-standing.c, as is the next */
  gboolean is_all_to_judge;
  GPtrArray *reindexed; /* of rows that were changed: see lf_index_flush() */
  gboolean has_removed; /* something of those */
} LfWriter;

/* @error is never NULL. Returns non-NULL when the transaction is to be committed; NULL with @error
 * rolls it back; NULL without one too. */
typedef gpointer (*LfWriteFunc) (LfWriter *self, gpointer data, GError **error);

/* @free_result: (nullable): NULL for LF_DONE */
gpointer lf_store_write (
    LfStore *self, LfWriteFunc func, gpointer data, GDestroyNotify free_result, GError **error);
void lf_store_write_async (LfStore *self,
                           LfWriteFunc func,
                           gpointer data,
                           GDestroyNotify free_data,
                           GDestroyNotify free_result,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

#define LF_DONE GINT_TO_POINTER (1) /* what a write returns that has nothing to return */

/* ---- What indexes hold of a record (lf-store-indexed.c) ---- */

/* Most of what a new row takes besides SQLite's own work. */
typedef struct
{
  char *words; /* of the search index */
  char *pinyin;
  GPtrArray *sort_keys; /* (element-type GBytes) (nullable elements): as lf_sql_sort_keys() */
  GArray *keys;         /* (nullable) (element-type gint64): of possible duplicates */
} LfIndexed;

LfIndexed *lf_indexed_new (const LfRecord *record); /* any thread may */
void lf_indexed_free (LfIndexed *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfIndexed, lf_indexed_free)

/* ---- Rows (lf-store-rows.c) ---- */

LfRecord *lf_rows_load (LfDb *db,
                        const LfEntity *entity,
                        const char *id,
                        GError **error); /* (nullable) without error: none; deleted ones too */
/* (transfer full): one that is there and not deleted; else @error says so */
LfRecord *lf_rows_load_live (LfDb *db, const LfEntity *entity, const char *id, GError **error);
/* (transfer full): likewise, with the titles of what it refers to, as whoever shows it needs it */
LfRecord *lf_rows_load_shown (LfDb *db, const LfEntity *entity, const char *id, GError **error);
/* The titles of what @records refer to; of what one refers to. */
void lf_rows_fill_displays (LfDb *db, const LfEntity *entity, GPtrArray *records);
void lf_rows_fill_displays_of (LfDb *db, LfRecord *record);
/* as lf_store_list_sync() */
GPtrArray *lf_rows_list (LfDb *db, const LfQuery *query, guint limit, GError **error);
/* as lf_store_page_sync() */
GPtrArray *
lf_rows_page (LfDb *db, const LfEntity *entity, const gint64 *rows, guint n, GError **error);
/* Who shows the record reads it again: something beside its values is another one. */
gboolean
lf_writer_tell_again (LfWriter *self, const LfEntity *entity, const char *id, GError **error);
/* @indexed: (nullable): of @record, when it has been made ahead */
gboolean lf_writer_insert (LfWriter *self,
                           LfRecord *record,
                           const LfIndexed *indexed,
                           gboolean is_deleted,
                           GError **error);
gboolean lf_writer_replace (LfWriter *self,
                            const LfRecord *before,
                            const LfRecord *after,
                            gboolean is_deleted,
                            GError **error);
void lf_writer_tell (
    LfWriter *self, const LfEntity *entity, const char *id, gint64 row, LfNewsKind kind);
/* For good: only what no server ever had. */
gboolean lf_writer_remove (LfWriter *self, const LfRecord *record, GError **error);

/* ---- Working days (lf-store-calendar.c) ---- */

LfCalendar *lf_zone_calendar_read (LfDb *db, GError **error); /* (transfer full) */
/* (transfer full) */
LfHandlingRoom *lf_handling_room_read (LfDb *db, const LfDate *today, GError **error);

/* ---- Who carries a project (lf-store-owners.c, lf-store-credits.c) ---- */

GPtrArray *lf_owners_read (LfDb *db, const char *project, GError **error);
GPtrArray *lf_credits_read (LfDb *db, const char *project, GError **error);

/* ---- Clocks (lf-store-clocks.c) ---- */

/* (transfer full) (nullable): NULL without error: there is no such project */
LfClocks *lf_clocks_read (LfDb *db, const char *project, const LfDate *today, GError **error);

/* ---- Search index (lf-store-index.c) ---- */

char *lf_index_words (const LfRecord *record); /* (transfer full) */
char *lf_index_pinyin (const LfRecord *record);
gboolean
lf_index_add (LfWriter *self, const LfRecord *record, const LfIndexed *indexed, GError **error);
gboolean lf_index_add_to (LfDb *db,
                          const char *table,
                          const LfRecord *record,
                          GError **error); /* the search index of another table */
gboolean lf_index_remove (LfWriter *self, const LfRecord *record, GError **error);
gboolean
lf_index_replace (LfWriter *self, const LfRecord *before, const LfRecord *after, GError **error);
/* What was removed and replaced in this transaction, into the index. */
gboolean lf_index_flush (LfWriter *self, GError **error);
gboolean lf_index_rebuild (LfDb *db, GError **error);
/* The same of one entity, where the index has other rows than the table. */
gboolean lf_index_mend (LfWriter *self, const LfEntity *entity, GError **error);
gboolean lf_index_merge_some (LfDb *db,
                              guint n_pages); /* in a quiet moment; TRUE: there is more to do */

/* ---- Keys of possible duplicates (lf-store-keys.c) ---- */

/* @keys: (nullable): lf_duplicate_keys() of what is now in @row */
gboolean lf_keys_add_record (LfWriter *self, gint64 row, const GArray *keys, GError **error);
gboolean lf_keys_remove_record (LfWriter *self, const LfRecord *record, GError **error);
gboolean lf_keys_replace_record (LfWriter *self,
                                 const LfRecord *before,
                                 const LfRecord *after,
                                 GError **error);
/* Writes the keys that were added, in their order and not in that of the rows: they are hashes, and
 * each would be a page of its own. Before the transaction ends. */
gboolean lf_keys_flush (LfWriter *self, GError **error);
gboolean lf_keys_rebuild (LfDb *db, GError **error);

/* ---- Journal (lf-store-journal.c) ---- */

gint64 lf_journal_add (LfWriter *self,
                       const LfChange *change,
                       gboolean is_remote,
                       gint64 seq,
                       GError **error); /* its number, 0 on error */
LfChange *lf_journal_load (LfDb *db,
                           gint64 n,
                           const char *record_id /* nullable: all operations */,
                           GError **error);
gboolean
lf_journal_find (LfDb *db, const char *change_id, gint64 *ret_n /* 0: none */, GError **error);
GPtrArray *lf_journal_pending (LfDb *db,
                               const char *record_id,
                               GError **error); /* (element-type LfOp), in order, deletes and
                                                   restores as edits of LF_SQL_DELETED */
GHashTable *lf_journal_decode_fields (sqlite3_stmt *statement, int column);
GBytes *lf_journal_encode_fields (GHashTable *fields);

/* ---- The chain over the journal (lf-store-chain.c) ---- */

gboolean lf_chain_add (LfDb *db, gint64 n, GError **error); /* the change @n, with its operations */
GBytes *lf_chain_hash_op (LfDb *db, gint64 row, GError **error); /* a row of change_record */
gboolean lf_chain_begin (LfDb *db, GError **error);              /* over all changes there are */
gboolean lf_chain_verify (LfDb *db,
                          char **ret_problem, /* (nullable): a sentence: what does not fit */
                          GError **error);

/* ---- What this version has no place for (lf-store-aside.c) ---- */

/* (transfer full) (nullable) without error: nothing is kept beside the record */
GHashTable *lf_aside_load (LfDb *db, const LfEntity *entity, gint64 row, GError **error);
/* NULL takes a field away; @is_all: whatever is not among @fields, too. */
gboolean lf_aside_update (
    LfDb *db, const LfRecord *record, GHashTable *fields, gboolean is_all, GError **error);
gboolean lf_aside_put_record (LfDb *db, const LfDelta *delta, gboolean is_whole, GError **error);
gboolean lf_aside_place (LfDb *db, GError **error); /* what an upgrade has made a place for */

/* ---- Pending edits over their base (lf-store-overlay.c) ---- */

/* The server's value of a field under the edits pending on it. */
typedef struct
{
  char *field;
  char *value; /* (nullable) */
  gint64 seq;  /* of the pull or the answer that brought it; 0: it was here before the edits */
} LfBase;

GPtrArray *
lf_overlay_load_bases (LfDb *db, const char *id, GError **error); /* (element-type LfBase) */
gboolean lf_overlay_keep_base (LfDb *db,
                               const char *id,
                               const char *field,
                               const char *value,
                               GError **error); /* unless there is one */
gboolean lf_overlay_drop_base (LfDb *db, const char *id, const char *field, GError **error);
/* Drops what lay under @op, which is at the server as it was sent under the number @seq, and no
 * longer waits. FALSE in @ret_is_dropped: there is more to it. */
gboolean lf_overlay_drop_sent (
    LfDb *db, const LfOp *op, gint64 seq, gboolean *ret_is_dropped, GError **error);
/* Does the making of the record wait to be sent? */
gboolean lf_overlay_is_made (LfDb *db, const char *id, gboolean *ret_is_made, GError **error);
gboolean lf_overlay_keep_bases (LfDb *db,
                                const LfOp *op,
                                const LfRecord *current,
                                GError **error); /* under all that @op changes of @current */
gboolean lf_overlay_set_base (LfDb *db,
                              const char *id,
                              const char *field,
                              const char *value,
                              gint64 seq,
                              gboolean *ret_found,
                              GError **error); /* only where there is one */
/* @ret_value, @ret_seq: only when there is one */
gboolean lf_overlay_find_base (LfDb *db,
                               const char *id,
                               const char *field,
                               gboolean *ret_found,
                               char **ret_value,
                               gint64 *ret_seq,
                               GError **error);
gboolean lf_overlay_apply (LfWriter *self,
                           const LfEntity *entity,
                           const char *id,
                           GError **error); /* base plus pending edits → row */
gboolean lf_overlay_apply_change (LfWriter *self,
                                  const LfChange *change,
                                  GError **error); /* the same for each of its records */

/* ---- Committing (lf-store-commit.c) ---- */

gboolean lf_writer_commit (LfWriter *self, LfChange *change, GError **error);
/* At a time that changes which belong together share. */
gboolean lf_writer_commit_at (LfWriter *self, LfChange *change, gint64 time_us, GError **error);
/* Applied and signed, but not yet in journal and outbox; it may turn out to be empty. */
gboolean lf_writer_prepare (LfWriter *self, LfChange *change, gint64 time_us, GError **error);
gboolean lf_writer_add (LfWriter *self, const LfChange *change, GError **error);
gboolean lf_writer_apply (
    LfWriter *self,
    LfChange *change,
    GError **error); /* lays a change over the rows; ops left without effect are dropped */
gboolean lf_writer_enqueue (LfWriter *self, const LfChange *change, gint64 n, GError **error);

/* Moves a change from the outbox to the refused ones; rows are as they were until its edits are
 * taken off them (lf-store-outbox.c). */
gboolean lf_outbox_refuse (
    LfWriter *self, const LfAnswer *answer, const LfChange *change, gint64 n, GError **error);

/* ---- A server that came back from an older backup (lf-store-epoch.c) ---- */

/* Before a page is taken. @ret_is_reread: it is read again, so what it does not say is not there.
 */
gboolean
lf_epoch_meet (LfWriter *self, const LfPage *page, gboolean *ret_is_reread, GError **error);
/* (element-type utf8): ids of rows that did not come while the server was read again */
GPtrArray *lf_epoch_list_missing (LfDb *db, const LfEntity *entity, GError **error);
gboolean lf_epoch_take (LfWriter *self, const LfPage *page, GError **error); /* after it */

/* ---- What had lost before it did (lf-store-offers.c) ---- */

typedef struct _LfOffers LfOffers;

LfOffers *lf_offers_load (LfDb *db, GError **error); /* while the conflicts are still here */
void lf_offers_free (LfOffers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfOffers, lf_offers_free)

/* (transfer full) (nullable): which of its edits had lost; changes are asked for in their order */
char *lf_offers_find (LfOffers *self, const LfChange *change);
void lf_offers_mark (const char *offers /* (nullable): as found */, LfChange *change);

/* ---- What goes out of sight (lf-store-sight.c) ---- */

#define LF_REASON_SIGHT "out-of-sight"

#define LF_SETTING_ROLE "role"                 /* of the account, as the server said it last */
#define LF_SETTING_SIGHT "sight"               /* what it sees, likewise */
#define LF_SETTING_SIGHT_AGAIN "sight-again"   /* the zone is being read anew for that */
#define LF_SETTING_SIGHT_UNSURE "sight-unsure" /* what waits may be on the server already */

/* What made the record of @delta was accepted, for it comes from the server: its answer was lost
 * and the record went out of sight, so that it was taken for refused, and has come back since. It
 * is refused no more (G3). */
gboolean lf_refused_was_accepted (LfWriter *self, const LfDelta *delta, GError **error);

/* Nothing of the record stays; edits of it that wait are refused. */
gboolean lf_sight_leave (LfWriter *self, const char *entity, const char *id, GError **error);
/* The same, unless it was made here and the server may not have it yet. */
gboolean
lf_sight_leave_missing (LfWriter *self, const char *entity, const char *id, GError **error);
/* Of a change_record: it made a record that is on this device alone, not sent yet or refused. */
#define LF_SQL_MADE_HERE                                                                           \
  "is_new AND change IN (SELECT change FROM outbox UNION SELECT change FROM refused)"
/* Is the record such a one? */
gboolean lf_sight_is_made_here (LfDb *db, const char *id, gboolean *ret_is_made, GError **error);
gboolean lf_sight_empty_journal (LfDb *db, const char *id, GError **error);

/* Before a page is taken; @ret_is_reread: the zone is being read anew. */
gboolean
lf_sight_meet (LfWriter *self, const LfPage *page, gboolean *ret_is_reread, GError **error);
gboolean lf_sight_end (LfWriter *self, GError **error); /* what has not come by now has gone */
/* The zone is read once more where what @change made is on the server otherwise than it is here.
 * @is_other: it was told again, and the server had it already or made something else of it */
gboolean
lf_sight_accepted (LfWriter *self, const LfChange *change, gboolean is_other, GError **error);
/* ---- What the server said (lf-store-outbox.c, lf-store-pull.c) ---- */

gboolean lf_outbox_take (LfWriter *self, GPtrArray *answers, GError **error);
/* A record that is not here as the server has it; @delta: all of it. */
gboolean lf_pull_mend (LfWriter *self, const LfDelta *delta, GPtrArray *problems, GError **error);
/* @is_carried: it was on its way for nobody knows how long */
gboolean lf_pull_take (
    LfWriter *self, const LfPage *page, gboolean is_carried, GPtrArray *problems, GError **error);

/* ---- Settings (lf-store-settings.c) ---- */

gboolean lf_setting_get (LfDb *db,
                         const char *key,
                         char **ret_value /* (nullable): not set */,
                         GError **error);
/* What an edit made now has seen. Read before the record is, so that it is never newer than that.
 */
gboolean lf_setting_get_since (LfDb *db, gint64 *ret_since, GError **error);
gboolean lf_setting_set (LfDb *db, const char *key, const char *value, GError **error);
/* @unset: what it is where nobody has set it */
gboolean
lf_setting_get_number (LfDb *db, const char *key, gint64 unset, gint64 *ret_number, GError **error);
gboolean lf_setting_set_number (LfDb *db, const char *key, gint64 number, GError **error);

/* (transfer full) (nullable) without error: the record of whoever works here, where there is one */
char *lf_author_find_account (LfDb *db, GError **error);

/* Whoever makes records that are one person's keeps them (LfEntity.kept_by), where @change does not
 * say who does. (lf-store-keeper.c) */
gboolean lf_writer_note_keepers (LfWriter *self, LfChange *change, GError **error);

/* ---- Shares of the credit (lf-store-credits.c) ---- */

/* Those that are not there yet, of a transfer that @change accepts. */
gboolean lf_credits_add (LfWriter *self,
                         LfChange *change,
                         const LfRecord *transfer,
                         const LfDate *accepted,
                         GError **error);

/* ---- What waits (lf-store-transfers.c, lf-store-refused.c); jobs of readers ---- */

gpointer lf_transfers_read_open (LfDb *db,
                                 gpointer project /* (nullable) */,
                                 GError **error);                     /* LfOpenTransfer */
gpointer lf_refused_read (LfDb *db, gpointer unused, GError **error); /* LfRefused */

/* ---- Care ---- */

/* Adds a sentence to @problems for each attached file that is missing or was changed
 * (lf-file-check.c). */
/* Takes the digests of files that anything in the database refers to out of @unused, a GHashTable.
 * (nullable) on error */
gpointer lf_files_spare_used (LfDb *db, gpointer unused, GError **error);

/* Every file that a record refers to, by the record. It may load that, but not visit again. */
typedef void (*LfFileFunc) (
    LfDb *db, const LfEntity *entity, const char *id, const char *element, gpointer data);
gboolean lf_files_visit (LfDb *db, LfFileFunc func, gpointer data, GError **error);
/* The same of those that are still to be sent, of records that went out of sight. */
gboolean lf_files_visit_owed (LfDb *db, LfFileFunc func, gpointer data, GError **error);
/* Before @record leaves: what was attached to it here stays until the server has it. */
gboolean lf_files_owe (LfWriter *self, const LfRecord *record, GError **error);
gboolean lf_files_owe_set (
    LfWriter *self, const LfEntity *entity, const char *id, const char *set, GError **error);
gboolean lf_file_was_attached_here (LfDb *db, const char *id, const char *element);
gboolean lf_files_check (LfDb *db, const char *store_folder, GPtrArray *problems, GError **error);

gboolean lf_store_migrate (LfDb *db, const char *folder, GError **error); /* lf-store-migrate.c */
/* Cheap, unless the store was not closed in order: then all of it is looked through, when it is not
 * too large for that (lf-store-damage.c). */
gboolean
lf_store_check_at_open (LfDb *db, const char *folder, const LfSealState *seal, GError **error);
gint64 lf_store_count_changes (LfDb *db); /* the journal's last number; 0: none */
typedef enum
{
  LF_CHECK_PAGES, /* each page by itself */
  LF_CHECK_ALL,   /* and that indexes and tables say the same */
} LfCheckDepth;

/* lf-store-backup.c. Returns: SQLITE_OK, SQLITE_CORRUPT, or why it cannot be told */
int lf_store_check_soundness (sqlite3 *handle, LfCheckDepth depth);
/* @folder: (nullable): of the store whose files go with the copy */
gboolean
lf_store_copy_database (sqlite3 *from, const char *folder, const char *path, GError **error);
gboolean
lf_backup_add_files (sqlite3 *handle, const char *folder, const char *path, GError **error);
char *lf_backup_files_folder (const char *backup); /* (transfer full) */

G_END_DECLS
