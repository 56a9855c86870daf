/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search: Han, words, pinyin and initials; what is found, what is not, in which order. */

#include "config.h"

#include "some-record.h"
#include "store-fixture.h"

#include "lf-search-text.h"

#include <sqlite3.h>
#include <string.h>

static GPtrArray *
search (LfStore *store, const char *text, const LfEntity *entity, guint limit)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *hits = lf_store_search_sync (store, text, entity, limit, &error);

  g_assert_no_error (error);
  return hits;
}

/* The titles of the hits, best first, each with the field that matched: "甲:name 乙:note". */
static char *
found (LfStore *store, const char *text)
{
  g_autoptr (GPtrArray) hits = search (store, text, NULL, 0);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      const LfHit *hit = hits->pdata[i];
      g_autofree char *title = lf_record_title (hit->record);

      g_string_append_printf (names, "%s%s:%s", i > 0 ? " " : "", title, hit->field->name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
assert_found (LfStore *store, const char *text, const char *expected)
{
  g_autofree char *names = found (store, text);

  g_test_message ("%.60s", text);
  g_assert_cmpstr (names, ==, expected);
}

static char *
add_named (LfStore *store, const char *name)
{
  return add_project (store, name, NULL, "lead");
}

/* ---- The index ---- */

static gint64
count_pieces (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "landfall.db", NULL);
  sqlite3 *db;
  sqlite3_stmt *statement;
  gint64 n;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT count (DISTINCT segid) FROM project_search_idx",
                                       -1, &statement, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  n = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return n;
}

/* Whoever writes much and is gone leaves many pieces, which make every search slow: the next who
 * opens the store joins them, also when he only reads. */
static void
test_pieces_left_behind (Fixture *self, gconstpointer data)
{
  g_autofree char *copy = g_strconcat (self->folder, "-copy", NULL);
  g_autofree char *copying = g_strdup_printf ("cp -r '%s' '%s'", self->folder, copy);
  g_autoptr (LfStore) store = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 40; i++)
    g_free (add_named (self->store, "新材料"));
  g_assert_true (g_spawn_command_line_sync (copying, NULL, NULL, NULL, NULL));
  g_assert_cmpint (count_pieces (copy), >, 30);
  store = lf_store_open_sync (copy, LF_STORE_OPEN_EXISTING, &error);
  g_assert_no_error (error);
  while (count_pieces (copy) > 10)
    g_thread_yield ();
  lf_store_close_sync (store);
  remove_folder (copy);
}

/* ---- What is found ---- */

static const struct
{
  const char *text, *found;
} kinds_of_words[] = {
  /* parts of a Han name, from one character on */
  { "储能", "新型储能基地:name" },
  { "能", "新型储能基地:name" },
  { "基地", "新型储能基地:name" },
  { "地", "新型储能基地:name" },
  { "型储能基", "新型储能基地:name" },
  { "新型储能基地", "新型储能基地:name" },
  { "新储", "" },
  { "储能站", "" },
  { "基地站", "" },
  /* pinyin and initials, whole or begun, from any character on */
  { "xinxingchunengjidi", "新型储能基地:name" },
  { "xinxing", "新型储能基地:name" },
  { "chuneng", "新型储能基地:name" },
  { "chun", "新型储能基地:name" },
  { "xxcnjd", "新型储能基地:name" },
  { "cnjd", "新型储能基地:name" },
  { "cnj", "新型储能基地:name" },
  { "chu neng", "新型储能基地:name" },
  { "CHUNENG", "新型储能基地:name" },
  { "ｃｎｊｄ", "新型储能基地:name" },
  { "cnx", "" },
  { "engji", "" },
  /* words of other scripts, by their beginning */
  { "led", "LED屏幕Module-7:name" },
  { "LED", "LED屏幕Module-7:name" },
  { "ＬＥＤ", "LED屏幕Module-7:name" },
  { "mod", "LED屏幕Module-7:name" },
  { "odule", "" },
  { "module-7", "LED屏幕Module-7:name" },
  { "pingmu", "LED屏幕Module-7:name" },
  { "pm", "LED屏幕Module-7:name" },
  /* two letters have lists of their own: of longer words, of words of two, with others */
  { "cn", "新型储能基地:name" },
  { "nj", "新型储能基地:name" },
  { "jd", "新型储能基地:name" },
  { "xx", "新型储能基地:name" },
  { "le", "LED屏幕Module-7:name" },
  { "LE mo", "LED屏幕Module-7:name" },
  { "le 屏幕", "LED屏幕Module-7:name" },
  { "qx", "5G汽修:name" },
  { "5g", "5G汽修:name" },
  { "5g qi", "5G汽修:name" },
  { "ed", "" },
  { "cn le", "" },
  /* several words: all of them, in any order, of any kind */
  { "储能 基地", "新型储能基地:name" },
  { "基地 储能", "新型储能基地:name" },
  { "储能jd", "新型储能基地:name" },
  { "储能 xinxing", "新型储能基地:name" },
  { "储能 屏幕", "" },
  /* characters beyond the basic plane, and of other scripts */
  { "𠮷野", "𠮷野家:name" },
  { "𠮷", "𠮷野家:name" },
  { "カメラ", "カメラ:name" },
  { "", "" },
  { "   ", "" },
};

static void
test_kinds_of_words (Fixture *self, gconstpointer data)
{
  g_free (add_named (self->store, "新型储能基地"));
  g_free (add_named (self->store, "LED屏幕Module-7"));
  g_free (add_named (self->store, "5G汽修"));
  g_free (add_named (self->store, "𠮷野家"));
  g_free (add_named (self->store, "カメラ"));
  for (guint i = 0; i < G_N_ELEMENTS (kinds_of_words); i++)
    assert_found (self->store, kinds_of_words[i].text, kinds_of_words[i].found);
}

static void
test_fields (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_named (self->store, "甲");

  set_field (self->store, id, "note", "二期预计明年开工");
  set_field (self->store, id, "tags", "重点\n市级");
  set_field (self->store, id, "industry", "新能源");
  set_field (self->store, id, "source", "展会");
  assert_found (self->store, "明年", "甲:note");
  assert_found (self->store, "市级", "甲:tags");
  assert_found (self->store, "重点市级", "");
  assert_found (self->store, "新能源 开工", "甲:industry");
  assert_found (self->store, "展会", "");
  assert_found (self->store, "mingnian", ""); /* pinyin is of names only */
}

/* A number is one number however it was written down and however it is asked for; and no other. */
static void
test_phones (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *field, *value;
    const char *asked[8]; /* NULL-terminated */
  } phones[] = {
    { "mobile",
      "13912345678",
      { "13912345678", "139 1234 5678", "139-1234-5678", "+86 139 1234 5678", "8613912345678",
        "１３９ １２３４ ５６７８", "139 1234" } },
    { "mobile",
      "+86137-8765-4321",
      { "13787654321", "137 8765 4321", "+8613787654321", "0086 137-8765-4321" } },
    { "mobile", "+8613600001111", { "13600001111", "136 0000 1111", "136-0000-1111" } },
    { "office_phone",
      "0515-82001234",
      { "0515-82001234", "051582001234", "0515 8200 1234", "(0515) 82001234" } },
    { "office_phone", "(010)62001234转801", { "01062001234", "010-6200 1234", "62001234" } },
  };
  const LfEntity *contact = lf_schema_find ("contact");

  for (guint i = 0; i < G_N_ELEMENTS (phones); i++)
    {
      g_autofree char *name = g_strdup_printf ("甲%u", i);
      g_autoptr (LfRecord) record = lf_record_new (contact, NULL);
      g_autoptr (LfChange) change = lf_change_new ("add");
      g_autoptr (GError) error = NULL;

      lf_record_set (record, "name", name);
      lf_record_set (record, phones[i].field, phones[i].value);
      lf_change_create (change, record);
      lf_store_commit_sync (self->store, change, &error);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (phones); i++)
    for (guint j = 0; phones[i].asked[j] != NULL && j < G_N_ELEMENTS (phones[i].asked); j++)
      {
        g_autofree char *expected = g_strdup_printf ("甲%u:%s", i, phones[i].field);

        assert_found (self->store, phones[i].asked[j], expected);
      }
  assert_found (self->store, "139 1234 5679", "");
  assert_found (self->store, "5678 1234 139", "");
}

static void
test_order_limit_entity (Fixture *self, gconstpointer data)
{
  g_autofree char *firm = add_titled (self->store, "enterprise", "海曙电子");
  g_autofree char *first = add_named (self->store, "海曙一");
  g_autofree char *second = add_named (self->store, "海曙二");
  g_autoptr (GPtrArray) firms = search (self->store, "海曙", lf_schema_find ("enterprise"), 0);
  g_autoptr (GPtrArray) one = search (self->store, "海曙", project_entity (), 1);
  g_autoptr (GPtrArray) two = search (self->store, "海曙", NULL, 2);

  assert_found (self->store, "海曙", "海曙二:name 海曙一:name 海曙电子:name");
  g_assert_cmpuint (firms->len, ==, 1);
  g_assert_cmpstr (lf_record_id (((LfHit *) firms->pdata[0])->record), ==, firm);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (lf_record_id (((LfHit *) one->pdata[0])->record), ==, second);
  g_assert_cmpuint (two->len, ==, 2);
}

static void
test_follows_edits (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_named (self->store, "旧名称");

  set_field (self->store, id, "name", "新称呼");
  assert_found (self->store, "旧名", "");
  assert_found (self->store, "jmc", "");
  assert_found (self->store, "新称", "新称呼:name");
  assert_found (self->store, "xch", "新称呼:name");
  g_free (lf_store_undo_sync (self->store, NULL));
  assert_found (self->store, "旧名", "旧名称:name");
  assert_found (self->store, "新称", "");
  delete_project (self->store, id);
  assert_found (self->store, "旧名", "");
  assert_found (self->store, "jmc", "");
  g_free (lf_store_undo_sync (self->store, NULL));
  assert_found (self->store, "旧名", "旧名称:name");
  assert_sound (self->store);
}

/* ---- Rank ---- */

static void
test_rank (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text, *found;
  } cases[] = {
    /* the name itself, its beginning, the newest first; within; read alike; another field */
    { "天承", "天承:name 天承二期:name 天承生物:name 大天承:name 乙:note" },
    { "tc", "TC-9:name 大天承:name 天承二期:name 天承生物:name 天承:name 丙:note" },
    { "tiancheng", "大天承:name 天承二期:name 天承生物:name 天承:name" },
    { "天承 生物", "天承生物:name" },
    { "天承 别处", "乙:note" },
    { "TC-9", "TC-9:name" },
  };
  g_autofree char *firm = add_titled (self->store, "enterprise", "天承");
  g_autofree char *other = add_named (self->store, "天承生物");
  g_autofree char *noted = add_named (self->store, "乙");
  g_autofree char *latin = add_named (self->store, "丙");

  set_field (self->store, noted, "note", "别处听说天承要来");
  set_field (self->store, latin, "note", "见 TC 文件");
  g_free (add_named (self->store, "天承二期"));
  g_free (add_named (self->store, "TC-9"));
  g_free (add_titled (self->store, "contact", "大天承"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_found (self->store, cases[i].text, cases[i].found);
}

/* However many newer records hold the words, the one that is called so comes first. */
static void
test_rank_among_many (Fixture *self, gconstpointer data)
{
  g_autofree char *oldest = add_named (self->store, "储能");
  g_autoptr (LfChange) change = lf_change_new ("many");
  g_autoptr (GPtrArray) hits = NULL;

  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *name = g_strdup_printf ("大型储能 %u", i);
      g_autoptr (LfRecord) record = lf_record_new (project_entity (), NULL);

      lf_record_set (record, "name", name);
      lf_record_set (record, "stage", "lead");
      lf_change_create (change, record);
    }
  commit_change (self->store, change);
  hits = search (self->store, "储能", NULL, 10);
  g_assert_cmpuint (hits->len, ==, 10);
  g_assert_cmpstr (lf_record_id (((LfHit *) hits->pdata[0])->record), ==, oldest);
  g_assert_cmpint (((LfHit *) hits->pdata[0])->rank, ==, LF_HIT_EXACT);
  g_assert_cmpint (((LfHit *) hits->pdata[1])->rank, ==, LF_HIT_WITHIN);
}

static gboolean
has_searched_text (GPtrArray *records, const LfEntity *entity)
{
  for (guint i = 0; i < records->len; i++)
    for (guint f = 0; entity->fields[f].name != NULL; f++)
      if (lf_record_entity (records->pdata[i]) == entity
          && (entity->fields[f].flags & LF_FIELD_SEARCHED)
          && g_strcmp0 (lf_record_get_at (records->pdata[i], f), "甲记录") == 0)
        return TRUE;
  return FALSE;
}

/* One of every entity: each that has a searched text is found by it, and says where. */
static void
test_every_entity (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  g_autoptr (LfChange) change = lf_change_new ("all");
  guint n = 0;

  for (const LfEntity *const *entity = lf_schema_entities (NULL); *entity != NULL; entity++)
    g_ptr_array_add (all, some_record_new (*entity, all));
  for (guint i = 0; i < all->len; i++)
    lf_change_create (change, all->pdata[i]);
  commit_change (self->store, change);
  for (const LfEntity *const *entity = lf_schema_entities (NULL); *entity != NULL; entity++)
    {
      g_autoptr (GPtrArray) hits = search (self->store, "甲记", *entity, 0);

      g_test_message ("%s", (*entity)->name);
      g_assert_cmpint (hits->len > 0, ==, has_searched_text (all, *entity));
      for (guint i = 0; i < hits->len; i++)
        {
          g_autofree char *markup = lf_hit_markup (hits->pdata[i]);

          g_assert_nonnull (strstr (markup, "<b>甲记</b>"));
        }
      n += hits->len > 0;
    }
  g_assert_cmpuint (n, >, 30);
}

/* ---- Marks ---- */

static void
test_marks (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text, *markup;
  } cases[] = {
    { "储能", "新型<b>储能</b>基地 A&amp;B &lt;<b>储能</b>&gt;" },
    { "cn", "新型<b>储能</b>基地 A&amp;B &lt;储能&gt;" },
    { "chuneng", "新型<b>储能</b>基地 A&amp;B &lt;储能&gt;" },
    { "chun", "新型<b>储能</b>基地 A&amp;B &lt;储能&gt;" },
    { "xxcnjd", "<b>新型储能基地</b> A&amp;B &lt;储能&gt;" },
    { "Ａ", "新型储能基地 <b>A</b>&amp;B &lt;储能&gt;" },
    { "基地 xinx", "<b>新型</b>储能<b>基地</b> A&amp;B &lt;储能&gt;" },
  };

  g_free (add_named (self->store, "新型储能基地 A&B <储能>"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) hits = search (self->store, cases[i].text, NULL, 0);
      g_autofree char *markup = NULL;

      g_assert_cmpuint (hits->len, ==, 1);
      markup = lf_hit_markup (hits->pdata[0]);
      g_assert_cmpstr (markup, ==, cases[i].markup);
    }
}

/* Of a long text the part around the first match. */
static void
test_excerpt (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_named (self->store, "甲");
  g_autoptr (GString) note = g_string_new (NULL);
  g_autoptr (GPtrArray) hits = NULL;
  g_autofree char *markup = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (note, "长");
  g_string_append (note, "\n开工");
  for (guint i = 0; i < 100; i++)
    g_string_append (note, "文");
  set_field (self->store, id, "note", note->str);
  hits = search (self->store, "开工", NULL, 0);
  g_assert_cmpuint (hits->len, ==, 1);
  markup = lf_hit_markup (hits->pdata[0]);
  g_assert_true (g_str_has_prefix (markup, "…长长"));
  g_assert_nonnull (strstr (markup, "长 <b>开工</b>文"));
  g_assert_true (g_str_has_suffix (markup, "文…"));
}

/* ---- Odd input ---- */

static void
test_odd_input (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text, *found;
  } cases[] = {
    { "\"储能", "储能:name" },
    { "储能\"", "储能:name" },
    { "\"储能\"", "储能:name" },
    { "“储能”", "储能:name" },
    { "储能*", "储能:name" },
    { "-储能", "储能:name" },
    { "^储能", "储能:name" },
    { "(储能", "储能:name" },
    { "储能)", "储能:name" },
    { "储'能", "储能:name" },
    { "储能;--", "储能:name" },
    { "😀储能", "储能:name" },
    { "储能+", "储能:name" },
    { "words : 储能", "" },
    { "储能 OR 别的", "" },
    { "储能 AND 储能", "" },
    { "NEAR(储能 储能)", "" },
    { "储能 NOT 别的", "" },
    { "\"", "" },
    { "\"*(): ^", "" },
    { "%", "" },
    { "_", "" },
    { "😀", "" },
    { "\xef\xbf\xbd", "" },
    { "{words}", "" },
    { "' OR 1=1 --", "" },
    { "储\n能", "储能:name" },
  };

  g_free (add_named (self->store, "储能"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_found (self->store, cases[i].text, cases[i].found);
}

static char *
repeat (const char *text, guint n)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

/* Of ten thousand characters only the first ones narrow a search: all of them would take seconds.
 */
static void
test_very_long (Fixture *self, gconstpointer data)
{
  static const char *const pieces[] = { "储", "a", "储 ", "a ", "储a", "😀", "\"" };
  g_autofree char *note = repeat ("储能", 5000);
  g_autofree char *other = g_strconcat ("储能储", note, NULL);
  g_autofree char *id = add_named (self->store, "甲");

  set_field (self->store, id, "note", note);
  assert_found (self->store, note, "甲:note");
  assert_found (self->store, other, "");
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *text = repeat (pieces[i], 10000);
      g_autoptr (GPtrArray) hits = search (self->store, text, NULL, 10);

      g_assert_cmpuint (hits->len, <=, 1);
    }
}

/* ---- Against the plain way ---- */

static char *
random_han (guint length)
{
  static const char *const characters[] = { "储", "能", "车", "灯", "储", "江", "a" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < length; i++)
    g_string_append (text, characters[g_test_rand_int_range (0, G_N_ELEMENTS (characters) - 1)]);
  return g_string_free (text, FALSE);
}

/* What the index finds is what holds the text. */
static void
test_substring_property (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 60; i++)
    {
      g_ptr_array_add (names, random_han ((guint) g_test_rand_int_range (1, 9)));
      g_free (add_named (self->store, names->pdata[i]));
    }
  for (guint round = 0; round < 200; round++)
    {
      g_autofree char *text = random_han ((guint) g_test_rand_int_range (1, 5));
      g_autoptr (GPtrArray) hits = search (self->store, text, NULL, 0);
      guint n = 0;

      for (guint i = 0; i < names->len; i++)
        n += strstr (names->pdata[i], text) != NULL;
      g_assert_cmpuint (hits->len, ==, n);
    }
}

/* ---- Pinyin ---- */

static gboolean
reads (const char *name, const char *spelling)
{
  g_autofree char *index = lf_pinyin_index (name);
  g_auto (GStrv) spellings = g_strsplit (index, " ", -1);

  return g_strv_contains ((const char *const *) spellings, spelling);
}

/* Names that are read in more than one way, or that one table alone gets wrong. */
static void
test_readings (void)
{
  static const struct
  {
    const char *name, *spelling;
  } cases[] = {
    { "重庆长安", "chongqingchangan" },
    { "重庆长安", "zhongqingzhangan" },
    { "重庆长安", "cqca" },
    { "重庆长安", "zqza" },
    { "重庆长安", "changan" },
    { "厦门", "xiamen" },
    { "厦门", "shamen" },
    { "长沙", "changsha" },
    { "银行", "yinhang" },
    { "银行", "yh" },
    { "乐清", "yueqing" },
    { "乐清", "leqing" },
    { "单晶", "danjing" },
    { "单县", "shanxian" },
    { "绿地", "lvdi" },
    { "绿地", "ludi" },
    { "曾厝垵", "zengcuoan" },
    { "六安", "luan" },
    { "蚌埠", "bengbu" },
    { "番禺", "fanyu" },
    { "宁波", "ningbo" },
    { "上虞", "shangyu" },
    { "鄞州", "yinzhou" },
    { "衢州", "quzhou" },
    { "杭州湾A区", "hangzhouwan" },
    { "杭州湾A区", "qu" },
    { "（上海）", "shanghai" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s %s", cases[i].name, cases[i].spelling);
      g_assert_true (reads (cases[i].name, cases[i].spelling));
    }
  g_assert_false (reads ("单晶", "dan"));
  g_assert_false (reads ("杭州湾A区", "hangzhouwanqu"));
}

/* Where the readings are too many, the beginning of a name keeps all of its own. */
static void
test_many_readings (Fixture *self, gconstpointer data)
{
  static const char *const beginnings[]
      = { "chongchangxia", "zhongzhangsha", "chongzhangxia", "zhongchangsha", "ccx", "zzs", "zcx" };

  g_free (add_named (self->store, "重长厦行乐曾单解盖种"));
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    assert_found (self->store, beginnings[i], "重长厦行乐曾单解盖种:name");
}

static void
test_very_long_name (void)
{
  g_autofree char *name = repeat ("重长", 2000);
  g_autofree char *index = lf_pinyin_index (name);

  g_assert_cmpuint (strlen (index), <, 200000);
  g_assert_nonnull (strstr (index, "chongchangchongchang"));
}

#define ADD(path, func) g_test_add ("/store/search/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("kinds-of-words", test_kinds_of_words);
  ADD ("fields", test_fields);
  ADD ("phones", test_phones);
  ADD ("order-limit-entity", test_order_limit_entity);
  ADD ("follows-edits", test_follows_edits);
  ADD ("rank", test_rank);
  ADD ("rank-among-many", test_rank_among_many);
  ADD ("every-entity", test_every_entity);
  ADD ("marks", test_marks);
  ADD ("excerpt", test_excerpt);
  ADD ("pieces-left-behind", test_pieces_left_behind);
  ADD ("odd-input", test_odd_input);
  ADD ("very-long", test_very_long);
  ADD ("substring-property", test_substring_property);
  g_test_add_func ("/store/pinyin/readings", test_readings);
  ADD ("many-readings", test_many_readings);
  g_test_add_func ("/store/pinyin/very-long-name", test_very_long_name);
  return g_test_run ();
}
