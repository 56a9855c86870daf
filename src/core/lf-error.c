/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error domain of core. */

#include "config.h"

#include "lf-error.h"

/* clang-format off */
G_DEFINE_QUARK (lf-error-quark, lf_error)
/* clang-format on */
