"""A shy pupil's true words are never flagged; keys struck at random are."""

import pytest

from literasi.reading.services.legible import is_gibberish

TRUE = """
Bagus.
ok
ga jelas
Seru banget
mantap jiwa
blm selesai bu
mksh bu gr
bgs bgt critanya
gmbr nya bgs
cptt bgt slsai nya
hrs baca lg bsk
dpt plajaran jgn sombong
ceritanya seruuuuu bangettt
aku suka krn lucu wkwkwk
hahaha
Sy sgt senang membaca buku ini krn mengandung pesan moral
9/10
👍
Saya suka gambarnya.
Tokohnya Hermione pinter, aku pengen kayak dia
Kisah nabi Yunus ditelan ikan nun
Ompu Raja Sisingamangaraja gogo
Gue suka bgt sm tokohnya, keren abis!
Ceritane apik tenan, aku seneng karo Kancil.
Bahasa Jawane rada angel, nanging aku ngerti
Kwangwung kesasar ning kebon mlinjo
Buku ieu alus pisan, abdi resep macana.
Kuring resep kana caritana, lucu pisan euy.
Carana lebbi' bhagus, sengko' seneng maca.
Carito ko rancak bana, ambo suko.
Satua I Siap Selem luung sajan.
Haba nyan jroh that, lon galak.
Makanja bukue makessing, upoji mbacai.
Buku on sai denggan, las rohangku manjaha.
Ulun katuju banar kisahnya, lucu banar.
The story is fun and I like the dragon.
ꦕꦫꦶꦠꦤꦺꦲꦥꦶꦏ꧀
بوكو اين باݢوس
Anak-anak bermain di sawah, lalu pulang bersama-sama.
""".strip().splitlines()

FALSE = """
asdfghjkl
asdasd asdasd asdasd
qwertyuiop
poiuytrewq
zxcvbnm
mnbvcxz
hjkl hjkl hjkl
aaaaaaaaaaaa
hhhhhhhhhh
..........
1234567890
a a a a a a a a
bagus bagus bagus bagus bagus bagus bagus
bagus sekali bagus sekali bagus sekali
jsdhfkjsdhf kjsdhf ksjdfh
fjdksla dksla fjdksl
dgfhjdg hdgfhj dgfhjdgf
lkjlkjlkjlkj
gfdgfdgfd
qweqweqwe
bvbvbvbv
wqeqwrqwr
nfjnvjfnvjfnv
sksksksksk djdjdjdj
hsjsjsbsbs jsjsbsb
jajsjsjsj hshsjsj ksksks
xxxxxxx xxxxxx
abcdefghijklmnop
ehehshsh jdjdjdkd
wkdjwkdjw wdkjw
aowkeoqwke qowkeq
ueueueueueue
iwiwiwiwi
tgbyhnujm
qazwsxedc
""".strip().splitlines()


@pytest.mark.parametrize("text", TRUE)
def test_what_a_pupil_may_well_mean_passes(text):
    assert not is_gibberish(text)


@pytest.mark.parametrize("text", FALSE)
def test_what_nobody_can_read_is_seen(text):
    assert is_gibberish(text)


def test_nothing_written_is_no_gibberish():
    assert not is_gibberish("")
