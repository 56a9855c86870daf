/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handover slip (O3): what may follow what, and who signs. */

#include "config.h"

#include "lf-core.h"

#include <string.h>

#define GIVER "01900000-0000-7000-8000-000000000001"
#define TAKER "01900000-0000-7000-8000-000000000002"

/* The four states a slip is in, as field=value joined by ";". */
#define PREPARED "state=prepared"
#define GIVEN "state=given;given_on=2026-03-01;giver_signed_on=2026-03-01"
#define ACCEPTED                                                                                   \
  "state=accepted;given_on=2026-03-01;giver_signed_on=2026-03-01;taker_signed_on=2026-03-02;"      \
  "accepted_on=2026-03-02;escort_until=2026-05-31"
#define REFUSED GIVEN ";state=refused;refusal_reason=协议不在其中"

static LfRecord *
slip (const char *values)
{
  LfRecord *self = lf_record_new (lf_schema_find ("handover"), TAKER);
  g_auto (GStrv) pairs = g_strsplit (values, ";", -1);

  lf_record_set (self, "subject", "移交");
  lf_record_set (self, "project", GIVER);
  lf_record_set (self, "giver", GIVER);
  lf_record_set (self, "taker", TAKER);
  for (char **pair = pairs; *pair != NULL; pair++)
    {
      g_auto (GStrv) halves = g_strsplit (*pair, "=", 2);

      lf_record_set (self, halves[0], *halves[1] == '\0' ? NULL : halves[1]);
    }
  return self;
}

/* (transfer full): "field/reason" of each problem, joined by " " */
static char *
judge (const char *before, const char *after, gboolean undoing)
{
  g_autoptr (LfRecord) old = before == NULL ? NULL : slip (before);
  g_autoptr (LfRecord) new = slip (after);
  g_autoptr (GPtrArray) problems = lf_rules_check (old, new, undoing);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const LfProblem *problem = problems->pdata[i];

      g_test_message ("%s", problem->message);
      g_string_append_printf (text, "%s%s/%s", i > 0 ? " " : "", problem->field, problem->reason);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_moves (void)
{
  static const struct
  {
    const char *before, *after, *problems;
  } cases[] = {
    { NULL, PREPARED, "" },
    { NULL, GIVEN, "" },
    { NULL, "state=given", "" }, /* as from a spreadsheet */
    { NULL, ACCEPTED, "" },
    { NULL, REFUSED, "" },
    { NULL, "state=accepted", "giver_signed_on/needed taker_signed_on/needed" },
    { NULL, "state=refused", "refusal_reason/needed" },
    { NULL, PREPARED ";taker=" GIVER, "taker/invalid" },
    { PREPARED, GIVEN, "" },
    { GIVEN, ACCEPTED, "" },
    { GIVEN, REFUSED, "" },
    { GIVEN, PREPARED, "" },
    /* nobody gives without signing, or accepts what is not given */
    { PREPARED, "state=given;given_on=2026-03-01", "giver_signed_on/needed" },
    { PREPARED, ACCEPTED, "state/state" },
    { PREPARED, REFUSED, "state/state" },
    { PREPARED, PREPARED ";taker_signed_on=2026-03-02", "taker_signed_on/state" },
    { PREPARED, PREPARED ";giver_signed_on=2026-03-02", "giver_signed_on/state" },
    { PREPARED, PREPARED ";refusal_reason=不要", "refusal_reason/state" },
    { GIVEN, GIVEN ";taker_signed_on=2026-03-02", "taker_signed_on/state" },
    { GIVEN, GIVEN ";refusal_reason=不要", "refusal_reason/state" },
    { GIVEN, GIVEN ";giver_signed_on=", "giver_signed_on/needed" },
    { GIVEN, PREPARED ";giver_signed_on=2026-03-01", "giver_signed_on/state" },
    { GIVEN, GIVEN ";state=accepted", "taker_signed_on/needed" },
    { GIVEN, GIVEN ";state=refused", "refusal_reason/needed" },
    { GIVEN, ACCEPTED ";refusal_reason=不要", "refusal_reason/state" },
    { GIVEN, REFUSED ";taker_signed_on=2026-03-02", "taker_signed_on/state" },
    { ACCEPTED, GIVEN,
      "accepted_on/locked taker_signed_on/locked escort_until/locked state/state" },
    { ACCEPTED, ACCEPTED ";state=refused;refusal_reason=不要",
      "refusal_reason/locked taker_signed_on/state state/state" },
    { REFUSED, GIVEN, "state/state" },
    { REFUSED, ACCEPTED, "state/state" },
    /* what was signed stays as it was signed */
    { PREPARED, PREPARED ";items=合同", "" },
    { GIVEN, GIVEN ";items=合同", "items/locked" },
    { GIVEN, GIVEN ";promises=通电", "promises/locked" },
    { GIVEN, GIVEN ";taker=" GIVER, "taker/invalid taker/locked" },
    { GIVEN, ACCEPTED ";subject=别的", "subject/locked" },
    { ACCEPTED, ACCEPTED ";items=合同", "items/locked" },
    { ACCEPTED, ACCEPTED ";promises=通电", "promises/locked" },
    { REFUSED, REFUSED ";items=合同", "items/locked" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *problems = judge (cases[i].before, cases[i].after, FALSE);

      g_test_message ("%s → %s", cases[i].before == NULL ? "new" : cases[i].before, cases[i].after);
      g_assert_cmpstr (problems, ==, cases[i].problems);
    }
}

/* An undo goes back wherever it can, and leaves no slip that contradicts itself: the giver undoes
 * the giving that the taker has meanwhile accepted. */
static void
test_undoing (void)
{
  static const struct
  {
    const char *before, *after, *problems;
  } cases[] = {
    { ACCEPTED, GIVEN, "" },
    { REFUSED, GIVEN, "" },
    { GIVEN, PREPARED, "" },
    { PREPARED, GIVEN, "" },
    { ACCEPTED, ACCEPTED ";given_on=;giver_signed_on=", "giver_signed_on/needed" },
    { PREPARED, PREPARED ";taker_signed_on=2026-03-02", "taker_signed_on/state" },
    { GIVEN, GIVEN ";items=合同", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *problems = judge (cases[i].before, cases[i].after, TRUE);

      g_assert_cmpstr (problems, ==, cases[i].problems);
    }
}

/* ---- Signatures ---- */

static char *
name_account (const char *id, gpointer data, GError **error)
{
  return g_strdup (strcmp (id, GIVER) == 0 ? "王芳" : strcmp (id, TAKER) == 0 ? "李强" : NULL);
}

static void
test_signatures (void)
{
  static const struct
  {
    const char *role, *name, *before, *after;
    gboolean may;
  } cases[] = {
    { "recruiter", "王芳", PREPARED, GIVEN, TRUE },
    { "recruiter", "李强", PREPARED, GIVEN, FALSE },
    { "zone_manager", "manager", PREPARED, GIVEN, FALSE },
    { "administrator", "root", PREPARED, GIVEN, FALSE },
    { NULL, NULL, PREPARED, GIVEN, TRUE },
    { "recruiter", "王芳", GIVEN, PREPARED, TRUE },
    { "recruiter", "李强", GIVEN, PREPARED, FALSE },
    { "recruiter", "李强", GIVEN, ACCEPTED, TRUE },
    { "recruiter", "王芳", GIVEN, ACCEPTED, FALSE },
    { "recruiter", "李强", GIVEN, REFUSED, TRUE },
    { "recruiter", "王芳", GIVEN, REFUSED, FALSE },
    { "recruiter", "王芳", PREPARED, PREPARED ";items=合同", TRUE },
    { "recruiter", "别人", PREPARED, PREPARED ";items=合同", TRUE },
    { "recruiter", NULL, PREPARED, GIVEN, FALSE },
    { "recruiter", "王芳", PREPARED, GIVEN ";giver=", FALSE },
    { "recruiter", "王芳", PREPARED, GIVEN ";giver=01900000-0000-7000-8000-000000000009", FALSE },
    /* what others signed on paper */
    { "recruiter", "别人", NULL, ACCEPTED, FALSE },
    { "park_manager", "别人", NULL, ACCEPTED, FALSE },
    { "zone_manager", "manager", NULL, ACCEPTED, TRUE },
    { "recruiter", "王芳", NULL, GIVEN, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LfSigner signer = { cases[i].role, cases[i].name };
      g_autoptr (LfRecord) before = cases[i].before == NULL ? NULL : slip (cases[i].before);
      g_autoptr (LfRecord) after = slip (cases[i].after);
      g_autofree char *refusal = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_true (
          lf_signature_check (&signer, before, after, name_account, NULL, &refusal, &error));
      g_assert_no_error (error);
      g_assert_cmpint (refusal == NULL, ==, cases[i].may);
    }
}

static void
test_signature_words (void)
{
  const LfSigner signer = { "recruiter", "别人" };
  g_autoptr (LfRecord) before = slip (PREPARED);
  g_autoptr (LfRecord) after = slip (GIVEN);
  g_autoptr (LfRecord) unnamed = slip (GIVEN ";giver=");
  g_autofree char *refusal = NULL;
  g_autofree char *nobody = NULL;

  g_assert_true (lf_signature_check (&signer, before, after, name_account, NULL, &refusal, NULL));
  g_assert_cmpstr (refusal, ==, "Signed by the giver on of “移交” is written by 王芳 alone.");
  g_assert_true (lf_signature_check (&signer, before, unnamed, name_account, NULL, &nobody, NULL));
  g_assert_cmpstr (nobody, ==,
                   "Signed by the giver on of “移交” is written by the person named under From, "
                   "and nobody is.");
}

static void
test_presets (void)
{
  const LfDate accepted = { 2026, 3, 2 };
  g_autofree char *until = lf_handover_escort_until (&accepted);
  g_autofree char *items = lf_handover_preset_items ();
  const LfField *field = lf_entity_field (lf_schema_find ("handover"), "items");

  g_assert_cmpstr (until, ==, "2026-05-31");
  g_assert_true (lf_field_check (field, items, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/handover/O3-moves", test_moves);
  g_test_add_func ("/core/handover/O3-undoing", test_undoing);
  g_test_add_func ("/core/handover/O3-signatures", test_signatures);
  g_test_add_func ("/core/handover/O3-signature-words", test_signature_words);
  g_test_add_func ("/core/handover/O3-presets", test_presets);
  return g_test_run ();
}
