/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exchange: spreadsheets and other files in and out. An import is planned, shown, then saved as one
 * change or not at all. */

#pragma once

#include "lf-store-duplicates.h"

G_BEGIN_DECLS

#define LF_EXCHANGE_ERROR (lf_exchange_error_quark ())
GQuark lf_exchange_error_quark (void);

typedef enum
{
  LF_EXCHANGE_ERROR_EMPTY,
  LF_EXCHANGE_ERROR_ENCODING,  /* neither UTF-8, GB18030 nor UTF-16 */
  LF_EXCHANGE_ERROR_TRUNCATED, /* a quoted cell never ends, a row is cut off, an archive is damaged
                                */
  LF_EXCHANGE_ERROR_TYPE,      /* not a spreadsheet, or one that is locked */
  LF_EXCHANGE_ERROR_TOO_LARGE, /* above LF_IMPORT_MAX_BYTES, or unpacks to too much */
  LF_EXCHANGE_ERROR_HEADINGS,  /* no column could be matched, or none for a required field */
  LF_EXCHANGE_ERROR_PROBLEMS,  /* cells that cannot be read: nothing was imported */
  LF_EXCHANGE_ERROR_IO,
} LfExchangeError;

#define LF_IMPORT_MAX_BYTES (64 * 1024 * 1024)

typedef struct
{
  guint row;    /* as the spreadsheet counts: the heading row is 1 */
  guint column; /* from 1 */
  char *heading;
  char *value;
  char *message; /* a sentence: what is wrong and what would be right */
} LfImportProblem;

/* A file read and matched to an entity, ready to be looked at and saved. */
typedef struct _LfImport LfImport;

typedef enum
{
  LF_IMPORT_CREATE, /* rows of records that are there are left out */
  LF_IMPORT_UPDATE, /* rows of records that are not there are left out */
  LF_IMPORT_BOTH,
} LfImportMode;

typedef struct
{
  const LfEntity *entity; /* (nullable): guessed from the headings */
  GHashTable *mapping; /* (nullable): heading, as lf_import_heading() says it → field name, "" to
                          leave the column out; overrides what is recognised */
  const char *sheet;   /* (nullable): the first sheet that has headings and is not hidden */
  LfImportMode mode;
  const char *key;     /* (nullable): the field by which records are found; NULL: those of
                          LfEntity.key, else the title */
  gboolean is_lenient; /* rows with problems are left out; else they hold up the import */
  gboolean has_hidden; /* hidden rows are taken in, too; else they are left out */
} LfImportOptions;

/* A sheet that holds something, for people to choose from. */
typedef struct
{
  char *name;
  guint n_rows; /* that are not blank, headings among them */
  gboolean is_hidden;
} LfImportSheet;

/* (transfer full) (element-type LfImportSheet): in their order; one of "" in a CSV file */
GPtrArray *lf_import_sheets_sync (const char *path, GCancellable *cancellable, GError **error);

/**
 * lf_import_plan_sync:
 * Reads the whole file, XLSX or CSV, matches headings by synonym (field name, label in either
 * language, LfField.synonyms, what was learned from earlier mappings), reads every cell, looks up
 * references by title and plans new records for those not found (企业, 园区).
 */
LfImport *lf_import_plan_sync (LfStore *store,
                               const char *path,
                               const LfImportOptions *options,
                               GCancellable *cancellable,
                               GError **error);
void lf_import_free (LfImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfImport, lf_import_free)

const LfEntity *lf_import_entity (const LfImport *self);
const char *lf_import_sheet (const LfImport *self); /* the name of the one that was read */
/* Whether a column may be @field: what nobody writes, or is a file, no column can be. */
gboolean lf_import_takes (const LfField *field);
/* Whether records can be found by @field: it tells them apart and has a column. */
gboolean lf_import_can_be_key (const LfImport *self, const LfField *field);
GPtrArray *lf_import_records (const LfImport *self); /* (transfer none) (element-type LfRecord): of
                                                        the entity, as they will be stored */
/* Of one of the records: (transfer none) (nullable): as it is in the store, when it is there; and
 * the row that asks for it. */
const LfRecord *lf_import_original (const LfImport *self, const LfRecord *record);
guint lf_import_row (const LfImport *self, const LfRecord *record);
GPtrArray *
lf_import_references (const LfImport *self); /* (transfer none) (element-type LfRecord):
                                                enterprises, parks… to be made with them */
GPtrArray *lf_import_problems (
    const LfImport *self); /* (transfer none) (element-type LfImportProblem): all of them */
guint lf_import_n_columns (const LfImport *self);
const char *lf_import_heading (const LfImport *self, guint column);
const LfField *lf_import_field (const LfImport *self, guint column); /* (nullable): left out */
/* Whether it is read so, or left out, for a person said so of this heading in an earlier import. */
gboolean lf_import_is_learned (const LfImport *self, guint column);
/* Adds to @change that what was learned of a column's heading is forgotten. */
void lf_import_forget (const LfImport *self, guint column, LfChange *change);
guint lf_import_n_updates (const LfImport *self); /* how many of the records are there and change:
                                                     blank cells leave fields as they are */
guint lf_import_n_skipped (const LfImport *self); /* rows left out */
/* Those of them whose record is there already, or in a row above (people and milestones: of the
 * same firm or project). */
guint lf_import_n_doubles (const LfImport *self);
guint lf_import_n_asides (const LfImport *self); /* rows left out for they hold sums or notes */
/* Rows that the spreadsheet's program does not show: left out, unless they were asked for. */
guint lf_import_n_hidden (const LfImport *self);
GPtrArray *lf_import_left_out (
    const LfImport *self); /* (transfer none) (element-type LfImportProblem): each such row, why */

/* A record to be made that may be there already, in the store or in an earlier row. */
typedef struct
{
  guint row;             /* as the spreadsheet counts */
  LfRecord *record;      /* unowned: of the rows, or of the references they need */
  GPtrArray *duplicates; /* (element-type LfDuplicate): worst level first, never empty */
} LfImportDuplicate;

GPtrArray *
lf_import_duplicates (const LfImport *self); /* (transfer none) (element-type LfImportDuplicate) */
/* Is it of a level that waits for a person's verdict (domain.md §4)? */
gboolean lf_import_duplicate_blocks (const LfImportDuplicate *self);

/**
 * lf_import_judge:
 * Says what is done with all rows that wait for a verdict. Without one they are made as they are,
 * and found later among the store's duplicates. LF_VERDICT_NEW needs a reason.
 */
void lf_import_judge (LfImport *self, LfVerdict verdict, const char *reason);

/* How many rows of new leads say what was decided on them (研判结果): a screening is made with
 * each, with that verdict. */
guint lf_import_n_verdicts (const LfImport *self);
/* Is @column no field of the records, but the joint verdict on each? */
gboolean lf_import_is_verdict (const LfImport *self, guint column);

/* The open target that becomes @record, a new lead about the same firm: (transfer none) (nullable);
 * and how many do. Such a lead is no duplicate: one record of the firm was there, and one stays
 * open. */
const LfRecord *lf_import_target (const LfImport *self, const LfRecord *record);
guint lf_import_n_targets (const LfImport *self);

/* The batch that the leads of a sheet came in. */
typedef struct
{
  const char *name;
  const char *team;   /* (nullable): id */
  const char *source; /* (nullable) */
} LfImportBatch;

/* Whether its new records may belong to one. */
gboolean lf_import_takes_batch (const LfImport *self);
/* The rows that become leads belong to the batch of that name; where there is none it is made, with
 * how many were sent, those left out among them. */
gboolean
lf_import_set_batch (LfImport *self, LfStore *store, const LfImportBatch *batch, GError **error);

/* Writes the rows that are left out as they stood in the file, with its headings and what stands
 * above them, and a column that says why: CSV, to be corrected and imported again. */
gboolean lf_import_write_skipped (const LfImport *self, const char *path, GError **error);

/* Saves everything as one change (one undo), with what the mapping by hand teaches. Errors:
 * LF_EXCHANGE_ERROR_PROBLEMS when there are any.
 */
gboolean lf_import_commit_sync (LfImport *self, LfStore *store, GError **error);

G_END_DECLS
