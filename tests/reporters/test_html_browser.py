"""The HTML report in a real browser: it needs Chromium and its driver, and skips where they are not here."""

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile import PATIENCE
from htmlreports import HOSTILE, SMALL, hostile, many, page

from newslint.finding import Profile, Report

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
if not CHROMIUM or not DRIVER:
    pytest.skip("no Chromium with its driver here", allow_module_level=True)
pytestmark = pytest.mark.slow
webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")

from selenium.webdriver.common.by import By  # noqa: E402 - only where selenium is there
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.wait import WebDriverWait  # noqa: E402

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Browser = Any
Open = Callable[..., Browser]


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield browser
    browser.quit()


@pytest.fixture
def show(chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a report; whatever the browser complains about fails the test."""

    def opened(
        report: Report, fragment: str = "", *, width: int = 1280, scheme: str = "light", script: bool = True
    ) -> Browser:
        file = tmp_path / "report.html"
        file.write_text(page(report), encoding="utf-8", newline="")
        metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600}
        command = chromium.execute_cdp_cmd
        command("Emulation.setDeviceMetricsOverride", metrics)
        media = [{"name": "prefers-color-scheme", "value": scheme}]
        command("Emulation.setEmulatedMedia", {"media": "", "features": media})
        command("Emulation.setScriptExecutionDisabled", {"value": not script})
        chromium.get("about:blank")
        chromium.get(f"{file.as_uri()}{fragment}")
        return chromium

    yield opened
    chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    complaints = [entry["message"] for entry in chromium.get_log("browser")]
    assert complaints == []


def text_of(browser: Browser, selector: str) -> list[str]:
    return [element.text for element in browser.find_elements(By.CSS_SELECTOR, selector)]


def messages(browser: Browser) -> list[str]:
    return text_of(browser, "#list .message")


def count_line(browser: Browser) -> str:
    return str(browser.find_element(By.ID, "count").text)


def choose(browser: Browser, name: str, words: str) -> None:
    """Type the beginning of a choice, as people do; the driver's click on an option sends no `input`."""
    browser.find_element(By.ID, name).send_keys(words)


def click(browser: Browser, selector: str) -> None:
    element = browser.find_element(By.CSS_SELECTOR, selector)
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    element.click()


def follow(browser: Browser, selector: str) -> None:
    """Click a link to a fragment, and wait: the page hears of it only later."""
    browser.execute_script(
        "window.arrived = false;addEventListener('hashchange', () => { window.arrived = true }, {once: true})"
    )
    click(browser, selector)
    WebDriverWait(browser, PATIENCE).until(lambda page: page.execute_script("return window.arrived"))


def tick(browser: Browser, value: str) -> None:
    click(browser, f"fieldset input[value='{value}']")


CRANE, SUMMARY, HTTP, CAFE = (
    "title holds mojibake",
    "summary is mojibake",
    "webUrl uses http",
    "title is not NFC",
)


def test_it_shows_the_worst_first(show: Open) -> None:
    browser = show(SMALL)
    assert text_of(browser, "h1") == ["4 findings in 3 of 4 files"]
    assert messages(browser) == [CRANE, SUMMARY, HTTP, CAFE]
    assert count_line(browser) == "4 findings"
    assert text_of(browser, "#list li:first-child .row:first-child mark") == ["â€™"]
    assert text_of(browser, "#list li:first-child .row.after mark") == ["’"]
    assert not browser.find_element(By.ID, "pager").is_displayed()


def test_filters_by_rule_severity_file_and_text(show: Open) -> None:
    browser = show(SMALL)
    choose(browser, "rule", "URL004")
    assert messages(browser) == [HTTP]
    assert count_line(browser) == "1 finding, filtered from 4"
    choose(browser, "rule", Keys.HOME)
    tick(browser, "error")
    tick(browser, "info")
    assert messages(browser) == [CRANE, SUMMARY, CAFE]
    browser.find_element(By.ID, "file").send_keys("CRANE")
    assert messages(browser) == [CRANE, SUMMARY]
    browser.find_element(By.ID, "q").send_keys("CAFÃ© summary")
    assert messages(browser) == [SUMMARY]
    tick(browser, "1")  # fixable
    assert messages(browser) == []
    assert browser.find_element(By.ID, "none").is_displayed()
    click(browser, "#none button")
    assert messages(browser) == [CRANE, SUMMARY, HTTP, CAFE]
    assert browser.execute_script("return new FormData(filters).get('q')") == ""


def test_filters_by_publisher_and_finds_what_the_excerpt_says(show: Open) -> None:
    browser = show(SMALL)
    choose(browser, "publisher", "post.example")
    assert messages(browser) == [HTTP, CAFE]
    browser.find_element(By.ID, "q").send_keys("post.example/a")
    assert messages(browser) == [HTTP]


def test_orders_by_file(show: Open) -> None:
    browser = show(SMALL)
    choose(browser, "order", "By file")
    assert messages(browser) == [CAFE, CRANE, SUMMARY, HTTP]


@pytest.mark.parametrize(
    ("fragment", "wanted"),
    [
        ("#rule=URL004", [HTTP]),
        ("#severity=error,info&file=cafe", [CAFE]),
        ("#fixable=1", [CRANE, HTTP]),
        ("#rule=NOSUCH", [CRANE, SUMMARY, HTTP, CAFE]),
        ("#page=-3&order=nonsense", [CRANE, SUMMARY, HTTP, CAFE]),
        ("#q=%3Cscript%3E", []),
        ("#__proto__=1&constructor=2", [CRANE, SUMMARY, HTTP, CAFE]),
    ],
)
def test_the_address_holds_the_filters(show: Open, fragment: str, wanted: list[str]) -> None:
    assert messages(show(SMALL, fragment)) == wanted


def test_what_is_filtered_can_be_sent_as_a_link(show: Open) -> None:
    browser = show(SMALL)
    tick(browser, "error")
    browser.find_element(By.ID, "q").send_keys("summary")
    address = browser.current_url
    browser.get("about:blank")
    browser.get(address)
    assert messages(browser) == [SUMMARY]
    assert browser.find_element(By.ID, "q").get_attribute("value") == "summary"


def test_counts_link_to_their_findings(show: Open) -> None:
    browser = show(SMALL)
    follow(browser, "a[href='#rule=URL004']")
    assert messages(browser) == [HTTP]
    follow(browser, ".tile.error a")
    assert messages(browser) == [CRANE, SUMMARY]
    follow(browser, "a[href='#publisher=harbour.example']")
    assert messages(browser) == [CRANE, SUMMARY]
    assert browser.execute_script("return document.activeElement.id") == "findings-title"


def test_a_rule_opens_its_documentation(show: Open) -> None:
    browser = show(SMALL)
    follow(browser, "#list a.rule")
    assert browser.find_element(By.CSS_SELECTOR, "#rule-TXT001 .prose").is_displayed()
    assert text_of(browser, "#rule-TXT001 h4") == ["Why is this bad?"]


def test_the_keyboard_reaches_everything(show: Open) -> None:
    browser = show(SMALL)
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    browser.switch_to.active_element.send_keys(Keys.ENTER)  # the link that skips to the findings
    wanted = [
        "q",
        "file",
        "rule",
        "publisher",
        "order",
        "severity",
        "severity",
        "severity",
        "fixable",
        "export",
        "reset",
    ]
    name = (
        "const at = document.activeElement;"
        "return at.id || at.name || at.type || at.className || at.closest('details').className"
    )
    order = []
    for _ in (*wanted, "rule", "more"):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        order.append(browser.execute_script(name))
    assert order == [*wanted, "rule", "more"]
    summary = browser.find_element(By.CSS_SELECTOR, "#list summary")
    assert not browser.find_element(By.CSS_SELECTOR, "#list dl").is_displayed()
    summary.send_keys(Keys.ENTER)
    assert browser.find_element(By.CSS_SELECTOR, "#list .help").text == "read it again"
    summary.send_keys(Keys.SPACE)
    assert not browser.find_element(By.CSS_SELECTOR, "#list dl").is_displayed()


def test_focus_can_be_seen(show: Open) -> None:
    browser = show(SMALL)
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    assert text_of(browser, ":focus-visible") == ["Skip to the findings"]
    outline = (
        "return getComputedStyle(document.activeElement).outlineStyle + document.activeElement.offsetLeft"
    )
    assert browser.execute_script(outline) == "solid0"


@pytest.mark.parametrize("fragment", ["", "#q=window", "#order=file"])
def test_hostile_text_is_only_text(show: Open, fragment: str) -> None:
    browser = show(hostile(), fragment)
    assert len(messages(browser)) == 2
    for details in browser.find_elements(By.TAG_NAME, "details"):
        browser.execute_script("arguments[0].open = true", details)
    assert browser.execute_script("return window.__pwned") is None
    counts = browser.execute_script(
        "return ['img', 'script', 'iframe', 'style', 'object', 'a[href^=javascript]'].map("
        "(name) => document.querySelectorAll(name).length)"
    )
    assert counts == [0, 2, 0, 1, 0, 0]
    assert "{{7*7}}" in messages(browser)[0]
    assert "\\u202eevil\\x1b[31m \\udcff \\u2028" in messages(browser)[0]


def test_hostile_names_can_be_chosen(show: Open) -> None:
    browser = show(hostile())
    follow(browser, "#collections a")
    assert browser.find_element(By.ID, "collection").get_attribute("value").startswith(HOSTILE[:40])
    assert count_line(browser) == "2 findings"
    follow(browser, "#publishers a")
    assert count_line(browser) == "2 findings"


WIDE = hostile()._replace(
    profiles=(
        *SMALL.profiles,
        *(Profile(f"{n}.md", "c" * 50 + str(n), "", "p" * 60, ("f" * 60,)) for n in range(9)),
    ),
    collections={"c" * 50 + str(n): 1 for n in range(9)},
)


@pytest.mark.parametrize("report", [SMALL, hostile(), many(120), WIDE, Report(0, ())], ids=range(5))
def test_a_phone_needs_no_sideways_scrolling(show: Open, report: Report) -> None:
    browser = show(report, width=360)
    for details in browser.find_elements(By.TAG_NAME, "details"):
        browser.execute_script("arguments[0].open = true", details)
    assert browser.execute_script("return document.documentElement.scrollWidth <= innerWidth")


def test_the_scheme_is_the_readers(show: Open) -> None:
    background = "return getComputedStyle(document.body).backgroundColor"
    light = show(SMALL).execute_script(background)
    dark = show(SMALL, scheme="dark").execute_script(background)
    assert (light, dark) == ("rgb(246, 245, 241)", "rgb(19, 21, 24)")


SAVED = (
    "const done = arguments[0];"
    "URL.createObjectURL = (blob) => { blob.arrayBuffer().then((bytes) =>"
    " done(new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes))); return '#'; };"
    "document.getElementById('export').click()"
)


def test_what_is_filtered_is_saved_as_csv(show: Open) -> None:
    profiles = tuple(profile._replace(headline='=1+1 "quay",\nnow') for profile in SMALL.profiles)
    browser = show(SMALL._replace(profiles=profiles), "#rule=URL004")
    saved = browser.execute_async_script(SAVED)
    assert saved.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(saved[1:], newline="")))
    columns = "File Headline Publisher Collection Line Column Severity Code Rule Field Message Help Fix"
    assert rows[0] == columns.split(" ")
    assert rows[1][:3] == ["people/ada.md", '\'=1+1 "quay",\\nnow', "post.example"]
    assert rows[1][4:] == [
        "3", "10", "warning", "URL004", "insecure-url", "title", "`webUrl` uses http", "read it again",
        "unsafe",
    ]  # fmt: skip
    assert len(rows) == 2
    assert saved.endswith('"unsafe"\r\n')
    browser.find_element(By.CSS_SELECTOR, "button[type=reset]").click()
    assert len(list(csv.reader(io.StringIO(browser.execute_async_script(SAVED))))) == 5


def test_headlines_stand_beside_files_and_are_searched(show: Open) -> None:
    profiles = tuple(
        profile._replace(headline="The quay opens" if profile.file == "people/ada.md" else "")
        for profile in SMALL.profiles
    )
    browser = show(SMALL._replace(profiles=profiles), "#q=QUAY")
    assert text_of(browser, "#list .headline") == ["The quay opens"]
    browser = show(SMALL._replace(profiles=profiles))
    assert sorted(filter(None, text_of(browser, "#list .headline"))) == ["The quay opens"]


def test_pages(show: Open) -> None:
    browser = show(many(120))
    assert count_line(browser) == "1–50 of 120 findings"
    assert len(messages(browser)) == 50
    assert not browser.find_element(By.ID, "previous").is_enabled()
    following = browser.find_element(By.ID, "next")
    following.click()
    following.click()
    assert count_line(browser) == "101–120 of 120 findings"
    assert not following.is_enabled()
    assert browser.current_url.endswith("#page=3")
    tick(browser, "error")
    assert count_line(browser) == "40 findings, filtered from 120"


def test_fifty_thousand_findings_stay_quick(show: Open) -> None:
    report = many(50_000)
    browser = show(report)
    nodes = "return document.querySelectorAll('*').length"
    assert browser.execute_script(nodes) < 5_000
    # As a key does it: set the value, tell the page, and let it lay itself out.
    keystroke = (
        "const field = document.getElementById('q'); field.value = arguments[0];"
        "const start = performance.now();"
        "field.dispatchEvent(new Event('input', {bubbles: true})); document.body.offsetHeight;"
        "return performance.now() - start"
    )
    typed = "council number 12345"
    browser.find_element(By.ID, "q").click()
    times = [browser.execute_script(keystroke, typed[: end + 1]) for end in range(len(typed))]
    wanted = sum("12345" in f"{found.excerpt} {found.file}" for found in report.findings)
    assert count_line(browser) == f"{wanted} findings, filtered from 50,000"
    times.sort()
    assert times[len(times) // 2] < 200
    choose(browser, "order", "By file")
    assert len(messages(browser)) == wanted
    metrics = {"width": 360, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    assert browser.execute_script("return document.documentElement.scrollWidth <= 360")


def test_without_scripts_the_first_findings_can_be_read(show: Open) -> None:
    browser = show(many(120), script=False)
    assert len(messages(browser)) == 50
    (hint,) = text_of(browser, "noscript")
    assert hint.startswith("Without JavaScript the first 50 of 120 findings are shown")
    assert not browser.find_element(By.ID, "filters").is_displayed()
    assert count_line(browser) == "The first 50 of 120 findings"


def test_print_shows_all_that_is_filtered(show: Open) -> None:
    browser = show(many(180), "#severity=error", scheme="dark")
    assert count_line(browser) == "1–50 of 60 findings, filtered from 180"
    browser.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert len(messages(browser)) == 60
    assert count_line(browser) == "60 findings, filtered from 180"
    assert all(
        browser.execute_script("return [...document.querySelectorAll('#list details')].map((d) => d.open)")
    )
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"media": "print", "features": [{"name": "prefers-color-scheme", "value": "dark"}]},
    )
    assert not browser.find_element(By.ID, "filters").is_displayed()
    assert not browser.find_element(By.TAG_NAME, "nav").is_displayed()
    color = "return getComputedStyle(document.querySelector('.message')).color"
    assert browser.execute_script(color) == "rgb(28, 30, 34)"
    browser.execute_script("dispatchEvent(new Event('afterprint'))")
    assert len(messages(browser)) == 50


def test_nothing_found(show: Open) -> None:
    browser = show(SMALL._replace(findings=()))
    assert text_of(browser, "h1, .verdict") == ["All clear", "No findings in 4 files"]
    assert text_of(browser, "#findings .empty") == ["Nothing to correct."]


def test_the_script_draws_what_the_page_already_shows(show: Open) -> None:
    """The page and its script share the markup; they must fill it in the same way."""
    report = many(30)
    inner = "return document.getElementById('list').innerHTML.replace(/\\s*\\n\\s*/g, '')"
    drawn = show(report).execute_script(inner)
    browser = show(report, script=False)
    still = browser.execute_script(inner)
    assert still == drawn
