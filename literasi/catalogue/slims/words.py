"""What SLiMS and the people who translate or retype its files call things."""

from __future__ import annotations

from literasi.catalogue.models import CopySource, CopyStatus

BIBLIO = (
    "title", "gmd_name", "edition", "isbn_issn", "publisher_name", "publish_year", "collation",
    "series_title", "call_number", "language_name", "place_name", "classification", "notes", "image",
    "sor", "authors", "topics", "item_code",
)  # fmt: skip
ITEM = (
    "item_code", "call_number", "coll_type_name", "inventory_code", "received_date", "supplier_name",
    "order_no", "location_name", "order_date", "item_status_name", "site", "source", "invoice", "price",
    "price_currency", "invoice_date", "input_date", "last_update", "title",
)  # fmt: skip
MEMBER = (
    "member_id", "member_name", "gender", "member_type_name", "member_email", "member_address",
    "postal_code", "inst_name", "is_new", "member_image", "pin", "member_phone", "member_fax",
    "member_since_date", "register_date", "expire_date", "birth_date", "member_notes", "mpasswd",
)  # fmt: skip

# Folded header cell → column. The columns' own names are added below.
_OTHER_NAMES = {
    "title": "judul, judul buku, judul koleksi, judul utama",
    "gmd_name": "gmd, jenis bahan, bentuk fisik, media",
    "edition": "edisi, cetakan, edisi cetakan",
    "isbn_issn": "isbn, issn, isbn issn, no isbn, nomor isbn",
    "publisher_name": "publisher, penerbit, nama penerbit",
    "publish_year": "year, publishing year, publication year, tahun, tahun terbit, thn terbit",
    "collation": "kolasi, deskripsi fisik, physical description",
    "series_title": "series, seri, judul seri",
    "call_number": "no panggil, nomor panggil, nomor rak buku",
    "language_name": "language, bahasa",
    "place_name": "publishing place, place of publication, tempat terbit, kota terbit",
    "classification": "ddc, klasifikasi, nomor klasifikasi, no klasifikasi, no klas, kelas ddc",
    "notes": "note, abstract, catatan, abstrak, abstrak catatan, ringkasan, keterangan",
    "image": "cover, gambar, sampul, gambar sampul",
    "sor": "statement of responsibility, pernyataan tanggung jawab, penanggung jawab",
    "authors": "author, pengarang, penulis, nama pengarang",
    "topics": "topic, subject, subjects, subjek, subyek, topik, kata kunci",
    "item_code": "item codes, barcode, kode eksemplar, kode item, kode barcode, no barcode, nomor barcode, "
    "nomor eksemplar",
    "coll_type_name": "collection type, tipe koleksi, jenis koleksi",
    "inventory_code": "inventory number, kode inventaris, nomor inventaris, no inventaris, no induk, "
    "nomor induk",
    "received_date": "receiving date, tanggal terima, tanggal diterima, tanggal penerimaan, tgl terima",
    "supplier_name": "supplier, pemasok, agen, rekanan, nama pemasok",
    "order_no": "order number, no pemesanan, nomor pemesanan, nomor pesanan, no pesanan",
    "location_name": "location, lokasi, nama lokasi, lokasi perpustakaan",
    "order_date": "tanggal pemesanan, tanggal pesan, tanggal pesanan, tgl pemesanan",
    "item_status_name": "item status, status, status eksemplar, status item",
    "site": "shelf location, rak, lokasi rak, tempat, penempatan",
    "source": "sumber, asal, sumber perolehan, asal perolehan",
    "invoice": "faktur, nomor faktur, no faktur",
    "price": "harga",
    "price_currency": "currency, mata uang",
    "invoice_date": "tanggal faktur, tgl faktur",
    "input_date": "tanggal input, tanggal masuk, tanggal entri, tanggal dibuat",
    "last_update": "last updated, perubahan terakhir, terakhir diubah, pemutakhiran terakhir, "
    "tanggal perubahan",
    "member_id": "id anggota, nomor anggota, no anggota",
    "member_name": "nama anggota",
    "gender": "jenis kelamin",
    "member_type_name": "tipe anggota, tipe keanggotaan, jenis anggota",
    "member_email": "email anggota",
    "member_since_date": "anggota sejak",
    "expire_date": "berlaku hingga, tanggal kedaluwarsa, masa berlaku",
    "birth_date": "tanggal lahir",
}
HEADERS: dict[str, str] = {
    **{column.replace("_", " "): column for column in (*BIBLIO, *ITEM, *MEMBER)},
    **{name.strip(): column for column, names in _OTHER_NAMES.items() for name in names.split(",")},
}

_LANGUAGE_NAMES = {
    "id": "indonesia, bahasa indonesia, indonesian, indonesian language, ind, indo",
    "en": "english, inggris, bahasa inggris, eng",
    "su": "sunda, bahasa sunda, sundanese, sun",
    "jv": "jawa, bahasa jawa, javanese, jav",
    "ar": "arab, arabic, bahasa arab, ara",
    "ms": "melayu, malay, bahasa melayu, malaysia, malaysian, may, msa",
    "mad": "madura, bahasa madura, madurese",
    "ban": "bali, bahasa bali, balinese",
    "min": "minang, minangkabau, bahasa minang, bahasa minangkabau",
    "bug": "bugis, bahasa bugis, buginese",
    "ace": "aceh, bahasa aceh, acehnese",
    "btk": "batak, bahasa batak",
    "bjn": "banjar, bahasa banjar",
    "nl": "dutch, belanda, bahasa belanda, dut, nld",
    "de": "german, jerman, bahasa jerman, ger, deu",
    "fr": "french, prancis, perancis, bahasa prancis, bahasa perancis, fre, fra",
    "es": "spanish, spanyol, bahasa spanyol, spa",
    "pt": "portuguese, portugis, bahasa portugis, por",
    "it": "italian, italia, bahasa italia, ita",
    "ru": "russian, rusia, bahasa rusia, rus",
    "ja": "japanese, jepang, bahasa jepang, jpn",
    "zh": "chinese, mandarin, cina, tionghoa, bahasa mandarin, bahasa cina, chi, zho",
    "ko": "korean, korea, bahasa korea, kor",
    "la": "latin, bahasa latin, lat",
    "sa": "sanskrit, sanskerta, san",
    "mul": "multilingual, dwibahasa, bilingual, multibahasa",
}
LANGUAGES: dict[str, str] = {
    **{code: code for code in _LANGUAGE_NAMES},
    **{name.strip(): code for code, names in _LANGUAGE_NAMES.items() for name in names.split(",")},
}

_STATUS_NAMES = {
    CopyStatus.AVAILABLE: "available, tersedia, ada, baik",
    CopyStatus.REPAIR: "repair, r, dalam perbaikan, perbaikan, diperbaiki, rusak, damaged",
    CopyStatus.MISSING: "missing, mis, hilang, lost",
    CopyStatus.NO_LOAN: "no loan, nl, tidak dipinjamkan, tidak dipinjam, tidak boleh dipinjam, "
    "baca di tempat, referensi, reference",
    CopyStatus.WITHDRAWN: "withdrawn, weeded, disiangi, dihapus, ditarik, dihapuskan",
}
STATUSES: dict[str, str] = {
    name.strip(): status.value for status, names in _STATUS_NAMES.items() for name in names.split(",")
}

SOURCES: dict[str, str] = {
    "": CopySource.UNKNOWN.value,
    "0": CopySource.UNKNOWN.value,
    **dict.fromkeys(
        ("1", "buy", "beli", "pembelian", "bought", "purchase", "membeli"), CopySource.BOUGHT.value
    ),
    **dict.fromkeys(
        ("2", "gift", "hadiah", "hibah", "sumbangan", "wakaf", "prize grant", "hadiah hibah"),
        CopySource.GIFT.value,
    ),
}
RUPIAH = frozenset({"", "rupiah", "idr", "rp"})

# Collection types that are schoolbooks, wherever they stand in the cell.
SCHOOLBOOKS = (
    "textbook", "text book", "buku teks", "buku paket", "buku pelajaran", "buku ajar", "buku siswa",
    "buku guru", "lembar kerja", "lks", "lkpd",
)  # fmt: skip
