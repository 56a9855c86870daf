/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The push list. */

#include "config.h"

#include "lf-push-list.h"

#include "lf-chain.h"
#include "lf-error.h"
#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
lf_push_is_free (const LfRecord *project)
{
  return lf_record_get (project, "owner") == NULL
         && (lf_record_entity (project) == &lf_entity_target
                 ? lf_target_is_open (project)
                 : g_strcmp0 (lf_record_get (project, "stage"), "lead") == 0);
}

static void
line_free (gpointer data)
{
  LfPushLine *line = data;

  lf_record_unref (line->project);
  lf_record_unref (line->recruiter);
  g_free (line);
}

static gboolean
is_of_park (const LfRecord *recruiter, const LfRecord *project)
{
  const char *park = lf_entity_field (lf_record_entity (project), "park") == NULL
                         ? NULL
                         : lf_record_get (project, "park");

  return park != NULL && g_strcmp0 (lf_record_get (recruiter, "park"), park) == 0;
}

/* Of those who have the fewest: of its park, or the first. */
static guint
choose (const GPtrArray *recruiters, const guint *loads, const LfRecord *project)
{
  guint least = G_MAXUINT, found = 0;
  gboolean is_found = FALSE;

  for (guint i = 0; i < recruiters->len; i++)
    least = MIN (least, loads[i]);
  for (guint i = 0; i < recruiters->len; i++)
    {
      if (loads[i] != least)
        continue;
      if (is_of_park (recruiters->pdata[i], project))
        return i;
      if (!is_found)
        found = i;
      is_found = TRUE;
    }
  return found;
}

GPtrArray *
lf_push_divide (const GPtrArray *projects,
                const guint *points,
                const GPtrArray *recruiters,
                guint each)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  g_autofree guint *loads = g_new0 (guint, recruiters->len + 1);

  for (guint i = 0; recruiters->len > 0 && i < projects->len; i++)
    {
      LfRecord *project = projects->pdata[i];
      guint taker;
      LfPushLine *line;

      if (!lf_push_is_free (project))
        continue;
      taker = choose (recruiters, loads, project);
      if (each > 0 && loads[taker] >= each)
        break;
      loads[taker]++;
      line = g_new0 (LfPushLine, 1);
      line->project = lf_record_ref (project);
      line->recruiter = lf_record_ref (recruiters->pdata[taker]);
      line->points = points[i];
      line->fits = is_of_park (line->recruiter, project);
      g_ptr_array_add (lines, line);
    }
  return lines;
}

LfChange *
lf_push_assign (const GPtrArray *lines, GError **error)
{
  g_autofree char *label = NULL;
  LfChange *change;

  if (lines->len == 0)
    {
      g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID,
                           _ ("There is no lead without an owner, or no recruiter to take it."));
      return NULL;
    }
  label = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Push %u lead", "Push %u leads", lines->len), lines->len);
  change = lf_change_new (label);
  for (guint i = 0; i < lines->len; i++)
    {
      const LfPushLine *line = lines->pdata[i];

      lf_change_edit (change, line->project, "owner", lf_record_id (line->recruiter));
    }
  return change;
}
