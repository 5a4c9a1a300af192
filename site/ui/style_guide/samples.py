# ruff: noqa: E501 -- the samples are templates: their lines break where a template would
"""Each component as template code: what is shown is what the code beside it makes."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sample:
    """`pair` shows it in light and dark side by side; not where ids would stand twice."""

    source: str
    pair: bool = True


@dataclass(frozen=True)
class Section:
    slug: str
    title: str
    text: str
    samples: list[Sample]
    do: str = ""
    avoid: str = ""
    tags: list[str] = field(default_factory=list)


TABLE = """\
{% table caption="Halaman per murid" %}
  <thead><tr><th scope="col">Murid</th><th scope="col" class="num">Halaman</th><th scope="col">Keadaan</th></tr></thead>
  <tbody>
    <tr><th scope="row">Adinda Putri</th><td class="num">{{ 1240|number }}</td><td>{% badge text="Terverifikasi" kind="good" %}</td></tr>
    <tr><th scope="row">Bagas Saputra</th><td class="num">{{ 86|number }}</td><td>{% badge text="Menunggu" kind="wait" %}</td></tr>
  </tbody>
{% endtable %}"""
DIALOG = """\
{% button text="Hapus catatan ini" href="#hapus" dialog="hapus" kind="quiet" icon="trash" %}
{% dialog id="hapus" title="Hapus catatan ini?" %}
  <p>Halaman yang tercatat ikut hilang dari jumlahmu.</p>
  <form class="form-actions" method="get">
    {% button text="Hapus" kind="danger" %}
    {% button text="Biarkan" href="#main" kind="secondary" %}
  </form>
{% enddialog %}"""
CHART = """\
{% chart caption="Menit membaca kelas VIII A, lima hari sekolah" src=drawing width=720 height=240 %}
  <table>
    <thead><tr><th scope="col">Hari</th><th scope="col" class="num">Menit</th></tr></thead>
    <tbody><tr><th scope="row">Senin</th><td class="num">412</td></tr></tbody>
  </table>
{% endchart %}"""

SECTIONS = [
    Section(
        "tombol",
        "Tombol",
        "Satu tombol utama di satu layar. Tinggi paling sedikit 44 piksel; arahkan, tekan, dan fokus terlihat.",
        [
            Sample(
                '{% button text="Simpan" %}\n{% button text="Unduh" kind="secondary" icon="arrow-down-tray" %}\n'
                '{% button text="Batal" kind="quiet" %}\n{% button text="Hapus" kind="danger" icon="trash" %}\n'
                '{% button text="Mati" disabled=True %}'
            ),
            Sample('{% button text="Catat bacaan" large=True block=True icon="pencil-square" %}'),
            Sample(
                '{% button text="Cari buku" href="/katalog/" kind="gold" label="Cari buku di katalog kota" %}'
            ),
        ],
        "Kata kerja yang menyebut akibatnya: “Simpan”, “Hapus catatan ini”.",
        "“OK” atau “Klik di sini”; dua tombol utama berdampingan; merah untuk hal yang bisa diulang.",
        ["button"],
    ),
    Section(
        "lencana",
        "Lencana, ikon, inisial",
        "Keadaan dibaca dari katanya, bukan dari warnanya saja. Ikon hanya hiasan, kecuali diberi label.",
        [
            Sample(
                '{% badge text="Netral" %}\n{% badge text="Terverifikasi" kind="good" icon="check" %}\n'
                '{% badge text="Menunggu" kind="wait" icon="clock" %}\n{% badge text="Dikembalikan" kind="alarm" %}'
            ),
            Sample('{% icon name="book-open" %}\n{% icon name="bell" label="Pemberitahuan" size=20 %}'),
            Sample('{% avatar name="Siti Nur Aini" %} {{ "Siti Nur Aini"|given_name }}'),
        ],
        "Satu atau dua kata.",
        "Lencana sebagai tombol; kalimat di dalam lencana.",
        ["badge", "icon", "avatar"],
    ),
    Section(
        "angka",
        "Angka dan kemajuan",
        "Angka besar dengan kalimat biasa. Bilangan ditulis cara Indonesia.",
        [
            Sample(
                '{% stat figure=12480 text="halaman dibaca kelas ini" note="Sejak Juli 2026" %}\n'
                '{% stat figure=1234.5 unit="jam" text="waktu membaca bersama" %}\n'
                '{% stat figure=0.62|percent text="murid mencatat minggu ini" href="#angka" %}'
            ),
            Sample(
                '{% progress value=12 max=40 label="Target semester" %}\n'
                '{% progress value=31 max=31 label="Impor murid" text="Selesai" %}'
            ),
            Sample("{{ 1234.5|number:1 }} · {{ 0.625|percent:1 }} · {{ 85|duration }} · {{ today|day }}"),
        ],
        "Beri pembanding: dari berapa, sejak kapan.",
        "Peringkat anak; angka tanpa satuan.",
        ["stat", "progress"],
    ),
    Section(
        "kartu",
        "Kartu",
        "Selembar kertas untuk satu pikiran. Dengan alamat, seluruh kartu bisa disentuh.",
        [
            Sample(
                '{% card title="Kartu biasa" level=3 %}<p>Isi kartu dengan satu pikiran.</p>{% endcard %}\n'
                '{% card title="Kartu tautan" href="#kartu" level=3 %}<p>Seluruh kartu bisa disentuh.</p>{% endcard %}\n'
                '{% card title="Kartu rata" kind="flat" level=3 %}<p>Untuk keterangan di samping.</p>{% endcard %}\n'
                '{% card kind="cloth" %}{% stat figure=497 text="murid membaca minggu ini" %}{% endcard %}'
            )
        ],
        "Judul setingkat di bawah judul bagiannya (`level`).",
        "Kartu di dalam kartu; tautan lain di dalam kartu tautan.",
        ["card"],
    ),
    Section(
        "pesan",
        "Pesan",
        "`alert` menerangkan keadaan halaman, `toast` mengabarkan yang baru terjadi dan bisa ditutup;"
        " tanpa JavaScript ia tetap di tempatnya.",
        [
            Sample(
                '{% alert text="Tidak ada yang perlu dilakukan." %}\n'
                '{% alert text="Menunggu diperiksa guru." kind="wait" title="Sebentar lagi" %}\n'
                '{% alert text="Kolom NIS kosong di baris 17." kind="alarm" title="Berkas belum bisa dibaca" %}'
            ),
            Sample(
                '<div class="stack stack-s" role="status">{% toast text="Catatanmu sudah tersimpan." kind="good" %}</div>'
            ),
        ],
        "Katakan apa yang terjadi, lalu apa yang bisa dilakukan.",
        "Pesan yang hilang sendiri sebelum selesai dibaca.",
        ["alert", "toast"],
    ),
    Section(
        "kosong",
        "Keadaan kosong",
        "Halaman tanpa isi selalu menyebut langkah berikutnya.",
        [
            Sample(
                '{% empty_state title="Rakmu masih kosong" text="Pilih satu buku dari katalog, lalu catat halaman'
                ' pertama yang kamu baca." icon="book-open" action="Cari buku" href="/katalog/" level=3 %}'
            )
        ],
        "Satu kalimat dan satu tombol.",
        "“Tidak ada data.”",
        ["empty_state"],
    ),
    Section(
        "dialog",
        "Dialog",
        "Hanya untuk bertanya sebelum sesuatu hilang. Fokus masuk ke dialog dan kembali ke tombolnya; Escape"
        " menutupnya. Tanpa JavaScript tombolnya menuju halaman atau tempat yang bertanya hal yang sama."
        " Halaman yang memakainya menautkan css/dialog.css.",
        [Sample(DIALOG, pair=False)],
        "Sebut apa yang hilang; tombol bahaya menyebut perbuatannya.",
        "Dialog untuk kabar, untuk formulir panjang, atau di atas dialog lain.",
        ["dialog"],
    ),
    Section(
        "tabel",
        "Tabel",
        "Angka rata kanan, judul baris `th scope=row`. Tabel lebar menggeser dirinya sendiri, bukan halamannya.",
        [Sample(TABLE)],
        "Di ponsel, gabungkan keterangan kecil ke judul baris.",
        "Tabel untuk tata letak; lebih dari enam kolom di ponsel.",
        ["table"],
    ),
    Section(
        "jalan",
        "Tab, jejak, halaman",
        "Tab adalah tautan antarhalaman bersaudara. Jejak dimulai dari Beranda dengan sendirinya.",
        [
            Sample('{% tabs items=tabs label="Bagian kelas" %}', pair=False),
            Sample(
                '{% breadcrumb %}{% crumb text="Katalog" href="/katalog/" %}{% crumb text="Gaya" %}{% endbreadcrumb %}',
                pair=False,
            ),
            Sample('{% pager page=page label="Halaman contoh" %}', pair=False),
        ],
        "Tandai tempat ini: `aria-current` datang dengan sendirinya.",
        "Tab yang hanya mengganti urutan: itu penyaring.",
        ["tabs", "breadcrumb", "crumb", "pager"],
    ),
    Section(
        "formulir",
        "Formulir",
        "Label di atas isian, bantuan sebelum isian, galat menyebut cara memperbaikinya.",
        [
            Sample('<form class="form" method="get">{{ form }}{% button text="Simpan" %}</form>', pair=False),
            Sample('<div class="form">{{ faulty }}</div>', pair=False),
            Sample("{% field bound=single %}", pair=False),
        ],
        "Tandai yang boleh kosong, bukan yang wajib.",
        "Contoh isian sebagai pengganti label.",
        ["field"],
    ),
    Section(
        "bagan",
        "Bagan",
        "Gambar dengan kalimat, dan tabel bagi yang tidak melihat gambarnya.",
        [Sample(CHART, pair=False)],
        "Judul bagan mengatakan kesimpulannya.",
        "Warna sebagai satu-satunya pembeda.",
        ["chart"],
    ),
    Section(
        "gambar",
        "Sampul dan kain",
        "Digambar dari judulnya, sehingga katalog tanpa satu foto pun tetap hidup.",
        [
            Sample(
                '<div class="grid shelf">{% for title, author, level in books %}<article class="book">\n'
                "  {% book_cover title=title author=author level=level %}\n"
                '  <h3><a href="/katalog/">{{ title }}</a></h3><p>{{ author }}</p>\n'
                "</article>{% endfor %}</div>",
                pair=False,
            ),
            Sample('{% hero_image seed="Gaya" pattern="kawung" eager=False %}', pair=False),
            Sample('{% scene_image seed="Gaya" %}', pair=False),
        ],
        "Judul selalu tertulis di samping sampul.",
        "Foto anak tanpa persetujuan.",
        ["book_cover", "hero_image", "scene_image"],
    ),
]
