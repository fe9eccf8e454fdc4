"""What an impact is called, in Indonesian and in English."""

SIGNS = {"gain": "+", "loss": "−", "change": "~"}
WORDS = {
    "id": {
        "findings": "temuan", "checks": "pemeriksaan", "officials": "pejabat", "events": "peristiwa",
        "statistics": "statistik", "statements": "pernyataan", "times": "waktu", "boilerplate": "teks tempelan",
        "sentences": "kalimat", "article": "artikel", "kind": "jenis", "rule": "aturan", "gains": "bertambah",
        "losses": "hilang", "changes": "berubah", "edited": "Yang disunting", "more": "lagi", "articles": "artikel",
        "touched": "berubah", "records": "catatan", "none": "tidak ada perbedaan", "title": "Dampak suntingan aturan",
        "renamed": "hanya berganti nama aturan", "overview": "Ringkasan", "before": "sebelum", "after": "sesudah",
        "left_out": "lagi tidak ditampilkan", "star": "* aturan yang disunting",
    },
    "en": {
        "findings": "findings", "checks": "checks", "officials": "officials", "events": "events",
        "statistics": "statistics", "statements": "statements", "times": "times", "boilerplate": "boilerplate",
        "sentences": "sentences", "article": "article", "kind": "kind", "rule": "rule", "gains": "gained",
        "losses": "lost", "changes": "changed", "edited": "What was edited", "more": "more", "articles": "articles",
        "touched": "changed", "records": "records", "none": "no difference", "title": "Impact of an edit of the rules",
        "renamed": "with another rule name only", "overview": "Overview", "before": "before", "after": "after",
        "left_out": "more are not shown", "star": "* a rule that was edited",
    },
}  # fmt: skip
