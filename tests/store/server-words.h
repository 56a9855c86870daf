/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a server says to a store, in short words. */

#pragma once

#include "store-fixture.h"

/* @conflict_field (nullable): of @conflict_record, the edit that did not win */
void answer_change (LfStore *store,
                    const LfChange *change,
                    LfAnswerKind kind,
                    gint64 seq,
                    const char *conflict_record,
                    const char *conflict_field);
LfChange *first_pending (LfStore *store);
char *add_accepted (LfStore *store, const char *name, gint64 seq); /* a project the server has */

LfDelta *add_delta (LfPage *page, const char *entity, const char *id, gint64 seq);
void put_field (LfDelta *delta, const char *field, const char *value);
guint take_page (LfStore *store, LfPage *page); /* returns the number of problems */
void pull_field (LfStore *store, const char *id, gint64 seq, const char *field, const char *value);
/* It is @epoch now, and has the project @known_id (nullable) from of old. */
void pull_epoch (LfStore *store, const char *epoch, gint64 cursor, const char *known_id);
