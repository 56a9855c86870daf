/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which place a firm's name begins with. The table holds what occurs in firms' names: provinces,
 * prefectures, and the counties that are industrial places of their own. */

#include "config.h"

#include "lf-place.h"

#include <string.h>

#define MAX_NAME 8 /* characters */

/* clang-format off */
/* A province, and its cities, each with counties after a colon. */
static const struct { const char *province, *cities; } table[] = {
  { "北京", "海淀 朝阳区 亦庄 大兴区 顺义 昌平 通州区" },
  { "天津", "滨海新区 武清 北辰区 西青 津南" },
  { "上海", "浦东 浦东新区 嘉定 松江 闵行 奉贤 青浦 临港 金山区 宝山区" },
  { "重庆", "两江新区 渝北 江北区 涪陵 万州 璧山 永川 江津" },
  { "河北", "石家庄 唐山:迁安,曹妃甸 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州:任丘 廊坊:三河市,固安 衡水 雄安" },
  { "山西", "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁" },
  { "内蒙古", "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 锡林郭勒" },
  { "辽宁", "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛" },
  { "吉林", "长春 四平 辽源 通化 白山 松原 白城 延边" },
  { "黑龙江", "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化" },
  { "江苏", "南京:江宁,浦口,溧水 无锡:江阴,宜兴 徐州 常州:溧阳,武进 苏州:昆山,常熟,张家港,太仓,吴江,吴中区 南通:启东,如皋,海门 连云港 淮安 盐城 扬州 镇江:丹阳 泰州:靖江,泰兴 宿迁" },
  { "浙江", "杭州:余杭,萧山,富阳,临安,桐庐,建德,淳安,钱塘区 宁波:慈溪,余姚,鄞州,北仑,镇海,海曙,奉化,象山县,宁海 温州:瑞安,乐清,苍南 嘉兴:海宁,桐乡,平湖,嘉善,海盐 湖州:德清,长兴,安吉 绍兴:上虞,诸暨,柯桥,嵊州,新昌 金华:义乌,永康,东阳,兰溪 衢州:龙游 舟山 台州:温岭,玉环,临海 丽水" },
  { "安徽", "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城" },
  { "福建", "福州:福清,长乐 厦门 莆田 三明 泉州:晋江,石狮,南安 漳州 南平 龙岩 宁德" },
  { "江西", "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶" },
  { "山东", "济南 青岛:即墨,胶州,西海岸新区 淄博 枣庄:滕州 东营 烟台:龙口 潍坊:寿光,诸城 济宁:邹城 泰安:新泰,肥城 威海:荣成 日照 临沂 德州 聊城 滨州:邹平 菏泽" },
  { "河南", "郑州:巩义 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源" },
  { "湖北", "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门" },
  { "湖南", "长沙:浏阳,宁乡 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西" },
  { "广东", "广州:番禺,增城,黄埔区,南沙 深圳:南山区,宝安,龙岗,前海,坪山 珠海 汕头 佛山:顺德,南海区 韶关 湛江 肇庆 江门 茂名 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮" },
  { "广西", "南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左" },
  { "海南", "海口 三亚 三沙 儋州 洋浦" },
  { "四川", "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 凉山" },
  { "贵州", "贵阳 六盘水 遵义 安顺 毕节 铜仁 黔东南 黔南 黔西南" },
  { "云南", "昆明 曲靖 玉溪 保山 昭通 普洱 临沧 红河州 大理 楚雄" },
  { "西藏", "拉萨 日喀则 昌都 林芝 山南 那曲" },
  { "陕西", "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛" },
  { "甘肃", "兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南" },
  { "青海", "西宁 海东 格尔木" },
  { "宁夏", "银川 石嘴山 吴忠 固原 中卫" },
  { "新疆", "乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 库尔勒 喀什 石河子" },
  { "台湾", "台北 新北 台中 台南 高雄 新竹" },
  { "香港", "" },
  { "澳门", "" },
  { "中国", "" },
};

static const char *const units[] = {
  "特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "地区", "省", "市", "县",
};
static const char *const small_units[] = { "开发区", "新区", "区", "县", "市" };
/* clang-format on */

/* A bit for each character that a name begins with: few others need to be looked up. */
static guint8 beginnings[0x10000 / 8];

static gboolean
begins_name (const char *text)
{
  gunichar c = g_utf8_get_char (text);

  return c < 0x10000 && (beginnings[c / 8] & 1 << c % 8) != 0;
}

static void
add_name (GHashTable *names, const char *name, LfPlace place)
{
  LfPlace *kept = g_new (LfPlace, 1);
  gunichar c = g_utf8_get_char (name);

  *kept = place;
  beginnings[c / 8] |= (guint8) (1 << c % 8);
  g_hash_table_insert (names, (gpointer) name, kept);
}

static void
add_city (GHashTable *names, const char *province, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);
  const char *city = g_strdup (parts[0]);
  g_auto (GStrv) counties = g_strsplit (parts[1] != NULL ? parts[1] : "", ",", -1);

  add_name (names, city, (LfPlace){ province, city, NULL });
  for (char **county = counties; *county != NULL; county++)
    {
      const char *name = g_strdup (*county);
      add_name (names, name, (LfPlace){ province, city, name });
    }
}

/* Short name → LfPlace, for the life of the program. */
static GHashTable *
place_names (void)
{
  static GHashTable *names;
  static gsize is_filled;

  if (g_once_init_enter (&is_filled))
    {
      names = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < G_N_ELEMENTS (table); i++)
        {
          g_auto (GStrv) cities = g_strsplit (table[i].cities, " ", -1);

          add_name (names, table[i].province, (LfPlace){ table[i].province, NULL, NULL });
          for (char **city = cities; *city != NULL; city++)
            if (**city != '\0')
              add_city (names, table[i].province, *city);
        }
      g_once_init_leave (&is_filled, 1);
    }
  return names;
}

/* The longest name of the table that @text begins with. */
static const LfPlace *
longest_name (const char *text, gsize *ret_length)
{
  GHashTable *names = place_names ();
  const LfPlace *found = NULL;
  char name[MAX_NAME * 6 + 1];
  const char *end = text;

  if (!begins_name (text))
    return NULL;
  for (guint n = 0; n < MAX_NAME && *end != '\0'; n++)
    {
      const LfPlace *place;

      end = g_utf8_next_char (end);
      memcpy (name, text, (gsize) (end - text));
      name[end - text] = '\0';
      place = g_hash_table_lookup (names, name);
      if (place != NULL)
        {
          found = place;
          *ret_length = (gsize) (end - text);
        }
    }
  return found;
}

static gboolean
may_be_district (const LfPlace *place)
{
  static const char *const municipalities[] = { "北京", "天津", "上海", "重庆", NULL };

  return place->county != NULL
         || (place->city != NULL && g_strv_contains (municipalities, place->province));
}

static gsize
unit_length (const char *text, const LfPlace *place)
{
  if (may_be_district (place) && g_str_has_prefix (text, "区"))
    return strlen ("区");
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (text, units[i]))
      return strlen (units[i]);
  return 0;
}

/* After a city written with its unit, a county or development zone the table does not know: two or
 * three characters and a unit. */
static gsize
small_place_length (const char *text)
{
  for (glong n = 2; n <= 3 && g_utf8_strlen (text, 12) >= n; n++)
    {
      const char *end = g_utf8_offset_to_pointer (text, n);

      for (guint i = 0; i < G_N_ELEMENTS (small_units); i++)
        if (g_str_has_prefix (end, small_units[i]))
          return (gsize) (end - text) + strlen (small_units[i]);
    }
  return 0;
}

static gboolean
is_within (const LfPlace *smaller, const LfPlace *larger)
{
  return larger->province == NULL
         || (smaller->province == larger->province
             && (larger->city == NULL
                 || (smaller->city == larger->city
                     && (larger->county == NULL || smaller->county == larger->county))));
}

gsize
lf_place_match (const char *text, LfPlace *ret_place)
{
  LfPlace place = { NULL, NULL, NULL };
  gsize length = 0, unit = 0;

  for (;;)
    {
      gsize n = 0;
      const LfPlace *next = longest_name (text + length, &n);

      if (next == NULL || !is_within (next, &place))
        break;
      place = *next;
      unit = unit_length (text + length + n, next);
      length += n + unit;
    }
  if (length > 0 && unit > 0 && place.county == NULL)
    length += small_place_length (text + length);
  *ret_place = place;
  return length;
}

void
lf_place_find (const char *text, LfPlace *ret_place)
{
  *ret_place = (LfPlace){ NULL, NULL, NULL };
  if (text != NULL)
    lf_place_match (text, ret_place);
}

gboolean
lf_place_is_known (const LfPlace *self)
{
  return self->province != NULL;
}

gboolean
lf_place_agrees (const LfPlace *a, const LfPlace *b)
{
  return is_within (a, b) || is_within (b, a);
}

char *
lf_place_to_text (const LfPlace *self)
{
  return g_strconcat (self->province != NULL ? self->province : "",
                      self->city != NULL ? self->city : "",
                      self->county != NULL ? self->county : "", NULL);
}
