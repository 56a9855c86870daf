/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the benches share: timing many runs of one thing, and saying so as a line of JSON. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _Bench Bench;

Bench *bench_new (const char *name);
void bench_free (Bench *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Bench, bench_free)

void bench_begin (Bench *self);
void bench_end (Bench *self); /* one run more */
double bench_quantile_ms (Bench *self, double quantile);

/* A figure that goes with the times: records, bytes, a ratio. */
void bench_note (Bench *self, const char *key, double value);

/* {"bench": …, "runs": …, "p50_ms": …, "p95_ms": …, "p99_ms": …, "cpu_p50_ms": …, …}, on stdout */
void bench_report (Bench *self);
void bench_report_machine (void); /* a line about what all this was measured on */

/* Ends the program with a line on stderr when something went wrong. */
void bench_check (gboolean is_done, const GError *error /* (nullable) */);

G_END_DECLS
