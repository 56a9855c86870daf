/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the indexes hold of a record: words and pinyin, sort keys, keys of possible duplicates. */

#include "config.h"

#include "lf-store-private.h"

LfIndexed *
lf_indexed_new (const LfRecord *record)
{
  g_autoptr (LfDuplicateForm) form = lf_duplicate_form_new (record);
  LfIndexed *self = g_new (LfIndexed, 1);

  *self = (LfIndexed){ lf_index_words (record), lf_index_pinyin (record), lf_sql_sort_keys (record),
                       form == NULL ? NULL : lf_duplicate_keys (form) };
  return self;
}

void
lf_indexed_free (LfIndexed *self)
{
  g_free (self->words);
  g_free (self->pinyin);
  g_ptr_array_unref (self->sort_keys);
  g_clear_pointer (&self->keys, g_array_unref);
  g_free (self);
}
