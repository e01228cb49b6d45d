"""Bytes to text: byte-order mark, then strict UTF-8, then the encoding in which the text reads most like Chinese."""

from collections.abc import Iterator

from extract.errors import InputError, Place

# The thousand most frequent characters of Chinese text and some of this genre, then the traditional forms of those.
FREQUENT = frozenset(
    "一是人了不在有大中国和为这上他个地年来我会以到时要出的生学说道民家子也成行下们于后就发自之对得主长可过天作分方用"
    "多你着部能市等业全里工公经本都而高政法面门动日进区事代那去心小同北定开产前其军还然起种所如现理机体表力好外与文当"
    "两实重新三么只山水关明从化平建又制南内西没此将员名手最东头者月间无安看见各城十相但已些正口通想度加第她合院物性战"
    "由位常点海意场武使次二向治因立数样身情入原问把路被并利石老教万知级量任江及应省资委务元美特期世湖回系比气汉总展电"
    "科金先声提品设或义王社很统处四首共马形己儿司太目基领队直计别女权话少流命至报米给打变果书清活几州华解议更称程今决"
    "张导术府才保交放管结师便走达族反再题色五京河接条规式县白它改风光运信受什组听布百济党指论强做取技黄神选记斯真却职"
    "号界件花类何眼兵传带空干农边据集联古广完质阳难增历史专官每住商即步认车台林必死游举线言皇土团收考求德叫近备研争非"
    "具李众连调感转笑革该持始英克士尔让拉思根格造较际亲单朝红型价校约器字段周亚深候则功属积快图火千准究往极育装许参半"
    "令吃观鱼精办像帝八复影告远群包整构料随划算象容示投势热值夫网望源息语股铁断派速怎需片爱律纪支早况病境证编越局推满"
    "且列觉服双未居除乐企引标确织初青志率项飞球节察龙响药站施均消客失轻存低甚般击曾防请离落显罗营足素视护副食创余照兴"
    "占巴虽洲村费易试星木黑左宝置跟央识维采六底宫房音环案批切斗富乡另倒若按查故突责严桥模仅胜杀围席态破承招杨负层须父"
    "供续状域似依银范修找九致密终血旅钱赛独细效玉冲获习医演毛尽脸弹楼艺航陆右协七攻镇检写苏宗章注阿抗弟坐验封紧劳户优"
    "财养适陈喜卫排射哥油刻留急降念云微伤例景拿绝阶座刘刚害印亿沙母酒助闻超审待压升送监策略限竟香配藏敌呢差仍兰温园树"
    "征善波哪词岛止预怕继皮执味份角草男普答益谁船惊核街夏宣掌田久著画辑奇尼剑吧谈背免孩礼材愿洋春架筑括晚乱乎讲尚良友"
    "临激刀夜室既敢邦挥昌板胡欧福港叶简苦担句岁荆贵娘守辖威宜衣帮块堂额错剧充欢够孙班呼阵销坚练脚退读测吴希宁换版异某"
    "顾曲楚典朱毒菜判救宋茶洪含顺啊鲜败货矿端兄归冷忙买险康评肉吗厂永哈沉散遗停笔假输牛洞松渐顶训录否述毕督控丰献姑忽"
    "爷互亮纳襄登咱钟伯臣雄季脑介鄂召饭暗扩祖齐短烈赶牌恩诉移诗础露届蒙静喝盘卖植授伊湾博痛减穿逐秘庭陵固禁票灵杂姓泽"
    "吸侧庆妈遇追甲馆补唐炮沿殿刺怪彩俄旧警索岸轮妇载靠附毫怀软骨探雷旁罪枪牙迎序慢盛雨墙恶谷顿危稳熟芯圳沪锂碳储链塔"
    "智慧榜挂孵培梯鹰瞪羚兽潜壹贰叁聚焦锚贡廊贸税津浙皖渝湘赣粤桂琼滇黔陕冀晋豫"
    "瞭國爲這個箇來會時齣學說傢們於後發髮對長過業裏經麪門動進區衕開產軍還種現機體錶與當噹兩實麼隻祇關從製內沒將員東頭"
    "間無見閤戰點場嚮曏數樣問並併萬級應資務迴係繫氣漢總電聲設義統處馬兒領隊計別彆權話報給變書幾華議稱決張導術朮纔結師"
    "達題條規縣牠風運組聽佈濟黨論強黃選記卻職號類傳帶幹乾農邊據聯廣質陽難歷曆專認車臺檯颱遊舉線團糰備爭衆連調轉該剋爾"
    "讓較際親單紅價約週賙亞則屬積圖韆準極裝許參蔘喫觀魚辦復複覆遠羣構隨劃勢熱伕網語鐵斷愛紀況證証編侷滿覺雙樂標確織誌"
    "項飛節龍響藥葯輕擊請離顯羅營視護創餘興佔雖費試寶識維採寀宮環鬥鄉責嚴橋僅勝殺圍蓆態楊負層須鬚續狀銀範脩緻終錢賽獨"
    "細衝沖獲穫習醫盡儘臉彈樓藝陸協鎮檢寫蘇甦囌註驗緊勞戶優財養適陳衛唸雲傷絕階劉剛億聞審壓昇監敵蘭溫園樹徵詞島預繼執"
    "誰驚覈畫輯劍談揹禮願築亂講臨揮闆鬍衚歐葉簡擔歲荊貴孃轄幫塊額錯劇歡夠孫陣銷堅練腳讀測吳寧甯換異顧麴硃順鮮敗貨礦歸"
    "買險評嗎廠遺筆輸鬆漸頂訓錄彔畢豐獻爺納鍾鐘鈡腦飯闇擴齊趕訴詩礎屆矇濛靜盤賣灣減祕靈雜澤側慶媽館補綵舊輪婦載懷軟槍"
    "牆惡噁穀頓穩滬鋰儲鏈鍊掛鷹獸潛貳叄錨貢貿稅贛粵瓊陝晉裡眾啟綫"
)
# mark, codec of what follows it, name of the two together
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8", "utf-8-sig"),
    (b"\xff\xfe", "utf-16-le", "utf-16"),
    (b"\xfe\xff", "utf-16-be", "utf-16"),
)
_CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_PUNCTUATION = frozenset("，。、；：！？（）《》“”‘’「」『』—…　·％【】〔〕～")
_READABLE = 0.4
_ADVICE = "open it in an editor, mend the place and save it as UTF-8"


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text without byte-order mark and the codec that gave it; line ends stay as they are.

    Raises InputError with the file's name and the first bad byte's offset where no encoding fits, and also where a
    single byte spoils a file that otherwise is UTF-8: another encoding would read all of it as other characters.
    """
    for mark, codec, marked in _MARKS:
        if data.startswith(mark):
            return _strict(data, len(mark), codec, name), marked
    if _is_utf8(data):
        return _strict(data, 0, "utf-8", name), "utf-8"
    readings = sorted(_readings(data), reverse=True)
    if not readings or readings[0][0] < _READABLE:
        raise _refusal(_first_fault(data), 0, name)
    return readings[0][2], readings[0][1]


def share_of_frequent(text: str) -> float:
    """How much of the text, ASCII aside, is frequent Chinese characters and their punctuation: 0 to 1."""
    told = [character for character in text if not character.isascii()]
    known = sum(character in FREQUENT or character in _PUNCTUATION for character in told)
    return known / len(told) if told else 0.5


def _is_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8, be it with a few bad bytes among them."""
    if data.count(0) * 10 > len(data):  # ASCII in UTF-16 is valid UTF-8 with a NUL after each letter
        return False
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    # other encodings give sequences of two bytes by chance, hardly ever of three
    return not bad or sum(character > "\u07ff" for character in text) > bad * 3


def _readings(data: bytes) -> Iterator[tuple[float, str, str]]:
    """(readability, codec, text) for each codec that takes all bytes and gives no control characters."""
    for codec in _CANDIDATES:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if not any(character < " " and character not in "\t\n\r\f\v" for character in text):
            yield share_of_frequent(text), codec, text


def _strict(data: bytes, start: int, codec: str, name: str) -> str:
    try:
        return data[start:].decode(codec)
    except UnicodeDecodeError as error:
        raise _refusal(error, start, name) from error


def _first_fault(data: bytes) -> UnicodeDecodeError:
    """The first bad byte in the encoding that fits best, or the first byte of a control character."""
    control = next((at for at, byte in enumerate(data) if byte < 0x20 and byte not in b"\t\n\r\f\v"), 0)
    faults = [(0.0, UnicodeDecodeError("utf-8", data, control, control + 1, "control character"))]
    for codec in ("utf-8", *_CANDIDATES):
        try:
            data.decode(codec)
        except UnicodeDecodeError as error:
            faults.append((share_of_frequent(data.decode(codec, "replace")), error))
    return max(faults, key=lambda fault: fault[0])[1]


def _refusal(error: UnicodeDecodeError, start: int, name: str) -> InputError:
    """What to tell of a fault in the bytes that begin at `start` of the file."""
    byte, offset = error.object[error.start], start + error.start
    return InputError(f"byte 0x{byte:02x} at offset {offset} is no {error.encoding} text", Place(name), _ADVICE)
