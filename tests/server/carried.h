/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Devices with real stores and a zone, between which files are carried; and a line, where a test
 * wants one. */

#pragma once

#include "lf-carry.h"
#include "lf-server-bundle.h"
#include "store-fixture.h"
#include "zone.h"

G_BEGIN_DECLS

typedef struct
{
  Zone *zone;
  LfServerPlace place;
  char *folder; /* where bundles lie */
  guint n_bundles;
} Carried;

typedef struct
{
  Carried *carried;
  const char *name; /* of its account */
  Fixture fixture;
} CarriedDevice;

Carried *carried_new (void);
void carried_free (Carried *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Carried, carried_free)
void carried_add_account (Carried *self, const char *name, const char *role);
void carried_reopen (Carried *self); /* after the zone was */

CarriedDevice *carried_device_new (Carried *self, const char *name);
void carried_device_free (CarriedDevice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CarriedDevice, carried_device_free)

/* (transfer full): path of a bundle; they must succeed. The keys are accepted. */
char *carried_export (CarriedDevice *self);
char *carried_answer (CarriedDevice *self);
LfServerBundleTaken carried_judge (CarriedDevice *self, const char *path);
LfCarryImport carried_take (CarriedDevice *self, const char *path);

/* Out, judged, answered and back. */
void carried_round (CarriedDevice *self);

/* The same over a line. */
void carried_line (CarriedDevice *self);

/* What is tried, and has to fail with @code. */
void carried_fail_judge (CarriedDevice *self, const char *path, int code);
void carried_fail_take (CarriedDevice *self, const char *path, int code);
gint64 carried_pending (CarriedDevice *self);

G_END_DECLS
