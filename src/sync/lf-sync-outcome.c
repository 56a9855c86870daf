/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run of sync did, in a sentence. */

#include "config.h"

#include "lf-sync.h"

#include <glib/gi18n-lib.h>

void
lf_sync_outcome_clear (LfSyncOutcome *self)
{
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->file_problems, g_ptr_array_unref);
  *self = (LfSyncOutcome){ 0 };
}

static void
add_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

/* @format: already in the plural form of @n */
static void
add_counted (GString *text, const char *format, gint64 n)
{
  g_autofree char *sentence = NULL;

  if (n == 0)
    return;
  sentence = g_strdup_printf (format, (int) n);
  add_sentence (text, sentence);
}

static void
add_files (GString *text, const LfSyncOutcome *self)
{
  gint64 n_waiting = self->n_files_to_send + self->n_files_to_fetch;

  add_counted (
      text,
      g_dngettext (GETTEXT_PACKAGE, "Sent %d file.", "Sent %d files.", (gulong) self->n_files_sent),
      self->n_files_sent);
  add_counted (text,
               g_dngettext (GETTEXT_PACKAGE, "Received %d file.", "Received %d files.",
                            (gulong) self->n_files_received),
               self->n_files_received);
  add_counted (text,
               g_dngettext (GETTEXT_PACKAGE, "%d file is still on its way.",
                            "%d files are still on their way.", (gulong) n_waiting),
               n_waiting);
}

static void
add_compared (GString *text, const LfSyncOutcome *self)
{
  add_counted (text,
               g_dngettext (GETTEXT_PACKAGE, "%d record was not as the server has it: it is now.",
                            "%d records were not as the server has them: they are now.",
                            (gulong) self->n_mended),
               self->n_mended);
  add_counted (text,
               g_dngettext (GETTEXT_PACKAGE,
                            "%d record was here that the server does not have for you: it is gone.",
                            "%d records were here that the server does not have for you: they are "
                            "gone.",
                            (gulong) self->n_let_go),
               self->n_let_go);
}

static void
add_clocks (GString *text, const LfSyncOutcome *self)
{
  g_autofree char *here = lf_date_format_moment (self->here_us);
  g_autofree char *there = lf_date_format_moment (self->there_us);
  g_autofree char *sentence = NULL;

  if (self->here_us == 0)
    return;
  sentence = g_strdup_printf (_ ("By this computer it is %1$s, by the server %2$s: set the clock "
                                 "right. Others see your changes dated by the server."),
                              here, there);
  add_sentence (text, sentence);
}

char *
lf_sync_outcome_format (const LfSyncOutcome *self)
{
  GString *text = g_string_new (NULL);
  gint64 n_problems = self->problems != NULL ? self->problems->len : 0;

  add_counted (text,
               g_dngettext (GETTEXT_PACKAGE, "Received %d record.", "Received %d records.",
                            (gulong) self->n_pulled),
               self->n_pulled);
  add_counted (
      text,
      g_dngettext (GETTEXT_PACKAGE, "Sent %d change.", "Sent %d changes.", (gulong) self->n_pushed),
      self->n_pushed);
  add_counted (text,
               g_dngettext (GETTEXT_PACKAGE, "%d edit met another one: choose which holds.",
                            "%d edits met others: choose which hold.", (gulong) self->n_conflicts),
               self->n_conflicts);
  add_counted (text,
               g_dngettext (GETTEXT_PACKAGE,
                            "The server refused %d change: look at the refused edits.",
                            "The server refused %d changes: look at the refused edits.",
                            (gulong) self->n_refused),
               self->n_refused);
  add_counted (text,
               g_dngettext (GETTEXT_PACKAGE,
                            "%d received record could not be stored and was set aside.",
                            "%d received records could not be stored and were set aside.",
                            (gulong) n_problems),
               n_problems);
  add_compared (text, self);
  add_files (text, self);
  if (text->len == 0)
    add_sentence (text, _ ("Everything is up to date."));
  add_clocks (text, self);
  return g_string_free (text, FALSE);
}
