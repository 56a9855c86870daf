/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking in what came from the server in a file: old or new, once or twice, all of it or nothing.
 */

#include "config.h"

#include "lf-store-private.h"

#include <string.h>

typedef struct
{
  const LfCarried *carried;
  LfCarriedFit fit;
  gint64 since; /* up to here everything is in the store, by the numbers of @carried */
  gboolean has_news;
  gboolean reads_again; /* the zone, once more, when this is done */
  GPtrArray *problems;
} Taking;

/* ---- Does it fit? ---- */

/* An epoch is a name, and a word for each time the server came back from a backup. */
static gboolean
is_same_server (const char *epoch, const char *other)
{
  gsize length = strcspn (epoch, " ");

  return strcspn (other, " ") == length && strncmp (epoch, other, length) == 0;
}

/* How the store stands with its server. */
typedef struct
{
  char *epoch; /* (nullable) */
  char *sight; /* (nullable) */
  gint64 since, cursor;
} Standing;

static void
standing_clear (Standing *self)
{
  g_clear_pointer (&self->epoch, g_free);
  g_clear_pointer (&self->sight, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Standing, standing_clear)

/* Its numbers mean the same, and its pages show the same. */
static gboolean
goes_on (const LfCarried *carried, const Standing *standing)
{
  return g_strcmp0 (standing->epoch, carried->epoch) == 0
         && g_strcmp0 (standing->sight, carried->sight) == 0;
}

/* Pages may be taken where everything before them is here, or all of the same pull; of another
 * epoch or another sight only when the server knew of this one, and told all from the beginning. */
static LfCarriedFit
find_fit (const LfCarried *carried, const Standing *standing)
{
  gboolean is_from_the_beginning = carried->since == 0 && carried->cursor == 0;

  if (standing->epoch != NULL && !is_same_server (standing->epoch, carried->epoch))
    return LF_CARRIED_FOREIGN;
  if (standing->epoch != NULL && !goes_on (carried, standing))
    return g_strcmp0 (standing->epoch, carried->known_epoch) == 0
                   && g_strcmp0 (standing->sight, carried->known_sight) == 0
                   && is_from_the_beginning
               ? LF_CARRIED_FITS
               : LF_CARRIED_STALE;
  return carried->since <= standing->since
                 && (carried->cursor <= standing->since
                     || (carried->since == standing->since && carried->cursor <= standing->cursor))
             ? LF_CARRIED_FITS
             : LF_CARRIED_AHEAD;
}

static gboolean
look_where_it_fits (LfDb *db, Taking *self, GError **error)
{
  g_auto (Standing) standing = { 0 };

  if (!lf_setting_get (db, "epoch", &standing.epoch, error)
      || !lf_setting_get (db, LF_SETTING_SIGHT, &standing.sight, error)
      || !lf_setting_get_since (db, &standing.since, error)
      || !lf_setting_get_number (db, "cursor", 0, &standing.cursor, error))
    return FALSE;
  self->fit = find_fit (self->carried, &standing);
  self->since = goes_on (self->carried, &standing) ? standing.since : 0;
  return TRUE;
}

/* ---- Taking ---- */

/* What is up to there is here as it was then or newer. */
static void
leave_out_known (LfPage *page, gint64 since)
{
  guint n_known = 0;

  while (n_known < page->deltas->len && ((LfDelta *) page->deltas->pdata[n_known])->seq <= since)
    n_known++;
  if (n_known > 0)
    g_ptr_array_remove_range (page->deltas, 0, n_known);
}

/* An answer may ask for the zone to be read once more (lf_sight_accepted()). The pages beside it
 * were made before and go on from where this store is: what they do not tell has not gone. */
static gboolean
take_answers (LfWriter *self, Taking *taking, GPtrArray *answers, GError **error)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (!lf_setting_get (self->db, LF_SETTING_SIGHT, &before, error)
      || !lf_outbox_take (self, answers, error)
      || !lf_setting_get (self->db, LF_SETTING_SIGHT, &after, error))
    return FALSE;
  if (before == NULL || after != NULL)
    return TRUE;
  taking->reads_again = TRUE;
  return lf_setting_set (self->db, LF_SETTING_SIGHT, before, error);
}

static gboolean
take_page (LfWriter *self, Taking *taking, LfPage *page, GError **error)
{
  if (page->cursor <= taking->since && taking->since > 0)
    return TRUE;
  leave_out_known (page, taking->since);
  taking->has_news = TRUE;
  if (!lf_pull_take (self, page, /* is_carried= */ TRUE, taking->problems, error))
    return FALSE;
  taking->carried->took (taking->carried->data, page);
  return TRUE;
}

static gboolean
take_all (LfWriter *self, Taking *taking, GError **error)
{
  const LfCarried *carried = taking->carried;

  while (TRUE)
    {
      g_autoptr (GPtrArray) answers = NULL;
      g_autoptr (LfPage) page = NULL;

      if (!carried->next (carried->data, &answers, &page, error))
        return FALSE;
      if (answers == NULL && page == NULL)
        return !taking->reads_again || lf_setting_set (self->db, LF_SETTING_SIGHT, NULL, error);
      if (answers != NULL && !take_answers (self, taking, answers, error))
        return FALSE;
      if (page != NULL && !take_page (self, taking, page, error))
        return FALSE;
    }
}

static gpointer
take_carried (LfWriter *self, gpointer data, GError **error)
{
  Taking *taking = data;

  if (!look_where_it_fits (self->db, taking, error) || taking->fit != LF_CARRIED_FITS)
    return NULL;
  if (!take_all (self, taking, error))
    return NULL;
  if (!taking->has_news)
    taking->fit = LF_CARRIED_KNOWN;
  return LF_DONE;
}

gboolean
lf_store_take_carried_sync (LfStore *self,
                            const LfCarried *carried,
                            LfCarriedFit *ret_fit,
                            GPtrArray **ret_problems,
                            GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  Taking taking = { .carried = carried, .problems = problems };
  g_autoptr (GError) cause = NULL;

  if (lf_store_write (self, take_carried, &taking, /* free_result= */ NULL, &cause) == NULL
      && cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  *ret_fit = taking.fit;
  *ret_problems = g_steal_pointer (&problems);
  return TRUE;
}
