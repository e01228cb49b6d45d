import jieba
import pytest

from extract.words import is_word, part_of_speech, words

jieba.setLogLevel("ERROR")


@pytest.mark.parametrize(
    "text",
    [
        "高端洁净系统方案提供商沐禾工程25年销售额约4.5亿元",
        "园区新增6家企业成功上市",
        "Kermo Tools在当地设立研发中心",
        "一",
        "",
    ],
)
def test_the_words_are_jiebas(text):
    theirs = jieba.Tokenizer()
    assert [span.of(text) for span in words(text)] == list(theirs.cut(text, HMM=False))


def test_the_dictionary_is_asked():
    assert is_word("半导体")
    assert not is_word("沐禾")
    assert part_of_speech("增长") == "v"
    assert part_of_speech("沐禾") == ""
