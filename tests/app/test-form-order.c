/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long forms: what matters in the record's phase stands first, and any field is found. */

#include "config.h"

#include "app-fixture.h"
#include "lf-field-row.h"
#include "lf-form-group.h"
#include "lf-form.h"

static LfForm *
show_form (AppFixture *self)
{
  LfForm *form = lf_form_new (self->store, lf_schema_find ("project"), LF_FORM_LIVE);
  g_autoptr (LfRecord) record = app_load (self, "project", self->project);

  lf_form_set_record (form, record);
  gtk_window_set_child (self->window, GTK_WIDGET (form));
  app_settle ();
  return form;
}

/* Whether a label of @widget, or of what is in it, says @text. */
static gboolean
has_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_label (child, text))
      return TRUE;
  return FALSE;
}

static GtkWidget *
group_of (LfForm *form, const char *field)
{
  return gtk_widget_get_ancestor (app_field (GTK_WIDGET (form), field), LF_TYPE_FORM_GROUP);
}

static const char *
title_of (GtkWidget *group)
{
  return adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group));
}

static LfForm *
show_stage (AppFixture *self, LfForm *form, const char *stage)
{
  g_autoptr (LfRecord) record = app_load (self, "project", self->project);
  g_autoptr (LfRecord) moved = lf_record_copy (record);

  lf_record_set (moved, "stage", stage);
  lf_form_set_record (form, moved);
  app_settle ();
  return form;
}

static void
test_what_matters_stands_first (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_stage (self, show_form (self), "lead");
  GtkWidget *now = group_of (form, "source");

  g_assert_cmpstr (title_of (now), ==, "Now: Lead");
  g_assert_true (group_of (form, "next_step") == now);
  g_assert_true (gtk_widget_get_visible (app_field (GTK_WIDGET (form), "source")));
  g_assert_cmpstr (title_of (group_of (form, "steward")), ==, "General");
  g_assert_false (gtk_widget_get_visible (app_field (GTK_WIDGET (form), "steward")));
  show_stage (self, form, "signed");
  g_assert_cmpstr (title_of (now), ==, "Now: Signed");
  g_assert_true (group_of (form, "steward") == now);
  g_assert_true (gtk_widget_get_visible (app_field (GTK_WIDGET (form), "steward")));
  g_assert_cmpstr (title_of (group_of (form, "source")), ==, "General");
  g_assert_false (gtk_widget_get_visible (app_field (GTK_WIDGET (form), "source")));
}

/* Rows that come back stand where the schema has them. */
static void
test_rows_keep_the_order_of_the_schema (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_stage (self, show_form (self), "lead");
  GtkWidget *list;
  const LfField *last = NULL;

  show_stage (self, form, "full_capacity");
  list = gtk_widget_get_parent (app_field (GTK_WIDGET (form), "name"));
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      const LfField *field = lf_field_row_get_field (LF_FIELD_ROW (row));

      g_assert_true (last == NULL || last < field);
      last = field;
    }
  g_assert_cmpstr (last->name, ==, "is_chemical");
}

/* A colleague's move does not take the row away at which somebody works. */
static void
test_a_row_in_use_stays (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_stage (self, show_form (self), "lead");
  GtkWidget *now = group_of (form, "source");
  GtkText *text = app_text (GTK_WIDGET (form), "source");

  app_type (text, "展会");
  show_stage (self, form, "signed");
  g_assert_true (group_of (form, "source") == now);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "展会");
  g_signal_emit_by_name (text, "activate");
  app_await_value (self, "source", "展会");
  gtk_widget_grab_focus (GTK_WIDGET (app_text (GTK_WIDGET (form), "name")));
  app_settle ();
  show_stage (self, form, "signed");
  g_assert_cmpstr (title_of (group_of (form, "source")), ==, "General");
}

static void
find_field (LfForm *form, const char *text)
{
  GtkWidget *entry = app_find (GTK_WIDGET (form), GTK_TYPE_SEARCH_ENTRY);

  g_assert_true (lf_form_find_field (form));
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
}

static gboolean
is_seen (LfForm *form, const char *field)
{
  GtkWidget *row = app_field (GTK_WIDGET (form), field);

  return gtk_widget_get_visible (row) && gtk_widget_get_visible (group_of (form, field));
}

static void
test_a_field_is_found_by_name (AppFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *typed, *field;
  } cases[] = {
    { "floor", "building_area_m2" },  /* its label */
    { "建筑面", "building_area_m2" }, /* its name in spreadsheets */
    { "jzmj", "building_area_m2" },   /* its initials */
    { "statistics", "city_code" },    /* its group */
  };
  LfForm *form = show_stage (self, show_form (self), "lead");
  GtkWidget *entry = app_find (GTK_WIDGET (form), GTK_TYPE_SEARCH_ENTRY);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_false (is_seen (form, cases[i].field));
      find_field (form, cases[i].typed);
      g_assert_true (is_seen (form, cases[i].field));
      g_assert_false (is_seen (form, "name"));
      g_signal_emit_by_name (entry, "stop-search");
      g_assert_true (is_seen (form, "name"));
    }
  find_field (form, "floor");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_root_get_focus (GTK_ROOT (self->window))
                 == GTK_WIDGET (app_text (GTK_WIDGET (form), "building_area_m2")));
  find_field (form, "qqq");
  g_assert_true (has_label (GTK_WIDGET (form), "No field is called “qqq”."));
}

/* What stands in the entry meanwhile is half of what is meant; the Enter takes a candidate. */
static void
test_finding_waits_for_the_composition (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_stage (self, show_form (self), "lead");
  GtkWidget *entry = app_find (GTK_WIDGET (form), GTK_TYPE_SEARCH_ENTRY);
  GtkWidget *text = app_find (entry, GTK_TYPE_TEXT);

  find_field (form, "");
  g_signal_emit_by_name (text, "preedit-changed", "lou");
  find_field (form, "floor");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (is_seen (form, "name"));
  g_assert_false (is_seen (form, "building_area_m2"));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (self->window)) == text);
  g_signal_emit_by_name (text, "preedit-changed", "");
  find_field (form, "floor");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_root_get_focus (GTK_ROOT (self->window))
                 == GTK_WIDGET (app_text (GTK_WIDGET (form), "building_area_m2")));
}

static void
test_all_fields_are_shown_when_asked (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_stage (self, show_form (self), "lead");
  GtkWidget *bar = gtk_widget_get_ancestor (app_find (GTK_WIDGET (form), GTK_TYPE_SEARCH_ENTRY),
                                            LF_TYPE_FORM_BAR);
  GtkToggleButton *button = GTK_TOGGLE_BUTTON (app_find (bar, GTK_TYPE_TOGGLE_BUTTON));
  const LfField *fields = lf_schema_find ("project")->fields;

  gtk_toggle_button_set_active (button, TRUE);
  for (const LfField *field = fields; field->name != NULL; field++)
    g_assert_true (is_seen (form, field->name));
  gtk_toggle_button_set_active (button, FALSE);
  g_assert_false (is_seen (form, "steward"));
  g_assert_true (is_seen (form, "source"));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/form-order/" path, AppFixture, NULL, app_fixture_set_up, function,                 \
              app_fixture_tear_down)

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  ADD ("what-matters-stands-first", test_what_matters_stands_first);
  ADD ("rows-keep-the-order-of-the-schema", test_rows_keep_the_order_of_the_schema);
  ADD ("a-row-in-use-stays", test_a_row_in_use_stays);
  ADD ("a-field-is-found-by-name", test_a_field_is_found_by_name);
  ADD ("finding-waits-for-the-composition", test_finding_waits_for_the_composition);
  ADD ("all-fields-are-shown-when-asked", test_all_fields_are_shown_when_asked);
  return g_test_run ();
}
