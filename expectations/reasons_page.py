"""Write `docs/rejects.md`: what each reason of `rejects` means, and what to do.

Run `python -m expectations.reasons_page` after a change to the reasons.
"""

from __future__ import annotations

from expectations.enumerations import RejectReason
from expectations.folders import PROJECT

PAGE = PROJECT / "docs" / "rejects.md"
_PREFACE = """# Why something was not kept

Made from `expectations/reasons_page.py` by `python -m expectations.reasons_page`; change that file, not this page.

`sayso rejects` lists what a release turned away, with the reason, what exactly was found, and a copy of the bytes in
`work/quarantine`; `sayso rejects --reason language` lists one reason, and `sayso inspect DUMP` tells before a build.
Mend the copy and build it, and it is an article like any other.

| reason | means | do |
| --- | --- | --- |
"""
_SEND_AGAIN = "Get the file again; what was whole in it is kept."
_REPORT = "`sayso show` has nothing of it; send the detail. `sayso backfill --refresh` tries it again after an update."
_NOTHING = "Nothing, where it is no article; else mend the copy and build it."

REASONS: dict[RejectReason, tuple[str, str]] = {
    "unreadable": ("the file is damaged, or not what its first bytes say it is", _SEND_AGAIN),
    "truncated": ("the file ends before its end", _SEND_AGAIN),
    "checksum": ("a packed file does not match its own checksum; nothing of it is taken", _SEND_AGAIN),
    "encoding": ("bytes that are no text in the encoding of the rest", "Save it as UTF-8."),
    "bad_json": ("a line or entry is not JSON, or not an object", "Mend the line; the others are kept."),
    "bad_row": ("a row has more or fewer cells than the header", "Mend the quotation marks of that row."),
    "bad_xml": ("XML that cannot be parsed", "Mend the markup."),
    "no_text": ("no field holds a text", "Name it in `[fields]` of `sayso.toml`; `sayso inspect` shows what there is."),
    "empty": ("the file, archive or table holds nothing", "Nothing."),
    "too_short": ("fewer words than an article are left after cleaning", _NOTHING),
    "too_long": ("longer than `most_characters`", "Raise the setting, or cut a book into articles."),
    "language": ("the text is not in English", "Nothing: Sayso reads English alone."),
    "not_article": ("the page is a list, a front page, a login or an error", _NOTHING),
    "no_extraction": ("no article was found in the page, as where a script writes it", "Save it from a browser."),
    "control_characters": ("the text holds characters that no text holds: a file of another kind", _SEND_AGAIN),
    "unknown_format": ("in no format that Sayso reads", "Leave it out, or turn it into text or JSON lines."),
    "unsupported_format": ("in a format that is not read, such as PDF", "The detail names what makes text of it."),
    "bomb": ("a packed file unpacks to far more than its size", "Raise `most_ratio` or `most_unpacked_bytes`."),
    "too_deep": ("archives within archives, deeper than `most_depth`", "Unpack it, or raise the setting."),
    "unsafe_member": ("a member's name leads out of its archive", "Unpack it yourself, if you trust it."),
    "outside_link": ("a link leads out of the folder given", "Set `follow_links`, if it is meant to."),
    "revisit": ("a web archive says that it captured the same earlier, and holds no body", "Nothing."),
    "http_status": ("a captured response that is no page: a redirect, a page not found", "Nothing."),
    "media_type": ("a captured response that is no page of text: an image, a script", "Nothing."),
    "broken_rows": ("its rows broke a rule of the audit: a fault of Sayso's", _REPORT),
    "broken_rule": ("a rule of Sayso's raised on it; the traceback lies beside the copy", _REPORT),
    "too_slow": ("it took longer than `most_seconds_a_document`", "Raise the setting, or report it."),
    "worker_died": ("the process that read it died, mostly of memory", "Use fewer workers, or report it."),
}  # fmt: skip


def write_page() -> str:
    """Write the page: a row a reason."""
    return _PREFACE + "".join(f"| `{reason}` | {means} | {do} |\n" for reason, (means, do) in REASONS.items())


def main() -> None:
    """Write the page to its place."""
    PAGE.write_text(write_page(), "utf-8")


if __name__ == "__main__":
    main()
