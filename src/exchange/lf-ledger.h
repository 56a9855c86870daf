/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ledgers 台账: a city's or a province's own spreadsheet, whose columns are said once and which is
 * then filled by one command. A mapping is kept as a record (ledger), with the template itself when
 * that is a workbook: what is filled is a copy of it (lf-xlsx-template.h). Of a template in CSV the
 * headings, their order and what stands above them are kept. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

typedef struct
{
  char *heading;        /* as the template has it: 总投资（亿元） */
  const LfField *field; /* (nullable): left blank */
  char *unit;           /* (nullable): what the heading says bare numbers are in */
  gboolean is_position; /* 序号: counts the rows */
} LfLedgerColumn;

typedef struct
{
  char *name;
  const LfEntity *entity;
  char *filter, *sort; /* (nullable): which records, in which order */
  char *sheet;         /* its name */
  char *template;      /* (nullable): the workbook, as a file of the store */
  guint heading;       /* row of its headings there, from 1 */
  GPtrArray *above;    /* (element-type GStrv): the rows above the headings */
  GPtrArray *columns;  /* (element-type LfLedgerColumn) */
} LfLedger;

void lf_ledger_free (LfLedger *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfLedger, lf_ledger_free)

/* What a person says of a template; all may be NULL. */
typedef struct
{
  const LfEntity *entity; /* else the one whose fields the headings name best */
  const char *filter, *sort;
  GHashTable *mapping; /* heading → field name, "" to leave it blank */
} LfLedgerWords;

/**
 * lf_ledger_map_sync:
 * Reads the headings of the spreadsheet at @path. Those that say by themselves which field they
 * are, or that were said in an import, need no word. The first sheet that has any is taken.
 * Errors: LF_EXCHANGE_ERROR, also for a workbook that rows cannot be put into; LF_ERROR_SYNTAX for
 * a mapping of no heading or to no field.
 */
LfLedger *lf_ledger_map_sync (
    LfStore *store, const char *name, const char *path, const LfLedgerWords *words, GError **error);

/* (transfer full): keeps it under its name; @kept: (nullable): the record that is of that name */
LfChange *lf_ledger_keep (const LfLedger *self, const LfRecord *kept);
LfLedger *lf_ledger_read (const LfRecord *record, GError **error);

/**
 * lf_ledger_fill_sync:
 * @today: what the days of its filter are counted from
 * @as_of: (nullable): as things stood at the end of that day
 * @path: of the new workbook; what is there already is taken away when it is whole
 * Exact amounts are numbers in the unit of their heading; about 50 million, or of another currency,
 * are text that says so.
 * Returns: how many rows it has; -1 on error
 */
gint64 lf_ledger_fill_sync (LfStore *store,
                            const LfLedger *self,
                            const LfDate *today,
                            const LfDate *as_of,
                            const char *path,
                            GError **error);

G_END_DECLS
