/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an indicator counts (domain.md K6, V5, V9, V10, O8): which records, by which of their days,
 * what of them is summed, and whose they are. The one table that goals, contests and rankings read.
 * Pure. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *key;    /* "signed_investment": as goal.indicator, where a goal may be of it */
  const char *entity; /* of the records that count */
  const char *date;   /* their field: the day by which they count */
  const char
      *amount; /* (nullable): their field: the money that is summed; NULL: they are counted */
  const char *filter;  /* which of them count: conditions, joined by "and" */
  const char *part;    /* (nullable): another filter: of a rate, which of those that count */
  const char *project; /* (nullable): their field that refers to a project; NULL: they are projects,
                          or of none */
  const char *park;    /* (nullable): the filter of those of a park; "%s": its id, quoted */
  const char *owner;   /* (nullable): likewise: of a colleague */
  const char *team, *industry; /* (nullable): likewise; an industry goes by its name */
  const char *number; /* (nullable): their field of the numbers that are added up where no money is;
                         NULL: they are counted */
  const char *zone;   /* (nullable): the filter of those that are nobody's but the zone's; NULL: all
                         there are are the zone's */
} LfIndicatorSource;

/* (nullable): NULL: nothing is counted for @key */
const LfIndicatorSource *lf_indicator_source (const char *key);

/* (nullable): the figures that were reported of @key (K8), which nothing here counts: those of the
 * zone as a whole, or with lf_indicator_source_whose() of a park */
const LfIndicatorSource *lf_indicator_reported (const char *key);

/* (transfer full): the filter of what counts from @first to @last, dates as they are kept: "2026",
 * "2026-03-15" */
char *
lf_indicator_source_filter (const LfIndicatorSource *self, const char *first, const char *last);

/**
 * lf_indicator_source_whose:
 * @unit: "park", "owner", "team" or "industry"
 * @value: the id of the park, the colleague's account or the team, or the industry's name; as a
 * filter takes it: quoted, or several joined by "|"
 * Returns: (transfer full) (nullable): the filter of what counts for them; NULL where none is told
 */
char *
lf_indicator_source_whose (const LfIndicatorSource *self, const char *unit, const char *value);

G_END_DECLS
