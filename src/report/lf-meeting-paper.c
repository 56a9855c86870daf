/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A meeting on paper. */

#include "config.h"

#include "lf-meeting-paper.h"

#include <glib/gi18n-lib.h>

char *
lf_meeting_describe (const LfRecord *meeting)
{
  static const struct
  {
    const char *name;
    gboolean is_named; /* a name alone does not say what somebody is there for */
  } fields[] = { { "held_on" }, { "kind" }, { "place" }, { "chair", TRUE }, { "attendees", TRUE } };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (lf_record_get (meeting, fields[i].name) != NULL)
      {
        const LfField *field = lf_entity_field (lf_record_entity (meeting), fields[i].name);
        g_autofree char *value = lf_record_format (meeting, fields[i].name);
        g_autofree char *named
            = fields[i].is_named ? g_strdup_printf (_ ("%1$s: %2$s"), lf_field_label (field), value)
                                 : NULL;

        g_string_append_printf (text, "%s%s", text->len == 0 ? "" : " · ",
                                named == NULL ? value : named);
      }
  return g_string_free (text, FALSE);
}

/* What somebody wrote goes before what the program would say. */
static void
add_agenda (LfPaper *paper, const LfMeeting *meeting)
{
  const char *written = lf_record_get (meeting->record, "agenda");
  g_autofree char *built = written == NULL ? lf_meeting_agenda_text (meeting) : NULL;
  const char *text = written == NULL ? built : written;

  if (text[0] == '\0')
    return;
  lf_paper_add_heading (paper, _ ("Agenda"));
  lf_paper_add_text (paper, text);
}

static void
add_minutes (LfPaper *paper, const LfMeeting *meeting)
{
  const char *minutes = lf_record_get (meeting->record, "minutes");

  if (minutes == NULL)
    return;
  lf_paper_add_heading (paper, _ ("Minutes"));
  lf_paper_add_text (paper, minutes);
}

/* (transfer full): the colleague and the department, or whichever is known */
static char *
tell_who (const LfRecord *action)
{
  g_autofree char *responsible = lf_record_format (action, "responsible");
  g_autofree char *department = lf_record_format (action, "department");

  return g_strconcat (responsible, *responsible != '\0' && *department != '\0' ? " · " : "",
                      department, NULL);
}

static void
add_actions (LfPaper *paper, const LfMeeting *meeting)
{
  const char *const headings[]
      = { _ ("Action"), _ ("Responsible"), _ ("Due on"), _ ("State"), NULL };
  const double shares[] = { 0.42, 0.24, 0.2, 0.14 };

  if (meeting->actions->len == 0)
    return;
  lf_paper_add_heading (paper, _ ("Actions"));
  lf_paper_begin_table (paper, headings, shares);
  for (guint i = 0; i < meeting->actions->len; i++)
    {
      const LfRecord *action = meeting->actions->pdata[i];
      g_autofree char *title = lf_record_title (action);
      g_autofree char *who = tell_who (action);
      g_autofree char *due = lf_record_format (action, "due_on");
      g_autofree char *state = lf_record_format (action, "state");
      const char *const cells[] = { title, who, due, state };

      lf_paper_add_row (paper, cells);
    }
}

LfPaper *
lf_meeting_paper_new (const LfMeeting *meeting)
{
  g_autofree char *title = lf_record_title (meeting->record);
  g_autofree char *subtitle = lf_meeting_describe (meeting->record);
  LfPaper *paper = lf_paper_new (title, subtitle);

  add_agenda (paper, meeting);
  add_minutes (paper, meeting);
  add_actions (paper, meeting);
  return paper;
}
