"""Reads a built site with programs that are not fuwen's: validate.py SITE SOURCES."""

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path

import bibtexparser
import feedparser
import rdflib
import yaml
from frictionless import validate as check_package
from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree

HERE = Path(__file__).parent
PACKAGES = HERE / "node_modules"
SITE = Path(sys.argv[1]).resolve()
SOURCES = Path(sys.argv[2]).resolve()
BASE = "https://example.org/archive/"
SCHEMA_ORG = {"@vocab": "https://schema.org/"}


def load(path):
    return json.loads((SITE / path).read_text("utf-8"))


def schema(name):
    text = load(f"data/schema/{name}.schema.json")
    Draft202012Validator.check_schema(text)
    return Draft202012Validator(text, format_checker=FormatChecker())


def records_are_as_their_schema_says():
    check = schema("reply")
    replies = load("data/replies.json")["replies"]
    whole = [
        json.loads(line)
        for path in (SITE / "data").glob("*.jsonl")
        for line in path.read_text("utf-8").splitlines()
    ]
    assert len(whole) == len(replies) > 0
    for record in replies + whole:
        check.validate(record)
    for record in whole:
        assert load(record["permalink"].replace(".html", ".json")) == record


def sources_are_as_their_schema_says():
    check = schema("front-matter")
    class Words(yaml.SafeLoader):
        """A day is the words of a day."""
    Words.yaml_implicit_resolvers = {
        first: [(tag, form) for tag, form in forms if not tag.endswith(":timestamp")]
        for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    for folder in (SOURCES / "content" / "replies", SITE / "replies"):
        for path in folder.rglob("*.md"):
            check.validate(yaml.load(path.read_text("utf-8").split("---\n")[1], Words))


def the_package_is_valid():
    os.chdir(SITE / "data")
    report = check_package("datapackage.json")
    assert report.valid, report.flatten(["title", "note"])
    rows = {task.name: task.stats["rows"] for task in report.tasks}
    assert rows["replies"] == len(load("data/replies.json")["replies"]), rows
    for name, count in rows.items():
        assert len(load(f"data/{name}.json")[name]) == count, name


def feeds_can_be_read():
    """By feedparser, and by our own reading of RFC 4287: no package carries a schema of Atom."""
    atom = etree.RelaxNG(etree.parse(HERE / "atom.rng"))
    feeds = [path for path in SITE.rglob("*.xml") if path.name[:7] not in ("sitemap", "opensea")]
    assert len(feeds) > 1
    for path in feeds:
        atom.assertValid(etree.parse(path))
        parsed = feedparser.parse(str(path))
        assert not parsed.bozo, (path, parsed.get("bozo_exception"))
        twin = json.loads(path.with_suffix(".json").read_text("utf-8"))
        assert twin["version"] == "https://jsonfeed.org/version/1.1"
        assert [entry.id for entry in parsed.entries] == [item["id"] for item in twin["items"]]
        assert len(parsed.entries) <= 50


def the_sitemap_is_as_sitemaps_org_demands():
    check = etree.XMLSchema(etree.parse(PACKAGES / "sitemap" / "schema" / "sitemap.xsd"))
    document = etree.parse(SITE / "sitemap.xml")
    check.assertValid(document)
    listed = {place.text.removeprefix(BASE) or "index.html" for place in document.iter("{*}loc")}
    pages = {path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html") if not leads_away(path)}
    assert listed == pages - {"404.html"}, listed ^ pages


def leads_away(path):
    """Whether a page stands only where one once stood, and leads to its new place."""
    return 'http-equiv="refresh"' in path.read_text("utf-8")


def pages_are_valid_html():
    """As the W3C's validator sees them; its warnings are of addresses that a disk does not have."""
    checker = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    run = ["java", "-Xss4m", "-jar", checker, "--errors-only", "--skip-non-html", "--format", "gnu", SITE]
    found = subprocess.run(run, capture_output=True, text=True, timeout=240)
    assert found.returncode == 0 and not found.stderr, found.stderr


def the_catalogue_is_linked_data():
    path = SITE / "data" / "dcat.jsonld"
    graph = rdflib.Graph().parse(path, format="json-ld", publicID="https://example.org/data/dcat.jsonld")
    dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    files = set(graph.objects(None, dcat.downloadURL))
    assert len(files) == len(load("data/datapackage.json")["resources"]) * 2 + len(
        list((SITE / "data").glob("*.jsonl"))
    ) + 6, files
    for size in graph.objects(None, dcat.byteSize):
        assert size.toPython() >= 0


class Scripts(HTMLParser):
    """The JSON-LD of a page."""

    def __init__(self):
        super().__init__()
        self.inside, self.found = False, []

    def handle_starttag(self, tag, attrs):
        self.inside = tag == "script" and ("type", "application/ld+json") in attrs

    def handle_data(self, data):
        if self.inside:
            self.found.append(data)

    def handle_endtag(self, tag):
        self.inside = False


def pages_say_what_they_are():
    kind = rdflib.URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    pages = 0
    for path in SITE.rglob("*.html"):
        scripts = Scripts()
        scripts.feed(path.read_text("utf-8"))
        for text in scripts.found:
            data = json.loads(text) | {"@context": SCHEMA_ORG}
            graph = rdflib.Graph().parse(data=json.dumps(data), format="json-ld", publicID="https://example.org/")
            assert list(graph.objects(None, kind)), path
            pages += 1
    assert pages > 10


def references_can_be_read():
    total = len(load("data/replies.json")["replies"])
    library = bibtexparser.parse_file(str(SITE / "data" / "citations.bib"))
    assert not library.failed_blocks and len(library.entries) == total
    assert len({entry.key for entry in library.entries}) == total
    assert len(load("data/citations.json")) == total


def a_spreadsheet_opens_the_tables():
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice is not installed"
    with tempfile.TemporaryDirectory() as folder:
        # Comma, quotation mark, UTF-8: what the program's window proposes; without one it goes by the locale.
        csv_filter = "Text - txt - csv (StarCalc):44,34,76,1"
        subprocess.run(
            [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", f"--infilter={csv_filter}",
             "--convert-to", f"csv:{csv_filter}", "--outdir", folder, SITE / "data" / "replies.csv"],
            check=True, capture_output=True, timeout=240,
        )
        with open(Path(folder) / "replies.csv", encoding="utf-8-sig", newline="") as file:
            opened = list(csv.DictReader(file))
    with open(SITE / "data" / "replies.csv", encoding="utf-8-sig", newline="") as file:
        written = list(csv.DictReader(file))
    assert len(opened) == len(load("data/replies.json")["replies"]) > 0
    for column in ("title", "case_subjects", "issuer", "addressees", "topics", "doc_number"):
        assert [row[column] for row in opened] == [row[column] for row in written], column


CHECKS = [value for value in list(globals().values()) if getattr(value, "__module__", "") == "__main__"]
CHECKS = [check for check in CHECKS if not isinstance(check, type) and check not in (load, schema, leads_away)]
failed = 0
for check in CHECKS:
    name = check.__name__.replace("_", " ")
    try:
        check()
        print(f"ok: {name}")
    except Exception as error:  # every check is told
        failed += 1
        print(f"failed: {name}: {type(error).__name__}: {error}")
print(f"{len(CHECKS) - failed} passed, {failed} failed")
sys.exit(1 if failed else 0)
