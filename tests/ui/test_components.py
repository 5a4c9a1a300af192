"""Components: known props only, escaped texts, the right markup for a screen reader."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

BLOCKS = {"card", "dialog", "table", "chart", "breadcrumb"}
REQUIRED = {
    "icon": 'name="key"',
    "button": 'text="Simpan"',
    "badge": 'text="Baru"',
    "avatar": 'name="Siti"',
    "stat": 'figure=3 text="buku"',
    "progress": 'value=1 label="Target"',
    "alert": 'text="Tersimpan"',
    "toast": 'text="Tersimpan"',
    "dialog": 'id="hapus" title="Hapus?"',
    "empty_state": 'title="Kosong"',
    "card": 'title="Kartu"',
    "table": 'caption="Murid"',
    "chart": 'caption="Menit"',
    "breadcrumb": "",
    "crumb": 'text="Katalog"',
    "tabs": 'items=pairs label="Bagian"',
    "book_cover": 'title="Hujan"',
    "hero_image": 'seed="Hujan"',
    "scene_image": 'seed="Hujan"',
    "pager": "page=page",
    "field": "bound=bound",
}


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context)).strip()


def call(tag: str, props: str) -> str:
    end = f"{{% end{tag} %}}" if tag in BLOCKS else ""
    return f"{{% {tag} {props} %}}{end}"


@pytest.mark.parametrize("tag", REQUIRED)
def test_a_misspelt_prop_is_a_template_error(tag):
    with pytest.raises(TemplateSyntaxError, match="unexpected keyword argument"):
        Template(call(tag, REQUIRED[tag] + ' colour="red"'))


@pytest.mark.parametrize("tag", [tag for tag, props in REQUIRED.items() if props])
def test_a_prop_has_a_name(tag):
    with pytest.raises(TemplateSyntaxError):
        Template(call(tag, '"Simpan"'))


@pytest.mark.parametrize(
    "source",
    [
        '{% button text="x" kind="blue" %}',
        '{% badge text="x" kind="blue" %}',
        '{% alert text="x" kind="blue" %}',
        '{% toast text="x" kind="blue" %}',
        '{% card kind="blue" %}{% endcard %}',
        '{% icon name="no-such-icon" %}',
    ],
)
def test_an_unknown_kind_is_a_template_error(source):
    with pytest.raises(TemplateSyntaxError):
        render(source)


@pytest.mark.parametrize(
    "source",
    [
        "{% button text=evil %}",
        "{% badge text=evil %}",
        "{% alert text=evil %}",
        "{% toast text=evil %}",
        "{% dialog id=evil title=evil %}{% enddialog %}",
        "{% button text=evil href=evil dialog=evil %}",
        "{% stat figure=evil text=evil %}",
        "{% crumb text=evil href=evil %}",
        "{% empty_state title=evil text=evil action=evil href=evil %}",
        "{% card title=evil href=evil %}{% endcard %}",
        "{% table caption=evil %}{% endtable %}",
        "{% book_cover title=evil author=evil %}",
        "{% progress value=1 label=evil text=evil %}",
    ],
)
def test_a_text_cannot_bring_markup(source):
    assert "<script" not in render(source, evil='"><script>alert(1)</script>')


def test_a_button_with_an_address_is_a_link():
    assert (
        render('{% button text="Cari" href="/katalog/" %}') == '<a class="button" href="/katalog/">Cari</a>'
    )


def test_a_button_sends_its_form():
    assert (
        render('{% button text="Hapus" kind="danger" name="do" value="delete" %}')
        == '<button class="button button-danger" type="submit" name="do" value="delete">Hapus</button>'
    )


def test_a_figure_is_written_the_indonesian_way():
    assert "12.480" in render('{% stat figure=12480 text="halaman" %}')


def test_an_icon_says_nothing_unless_it_is_named():
    assert 'aria-hidden="true"' in render('{% icon name="key" %}')
    assert 'aria-label="Kunci"' in render('{% icon name="key" label="Kunci" %}')


def test_a_progress_bar_keeps_plain_numbers_for_the_browser():
    assert '<progress value="1250.5" max="2000">' in render(
        '{% progress value=v max=2000 label="x" %}', v=1250.5
    )


def test_the_pager_keeps_the_search():
    request = RequestFactory().get("/katalog/", {"q": "hujan & badai", "page": "2"})
    page = Paginator(range(100), 10).page(2)
    drawn = render("{% pager page=page %}", page=page, request=request)
    assert 'href="?q=hujan+%26+badai&amp;page=3" rel="next"' in drawn
    assert '<b aria-current="page">2</b>' in drawn


def test_a_single_page_needs_no_pager():
    assert render("{% pager page=page %}", page=Paginator([1], 10).page(1)) == ""


def test_the_tab_of_this_page_is_marked():
    request = RequestFactory().get("/kelas/4a/")
    drawn = render(
        '{% tabs items=pairs label="Kelas" %}',
        pairs=[("Antrean", "/kelas/4a/"), ("Murid", "/b/")],
        request=request,
    )
    assert '<a href="/kelas/4a/" aria-current="page">Antrean</a>' in drawn
    assert drawn.count("aria-current") == 1


def test_a_chart_has_its_numbers_as_a_table():
    drawn = render('{% chart caption="Menit" svg="<svg/>" %}<table></table>{% endchart %}')
    assert 'src="data:image/svg+xml;base64,PHN2Zy8+"' in drawn
    assert "<summary>" in drawn


def test_the_breadcrumb_ends_where_we_are():
    crumbs = '{% crumb text="Katalog" href="/katalog/" %}{% crumb text="Hujan" %}'
    drawn = render(f"{{% breadcrumb %}}{crumbs}{{% endbreadcrumb %}}")
    assert '<span aria-current="page">Hujan</span>' in drawn


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("{{ 1234567|number }}", "1.234.567"),
        ("{{ 1234.5|number:1 }}", "1.234,5"),
        ("{{ none|number }}", ""),
        ("{{ 'dua'|number }}", "dua"),
        ("{{ 0.625|percent:1 }}", "62,5%"),
        ("{{ 85|duration }}", "1 jam 25 menit"),
        ("{{ 60|duration }}", "1 jam"),
        ("{{ 0|duration }}", "0 menit"),
        ("{{ 'Siti Nur Aini'|initials }}", "SA"),
        ("{{ 'Bagas'|initials }}", "B"),
        ("{{ ''|initials }}", ""),
        ("{{ 'Dra. Hj. Siti Aini, M.Pd.'|initials }}", "SA"),
        ("{{ 'M. Quraish Shihab'|initials }}", "QS"),
        ("{{ 'Moh.'|initials }}", "M"),
        ("{{ 'Drs. Ujang Sukmana, M.Pd.'|given_name }}", "Ujang"),
        ("{{ ''|given_name }}", ""),
    ],
)
def test_numbers_and_names_are_written_as_schools_do(source, wanted):
    assert render(source, none=None) == wanted


def test_a_day_is_written_in_full():
    assert render("{{ on|day }}", on=date(2026, 11, 21)) == "Sabtu, 21 November 2026"


def test_a_message_waits_to_be_closed_and_trouble_is_read_out_at_once():
    assert "data-dismiss hidden" in render('{% toast text="Tersimpan" kind="good" %}')
    assert 'role="alert"' in render('{% toast text="Gagal" kind="alarm" %}')


def test_a_dialog_has_a_name_and_a_way_out():
    drawn = render('{% dialog id="hapus" title="Hapus?" %}<p>Isi</p>{% enddialog %}')
    assert 'aria-labelledby="hapus-title"' in drawn
    assert '<h2 id="hapus-title">Hapus?</h2>' in drawn
    assert 'href="#main"' in drawn
    opener = render('{% button text="Hapus" href="/hapus/" dialog="hapus" %}')
    assert 'href="/hapus/" data-dialog="hapus" aria-haspopup="dialog"' in opener
