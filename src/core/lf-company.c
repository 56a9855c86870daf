/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking a firm's name apart: brackets, legal form, places. */

#include "config.h"

#include "lf-company.h"

#include "lf-han.h"
#include "lf-text.h"

#include <string.h>

/* Around a place inside the name while it is worked on. */
#define PLACE_BEGIN '\x01'
#define PLACE_END '\x02'

/* clang-format off */
/* Longest first: each is taken off the end as often as it stands there. */
static const char *const legal_forms[] = {
  "股份有限责任公司", "集团股份有限公司", "股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "股份公司", "集团公司",
  "总公司", "合伙企业", "个人独资企业", "股份合作公司", "株式会社", "주식회사", "公司", "集团", "股份",
};
/* Whole last words of names in Latin letters, folded. */
static const char *const latin_forms[] = {
  "company", "co", "limited", "ltd", "ltda", "incorporated", "inc", "corporation", "corp", "llc", "llp", "lp", "plc", "gmbh",
  "ag", "kg", "kgaa", "sa", "sas", "sarl", "srl", "spa", "nv", "bv", "ab", "as", "oy", "oyj", "se", "pte", "pty", "pvt",
  "sdn", "bhd", "kk", "group", "holding", "holdings", "and",
};
/* Brackets that say nothing about which firm it is. */
static const char *const empty_remarks[] = {
  "集团", "有限合伙", "普通合伙", "特殊普通合伙", "筹", "筹建", "拟", "拟设", "拟设立", "暂定名", "暂名", "外资", "外商独资", "外商投资",
  "港资", "台资", "中外合资", "中外合作", "港澳台独资", "台港澳独资", "台港澳合资", "港澳台合资", "自然人独资", "法人独资", "国有独资",
  "株", "株式会社", "group", "holding", "holdings",
};
/* A name that is nothing but these tells no firm from another once its place is gone. */
static const char *const generic_words[] = {
  "新材料", "新能源", "汽车", "银行", "电力", "电网", "电子", "电气", "地铁", "港口", "港务", "水务", "燃气", "建工", "城投", "交投", "城建",
  "国资", "国投", "产投", "开发", "建设", "投资", "科技", "技术", "贸易", "商贸", "实业", "工业", "产业", "发展", "控股", "运营", "管理",
  "咨询", "服务", "物流", "置业", "地产", "旅游", "文化", "传媒", "医药", "生物", "化工", "机械", "制造", "装备", "智能", "信息", "网络",
  "农业", "食品", "环保", "能源", "材料", "进出口", "国际", "高新", "经济", "园区", "基金", "股权", "资产", "经营", "资本", "创业", "孵化器",
};
static const struct { const char *latin, *han; } latin_places[] = {
  { "china", "中国" }, { "prc", "中国" }, { "shanghai", "上海" }, { "beijing", "北京" }, { "tianjin", "天津" },
  { "chongqing", "重庆" }, { "hong kong", "香港" }, { "hongkong", "香港" }, { "hk", "香港" }, { "macau", "澳门" },
  { "taiwan", "台湾" }, { "guangzhou", "广州" }, { "shenzhen", "深圳" }, { "dongguan", "东莞" }, { "hangzhou", "杭州" },
  { "ningbo", "宁波" }, { "wenzhou", "温州" }, { "jiaxing", "嘉兴" }, { "shaoxing", "绍兴" }, { "zhejiang", "浙江" },
  { "nanjing", "南京" }, { "suzhou", "苏州" }, { "wuxi", "无锡" }, { "changzhou", "常州" }, { "nantong", "南通" },
  { "jiangsu", "江苏" }, { "kunshan", "昆山" }, { "taicang", "太仓" }, { "qingdao", "青岛" }, { "jinan", "济南" },
  { "shandong", "山东" }, { "dalian", "大连" }, { "shenyang", "沈阳" }, { "wuhan", "武汉" }, { "changsha", "长沙" },
  { "chengdu", "成都" }, { "xian", "西安" }, { "hefei", "合肥" }, { "xiamen", "厦门" }, { "fuzhou", "福州" },
  { "zhengzhou", "郑州" }, { "nanchang", "南昌" }, { "guangdong", "广东" }, { "fujian", "福建" },
};
/* clang-format on */

static gboolean
is_one_of (const char *text, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (text, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* A blank parts words in Latin letters; between others it is nothing but layout. */
static gboolean
parts_words (const char *blank)
{
  return (guchar) blank[-1] < 0x80 && (guchar) blank[1] < 0x80;
}

static char *
simplify (const char *name)
{
  g_autofree char *folded = lf_text_fold (name);
  GString *result = g_string_sized_new (strlen (folded));

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != PLACE_BEGIN && c != PLACE_END && (c != ' ' || parts_words (p)))
        g_string_append_unichar (result, lf_han_simplified (c));
    }
  return g_string_free (result, FALSE);
}

/* Only what counts in a key: no blanks, brackets, punctuation or marks. */
static gboolean
counts (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static char *
letters_of (const char *text)
{
  GString *result = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (counts (g_utf8_get_char (p)))
      g_string_append_unichar (result, g_utf8_get_char (p));
  return g_string_free (result, FALSE);
}

/* ---- Places ---- */

/* @text may be the whole of a bracket: "宁波", "中国·宁波市", "china". */
static gboolean
is_place (const char *text, LfPlace *ret_place)
{
  g_autofree char *letters = letters_of (text);

  for (guint i = 0; i < G_N_ELEMENTS (latin_places); i++)
    if (strcmp (text, latin_places[i].latin) == 0)
      {
        lf_place_find (latin_places[i].han, ret_place);
        return TRUE;
      }
  return *letters != '\0' && lf_place_match (letters, ret_place) == strlen (letters);
}

static void
append_place (GString *name, const LfPlace *place)
{
  g_autofree char *text = lf_place_to_text (place);

  g_string_append_printf (name, "%c%s%c", PLACE_BEGIN, text, PLACE_END);
}

/* ---- Brackets ---- */

static gunichar
closing_of (gunichar c)
{
  static const char *const pairs[] = { "()",   "[]",   "{}",   "<>",   "【】", "〔〕", "「」",
                                       "『』", "〈〉", "《》", "〖〗", "“”",   "‘’" };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (g_utf8_get_char (pairs[i]) == c)
      return g_utf8_get_char (g_utf8_next_char (pairs[i]));
  return 0;
}

static void
append_bracket (GString *result, const char *content, LfPlace *place)
{
  LfPlace here;

  if (is_one_of (content, empty_remarks, G_N_ELEMENTS (empty_remarks)))
    return;
  if (!is_place (content, &here))
    {
      g_string_append (result, content);
      return;
    }
  append_place (result, &here);
  *place = here;
}

/* A bracket that never closes is a stray character. */
static char *
open_brackets (const char *name, LfPlace *place)
{
  GString *result = g_string_new (NULL);

  for (const char *p = name; *p != '\0';)
    {
      gunichar closing = closing_of (g_utf8_get_char (p));
      const char *begin = g_utf8_next_char (p);
      const char *end = closing == 0 ? NULL : g_utf8_strchr (begin, -1, closing);
      g_autofree char *content = NULL;

      if (end == NULL)
        {
          if (closing == 0)
            g_string_append_unichar (result, g_utf8_get_char (p));
          p = begin;
          continue;
        }
      content = g_strstrip (g_strndup (begin, (gsize) (end - begin)));
      append_bracket (result, content, place);
      p = g_utf8_next_char (end);
    }
  return g_string_free (result, FALSE);
}

/* ---- Legal form ---- */

static void
strip_blanks (GString *name)
{
  while (name->len > 0)
    {
      const char *last = g_utf8_find_prev_char (name->str, name->str + name->len);
      gunichar c = g_utf8_get_char (last);

      if (counts (c) || c == PLACE_END)
        return;
      g_string_truncate (name, (gsize) (last - name->str));
    }
}

static gboolean
strip_han_form (GString *name)
{
  if (g_str_has_suffix (name->str, "分公司") || g_str_has_suffix (name->str, "子公司"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (legal_forms); i++)
    if (g_str_has_suffix (name->str, legal_forms[i]) && name->len > strlen (legal_forms[i]))
      {
        g_string_truncate (name, name->len - strlen (legal_forms[i]));
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_latin (char c)
{
  return g_ascii_isalnum (c) || (guchar) c >= 0x80;
}

/* A last word of its own, or one behind a full stop or after Han: "co.,ltd", "宁波甲co", "s.a.". */
static gboolean
strip_latin_form (GString *name)
{
  gsize begin = name->len;
  g_autofree char *word = NULL;

  while (begin > 0 && is_latin (name->str[begin - 1]) && (guchar) name->str[begin - 1] < 0x80)
    begin--;
  word = g_strdup (name->str + begin);
  if (begin == 0 || !is_one_of (word, latin_forms, G_N_ELEMENTS (latin_forms)))
    return FALSE;
  g_string_truncate (name, begin);
  return TRUE;
}

/* Takes the legal form off the end, also from before a place in brackets: 甲有限公司（宁波）. */
static void
strip_forms (GString *name)
{
  g_autoptr (GString) tail = g_string_new (NULL);
  gboolean goes_on = TRUE;

  while (goes_on)
    {
      strip_blanks (name);
      goes_on = strip_han_form (name) || strip_latin_form (name);
      if (!goes_on && name->len > 0 && name->str[name->len - 1] == PLACE_END)
        {
          char *begin = strrchr (name->str, PLACE_BEGIN);

          if (begin == name->str)
            break;
          g_string_prepend (tail, begin);
          g_string_truncate (name, (gsize) (begin - name->str));
          goes_on = TRUE;
        }
    }
  g_string_append (name, tail->str);
}

/* ---- Places outside brackets ---- */

static char *
mark_leading_place (const char *name, LfPlace *place)
{
  LfPlace here;
  gsize length = lf_place_match (name, &here);
  g_autoptr (GString) result = g_string_new (NULL);

  /* 中国移动 is not a 移动 of China. */
  if (length == 0 || name[length] == '\0' || strcmp (here.province, "中国") == 0)
    return g_strdup (name);
  append_place (result, &here);
  g_string_append (result, name + length);
  *place = here;
  return g_strdup (result->str);
}

static char *
mark_trailing_place (const char *name, LfPlace *place)
{
  const char *end = name + strlen (name);

  for (const char *p = end; p > name && end - p < 30;)
    {
      LfPlace here;

      p = g_utf8_prev_char (p);
      if (*p == PLACE_BEGIN || *p == PLACE_END)
        break;
      if (p > name && lf_place_match (p, &here) == (gsize) (end - p))
        {
          g_autoptr (GString) result = g_string_new_len (name, p - name);

          append_place (result, &here);
          *place = here;
          return g_strdup (result->str);
        }
    }
  return g_strdup (name);
}

static char *
without_places (const char *name)
{
  g_autoptr (GString) rest = g_string_new (NULL);
  gboolean is_inside = FALSE;

  for (const char *p = name; *p != '\0'; p++)
    if (*p == PLACE_BEGIN || *p == PLACE_END)
      is_inside = *p == PLACE_BEGIN;
    else if (!is_inside)
      g_string_append_c (rest, *p);
  return letters_of (rest->str);
}

static gboolean
is_generic (const char *core)
{
  g_autoptr (GString) rest = g_string_new (core);
  gboolean goes_on = TRUE;

  while (goes_on)
    {
      goes_on = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (generic_words) && !goes_on; i++)
        if (g_str_has_suffix (rest->str, generic_words[i]))
          {
            g_string_truncate (rest, rest->len - strlen (generic_words[i]));
            goes_on = TRUE;
          }
    }
  return g_utf8_strlen (rest->str, -1) < 2;
}

/* ---- The whole ---- */

void
lf_company_parse (const char *name, LfCompany *ret_company)
{
  LfCompany company = { NULL };
  g_autofree char *simple = simplify (name);
  g_autofree char *opened = open_brackets (simple, &company.place);
  g_autoptr (GString) bare = g_string_new (opened);
  g_autofree char *led = NULL;
  g_autofree char *marked = NULL;

  strip_forms (bare);
  led = mark_leading_place (g_str_has_prefix (bare->str, "the ") ? bare->str + 4 : bare->str,
                            &company.place);
  marked = mark_trailing_place (led, &company.place);
  company.whole = letters_of (marked);
  company.core = without_places (marked);
  if (is_generic (company.core))
    {
      g_free (company.core);
      company.core = g_strdup (company.whole);
    }
  *ret_company = company;
}

void
lf_company_clear (LfCompany *self)
{
  g_clear_pointer (&self->whole, g_free);
  g_clear_pointer (&self->core, g_free);
}

char *
lf_company_key (const char *name)
{
  g_auto (LfCompany) company = { NULL };

  lf_company_parse (name, &company);
  return g_steal_pointer (&company.whole);
}

char *
lf_company_sound (const char *key)
{
  GString *sound = g_string_new (NULL);

  for (const char *p = key; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *syllable = lf_han_syllable (g_utf8_get_char (p));

      if (syllable != NULL)
        g_string_append_printf (sound, "%s ", syllable);
      else
        g_string_append_unichar (sound, g_utf8_get_char (p));
    }
  return g_string_free (sound, FALSE);
}

/* ---- Similarity ---- */

/* Levenshtein, a row at a time. */
static guint
edits_between (const gunichar *a, glong n_a, const gunichar *b, glong n_b)
{
  g_autofree guint *row = g_new (guint, n_b + 1);

  for (glong j = 0; j <= n_b; j++)
    row[j] = (guint) j;
  for (glong i = 1; i <= n_a; i++)
    {
      guint diagonal = row[0];

      row[0] = (guint) i;
      for (glong j = 1; j <= n_b; j++)
        {
          guint above = row[j];

          row[j] = MIN (MIN (above, row[j - 1]) + 1, diagonal + (a[i - 1] != b[j - 1]));
          diagonal = above;
        }
    }
  return row[n_b];
}

guint
lf_text_similarity (const char *a, const char *b)
{
  glong n_a, n_b, longest;
  g_autofree gunichar *wide_a = g_utf8_to_ucs4_fast (a, -1, &n_a);
  g_autofree gunichar *wide_b = g_utf8_to_ucs4_fast (b, -1, &n_b);

  longest = MAX (n_a, n_b);
  if (longest == 0)
    return 100;
  return (guint) ((longest - (glong) edits_between (wide_a, n_a, wide_b, n_b)) * 100 / longest);
}
