/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists: models over the store for a million rows: an ordered array of row numbers, pages fetched
 * when looked at.
 *
 * get_item never blocks: it returns the row object, a placeholder until its page arrives, which
 * then notifies `record`. A row whose content changed notifies; it does not make the list emit
 * items-changed. Main thread only. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

#define LF_TYPE_ROW (lf_row_get_type ())
G_DECLARE_FINAL_TYPE (LfRow, lf_row, LF, ROW, GObject)

/* Property "record": (nullable) boxed LfRecord: NULL until loaded. */
LfRecord *lf_row_get_record (LfRow *self); /* (transfer none) (nullable) */
gint64 lf_row_get_row (LfRow *self);

/* Calls @changed whenever the record is another, or the same one anew, until @data unwatches. As
 * notify::record, at a fraction of its time: a jump in a list changes the rows of 2,000 cells. */
typedef void (*LfRowFunc) (LfRow *row, gpointer data);
void lf_row_watch (LfRow *self, LfRowFunc changed, gpointer data);
void lf_row_unwatch (LfRow *self, gpointer data);

#define LF_TYPE_LIST_MODEL (lf_list_model_get_type ())
G_DECLARE_FINAL_TYPE (LfListModel, lf_list_model, LF, LIST_MODEL, GObject)

/**
 * LfListModel:
 * Properties: "query" (boxed LfQuery, readable, writable), "is-loading" (boolean), "summary" is
 * told by the signal `summarised` (no argument; read it with lf_list_model_get_summary()). Signal
 * `failed` (boxed GError): a read did not succeed; the rows shown stay. Signals `reordering` and
 * `reordered`: rows come, go or change places between them, told by items-changed as usual, and a
 * row may be gone for a while that is back in the end. It follows the store's `changed` signal by
 * itself.
 */
LfListModel *lf_list_model_new (LfStore *store, LfQuery *query /* nullable: empty */);
void lf_list_model_set_query (LfListModel *self, LfQuery *query);
LfQuery *lf_list_model_get_query (LfListModel *self);
const LfSummary *lf_list_model_get_summary (LfListModel *self); /* zeroes until known */
gboolean lf_list_model_get_is_loading (LfListModel *self);
/* The row number at @position; 0 behind the end. Nothing is read. */
gint64 lf_list_model_get_row_at (LfListModel *self, guint position);
guint lf_list_model_find_row (LfListModel *self, gint64 row); /* position, G_MAXUINT when absent */

G_END_DECLS
