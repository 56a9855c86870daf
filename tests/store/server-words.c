/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a server says to a store, in short words. */

#include "config.h"

#include "server-words.h"

void
answer_change (LfStore *store,
               const LfChange *change,
               LfAnswerKind kind,
               gint64 seq,
               const char *conflict_record,
               const char *conflict_field)
{
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_answer_free);
  LfAnswer *one = lf_answer_new (change->id, kind);
  g_autoptr (GError) error = NULL;

  one->seq = seq;
  if (conflict_field != NULL)
    {
      LfConflict *conflict = g_new0 (LfConflict, 1);

      conflict->id = lf_id_new ();
      conflict->entity = g_strdup ("project");
      conflict->record = g_strdup (conflict_record);
      conflict->field = g_strdup (conflict_field);
      g_ptr_array_add (one->conflicts, conflict);
    }
  g_ptr_array_add (answers, one);
  lf_store_take_answers_sync (store, answers, &error);
  g_assert_no_error (error);
}

LfDelta *
add_delta (LfPage *page, const char *entity, const char *id, gint64 seq)
{
  LfDelta *delta = lf_delta_new (entity, id);

  delta->seq = seq;
  delta->author = g_strdup ("李四");
  delta->time_us = 1700000000000000;
  g_ptr_array_add (page->deltas, delta);
  page->cursor = seq;
  return delta;
}

void
put_field (LfDelta *delta, const char *field, const char *value)
{
  g_hash_table_insert (delta->fields, g_strdup (field), g_strdup (value));
}

guint
take_page (LfStore *store, LfPage *page)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  if (page->epoch == NULL)
    page->epoch = g_strdup ("e");
  lf_store_take_page_sync (store, page, &problems, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) problems->pdata[i]);
  return problems->len;
}

void
pull_field (LfStore *store, const char *id, gint64 seq, const char *field, const char *value)
{
  g_autoptr (LfPage) page = lf_page_new ();

  put_field (add_delta (page, "project", id, seq), field, value);
  g_assert_cmpuint (take_page (store, page), ==, 0);
}

char *
add_accepted (LfStore *store, const char *name, gint64 seq)
{
  char *id = add_project (store, name, NULL, "lead");
  g_autoptr (LfChange) creation = first_pending (store);

  answer_change (store, creation, LF_ANSWER_ACCEPTED, seq, NULL, NULL);
  return id;
}

LfChange *
first_pending (LfStore *store)
{
  g_autoptr (GPtrArray) outbox = lf_store_outbox_sync (store, 0, NULL);

  g_assert_cmpuint (outbox->len, >, 0);
  return lf_change_ref (outbox->pdata[0]);
}

void
pull_epoch (LfStore *store, const char *epoch, gint64 cursor, const char *known_id)
{
  g_autoptr (LfPage) page = lf_page_new ();

  page->epoch = g_strdup (epoch);
  page->cursor = cursor;
  if (known_id != NULL)
    put_field (add_delta (page, "project", known_id, cursor), "name", "甲");
  g_assert_cmpuint (take_page (store, page), ==, 0);
}
