/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A handover slip on paper. */

#include "config.h"

#include "lf-handover-paper.h"

#include <glib/gi18n-lib.h>

static char *
shown (const LfRecord *slip, const char *field)
{
  return lf_record_get (slip, field) == NULL ? g_strdup ("") : lf_record_format (slip, field);
}

static void
add_line (LfPaper *paper, const LfRecord *slip, const char *name)
{
  const LfField *field = lf_entity_field (lf_record_entity (slip), name);
  g_autofree char *value = shown (slip, name);
  const char *const cells[] = { lf_field_label (field), value };

  if (*value != '\0')
    lf_paper_add_row (paper, cells);
}

/* What goes over, to be ticked off by hand. */
static void
add_items (LfPaper *paper, const LfRecord *slip)
{
  const char *const headings[] = { _ ("No."), _ ("Item"), _ ("Handed over"), NULL };
  const double shares[] = { 0.1, 0.7, 0.2 };
  g_auto (GStrv) items = lf_set_split (lf_record_get (slip, "items"));

  if (*items == NULL)
    return;
  lf_paper_add_heading (paper, lf_field_label (lf_entity_field (lf_record_entity (slip), "items")));
  lf_paper_begin_table (paper, headings, shares);
  for (guint i = 0; items[i] != NULL; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      const char *const cells[] = { number, items[i], "☐" };

      lf_paper_add_row (paper, cells);
    }
}

static void
add_long (LfPaper *paper, const LfRecord *slip, const char *name)
{
  g_autofree char *text = shown (slip, name);

  if (*text == '\0')
    return;
  lf_paper_add_heading (paper, lf_field_label (lf_entity_field (lf_record_entity (slip), name)));
  lf_paper_add_text (paper, text);
}

static void
add_signatures (LfPaper *paper, const LfRecord *slip)
{
  const char *const headings[] = { "", _ ("Name"), _ ("Signature"), _ ("Date"), NULL };
  const double shares[] = { 0.2, 0.25, 0.3, 0.25 };
  g_autofree char *giver = shown (slip, "giver");
  g_autofree char *taker = shown (slip, "taker");
  g_autofree char *given = shown (slip, "giver_signed_on");
  g_autofree char *taken = shown (slip, "taker_signed_on");
  const char *const from[] = { _ ("From"), giver, "", given };
  const char *const to[] = { _ ("To"), taker, "", taken };

  lf_paper_add_heading (paper, _ ("Signatures"));
  lf_paper_begin_table (paper, headings, shares);
  lf_paper_add_row (paper, from);
  lf_paper_add_row (paper, to);
}

LfPaper *
lf_handover_paper_new (const LfRecord *slip)
{
  static const char *const lines[]
      = { "project",     "giver",        "taker",    "state",         "given_on",
          "accepted_on", "escort_until", "contacts", "refusal_reason" };
  static const char *const texts[]
      = { "promise_records", "promises", "problem_records", "open_problems" };
  const char *const headings[] = { "", "", NULL };
  const double shares[] = { 0.3, 0.7 };
  g_autofree char *title = lf_record_title (slip);
  LfPaper *paper = lf_paper_new (title, NULL);

  lf_paper_begin_table (paper, headings, shares);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    add_line (paper, slip, lines[i]);
  add_items (paper, slip);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    add_long (paper, slip, texts[i]);
  add_signatures (paper, slip);
  return paper;
}
