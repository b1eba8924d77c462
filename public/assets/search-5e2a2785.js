(function () {
"use strict";
const IGNORED = 1, SPACE = 2, BREAK = 3;
const INNER = [...".,:-/&+'_@"].map((sign) => sign.charCodeAt(0));
const simple = new Map();
const known = new Uint16Array(0x10000);
function symbolOf(unit) {
const c = String.fromCharCode(unit);
return known[unit] = (simple.get(c) || plainSymbol(c)).charCodeAt(0);
}
function plainSymbol(c) {
const code = c.codePointAt(0), mark = String.fromCharCode;
if (/[\u00ad\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f]/.test(c) || (code >= 0xe0100 && code <= 0xe01ef)) return mark(IGNORED);
if (/[ \u00a0\u2000-\u200a\u202f\u205f\u3000]/.test(c)) return mark(SPACE);
if (code > 0xffff) return (code >= 0x20000 && code <= 0x3fffd) || /[\p{Alphabetic}\p{N}]/u.test(c) ? c : mark(BREAK);
if (code > 0xff00 && code < 0xff5f) c = String.fromCharCode(code - 0xfee0);
if (/[\p{Alphabetic}\p{N}%‰℃℉°]/u.test(c)) return c.toLowerCase()[0];
return INNER.includes(c.charCodeAt(0)) ? c : mark(BREAK);
}
const isLatin = (symbol) => (symbol > 47 && symbol < 58) || (symbol > 96 && symbol < 123);
const isWide = (symbol) => symbol >= 0x2e80;
function fold(text) {
const units = [], from = [], to = [];
const add = (unit, start, end) => {
units.push(unit);
from.push(start);
to.push(end);
};
let gap = 0, last = 0;
for (let at = 0, next; at < text.length; at = next) {
const unit = text.charCodeAt(at), code = text.codePointAt(at), isPair = code > 0xffff;
const symbol = isPair ? plainSymbol(String.fromCodePoint(code)).charCodeAt(0) : known[unit] || symbolOf(unit);
next = at + (isPair ? 2 : 1);
if (symbol === SPACE) gap = gap && gap !== SPACE ? BREAK : SPACE;
else if (symbol === BREAK) gap = BREAK;
else if (symbol < 128 && INNER.includes(symbol)) gap = gap ? BREAK : symbol;
else if (symbol !== IGNORED) {
if (gap && last) {
if (gap > BREAK && isLatin(last) && isLatin(symbol)) add(gap, at - 1, at);
else if (gap !== SPACE || isWide(last) === isWide(symbol)) add(32, at, at);
}
add(symbol, at, next);
if (isPair) add(text.charCodeAt(at + 1), at, next);
last = isPair ? text.charCodeAt(at + 1) : symbol;
gap = 0;
}
}
return { symbols: textOf(units), from, to };
}
function textOf(units) {
let text = "";
for (let at = 0; at < units.length; at += 4096) text += String.fromCharCode(...units.slice(at, at + 4096));
return text;
}
function numberKey(text) {
const key = fold(text).symbols.replace(/[^\p{Alphabetic}\p{N}]/gu, "")
.replace(/^(政协|人大|委员|代表|提案|建议|第)+/, "").replace(/(号|提案|建议|件)+$/, "");
return /[0-9]/.test(key) ? key : "";
}
const waiting = new Map(), loaded = new Map();
let base = "search/";
function load(name, version) {
if (!loaded.has(name)) {
loaded.set(name, new Promise((resolve, reject) => {
const script = document.createElement("script");
const end = (settle, value) => {
script.remove();
settle(value);
};
script.onload = () => {
const values = waiting.get(name);
waiting.delete(name);
if (values) end(resolve, values);
else script.onerror();
};
script.onerror = () => {
loaded.delete(name);
end(reject, new Error(name));
};
script.src = base + name.split("/").map(encodeURIComponent).join("/") + ".js" + (version ? "?" + version : "");
document.head.append(script);
}));
}
return loaded.get(name);
}
const arrived = (name) => (...values) => waiting.set(typeof name === "string" ? name : name(...values), values);
window.fuwen = {
facets: arrived((name) => name),
names: arrived((number) => "names-" + number),
numbers: arrived((number) => "numbers-" + number),
order: arrived("order"),
segment: arrived((number) => "s" + number),
shard: arrived((name) => "p" + name),
simplified: arrived("simplified"),
text: arrived((card) => "text/" + card.permalink.replace(/\.html$/, "")),
};
async function loadSimplified(version) {
const [pairs] = await load("simplified", version);
if (simple.size) return;
known.fill(0);
for (let at = 0; at < pairs.length; at += 2) simple.set(pairs[at], pairs[at + 1]);
}
function numbersOf(text) {
const numbers = [];
for (let at = 0; at < text.length; at++) {
const number = text.charCodeAt(at) - 40;
numbers.push(number < 40000 ? number : (number - 40000) * 40000 + text.charCodeAt(++at) - 40);
}
return numbers;
}
class Bits {
constructor(text) {
this.bytes = new Uint8Array(text.length + 8);
this.at = 0;
const digit = (place) => text.charCodeAt(place) - (text.charCodeAt(place) > 92 ? 36 : 35);
let last = 0, count = 0, at = 0;
for (let place = 0; place < text.length; place += 2) {
last = last << 13 | digit(place) * 91 + digit(place + 1);
for (count += 13; count >= 8;) this.bytes[at++] = last >> (count -= 8);
last &= (1 << count) - 1;
}
this.bytes[at] = last << (8 - count);
}
peek() {
const at = this.at >> 3, bytes = this.bytes;
return (bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3]) << (this.at & 7);
}
take(count) {
if (count > 24) return this.take(count - 24) * 0x1000000 + this.take(24);
const value = count && this.peek() >>> (32 - count);
this.at += count;
return value;
}
zeros() {
let count = 0;
for (;;) {
const zeros = Math.clz32(this.peek() | 0xff);
if (zeros < 24) {
this.at += zeros + 1;
return count + zeros;
}
count += 24;
this.at += 24;
}
}
gamma() {
const length = this.zeros();
return 2 ** length + this.take(length);
}
rice(parameter) {
const next = this.peek(), zeros = Math.clz32(next | 0xff);
if (parameter && zeros + parameter < 24) {
this.at += zeros + 1 + parameter;
return zeros * 2 ** parameter + (next << (zeros + 1) >>> (32 - parameter));
}
return this.zeros() * 2 ** parameter + this.take(parameter);
}
exponential(low) {
return (this.gamma() - 1) * 2 ** low + this.take(low);
}
rising(count) {
const numbers = new Uint32Array(count), parameter = count && this.take(5);
for (let at = 0, next = 0; at < count; at++) {
numbers[at] = next + this.rice(parameter);
next = numbers[at] + 1;
}
return numbers;
}
runs(count) {
if (!count || !this.take(1)) return this.rising(count);
const numbers = new Uint32Array(count);
for (let at = 0, next = 0; at < count;) {
next += this.gamma() - 1;
for (let left = this.gamma(); left > 0; left--) numbers[at++] = next++;
}
return numbers;
}
}
function keysOf(text) {
const bits = new Bits(text), keys = [], symbol = (code) => String.fromCharCode(code);
for (let left = bits.gamma() - 1, last = ""; left > 0; left--) {
let shared = last.length - 1, length = last.length;
if (!bits.take(1)) {
shared = bits.take(2);
length = bits.take(2) + 1;
}
let key = last.slice(0, shared);
key += symbol(shared < last.length ? last.charCodeAt(shared) + bits.exponential(4) : bits.take(16));
while (key.length < length) key += symbol(bits.take(16));
keys.push(key);
last = key;
}
return keys;
}
function listsOf([, keyText, text], hasReplies, width) {
const bits = new Bits(text), lists = new Map(), keys = keysOf(keyText);
for (const key of keys) {
const count = bits.gamma();
if (hasReplies(key)) lists.set(key, weightsOf(bits, count));
else lists.set(key, count === 1 ? Uint32Array.of(bits.take(width)) : bits.rising(count));
}
return { keys, lists };
}
function weightsOf(bits, count) {
const pairs = new Uint32Array(count * 2), gap = bits.take(5), weight = bits.take(5);
for (let at = 0, next = 0; at < pairs.length; at += 2) {
pairs[at] = next + bits.rice(gap);
pairs[at + 1] = bits.rice(weight) + 1;
next = pairs[at] + 1;
}
return pairs;
}
class Segment {
constructor([number, hot, boundaries, lengths, titles, names], version, first) {
Object.assign(this, { number, version, first });
this.hot = new Set(keysOf(hot));
this.boundaries = keysOf(boundaries);
this.lengths = numbersOf(lengths);
this.count = this.lengths.length;
this.starts = new Uint32Array(this.count + 1);
this.lengths.forEach((length, reply) => this.starts[reply + 1] = this.starts[reply] + length * 64);
titles = numbersOf(titles);
names = numbersOf(names);
this.titles = titles.map((length, reply) => this.starts[reply] + length * 32);
this.names = names.map((length, reply) => this.titles[reply] + length * 32);
this.shards = new Map();
}
hasReplies(key) {
return key.length === 1 || this.hot.has(key);
}
shardOf(key) {
let low = 0, high = this.boundaries.length;
while (low < high) {
const middle = (low + high) >> 1;
if (this.boundaries[middle] <= key) low = middle + 1;
else high = middle;
}
return low;
}
async shard(number) {
if (!this.shards.has(number)) {
const values = await load(`p${this.number}-${number}`, this.version);
if (!this.shards.has(number)) this.shards.set(number, listsOf(values, (key) => this.hasReplies(key), 32 - Math.clz32(this.starts[this.count])));
}
return this.shards.get(number);
}
}
const WEIGHTS = [8, 3, 1], LONGEST = 4;
function isListed(segment, gram) {
const hot = (from, to) => segment.hot.has(gram.slice(from, to));
if (gram.length === 2) return !hot(0, 2);
if (!hot(0, 2) && !hot(1, 3)) return false;
return gram.length === 3 ? !hot(0, 3) : hot(0, 3) || hot(1, 4);
}
function coverOf(segment, phrase) {
const best = [{ cost: 0, grams: [] }];
for (let end = 1; end <= phrase.length; end++) {
for (let length = 2; length <= Math.min(LONGEST, end); length++) {
const start = end - length, gram = phrase.slice(start, end);
if (!isListed(segment, gram)) continue;
const from = segment.shardOf(gram), to = segment.shardOf(gram + "\uffff");
for (let covered = start; covered < end; covered++) {
const before = best[covered], cost = before && before.cost + to - from + 1;
if (before && !(best[end] && best[end].cost <= cost)) {
best[end] = { cost, grams: [...before.grams, { start, gram, from, to }] };
}
}
}
}
return best[phrase.length] ? best[phrase.length].grams : null;
}
async function repliesWith(segment, phrase) {
if (segment.hasReplies(phrase)) {
return (await segment.shard(segment.shardOf(phrase))).lists.get(phrase) || [];
}
const cover = coverOf(segment, phrase);
if (!cover) return [];
const lists = await Promise.all(cover.map(async ({ start, gram, from, to }) => {
const shards = [];
for (let number = from; number <= to; number++) shards.push(segment.shard(number));
const places = united(await Promise.all(shards), gram, (key) => !segment.hasReplies(key));
return { start, places };
}));
return weighed(segment, commonPlaces(lists));
}
function united(shards, gram, hasPlaces) {
const lists = shards.flatMap(({ keys, lists }) =>
keys.filter((key) => key.startsWith(gram) && hasPlaces(key)).map((key) => lists.get(key)));
if (lists.length === 1) return lists[0];
const places = new Uint32Array(lists.reduce((sum, list) => sum + list.length, 0));
let at = 0;
for (const list of lists) {
places.set(list, at);
at += list.length;
}
return places.sort();
}
function commonPlaces(lists) {
lists.sort((a, b) => a.places.length - b.places.length);
const [{ start, places }, ...others] = lists;
let common = Array.from(places, (place) => place - start);
for (const { start, places } of others) {
let at = 0;
common = common.filter((wanted) => {
while (at < places.length && places[at] - start < wanted) at++;
return at < places.length && places[at] - start === wanted;
});
}
return common;
}
function weighed(segment, places) {
const found = [];
let reply = 0;
for (const place of places) {
if (segment.starts[reply + 1] <= place) {
let high = segment.count;
while (reply + 1 < high) {
const middle = (reply + high) >> 1;
if (segment.starts[middle] <= place) reply = middle;
else high = middle;
}
}
const weight = WEIGHTS[place < segment.titles[reply] ? 0 : place < segment.names[reply] ? 1 : 2];
if (found[found.length - 2] === reply) found[found.length - 1] += weight;
else found.push(reply, weight);
}
return found;
}
const LIMIT = 100, NAMES = 128, SATURATION = 1.2, LENGTH = 0.5, EXACT = 1e6;
const FACETS = ["kind", "year", "topic", "issuer", "outcome"];
const MORE = ["issuer", "outcome"];
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
async more() {
const [, facets, terms] = await load("facets-more", this.version);
if (!this.facets[MORE[0]]) this.addFacets(facets, terms);
}
async find(phrase) {
const found = await Promise.all(this.segments.map((segment) => repliesWith(segment, phrase)));
const weights = new Map();
found.forEach((list, number) => {
for (let at = 0; at < list.length; at += 2) weights.set(this.segments[number].first + list[at], list[at + 1]);
});
return weights;
}
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
score(reply, found) {
const length = SATURATION * (1 - LENGTH + LENGTH * this.lengths[reply] / this.average);
return found.reduce((sum, run) => {
const weight = run.get(reply), rarity = Math.log(1 + (this.count - run.size + 0.5) / (run.size + 0.5));
return sum + rarity * weight * (SATURATION + 1) / (weight + length);
}, 0);
}
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
async permalink(reply) {
const [, names] = await load("names-" + Math.floor(reply / NAMES), this.version);
return names.split("\n")[reply % NAMES];
}
text(reply, permalink) {
const segment = this.segments.find(({ first, count }) => reply < first + count);
return load("text/" + permalink.replace(/\.html$/, ""), segment.version);
}
}
function facetOf(values, bits, count) {
const lists = values.map(() => bits.runs(bits.gamma() - 1)), starts = new Uint32Array(count + 1);
for (const list of lists) for (const reply of list) starts[reply + 1]++;
for (let reply = 0; reply < count; reply++) starts[reply + 1] += starts[reply];
const next = starts.slice(), terms = new Uint16Array(starts[count]);
lists.forEach((list, term) => list.forEach((reply) => terms[next[reply]++] = term));
return { values, of: (reply) => terms.subarray(starts[reply], starts[reply + 1]) };
}
const SNIPPET = 96, BEFORE = 24;
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
function fragmentOf(line, { start, end }) {
const code = (from, to) => encodeURIComponent(line.slice(whole(line, Math.max(from, 0)), whole(line, to))).replace(/-/g, "%2D");
const before = code(start - 8, start), after = code(end, end + 8);
return ":~:text=" + (before && before + "-,") + code(start, end) + (after && ",-" + after);
}
function afterMark(line, from, hit) {
const mark = line.slice(from, hit - 4).search(/[，。；、：！？]/);
return mark < 0 ? from : from + mark + 1;
}
const whole = (text, at) => (/[\udc00-\udfff]/.test(text[at] || "") ? at - 1 : at);
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
function wrap(range) {
const mark = document.createElement("mark");
if (range.startContainer !== range.endContainer) range.setEnd(range.startContainer, range.startContainer.data.length);
range.surroundContents(mark);
}
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
})();
