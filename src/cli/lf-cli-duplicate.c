/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Possible duplicates as text and JSON, and the options that judge them. */

#include "config.h"

#include "lf-cli-duplicate.h"
#include "lf-cli-output.h"

#include <glib/gi18n.h>

JsonObject *
lf_json_duplicate (const LfRecord *record, const LfDuplicateRule *rule)
{
  JsonObject *object = json_object_new ();
  JsonArray *fields = json_array_new ();
  g_autofree char *why = lf_duplicate_explain (rule);

  for (const LfMatch *match = rule->matches; match->kind != LF_MATCH_NONE; match++)
    json_array_add_string_element (fields, match->field);
  json_object_set_string_member (object, "level", lf_duplicate_level_name (rule->level));
  json_object_set_array_member (object, "fields", fields);
  json_object_set_string_member (object, "why", why);
  json_object_set_object_member (object, "record", lf_json_record (record));
  return object;
}

JsonArray *
lf_json_duplicates (GPtrArray *duplicates)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < duplicates->len; i++)
    {
      const LfDuplicate *one = g_ptr_array_index (duplicates, i);

      json_array_add_object_element (list, lf_json_duplicate (one->record, one->rule));
    }
  return list;
}

void
lf_cli_warn_duplicates (GPtrArray *duplicates)
{
  for (guint i = 0; i < duplicates->len; i++)
    {
      const LfDuplicate *one = g_ptr_array_index (duplicates, i);
      g_autofree char *title = lf_record_title (one->record);
      g_autofree char *why = lf_duplicate_explain (one->rule);

      g_printerr (_ ("landfall-cli: This may be “%1$s” (%2$s: %3$s), %4$s\n"), title,
                  lf_duplicate_level_name (one->rule->level), why, lf_record_id (one->record));
    }
}

gboolean
lf_cli_verdict (const char *text, const char *reason, LfJudgement *ret_judgement, GError **error)
{
  LfVerdict verdict = LF_VERDICT_IGNORE;

  if (text != NULL && !lf_verdict_from_key (text, &verdict))
    return lf_cli_call_error (
        error, _ ("“%s” is not a verdict; there are: overwrite, ignore, merge, new."), text);
  if (text != NULL && verdict == LF_VERDICT_NEW && reason == NULL)
    return lf_cli_call_error (error, _ ("Say why this is another one: --reason TEXT"));
  *ret_judgement = (LfJudgement){ verdict, reason, NULL };
  return TRUE;
}

guint
lf_cli_n_blocking (GPtrArray *duplicates)
{
  guint n = 0;

  while (n < duplicates->len
         && lf_duplicate_blocks (((LfDuplicate *) duplicates->pdata[n])->rule->level))
    n++;
  return n;
}
