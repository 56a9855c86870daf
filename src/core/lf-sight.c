/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scopes and sights as sets of words. */

#include "config.h"

#include "lf-sight.h"

#include "lf-field.h"
#include "lf-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
add_words (GPtrArray *words, const char *prefix, const char *names)
{
  g_auto (GStrv) all = g_strsplit (names == NULL ? "" : names, " ", -1);

  for (char **name = all; *name != NULL; name++)
    if (**name != '\0')
      g_ptr_array_add (words, g_strconcat (prefix, *name, NULL));
}

char *
lf_sight_new (const char *role, const char *parks, const char *teams, const char *account)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  gboolean is_of_park = parks != NULL && *parks != '\0' && !lf_rules_may (role, "*", 's');

  g_ptr_array_add (words, g_strdup (LF_SCOPE_ZONE));
  g_ptr_array_add (words, g_strconcat (LF_SCOPE_ACCOUNT, account, NULL));
  add_words (words, LF_SCOPE_TEAM, teams);
  add_words (words, LF_SCOPE_PARK, parks);
  if (!is_of_park)
    g_ptr_array_add (words, g_strdup (LF_SCOPE_PARKS));
  g_ptr_array_add (words, NULL);
  return lf_set_join ((const char *const *) words->pdata);
}

/* Parks that would lie in themselves end where they began. */
static gboolean
lies_in (const char *park, const char *const *parks, GHashTable *parents)
{
  for (guint n = g_hash_table_size (parents); n > 0 && park != NULL; n--)
    {
      park = g_hash_table_lookup (parents, park);
      if (park != NULL && g_strv_contains (parks, park))
        return TRUE;
    }
  return FALSE;
}

char *
lf_sight_parks_within (const char *parks, GHashTable *parents)
{
  g_auto (GStrv) own = g_strsplit (parks == NULL ? "" : parks, " ", -1);
  g_autoptr (GPtrArray) within = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer park;

  g_hash_table_iter_init (&iter, parents);
  while (g_hash_table_iter_next (&iter, &park, NULL))
    if (lies_in (park, (const char *const *) own, parents))
      g_ptr_array_add (within, park);
  if (within->len == 0)
    return NULL;
  g_ptr_array_add (within, NULL);
  return g_strjoinv (" ", (char **) within->pdata);
}

/* ---- Words in sets ---- */

/* Looks at every record a reader is sent, so it takes no copies. */
static gboolean
has_word (const char *words, const char *word, gsize length)
{
  while (words != NULL && *words != '\0')
    {
      gsize n = strcspn (words, "\n");

      if (n == length && memcmp (words, word, length) == 0)
        return TRUE;
      words += n + (words[n] == '\n');
    }
  return FALSE;
}

gboolean
lf_sight_has (const char *words, const char *word)
{
  return has_word (words, word, strlen (word));
}

gboolean
lf_sight_has_park (const char *sight, const char *park)
{
  g_autofree char *word = g_strconcat (LF_SCOPE_PARK, park, NULL);

  return lf_sight_has (sight, word);
}

gboolean
lf_sight_meets (const char *sight, const char *scope)
{
  while (*scope != '\0')
    {
      gsize n = strcspn (scope, "\n");

      if (has_word (sight, scope, n))
        return TRUE;
      scope += n + (scope[n] == '\n');
    }
  return FALSE;
}

/* ---- Moving ---- */

gboolean
lf_sight_may_move (const char *role, const char *sight, const LfParkMove *move)
{
  if (role == NULL || move->park == NULL || g_strcmp0 (move->park, move->to) == 0
      || lf_rules_may (role, move->entity, 'm'))
    return TRUE;
  return move->to != NULL && g_strcmp0 (move->offered, move->to) == 0
         && lf_sight_has_park (sight, move->to) && lf_rules_may (role, move->entity, 'e');
}

char *
lf_sight_tell_move (void)
{
  return g_strdup (_ ("Whose park it is changes only by a transfer that the other park accepts, or "
                      "by a manager of the zone. Ask for a transfer instead."));
}
