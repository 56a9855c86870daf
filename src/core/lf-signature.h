/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signatures: fields that nobody writes but the person another field of the record names
 * (LfField.signed_by), and records that nobody else changes at all (LfEntity.kept_by). The device
 * looks before it saves, the server as it merges. */

#pragma once

#include "lf-record.h"

G_BEGIN_DECLS

typedef struct
{
  const char *role; /* (nullable): nobody was ever signed in, and everything may be done */
  const char *name; /* of the account */
} LfSigner;

/* Returns: (transfer full) (nullable): the name in the account record @id; NULL without @error:
 * there is no such record. */
typedef char *(*LfAccountNamer) (const char *id, gpointer data, GError **error);

/* Whether records of @entity are anything to ask about. */
gboolean lf_signature_is_asked (const LfEntity *entity);

/* Whether an account of @role changes records of @entity that another keeps. */
gboolean lf_signature_keeps_all (const char *role /* nullable */, const LfEntity *entity);

/**
 * lf_signature_check:
 * @before: (nullable): NULL for a new record
 * @after: the record as it would be, or that which goes or comes back
 *
 * Who manages the zone may enter what others have
 *   signed on paper; nobody else.
 * @ret_refusal: (transfer full): a sentence; NULL when all is well
 * Returns: FALSE: @error, for an account could not be read
 */
gboolean lf_signature_check (const LfSigner *signer,
                             const LfRecord *before,
                             const LfRecord *after,
                             LfAccountNamer namer,
                             gpointer data,
                             char **ret_refusal,
                             GError **error);

G_END_DECLS
