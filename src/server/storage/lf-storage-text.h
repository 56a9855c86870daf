/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How every storage keeps a record's fields and clock: as JSON objects. */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

char *lf_storage_print_fields (const LfServerRecord *record); /* (transfer full) */
char *lf_storage_print_clock (const LfServerRecord *record);  /* (transfer full) */

/* Adds what the two texts say to @record. FALSE with the error that the database is damaged. */
gboolean lf_storage_read_texts (LfServerRecord *record,
                                const char *fields,
                                const char *clock,
                                const char *database, /* its name for people */
                                GError **error);

G_END_DECLS
