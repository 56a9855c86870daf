/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verdicts about duplicates: uniting two records, and the record of what was said. */

#include "config.h"

#include "lf-verdict.h"

#include "lf-id.h"
#include "lf-rules.h"
#include "lf-schema-tables.h"
#include "lf-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* In the order of LfVerdict; the options of duplicate_verdict.verdict are the same. */
static const char *const keys[] = { "overwrite", "ignore", "merge", "new" };

const char *
lf_verdict_key (LfVerdict verdict)
{
  return keys[verdict];
}

gboolean
lf_verdict_from_key (const char *key, LfVerdict *ret_verdict)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_strcmp0 (keys[i], key) == 0)
      {
        *ret_verdict = (LfVerdict) i;
        return TRUE;
      }
  return FALSE;
}

char *
lf_verdict_id (const char *a, const char *b)
{
  gboolean is_first = strcmp (a, b) < 0;

  return lf_id_derive ("duplicate_verdict", is_first ? a : b, is_first ? b : a, NULL);
}

/* ---- The record of a verdict ---- */

/* Two records are two for a reason. */
void
lf_verdict_rule (const LfRecord *before,
                 const LfRecord *after,
                 gboolean undoing,
                 GPtrArray *problems)
{
  if (g_strcmp0 (lf_record_get (after, "verdict"), lf_verdict_key (LF_VERDICT_NEW)) == 0
      && lf_record_get (after, "reason") == NULL)
    g_ptr_array_add (
        problems,
        lf_problem_new ("reason", "required",
                        g_strdup (_ ("Say why this is another one, not the same again."))));
}

static char *
names_of_fields (const LfDuplicateRule *rule)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (const LfMatch *match = rule->matches; match->kind != LF_MATCH_NONE; match++)
    g_ptr_array_add (names, (gpointer) match->field);
  g_ptr_array_add (names, NULL);
  return lf_set_join ((const char *const *) names->pdata);
}

/* All that a record says, a line for each field. */
static char *
describe (const LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (lf_record_get_at (record, i) != NULL)
      {
        g_autofree char *value = lf_record_format_at (record, i);

        g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "",
                                lf_field_label (&entity->fields[i]), value);
      }
  return lf_text_clean (text->str);
}

LfRecord *
lf_verdict_record (const LfJudgement *judgement,
                   const LfRecord *winner,
                   const LfRecord *other,
                   const char *author,
                   const LfDate *today)
{
  g_autofree char *id = lf_verdict_id (lf_record_id (winner), lf_record_id (other));
  LfRecord *record = lf_record_new (&lf_entity_duplicate_verdict, id);
  g_autofree char *winner_title = lf_record_title (winner);
  g_autofree char *other_title = lf_record_title (other);
  g_autofree char *title = g_strdup_printf ("%s / %s", winner_title, other_title);
  g_autofree char *date = lf_date_to_canonical (today);
  g_autofree char *said = describe (other);
  g_autofree char *level = NULL;
  g_autofree char *fields = NULL;

  if (judgement->rule != NULL)
    {
      level = g_ascii_strdown (lf_duplicate_level_name (judgement->rule->level), -1);
      fields = names_of_fields (judgement->rule);
    }
  lf_record_set (record, "title", title);
  lf_record_set (record, "entity", lf_record_entity (winner)->name);
  lf_record_set (record, "record", lf_record_id (winner));
  lf_record_set (record, "other_record", lf_record_id (other));
  lf_record_set (record, "other_values", said);
  lf_record_set (record, "level", level);
  lf_record_set (record, "matched_fields", fields);
  lf_record_set (record, "verdict", lf_verdict_key (judgement->verdict));
  lf_record_set (record, "reason", judgement->reason);
  lf_record_set (record, "judged_by", author);
  lf_record_set (record, "judged_on", date);
  return record;
}

/* ---- Uniting ---- */

/* A bundle of two records, as far as uniting them is concerned. */
typedef struct
{
  gboolean winner_has;
  gboolean other_has;
  gboolean is_machine;
} Standing;

static Standing
look_at (const LfRecord *winner, const LfRecord *other, const char *bundle)
{
  const LfEntity *entity = lf_record_entity (winner);
  Standing standing = { FALSE };

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (strcmp (lf_field_bundle (&entity->fields[i]), bundle) == 0)
      {
        standing.winner_has |= lf_record_get_at (winner, i) != NULL;
        standing.other_has |= lf_record_get_at (other, i) != NULL;
        standing.is_machine |= (entity->fields[i].flags & LF_FIELD_MACHINE) != 0;
      }
  return standing;
}

static gboolean
takes_over (const Standing *standing, LfVerdict verdict)
{
  if (!standing->other_has)
    return FALSE;
  return !standing->winner_has || (verdict == LF_VERDICT_OVERWRITE && !standing->is_machine);
}

static void
edit (LfChange *change, const LfRecord *winner, guint index, const char *value)
{
  if (g_strcmp0 (lf_record_get_at (winner, index), value) != 0)
    lf_change_edit (change, winner, lf_record_entity (winner)->fields[index].name, value);
}

void
lf_verdict_unite (LfChange *change,
                  const LfRecord *winner,
                  const LfRecord *other,
                  LfVerdict verdict)
{
  const LfEntity *entity = lf_record_entity (winner);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    {
      const LfField *field = &entity->fields[i];
      const char *value = lf_record_get_at (other, i);
      Standing standing = look_at (winner, other, lf_field_bundle (field));

      if (field->flags & LF_FIELD_DERIVED)
        continue;
      if (lf_field_is_set (field))
        {
          g_autofree char *all = lf_set_apply (lf_record_get_at (winner, i), NULL, value);
          edit (change, winner, i, all);
        }
      else if (takes_over (&standing, verdict)
               && g_strcmp0 (value, lf_record_id (winner)) != 0) /* not its own parent */
        edit (change, winner, i, value);
    }
}
