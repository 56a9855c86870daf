/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers to enquiries, and the leads that come of them. */

#include "config.h"

#include "lf-enquiry.h"

#include "lf-error.h"
#include "lf-lead.h"
#include "lf-rules.h"
#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

static LfChange *
begin (const char *label, const LfRecord *enquiry)
{
  g_autofree char *title = lf_record_title (enquiry);
  g_autofree char *sentence = g_strdup_printf (_ ("%1$s: %2$s"), label, title);

  return lf_change_new (sentence);
}

/* Who answers first stays who answered. */
static void
note_answer (LfChange *change, const LfRecord *enquiry, const char *by, const LfDate *today)
{
  g_autofree char *day = lf_date_to_canonical (today);

  if (lf_record_get (enquiry, "answered_on") != NULL)
    return;
  lf_change_edit (change, enquiry, "answered_on", day);
  if (by != NULL)
    lf_change_edit (change, enquiry, "answerer", by);
}

LfChange *
lf_enquiry_answer (const LfRecord *enquiry,
                   const char *answer,
                   const char *by,
                   const LfDate *today,
                   GError **error)
{
  g_autoptr (LfChange) change = begin (_ ("Answer"), enquiry);
  g_autofree char *title = lf_record_title (enquiry);

  if (answer == NULL || *answer == '\0')
    {
      g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID, _ ("Say what was answered."));
      return NULL;
    }
  if (lf_record_get (enquiry, "answered_on") != NULL)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_REFUSED,
                   _ ("“%s” was answered already: change its answer instead."), title);
      return NULL;
    }
  lf_change_edit (change, enquiry, "answer", answer);
  if (g_strcmp0 (lf_record_get (enquiry, "state"), "lead") != 0)
    lf_change_edit (change, enquiry, "state", "answered");
  note_answer (change, enquiry, by, today);
  return g_steal_pointer (&change);
}

static void
copy (LfRecord *lead, const char *field, const LfRecord *enquiry, const char *from)
{
  if (lf_record_get (enquiry, from) != NULL)
    lf_record_set (lead, field, lf_record_get (enquiry, from));
}

static LfRecord *
make_lead (const LfRecord *enquiry, const char *name, const char *by, const LfDate *today)
{
  LfRecord *lead = lf_record_new (&lf_entity_project, NULL);
  g_autofree char *asker = lf_record_format (enquiry, "asker");
  g_autofree char *phone = lf_record_format (enquiry, "phone");
  g_autofree char *source = g_strstrip (g_strdup_printf ("%s %s", asker, phone));

  lf_rules_fill_new (lead, today);
  copy (lead, "content", enquiry, "text");
  if (name != NULL)
    lf_record_set (lead, "name", name);
  else
    lf_lead_set_wish (lead, lf_record_get (enquiry, "subject"));
  copy (lead, "enterprise", enquiry, "enterprise");
  lf_record_set (lead, "channel", "enquiry");
  lf_record_set (lead, "source", *source == '\0' ? NULL : source);
  lf_record_set (lead, "owner", by);
  return lead;
}

LfChange *
lf_enquiry_make_lead (const LfRecord *enquiry,
                      const char *name,
                      const char *by,
                      const LfDate *today,
                      char **ret_project,
                      GError **error)
{
  g_autoptr (LfChange) change = begin (_ ("Make a Lead"), enquiry);
  g_autofree char *title = lf_record_title (enquiry);
  g_autoptr (LfRecord) lead = NULL;

  if (lf_record_get (enquiry, "project") != NULL)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_REFUSED,
                   _ ("“%s” became a lead already: open its project."), title);
      return NULL;
    }
  lead = make_lead (enquiry, name, by, today);
  lf_change_create (change, lead);
  lf_change_edit (change, enquiry, "project", lf_record_id (lead));
  lf_change_edit (change, enquiry, "state", "lead");
  note_answer (change, enquiry, by, today);
  *ret_project = g_strdup (lf_record_id (lead));
  return g_steal_pointer (&change);
}
