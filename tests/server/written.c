/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was written at random, and whether all of it is still somewhere (G2). */

#include "config.h"

#include "written.h"

#include <string.h>

static void
written_free (gpointer data)
{
  Written *written = data;

  g_free (written->id);
  g_free (written->field);
  g_free (written->was);
  g_free (written->value);
  g_free (written);
}

GPtrArray *
written_new (void)
{
  return g_ptr_array_new_with_free_func (written_free);
}

const char *
written_add (GPtrArray *self,
             const char *id,
             const char *field,
             gboolean is_set,
             const char *was,
             gboolean adds_element)
{
  g_autofree char *made_up = g_strdup_printf ("v%u", self->len);
  Written *written = g_new0 (Written, 1);

  *written
      = (Written){ .id = g_strdup (id),
                   .field = g_strdup (field),
                   .was = g_strdup (was),
                   .value = adds_element ? lf_set_apply (was, NULL, made_up) : g_strdup (made_up),
                   .is_set = is_set };
  g_ptr_array_add (self, written);
  return written->value;
}

static gboolean
has_element (const char *set, const char *element)
{
  g_auto (GStrv) elements = lf_set_split (set);

  return g_strv_contains ((const char *const *) elements, element);
}

static gboolean
is_in_force (Zone *zone, const Written *written, const char *value)
{
  g_autofree char *current = zone_value (zone, "project", written->id, written->field);

  return written->is_set ? has_element (current, value) : g_strcmp0 (current, value) == 0;
}

/* Replaced by somebody who had it in front of him. */
static gboolean
was_replaced (GPtrArray *self, const Written *written, const char *value)
{
  for (guint i = 0; i < self->len; i++)
    {
      const Written *later = self->pdata[i];

      if (strcmp (later->id, written->id) != 0 || strcmp (later->field, written->field) != 0)
        continue;
      if (written->is_set ? has_element (later->was, value) && !has_element (later->value, value)
                          : g_strcmp0 (later->was, value) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_in_conflict (GPtrArray *conflicts, const Written *written, const char *value)
{
  static const char *const sides[] = { "offered_value", "accepted_value", "original_value" };

  for (guint i = 0; i < conflicts->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (sides); j++)
      if (g_strcmp0 (lf_server_record_get (conflicts->pdata[i], "record"), written->id) == 0
          && g_strcmp0 (lf_server_record_get (conflicts->pdata[i], sides[j]), value) == 0)
        return TRUE;
  return FALSE;
}

void
written_assert_kept (GPtrArray *self, Zone *zone)
{
  g_autoptr (GPtrArray) open = zone_conflicts (zone, "open");

  for (guint i = 0; i < self->len; i++)
    {
      const Written *written = self->pdata[i];
      g_auto (GStrv) values = lf_set_split (written->value);

      for (char **value = values; *value != NULL; value++)
        if (!is_in_force (zone, written, *value) && !was_replaced (self, written, *value)
            && !is_in_conflict (open, written, *value))
          g_error ("%s of %s is lost", *value, written->field);
    }
}
