"""A hand-made book in the shape the component templates give: what the EPUB tests and their pictures start from."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from octavo.artifact import Artifact
from octavo.formats.epub_book import Agent, Book, BookMeta, Note, Section

CHART = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 492 90" width="492" height="90">
<rect x="0" y="10" width="369" height="24" fill="#D8681B"/><rect x="0" y="50" width="246" height="24" fill="#DCE7EC"/></svg>"""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)

TITLE = """
<header class="opening opening--band">
  <div class="masthead">
    <a class="masthead__brand" href="https://www.pacificcouncil.org"><img class="logo" src="brand/logo.svg" alt="Pacific Council on International Policy"></a>
    <p class="masthead__meta"><b class="series">Policy Brief</b> <span class="number">No. 12</span> <time datetime="2019-03-27">March 27, 2019</time></p>
  </div>
  <div class="title-block">
    <p class="kicker">U.S.-Mexico security</p>
    <h1 class="title">Cooperation <br>Without Calm</h1>
    <p class="dek">Violence in Mexico is rising and spreading. Security work with the United States goes on all the same, four months into a presidency that some feared would curtail it.</p>
    <p class="byline">By <b>Sumaya Quillian</b> and <b>Gemma Stewart</b></p>
  </div>
</header>"""

TEXT = """
<section class="takeaways" aria-labelledby="takeaways">
  <h2 id="takeaways">Key takeaways</h2>
  <ol>
    <li><strong>The partnership outlived the campaign.</strong> Speakers saw counternarcotics, military and intelligence cooperation carry on under the new president, and joint work against money laundering increase.</li>
    <li><strong>Violence has spread out and broken up.</strong> Hundreds of small local gangs have replaced six to eight major cartels, and in 2018 no state had more than a tenth of the country’s homicides.</li>
    <li><strong>Mexico has measures before it has a strategy.</strong> A national guard is being set up and social policy is promised four-fifths of the effort.</li>
  </ol>
</section>
<section class="media media--audio" aria-label="The full conversation"><div class="media__text">
  <p class="media__title"><b>Listen:</b> <a href="https://www.pacificcouncil.org/a b">The full conversation of March 14, 2019</a> <span class="media__length">58:40</span></p>
</div></section>
<div class="flow" id="body">
<p id="b1">Andrés Manuel López Obrador, commonly known as AMLO, was elected president of Mexico in July 2018 after a campaign for peace and stability. His party won majorities in both houses of Congress. A hundred days into office his approval rating stood at 85 percent.&NoBreak;<a class="noteref" epub:type="noteref" role="doc-noteref" href="#fn-1" id="fnref-1">1</a> The mandate is large, and so is the task.</p>
<p id="b2">On March 14, 2019, four specialists discussed that prospect.<a class="noteref" role="doc-noteref" href="#fn-2" id="fnref-2">2</a> They described a worsening emergency and a strategy still in pieces. They also described what some had doubted they would see: a partnership in working order.</p>
<h2 id="sec-violence" data-line="40">Violence is higher, wider and more local</h2>
<p id="b3">Richard Downie of Delphi Strategic Communications spoke of voters worn out by violence, corruption and the rate of homicide, which has risen since President Felipe Calderón launched the drug war in 2006. Enrique Peña Nieto took up the same fight against the cartels in 2012 (<a class="xref" href="#fig-dispersion">Figure&nbsp;1</a>).</p>
<section class="stats wide" aria-labelledby="stats-1-title" id="stats-1">
  <p class="stats__title label" id="stats-1-title">By the numbers</p>
  <dl>
    <div class="stat"><dt>homicides in Mexico since 2007, with records in each of the last two years</dt><dd>230,000<span class="unit">+</span></dd></div>
    <div class="stat"><dt>of crimes go unpunished; “well over” that share, said Richard Downie</dt><dd>90<span class="unit">%</span></dd></div>
    <div class="stat"><dt>of security policy will be social policy, by the government’s formula</dt><dd>80<span class="unit">%</span></dd></div>
    <div class="stat"><dt>approval for President López Obrador a hundred days into office</dt><dd>85<span class="unit">%</span></dd></div>
  </dl>
  <p class="stats__source"><b>Source:</b> Pacific Council teleconference, March 14, 2019.</p>
</section>
<h3 id="smaller-gangs">Smaller gangs stay closer to home</h3>
<p id="b4">Alejandro Hope of GEA called the situation an epidemic, and his diagnosis begins with who is behind it. Mexico used to have six to eight major cartels, which mostly smuggled drugs. Now it has <em>hundreds</em> of small gangs.<a class="noteref" role="doc-noteref" href="#fn-1" id="fnref-1-2">1</a></p>
<figure class="pullquote" id="q1"><blockquote><p>“The level of homicides is going up significantly and there is still no end in sight.”</p></blockquote>
<figcaption><cite>Alejandro Hope</cite> <span class="role">Consulting partner, GEA Group of Economists and Associates</span></figcaption></figure>
<figure class="figure chart wide" id="fig-dispersion">
  <figcaption><p class="figure__label">Figure 1</p><p class="figure__title" id="fig-dispersion-title">Mexico’s homicides no longer cluster in one place</p><p class="figure__sub">Largest share of the country’s homicides in a single place, percent</p></figcaption>
  <div class="figure__body"><img class="chart__picture" src="charts/fig-dispersion.svg" alt="Two bars. In 2010 Ciudad Juárez had 15 percent of Mexico’s homicides; in 2018 no state had more than 10."></div>
  <p class="figure__source"><b>Note:</b> No exact share was given for 2018. <b>Source:</b> Alejandro Hope. <a class="figure__data-link" href="#data-fig-dispersion">Data</a></p>
</figure>
<h2 id="sec-merida">Mérida turned wary neighbors into partners</h2>
<p id="b5">The framework for today’s cooperation goes back to 2007, when Calderón asked President George W. Bush for help with security. It was a historic shift between neighbors who had distrusted each other across the border.</p>
<figure class="timeline wide" id="fig-timeline"><figcaption><p class="figure__label">Figure 2</p><p class="figure__title" id="fig-timeline-title">Three presidencies, one partnership</p></figcaption>
<ol class="timeline__events"><li id="e1"><time datetime="2007">2007</time><p>Calderón asks President Bush for help; the Mérida Initiative follows</p></li>
<li><time datetime="2009">2009</time><p>Under President Obama the program turns toward causes</p></li><li class="is-now"><time datetime="2019-03">2019</time><p>Cooperation continues; a task force works on the supply of fentanyl</p></li></ol>
<p class="figure__source"><b>Source:</b> Pacific Council teleconference, March 14, 2019.</p></figure>
<div class="table wide" id="tbl-measures"><table><caption><p class="table__label">Table 1</p><p class="table__title" id="tbl-measures-title">Measures in hand and ideas on the table</p></caption>
<thead><tr><th scope="col">Element</th><th scope="col">What it involves</th><th scope="col" class="n">Share</th></tr></thead>
<tbody><tr><th scope="row">Security cabinet</th><td>Daily meetings</td><td class="n">20</td></tr>
<tr id="row2"><th scope="row">Social programs</th><td data-th="What it involves">Scholarships, job training, health care</td><td class="n">80</td></tr></tbody></table>
<p class="table__source"><b>Source:</b> Pacific Council.</p></div>
<p>What the parties might do, in the words of the discussion:</p>
<ul><li>keep the channels that work;</li><li>do the domestic half, that is
<ol><li>guns,</li><li>money,</li></ol></li></ul>
<dl><dt>Transit</dt><dd>Passing through a country on the way to another.</dd><dt>Destination</dt><dd>Where a journey is meant to end.</dd></dl>
<blockquote><p>A longer quotation, set off from the text, with a word <span lang="es">en español</span> in it.</p></blockquote>
<aside class="callout callout--note"><p class="callout__title">Note</p><p>A city is not a state: the units differ.</p></aside>
<aside class="box"><p class="box__title">How the Mérida Initiative works</p><p>Money is voted each year and spent through programs.</p></aside>
<pre><code>x = 1 &lt; 2 &amp;&amp; "]]&gt;"</code></pre>
<section class="recommendations wide" aria-labelledby="recommendations">
  <h2 id="recommendations">What the discussion recommends</h2>
  <p class="recommendations__lead">The editors’ reading of the exchange.</p>
  <ol><li><h3>Protect the channels that work</h3><p id="b6">Keep contacts on narcotics, laundering and intelligence apart from quarrels over energy and trade.</p><p class="for"><b>For</b> both governments</p></li>
  <li><h3>Do the domestic half</h3><p>Report on guns, laundered money and drug demand.</p><p class="for"><b>For</b> Washington</p></li></ol>
</section>
</div>"""

BACK = """
<footer class="back">
<section class="people" aria-labelledby="people"><h2 id="people">About the speakers and authors</h2>
<ul><li><p class="name">Alejandro Hope</p><p class="role">Consulting partner, GEA Group of Economists and Associates</p></li>
<li><p class="name">Sumaya Quillian</p><p class="role">Programs associate, Pacific Council on International Policy</p></li></ul></section>
<div class="back__cols">
<section class="data" aria-labelledby="data"><h2 id="data">Data behind the figures</h2>
<table id="data-fig-dispersion"><caption>Figure 1. Mexico’s homicides no longer cluster in one place</caption>
<thead><tr><th scope="col" class="n">Year</th><th scope="col">Place</th><th scope="col" class="n">Percent</th></tr></thead>
<tbody><tr><td class="n">2010</td><td>Ciudad Juárez</td><td class="n">15</td></tr><tr><td class="n">2018</td><td>Any one state</td><td class="n">10</td></tr></tbody></table></section>
<section class="cite" aria-labelledby="cite"><h2 id="cite">How to cite</h2><p>Quillian, Sumaya, and Gemma Stewart. “Cooperation Without Calm.” Pacific Council on International Policy, March 27, 2019.</p></section>
<section class="related" aria-labelledby="related"><h2 id="related">Related</h2><ul><li><a href="../one-pager/">One page</a></li></ul></section>
<section class="disclaimer" aria-labelledby="disclaimer"><h2 id="disclaimer">Disclaimer</h2><p>The views and opinions expressed here are those of the speakers.</p></section>
</div>
<section class="cta" aria-labelledby="cta"><div class="cta__text"><h2 class="cta__head" id="cta">Get involved</h2><p>Learn about membership.</p><p class="cta__link"><a href="https://www.pacificcouncil.org">www.pacificcouncil.org</a></p></div></section>
<div class="colophon"><p>Composed by Octavo from one structured source.</p></div>
</footer>"""

META = BookMeta(
    slug="us-mexico-security",
    title="Cooperation Without Calm",
    language="en-US",
    publisher="Pacific Council on International Policy",
    publisher_url="https://www.pacificcouncil.org",
    published=date(2019, 3, 27),
    agents=(
        Agent("Sumaya Quillian", "Quillian, Sumaya"),
        Agent("Gemma Stewart", "Stewart, Gemma"),
        Agent("Alejandro Hope", "Hope, Alejandro", "spk"),
    ),
    description="Violence in Mexico is rising & spreading.",
    subjects=("Security", "Organized crime"),
    places=("Mexico", "United States"),
    rights="© 2019 Pacific Council on International Policy",
    series="Policy Brief",
    number="12",
)

BOOK = Book(
    meta=META,
    sections=(
        Section("title", "", TITLE, "title"),
        Section("text", "", TEXT),
        Section("about", "About this publication", BACK, "back"),
    ),
    notes=(
        Note("fn-1", "1", "<p>Pacific Council report, March 27, 2019.</p>"),
        Note("fn-2", "2", "<p>By teleconference; see <a href='#sec-merida'>below</a>.</p><ul><li>First</li><li>Second</li></ul>"),
    ),
    resources=(
        Artifact("brand/logo.svg", "image/svg+xml", CHART.encode()),
        Artifact("charts/fig-dispersion.svg", "image/svg+xml", CHART.encode()),
        Artifact("images/unused.png", "image/png", PIXEL),
    ),
    css="p { margin: 0 }\n",
    cover=PIXEL,
    pages=MappingProxyType(
        {"takeaways": "1", "b1": "1", "b2": "1", "sec-violence": "2", "b3": "2", "b4": "3", "fn-1": "2", "fig-dispersion": "3",
         "fig-dispersion-title": "3", "b5": "4", "e1": "5", "row2": "7", "b6": "8", "people": "9", "data-fig-dispersion": "9"}
    ),
    page_labels=tuple("123456789") + ("10",),
    path="content/us-mexico-security/brief.md",
)  # fmt: skip


def report() -> Book:
    """A book of chapters: two texts, each with its notes, a summary before and the contents shown."""
    chapters = tuple(
        Section(
            f"chapter-{n}",
            f"{n} Chapter {word}",
            f'<section class="chapter" id="chapter-{n}" aria-labelledby="chapter-{n}-title"><header class="chapter__open">'
            f'<p class="chapter__n" aria-hidden="true">{n}</p><h2 class="chapter__title" id="chapter-{n}-title">Chapter {word}</h2>'
            f'<p class="dek">What it says.</p></header><div class="flow"><h3 id="s-{n}-1"><span class="secno">{n}.1</span> A section</h3>'
            f'<p>See <a href="#chapter-{3 - n}">Chapter {3 - n}</a>.<a class="noteref" role="doc-noteref" href="#fn-{n}" '
            f'id="fnref-{n}">{n}</a></p></div></section>',
        )
        for n, word in ((1, "One"), (2, "Two"))
    )
    notes = tuple(Note(f"fn-{n}", str(n), f"<p>Note {n}.</p>") for n in (1, 2))
    front = Section("imprint", "", '<section class="imprint"><p>© 2019</p></section>', "front")
    return replace(BOOK, meta=replace(META, kind="report"), sections=(BOOK.sections[0], front, *chapters), notes=notes)
