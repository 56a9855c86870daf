/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline: one order of all that happened, by kind, a page at a time; and what is jotted down
 * below it. */

#include "config.h"

#include "app-fixture.h"
#include "lf-http-transport.h"
#include "lf-jot.h"
#include "lf-jotting.h"
#include "lf-relations.h"
#include "lf-timeline-item.h"
#include "lf-timeline.h"

#define SOME_DIGEST "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static const LfJotKind *
find_kind (GPtrArray *kinds, const char *label)
{
  for (guint i = 0; i < kinds->len; i++)
    if (g_str_equal (lf_jot_kind_label (kinds->pdata[i]), label))
      return kinds->pdata[i];
  g_assert_not_reached ();
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(char **) user_data = lf_jotting_save_finish (LF_STORE (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_set (gpointer text)
{
  return *(char **) text != NULL;
}

static void
jot (AppFixture *self, const char *kind, const char *text)
{
  g_autoptr (LfRecord) project = app_load (self, "project", self->project);
  g_autoptr (GPtrArray) kinds = lf_jotting_kinds (lf_record_entity (project));
  g_autofree char *told = NULL;

  lf_jotting_save_async (self->store, find_kind (kinds, kind), project, text, on_saved_cb, &told);
  app_await (is_set, &told);
}

static GPtrArray *
read_kind (AppFixture *self, LfTimelineKind kind, guint most)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = lf_timeline_read_sync (
      self->store,
      &(LfTimelineQuery){
          .entity = lf_schema_find ("project"), .id = self->project, .kind = kind, .most = most },
      /* cancellable= */ NULL, &error);

  g_assert_no_error (error);
  return items;
}

static void
assert_texts (GPtrArray *items, ...)
{
  va_list texts;
  const char *text;
  guint i = 0;

  va_start (texts, items);
  for (text = va_arg (texts, const char *); text != NULL; text = va_arg (texts, const char *), i++)
    {
      g_assert_cmpuint (i, <, items->len);
      g_assert_cmpstr (lf_timeline_item_get_text (items->pdata[i]), ==, text);
    }
  va_end (texts);
  g_assert_cmpuint (items->len, ==, i);
}

/* ---- Comments on whatever there is ---- */

static void
comment_on (AppFixture *self, const char *entity, const char *id, const char *text)
{
  g_autoptr (LfRecord) about = app_load (self, entity, id);
  g_autoptr (GPtrArray) kinds = lf_jotting_kinds (lf_record_entity (about));
  g_autofree char *told = NULL;

  lf_jotting_save_async (self->store, find_kind (kinds, "Comment"), about, text, on_saved_cb,
                         &told);
  app_await (is_set, &told);
}

static void
assert_comments (AppFixture *self, const char *entity, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = lf_timeline_read_sync (
      self->store,
      &(LfTimelineQuery){
          .entity = lf_schema_find (entity), .id = id, .kind = LF_TIMELINE_COMMENTS },
      /* cancellable= */ NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (lf_timeline_item_get_text (items->pdata[0]), ==, text);
}

static char *
add_problem (AppFixture *self)
{
  g_autoptr (LfRecord) project = app_load (self, "project", self->project);
  g_autoptr (LfRecord) problem
      = lf_relation_prepare (lf_schema_find ("problem"), project, &(LfDate){ 2026, 3, 2 });
  g_autoptr (LfChange) change = lf_change_new ("problem");
  g_autoptr (GError) error = NULL;

  lf_record_set (problem, lf_entity_title (lf_record_entity (problem))->name, "外线电力方案待批");
  for (const LfField *field = lf_record_entity (problem)->fields; field->name != NULL; field++)
    if ((field->flags & LF_FIELD_REQUIRED) && field->options != NULL
        && lf_record_get (problem, field->name) == NULL)
      lf_record_set (problem, field->name, field->options[0].key);
  lf_change_create (change, problem);
  lf_store_commit_sync (self->store, change, &error);
  g_assert_no_error (error);
  return g_strdup (lf_record_id (problem));
}

/* Each shows what was said of it, and no other's; what is of a project goes with the project. */
static void
test_comments_on_all (AppFixture *self, gconstpointer data)
{
  g_autofree char *problem = add_problem (self);
  g_autoptr (LfQuery) query = lf_query_parse (lf_schema_find ("comment"), "record!=", "written_on",
                                              &(LfDate){ 2026, 3, 2 }, NULL);
  g_autoptr (GPtrArray) named = NULL;

  comment_on (self, "project", self->project, "先看地");
  comment_on (self, "problem", problem, "请供电公司月底前答复");
  comment_on (self, "enterprise", self->enterprise, "董事长下周来");
  assert_comments (self, "project", self->project, "先看地");
  assert_comments (self, "problem", problem, "请供电公司月底前答复");
  assert_comments (self, "enterprise", self->enterprise, "董事长下周来");
  named = lf_store_list_sync (self->store, query, 0, NULL);
  g_assert_cmpuint (named->len, ==, 2);
  for (guint i = 0; i < named->len; i++)
    g_assert_cmpstr (
        lf_record_get (named->pdata[i], "project"), ==,
        g_str_equal (lf_record_get (named->pdata[i], "entity"), "problem") ? self->project : NULL);
}

/* Nothing stands alone but a comment itself. */
static void
test_comment_on_comment (void)
{
  guint n;
  const LfEntity *const *entities = lf_schema_entities (&n);

  for (guint i = 0; i < n; i++)
    g_assert_true (lf_timeline_kind_fits (LF_TIMELINE_COMMENTS, entities[i])
                   == !g_str_equal (entities[i]->name, "comment"));
}

/* What is put down on its day stands among what was changed that day. */
static void
test_one_order (AppFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) items = NULL;

  jot (self, "Comment", "先看地");
  app_set (self, "industry", "光电");
  jot (self, "Phone call", "电话跟进\n对方要求二十亩");
  items = read_kind (self, LF_TIMELINE_ALL, 0);
  assert_texts (items, "Interaction: 电话跟进", "Industry: 光电", "先看地", "Project added", NULL);
  g_assert_cmpstr (lf_timeline_item_get_detail (items->pdata[0]), ==, "电话跟进\n对方要求二十亩");
}

static void
test_kinds (AppFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) talks = NULL, comments = NULL, stages = NULL, files = NULL, changes = NULL;

  jot (self, "Comment", "先看地");
  jot (self, "Visit", "上门拜访");
  app_set (self, "industry", "光电");
  app_set (self, "stage", "negotiation");
  app_set (self, "files", SOME_DIGEST "/合同.pdf");
  talks = read_kind (self, LF_TIMELINE_TALKS, 0);
  comments = read_kind (self, LF_TIMELINE_COMMENTS, 0);
  stages = read_kind (self, LF_TIMELINE_STAGES, 0);
  files = read_kind (self, LF_TIMELINE_FILES, 0);
  changes = read_kind (self, LF_TIMELINE_CHANGES, 0);
  assert_texts (talks, "Interaction: 上门拜访", NULL);
  assert_texts (comments, "先看地", NULL);
  g_assert_cmpuint (stages->len, ==, 1);
  g_assert_cmpuint (files->len, ==, 1);
  assert_texts (changes, "Industry: 光电", "Project added", NULL);
  g_assert_true (lf_timeline_kind_fits (LF_TIMELINE_STAGES, lf_schema_find ("project")));
  g_assert_false (lf_timeline_kind_fits (LF_TIMELINE_STAGES, lf_schema_find ("contact")));
  g_assert_false (lf_timeline_kind_fits (LF_TIMELINE_TALKS, lf_schema_find ("contact")));
}

/* One more than asked for says that there is more. */
static void
test_a_page_at_a_time (AppFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) page = NULL, all = NULL;

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      app_set (self, "industry", text);
    }
  page = read_kind (self, LF_TIMELINE_ALL, 3);
  all = read_kind (self, LF_TIMELINE_ALL, 20);
  assert_texts (page, "Industry: 4 → 5", "Industry: 3 → 4", "Industry: 2 → 3", "Industry: 1 → 2",
                NULL);
  g_assert_cmpuint (all->len, ==, 7);
}

/* ---- The box ---- */

static LfTimeline *
show_timeline (AppFixture *self)
{
  LfTimeline *timeline = g_object_new (LF_TYPE_TIMELINE, NULL);
  g_autoptr (LfRecord) project = app_load (self, "project", self->project);

  gtk_window_set_child (self->window, GTK_WIDGET (timeline));
  lf_timeline_set_context (timeline, self->context);
  lf_timeline_show (timeline, project, NULL);
  app_settle ();
  return timeline;
}

static GtkTextBuffer *
write_text (LfTimeline *timeline, const char *text)
{
  GtkWidget *view = app_find (GTK_WIDGET (timeline), GTK_TYPE_TEXT_VIEW);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  gtk_text_buffer_set_text (buffer, text, -1);
  return buffer;
}

static void
press_save (LfTimeline *timeline)
{
  GtkWidget *jot = app_find (GTK_WIDGET (timeline), LF_TYPE_JOT);
  GtkEventController *keys = NULL;
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (jot);
  gboolean is_stopped;

  for (guint i = 0; keys == NULL && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      keys = GTK_IS_EVENT_CONTROLLER_KEY (controller) ? controller : NULL;
    }
  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_Return, 0, GDK_CONTROL_MASK, &is_stopped);
}

static gboolean
is_blank (gpointer buffer)
{
  return gtk_text_buffer_get_char_count (buffer) == 0;
}

static void
test_ctrl_enter_saves (AppFixture *self, gconstpointer data)
{
  LfTimeline *timeline = show_timeline (self);
  GtkTextBuffer *buffer = write_text (timeline, "  请园区一周内答复\n");

  press_save (timeline);
  app_await (is_blank, buffer);
  g_assert_cmpuint (app_count (self, "comment", "text=请园区一周内答复"), ==, 1);
  g_assert_cmpstr (self->toast, ==, "“请园区一周内答复” added");
}

static void
test_composing_is_not_saved (AppFixture *self, gconstpointer data)
{
  LfTimeline *timeline = show_timeline (self);
  GtkTextBuffer *buffer = write_text (timeline, "请园");
  GtkWidget *view = app_find (GTK_WIDGET (timeline), GTK_TYPE_TEXT_VIEW);

  g_signal_emit_by_name (view, "preedit-changed", "qu");
  press_save (timeline);
  app_settle ();
  g_assert_false (is_blank (buffer));
  g_assert_cmpuint (app_count (self, "comment", NULL), ==, 0);
  g_signal_emit_by_name (view, "preedit-changed", "");
  press_save (timeline);
  app_await (is_blank, buffer);
  g_assert_cmpuint (app_count (self, "comment", NULL), ==, 1);
}

/* What is not saved waits at its record. */
static void
test_a_draft_stays_with_its_record (AppFixture *self, gconstpointer data)
{
  LfTimeline *timeline = show_timeline (self);
  GtkTextBuffer *buffer = write_text (timeline, "还没写完");
  g_autoptr (LfRecord) project = app_load (self, "project", self->project);
  g_autoptr (LfRecord) other = lf_record_new (lf_schema_find ("project"), NULL);
  g_autofree char *text = NULL;

  lf_timeline_show (timeline, other, NULL);
  g_assert_true (is_blank (buffer));
  lf_timeline_show (timeline, project, NULL);
  g_object_get (buffer, "text", &text, NULL);
  g_assert_cmpstr (text, ==, "还没写完");
}

/* A leader comments; the server takes no talks from one. */
static void
test_what_is_refused_is_not_offered (AppFixture *self, gconstpointer data)
{
  const LfCredentials credentials = { .url = (char *) "http://127.0.0.1:1",
                                      .user = (char *) "周砚秋",
                                      .role = (char *) "leader",
                                      .token = (char *) "1" };
  LfTimeline *timeline = show_timeline (self);
  GtkWidget *kinds = app_find (GTK_WIDGET (timeline), GTK_TYPE_DROP_DOWN);
  g_autoptr (LfRecord) project = app_load (self, "project", self->project);
  g_autoptr (LfRecord) other = lf_record_new (lf_schema_find ("project"), NULL);

  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (kinds))), >,
                    1);
  g_assert_true (lf_credentials_save (&credentials, lf_store_folder (self->store), NULL));
  lf_timeline_show (timeline, other, NULL);
  lf_timeline_show (timeline, project, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (kinds))), ==,
                    1);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/timeline/" path, AppFixture, NULL, app_fixture_set_up, function,                   \
              app_fixture_tear_down)

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  ADD ("one-order", test_one_order);
  ADD ("kinds", test_kinds);
  ADD ("comments-on-all", test_comments_on_all);
  g_test_add_func ("/timeline/comment-on-comment", test_comment_on_comment);
  ADD ("a-page-at-a-time", test_a_page_at_a_time);
  ADD ("ctrl-enter-saves", test_ctrl_enter_saves);
  ADD ("composing-is-not-saved", test_composing_is_not_saved);
  ADD ("a-draft-stays-with-its-record", test_a_draft_stays_with_its_record);
  ADD ("what-is-refused-is-not-offered", test_what_is_refused_is_not_offered);
  return g_test_run ();
}
