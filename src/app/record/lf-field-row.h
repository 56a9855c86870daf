/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row of one field in a form: its name, its editor, and what is wrong with what was
 * entered. */

#pragma once

#include <adwaita.h>
#include "lf-store.h"

G_BEGIN_DECLS

#define LF_TYPE_FIELD_ROW (lf_field_row_get_type ())
G_DECLARE_FINAL_TYPE (LfFieldRow, lf_field_row, LF, FIELD_ROW, AdwPreferencesRow)

/**
 * LfFieldRow:
 * Signal `offered` (string value, nullable; string display, nullable): a person entered another
 * value; the edit is one of lf_field_row_get_record(), answered by lf_field_row_accept() or
 * lf_field_row_refuse().
 * Signal `typed` (string): what stands in the row, while it is being entered.
 * Signal `confirmed`: Enter was pressed in it, and not for an input method.
 */
LfFieldRow *lf_field_row_new (const LfField *field, LfStore *store, gboolean is_read_only);
const LfField *lf_field_row_get_field (LfFieldRow *self);
/* By a button, and Ctrl+H within the row: "record.history" of what is around it answers. */
void lf_field_row_offer_history (LfFieldRow *self);
/* another name than the field's */
void lf_field_row_set_title (LfFieldRow *self, const char *title);

/* Shows the field of @record: at once, or, while a person is entering something, after that. */
void lf_field_row_show (LfFieldRow *self, LfRecord *record);
/* (transfer none): whose value is looked at */
LfRecord *lf_field_row_get_record (LfFieldRow *self);
/* what was offered holds now, in @record */
void lf_field_row_accept (LfFieldRow *self, LfRecord *record);
/* what was offered is not saved, for this reason; it stays to be corrected */
void lf_field_row_refuse (LfFieldRow *self, const char *sentence);
/* (nullable): none */
void lf_field_row_set_problem (LfFieldRow *self, const char *sentence);
gboolean lf_field_row_has_problem (LfFieldRow *self);
gboolean lf_field_row_is_unreadable (LfFieldRow *self); /* what was entered is no value */
/* what the field waits for, with a button that leads there: "record.show-view" */
void lf_field_row_set_mark (LfFieldRow *self, LfRecordState mark);
LfRecordState lf_field_row_get_mark (LfFieldRow *self);
void lf_field_row_set_locked (LfFieldRow *self, gboolean is_locked);
void lf_field_row_finish (LfFieldRow *self);
/* what was entered is thrown away by the window alone, not by Escape in the row */
void lf_field_row_set_draft (LfFieldRow *self);
gboolean lf_field_row_focus (LfFieldRow *self); /* FALSE when there is nothing to edit */
gboolean lf_field_row_is_blank (LfFieldRow *self);
gboolean lf_field_row_is_busy (LfFieldRow *self);

G_END_DECLS
