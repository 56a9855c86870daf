/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stores to make wall charts of, and looking at what they say. */

#pragma once

#include "lf-wall.h"
#include "store-fixture.h"

G_BEGIN_DECLS

/* @n signed projects, each with @field set and that amount, as one change. */
void add_many (LfStore *store, guint n, const char *field, const char *value, const char *amount);
/* A8: 346 projects of 1422亿 in four parks, with 256亿 planned for 2026. */
void add_build_plan (LfStore *store);

LfWall *read_wall (LfStore *store, const char *name, const LfWallOptions *options);
guint column_of (const LfReport *table, const char *name);
void assert_cell (const LfWall *wall, GPtrArray *row, const char *column, const char *expected);
void assert_figure (const LfWall *wall, const char *name, const char *expected);
/* The section of that number is titled so, and its filter holds as many records as it says. */
void assert_section (LfStore *store,
                     const LfWall *wall,
                     guint index,
                     const char *title,
                     const char *count,
                     const char *sum);

G_END_DECLS
