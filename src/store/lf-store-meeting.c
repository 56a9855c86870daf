/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Meetings. */

#include "config.h"

#include "lf-store-meeting.h"

#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- The value ---- */

static void
part_free (gpointer data)
{
  LfAgendaPart *part = data;

  g_ptr_array_unref (part->records);
  g_free (part);
}

void
lf_meeting_free (LfMeeting *self)
{
  lf_record_unref (self->record);
  g_ptr_array_unref (self->parts);
  g_clear_pointer (&self->actions, g_ptr_array_unref);
  g_clear_pointer (&self->calendar, lf_calendar_free);
  g_free (self);
}

/* ---- Reading ---- */

typedef struct
{
  LfDb *db;
  LfRecord *record;
  LfDate day;
  GHashTable *projects; /* (nullable) (element-type utf8): what it talks about; NULL: all */
} Reader;

static void
reader_clear (Reader *self)
{
  g_clear_pointer (&self->record, lf_record_unref);
  g_clear_pointer (&self->projects, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static GPtrArray *
list (Reader *self, const char *entity, const char *filter, const char *sort, GError **error)
{
  g_autoptr (LfQuery) query
      = lf_query_parse (lf_schema_find (entity), filter, sort, &self->day, error);

  return query == NULL ? NULL : lf_rows_list (self->db, query, /* limit= */ 0, error);
}

static gboolean
add_team_projects (Reader *self, GError **error)
{
  const char *team = lf_record_get (self->record, "team");
  g_autofree char *quoted = team == NULL ? NULL : lf_filter_quote (team);
  g_autofree char *filter = team == NULL ? NULL : g_strconcat ("team=", quoted, NULL);
  g_autoptr (GPtrArray) projects = NULL;

  if (team == NULL)
    return TRUE;
  projects = list (self, "project", filter, NULL, error);
  for (guint i = 0; projects != NULL && i < projects->len; i++)
    g_hash_table_add (self->projects, g_strdup (lf_record_id (projects->pdata[i])));
  return projects != NULL;
}

static gboolean
read_projects (Reader *self, GError **error)
{
  g_auto (GStrv) ids = lf_set_split (lf_record_get (self->record, "projects"));

  self->projects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (char **id = ids; *id != NULL; id++)
    g_hash_table_add (self->projects, g_strdup (*id));
  if (ids[0] == NULL && !add_team_projects (self, error))
    return FALSE;
  if (g_hash_table_size (self->projects) == 0)
    g_clear_pointer (&self->projects, g_hash_table_unref);
  return TRUE;
}

static gboolean
begin (Reader *self, const char *id, const LfDate *today, GError **error)
{
  self->record = lf_rows_load_shown (self->db, lf_schema_find ("meeting"), id, error);
  if (self->record == NULL)
    return FALSE;
  self->day = lf_meeting_day (self->record, today);
  return read_projects (self, error);
}

static gboolean
is_talked_about (const Reader *self, const LfAgendaSource *source, const LfRecord *record)
{
  const char *project = lf_agenda_project (source, record);

  if (!lf_agenda_fits (source, record, self->record))
    return FALSE;
  /* its own actions are agreed on here, and come back at the next one */
  if (strcmp (source->entity, "action") == 0)
    return g_strcmp0 (lf_record_get (record, "meeting"), lf_record_id (self->record)) != 0;
  return self->projects == NULL
         || (project != NULL && g_hash_table_contains (self->projects, project));
}

static gboolean
add_part (Reader *self, LfMeeting *meeting, const LfAgendaSource *source, GError **error)
{
  g_autoptr (GPtrArray) all = list (self, source->entity, source->filter, source->sort, error);
  LfAgendaPart *part;

  if (all == NULL)
    return FALSE;
  part = g_new0 (LfAgendaPart, 1);
  part->source = source;
  part->records = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  for (guint i = 0; i < all->len; i++)
    if (is_talked_about (self, source, all->pdata[i]))
      {
        if (part->n++ < LF_AGENDA_MOST)
          g_ptr_array_add (part->records, lf_record_ref (all->pdata[i]));
      }
  if (part->n == 0)
    part_free (part);
  else
    g_ptr_array_add (meeting->parts, part);
  return TRUE;
}

typedef struct
{
  char *id;
  LfDate today;
} Asked;

static void
asked_free (gpointer data)
{
  g_free (((Asked *) data)->id);
  g_free (data);
}

static gpointer
run (LfDb *db, gpointer data, GError **error)
{
  const Asked *asked = data;
  g_auto (Reader) reader = { .db = db };
  g_autoptr (LfMeeting) meeting = NULL;
  g_autofree char *filter = NULL;
  guint n;
  const LfAgendaSource *sources = lf_agenda_sources (&n);

  if (!begin (&reader, asked->id, &asked->today, error))
    return NULL;
  meeting = g_new0 (LfMeeting, 1);
  meeting->record = lf_record_ref (reader.record);
  meeting->parts = g_ptr_array_new_with_free_func (part_free);
  for (guint i = 0; i < n; i++)
    if (lf_agenda_talks_of (&sources[i], reader.record)
        && !add_part (&reader, meeting, &sources[i], error))
      return NULL;
  filter = g_strdup_printf ("meeting=\"%s\"", lf_record_id (reader.record));
  meeting->actions = list (&reader, "action", filter, "due_on", error);
  meeting->calendar = meeting->actions == NULL ? NULL : lf_zone_calendar_read (db, error);
  return meeting->calendar == NULL ? NULL : g_steal_pointer (&meeting);
}

LfMeeting *
lf_store_meeting_sync (LfStore *self, const char *id, const LfDate *today, GError **error)
{
  Asked asked = { (char *) id, *today };

  return lf_store_read (self, run, &asked, error);
}

void
lf_store_meeting_async (LfStore *self,
                        const char *id,
                        const LfDate *today,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Asked *asked = g_new (Asked, 1);

  *asked = (Asked){ g_strdup (id), *today };
  lf_store_read_async (self, run, asked, asked_free, (GDestroyNotify) lf_meeting_free, cancellable,
                       callback, user_data);
}

LfMeeting *
lf_store_meeting_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- The agenda ---- */

char *
lf_meeting_agenda_text (const LfMeeting *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const LfAgendaPart *part = self->parts->pdata[i];

      g_string_append_printf (text, C_ ("heading of a part of an agenda", "%1$s%2$s (%3$u)"),
                              i == 0 ? "" : "\n\n", lf_agenda_label (part->source), part->n);
      for (guint j = 0; j < part->records->len; j++)
        {
          g_autofree char *line = lf_agenda_tell (part->source, part->records->pdata[j]);

          g_string_append_printf (text, C_ ("line of an agenda", "\n%1$u. %2$s"), j + 1, line);
        }
      if (part->n > part->records->len)
        g_string_append_printf (text, _ ("\nand %u more"), part->n - part->records->len);
    }
  return g_string_free (text, FALSE);
}

LfChange *
lf_meeting_write_agenda (const LfMeeting *self)
{
  g_autofree char *title = lf_record_title (self->record);
  g_autofree char *label = g_strdup_printf (_ ("Agenda: %s"), title);
  g_autofree char *text = lf_meeting_agenda_text (self);
  LfChange *change = lf_change_new (label);

  lf_change_edit (change, self->record, "agenda", text[0] == '\0' ? NULL : text);
  return change;
}
