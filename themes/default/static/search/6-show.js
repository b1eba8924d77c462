// Hits in texts: where they are, the best place for a snippet, and marks.
const SNIPPET = 96, BEFORE = 24;

// Where runs of symbols stand in a text, in order and without overlap.
function hitsIn(text, runs) {
  const { symbols, from, to } = fold(text), found = [];
  for (const run of runs) {
    for (let at = symbols.indexOf(run); at >= 0; at = symbols.indexOf(run, at + 1)) {
      found.push({ start: from[at], end: to[at + run.length - 1], run });
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const hits = [];
  for (const hit of found) {
    const last = hits[hits.length - 1];
    if (!last || hit.start >= last.end) hits.push({ ...hit });
    else last.end = Math.max(last.end, hit.end);
  }
  return hits;
}

// The part of the texts with most hits, different ones first: its text and the hits in it. Where
// there is none, the beginning of the letter.
function snippetOf([titles, names, rest], runs) {
  let best = { value: 0 };
  for (const [lines, worth] of [[rest, 3], [names, 2], [titles, 1]]) {
    for (const line of lines.split("\n")) {
      const hits = hitsIn(line, runs);
      hits.forEach((first, at) => {
        const within = hits.slice(at).filter((hit) => hit.end <= first.start + SNIPPET - BEFORE || hit === first);
        const value = new Set(within.map((hit) => hit.run)).size * 1000 + Math.min(within.length, 9) * 10 + worth;
        if (value > best.value) best = { value, line, hits: within, start: first.start };
      });
    }
  }
  if (!best.value) {
    const line = rest.split("\n").find((text) => text.length > BEFORE) || rest.split("\n")[0];
    best = { line, hits: [], start: 0 };
  }
  const { line, hits } = best;
  const start = best.start < BEFORE + 12 ? 0 : afterMark(line, whole(line, best.start - BEFORE), best.start);
  const end = line.length < start + SNIPPET + 12 ? line.length : whole(line, Math.max(start + SNIPPET, hits.length ? hits[hits.length - 1].end : 0));
  return {
    text: (start ? "……" : "") + line.slice(start, end).replace(/\t/g, " ") + (end < line.length ? "……" : ""),
    fragment: hits.length ? fragmentOf(line, hits[0]) : "",
  };
}

// A text fragment that leads to a hit where it stands in the letter, told by what is around it.
function fragmentOf(line, { start, end }) {
  const code = (from, to) => encodeURIComponent(line.slice(whole(line, Math.max(from, 0)), whole(line, to))).replace(/-/g, "%2D");
  const before = code(start - 8, start), after = code(end, end + 8);
  return ":~:text=" + (before && before + "-,") + code(start, end) + (after && ",-" + after);
}

// The place after the last mark of punctuation before a hit, where there is one.
function afterMark(line, from, hit) {
  const mark = line.slice(from, hit - 4).search(/[，。；、：！？]/);
  return mark < 0 ? from : from + mark + 1;
}

// A place that does not cut a character in two.
const whole = (text, at) => (/[\udc00-\udfff]/.test(text[at] || "") ? at - 1 : at);

// Puts a text into an element with the hits marked. It is text, whatever stands in it.
function fill(element, text, runs) {
  let at = 0;
  element.textContent = "";
  for (const { start, end } of hitsIn(text, runs)) {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    element.append(text.slice(at, start), mark);
    at = end;
  }
  element.append(text.slice(at));
}

// Marks the hits of a query on the page of a reply, and scrolls to the first.
window.fuwen.mark = async (address, folder) => {
  const query = decodeURIComponent(address);
  base = folder;
  const letter = document.querySelector(".letter") || document.querySelector("main");
  let ranges = rangesIn(letter, query);
  if (!ranges.length) {
    await loadSimplified();
    ranges = rangesIn(letter, query);
  }
  if (!ranges.length) return;
  const target = ranges[0].startContainer.parentElement;
  if (window.Highlight && CSS.highlights) CSS.highlights.set("hits", new Highlight(...ranges));
  else ranges.reverse().forEach(wrap);
  document.documentElement.dataset.hits = ranges.length;
  target.scrollIntoView({ block: "center" });
};

function rangesIn(element, query) {
  const { wanted } = parse(query), blocks = new Map(), ranges = [];
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const block = walk.currentNode.parentElement.closest("p, h1, h2, h3, h4, h5, h6, li, td, th, dd, dt, blockquote");
    if (block) blocks.set(block, [...(blocks.get(block) || []), walk.currentNode]);
  }
  for (const nodes of blocks.values()) {
    const text = nodes.map((node) => node.data).join("");
    for (const { start, end } of hitsIn(text.replace(/[\n\t]/g, " "), wanted)) ranges.push(rangeOf(nodes, start, end));
  }
  return ranges;
}

function rangeOf(nodes, start, end) {
  const range = document.createRange();
  let before = 0, isSet = false;
  for (const node of nodes) {
    const length = node.data.length;
    if (!isSet && start < before + length) {
      range.setStart(node, start - before);
      isSet = true;
    }
    if (end <= before + length) {
      range.setEnd(node, end - before);
      break;
    }
    before += length;
  }
  return range;
}

// Where a browser has no highlights of its own. A hit across elements is marked where it begins.
function wrap(range) {
  const mark = document.createElement("mark");
  if (range.startContainer !== range.endContainer) range.setEnd(range.startContainer, range.startContainer.data.length);
  range.surroundContents(mark);
}
