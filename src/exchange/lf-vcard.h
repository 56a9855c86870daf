/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards of people and firms, as telephones and address books take them. */

#pragma once

#include "lf-record.h"

G_BEGIN_DECLS

typedef enum
{
  LF_VCARD_WHOLE, /* RFC 6350 */
  LF_VCARD_SHORT, /* RFC 2426, which every telephone reads, without what makes it long: for a code
                     that is read by a camera */
} LfVcardForm;

/* Whether its records have ways to be reached. */
gboolean lf_vcard_fits (const LfEntity *entity);
char *lf_vcard_new (const LfRecord *record, LfVcardForm form); /* (transfer full) */

G_END_DECLS
