/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pinyin of names for the search index: every reading of a character that has several, in full and
 * as initials. */

#include "config.h"

#include "lf-search-text.h"

#include "lf-core.h"
#include "lf-han.h"

#define MAX_SPELLINGS 16
#define MAX_RUN 24

/* clang-format off */
/* Characters of firms', places' and persons' names that are read in more than one way; the readings ICU gives are among them. */
static const struct { const char *character, *readings; } polyphones[] = {
  { "重", "chong zhong" }, { "长", "chang zhang" }, { "厦", "xia sha" }, { "行", "hang xing" },
  { "乐", "le yue yao" }, { "曾", "zeng ceng" }, { "单", "shan dan chan" }, { "仇", "qiu chou" },
  { "解", "xie jie" }, { "覃", "qin tan" }, { "区", "qu ou" }, { "查", "zha cha" }, { "朴", "piao pu" },
  { "盖", "gai ge" }, { "种", "zhong chong" }, { "尉", "wei yu" }, { "翟", "zhai di" }, { "员", "yuan yun" },
  { "召", "zhao shao" }, { "繁", "fan po" }, { "贾", "jia gu" }, { "车", "che ju" }, { "石", "shi dan" },
  { "大", "da dai" }, { "都", "du dou" }, { "会", "hui kuai" }, { "柏", "bai bo" }, { "蚌", "beng bang" },
  { "泊", "bo po" }, { "薄", "bo bao" }, { "藏", "zang cang" }, { "朝", "chao zhao" }, { "澄", "cheng deng" },
  { "传", "chuan zhuan" }, { "调", "tiao diao" }, { "度", "du duo" }, { "佛", "fo fu" }, { "合", "he ge" },
  { "和", "he huo" }, { "红", "hong gong" }, { "系", "xi ji" }, { "降", "jiang xiang" }, { "角", "jiao jue" },
  { "校", "xiao jiao" }, { "觉", "jue jiao" }, { "卡", "ka qia" }, { "落", "luo la lao" }, { "六", "liu lu" },
  { "露", "lu lou" }, { "绿", "lv lu" }, { "吕", "lv lu" }, { "旅", "lv lu" }, { "铝", "lv lu" },
  { "律", "lv lu" }, { "率", "lv lu shuai" }, { "女", "nv nu" }, { "略", "lve lue" }, { "模", "mo mu" },
  { "弄", "nong long" }, { "强", "qiang jiang" }, { "茄", "qie jia" }, { "色", "se shai" },
  { "参", "can shen cen" }, { "省", "sheng xing" }, { "盛", "sheng cheng" }, { "什", "shi shen" },
  { "属", "shu zhu" }, { "提", "ti di" }, { "万", "wan mo" }, { "尾", "wei yi" }, { "吓", "xia he" },
  { "宿", "su xiu" }, { "荥", "xing ying" }, { "叶", "ye xie" }, { "折", "zhe she" }, { "着", "zhe zhuo zhao" },
  { "涡", "wo guo" }, { "浒", "hu xu" }, { "歙", "she xi" }, { "莘", "shen xin" }, { "阿", "a e" },
  { "埔", "pu bu" }, { "堡", "bao pu bu" }, { "圩", "xu wei" }, { "町", "ting ding" }, { "幢", "zhuang chuang" },
  { "臭", "chou xiu" }, { "差", "cha chai" }, { "称", "cheng chen" }, { "乘", "cheng sheng" }, { "得", "de dei" },
  { "的", "de di" }, { "地", "di de" }, { "给", "gei ji" }, { "还", "huan hai" }, { "咖", "ka ga" },
  { "壳", "ke qiao" }, { "便", "bian pian" }, { "似", "si shi" }, { "汤", "tang shang" }, { "血", "xue xie" },
};
/* clang-format on */

static const char *
polyphone_readings (gunichar c)
{
  static GHashTable *table; /* gunichar → readings */
  static gsize is_filled;

  if (g_once_init_enter (&is_filled))
    {
      table = g_hash_table_new (NULL, NULL);
      for (guint i = 0; i < G_N_ELEMENTS (polyphones); i++)
        g_hash_table_insert (table, GUINT_TO_POINTER (g_utf8_get_char (polyphones[i].character)),
                             (gpointer) polyphones[i].readings);
      g_once_init_leave (&is_filled, 1);
    }
  return g_hash_table_lookup (table, GUINT_TO_POINTER (c));
}

/* (nullable): separated by blanks */
static const char *
readings_of (gunichar c)
{
  const char *several = polyphone_readings (c);

  return several != NULL ? several : lf_han_syllable (c);
}

/* What may be read from a character on: the readings of its first character before each ending.
 * Where they are too many it is the far end that loses some of its readings. */
static GPtrArray *
prepend (GPtrArray *endings, char **readings, gboolean initials)
{
  GPtrArray *longer = g_ptr_array_new_full (MAX_SPELLINGS, g_free);

  for (guint i = 0; i < endings->len; i++)
    for (char **reading = readings; *reading != NULL && longer->len < MAX_SPELLINGS; reading++)
      {
        const char initial[] = { **reading, '\0' };
        g_autofree char *spelling
            = g_strconcat (initials ? initial : *reading, endings->pdata[i], NULL);

        if (!g_ptr_array_find_with_equal_func (longer, spelling, g_str_equal, NULL))
          g_ptr_array_add (longer, g_steal_pointer (&spelling));
      }
  g_ptr_array_unref (endings);
  return longer;
}

static void
append_spellings (GString *index, GPtrArray *spellings)
{
  for (guint i = 0; i < spellings->len; i++)
    {
      g_string_append_c (index, ' ');
      g_string_append (index, spellings->pdata[i]);
    }
}

/* Spellings and initials from every character on, so that a name is found by its middle too. */
static void
append_run (GString *index, GPtrArray *run)
{
  GPtrArray *initials, *spellings;

  if (run->len == 0)
    return;
  initials = g_ptr_array_new_with_free_func (g_free);
  spellings = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (initials, g_strdup (""));
  g_ptr_array_add (spellings, g_strdup (""));
  for (guint i = run->len; i > 0; i--)
    {
      g_auto (GStrv) readings = g_strsplit (run->pdata[i - 1], " ", -1);

      initials = prepend (initials, readings, TRUE);
      spellings = prepend (spellings, readings, FALSE);
      append_spellings (index, initials);
      append_spellings (index, spellings);
    }
  g_ptr_array_unref (initials);
  g_ptr_array_unref (spellings);
  g_ptr_array_set_size (run, 0);
}

char *
lf_pinyin_index (const char *text)
{
  g_autofree char *folded = lf_text_fold (text);
  g_autoptr (GPtrArray) readings = g_ptr_array_new ();
  GString *index = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *reading = readings_of (g_utf8_get_char (p));

      if (reading == NULL)
        append_run (index, readings);
      else if (readings->len < MAX_RUN)
        g_ptr_array_add (readings, (gpointer) reading);
    }
  append_run (index, readings);
  return g_string_free (index, FALSE);
}
