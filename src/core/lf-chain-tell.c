/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chains in words. */

#include "config.h"

#include "lf-chain.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* @told: (transfer full) */
static void
append_count (GString *text, guint n, char *told)
{
  if (n > 0)
    g_string_append_printf (text, "%s%s", text->len == 0 ? "" : C_ ("between counts", ", "), told);
  g_free (told);
}

char *
lf_chain_tell_holding (const LfChain *self, guint i)
{
  const LfChainSegment *segment = lf_chain_segment (self, i);
  const LfSegmentHolding *holding = &segment->holding;
  GString *text = g_string_new (NULL);
  guint n_projects = holding->n_sites + holding->n_coming;
  char *told;

  told = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u firm", "%u firms", segment->firms->len),
                          segment->firms->len);
  append_count (text, segment->firms->len, told);
  told = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u project", "%u projects", n_projects),
                          n_projects);
  append_count (text, n_projects, told);
  told = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u lead", "%u leads", holding->n_leads),
                          holding->n_leads);
  append_count (text, holding->n_leads, told);
  told = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u target", "%u targets", segment->targets->len),
      segment->targets->len);
  append_count (text, segment->targets->len, told);
  return g_string_free (text, FALSE);
}

/* (transfer full): by what the segment holds itself */
static char *
tell_ground (const LfChain *self, const LfSegmentHolding *holding, LfSegmentGround ground)
{
  switch (ground)
    {
    case LF_SEGMENT_BY_SITE:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u project is being built or produces",
                                           "%u projects are being built or produce",
                                           holding->n_sites),
                              holding->n_sites);
    case LF_SEGMENT_BY_LARGE_FIRM:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%1$u firm here is above scale or has %2$u jobs or more",
                       "%1$u firms here are above scale or have %2$u jobs or more",
                       holding->n_large),
          holding->n_large, self->jobs);
    case LF_SEGMENT_BY_FIRMS:
    case LF_SEGMENT_BY_SMALL_FIRM:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%1$u small firm is here, and %2$u are enough",
                       "%1$u small firms are here, and %2$u are enough", holding->n_small),
          holding->n_small, self->enough);
    case LF_SEGMENT_BY_PROJECT:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%u project is between negotiation and land; none is built",
                       "%u projects are between negotiation and land; none is built",
                       holding->n_coming),
          holding->n_coming);
    default:
      return g_strdup (_ ("No firm is here, and no project is past a lead"));
    }
}

static char *
tell_parts (const LfChain *self, guint i)
{
  GString *text = g_string_new (NULL);

  for (LfSegmentState state = 0; state < LF_N_SEGMENT_STATES; state++)
    {
      guint n = 0;

      for (guint j = i + 1; j < self->segments->len; j++)
        n += lf_chain_segment (self, j)->parent == (int) i
             && lf_chain_segment (self, j)->state == state;
      if (n > 0)
        g_string_append_printf (text, C_ ("states of parts, in a row", "%1$s%2$u %3$s"),
                                text->len == 0 ? "" : ", ", n, lf_segment_state_label (state));
    }
  g_string_prepend (text, _ ("By its parts: "));
  return g_string_free (text, FALSE);
}

/* (transfer full): the reason without what was typed */
static char *
tell_reason (const LfChain *self, guint i)
{
  const LfChainSegment *segment = lf_chain_segment (self, i);
  LfSegmentGround ground = segment->ground;
  g_autofree char *records = NULL;

  if (ground != LF_SEGMENT_BY_HAND)
    return segment->n_parts > 0 ? tell_parts (self, i)
                                : tell_ground (self, &segment->holding, ground);
  if (segment->n_parts == 0)
    lf_segment_judge (&segment->holding, self->enough, /* typed= */ NULL, &ground);
  records
      = segment->n_parts > 0 ? tell_parts (self, i) : tell_ground (self, &segment->holding, ground);
  return g_strdup_printf (_ ("Marked as weak by hand; by the records it would be present (%s)"),
                          records);
}

char *
lf_chain_tell_segment (const LfChain *self, guint i)
{
  const LfChainSegment *segment = lf_chain_segment (self, i);
  const LfField *field = lf_entity_field (lf_record_entity (segment->record), "state");
  const LfOption *typed = lf_field_option (field, lf_record_get (segment->record, "state"));
  g_autofree char *reason = tell_reason (self, i);
  const char *label = lf_segment_state_label (segment->state);

  /* everything is missing until somebody says otherwise */
  if (typed == NULL || strcmp (typed->key, lf_segment_state_key (segment->state)) == 0
      || strcmp (typed->key, lf_segment_state_key (LF_SEGMENT_MISSING)) == 0)
    return g_strdup_printf (_ ("%1$s: %2$s."), label, reason);
  return g_strdup_printf (_ ("%1$s: %2$s. It was marked “%3$s” by hand, which the records do not "
                             "bear out."),
                          label, reason, lf_option_label (typed));
}

static char *
list_missing (const LfChain *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->segments->len; i++)
    {
      const LfChainSegment *segment = lf_chain_segment (self, i);
      g_autofree char *title = lf_record_title (segment->record);

      if (segment->state == LF_SEGMENT_MISSING)
        g_string_append_printf (text, "%s%s", text->len == 0 ? "" : C_ ("between names", ", "),
                                title);
    }
  return g_string_free (text, FALSE);
}

char *
lf_chain_tell (const LfChain *self)
{
  g_autofree char *missing = list_missing (self);
  guint n = self->counts[LF_SEGMENT_MISSING];

  if (self->segments->len == 0)
    return g_strdup (_ ("No segments yet"));
  if (n > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$u segment missing: %2$s",
                                         "%1$u segments missing: %2$s", n),
                            n, missing);
  return g_strdup_printf (_ ("Closed: %1$u present, %2$u weak"), self->counts[LF_SEGMENT_PRESENT],
                          self->counts[LF_SEGMENT_WEAK]);
}
