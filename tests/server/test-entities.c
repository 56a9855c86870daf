/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every entity on the server: made, changed and deleted by whoever may, refused to the others, sent
 * to devices whole; and what is wrong in the words of everywhere else. */

#include "config.h"

#include "some-record.h"
#include "zone.h"

#include <string.h>

static const char *const roles[] = { "administrator", "zone_manager", "park_manager", "recruiter",
                                     "steward",       "department",   "leader",       "intake" };

/* Conflicts are the server's own. */
static gboolean
is_pushed (const LfEntity *entity)
{
  return !(lf_entity_title (entity)->flags & LF_FIELD_MACHINE);
}

static LfChange *
creation (GPtrArray *records)
{
  LfChange *change = lf_change_new ("Test");

  change->time_us = g_get_real_time ();
  for (guint i = 0; i < records->len; i++)
    lf_change_create (change, records->pdata[i]);
  return change;
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
}

static void
assert_answer (const LfAnswer *answer, gboolean may)
{
  if (may)
    g_assert_cmpstr (answer->message, ==, NULL);
  else
    g_assert_cmpstr (answer->reason, ==, "permission");
  g_assert_cmpint (answer->kind, ==, may ? LF_ANSWER_ACCEPTED : LF_ANSWER_REFUSED);
}

static void
push (Zone *zone, const char *role, LfChange *change /* (transfer full) */, gboolean may)
{
  g_autoptr (LfChange) owned = change;
  g_autoptr (LfAnswer) answer = zone_push_as (zone, role, role, owned);

  assert_answer (answer, may);
}

static LfRecord *
make (Zone *zone, const LfEntity *entity)
{
  g_autoptr (GPtrArray) all = new_list ();
  LfRecord *record = some_record_new (entity, all);

  if (entity->shared_by != NULL)
    lf_record_set (record, entity->shared_by, "1");
  push (zone, "administrator", creation (all), TRUE);
  return record;
}

static void
try_role (Zone *zone, const LfEntity *entity, const char *role)
{
  const LfField *title = lf_entity_title (entity);
  const char *other = title->type == LF_VALUE_DATE     ? "2023-05-05"
                      : title->type == LF_VALUE_CHOICE ? title->options[1].key
                                                       : "乙";
  g_autoptr (LfRecord) there = make (zone, entity);
  g_autoptr (LfRecord) copy = lf_record_new (entity, NULL);
  g_autoptr (GPtrArray) all = new_list ();

  g_test_message ("%s, %s", entity->name, role);
  for (guint i = 0; entity->fields[i].name != NULL; i++)
    lf_record_take_at (copy, i, g_strdup (lf_record_get_at (there, i)));
  g_ptr_array_add (all, lf_record_ref (copy));
  push (zone, role, creation (all), lf_rules_may (role, entity->name, 'c'));
  push (zone, role,
        change_edit (entity->name, lf_record_id (there), title->name,
                     lf_record_get (there, title->name), other, zone_last_seq (zone)),
        lf_rules_may (role, entity->name, 'e'));
  push (zone, role,
        change_new (LF_OP_DELETE, entity->name, lf_record_id (there), zone_last_seq (zone)),
        lf_rules_may (role, entity->name, 'd'));
}

static void
test_roles (void)
{
  g_autoptr (Zone) zone = zone_new ();

  for (const LfEntity *const *entity = lf_schema_entities (NULL); *entity != NULL; entity++)
    for (guint i = 0; is_pushed (*entity) && i < G_N_ELEMENTS (roles); i++)
      try_role (zone, *entity, roles[i]);
}

/* A device gets every field of every entity as it was pushed, and what the server stamps. */
static void
test_values (void)
{
  g_autoptr (Zone) zone = zone_new ();

  for (const LfEntity *const *entity = lf_schema_entities (NULL); *entity != NULL; entity++)
    {
      g_autoptr (LfRecord) record = is_pushed (*entity) ? make (zone, *entity) : NULL;

      for (guint i = 0; record != NULL && (*entity)->fields[i].name != NULL; i++)
        {
          g_autofree char *value = zone_value (zone, (*entity)->name, lf_record_id (record),
                                               (*entity)->fields[i].name);

          g_test_message ("%s.%s", (*entity)->name, (*entity)->fields[i].name);
          if ((*entity)->fields[i].stamp == LF_STAMP_NONE)
            g_assert_cmpstr (value, ==, lf_record_get_at (record, i));
          else
            g_assert_nonnull (value);
        }
    }
}

static void
test_same_sentence (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (LfRecord) project = make (zone, lf_schema_find ("project"));

  for (guint i = 0; i < n_same_sentences; i++)
    {
      g_autoptr (LfChange) change
          = change_edit ("project", lf_record_id (project), same_sentences[i].field, NULL,
                         same_sentences[i].text, zone_last_seq (zone));
      g_autoptr (LfAnswer) answer = zone_push (zone, "a", change);

      g_assert_cmpint (answer->kind, ==, LF_ANSWER_REFUSED);
      g_assert_cmpstr (answer->reason, ==, "invalid");
      g_assert_cmpstr (answer->message, ==, same_sentences[i].sentence);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/entities/roles", test_roles);
  g_test_add_func ("/server/entities/values", test_values);
  g_test_add_func ("/server/entities/same-sentence", test_same_sentence);
  return g_test_run ();
}
