/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Templates of schedules: those the program brings (C8, §6), and those the zone keeps. */

#include "config.h"

#include "lf-schedule-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* @after: of the same table, by kind, joined by "|" */
typedef struct
{
  const char *kind, *name;
  guint days;
  const char *after;
} Step;

/* Durations in working days: what the zone's clocks leave (C2-C6), the notice of 20 days and the
 * listing of 10 (§6), and what is usual for a factory of ordinary size; a zone changes them by
 * keeping templates of its own. */
/* clang-format off */
static const Step factory[] = {
  { "design", N_ ("Design"), 30, NULL },
  { "tender", N_ ("Tender"), 20, "design" },
  { "clearing", N_ ("Clearing of the site"), 30, NULL },
  { "conversion", N_ ("Farmland conversion"), 40, NULL },
  { "supply", N_ ("Land supply"), 22, "conversion|clearing" },
  { "works_permit", N_ ("Works planning permit"), 10, "design|supply" },
  { "construction_permit", N_ ("Construction permit"), 10, "works_permit|tender" },
  { "start", N_ ("Construction start"), 5, "construction_permit" },
  { "foundation", N_ ("Foundations"), 40, "start" },
  { "building", N_ ("Topping out"), 100, "foundation" },
  { "equipment", N_ ("Equipment installed"), 40, "building" },
  { "completion", N_ ("Completion"), 15, "equipment" },
  { "production", N_ ("Production start"), 20, "completion" },
  { NULL },
};

/* On land the firm has. */
static const Step expansion[] = {
  { "filing", N_ ("Filing of the project"), 5, NULL },
  { "design", N_ ("Design"), 25, "filing" },
  { "tender", N_ ("Tender"), 20, "design" },
  { "works_permit", N_ ("Works planning permit"), 10, "design" },
  { "construction_permit", N_ ("Construction permit"), 10, "works_permit|tender" },
  { "start", N_ ("Construction start"), 5, "construction_permit" },
  { "building", N_ ("Topping out"), 90, "start" },
  { "equipment", N_ ("Equipment installed"), 40, "building" },
  { "completion", N_ ("Completion"), 15, "equipment" },
  { "production", N_ ("Production start"), 20, "completion" },
  { NULL },
};

static const Step upgrade[] = {
  { "filing", N_ ("Filing of the project"), 5, NULL },
  { "design", N_ ("Design"), 20, "filing" },
  { "tender", N_ ("Tender"), 20, "design" },
  { "equipment", N_ ("Equipment installed"), 60, "tender" },
  { "acceptance", N_ ("Acceptance"), 15, "equipment" },
  { "production", N_ ("Production start"), 10, "acceptance" },
  { NULL },
};

static const Step public_works[] = {
  { "filing", N_ ("Approval of the project"), 20, NULL },
  { "design", N_ ("Design"), 45, "filing" },
  { "clearing", N_ ("Clearing of the site"), 40, "filing" },
  { "conversion", N_ ("Farmland conversion"), 40, "filing" },
  { "supply", N_ ("Land supply"), 15, "conversion|clearing" },
  { "tender", N_ ("Tender"), 25, "design" },
  { "works_permit", N_ ("Works planning permit"), 10, "design|supply" },
  { "construction_permit", N_ ("Construction permit"), 10, "works_permit|tender" },
  { "start", N_ ("Construction start"), 5, "construction_permit" },
  { "building", N_ ("Building"), 160, "start" },
  { "acceptance", N_ ("Acceptance"), 20, "building" },
  { "completion", N_ ("Completion"), 10, "acceptance" },
  { NULL },
};

static const struct { const char *key, *name, *project_kinds; const Step *steps; } presets[] = {
  { "new", N_ ("New factory"), NULL, factory },
  { "expansion", N_ ("Expansion on own land"), "expansion|rebuilding", expansion },
  { "tech_upgrade", N_ ("Technical upgrade"), "tech_upgrade|opening", upgrade },
  { "public_works", N_ ("Public works"), "public_works", public_works },
};
/* clang-format on */

/* ---- The value ---- */

static LfScheduleTemplate *
template_new (const char *id, const char *name, const char *project_kinds)
{
  LfScheduleTemplate *self = g_new0 (LfScheduleTemplate, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->project_kinds = g_strdup (project_kinds);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_schedule_node_free);
  return self;
}

void
lf_schedule_template_free (LfScheduleTemplate *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->project_kinds);
  g_ptr_array_unref (self->steps);
  g_free (self);
}

/* ---- Presets ---- */

/* (transfer full): the names of the steps that @kinds names */
static char *
names_of (const Step *steps, const char *kinds)
{
  g_auto (GStrv) keys = g_strsplit (kinds == NULL ? "" : kinds, "|", -1);
  GString *names = g_string_new (NULL);

  for (char **key = keys; *key != NULL; key++)
    for (const Step *step = steps; step->kind != NULL; step++)
      if (strcmp (step->kind, *key) == 0)
        g_string_append_printf (names, "%s%s", names->len > 0 ? "|" : "", _ (step->name));
  return g_string_free (names, FALSE);
}

GPtrArray *
lf_schedule_presets (void)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_schedule_template_free);

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      LfScheduleTemplate *self
          = template_new (presets[i].key, _ (presets[i].name), presets[i].project_kinds);

      self->is_preset = TRUE;
      for (const Step *step = presets[i].steps; step->kind != NULL; step++)
        {
          g_autofree char *after = names_of (presets[i].steps, step->after);
          LfScheduleNode *node = lf_schedule_node_new (_ (step->name), step->days, after);

          node->kind = g_strdup (step->kind);
          node->position = (int) self->steps->len + 1;
          g_ptr_array_add (self->steps, node);
        }
      g_ptr_array_add (found, self);
    }
  return found;
}

/* ---- The zone's own ---- */

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const LfScheduleNode *x = *(const LfScheduleNode *const *) a;
  const LfScheduleNode *y = *(const LfScheduleNode *const *) b;

  return (x->position > y->position) - (x->position < y->position);
}

LfScheduleTemplate *
lf_schedule_template_new (const LfRecord *record, GPtrArray *steps)
{
  LfScheduleTemplate *self = template_new (lf_record_id (record), lf_record_get (record, "name"),
                                           lf_record_get (record, "project_kind"));

  for (guint i = 0; i < steps->len; i++)
    if (g_strcmp0 (lf_record_get (steps->pdata[i], "template"), self->id) == 0)
      g_ptr_array_add (self->steps, lf_schedule_read_step (steps->pdata[i]));
  g_ptr_array_sort (self->steps, compare_steps);
  return self;
}

static gboolean
fits (const LfScheduleTemplate *self, const char *kind)
{
  g_auto (GStrv) kinds
      = self->project_kinds == NULL ? NULL : g_strsplit (self->project_kinds, "|", -1);

  return kinds != NULL && kind != NULL && g_strv_contains ((const char *const *) kinds, kind);
}

const LfScheduleTemplate *
lf_schedule_template_for (GPtrArray *templates, const char *kind)
{
  for (guint i = 0; i < templates->len; i++)
    if (fits (templates->pdata[i], kind))
      return templates->pdata[i];
  for (guint i = 0; i < templates->len; i++)
    if (((const LfScheduleTemplate *) templates->pdata[i])->project_kinds == NULL)
      return templates->pdata[i];
  return NULL;
}

const LfScheduleTemplate *
lf_schedule_template_find (GPtrArray *templates, const char *name)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < templates->len; i++)
    {
      const LfScheduleTemplate *self = templates->pdata[i];
      g_autofree char *folded = g_utf8_casefold (self->name, -1);

      if (strcmp (self->id, name) == 0 || strcmp (folded, wanted) == 0)
        return self;
    }
  return NULL;
}

LfChange *
lf_schedule_template_to_change (const LfScheduleTemplate *self, const char *name)
{
  g_autofree char *label = g_strdup_printf (_ ("Schedule template “%s” added"), name);
  LfChange *change = lf_change_new (label);
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("schedule_template"), NULL);
  /* of several kinds the first: a template of the zone's is for one, or for any */
  g_auto (GStrv) kinds
      = g_strsplit (self->project_kinds == NULL ? "" : self->project_kinds, "|", -1);

  lf_record_set (record, "name", name);
  lf_record_set (record, "project_kind", kinds[0]);
  lf_change_create (change, record);
  for (guint i = 0; i < self->steps->len; i++)
    {
      const LfScheduleNode *node = self->steps->pdata[i];
      g_autoptr (LfRecord) step = lf_record_new (lf_schema_find ("template_step"), NULL);
      g_autofree char *position = g_strdup_printf ("%u", i + 1);
      g_autofree char *days = g_strdup_printf ("%u", node->days);
      g_autofree char *after = lf_set_join ((const char *const *) node->after);

      lf_record_set (step, "name", node->name);
      lf_record_set (step, "template", lf_record_id (record));
      lf_record_set (step, "position", position);
      lf_record_set (step, "kind", node->kind);
      lf_record_set (step, "standard_days", days);
      lf_record_set (step, "after", after);
      lf_change_create (change, step);
    }
  return change;
}
