// Texts as they are compared: the same rules as src/text/fold.rs, by which the index was made.
const IGNORED = 1, SPACE = 2, BREAK = 3;
const INNER = [...".,:-/&+'_@"].map((sign) => sign.charCodeAt(0));
const simple = new Map();
// The symbol of each code unit; 0 where nobody has asked yet.
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

// A text's symbols, runs parted by one space; and where in the text each symbol begins and ends.
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

// In parts, since a call takes only so many values.
function textOf(units) {
  let text = "";
  for (let at = 0; at < units.length; at += 4096) text += String.fromCharCode(...units.slice(at, at + 4096));
  return text;
}

// A document or case number as it is compared; empty where it has no digit.
function numberKey(text) {
  const key = fold(text).symbols.replace(/[^\p{Alphabetic}\p{N}]/gu, "")
    .replace(/^(政协|人大|委员|代表|提案|建议|第)+/, "").replace(/(号|提案|建议|件)+$/, "");
  return /[0-9]/.test(key) ? key : "";
}
