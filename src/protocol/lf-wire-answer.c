/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server's answers as JSON and back. */

#include "config.h"

#include "lf-json-text.h"
#include "lf-wire-private.h"

#include <glib/gi18n-lib.h>

static const char *const kinds[] = { "accepted", "refused", "waiting", NULL };

/* ---- Writing ---- */

static void
write_conflict (GString *json, const LfConflict *conflict)
{
  lf_json_open (json, NULL, '{');
  lf_json_text (json, "id", conflict->id);
  lf_json_text (json, "entity", conflict->entity);
  lf_json_text (json, "record", conflict->record);
  lf_json_text (json, "field", conflict->field);
  lf_json_close (json, '}');
}

static void
write_answer (GString *json, const LfAnswer *answer)
{
  lf_json_open (json, NULL, '{');
  lf_json_text (json, "change", answer->change);
  lf_json_text (json, "status", kinds[answer->kind]);
  lf_json_some_number (json, "seq", answer->seq);
  lf_json_some_flag (json, "as_sent", answer->is_as_sent);
  lf_json_some_flag (json, "doubtful", answer->is_doubtful);
  lf_json_some_text (json, "reason", answer->reason);
  lf_json_some_text (json, "message", answer->message);
  lf_json_open (json, "conflicts", '[');
  for (guint i = 0; i < answer->conflicts->len; i++)
    write_conflict (json, answer->conflicts->pdata[i]);
  lf_json_close (json, ']');
  lf_json_close (json, '}');
}

char *
lf_wire_from_answers (GPtrArray *answers, gint64 server_time_us, gsize *ret_length)
{
  GString *json = g_string_new (NULL);

  lf_json_open (json, NULL, '{');
  lf_json_number (json, "time", server_time_us);
  lf_json_open (json, "answers", '[');
  for (guint i = 0; i < answers->len; i++)
    write_answer (json, answers->pdata[i]);
  lf_json_close (json, ']');
  lf_json_close (json, '}');
  return lf_json_finish (json, ret_length);
}

static gboolean
is_run (const LfAnswer *answer)
{
  return answer->kind == LF_ANSWER_ACCEPTED && answer->is_as_sent && !answer->is_doubtful
         && answer->seq > 0 && answer->message == NULL && answer->reason == NULL
         && answer->conflicts->len == 0;
}

/* How many from @first on were taken as they were sent, each with the number after the one before.
 */
static guint
measure_run (GPtrArray *answers, guint first)
{
  guint n = 0;

  for (guint i = first; i < answers->len; i++, n++)
    {
      const LfAnswer *answer = answers->pdata[i];

      if (!is_run (answer) || answer->seq != ((LfAnswer *) answers->pdata[first])->seq + n)
        break;
    }
  return n;
}

char *
lf_wire_from_push_answers (GPtrArray *answers, int minor, gint64 server_time_us, gsize *ret_length)
{
  GString *json;
  guint n;

  if (minor < LF_WIRE_MINOR_TABLES)
    return lf_wire_from_answers (answers, server_time_us, ret_length);
  json = g_string_new (NULL);
  lf_json_open (json, NULL, '{');
  lf_json_number (json, "time", server_time_us);
  lf_json_open (json, "answers", '[');
  for (guint i = 0; i < answers->len; i += MAX (n, 1))
    {
      n = measure_run (answers, i);
      if (n == 0)
        {
          write_answer (json, answers->pdata[i]);
          continue;
        }
      lf_json_open (json, NULL, '{');
      lf_json_number (json, "run", n);
      lf_json_number (json, "seq", ((LfAnswer *) answers->pdata[i])->seq);
      lf_json_close (json, '}');
    }
  lf_json_close (json, ']');
  lf_json_close (json, '}');
  return lf_json_finish (json, ret_length);
}

/* ---- Reading ---- */

static gboolean
to_conflict (const LfJson *object, const char *where, gpointer conflicts, GError **error)
{
  const char *id, *entity, *record, *field;
  LfConflict *conflict;

  if (!lf_wire_id (object, "id", where, TRUE, &id, error)
      || !lf_wire_name (object, "entity", where, &entity, error)
      || !lf_wire_id (object, "record", where, TRUE, &record, error)
      || !lf_wire_name (object, "field", where, &field, error))
    return FALSE;
  conflict = g_new0 (LfConflict, 1);
  *conflict = (LfConflict){ g_strdup (id), g_strdup (entity), g_strdup (record), g_strdup (field) };
  g_ptr_array_add (conflicts, conflict);
  return TRUE;
}

static gboolean
to_answer (const LfJson *object, const char *where, gpointer answers, GError **error)
{
  const char *change, *reason, *message;
  LfAnswer *answer;
  guint kind;

  if (!lf_wire_id (object, "change", where, TRUE, &change, error)
      || !lf_wire_word (object, "status", where, kinds, &kind, error)
      || !lf_wire_string (object, "reason", where, FALSE, &reason, error)
      || !lf_wire_string (object, "message", where, FALSE, &message, error))
    return FALSE;
  answer = lf_answer_new (change, (LfAnswerKind) kind);
  g_ptr_array_add (answers, answer);
  answer->reason = g_strdup (reason);
  answer->message = g_strdup (message);
  return lf_wire_integer (object, "seq", where, &answer->seq, error)
         && lf_wire_boolean (object, "as_sent", where, &answer->is_as_sent, error)
         && lf_wire_boolean (object, "doubtful", where, &answer->is_doubtful, error)
         && lf_wire_each (object, "conflicts", where, FALSE, to_conflict, answer->conflicts, error);
}

GPtrArray *
lf_wire_to_answers (const LfJson *message, GError **error)
{
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_answer_free);

  if (!lf_wire_is_object (message, "", error)
      || !lf_wire_each (message, "answers", "", TRUE, to_answer, answers, error))
    return NULL;
  return g_steal_pointer (&answers);
}

typedef struct
{
  GPtrArray *answers;
  const GPtrArray *changes; /* that they are to, in their order */
} Runs;

static gboolean
to_answer_or_run (const LfJson *object, const char *where, gpointer user_data, GError **error)
{
  Runs *runs = user_data;
  gint64 n, seq;

  if (!lf_wire_integer (object, "run", where, &n, error)
      || !lf_wire_integer (object, "seq", where, &seq, error))
    return FALSE;
  if (n == 0)
    return to_answer (object, where, runs->answers, error);
  if (n < 0 || n > runs->changes->len - MIN (runs->answers->len, runs->changes->len))
    return lf_wire_fail (error, where, "run", _ ("%s is too long a list."));
  for (gint64 i = 0; i < n; i++)
    {
      const LfChange *change = runs->changes->pdata[runs->answers->len];
      LfAnswer *answer = lf_answer_new (change->id, LF_ANSWER_ACCEPTED);

      answer->seq = seq + i;
      answer->is_as_sent = TRUE;
      g_ptr_array_add (runs->answers, answer);
    }
  return TRUE;
}

GPtrArray *
lf_wire_to_push_answers (const LfJson *message, GPtrArray *changes, GError **error)
{
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_answer_free);
  Runs runs = { answers, changes };

  if (!lf_wire_is_object (message, "", error)
      || !lf_wire_each (message, "answers", "", TRUE, to_answer_or_run, &runs, error))
    return NULL;
  return g_steal_pointer (&answers);
}
