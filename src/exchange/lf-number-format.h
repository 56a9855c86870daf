/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Number formats of workbooks: which of them show a day, and how a day is counted. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LF_NUMBER_PLAIN,
  LF_NUMBER_YEAR, /* what it shows of a day */
  LF_NUMBER_MONTH,
  LF_NUMBER_DAY,
  LF_NUMBER_MOMENT, /* a day and a time of day */
  LF_NUMBER_TIME,   /* a time of day alone */
} LfNumberKind;

/* @code: (nullable): the workbook's own format for @id, as "yyyy\"年\"m\"月\"" */
LfNumberKind lf_number_format_kind (guint id, const char *code);

/* (transfer full): as decimal digits, never with an exponent; at most 15 of them tell something. */
char *lf_number_text (double number);

/**
 * lf_serial_text:
 * @serial: days as workbooks count them, from 1900 (with the 29 February 1900 that never was) or
 * from 1904
 * Returns: (transfer full) (nullable): "2023", "2023-02", "2023-02-05", "2023-02-05 09:30:00" or
 * "09:30:00"; NULL outside of 1900 to 9999
 */
char *lf_serial_text (double serial, LfNumberKind kind, gboolean is_1904);

/* The serial of a day, from 1900; for writing. */
double lf_serial_from_day (int year, int month, int day);

G_END_DECLS
