/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rolling lists. */

#include "config.h"

#include "lf-rolling.h"

#include "lf-error.h"
#include "lf-rules.h"
#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
read_day (const LfRecord *entry, const char *field, LfDate *ret_day)
{
  const char *text = lf_record_get (entry, field);

  return text != NULL && lf_date_from_canonical (text, ret_day);
}

static gboolean
is_of (const LfRecord *entry, const LfRecord *list)
{
  return g_strcmp0 (lf_record_get (entry, "list"), lf_record_id (list)) == 0
         && lf_record_get (entry, "project") != NULL;
}

/* What is not dated to the day holds from its first day on. */
static gboolean
holds_on (const LfRecord *entry, const LfDate *on)
{
  LfDate entered, left;

  if (!read_day (entry, "entered_on", &entered))
    return FALSE;
  entered = lf_date_first_day (&entered);
  if (lf_date_compare (&entered, on) > 0)
    return FALSE;
  if (!read_day (entry, "left_on", &left))
    return TRUE;
  left = lf_date_first_day (&left);
  return lf_date_compare (on, &left) < 0;
}

static gboolean
contains (GPtrArray *ids, const char *id)
{
  for (guint i = 0; i < ids->len; i++)
    if (strcmp (ids->pdata[i], id) == 0)
      return TRUE;
  return FALSE;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const LfRecord *one = *(LfRecord *const *) a, *other = *(LfRecord *const *) b;
  int order = g_strcmp0 (lf_record_get (one, "entered_on"), lf_record_get (other, "entered_on"));

  return order != 0 ? order : strcmp (lf_record_id (one), lf_record_id (other));
}

GPtrArray *
lf_rolling_members (const LfRecord *list, GPtrArray *entries, const LfDate *on)
{
  GPtrArray *members = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) kept = lf_set_split (lf_record_get (list, "projects"));
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  g_autoptr (GPtrArray) dated = g_ptr_array_new ();

  for (guint i = 0; i < entries->len; i++)
    if (is_of (entries->pdata[i], list))
      {
        g_ptr_array_add (own, entries->pdata[i]);
        g_ptr_array_add (dated, (gpointer) lf_record_get (entries->pdata[i], "project"));
      }
  g_ptr_array_sort (own, compare_entries);
  for (char **id = kept; *id != NULL; id++)
    if (!contains (dated, *id))
      g_ptr_array_add (members, g_strdup (*id));
  for (guint i = 0; i < own->len; i++)
    {
      const char *project = lf_record_get (own->pdata[i], "project");

      if (holds_on (own->pdata[i], on) && !contains (members, project))
        g_ptr_array_add (members, g_strdup (project));
    }
  return members;
}

/* ---- In and out ---- */

static LfChange *
begin (const char *label, const LfRecord *list, const LfRecord *project)
{
  g_autofree char *name = lf_record_title (project);
  g_autofree char *title = lf_record_title (list);
  g_autofree char *sentence = g_strdup_printf ("%s: %s, %s", label, title, name);

  return lf_change_new (sentence);
}

/* The list's own field becomes its members of @today, with @entries as they will be. */
static void
keep_members (LfChange *change, const LfRecord *list, GPtrArray *entries, const LfDate *today)
{
  g_autoptr (GPtrArray) members = lf_rolling_members (list, entries, today);
  g_autofree char *joined = NULL;

  g_ptr_array_add (members, NULL);
  joined = lf_set_join ((const char *const *) members->pdata);
  if (g_strcmp0 (joined, lf_record_get (list, "projects")) != 0)
    lf_change_edit (change, list, "projects", joined);
}

static gboolean
is_member (const LfRecord *list, GPtrArray *entries, const LfRecord *project, const LfDate *on)
{
  g_autoptr (GPtrArray) members = lf_rolling_members (list, entries, on);

  return contains (members, lf_record_id (project));
}

static GPtrArray *
copy_records (GPtrArray *records)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (copy, lf_record_ref (records->pdata[i]));
  return copy;
}

static LfRecord *
new_entry (const LfRecord *list, const LfRecord *project, const char *entered, const LfDate *today)
{
  LfRecord *entry = lf_record_new (&lf_entity_list_entry, NULL);

  lf_record_set (entry, "list", lf_record_id (list));
  lf_record_set (entry, "project", lf_record_id (project));
  lf_record_set (entry, "entered_on", entered);
  lf_rules_fill_new (entry, today);
  return entry;
}

LfChange *
lf_rolling_take_in (const LfRecord *list,
                    const LfRecord *project,
                    GPtrArray *entries,
                    const LfDate *on,
                    const char *reason,
                    const LfDate *today,
                    GError **error)
{
  g_autoptr (LfChange) change = begin (_ ("Enters the list"), list, project);
  g_autoptr (GPtrArray) later = copy_records (entries);
  g_autofree char *day = lf_date_to_canonical (on);
  LfRecord *entry;

  if (is_member (list, entries, project, on))
    {
      g_autofree char *name = lf_record_title (project);

      g_set_error (error, LF_ERROR, LF_ERROR_REFUSED, _ ("“%1$s” is on the list on %2$s."), name,
                   day);
      return NULL;
    }
  entry = new_entry (list, project, day, today);
  lf_record_set (entry, "reason", reason);
  lf_change_create (change, entry);
  g_ptr_array_add (later, entry);
  keep_members (change, list, later, today);
  return g_steal_pointer (&change);
}

/* (nullable): the entry of @project that holds on the day, as an index */
static int
find_entry (const LfRecord *list, GPtrArray *entries, const LfRecord *project, const LfDate *on)
{
  for (guint i = 0; i < entries->len; i++)
    if (is_of (entries->pdata[i], list)
        && strcmp (lf_record_get (entries->pdata[i], "project"), lf_record_id (project)) == 0
        && holds_on (entries->pdata[i], on))
      return (int) i;
  return -1;
}

/* Who has been on the list without dates gets an entry that begins with the list's year. */
static LfRecord *
date_member (const LfRecord *list, const LfRecord *project, const LfDate *on, const LfDate *today)
{
  LfDate year = { on->year, 1, 1 };
  g_autofree char *entered = NULL;

  if (read_day (list, "year", &year))
    year = lf_date_first_day (&year);
  if (lf_date_compare (&year, on) > 0)
    year = *on;
  entered = lf_date_to_canonical (&year);
  return new_entry (list, project, entered, today);
}

LfChange *
lf_rolling_take_out (const LfRecord *list,
                     const LfRecord *project,
                     GPtrArray *entries,
                     const LfDate *on,
                     const char *reason,
                     const LfDate *today,
                     GError **error)
{
  g_autoptr (LfChange) change = begin (_ ("Leaves the list"), list, project);
  g_autoptr (GPtrArray) later = copy_records (entries);
  g_autofree char *day = lf_date_to_canonical (on);
  int index = find_entry (list, entries, project, on);
  LfRecord *entry;

  if (!is_member (list, entries, project, on))
    {
      g_autofree char *name = lf_record_title (project);

      g_set_error (error, LF_ERROR, LF_ERROR_REFUSED, _ ("“%1$s” is not on the list on %2$s."),
                   name, day);
      return NULL;
    }
  entry
      = index < 0 ? date_member (list, project, on, today) : lf_record_copy (entries->pdata[index]);
  lf_record_set (entry, "left_on", day);
  if (reason != NULL)
    lf_record_set (entry, "reason", reason);
  if (index < 0)
    {
      lf_change_create (change, entry);
      g_ptr_array_add (later, entry);
    }
  else
    {
      lf_change_edit (change, entries->pdata[index], "left_on", day);
      if (reason != NULL)
        lf_change_edit (change, entries->pdata[index], "reason", reason);
      lf_record_unref (later->pdata[index]);
      later->pdata[index] = entry;
    }
  keep_members (change, list, later, today);
  return g_steal_pointer (&change);
}
