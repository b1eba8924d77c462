// Texts as they are compared: the same rules as src/text/fold.rs, by which the index was made.
const IGNORED = 1, SPACE = 2, BREAK = 3;
const INNER = ".,:-/&+'_@";
const simple = new Map(), known = new Map();

function symbolOf(c) {
  let symbol = known.get(c);
  if (symbol === undefined) known.set(c, symbol = simple.get(c) || plainSymbol(c));
  return symbol;
}

function plainSymbol(c) {
  let code = c.codePointAt(0);
  if (/[\u00ad\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f]/.test(c) || (code >= 0xe0100 && code <= 0xe01ef)) return IGNORED;
  if (/[ \u00a0\u2000-\u200a\u202f\u205f\u3000]/.test(c)) return SPACE;
  if (code > 0xffff) return (code >= 0x20000 && code <= 0x3fffd) || /[\p{Alphabetic}\p{N}]/u.test(c) ? c : BREAK;
  if (code > 0xff00 && code < 0xff5f) c = String.fromCharCode(code -= 0xfee0);
  if (/[\p{Alphabetic}\p{N}%‰℃℉°]/u.test(c)) return c.toLowerCase()[0];
  return INNER.includes(c) ? c : BREAK;
}

const isLatin = (symbol) => /[0-9a-z]/.test(symbol);
const isWide = (symbol) => symbol >= "\u2e80";

// A text's symbols, runs parted by one space; and where in the text each symbol begins and ends.
function fold(text) {
  let symbols = "", gap = "";
  const from = [], to = [];
  for (let at = 0; at < text.length;) {
    const c = String.fromCodePoint(text.codePointAt(at)), next = at + c.length, symbol = symbolOf(c);
    if (symbol === SPACE) gap = gap && gap !== " " ? BREAK : " ";
    else if (symbol === BREAK) gap = BREAK;
    else if (symbol !== IGNORED && INNER.includes(symbol)) gap = gap ? BREAK : symbol;
    else if (symbol !== IGNORED) {
      const last = symbols.slice(-1);
      if (gap && last) {
        if (gap !== " " && gap !== BREAK && isLatin(last) && isLatin(symbol)) add(gap, at - 1, at);
        else if (gap !== " " || isWide(last) === isWide(symbol)) add(" ", at, at);
      }
      for (const unit of symbol.split("")) add(unit, at, next);
      gap = "";
    }
    at = next;
  }
  return { symbols, from, to };
  function add(symbol, start, end) {
    symbols += symbol;
    from.push(start);
    to.push(end);
  }
}

// A document or case number as it is compared; empty where it has no digit.
function numberKey(text) {
  const key = fold(text).symbols.replace(/[^\p{Alphabetic}\p{N}]/gu, "")
    .replace(/^(政协|人大|委员|代表|提案|建议|第)+/, "").replace(/(号|提案|建议|件)+$/, "");
  return /[0-9]/.test(key) ? key : "";
}
