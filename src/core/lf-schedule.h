/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schedule of a project (domain.md C7, C8, O5): nodes placed backwards from a fixed end in
 * working days, or forwards from what is done. Pure: nothing is written here.

 * A node takes its working days right after the last node it waits for; its date is the day on
 * which it is done. A node of no days is done on the day on which the last of those is. */

#pragma once

#include "lf-calendar.h"
#include "lf-change.h"

G_BEGIN_DECLS

typedef struct
{
  LfRecord *record; /* (nullable): NULL: not made yet */
  char *name;
  char *kind;    /* (nullable) */
  char *blocker; /* (nullable) */
  char **after;  /* names of the nodes it waits for */
  int position;
  guint days;
  gboolean is_filled; /* it took something over from a step: see lf_schedule_add_step() */
  gboolean is_fixed; /* its planned date is not to be moved, and what it waits for has to meet it */
  LfDate planned, begun, done; /* year 0: none */

  /* ---- from here on filled by lf_schedule_place() ---- */
  GArray *waits_for; /* (element-type guint): nodes */
  LfDate earliest_begin, latest_begin;
  LfDate earliest; /* when it can be done; of what is done, when it was */
  LfDate latest;   /* when it has to be, for the end to hold */
  int slack;       /* working days between them; negative: it comes too late */
  gboolean is_critical;
  int held_up_by; /* the node whose blocker holds it up: itself, or one it waits for; -1: none */
} LfScheduleNode;

typedef struct
{
  const LfCalendar *calendar; /* not owned: it outlives the schedule */
  LfDate today;
  GPtrArray *nodes;   /* (element-type LfScheduleNode): each after all it waits for, once placed */
  GPtrArray *unknown; /* (element-type utf8): sentences on what is waited for and is not there */
  LfDate end;         /* the last day; year 0: there are no nodes */
  gboolean has_end;   /* somebody fixed it: it was asked for, or a node is fixed */
} LfSchedule;

LfSchedule *lf_schedule_new (const LfCalendar *calendar, const LfDate *today);
void lf_schedule_free (LfSchedule *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfSchedule, lf_schedule_free)

LfScheduleNode *lf_schedule_add_record (LfSchedule *self, LfRecord *node); /* a node of a project */
/* As it stands in a template; NULL where there is a node of that name already, which then takes
 * over from the step what it does not say itself. */
LfScheduleNode *lf_schedule_add_step (LfSchedule *self, const LfScheduleNode *step);

/**
 * lf_schedule_place:
 * @end: (nullable): the day on which the last nodes have to be done; NULL: what is fixed says it
 * Works out when each node can and has to be done. Errors: LF_ERROR_INVALID, when nodes wait for
 * each other in a circle, naming them.
 */
gboolean lf_schedule_place (LfSchedule *self, const LfDate *end, GError **error);

int lf_schedule_find (const LfSchedule *self, const char *name); /* -1: none */
/* The day on which the node begins or began by its planned date, or by what is done of it; year 0:
 * it has no date. */
LfDate lf_schedule_begins (const LfSchedule *self, guint node);
LfDate lf_schedule_ends (const LfSchedule *self, guint node);      /* done, else planned */
gboolean lf_schedule_is_late (const LfSchedule *self, guint node); /* planned, gone by, not done */
/* The planned date of the node, @n working days on. */
LfDate lf_schedule_day_beside (const LfSchedule *self, guint node, int n);
/* The node that waits in vain for a blocked one. */
gboolean lf_schedule_is_held_up (const LfSchedule *self, guint node);

/* The first node that would have had to begin before today; -1: the end can hold */
int lf_schedule_first_missed (const LfSchedule *self);
/* (transfer full) (nullable): "“Design” would have had to begin on …, 12 working days ago"; NULL:
 * the end can hold */
char *lf_schedule_tell_conflict (const LfSchedule *self);
/* (transfer full) (nullable): of which years nobody knows the holidays; NULL: of none it touches */
char *lf_schedule_tell_calendar (const LfSchedule *self);
/* (transfer full): all there is to say of a node, in a sentence */
char *lf_schedule_tell_node (const LfSchedule *self, guint node);

/* ---- Moving ---- */

typedef enum
{
  LF_SCHEDULE_BACKWARD, /* as late as the end allows */
  LF_SCHEDULE_FORWARD,  /* as early as what is done allows */
} LfScheduleWay;

typedef struct
{
  guint node;
  LfDate from; /* year 0: it had no date */
  LfDate to;
} LfScheduleMove;

/* (element-type LfScheduleMove): in the order of the nodes. What is done is never moved; backward
 * leaves what is fixed, but for the last ones when the end was asked for. */
GArray *lf_schedule_replan (const LfSchedule *self, LfScheduleWay way);

/**
 * lf_schedule_move:
 * Returns: (transfer full) (element-type LfScheduleMove) (nullable): what moves when @node moves to
 * @to, or to the last working day before it: itself, what waits for it where it would begin too
 * early, and what it waits for where that would come too late. Errors: LF_ERROR_REFUSED: it is
 * done, something fixed is in the way, or something would have to begin before today
 */
GArray *lf_schedule_move (const LfSchedule *self, guint node, const LfDate *to, GError **error);

/* (transfer full): which node goes from where to where; "" for none */
char *lf_schedule_tell_moves (const LfSchedule *self, const GArray *moves);

/* (transfer full): one change: makes the nodes that are not made, moves those of @moves, and fixes
 * the date of the last ones where @fix_end */
LfChange *lf_schedule_to_change (const LfSchedule *self,
                                 const LfRecord *project,
                                 const GArray *moves,
                                 gboolean fix_end,
                                 const char *label);

/* ---- Templates ---- */

typedef struct
{
  char *id;            /* of the record, or the key of a preset */
  char *name;          /* for people */
  char *project_kinds; /* (nullable): keys joined by "|"; NULL: any */
  gboolean is_preset;
  GPtrArray *steps; /* (element-type LfScheduleNode) */
} LfScheduleTemplate;

GPtrArray *lf_schedule_presets (void); /* (transfer full) (element-type LfScheduleTemplate) */
/* @steps: (element-type LfRecord): template_step, of any template */
LfScheduleTemplate *lf_schedule_template_new (const LfRecord *record, GPtrArray *steps);
void lf_schedule_template_free (LfScheduleTemplate *self);
/* (nullable): the first of @templates for projects of @kind, else the first for any */
const LfScheduleTemplate *lf_schedule_template_for (GPtrArray *templates,
                                                    const char *kind /* nullable */);
/* (nullable): by id, or by name in any case of letters */
const LfScheduleTemplate *lf_schedule_template_find (GPtrArray *templates, const char *name);
/* (transfer full): makes records of it, which the zone then changes as it likes; one change */
LfChange *lf_schedule_template_to_change (const LfScheduleTemplate *self, const char *name);

/* (transfer full): a node of a template or of nothing; @after: names joined by "|" */
LfScheduleNode *lf_schedule_node_new (const char *name, guint days, const char *after);
void lf_schedule_node_free (LfScheduleNode *self);

G_END_DECLS
