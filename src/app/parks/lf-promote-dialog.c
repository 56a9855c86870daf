/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Joint promotion: a park and its share, twice; the shares are those a transfer leaves. */

#include "config.h"

#include "lf-promote-dialog.h"

#include "lf-credit-split.h"
#include "lf-may.h"
#include "lf-rows-dialog.h"

#include <glib/gi18n.h>

#define N_PARKS 2

/* What is asked, and what it is made of. */
typedef struct
{
  GWeakRef parent;
  LfAppContext *context;
  LfRecord *project; /* with displays */
  GPtrArray *parks;  /* (nullable) (element-type LfRecord): all there are */
  guint park_rows[N_PARKS], share_rows[N_PARKS];
} Asked;

static void
asked_free (gpointer data)
{
  Asked *self = data;

  g_weak_ref_clear (&self->parent);
  g_object_unref (self->context);
  lf_record_unref (self->project);
  g_clear_pointer (&self->parks, g_ptr_array_unref);
  g_free (self);
}

/* ---- The change ---- */

/* (nullable) */
static LfRecord *
find_park (const Asked *self, const char *id)
{
  for (guint i = 0; i < self->parks->len; i++)
    {
      LfRecord *park = self->parks->pdata[i];

      if (park != NULL && g_strcmp0 (lf_record_id (park), id) == 0)
        return park;
    }
  return NULL;
}

static gboolean
read_parks (
    const Asked *self, LfRowsDialog *dialog, GPtrArray *parks, double *percents, GError **error)
{
  for (guint i = 0; i < N_PARKS; i++)
    {
      LfRecord *park = find_park (self, lf_rows_dialog_get (dialog, self->park_rows[i]));
      const char *share = lf_rows_dialog_get (dialog, self->share_rows[i]);

      if (park == NULL || share == NULL || g_ptr_array_find (parks, park, NULL))
        {
          g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID,
                               _ ("Name two parks, and the share of each."));
          return FALSE;
        }
      g_ptr_array_add (parks, park);
      percents[i] = g_ascii_strtod (share, NULL);
    }
  return TRUE;
}

static LfChange *
make_change (LfRowsDialog *dialog, gpointer user_data, GError **error)
{
  const Asked *self = user_data;
  g_autoptr (GPtrArray) parks = g_ptr_array_new ();
  g_autoptr (GPtrArray) shares = NULL;
  g_autoptr (LfChange) change = NULL;
  g_autofree char *title = lf_record_title (self->project);
  g_autofree char *label = g_strdup_printf (_ ("Promote together: %s"), title);
  const LfDate today = lf_date_today ();
  double percents[N_PARKS];

  if (!read_parks (self, dialog, parks, percents, error))
    return NULL;
  shares = lf_credit_joint_shares (self->project, parks, percents, &today, error);
  if (shares == NULL)
    return NULL;
  change = lf_change_new (label);
  for (guint i = 0; i < shares->len; i++)
    lf_change_create (change, shares->pdata[i]);
  return g_steal_pointer (&change);
}

/* ---- The dialog ---- */

/* The first park is the project's own; a half each is what to begin with. */
static void
add_rows (LfRowsDialog *dialog, Asked *self)
{
  for (guint i = 0; i < N_PARKS; i++)
    {
      g_autoptr (LfRecord) draft = lf_record_new (lf_schema_find ("credit_share"), NULL);

      if (i == 0)
        lf_record_set (draft, "park", lf_record_get (self->project, "park"));
      lf_record_set (draft, "share_percent", "50");
      self->park_rows[i] = lf_rows_dialog_add_row (dialog, draft, "park", NULL);
      self->share_rows[i] = lf_rows_dialog_add_row (dialog, draft, "share_percent", NULL);
    }
}

static void
on_parks_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asked *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&self->parent);
  g_autofree char *title = lf_record_title (self->project);
  g_autofree char *done = NULL;
  LfRowsDialog *dialog;

  self->parks = lf_store_list_finish (LF_STORE (source), result, &error);
  if (self->parks == NULL || parent == NULL)
    {
      if (error != NULL)
        lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
      asked_free (self);
      return;
    }
  done = g_strdup_printf (_ ("Promote together: %s"), title);
  dialog = lf_rows_dialog_new (parent, self->context, _ ("Promote Together"), title);
  lf_rows_dialog_add_group (dialog, _ ("Promote Together"),
                            _ ("The parks share the credit; the project stays where it is."));
  add_rows (dialog, self);
  lf_rows_dialog_present (dialog, done, make_change, self, asked_free);
}

gboolean
lf_promote_can (LfAppContext *context, LfRecord *record)
{
  return lf_record_entity (record)->scope.park != NULL && !lf_record_is_deleted (record)
         && lf_may (context, "credit_share", 'c');
}

void
lf_promote_dialog_present (GtkWindow *parent, LfAppContext *context, LfRecord *project)
{
  const LfEntity *entity = lf_schema_find ("park");
  g_autoptr (LfQuery) query = lf_query_new (entity, NULL, lf_entity_title (entity)->name);
  Asked *self = g_new0 (Asked, 1);

  g_weak_ref_init (&self->parent, parent);
  self->context = g_object_ref (context);
  self->project = lf_record_ref (project);
  lf_store_list_async (lf_app_context_store (context), query, /* limit= */ 0,
                       /* cancellable= */ NULL, on_parks_read_cb, self);
}
