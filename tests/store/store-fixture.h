/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store in a folder of its own, and short words for what most tests do to it. */

#pragma once

#include "lf-store-sync.h"

typedef struct
{
  char *folder;
  LfStore *store; /* (nullable) for tests that open it themselves */
} Fixture;

void set_up (Fixture *self, gconstpointer data);
void set_up_folder (Fixture *self, gconstpointer data); /* without a store */
void tear_down (Fixture *self, gconstpointer data);
void remove_folder (const char *folder); /* with all that is in it */
void open_store (Fixture *self);
void close_store (Fixture *self);

const LfEntity *project_entity (void);
void commit_change (LfStore *store, LfChange *change);
char *add_project (LfStore *store, const char *name, const char *money, const char *stage);
char *add_titled (LfStore *store, const char *entity, const char *title);
void delete_project (LfStore *store, const char *id);
LfRecord *load_project (LfStore *store, const char *id);
void set_field (LfStore *store, const char *id, const char *field, const char *value);
void assert_value (LfStore *store, const char *id, const char *field, const char *value);
guint count_projects (LfStore *store, const char *where);
char *digest_of (LfStore *store);
void assert_sound (LfStore *store);
