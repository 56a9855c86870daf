/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done and which pages there are, by name: found in English and in Chinese, whatever
 * language the window speaks, and by pinyin. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  const char *action; /* detailed: "win.show-view::leads" */
  const char *label;  /* N_() */
  const char *names;  /* Chinese, separated by "|" */
  const char *icon;   /* (nullable): a page's own, or any */
} LfCommand;

/**
 * lf_commands_find:
 * @is_administrator: those for administrators are found too
 * @ret_n_best: how many of them are called so, from the first character on: the others only hold
 * what was typed, or are read like it
 * Returns: (transfer full) (element-type LfCommand): best first
 */
GPtrArray *lf_commands_find (const char *typed, gboolean is_administrator, guint *ret_n_best);

const char *lf_command_label (const LfCommand *self); /* translated */
const char *lf_command_icon (const LfCommand *self);
const char *lf_command_kind (const LfCommand *self); /* translated: a page or a command */
/* (transfer full) (nullable): the keys, for people: "Ctrl+N" */
char *lf_command_keys (const LfCommand *self, GtkApplication *application /* nullable */);

G_END_DECLS
