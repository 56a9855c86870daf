/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form: what it draws, what it saves, and what it leaves alone. */

#include "config.h"

#include "app-fixture.h"
#include "lf-field-row.h"
#include "lf-form.h"
#include "lf-set-editor.h"
#include "lf-store-sync.h"
#include "some-record.h"

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

static gboolean
has_problem (gpointer row)
{
  return lf_field_row_has_problem (row);
}

static void
test_draws_every_entity (AppFixture *self, gconstpointer data)
{
  guint n;
  const LfEntity *const *entities = lf_schema_entities (&n);

  for (guint i = 0; i < n; i++)
    {
      LfForm *form = lf_form_new (self->store, entities[i], LF_FORM_LIVE);
      g_autoptr (LfRecord) record = lf_record_new (entities[i], NULL);

      lf_form_set_record (form, record);
      gtk_window_set_child (self->window, GTK_WIDGET (form));
      for (const LfField *field = entities[i]->fields; field->name != NULL; field++)
        g_assert_true ((app_field (GTK_WIDGET (form), field->name) == NULL)
                       == ((field->flags & LF_FIELD_HIDDEN) != 0));
    }
}

static gboolean
leads_to_a_page (GtkWidget *widget)
{
  return GTK_IS_ACTIONABLE (widget)
         && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "record.show-view")
                == 0;
}

/* What waits, is in conflict or was refused says so at the field, and leads to where it is settled:
 * by Tab alone, in the order of the fields. */
static void
test_marks_are_reached_by_tab (AppFixture *self, gconstpointer data)
{
  static const struct
  {
    LfRecordState mark;
    const char *view;
  } cases[] = { { LF_RECORD_PENDING, "pending" },
                { LF_RECORD_CONFLICT, "conflicts" },
                { LF_RECORD_REFUSED, "conflicts" } };
  g_autoptr (GSimpleActionGroup) page = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) show = g_simple_action_new ("show-view", G_VARIANT_TYPE_STRING);
  LfForm *form = show_form (self);

  g_action_map_add_action (G_ACTION_MAP (page), G_ACTION (show));
  gtk_widget_insert_action_group (GTK_WIDGET (self->window), "record", G_ACTION_GROUP (page));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *row = app_field (GTK_WIDGET (form), "industry");
      GtkWidget *focus = NULL;
      GVariant *target;

      lf_field_row_set_mark (LF_FIELD_ROW (row), cases[i].mark);
      gtk_window_set_focus (self->window, NULL);
      for (guint n = 0; n < 200 && (focus == NULL || !leads_to_a_page (focus)); n++)
        {
          gtk_widget_child_focus (GTK_WIDGET (self->window), GTK_DIR_TAB_FORWARD);
          focus = gtk_window_get_focus (self->window);
        }
      g_assert_true (leads_to_a_page (focus));
      g_assert_true (gtk_widget_is_ancestor (focus, row));
      target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (focus));
      g_assert_cmpstr (g_variant_get_string (target, NULL), ==, cases[i].view);
      lf_field_row_set_mark (LF_FIELD_ROW (row), LF_RECORD_SYNCED);
    }
}

static void
test_saves_on_enter (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_form (self);
  GtkText *text = app_text (GTK_WIDGET (form), "total_investment");
  g_autofree char *label = NULL;

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "CNY 560 million");
  app_enter (text, "103亿元");
  app_await_value (self, "total_investment", "10300000000.00 CNY");
  label = lf_store_undo_label_sync (self->store, /* redo= */ FALSE, NULL);
  g_assert_cmpstr (label, ==, "Total investment: CNY 560 million → CNY 10,300 million");
}

static void
test_saves_on_leaving (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_form (self);

  app_type (app_text (GTK_WIDGET (form), "industry"), "生物医药");
  gtk_widget_grab_focus (GTK_WIDGET (app_text (GTK_WIDGET (form), "name")));
  app_await_value (self, "industry", "生物医药");
}

static void
test_saves_before_another_record (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_form (self);
  g_autoptr (LfRecord) other = lf_record_new (lf_schema_find ("project"), NULL);

  lf_record_set (other, "name", "另一个项目");
  app_type (app_text (GTK_WIDGET (form), "industry"), "光电");
  lf_form_set_record (form, other);
  app_await_value (self, "industry", "光电");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (app_text (GTK_WIDGET (form), "industry"))),
                   ==, "");
}

/* Who types on while the last value is being saved loses nothing of it. */
static void
test_typing_on_while_saving (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_form (self);
  GtkText *text = app_text (GTK_WIDGET (form), "industry");

  app_enter (text, "光");
  gtk_editable_set_text (GTK_EDITABLE (text), "光电");
  app_await_value (self, "industry", "光");
  app_settle ();
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "光电");
  g_signal_emit_by_name (text, "activate");
  app_await_value (self, "industry", "光电");
}

/* The second edit of a field is one of what the first made, also when it puts the old value back.
 */
static void
test_quick_edits_follow_each_other (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_form (self);
  GtkText *text = app_text (GTK_WIDGET (form), "total_investment");
  g_autoptr (GPtrArray) outbox = NULL;
  const LfChange *last;

  app_enter (text, "6亿元");
  gtk_editable_set_text (GTK_EDITABLE (text), "7亿元");
  g_signal_emit_by_name (text, "activate");
  gtk_editable_set_text (GTK_EDITABLE (text), "5.6亿元");
  g_signal_emit_by_name (text, "activate");
  app_await_value (self, "total_investment", "600000000.00 CNY");
  app_await_value (self, "total_investment", "560000000.00 CNY");
  outbox = lf_store_outbox_sync (self->store, 100, NULL);
  last = outbox->pdata[outbox->len - 1];
  g_assert_cmpstr (lf_op_find (last->ops->pdata[0], "total_investment")->was, ==,
                   "600000000.00 CNY");
}

/* A form that is gone has saved what was entered in it. */
static void
test_saves_when_it_goes (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_form (self);

  app_type (app_text (GTK_WIDGET (form), "industry"), "光电");
  gtk_window_set_child (self->window, NULL);
  app_await_value (self, "industry", "光电");
}

static void
test_keeps_what_cannot_be_read (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_form (self);
  GtkText *text = app_text (GTK_WIDGET (form), "total_investment");
  g_autofree char *value = NULL;

  app_enter (text, "很多钱");
  app_await (has_problem, app_field (GTK_WIDGET (form), "total_investment"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "很多钱");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (text))),
                                    GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  value = app_value (self, "total_investment");
  g_assert_cmpstr (value, ==, "560000000.00 CNY");
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

/* What an import, the command line, the store and the server say too. */
static void
test_same_sentence (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_form (self);

  for (guint i = 0; i < n_same_sentences; i++)
    {
      const char *field = same_sentences[i].field;
      GtkWidget *row = app_field (GTK_WIDGET (form), field);

      app_enter (app_text (GTK_WIDGET (form), field), same_sentences[i].text);
      app_await (has_problem, row);
      g_assert_true (has_label (row, same_sentences[i].sentence));
    }
}

static void
test_a_rule_is_told_on_its_row (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_form (self);
  g_autofree char *value = NULL;

  app_enter (app_text (GTK_WIDGET (form), "name"), "");
  app_await (has_problem, app_field (GTK_WIDGET (form), "name"));
  value = app_value (self, "name");
  g_assert_cmpstr (value, ==, "杜仲叶项目");
}

/* G2: an edit made over a value that has meanwhile been replaced says what it was made over. */
static void
test_news_wait_for_the_typing (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_form (self);
  GtkText *text = app_text (GTK_WIDGET (form), "industry");
  g_autoptr (LfRecord) newer = NULL;
  g_autoptr (GPtrArray) outbox = NULL;
  const LfChange *last;
  const LfEdit *edit;

  app_type (text, "光电");
  app_set (self, "industry", "智能制造");
  app_set (self, "kind", "expansion");
  newer = app_load (self, "project", self->project);
  lf_form_set_record (form, newer);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "光电");
  g_assert_true (gtk_widget_get_visible (app_field (GTK_WIDGET (form), "kind")));
  g_signal_emit_by_name (text, "activate");
  app_await_value (self, "industry", "光电");
  outbox = lf_store_outbox_sync (self->store, 100, NULL);
  last = outbox->pdata[outbox->len - 1];
  edit = lf_op_find (last->ops->pdata[0], "industry");
  g_assert_null (edit->was);
}

static void
test_news_are_shown_after_the_typing (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_form (self);
  GtkText *text = app_text (GTK_WIDGET (form), "industry");
  g_autoptr (LfRecord) newer = NULL;

  app_type (text, "");
  app_set (self, "industry", "智能制造");
  newer = app_load (self, "project", self->project);
  lf_form_set_record (form, newer);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "");
  g_signal_emit_by_name (text, "activate");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "智能制造");
}

static void
test_composing_is_left_alone (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_form (self);
  GtkText *text = app_text (GTK_WIDGET (form), "industry");
  g_autofree char *value = NULL;

  app_type (text, "光");
  g_signal_emit_by_name (text, "preedit-changed", "dian");
  g_signal_emit_by_name (text, "activate");
  app_settle ();
  value = app_value (self, "industry");
  g_assert_null (value);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "光");
  g_signal_emit_by_name (text, "preedit-changed", "");
  app_enter (text, "光电");
  app_await_value (self, "industry", "光电");
}

/* ---- References and sets ---- */

static void
test_a_reference_is_found_by_name (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_form (self);
  GtkText *text = app_text (GTK_WIDGET (form), "enterprise");

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "天承生物");
  app_enter (text, "");
  app_await_value (self, "enterprise", NULL);
  app_enter (text, "天承生物");
  app_await_value (self, "enterprise", self->enterprise);
}

static void
test_a_reference_is_made (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_form (self);
  g_autofree char *id = NULL;
  g_autoptr (LfRecord) made = NULL;

  app_enter (app_text (GTK_WIDGET (form), "enterprise"), "西湖大学");
  for (id = app_value (self, "enterprise"); g_strcmp0 (id, self->enterprise) == 0;
       id = app_value (self, "enterprise"))
    {
      g_clear_pointer (&id, g_free);
      g_main_context_iteration (NULL, TRUE);
    }
  made = app_load (self, "enterprise", id);
  g_assert_cmpstr (lf_record_get (made, "name"), ==, "西湖大学");
}

static void
test_a_mere_beginning_is_not_taken (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_form (self);
  g_autofree char *value = NULL;

  app_type (app_text (GTK_WIDGET (form), "enterprise"), "天承");
  gtk_widget_grab_focus (GTK_WIDGET (app_text (GTK_WIDGET (form), "name")));
  app_await (has_problem, app_field (GTK_WIDGET (form), "enterprise"));
  value = app_value (self, "enterprise");
  g_assert_cmpstr (value, ==, self->enterprise);
}

static void
test_a_set_grows_by_element (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_form (self);

  app_enter (app_text (GTK_WIDGET (form), "tags"), "重点");
  app_await_value (self, "tags", "重点");
  app_settle ();
  app_enter (app_text (GTK_WIDGET (form), "tags"), "外资");
  app_await_value (self, "tags", "外资\n重点");
}

/* Whoever saves with the last element still in the entry has entered it. */
static void
test_a_set_takes_what_was_typed (AppFixture *self, gconstpointer data)
{
  LfForm *form = show_form (self);

  app_type (app_text (GTK_WIDGET (form), "tags"), "重点");
  lf_form_finish (form);
  app_await_value (self, "tags", "重点");
}

/* ---- Drafts ---- */

/* In a narrow pane the elements stand in several lines, and none of them over what is below. */
static void
test_a_set_in_several_lines (AppFixture *self, gconstpointer data)
{
  const LfField *field = lf_entity_field (lf_schema_find ("contest"), "indicators");
  GtkWidget *editor = GTK_WIDGET (lf_set_editor_new (field, self->store));
  GtkWidget *chips
      = GTK_WIDGET (gtk_widget_get_template_child (editor, LF_TYPE_SET_EDITOR, "chips"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *last;
  graphene_rect_t area;

  gtk_box_append (GTK_BOX (box), editor);
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  gtk_widget_set_size_request (box, 372, -1);
  lf_editor_show (LF_EDITOR (editor), "林舒然\n周砚秋\n沈若溪\n顾明远\n何思齐\n陆怀瑾", NULL);
  gtk_window_set_child (self->window, box);
  app_settle ();
  last = gtk_widget_get_last_child (chips);
  g_assert_cmpint (gtk_widget_get_height (chips), >, gtk_widget_get_height (last));
  g_assert_true (gtk_widget_compute_bounds (last, editor, &area));
  g_assert_cmpfloat (area.origin.y + area.size.height, <=, gtk_widget_get_height (editor));
  g_assert_true (gtk_widget_compute_bounds (last, chips, &area));
  g_assert_cmpfloat (area.origin.y + area.size.height, <=, gtk_widget_get_height (chips));
}

static void
test_a_draft_saves_nothing (AppFixture *self, gconstpointer data)
{
  LfForm *form = lf_form_new (self->store, lf_schema_find ("project"), LF_FORM_DRAFT);
  g_autoptr (LfRecord) blank = lf_record_new (lf_schema_find ("project"), NULL);

  lf_record_set (blank, "stage", "lead");
  lf_form_set_record (form, blank);
  gtk_window_set_child (self->window, GTK_WIDGET (form));
  g_assert_false (lf_form_check (form));
  g_assert_true (lf_field_row_has_problem (LF_FIELD_ROW (app_field (GTK_WIDGET (form), "name"))));
  app_enter (app_text (GTK_WIDGET (form), "name"), "新项目");
  app_type (app_text (GTK_WIDGET (form), "total_investment"), "5亿元");
  g_assert_true (lf_form_check (form));
  g_assert_cmpstr (lf_record_get (lf_form_get_record (form), "total_investment"), ==,
                   "500000000.00 CNY");
  g_assert_null (
      lf_store_find_title_sync (self->store, lf_schema_find ("project"), "新项目", NULL));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/form/" path, AppFixture, NULL, app_fixture_set_up, function, app_fixture_tear_down)

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  ADD ("draws-every-entity", test_draws_every_entity);
  ADD ("saves-on-enter", test_saves_on_enter);
  ADD ("saves-on-leaving", test_saves_on_leaving);
  ADD ("saves-before-another-record", test_saves_before_another_record);
  ADD ("typing-on-while-saving", test_typing_on_while_saving);
  ADD ("quick-edits-follow-each-other", test_quick_edits_follow_each_other);
  ADD ("saves-when-it-goes", test_saves_when_it_goes);
  ADD ("keeps-what-cannot-be-read", test_keeps_what_cannot_be_read);
  ADD ("same-sentence", test_same_sentence);
  ADD ("a-rule-is-told-on-its-row", test_a_rule_is_told_on_its_row);
  ADD ("news-wait-for-the-typing", test_news_wait_for_the_typing);
  ADD ("news-are-shown-after-the-typing", test_news_are_shown_after_the_typing);
  ADD ("composing-is-left-alone", test_composing_is_left_alone);
  ADD ("marks-are-reached-by-tab", test_marks_are_reached_by_tab);
  ADD ("a-reference-is-found-by-name", test_a_reference_is_found_by_name);
  ADD ("a-reference-is-made", test_a_reference_is_made);
  ADD ("a-mere-beginning-is-not-taken", test_a_mere_beginning_is_not_taken);
  ADD ("a-set-grows-by-element", test_a_set_grows_by_element);
  ADD ("a-set-takes-what-was-typed", test_a_set_takes_what_was_typed);
  ADD ("a-set-in-several-lines", test_a_set_in_several_lines);
  ADD ("a-draft-saves-nothing", test_a_draft_saves_nothing);
  return g_test_run ();
}
