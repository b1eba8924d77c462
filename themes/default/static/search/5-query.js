// A query: its terms, the replies that it finds, their order and how they fall under filters.
const LIMIT = 100, NAMES = 128, SATURATION = 1.2, LENGTH = 0.5, EXACT = 1e6;
const FACETS = ["kind", "year", "topic", "issuer", "outcome"];
// Those that are not loaded before they are asked for.
const MORE = ["issuer", "outcome"];

// Terms are parted by white space and must all be found; a hyphen before one excludes it. What is
// beyond a length that nobody types is left out.
function parse(query) {
  const wanted = new Set(), excluded = [];
  let left = LIMIT, isCut = false;
  const runsOf = (term) => fold(term).symbols.split(" ").filter(Boolean).flatMap((run) => {
    isCut = isCut || run.length > left;
    run = run.slice(0, left);
    left -= run.length;
    return run ? [run] : [];
  });
  for (const term of query.split(/\s+/)) {
    if (/^[-－]./u.test(term)) excluded.push(runsOf(term.slice(1)));
    else runsOf(term).forEach((run) => wanted.add(run));
  }
  return { wanted: [...wanted], excluded: excluded.filter((runs) => runs.length), isCut };
}

function isSearchable(query) {
  const { wanted, excluded } = parse(query);
  return wanted.length + excluded.length > 0;
}

class Index {
  // Loads what every query needs.
  static async open([factsVersion, ...versions]) {
    const [[, facets, terms, firsts], ...segments] = await Promise.all([
      load("facets", factsVersion),
      ...versions.map((version, number) => load("s" + number, version)),
    ]);
    const index = new Index();
    index.version = factsVersion;
    index.count = 0;
    index.segments = segments.map((values, number) => {
      const segment = new Segment(values, versions[number], index.count);
      index.count += segment.count;
      return segment;
    });
    index.lengths = index.segments.flatMap((segment) => segment.lengths);
    index.average = index.lengths.reduce((sum, length) => sum + length, 0) / (index.count || 1);
    index.firsts = firsts;
    index.facets = {};
    index.addFacets(facets, terms);
    return index;
  }

  addFacets(facets, text) {
    const bits = new Bits(text);
    for (const [name, values] of facets) this.facets[name] = facetOf(values, bits, this.count);
  }

  // Loads what no filter needs at first.
  async more() {
    const [, facets, terms] = await load("facets-more", this.version);
    if (!this.facets[MORE[0]]) this.addFacets(facets, terms);
  }

  // The replies with a phrase, by their place in the index, with their weights.
  async find(phrase) {
    const found = await Promise.all(this.segments.map((segment) => repliesWith(segment, phrase)));
    const weights = new Map();
    found.forEach((list, number) => {
      for (let at = 0; at < list.length; at += 2) weights.set(this.segments[number].first + list[at], list[at + 1]);
    });
    return weights;
  }

  // The replies that bear a document or case number.
  async withNumber(key) {
    if (!key) return [];
    let last = this.firsts.length - 1;
    while (last >= 0 && this.firsts[last] > key) last--;
    let first = last;
    while (first > 0 && this.firsts[first] === key) first--;
    const files = [];
    for (let number = Math.max(first, 0); number <= last; number++) files.push(load("numbers-" + number, this.version));
    return (await Promise.all(files)).flatMap(([, keys, places]) => {
      places = numbersOf(places);
      return keys.split("\n").flatMap((other, at) => (other === key ? [places[at]] : []));
    });
  }

  // All replies that a query finds, with their scores. The index has no traditional characters, so the
  // table is needed only where a phrase is not found at all.
  async answer(query) {
    const { wanted, excluded, isCut } = parse(query);
    const [found, out, exact] = await Promise.all([
      Promise.all(wanted.map((run) => this.find(run))),
      Promise.all(excluded.map((runs) => Promise.all(runs.map((run) => this.find(run))))),
      this.withNumber(numberKey(query.replace(/\s/g, ""))),
    ]);
    if (!simple.size && [...found, ...out.flat()].some((run) => !run.size)) {
      await loadSimplified(this.version);
      if (String(Object.values(parse(query))) !== String([wanted, excluded, isCut])) return this.answer(query);
    }
    const scores = new Map();
    const isExcluded = (reply) => out.some((runs) => runs.every((run) => run.has(reply)));
    const everyone = () => new Map(this.lengths.map((_, reply) => [reply, 1]));
    const rarest = found.length ? found.reduce((a, b) => (b.size < a.size ? b : a)) : out.length ? everyone() : new Map();
    for (const reply of rarest.keys()) {
      if (found.every((run) => run.has(reply)) && !isExcluded(reply)) scores.set(reply, this.score(reply, found));
    }
    for (const reply of exact) scores.set(reply, (scores.get(reply) || 0) + EXACT);
    return { scores, runs: wanted, isCut };
  }

  // BM25 of phrases, whose weights say where they stand.
  score(reply, found) {
    const length = SATURATION * (1 - LENGTH + LENGTH * this.lengths[reply] / this.average);
    return found.reduce((sum, run) => {
      const weight = run.get(reply), rarity = Math.log(1 + (this.count - run.size + 0.5) / (run.size + 0.5));
      return sum + rarity * weight * (SATURATION + 1) / (weight + length);
    }, 0);
  }

  // Replies that pass all filters, and for each value of a loaded facet how many pass all others.
  filter(replies, filters) {
    const names = FACETS.filter((name) => this.facets[name]);
    const wanted = names.map((name) => new Set(filters[name].map((value) => this.facets[name].values.indexOf(value))));
    const counts = {};
    names.forEach((name) => counts[name] = new Map());
    const passing = [];
    for (const reply of replies) {
      const terms = names.map((name) => this.facets[name].of(reply));
      const failed = names.filter((name, at) => wanted[at].size && !terms[at].some((term) => wanted[at].has(term)));
      if (!failed.length) passing.push(reply);
      names.forEach((name, at) => {
        if (failed.length > 1 || (failed.length && failed[0] !== name)) return;
        for (const term of terms[at]) {
          const value = this.facets[name].values[term];
          counts[name].set(value, (counts[name].get(value) || 0) + 1);
        }
      });
    }
    return { passing, counts };
  }

  async sorted(replies, scores, order) {
    if (order !== "number") return replies.sort((a, b) => scores.get(b) - scores.get(a) || a - b);
    const [text] = await load("order", this.version), wanted = new Set(replies);
    const next = this.segments.map((segment) => segment.first);
    return numbersOf(text).map((segment) => next[segment]++).filter((reply) => wanted.has(reply));
  }

  // The address of a reply's page.
  async permalink(reply) {
    const [, names] = await load("names-" + Math.floor(reply / NAMES), this.version);
    return names.split("\n")[reply % NAMES];
  }

  // What is shown of a reply.
  text(reply, permalink) {
    const segment = this.segments.find(({ first, count }) => reply < first + count);
    return load("text/" + permalink.replace(/\.html$/, ""), segment.version);
  }
}

// The terms of each reply under a facet, from the replies of each term.
function facetOf(values, bits, count) {
  const lists = values.map(() => bits.runs(bits.gamma() - 1)), starts = new Uint32Array(count + 1);
  for (const list of lists) for (const reply of list) starts[reply + 1]++;
  for (let reply = 0; reply < count; reply++) starts[reply + 1] += starts[reply];
  const next = starts.slice(), terms = new Uint16Array(starts[count]);
  lists.forEach((list, term) => list.forEach((reply) => terms[next[reply]++] = term));
  return { values, of: (reply) => terms.subarray(starts[reply], starts[reply + 1]) };
}
