/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The push list and the fair-competition checklist on paper. */

#include "config.h"

#include "lf-screening-paper.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- The push list ---- */

/* (transfer full): of what a lead or a target has of @fields, the first */
static char *
first_of (const LfRecord *record, const char *const *fields)
{
  for (; *fields != NULL; fields++)
    if (lf_entity_field (lf_record_entity (record), *fields) != NULL
        && lf_record_get (record, *fields) != NULL)
      return lf_record_format (record, *fields);
  return g_strdup ("");
}

static void
add_push_line (LfPaper *paper, const LfPushLine *line)
{
  static const char *const firm[] = { "enterprise", "city", NULL };
  static const char *const worth[] = { "total_investment", "fixed_investment", "reason", NULL };
  static const char *const park[] = { "park", "segment", "chain", NULL };
  g_autofree char *points
      = line->points == 0 ? g_strdup ("–") : g_strdup_printf ("%u", line->points);
  g_autofree char *title = lf_record_title (line->project);
  g_autofree char *who = first_of (line->project, firm);
  g_autofree char *amount = first_of (line->project, worth);
  g_autofree char *where = first_of (line->project, park);
  const char *const cells[]
      = { points, lf_entity_label (lf_record_entity (line->project)), title, who, amount, where };

  lf_paper_add_row (paper, cells);
}

/* (transfer full) (element-type LfRecord): in the order in which they are first named */
static GPtrArray *
list_recruiters (const GPtrArray *lines)
{
  GPtrArray *recruiters = g_ptr_array_new ();

  for (guint i = 0; i < lines->len; i++)
    {
      const LfPushLine *line = lines->pdata[i];
      gboolean is_known = FALSE;

      for (guint j = 0; j < recruiters->len && !is_known; j++)
        is_known
            = strcmp (lf_record_id (recruiters->pdata[j]), lf_record_id (line->recruiter)) == 0;
      if (!is_known)
        g_ptr_array_add (recruiters, line->recruiter);
    }
  return recruiters;
}

LfPaper *
lf_push_paper_new (const GPtrArray *lines, const LfDate *month)
{
  const LfDate shown = { month->year, month->month, 0 };
  g_autofree char *subtitle = lf_date_format (&shown);
  g_autoptr (GPtrArray) recruiters = list_recruiters (lines);
  const char *const headings[] = { _ ("Score"),      _ ("Kind"), _ ("Name"), _ ("Enterprise"),
                                   _ ("Investment"), _ ("Park"), NULL };
  const double shares[] = { 0.08, 0.1, 0.26, 0.24, 0.17, 0.15 };
  LfPaper *paper = lf_paper_new (_ ("Push List"), subtitle);

  for (guint i = 0; i < recruiters->len; i++)
    {
      g_autofree char *name = lf_record_title (recruiters->pdata[i]);

      lf_paper_add_heading (paper, name);
      lf_paper_begin_table (paper, headings, shares);
      for (guint j = 0; j < lines->len; j++)
        {
          const LfPushLine *line = lines->pdata[j];

          if (strcmp (lf_record_id (line->recruiter), lf_record_id (recruiters->pdata[i])) == 0)
            add_push_line (paper, line);
        }
    }
  if (lines->len == 0)
    lf_paper_add_text (paper, _ ("There is no lead without an owner, or no recruiter to take it."));
  return paper;
}

/* ---- The checklist ---- */

static void
add_item (LfPaper *paper, const LfFairItem *item)
{
  g_autofree char *rule = lf_fair_tell_rule (item->rule);
  g_autofree char *source = lf_record_title (item->record);
  gboolean is_decided = item->finding != NULL && !item->is_open;
  g_autofree char *decision
      = is_decided ? lf_record_format (item->finding, "decision") : g_strdup (_ ("open"));
  g_autofree char *reason = is_decided ? lf_record_format (item->finding, "reason") : g_strdup ("");
  const char *const cells[] = { source, item->sentence, rule, decision, reason };

  lf_paper_add_row (paper, cells);
}

LfPaper *
lf_fair_paper_new (const LfScreenedLead *lead, const LfDate *today)
{
  const char *const headings[] = { _ ("Where"),    _ ("Sentence"), _ ("What the rule forbids"),
                                   _ ("Decision"), _ ("Reason"),   NULL };
  const double shares[] = { 0.16, 0.27, 0.27, 0.12, 0.18 };
  g_autofree char *title = lf_record_title (lead->project);
  g_autofree char *day = lf_date_format (today);
  g_autofree char *subtitle = g_strdup_printf (C_ ("project, day", "%1$s · %2$s"), title, day);
  LfPaper *paper = lf_paper_new (_ ("Fair Competition Checklist"), subtitle);

  lf_paper_add_text (paper, _ ("Words are searched, nothing is judged: whoever reviews it reads it "
                               "all and decides."));
  if (lead->incentives->len > 0)
    lf_paper_begin_table (paper, headings, shares);
  for (guint i = 0; i < lead->incentives->len; i++)
    add_item (paper, lead->incentives->pdata[i]);
  if (lead->incentives->len == 0)
    lf_paper_add_text (paper, _ ("No wording hints at anything that the regulation forbids. That "
                                 "is no judgement: whoever reviews it reads it all."));
  lf_paper_add_heading (paper, _ ("Reviewed by"));
  lf_paper_add_text (paper, _ ("Name: ____________________    Date: ____________________"));
  return paper;
}
