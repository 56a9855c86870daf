/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who met whom, when (I9): talks, visits, calls on trips, meetings and events, in one list. */

#include "config.h"

#include "lf-report-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Where a contact is told: fields of the record, or else of the one that @via refers to. */
typedef struct
{
  const char *entity, *date, *where;
  const char *via;       /* (nullable): a field that refers to the trip */
  const char *firms;     /* (nullable): one firm or a set */
  const char *projects;  /* (nullable): whose firms they are where none is said */
  const char *officials; /* (nullable): one or a set */
  const char *leader;    /* (nullable): another of them */
  const char *persons;   /* (nullable): whom they met */
  gboolean is_inner;     /* where no firm is known nobody met one */
} Source;

/* clang-format off */
static const Source sources[] = {
  { "interaction", "held_on", "state!=planned|cancelled", NULL, "enterprise", "project", "attendees", NULL, "contacts" },
  { "visit", "held_on", "", NULL, "enterprise", "project", "visitors", NULL, "contacts" },
  { "trip_stop", "planned_for", "is_done=1", "trip", "enterprise", "project", "members", "leader", "contact" },
  { "meeting", "held_on", "", NULL, NULL, "projects", "attendees", "chair", NULL, TRUE },
  { "event", "held_on", "", NULL, "enterprises", "projects", "attendees", NULL, NULL, TRUE },
};
/* clang-format on */

typedef struct
{
  LfReportBuilder *builder;
  GHashTable *projects;          /* (element-type utf8 LfRecord) */
  GHashTable *trips;             /* (element-type utf8 LfRecord) */
  GHashTable *firms, *officials; /* (element-type utf8 utf8): names by ids */
  gboolean is_within;            /* only of the firms in @firms */
  GPtrArray *lines;              /* (element-type Line) */
} Log;

/* A contact with one firm, or, told by official, of one official. */
typedef struct
{
  char *day, *firm, *officials, *persons, *subject;
  const LfEntity *entity;
  guint n_officials;
} Line;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->day);
  g_free (line->firm);
  g_free (line->officials);
  g_free (line->persons);
  g_free (line->subject);
  g_free (line);
}

static void
log_clear (Log *self)
{
  g_clear_pointer (&self->projects, g_hash_table_unref);
  g_clear_pointer (&self->trips, g_hash_table_unref);
  g_clear_pointer (&self->firms, g_hash_table_unref);
  g_clear_pointer (&self->officials, g_hash_table_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Log, log_clear)

/* ---- Reading ---- */

static GPtrArray *
read_list (Log *self, const char *entity, const char *where, GError **error)
{
  g_autoptr (LfQuery) query
      = lf_report_query_of (self->builder, lf_schema_find (entity), where, error);

  return query == NULL ? NULL
                       : lf_store_list_sync (self->builder->store, query, /* limit= */ 0, error);
}

/* (transfer full): the records of @source that are told */
static char *
told_where (const Log *self, const Source *source)
{
  g_autofree char *past = g_strdup_printf ("%s%s%s<=today", source->where,
                                           *source->where == '\0' ? "" : " and ", source->date);

  return lf_report_in_period (self->builder->options, past, source->date);
}

static gboolean
read_into (Log *self, GHashTable *by_id, const char *entity, const char *where, GError **error)
{
  g_autoptr (GPtrArray) list = read_list (self, entity, where, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    g_hash_table_insert (by_id, g_strdup (lf_record_id (list->pdata[i])),
                         lf_record_ref (list->pdata[i]));
  return list != NULL;
}

/* Those of @entity that @field of what @source tells refers to. @outer: (nullable): a filter in
 * which %s stands for that, and @own: (nullable): another one that holds, too */
static gboolean
read_referred (Log *self,
               GHashTable *by_id,
               const char *entity,
               const Source *source,
               const char *field,
               const char *outer,
               const char *own,
               GError **error)
{
  g_autofree char *told = told_where (self, source);
  g_autofree char *where = NULL;
  g_autofree char *both = NULL;
  GString *referred = g_string_new (outer == NULL ? "%s" : outer);

  if (field == NULL)
    {
      g_string_free (referred, TRUE);
      return TRUE;
    }
  where = g_strdup_printf ("%s.%s(%s)", source->entity, field, told);
  g_string_replace (referred, "%s", where, 0);
  both = lf_report_both (own, referred->str);
  g_string_free (referred, TRUE);
  return read_into (self, by_id, entity, both, error);
}

static GHashTable *
records_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) lf_record_unref);
}

/* (transfer full): of @records by their ids */
static GHashTable *
name_records (GHashTable *records)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer id, record;

  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, &id, &record))
    g_hash_table_insert (names, g_strdup (id), lf_record_title (record));
  return names;
}

/* Only what the contacts are about is read: a zone has many more projects and firms. */
static gboolean
read_all (Log *self, GError **error)
{
  const char *where = self->builder->options->where;
  g_autoptr (GHashTable) firms = records_new ();
  g_autoptr (GHashTable) officials = records_new ();

  self->is_within = where != NULL && *where != '\0';
  self->projects = records_new ();
  self->trips = records_new ();
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      const Source *source = &sources[i];

      if (!read_referred (self, self->projects, "project", source, source->projects, NULL,
                          "enterprise!=", error)
          || !read_referred (self, self->trips, "trip", source, source->via, NULL, NULL, error)
          || !read_referred (self, firms, "enterprise", source, source->firms, NULL, where, error)
          || !read_referred (self, firms, "enterprise", source, source->projects,
                             "project.enterprise(%s)", where, error))
        return FALSE;
    }
  if (!read_into (self, officials, "account", "", error))
    return FALSE;
  self->firms = name_records (firms);
  self->officials = name_records (officials);
  return TRUE;
}

/* ---- Lines ---- */

static void
add_ids (GPtrArray *ids, const LfRecord *record, const char *field)
{
  g_auto (GStrv) all = NULL;

  if (record == NULL || field == NULL || lf_record_get (record, field) == NULL)
    return;
  all = lf_set_split (lf_record_get (record, field));
  for (char **id = all; *id != NULL; id++)
    if (!g_ptr_array_find_with_equal_func (ids, *id, g_str_equal, NULL))
      g_ptr_array_add (ids, g_strdup (*id));
}

static GPtrArray *
find_firms (const Log *self, const Source *source, const LfRecord *record)
{
  GPtrArray *firms = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) projects = g_ptr_array_new_with_free_func (g_free);

  add_ids (firms, record, source->firms);
  if (firms->len > 0)
    return firms;
  add_ids (projects, record, source->projects);
  for (guint i = 0; i < projects->len; i++)
    add_ids (firms, g_hash_table_lookup (self->projects, projects->pdata[i]), "enterprise");
  return firms;
}

static GPtrArray *
find_officials (const Log *self, const Source *source, const LfRecord *record)
{
  GPtrArray *officials = g_ptr_array_new_with_free_func (g_free);
  const char *trip = source->via == NULL ? NULL : lf_record_get (record, source->via);
  const LfRecord *told = source->via == NULL ? record
                         : trip == NULL      ? NULL
                                             : g_hash_table_lookup (self->trips, trip);

  add_ids (officials, told, source->leader);
  add_ids (officials, told, source->officials);
  return officials;
}

static char *
name_all (GHashTable *names, GPtrArray *ids)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      const char *name = g_hash_table_lookup (names, ids->pdata[i]);

      if (name != NULL)
        g_string_append_printf (text, "%s%s", text->len == 0 ? "" : _ (", "), name);
    }
  return g_string_free (text, FALSE);
}

/* @firm: (nullable): nobody says which */
static void
add_line (
    Log *self, const Source *source, const LfRecord *record, const char *firm, GPtrArray *officials)
{
  Line *line = g_new0 (Line, 1);

  line->entity = lf_record_entity (record);
  line->day = g_strdup (lf_record_get (record, source->date));
  line->firm = g_strdup (firm == NULL ? "" : g_hash_table_lookup (self->firms, firm));
  line->officials = name_all (self->officials, officials);
  line->n_officials = officials->len;
  line->persons
      = source->persons == NULL ? g_strdup ("") : lf_record_format (record, source->persons);
  line->subject = lf_record_title (record);
  g_ptr_array_add (self->lines, line);
}

static void
add_contact (
    Log *self, const Source *source, const LfRecord *record, const char *firm, GPtrArray *officials)
{
  if (firm == NULL ? self->is_within : g_hash_table_lookup (self->firms, firm) == NULL)
    return;
  if (g_strcmp0 (self->builder->by, "account") != 0 || officials->len == 0)
    {
      add_line (self, source, record, firm, officials);
      return;
    }
  for (guint i = 0; i < officials->len; i++)
    {
      g_autoptr (GPtrArray) one = g_ptr_array_new ();

      g_ptr_array_add (one, officials->pdata[i]);
      add_line (self, source, record, firm, one);
    }
}

static gboolean
add_source (Log *self, const Source *source, GError **error)
{
  g_autofree char *where = told_where (self, source);
  g_autoptr (GPtrArray) records = read_list (self, source->entity, where, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const LfRecord *record = records->pdata[i];
      g_autoptr (GPtrArray) firms = find_firms (self, source, record);
      g_autoptr (GPtrArray) officials = find_officials (self, source, record);

      for (guint f = 0; f < firms->len; f++)
        add_contact (self, source, record, firms->pdata[f], officials);
      if (firms->len == 0 && !source->is_inner)
        add_contact (self, source, record, NULL, officials);
    }
  return records != NULL;
}

/* ---- The report ---- */

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const Line *first = *(Line *const *) a, *second = *(Line *const *) b;
  const char *by = data;
  int order = g_strcmp0 (by, "enterprise") == 0 ? strcmp (first->firm, second->firm)
              : g_strcmp0 (by, "account") == 0  ? strcmp (first->officials, second->officials)
                                                : 0;

  if (order == 0)
    order = g_strcmp0 (second->day, first->day);
  return order != 0 ? order : strcmp (first->subject, second->subject);
}

static void
add_columns (LfReport *report)
{
  lf_report_add_column (report, "day", _ ("Day"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "kind", _ ("Kind"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "enterprise", _ ("Enterprise"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "officials", _ ("From our side"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "persons", _ ("Contacts met"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "subject", _ ("Subject"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "n_officials", _ ("People from our side"), LF_COLUMN_COUNT);
  report->measure = 6;
}

gboolean
lf_report_build_contact_log (LfReportBuilder *builder, GError **error)
{
  g_auto (Log) self = { .builder = builder };

  self.lines = g_ptr_array_new_with_free_func (line_free);
  if (!read_all (&self, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (!add_source (&self, &sources[i], error))
      return FALSE;
  g_ptr_array_sort_with_data (self.lines, compare, (gpointer) builder->by);
  add_columns (builder->report);
  for (guint i = 0; i < self.lines->len; i++)
    {
      const Line *line = self.lines->pdata[i];
      GPtrArray *row = lf_report_add_row (builder->report);

      lf_report_add_text (row, line->day == NULL ? "" : line->day);
      lf_report_add_text (row, lf_entity_label (line->entity));
      lf_report_add_text (row, line->firm);
      lf_report_add_text (row, line->officials);
      lf_report_add_text (row, line->persons);
      lf_report_add_text (row, line->subject);
      lf_report_add_cell (row)->count = line->n_officials;
    }
  return TRUE;
}
