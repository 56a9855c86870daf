/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample zone: what its files share. A table's lines are referred to by their index. */

#pragma once

#include "lf-core.h"

G_BEGIN_DECLS

/* clang-format off */
enum { LEAD, TALK, APPROVED, SIGNED, LAND, STARTED, COMPLETED, PRODUCTION, FULL, SUSPENDED, DROPPED };

/* One line: an enterprise, whom one knows there, and what it wants to build. */
typedef struct {
  const char *firm, *city, *capital, *contact, *position;
  const char *project, *industry, *kind, *channel, *investment;
  const char *land_mu, *jobs;
  int park, owner, stage, days_in_stage;
} Sample;
/* clang-format on */

#define N_PARKS 4
#define N_COLLEAGUES 6
#define N_SAMPLES 45
#define BATCH_LEADS 6               /* the first lines: a resident team sent them */
#define STEWARD 4                   /* of the colleagues */
#define MANAGER 5                   /* the zone's */
#define PUBLIC_WORKS "public_works" /* what the government builds: no investor, no plot to win */

extern const Sample lf_samples[N_SAMPLES];

/* What the sample's records refer to, by table line. */
typedef struct
{
  LfChange *change;
  const LfDate *today;
  char *parks[N_PARKS];
  char *colleagues[N_COLLEAGUES];
  char *firms[N_SAMPLES];
  char *contacts[N_SAMPLES];
  char *projects[N_SAMPLES];
  char *team;
  char *batch;        /* of the first leads */
  char *trip;         /* the one under way */
  GPtrArray *reports; /* (element-type LfRecord): of progress, by project and month */
} LfSampleBuilder;

LfRecord *lf_sample_record (const char *entity);
/* Values stand in the tables as people write them. @text: (nullable): nothing is set */
void lf_sample_set (LfRecord *record, const char *field, const char *text);
void lf_sample_set_day (const LfSampleBuilder *self,
                        LfRecord *record,
                        const char *field,
                        int days_from_today);
/* The same of what has happened by today. */
void lf_sample_set_past (const LfSampleBuilder *self,
                         LfRecord *record,
                         const char *field,
                         int days_from_today);
/* (transfer full): its id. @record: (transfer full) */
char *lf_sample_create (LfSampleBuilder *self, LfRecord *record);

/* The last milestone a project has reached: stopped ones stopped while being talked about. */
int lf_sample_last_milestone (const Sample *sample);
/* Days from @stage's milestone to today. Lines differ by a few days, so that averages look like
 * life. */
int lf_sample_days_since (guint i, int stage);

void lf_sample_add_landing (LfSampleBuilder *self, guint i); /* lf-sample-landing.c */
void lf_sample_add_work (LfSampleBuilder *self);             /* lf-sample-work.c */
void lf_sample_add_money (LfSampleBuilder *self);            /* lf-sample-money.c */
void lf_sample_add_firms (LfSampleBuilder *self);            /* lf-sample-money.c */
void lf_sample_add_steering (LfSampleBuilder *self);         /* lf-sample-steering.c */
void lf_sample_add_contest (LfSampleBuilder *self);          /* lf-sample-contest.c */
void lf_sample_open_batch (LfSampleBuilder *self);           /* lf-sample-judging.c */
void lf_sample_add_judging (LfSampleBuilder *self);          /* lf-sample-judging.c */
void lf_sample_add_meetings (LfSampleBuilder *self);         /* lf-sample-meetings.c */
void lf_sample_add_chains (LfSampleBuilder *self);           /* lf-sample-chains.c */
void lf_sample_add_parks (LfSampleBuilder *self);            /* lf-sample-parks.c */
void lf_sample_add_ideas (LfSampleBuilder *self);            /* lf-sample-ideas.c */
void lf_sample_set_profile (LfRecord *park, guint index);    /* lf-sample-parks.c */

G_END_DECLS
