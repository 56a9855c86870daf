/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Store: one zone's records on one disk. Open and migrate, write, journal, undo, query, search,
 back up.

 * SQLite in WAL mode in a folder of its own. One writer thread owns the writing connection and two
 reader threads own
 * read-only ones; nobody else touches SQLite. A `_sync` call hands its work to such a thread and
 waits: for the command
 * line, the sync engine, the server's tools and tests, from any thread. The window uses `_async`.
 *
 * Every write is one LfChange: the rows, the journal entry, the outbox entry and the search index
 commit together.
 * What the tables hold is the server's state with this device's pending edits laid over (design.md
 §4, §5). */

#pragma once

#include <gio/gio.h>
#include "lf-core.h"
#include "lf-query.h"

G_BEGIN_DECLS

#define LF_STORE_ERROR (lf_store_error_quark ())
GQuark lf_store_error_quark (void);

/* Each comes with a sentence that says what happened, to what, and what to do. */
typedef enum
{
  LF_STORE_ERROR_NOT_OURS, /* the folder holds a database that is not a Landfall store */
  LF_STORE_ERROR_TOO_NEW,  /* written by a newer Landfall */
  LF_STORE_ERROR_MISSING,  /* there is no store and creating one was not asked for */
  LF_STORE_ERROR_READ_ONLY,
  LF_STORE_ERROR_FULL, /* the disk is full; nothing was saved, nothing was lost */
  LF_STORE_ERROR_BUSY, /* another program held the store for longer than 10 s */
  LF_STORE_ERROR_CORRUPT,
  LF_STORE_ERROR_LOST, /* changes that were saved are missing: a log cut off, a database gone */
  LF_STORE_ERROR_IO,
  LF_STORE_ERROR_CLOSED,
} LfStoreError;

#define LF_TYPE_STORE (lf_store_get_type ())
G_DECLARE_FINAL_TYPE (LfStore, lf_store, LF, STORE, GObject)

typedef enum
{
  LF_STORE_OPEN_EXISTING,
  LF_STORE_OPEN_CREATE, /* make the folder and an empty store when there is none */
} LfStoreOpenMode;

/**
 * lf_store_default_folder:
 * Returns: (transfer full): $XDG_DATA_HOME/landfall
 */
char *lf_store_default_folder (void);

LfStore *lf_store_open_sync (const char *folder, LfStoreOpenMode mode, GError **error);
void lf_store_open_async (const char *folder,
                          LfStoreOpenMode mode,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
LfStore *lf_store_open_finish (GAsyncResult *result, GError **error);
void lf_store_close_sync (LfStore *self); /* finishes what is queued, checkpoints, ends the threads;
                                             may be called twice */
/**
 * lf_store_tidy_sync:
 *
 * Does now what the store else does in quiet moments: joins the pieces of the search index and
 * gives back room. After a large import it takes as long as a tenth of that, and other saves wait.
 * May be called from any thread but the store's own.
 */
void lf_store_tidy_sync (LfStore *self);

/**
 * lf_store_turn_day_sync:
 *
 * Works out anew how projects stand where that was done on another day; opening a store does it,
 * and so does the first save of a day. Who keeps a store open over midnight asks for it.
 */
gboolean lf_store_turn_day_sync (LfStore *self, GError **error);
void lf_store_turn_day_async (LfStore *self); /* nobody waits; `changed` tells what differs */

const char *lf_store_folder (LfStore *self);
const char *lf_store_device (LfStore *self); /* this device's id, made when the store was */
char *lf_store_author (LfStore *self); /* (transfer full): who is written into changes: the account,
                                          else the system's user name */

/**
 * LfStore::changed:
 * @news: an LfStoreNews, see lf-store-news.h
 * After a commit, in the main context the store was opened in: which records of which entities
 * changed.
 *
 * LfStore::damaged:
 * Once, when a read or a write has met damage: see lf-damage.h for what then.
 */

/* TRUE: nothing was ever entered here, nor received, nor did anybody sign in. FALSE on error, too.
 */
void lf_store_is_blank_async (LfStore *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean lf_store_is_blank_finish (LfStore *self, GAsyncResult *result, GError **error);

/* ---- Writing ---- */

/**
 * lf_store_commit:
 * Checks (lf_rules_check) and saves @change: author, device and time are filled in, rows, journal,
 * outbox and search index are written in one transaction that is on disk when this returns. Edits
 * that change nothing are left out; a change of nothing succeeds and saves nothing. Errors:
 * LF_ERROR_INVALID with all problems in the message, one a line; LF_ERROR_NOT_FOUND;
 * LF_STORE_ERROR.
 */
gboolean lf_store_commit_sync (LfStore *self, LfChange *change, GError **error);

/**
 * lf_store_commit_parts_sync:
 * The same, but what is too large to be sent as one change becomes several that can be: together in
 * one transaction here, each on its own at the server, and undone and redone together. For what is
 * many things rather than one, as an import is.
 */
gboolean lf_store_commit_parts_sync (LfStore *self, LfChange *change, GError **error);
/* lf_store_commit_finish() ends it. */
void lf_store_commit_parts_async (LfStore *self,
                                  LfChange *change,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
void lf_store_commit_async (LfStore *self,
                            LfChange *change,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean lf_store_commit_finish (LfStore *self, GAsyncResult *result, GError **error);

/**
 * lf_store_undo:
 * Commits a change that puts back what this device's newest change that is not undone did (redo:
 * what the newest undo took away). Returns: (transfer full) (nullable): its label, NULL with no
 * error when there is nothing to undo
 */
char *lf_store_undo_sync (LfStore *self, GError **error);
char *lf_store_redo_sync (LfStore *self, GError **error);
void lf_store_undo_async (LfStore *self,
                          gboolean redo,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
char *lf_store_undo_finish (LfStore *self, GAsyncResult *result, GError **error);
char *lf_store_undo_label_sync (LfStore *self,
                                gboolean redo,
                                GError **error); /* (nullable): what Undo would undo */

/* Copies a file into the store, named by its SHA-256. Returns the attachment-set element
 * "sha256/name". At most 50 MB. */
char *lf_store_add_file_sync (LfStore *self, const char *path, GError **error);
char *lf_store_file_path (LfStore *self, const char *element); /* (transfer full) */

/* ---- Reading ---- */

LfRecord *
lf_store_load_sync (LfStore *self, const LfEntity *entity, const char *id, GError **error);
LfRecord *lf_store_find_sync (LfStore *self,
                              const char *id,
                              GError **error); /* whatever its entity; also an unambiguous beginning
                                                  of an id, 4 characters or more */
LfRecord *lf_store_find_title_sync (LfStore *self,
                                    const LfEntity *entity,
                                    const char *title,
                                    GError **error); /* (nullable) without error: by exact title */
/* (transfer full) (element-type utf8) (nullable elements): the ids of the same for many @titles
 * (element-type utf8), in their order and as of one moment */
GPtrArray *lf_store_find_titles_sync (LfStore *self,
                                      const LfEntity *entity,
                                      GPtrArray *titles,
                                      GError **error);
void lf_store_load_async (LfStore *self,
                          const LfEntity *entity,
                          const char *id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
LfRecord *lf_store_load_finish (LfStore *self, GAsyncResult *result, GError **error);

/* The ordered row numbers of a query: (transfer full) (element-type gint64). */
GArray *lf_store_rows_sync (LfStore *self, const LfQuery *query, GError **error);
void lf_store_rows_async (LfStore *self,
                          const LfQuery *query,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
GArray *lf_store_rows_finish (LfStore *self, GAsyncResult *result, GError **error);

/* Records by row number, in that order; NULL in the place of a row that is gone: (transfer full)
 * (element-type LfRecord). */
GPtrArray *lf_store_page_sync (
    LfStore *self, const LfEntity *entity, const gint64 *rows, guint n_rows, GError **error);
void lf_store_page_async (LfStore *self,
                          const LfEntity *entity,
                          const gint64 *rows,
                          guint n_rows,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
GPtrArray *lf_store_page_finish (LfStore *self, GAsyncResult *result, GError **error);
/* The same of the day that @query asks about; lf_store_page_finish() ends it. */
GPtrArray *lf_store_page_of_sync (
    LfStore *self, const LfQuery *query, const gint64 *rows, guint n_rows, GError **error);
void lf_store_page_of_async (LfStore *self,
                             const LfQuery *query,
                             const gint64 *rows,
                             guint n_rows,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
GPtrArray *lf_store_list_sync (LfStore *self,
                               const LfQuery *query,
                               guint limit,
                               GError **error); /* rows and page in one; limit 0: all */
void lf_store_list_async (LfStore *self,
                          const LfQuery *query,
                          guint limit,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
GPtrArray *lf_store_list_finish (LfStore *self, GAsyncResult *result, GError **error);

/* How many records a query holds and what their summed money fields add up to: the only place where
 * anything is counted. */
typedef struct
{
  const LfField *field;
  double sum; /* in its unit */
  gint64 n;   /* records that have one */
} LfQuantityTotal;

#define LF_SUMMARY_MOST_QUANTITIES 4

typedef struct
{
  gint64 n;
  const LfField *field; /* the money field summed; NULL when the entity has none */
  LfTotals totals;
  gint64 n_blank; /* records whose @field is blank */
  guint n_quantities;
  LfQuantityTotal quantities[LF_SUMMARY_MOST_QUANTITIES]; /* in the order of the fields */
} LfSummary;

/* (transfer full): what is summed, for people: "Total investment about CNY 70 million · Land needed
 * 120 mu"; "" when nothing is */
char *lf_summary_format (const LfSummary *self);

gboolean
lf_store_summary_sync (LfStore *self, const LfQuery *query, LfSummary *ret_summary, GError **error);
void lf_store_summary_async (LfStore *self,
                             const LfQuery *query,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean lf_store_summary_finish (LfStore *self,
                                  GAsyncResult *result,
                                  LfSummary *ret_summary,
                                  GError **error);

/* The distinct values of a query's field, dates cut to @date_length characters (4 year, 7 month; 0:
 * whole), ordered: (transfer full) */
char **lf_store_distinct_sync (
    LfStore *self, const LfQuery *query, const char *field, guint date_length, GError **error);

/* How well a record answers a search, best first; among equals the newest comes first. A name is a
 * title, or another field that is found by its pinyin. */
typedef enum
{
  LF_HIT_EXACT,  /* a name is what was looked for */
  LF_HIT_PREFIX, /* a name begins with it */
  LF_HIT_WITHIN, /* a name holds it */
  LF_HIT_PINYIN, /* a name reads like it, in full or by initials */
  LF_HIT_OTHER,  /* it stands in another field, or the words are spread over several */
} LfHitRank;

typedef struct
{
  LfRecord *record;
  const LfField *field; /* the field that matched */
  LfHitRank rank;
  char *words; /* what was looked for */
} LfHit;

void lf_hit_free (LfHit *self);
/* (transfer full): the part of the matching field around what matched, that in bold: Pango markup,
 * everything else escaped. One line. */
char *lf_hit_markup (const LfHit *self);

/* Records of every entity whose searched fields hold @text, in Han, Latin, pinyin or initials, in
 * the order of LfHitRank: (transfer full) (element-type LfHit). Of very many matches in one entity
 * the newest are ranked, and those whose title begins with @text. */
GPtrArray *lf_store_search_sync (LfStore *self,
                                 const char *text,
                                 const LfEntity *entity /* nullable: all */,
                                 guint limit,
                                 GError **error);
void lf_store_search_async (LfStore *self,
                            const char *text,
                            const LfEntity *entity,
                            guint limit,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GPtrArray *lf_store_search_finish (LfStore *self, GAsyncResult *result, GError **error);

/* Whether the author had a connection: told by how much later than it was made, by the same clock,
 * a change reached the server. */
typedef enum
{
  LF_MADE_UNKNOWN, /* there is no server, or nobody measured it */
  LF_MADE_ONLINE,
  LF_MADE_OFFLINE,
  LF_MADE_UNSENT, /* waits on this device still */
} LfMade;

#define LF_LATE_US (2 * 60 * (gint64) G_USEC_PER_SEC) /* from here on it was made offline */

/* One change as it concerned one record. */
typedef struct
{
  LfChange *change;   /* only the operations on the record asked for */
  gboolean is_remote; /* came with a pull */
  gboolean is_here;   /* made on this device, under the name it has now */
  gint64 seq;         /* the server's number, 0 while it has none */
  LfMade made;
} LfHistoryItem;

void lf_history_item_free (LfHistoryItem *self);
/* (transfer full) (nullable): what there is to say of it: "this device, made offline" */
char *lf_history_item_tell_made (const LfHistoryItem *self);
const char *lf_tell_doubtful (void); /* of a change that is_doubtful */

/**
 * lf_store_history_sync:
 * @field: (nullable): only the edits of this field, of the changes that have one
 * Returns: (transfer full) (element-type LfHistoryItem): newest first
 */
GPtrArray *lf_store_history_sync (
    LfStore *self, const char *entity, const char *id, const char *field, GError **error);

/* ---- Trash ---- */

#define LF_TRASH_DAYS 30

/* A deleted record that can be brought back from the list. */
typedef struct
{
  LfRecord *record;
  char *author;      /* (nullable): who deleted it */
  char *label;       /* (nullable): of the change that did, when it did more: a merge, an undo */
  gint64 deleted_us; /* by the author's clock, for people */
  guint days_left;   /* 1 to LF_TRASH_DAYS */
  gboolean is_here;  /* deleted on this device */
} LfTrashItem;

void lf_trash_item_free (LfTrashItem *self);

/**
 * lf_store_trash:
 * @limit: the most that are read; 0: all
 * What was deleted in the last LF_TRASH_DAYS days, counted from when this device learnt of it.
 * After that a record leaves the list and nothing else: it stays on the device as a deleted one,
 * for somebody who was offline longer may have edited it, and then it comes back whole (G3, G7).
 * Returns: (transfer full) (element-type LfTrashItem): newest first
 */
GPtrArray *lf_store_trash_sync (LfStore *self, guint limit, GError **error);
void lf_store_trash_async (LfStore *self,
                           guint limit,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
GPtrArray *lf_store_trash_finish (LfStore *self, GAsyncResult *result, GError **error);

/* ---- Care ---- */

/* Whether @path holds a SQLite database, such as a store or a backup: not a file to write over. */
gboolean lf_store_is_database (const char *path);
/* Is it a file, or nothing yet? What is written beside its place and put there would take the
 * place of a device or a pipe. */
gboolean lf_store_may_replace (const char *path, GError **error);

gboolean
lf_store_backup_sync (LfStore *self, const char *path, GError **error); /* verified after writing */
gboolean
lf_store_restore_sync (const char *backup,
                       const char *folder,
                       GError **error); /* the store must not be open; gets a new device id (G12) */
gboolean
lf_store_verify_sync (LfStore *self,
                      GPtrArray **ret_problems,
                      GError **error); /* ret: (element-type utf8) sentences, empty when clean */
/* Returns: (transfer full) (element-type utf8): a sentence for each attached file that is missing
 * or was changed, and so is in no backup; %NULL with @error */
GPtrArray *lf_store_check_files_sync (LfStore *self, GError **error);
char *lf_store_digest_sync (LfStore *self,
                            GError **error); /* SHA-256 of the records in canonical form: equal on
                                                two devices that agree (G3) */

G_END_DECLS
