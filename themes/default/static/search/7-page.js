// The page: from its address to results, and from the reader's hands to an address.
const page = document.getElementById("search");
if (page) start();

function start() {
  const PER_PAGE = 20, AT_ONCE = 10;
  const root = document.documentElement, form = document.getElementById("find"), say = page.dataset;
  const count = document.getElementById("search-count"), list = document.getElementById("search-results");
  const pager = document.getElementById("search-pager"), failure = document.getElementById("search-failure");
  const pattern = document.getElementById("search-result").content, sort = form.elements.sort;
  const controls = [...form.elements].filter((control) => FACETS.includes(control.name));
  const filterBox = page.querySelector(".filters");
  let index, asked = 0, unseen, wantsMore = false, countAgain;

  root.dataset.search = "idle";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(new URLSearchParams(stateOfForm()));
  });
  for (const control of [...controls, sort]) control.addEventListener("change", () => go(new URLSearchParams(stateOfForm())));
  addEventListener("popstate", () => show(new URLSearchParams(location.search)));
  document.addEventListener("keydown", onKey);
  for (const event of ["pointerover", "focusin"]) filterBox.addEventListener(event, countMore);
  filterBox.closest("details").addEventListener("toggle", countMore);
  failure.querySelector("button").addEventListener("click", () => show(new URLSearchParams(location.search)));
  pager.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(new URLSearchParams(link.search), true);
  });
  show(new URLSearchParams(location.search));

  function stateOfForm() {
    const state = [...new FormData(form)].map(([name, value]) => [name, value.slice(0, LIMIT * 2)]);
    return state.filter(([name, value]) => value && (name !== "sort" || value !== "relevance"));
  }

  async function go(parameters, isPage) {
    history.pushState(null, "", "?" + parameters);
    await show(parameters);
    if (isPage) {
      count.scrollIntoView();
      count.focus();
    }
  }

  function fillForm(parameters) {
    form.elements.q.value = parameters.get("q") || "";
    sort.value = parameters.get("sort") === "number" ? "number" : "relevance";
    for (const control of controls) {
      const values = parameters.getAll(control.name);
      if (control.type === "checkbox") control.checked = values.includes(control.value);
      else control.value = [...control.options].some((option) => option.value === values[0]) ? values[0] : "";
    }
  }

  // Shows what an address asks for. What was shown before stays until the new results are there.
  async function show(parameters) {
    const turn = ++asked, query = parameters.get("q");
    fillForm(parameters);
    failure.hidden = true;
    if (query === null) return clear();
    if (!isSearchable(query)) return answerNothing();
    root.dataset.search = "loading";
    list.setAttribute("aria-busy", "true");
    try {
      const results = await answer(query, parameters);
      if (turn === asked) render(query, parameters, results);
    } catch (error) {
      if (turn !== asked) return;
      clear();
      failure.hidden = false;
      root.dataset.search = "done";
    }
  }

  function clear() {
    list.removeAttribute("aria-busy");
    list.textContent = pager.textContent = count.textContent = "";
    pager.parentElement.hidden = true;
    delete count.dataset.count;
    showCounts({});
    countAgain = null;
    root.dataset.search = "idle";
  }

  function answerNothing() {
    clear();
    count.textContent = say.nothing;
    count.dataset.count = 0;
    root.dataset.search = "done";
  }

  // Counts by what is not loaded at first, when the reader comes near the filters.
  async function countMore() {
    if (wantsMore) return;
    wantsMore = true;
    if (!countAgain) return;
    try {
      await index.more();
      if (countAgain) showCounts(countAgain());
    } catch (error) {
      wantsMore = false;
      failure.hidden = false;
    }
  }

  async function answer(query, parameters) {
    index = index || (await Index.open(say.versions.split(" ")));
    const { scores, runs, isCut } = await index.answer(query);
    const filters = {};
    for (const name of FACETS) filters[name] = parameters.getAll(name).filter(Boolean);
    if (wantsMore || MORE.some((name) => filters[name].length)) await index.more();
    const { passing, counts } = index.filter(scores.keys(), filters);
    const sorted = await index.sorted(passing, scores, parameters.get("sort"));
    const pages = Math.max(1, Math.ceil(sorted.length / PER_PAGE));
    const number = Math.min(pages, Math.max(1, parseInt(parameters.get("page"), 10) || 1));
    const shown = sorted.slice((number - 1) * PER_PAGE, number * PER_PAGE);
    const permalinks = await Promise.all(shown.map((reply) => index.permalink(reply)));
    const items = shown.map((reply, at) => itemOf(reply, permalinks[at]));
    await Promise.all(items.slice(0, AT_ONCE).map((item) => complete(item, query, runs)));
    return { total: sorted.length, counts, recount: () => index.filter(scores.keys(), filters).counts, items, runs, isCut, pages, number };
  }

  function itemOf(reply, permalink) {
    const item = { reply, permalink, element: pattern.firstElementChild.cloneNode(true) };
    item.link = item.element.querySelector("a");
    item.element.dataset.permalink = item.link.href = permalink;
    item.link.setAttribute("href", permalink);
    item.link.textContent = permalink;
    return item;
  }

  // Adds to a result what its text tells.
  async function complete(item, query, runs) {
    if (item.isComplete) return;
    item.isComplete = true;
    const [card, ...zones] = await index.text(item.reply, item.permalink);
    const part = (name) => item.element.querySelector(`[data-part="${name}"]`);
    const spans = (name, texts) => {
      const first = part(name);
      texts.forEach((text) => {
        const span = first.cloneNode();
        fill(span, text, runs);
        first.before(span);
      });
      first.remove();
    };
    let snippet = snippetOf(zones, runs);
    // A letter in traditional characters hides its hits until the table is there.
    if (!snippet.fragment && !simple.size) {
      await loadSimplified(index.version);
      snippet = snippetOf(zones, runs);
    }
    fill(item.link, card.title, runs);
    fill(part("snippet"), snippet.text, runs);
    spans("case", card.cases);
    spans("by", card.by);
    spans("note", card.notes || []);
    if (card.outcome) {
      part("class").className = card.outcome.class;
      part("class").textContent = card.outcome.label;
      part("words").textContent = card.outcome.words || "";
    } else part("outcome").remove();
    item.link.setAttribute("href", `${item.permalink}#hits=${encodeURIComponent(query.slice(0, LIMIT))}${snippet.fragment}`);
  }

  function render(query, parameters, { total, counts, recount, items, runs, isCut, pages, number }) {
    const words = total ? say.found : say.none;
    count.textContent = words.replace("{n}", total.toLocaleString("en")).replace("{q}", () => [...query].slice(0, 40).join(""))
      + (isCut ? say.cut : "");
    count.dataset.count = total;
    list.replaceChildren(...items.map((item) => item.element));
    list.start = (number - 1) * PER_PAGE + 1;
    showCounts(counts);
    countAgain = recount;
    showPager(parameters, pages, number);
    if (unseen) unseen.disconnect();
    const later = items.slice(AT_ONCE), isLate = (item) => complete(item, query, runs).catch(() => { failure.hidden = false; });
    if (window.IntersectionObserver) {
      unseen = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
        unseen.unobserve(entry.target);
        isLate(later.find((item) => item.element === entry.target));
      }), { rootMargin: "400px" });
      later.forEach((item) => unseen.observe(item.element));
    } else later.forEach(isLate);
    list.removeAttribute("aria-busy");
    root.dataset.search = "done";
  }

  // Tells the counts of the facets that are counted, and none of the others.
  function showCounts(counts) {
    for (const control of controls) {
      const of = counts[control.name], told = (value) => of.get(value) || 0;
      if (control.type === "checkbox") {
        control.parentElement.querySelector(".num").textContent = of ? told(control.value) : "";
        continue;
      }
      for (const option of control.options) {
        option.dataset.name = option.dataset.name || option.textContent;
        option.textContent = option.dataset.name + (of && option.value ? ` (${told(option.value)})` : "");
      }
    }
  }

  function showPager(parameters, pages, number) {
    pager.textContent = "";
    pager.parentElement.hidden = pages === 1;
    if (pages === 1) return;
    const add = (text, to, name) => {
      const item = document.createElement("li"), part = document.createElement(to ? "a" : "span");
      const there = new URLSearchParams(parameters);
      part.textContent = text;
      if (to) {
        if (to > 1) there.set("page", to);
        else there.delete("page");
        part.href = "?" + there;
        if (name) part.setAttribute("aria-label", name);
      } else if (text !== "…") part.setAttribute("aria-current", "page");
      item.append(part);
      pager.append(item);
    };
    if (number > 1) add(say.previous, number - 1);
    let last = 0;
    for (let to = 1; to <= pages; to++) {
      if (to !== 1 && to !== pages && Math.abs(to - number) > 2) continue;
      if (to > last + 1) add("…", 0);
      if (to === number) add(to, 0);
      else add(to, to, say.page.replace("{n}", to));
      last = to;
    }
    if (number < pages) add(say.next, number + 1);
  }

  // Up and down lead through the results, from the box and back to it.
  function onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    const links = [...list.querySelectorAll("h2 a")], at = links.indexOf(document.activeElement);
    const isBox = document.activeElement === form.elements.q;
    if (!links.length || (at < 0 && !(isBox && step > 0))) return;
    event.preventDefault();
    (links[at + step] || (at + step < 0 ? form.elements.q : links[at])).focus();
  }
}
