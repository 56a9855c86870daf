/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample zone: what belongs to projects from the signature on: agreements, land, handovers,
 * nodes. */

#include "config.h"

#include "lf-sample-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

static void
create_agreement (LfSampleBuilder *self, guint i)
{
  LfRecord *agreement = lf_sample_record ("agreement");
  g_autofree char *title = g_strconcat (lf_samples[i].project, "投资协议", NULL);
  g_autofree char *number = g_strdup_printf ("青招协〔%d〕%02u号", self->today->year, i + 1);

  lf_sample_set (agreement, "title", title);
  lf_sample_set (agreement, "kind", "investment");
  lf_sample_set (agreement, "number", number);
  lf_sample_set (agreement, "state", "signed");
  lf_sample_set (agreement, "amount", lf_samples[i].investment);
  lf_record_set (agreement, "project", self->projects[i]);
  lf_record_set (agreement, "parties", self->firms[i]);
  lf_sample_set_day (self, agreement, "signed_on", -lf_sample_days_since (i, SIGNED));
  g_free (lf_sample_create (self, agreement));
}

/* ---- Land ---- */

/* Days from the day on which the land is won. */
static const struct
{
  const char *field;
  int days;
} land_days[] = {
  { "conversion_date", -190 },  { "cleared_date", -120 },
  { "prenotice_date", -62 },    { "notice_date", -34 },
  { "registration_date", -14 }, { "listing_date", -12 },
  { "listing_end_date", -1 },   { "won_date", 0 },
  { "result_date", 6 },         { "contract_date", 9 },
  { "paid_date", 22 },          { "delivered_date", 25 },
  { "title_date", 70 },
};

#define PRICE_WAN_PER_MU 38
#define AGREED_START_DAYS 150 /* after the land is won */

static void
create_document (LfSampleBuilder *self, const char *land_case, const char *number, int won)
{
  LfRecord *document = lf_sample_record ("land_document");

  lf_sample_set (document, "title", "成交确认书");
  lf_sample_set (document, "step", "won");
  lf_sample_set (document, "number", number);
  lf_record_set (document, "land_case", land_case);
  lf_sample_set_day (self, document, "dated_on", won);
  g_free (lf_sample_create (self, document));
}

static void
create_land_case (LfSampleBuilder *self, guint i)
{
  LfRecord *land_case = lf_sample_record ("land_case");
  g_autofree char *plot = g_strdup_printf ("青枫湾%02u号地块", i + 1);
  g_autofree char *number = g_strdup_printf ("青土挂〔%d〕%02u号", self->today->year, i + 1);
  g_autofree char *price
      = g_strdup_printf ("%d万元", atoi (lf_samples[i].land_mu) * PRICE_WAN_PER_MU);
  g_autofree char *id = NULL;
  int won = -lf_sample_days_since (i, LAND);

  lf_sample_set (land_case, "plot", plot);
  lf_sample_set (land_case, "kind", "new");
  lf_sample_set (land_case, "method", "listing");
  lf_sample_set (land_case, "area_mu", lf_samples[i].land_mu);
  lf_sample_set (land_case, "price", price);
  lf_sample_set (land_case, "confirmation_number", number);
  lf_record_set (land_case, "project", self->projects[i]);
  lf_record_set (land_case, "winner", self->firms[i]);
  for (guint k = 0; k < G_N_ELEMENTS (land_days); k++)
    lf_sample_set_past (self, land_case, land_days[k].field, won + land_days[k].days);
  lf_sample_set_day (self, land_case, "agreed_start_date", won + AGREED_START_DAYS);
  id = lf_sample_create (self, land_case);
  create_document (self, id, number, won);
}

/* One promise is not kept where the line's number says so. */
static void
set_found (LfRecord *standard, guint i)
{
  lf_sample_set (standard, "found_investment_wan_per_mu", i % 2 == 0 ? "361" : "402");
  lf_sample_set (standard, "found_plot_ratio", "1.62");
  lf_sample_set (standard, "found_building_percent", "46");
  if (lf_samples[i].stage < PRODUCTION)
    return;
  lf_sample_set (standard, "found_tax_wan_per_mu", i % 2 == 0 ? "21.4" : "17.8");
  lf_sample_set (standard, "found_output_wan_per_mu", "463");
  lf_sample_set (standard, "found_research_percent", "2.6");
}

static void
create_standard_land (LfSampleBuilder *self, guint i)
{
  static const char *const phases[] = { "approving", "building", "accepting", "supervising" };
  LfRecord *standard = lf_sample_record ("standard_land");
  g_autofree char *number = g_strdup_printf ("青标地〔%d〕%02u号", self->today->year, i + 1);
  g_autofree char *m2 = lf_area_convert (lf_samples[i].land_mu, LF_AREA_MU, LF_AREA_M2);
  int stage = lf_samples[i].stage;

  lf_sample_set (standard, "number", number);
  lf_sample_set (standard, "phase", phases[MIN (stage, PRODUCTION) - LAND]);
  lf_sample_set (standard, "site_area_m2", m2);
  lf_sample_set (standard, "promised_investment_wan_per_mu", "380");
  lf_sample_set (standard, "promised_plot_ratio", "1.5");
  lf_sample_set (standard, "promised_tax_wan_per_mu", "18");
  lf_sample_set (standard, "promised_output_wan_per_mu", "450");
  lf_sample_set (standard, "promised_research_percent", "2");
  lf_sample_set (standard, "promised_building_percent", "45");
  if (stage >= COMPLETED)
    set_found (standard, i);
  lf_record_set (standard, "project", self->projects[i]);
  lf_sample_set_past (self, standard, "contract_date", 9 - lf_sample_days_since (i, LAND));
  g_free (lf_sample_create (self, standard));
}

/* ---- Handovers ---- */

/* This one was given today and waits for the taker. */
#define WAITING 27

static void
create_handover (LfSampleBuilder *self, guint i)
{
  LfRecord *handover = lf_sample_record ("handover");
  g_autofree char *subject = g_strconcat (lf_samples[i].project, "移交", NULL);
  gboolean is_accepted = i != WAITING;
  int given = is_accepted ? 5 - lf_sample_days_since (i, LAND) : 0;

  lf_sample_set (handover, "subject", subject);
  lf_sample_set (handover, "state", is_accepted ? "accepted" : "given");
  lf_sample_set (handover, "items", "投资协议、联系人名单、承诺事项清单");
  lf_sample_set (handover, "promises", "外线电力在开工后三个月内接通；协助办理施工许可。");
  lf_record_set (handover, "project", self->projects[i]);
  lf_record_set (handover, "giver", self->colleagues[lf_samples[i].owner]);
  lf_record_set (handover, "taker", self->colleagues[STEWARD]);
  lf_record_set (handover, "contacts", self->contacts[i]);
  lf_sample_set_day (self, handover, "given_on", given);
  lf_sample_set_day (self, handover, "giver_signed_on", given);
  if (is_accepted)
    {
      lf_sample_set_day (self, handover, "taker_signed_on", given + 4);
      lf_sample_set_day (self, handover, "accepted_on", given + 4);
      lf_sample_set_day (self, handover, "escort_until", given + 4 + LF_ESCORT_DAYS);
    }
  g_free (lf_sample_create (self, handover));
}

/* ---- Nodes ---- */

/* One is to be done sooner than it can be, one waits for its electricity. */
#define HURRIED 31
#define BLOCKED 32

static const struct
{
  const char *name, *kind, *working_days;
  int days; /* after the land was handed over */
} nodes[] = {
  { "施工图审查", "design", "25", 40 },   { "施工许可证", "construction_permit", "12", 62 },
  { "桩基开工", "start", "7", 75 },       { "主体封顶", "building", "80", 210 },
  { "设备进场", "equipment", "34", 270 }, { "竣工验收", "acceptance", "70", 390 },
};

/* Where a node stands: done a few days late, under way, or still to come. */
static void
set_node_dates (LfSampleBuilder *self, LfRecord *node, guint i, guint k)
{
  gboolean is_last = k + 1 == G_N_ELEMENTS (nodes);
  int late = (int) i % 5, planned = nodes[k].days - lf_sample_days_since (i, LAND);
  int before = k == 0 ? -lf_sample_days_since (i, LAND)
                      : nodes[k - 1].days - lf_sample_days_since (i, LAND) + late;

  lf_sample_set_day (self, node, "planned_date", is_last && i == HURRIED ? planned - 60 : planned);
  if (is_last)
    lf_record_set (node, "is_fixed", "1");
  if (planned + late < 0)
    lf_sample_set_day (self, node, "actual_date", planned + late);
  else if (before < 0)
    {
      lf_sample_set_day (self, node, "begun_date", before + 1);
      if (i == BLOCKED)
        lf_sample_set (node, "blocker", "外线电力方案待批");
    }
}

static void
create_nodes (LfSampleBuilder *self, guint i)
{
  for (guint k = 0; k < G_N_ELEMENTS (nodes); k++)
    {
      LfRecord *node = lf_sample_record ("node");
      g_autofree char *position = g_strdup_printf ("%u", k + 1);

      lf_sample_set (node, "name", nodes[k].name);
      lf_sample_set (node, "position", position);
      lf_sample_set (node, "kind", nodes[k].kind);
      lf_sample_set (node, "standard_days", nodes[k].working_days);
      if (k > 0)
        lf_sample_set (node, "after", nodes[k - 1].name);
      lf_record_set (node, "project", self->projects[i]);
      lf_record_set (node, "responsible", self->colleagues[STEWARD]);
      set_node_dates (self, node, i, k);
      g_free (lf_sample_create (self, node));
    }
}

void
lf_sample_add_landing (LfSampleBuilder *self, guint i)
{
  int stage = lf_sample_last_milestone (&lf_samples[i]);
  gboolean is_invested = g_strcmp0 (lf_samples[i].kind, PUBLIC_WORKS) != 0;

  if (stage >= SIGNED && is_invested)
    create_agreement (self, i);
  if (stage < LAND)
    return;
  if (is_invested)
    {
      create_land_case (self, i);
      create_standard_land (self, i);
      create_handover (self, i);
    }
  if (stage <= STARTED)
    create_nodes (self, i);
}
