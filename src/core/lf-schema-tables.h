/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schema tables, a file per neighbourhood of the domain; used by lf-schema.c only. */

#pragma once

#include "lf-duplicate.h"
#include "lf-schema.h"

G_BEGIN_DECLS

/* lf-stage.c */
void lf_stage_rule (const LfRecord *before,
                    const LfRecord *after,
                    gboolean undoing,
                    GPtrArray *problems);

/* lf-schema-zone.c: where and who */
extern const LfEntity lf_entity_zone, lf_entity_park, lf_entity_account;
/* lf-schema-party.c: with whom */
extern const LfEntity lf_entity_enterprise, lf_entity_contact;
/* lf-schema-project.c: what is being brought */
extern const LfEntity lf_entity_project, lf_entity_interaction;
/* lf-schema-landing.c: from the signature to the building site */
extern const LfEntity lf_entity_agreement, lf_entity_land_case, lf_entity_handover, lf_entity_node;
/* lf-verdict.c */
void lf_verdict_rule (const LfRecord *before,
                      const LfRecord *after,
                      gboolean undoing,
                      GPtrArray *problems);
/* lf-schema-duplicate.c: which records are one, and who said so */
extern const LfEntity lf_entity_duplicate_verdict;
extern const LfDuplicateRule lf_duplicate_rule_table[];
/* lf-schema-sync.c: what the sync leaves for people */
extern const LfEntity lf_entity_conflict;

G_END_DECLS
