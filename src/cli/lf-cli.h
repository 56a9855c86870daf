/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: everything the application can do to data, for scripts and machines without a
 * display.
 *
 * A verb is a line of the table in lf-cli-verbs.c and a function in a cmd-*.c file. Verbs print
 * their result on standard output and return errors; main.c alone prints those and turns them into
 * an exit status. */

#pragma once

#include "lf-store-sync.h"

G_BEGIN_DECLS

typedef struct _LfCli LfCli;

typedef gboolean (*LfVerbFunc) (LfCli *cli, GError **error);

typedef struct
{
  const char *name;
  const char *arguments; /* as in the usage line: "ID FIELD=VALUE…" */
  const char *summary;   /* N_() */
  LfVerbFunc run;
} LfVerb;

/* One run of the program: what was asked for and what the verbs share. */
struct _LfCli
{
  const LfVerb *verb;
  char *folder;  /* of the store */
  gboolean json; /* print one JSON value instead of text */
  GStrv args;    /* what follows the verb; options are gone after lf_cli_parse() */
  guint n_args;
  LfStore *store; /* open once lf_cli_open() was called */
  LfDate today;
};

const LfVerb *lf_cli_verbs (guint *ret_n);
const LfVerb *lf_cli_find_verb (const char *name); /* (nullable) */

/**
 * lf_cli_parse:
 * @options: (nullable): the verb's own, ended by a NULL name
 * Reads the options out of the arguments and checks how many are left. Errors are the call's fault.
 */
gboolean
lf_cli_parse (LfCli *self, const GOptionEntry *options, guint least, guint most, GError **error);
gboolean lf_cli_open (LfCli *self, LfStoreOpenMode mode, GError **error);
/* Both, as most verbs need them. */
gboolean
lf_cli_begin (LfCli *self, const GOptionEntry *options, guint least, guint most, GError **error);

/* (transfer full): the first line of @path, or of standard input when it is NULL or "-": asked for
 * with @prompt, and not shown, where that is a terminal */
char *lf_cli_read_password (const char *path, const char *prompt, GError **error);

gboolean lf_cli_call_error (GError **error, const char *format, ...)
    G_GNUC_PRINTF (2, 3); /* returns FALSE */
/* The same, of a @word that is not UTF-8. */
gboolean lf_cli_text_error (const char *word, GError **error);

/* ---- What people name on the command line ---- */

/* (transfer full) (nullable): NULL with an error for an address that is no path */
char *lf_cli_path (const char *name, GError **error);

const LfEntity *lf_cli_entity (const char *name, GError **error); /* by name, label or synonym */
const LfField *
lf_cli_field (const LfEntity *entity, const char *name, GError **error); /* likewise */
/**
 * lf_cli_query:
 * @where: (nullable): filter text
 * @sort: (nullable): fields as people name them, joined by ",", "-" before one for descending
 */
LfQuery *lf_cli_query (
    LfCli *self, const LfEntity *entity, const char *where, const char *sort, GError **error);
LfRecord *
lf_cli_record (LfCli *self, const char *id, GError **error); /* by id or the beginning of one */
/* One that is not deleted: nobody would see what is done to it. */
LfRecord *lf_cli_live_record (LfCli *self, const char *id, GError **error);
/* The same; an error where it is a record of another entity than @entity, a table's name. */
LfRecord *lf_cli_record_of (LfCli *self, const char *entity, const char *id, GError **error);
/* The one of @entity whose title @name is; or its id, or the beginning of one. */
LfRecord *
lf_cli_named_record (LfCli *self, const LfEntity *entity, const char *name, GError **error);
/* A date as people write it, or a day or period by its name, as filters have it: 2023-02, 今天. */
gboolean
lf_cli_days (LfCli *self, const char *text, LfDate *ret_first, LfDate *ret_last, GError **error);
gboolean
lf_cli_date (LfCli *self, const char *text, LfDate *ret_date, GError **error); /* its last */
/* The same of a day that has begun: what is to come was not yet. */
gboolean lf_cli_past_day (LfCli *self, const char *text, LfDate *ret_date, GError **error);
/**
 * lf_cli_value:
 * Reads @text as a value of @field. References go by title or id.
 */
gboolean lf_cli_value (
    LfCli *self, const LfField *field, const char *text, char **ret_value, GError **error);
/* Splits FIELD=VALUE and reads it. */
gboolean lf_cli_assignment (LfCli *self,
                            const LfEntity *entity,
                            const char *text,
                            const LfField **ret_field,
                            char **ret_value,
                            GError **error);
/* (transfer full): a value for people, titles for references */
char *lf_cli_format (LfCli *self, const LfField *field, const char *value);

G_END_DECLS
