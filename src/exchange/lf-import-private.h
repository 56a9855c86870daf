/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import while it is planned; for the files lf-import*.c only. */

#pragma once

#include "lf-cells.h"
#include "lf-import-columns.h"
#include "lf-import-index.h"
#include "lf-import.h"

G_BEGIN_DECLS

struct _LfImport
{
  char *name; /* of the file, for people */
  const LfEntity *entity;
  char *sheet; /* its name */
  gboolean is_1904;
  LfHeadings *headings;  /* what people said of headings earlier */
  GPtrArray *columns;    /* LfColumn */
  GPtrArray *records;    /* LfRecord */
  GPtrArray *references; /* LfRecord: to be made with them */
  GHashTable *planned;   /* "entity/title" → id: found or to be made */
  GHashTable *stored;    /* "entity/title" → id in the store, "": none; of the rows being taken */
  GHashTable *keys;      /* what the file's own rows go by → row */
  GPtrArray *problems;   /* LfImportProblem */
  GPtrArray *head;       /* LfCellRow: down to the headings */
  GPtrArray *skipped;    /* LfSkippedRow */
  GHashTable *originals; /* record → the one in the store that it changes */
  GHashTable *rows;      /* record → number of the row that asks for it */
  GPtrArray *duplicates; /* LfImportDuplicate */
  LfVerdict verdict;     /* on those that wait for one, when there is one */
  gboolean has_verdict;
  char *reason;
  GHashTable *verdicts; /* (nullable): record → what its row says was decided on it */
  GHashTable *targets;  /* (nullable): record → the LfRecord of the target that becomes it */
  LfRecord *batch;      /* (nullable): the leads' */
  gboolean is_batch_new;
  GPtrArray *key;            /* LfField: by which records are found */
  const LfField *chosen_key; /* (nullable): the one of it, when it was chosen by hand */
  LfImportIndex *index;      /* (nullable): of the store's records by the key */
  LfImportMode mode;
  gboolean is_lenient;
  gboolean has_hidden;
  guint n_rows;
  guint n_doubles;
  guint n_asides;
  guint n_hidden;
};

/* A row that is left out, and why. */
typedef struct
{
  LfImportProblem why; /* first: lf_import_left_out() hands these out */
  LfCellRow *row;
} LfSkippedRow;

void lf_skipped_row_free (gpointer data);

/* A cell of a row being read: where a problem is, should there be one. */
typedef struct
{
  const LfCellRow *row;
  guint column;
} LfCellPlace;

void lf_import_problem_init (LfImportProblem *problem,
                             const LfImport *self,
                             LfCellPlace place,
                             const char *value,
                             char *message /* (transfer full) */);
void lf_import_problem_clear (LfImportProblem *problem);
void lf_import_add_problem (LfImport *self,
                            LfCellPlace place,
                            const char *value,
                            char *message /* (transfer full) */);

/* Finds which of the records to be made may be there already. */
gboolean lf_import_find_duplicates (LfImport *self, LfStore *store, GError **error);

/* Adds to @change all that is to be saved, with the verdict carried out on what waits for one. */
void lf_import_add_judged (LfImport *self, LfStore *store, LfChange *change);

/* Looks up the titles that @rows (element-type LfCellRow) refer to or go by, all at once: asking
 * the store's thread for each takes longer than finding it. */
gboolean lf_import_look_up_titles (LfImport *self, LfStore *store, GPtrArray *rows, GError **error);

/* @ret_id: (transfer none) (nullable): of the first record with @title; until the next look-up.
 * FALSE: the store cannot be read. */
gboolean lf_import_find_title (LfImport *self,
                               LfStore *store,
                               const LfEntity *entity,
                               const char *title,
                               const char **ret_id,
                               GError **error);

/* Whether records are found by their title and nothing else. */
gboolean lf_import_goes_by_title (const LfImport *self);

/* Reads @text as one reference, or several, of @field and sets it in @record; what is not in the
 * store is planned to be made, or becomes a problem. FALSE: the store cannot be read. */
gboolean lf_import_take_references (LfImport *self,
                                    LfStore *store,
                                    LfRecord *record,
                                    const char *text,
                                    LfCellPlace place,
                                    GError **error);

/* The record a row is about, or why the row is left out; neither: a new record. */
typedef struct
{
  LfRecord *original; /* (nullable) */
  char *reason;       /* (nullable) */
  gboolean is_double; /* the reason is that it is there already */
} LfSubject;

void lf_subject_clear (LfSubject *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfSubject, lf_subject_clear)

/* By the field @key, else by LfEntity.key, else by the title. FALSE: that field tells no records
 * apart, or has no column. */
gboolean lf_import_choose_key (LfImport *self, const char *key /* nullable */, GError **error);

/* @row: its number. FALSE: the store cannot be read. */
gboolean lf_import_find_subject (LfImport *self,
                                 LfStore *store,
                                 const LfRecord *record,
                                 guint row,
                                 LfSubject *subject,
                                 GError **error);

/* ---- lf-import-batch.c ---- */

/* (transfer full) (nullable): the joint verdict in a row of leads; what is none is a problem */
char *lf_import_read_verdict (LfImport *self, const LfCellRow *row);
/* @verdict: (transfer full) (nullable): of a record that is to be made */
void lf_import_keep_verdict (LfImport *self, const LfRecord *record, char *verdict);
/* Adds to @change, behind the records that it makes, the batch, what was decided, and the targets
 * that became leads. */
void lf_import_add_batch (const LfImport *self, LfChange *change);

/* ---- lf-import-targets.c ---- */

/* Finds the targets that the new leads are about, each for one lead, which takes over from it what
 * its row does not say. FALSE: the store cannot be read. */
gboolean lf_import_find_targets (LfImport *self, LfStore *store, GError **error);
/* Adds to @change that these targets became their leads. @made: ids of what it makes */
void lf_import_add_targets (const LfImport *self, GHashTable *made, LfChange *change);

/* Plans the record that a row tells of, if it tells of one. FALSE: the store cannot be read. */
gboolean lf_import_take_row (LfImport *self, LfStore *store, const LfCellRow *row, GError **error);

G_END_DECLS
