/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema tables of duplicates: by which fields records are one (domain.md §4), and what people said
 * about it. */

#include "config.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
const LfDuplicateRule lf_duplicate_rule_table[] = {
  { "project", LF_DUPLICATE_L1, { { LF_MATCH_SAME, "number" } } },
  { "project", LF_DUPLICATE_L1, { { LF_MATCH_NAME, "name" } } },
  { "project", LF_DUPLICATE_L2, { { LF_MATCH_LIKE_NAME, "name" }, { LF_MATCH_SAME, "enterprise" } } },
  { "project", LF_DUPLICATE_L3, { { LF_MATCH_SAME, "enterprise" }, { LF_MATCH_SAME, "industry" }, { LF_MATCH_AMOUNT, "total_investment" } } },
  { "project", LF_DUPLICATE_L4, { { LF_MATCH_SAME, "contacts" } } },

  { "enterprise", LF_DUPLICATE_L1, { { LF_MATCH_SAME, "credit_code" } }, .decides = TRUE },
  { "enterprise", LF_DUPLICATE_L1, { { LF_MATCH_NAME, "name" } } },
  { "enterprise", LF_DUPLICATE_L2, { { LF_MATCH_LIKE_FIRM, "name" }, { LF_MATCH_PLACE_OPEN, "city" } } },
  { "enterprise", LF_DUPLICATE_L3, { { LF_MATCH_SOUND, "name" }, { LF_MATCH_PLACE, "city" } } },
  { "enterprise", LF_DUPLICATE_L4, { { LF_MATCH_SAME, "phone" } } },
  { "enterprise", LF_DUPLICATE_L4, { { LF_MATCH_SAME, "address" } } },

  { "contact", LF_DUPLICATE_L1, { { LF_MATCH_NAME, "name" }, { LF_MATCH_SAME, "mobile" } } },
  { "contact", LF_DUPLICATE_L2, { { LF_MATCH_NAME, "name" }, { LF_MATCH_SAME, "enterprise" } } },
  { "contact", LF_DUPLICATE_L4, { { LF_MATCH_SAME, "mobile" } } },
  { "contact", LF_DUPLICATE_L4, { { LF_MATCH_SAME, "email" } } },
  { "contact", LF_DUPLICATE_L4, { { LF_MATCH_SAME, "wechat" } } },
  { NULL },
};
/* clang-format on */
