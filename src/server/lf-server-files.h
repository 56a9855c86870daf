/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose a file is: that of the records that refer to it. */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

/* A file, and a record that is said to refer to it. */
typedef struct
{
  const char *entity;
  const char *record;
  const char *digest;
  gboolean is_sent; /* rather than fetched */
} LfServerFile;

/* Whether @user sees the record, and it refers to the file; to send it, it is enough that @user
 * attached it. A transaction of its own. */
gboolean lf_server_may_have_file (LfServerStorage *storage,
                                  const LfServerUser *user,
                                  const LfServerFile *file,
                                  gboolean *ret_may,
                                  GError **error);

G_END_DECLS
