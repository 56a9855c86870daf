/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A query's records as a file for other programs. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

typedef enum
{
  LF_EXPORT_CSV,   /* UTF-8 with a byte order mark; import reads it again */
  LF_EXPORT_XLSX,  /* real numbers and dates; import reads it again */
  LF_EXPORT_ICS,   /* RFC 5545: a day, or a month or year of days, for every date */
  LF_EXPORT_VCARD, /* RFC 6350: a card for every record that can be reached */
  LF_N_EXPORT_FORMATS,
} LfExportFormat;

typedef struct
{
  LfExportFormat format;
  const char *const *fields; /* (nullable): names of the fields, in their order; NULL: all */
} LfExportOptions;

/* By its usual suffix: "csv", "xlsx", "ics", "vcf", in any case. */
gboolean lf_export_format_from_name (const char *name, LfExportFormat *ret_format);
const char *lf_export_format_suffix (LfExportFormat format); /* "csv" */
/* Whether records of @entity have what the format shows: dates, ways to reach somebody. */
gboolean lf_export_format_fits (LfExportFormat format, const LfEntity *entity);
/* (transfer full): names of the fields that lists of @entity show */
GStrv lf_export_listed_fields (const LfEntity *entity);
/* By what @path ends in; CSV for what is unknown. */
LfExportFormat lf_export_format_of_path (const char *path);

/**
 * lf_export_sync:
 * @ret_n: (out) (optional): how many records were written
 * Writes the records of @query, in its order, headings and values in the user's language. What was
 * at @path stays as it is until all is written, also when it is cancelled. Errors:
 * LF_EXCHANGE_ERROR; G_IO_ERROR_CANCELLED; what the store says.
 */
gboolean lf_export_sync (LfStore *store,
                         const LfQuery *query,
                         const LfExportOptions *options,
                         const char *path,
                         GCancellable *cancellable,
                         gint64 *ret_n,
                         GError **error);

G_END_DECLS
