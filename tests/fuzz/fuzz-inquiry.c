/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a web site sends: what is taken is a change that every device can read, of canonical values
 * and of the ids of that inquiry. */

#include "config.h"

#include "fuzz.h"

#include "lf-inquiry.h"
#include "lf-wire.h"

#include <string.h>

static void
check_op (const LfOp *op)
{
  const LfEntity *entity = lf_schema_find (op->entity);

  g_assert_true (op->is_new && lf_id_is_valid (op->id));
  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];
      g_autoptr (GError) error = NULL;

      g_assert_true (lf_field_check (lf_entity_field (entity, edit->field), edit->value, &error));
      g_assert_no_error (error);
    }
}

static void
check_change (LfChange *change)
{
  g_autofree char *text = lf_wire_from_change (change, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfJson) read = lf_json_read (text, strlen (text), &error);
  g_autoptr (LfChange) again = read == NULL ? NULL : lf_wire_to_change (read, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (again->id, ==, change->id);
  g_assert_cmpuint (again->ops->len, >=, 3);
  for (guint i = 0; i < again->ops->len; i++)
    check_op (again->ops->pdata[i]);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  LfServerUser source = { (char *) "zone", (char *) "官网", (char *) "intake", (char *) "device" };
  const LfDate today = { 2026, 3, 2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = lf_wire_parse ((const char *) data, (gssize) size, &error);
  g_autoptr (LfChange) change = NULL;
  gboolean is_ok;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return 0;
  is_ok = lf_inquiry_check (node, &error);
  fuzz_assert_error (is_ok, error);
  if (!is_ok)
    return 0;
  change = lf_inquiry_to_change (node, &source, &today, &error);
  fuzz_assert_error (change != NULL, error);
  if (change != NULL)
    check_change (change);
  return 0;
}
