/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A saved view: a filter with its order and columns under a name, as a record of saved_view keeps
 * it. */

#pragma once

#include "lf-record.h"

G_BEGIN_DECLS

#define LF_SAVED_VIEW "saved_view"

typedef struct
{
  const LfEntity *entity; /* (nullable) in a record read: this version does not know it */
  char *name;
  char *filter;       /* filter text */
  char *sort;         /* (nullable): as lf-sort.h has it */
  GPtrArray *columns; /* (element-type LfField), unowned, in order; empty: those the list has */
  gboolean is_board;
  char *board_by; /* (nullable): what its columns are by: a field's name, or another word */
  gboolean shows_ended;
  gboolean is_shared;
} LfSavedView;

/* What a record keeps; names that this version does not know are left out. */
LfSavedView *lf_saved_view_read (const LfRecord *record);
LfSavedView *lf_saved_view_new (const LfEntity *entity, const char *name);
void lf_saved_view_free (LfSavedView *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfSavedView, lf_saved_view_free)

/* Sets the fields of @record, which is one of saved_view. */
void lf_saved_view_write (const LfSavedView *self, LfRecord *record);

/* Is there something that the view cannot be shown without? The sentence says what. */
gboolean lf_saved_view_check (const LfSavedView *self, const LfDate *today, GError **error);

G_END_DECLS
