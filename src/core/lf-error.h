/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be wrong with data or with a call. Messages are whole translated sentences. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LF_ERROR (lf_error_quark ())
GQuark lf_error_quark (void);

/**
 * LfError:
 * @LF_ERROR_INVALID: a value or a record breaks a rule; the data's fault (exit status 1)
 * @LF_ERROR_NOT_FOUND: no such record, entity or field
 * @LF_ERROR_SYNTAX: a filter or a call that cannot be read; the call's fault (exit status 2)
 * @LF_ERROR_REFUSED: a rule of the domain or a permission forbids it
 */
typedef enum
{
  LF_ERROR_INVALID,
  LF_ERROR_NOT_FOUND,
  LF_ERROR_SYNTAX,
  LF_ERROR_REFUSED,
} LfError;

G_END_DECLS
