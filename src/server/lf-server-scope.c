/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scopes of records, their moves, and sights of accounts. */

#include "config.h"

#include "lf-server-scope.h"

#include <string.h>

/* ---- From fields ---- */

static void
add_word (GPtrArray *words, const char *prefix, const char *name)
{
  if (name != NULL)
    g_ptr_array_add (words, g_strconcat (prefix, name, NULL));
}

static const char *
value_of (const LfServerRecord *record, const char *field)
{
  return field == NULL ? NULL : lf_server_record_get (record, field);
}

char *
lf_server_scope_new (const LfServerRecord *record, const char *maker)
{
  const LfEntity *entity = lf_schema_find (record->entity);
  const LfScopeFields *fields = &entity->scope;
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  gboolean is_private
      = entity->shared_by != NULL && lf_server_record_get (record, entity->shared_by) == NULL;
  gboolean is_secret = value_of (record, fields->secret) != NULL;
  gboolean is_of_park = value_of (record, fields->park) != NULL;

  if (is_private || is_secret)
    add_word (words, LF_SCOPE_ACCOUNT, maker);
  else if (is_of_park)
    {
      add_word (words, LF_SCOPE_PARKS, "");
      add_word (words, LF_SCOPE_PARK, value_of (record, fields->park));
      add_word (words, LF_SCOPE_PARK, value_of (record, fields->offered));
    }
  else
    add_word (words, LF_SCOPE_ZONE, "");
  if (is_secret || is_of_park)
    add_word (words, LF_SCOPE_TEAM, value_of (record, fields->team));
  g_ptr_array_add (words, NULL);
  return lf_set_join ((const char *const *) words->pdata);
}

/* ---- Moves ---- */

static void
note_missing (
    LfServerRecord *record, const char *words, const char *others, gboolean is_in, gint64 seq)
{
  g_auto (GStrv) all = lf_set_split (words);

  for (char **word = all; *word != NULL; word++)
    if (!lf_sight_has (others, *word))
      lf_server_record_note_scope (record, *word, is_in, seq);
}

void
lf_server_scope_move (LfServerRecord *record, const char *scope, gint64 seq)
{
  if (seq != record->created_seq)
    {
      note_missing (record, record->scope, scope, /* is_in= */ FALSE, seq);
      note_missing (record, scope, record->scope, /* is_in= */ TRUE, seq);
    }
  g_free (record->scope);
  record->scope = g_strdup (scope);
}

/* ---- Sights ---- */

LfSight
lf_server_sight (const LfServerRecord *record, const char *sight)
{
  if (sight == NULL || lf_sight_meets (sight, record->scope))
    return LF_SIGHT_SEEN;
  return lf_server_sight_left (record, sight) != 0 ? LF_SIGHT_GONE : LF_SIGHT_HIDDEN;
}

gint64
lf_server_sight_came (const LfServerRecord *record, const char *sight)
{
  g_auto (GStrv) words = NULL;
  gint64 came = G_MAXINT64;

  if (sight == NULL || g_hash_table_size (record->clock) == 0)
    return 0;
  words = lf_set_split (record->scope);
  for (char **word = words; *word != NULL; word++)
    if (lf_sight_has (sight, *word))
      came = MIN (came, lf_server_record_scope_note (record, *word, /* is_in= */ TRUE));
  return came == G_MAXINT64 ? 0 : came;
}

gint64
lf_server_sight_left (const LfServerRecord *record, const char *sight)
{
  g_auto (GStrv) words = NULL;
  gint64 left = 0;

  if (sight == NULL || g_hash_table_size (record->clock) == 0)
    return 0;
  words = lf_set_split (sight);
  for (char **word = words; *word != NULL; word++)
    left = MAX (left, lf_server_record_scope_note (record, *word, /* is_in= */ FALSE));
  return left;
}
