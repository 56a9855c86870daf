/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting for campaigns. */

#include "config.h"

#include "lf-store-campaigns.h"

#include "lf-counting.h"

static gboolean
sum (LfStore *self,
     const LfRecord *campaign,
     const char *entity,
     const char *where,
     const LfDate *today,
     LfSummary *ret_sum,
     GError **error)
{
  g_autofree char *filter
      = g_strdup_printf ("campaign=\"%s\" and %s", lf_record_id (campaign), where);
  g_autoptr (LfQuery) query = lf_query_parse (lf_schema_find (entity), filter, NULL, today, error);

  return query != NULL && lf_store_summary_sync (self, query, ret_sum, error);
}

LfCampaignScore *
lf_store_campaign_score_sync (LfStore *self,
                              LfRecord *campaign,
                              const LfDate *today,
                              GError **error)
{
  LfSummary all = { 0 }, won = { 0 }, trips = { 0 };
  LfCampaignScore *score;

  if (!sum (self, campaign, "project", LF_COUNTED, today, &all, error)
      || !sum (self, campaign, "project", LF_COUNTED_SIGNED, today, &won, error)
      || !sum (self, campaign, "trip", "state!=cancelled", today, &trips, error))
    return NULL;
  score = g_new0 (LfCampaignScore, 1);
  *score = (LfCampaignScore){ lf_record_ref (campaign), all.n, won.n, trips.n, won.totals };
  return score;
}

static int
compare_scores (gconstpointer a, gconstpointer b, gpointer today)
{
  return lf_campaign_compare (*(LfCampaignScore *const *) a, *(LfCampaignScore *const *) b, today);
}

GPtrArray *
lf_store_campaigns_sync (LfStore *self, const LfDate *today, GError **error)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("campaign"), NULL, "-start_date");
  g_autoptr (GPtrArray) campaigns = lf_store_list_sync (self, query, /* limit= */ 0, error);
  g_autoptr (GPtrArray) scores
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_campaign_score_free);
  LfDate day = *today;

  for (guint i = 0; campaigns != NULL && i < campaigns->len; i++)
    {
      LfCampaignScore *score
          = lf_store_campaign_score_sync (self, campaigns->pdata[i], today, error);

      if (score == NULL)
        return NULL;
      g_ptr_array_add (scores, score);
    }
  g_ptr_array_sort_with_data (scores, compare_scores, &day);
  return campaigns == NULL ? NULL : g_steal_pointer (&scores);
}
