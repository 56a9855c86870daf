/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A zone of random projects, and of what happens to them, known twice: as records in a store, and
 * as plain values that a second implementation goes through. */

#pragma once

#include "store-fixture.h"

#define N_PROJECTS 60
#define N_EVENTS 80
#define YI G_GINT64_CONSTANT (10000000000) /* 1/100 yuan */

enum
{
  PARK,
  TEAM,
  ACCOUNT,
  INDUSTRY,
  N_UNITS,
};

#define N_EACH                                                                                     \
  3 /* parks, of which the last is a part of the first, teams, accounts, industries                \
     */

typedef struct
{
  char *id;
  int of[N_UNITS]; /* -1: none */
  gboolean is_dropped, is_part, is_framework, is_top, is_usd;
  int yi; /* 0: blank */
  LfDate signed_on, started_on;
} Project;

/* An arrival, a report, a visit or a problem of a project or of its firm. */
typedef struct
{
  const Project *project;
  LfDate day;
  int yi;
  gboolean is_usd, is_foreign, is_out, is_closed;
  int visitors[2];
} Event;

enum
{
  ARRIVAL,
  REPORT,
  VISIT,
  PROBLEM,
  N_EVENT_KINDS,
};

/* Made by goal_zone_make(). @change: for what a test adds */
typedef struct
{
  LfStore *store;
  GRand *rand;
  LfChange *change;
  char *units[N_UNITS][N_EACH];
  char *firms[N_PROJECTS];
  Project projects[N_PROJECTS];
  Event events[N_EVENT_KINDS][N_EVENTS];
} Zone;

/* [0, n) */
int goal_zone_below (Zone *self, int n);
void goal_zone_set_day (LfRecord *record, const char *field, const LfDate *day);
void goal_zone_set_yi (LfRecord *record, const char *field, int yi, gboolean is_usd);
/* (transfer full): the id of @ret_record, which is (transfer full), too */
char *goal_zone_create (
    Zone *self, const char *entity, const char *field, const char *value, LfRecord **ret_record);
/* @of: N_UNITS; @account: the field of a colleague */
void goal_zone_set_units (Zone *self, LfRecord *record, const int *of, const char *account);
void goal_zone_make (Zone *self, LfStore *store, guint32 seed);
void goal_zone_clear (Zone *self);
