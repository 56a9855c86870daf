/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store in a folder of its own, and spreadsheets planned for it. */

#pragma once

#include "lf-import.h"
#include "xlsx-file.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  LfStore *store;
} ImportCase;

void import_case_set_up (ImportCase *self, gconstpointer data);
void import_case_tear_down (ImportCase *self, gconstpointer data);
char *import_case_path (ImportCase *self, const char *name); /* (transfer full) */
char *import_case_write (ImportCase *self, const char *name, const char *text);

/* The records of a plan, a line each: the values of @fields (names between blanks) between |; or
 * its problems, a line each: row, column, sentence. (transfer full) */
char *import_dump (const LfImport *import, const char *fields);
char *import_plan_dump (ImportCase *self, const char *path, const char *fields);

G_END_DECLS
