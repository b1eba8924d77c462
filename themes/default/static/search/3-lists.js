// What scripts hold, decoded: see docs/search.md and src/search/.

// Numbers written as characters.
function numbersOf(text) {
  const numbers = [];
  for (let at = 0; at < text.length; at++) {
    const number = text.charCodeAt(at) - 40;
    numbers.push(number < 40000 ? number : (number - 40000) * 40000 + text.charCodeAt(++at) - 40);
  }
  return numbers;
}

// Sorted keys. A capital says how much the next shares with the one before; behind F each symbol is a
// key that shares as much as the last.
function keysOf(text) {
  const keys = [];
  let shared = 0;
  const add = (rest) => keys.push((keys[keys.length - 1] || "").slice(0, shared) + rest);
  for (const [, capital, rest] of text.matchAll(/([A-F])([^A-F]*)/g)) {
    if (capital === "F") rest.split("").forEach(add);
    else {
      shared = capital.charCodeAt(0) - 65;
      add(rest);
    }
  }
  return keys;
}

class Bits {
  constructor(base64) {
    const text = atob(base64);
    this.bytes = new Uint8Array(text.length + 8);
    for (let at = 0; at < text.length; at++) this.bytes[at] = text.charCodeAt(at);
    this.at = 0;
  }

  // The next 24 bits or more, at the top of 32.
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
    return this.zeros() * 2 ** parameter + this.take(parameter);
  }
}

// A shard's lists by key: places, or pairs of a reply and its weight for what has no places.
function listsOf([, keyText, base64], hasReplies, width) {
  const bits = new Bits(base64), lists = new Map();
  const keys = keysOf(keyText);
  for (const key of keys) {
    const step = hasReplies(key) ? 2 : 1, count = bits.gamma(), list = new Uint32Array(count * step);
    lists.set(key, list);
    if (count === 1 && step === 1) {
      list[0] = bits.take(width);
      continue;
    }
    const gap = bits.take(5), weight = step === 2 && bits.take(5);
    for (let at = 0, next = 0; at < list.length; at += step) {
      list[at] = next + bits.rice(gap);
      next = list[at] + 1;
      if (step === 2) list[at + 1] = bits.rice(weight) + 1;
    }
  }
  return { keys, lists };
}

// What a segment says of its replies, and where its lists are.
class Segment {
  constructor([number, hot, boundaries, lengths, titles, names], version, first) {
    Object.assign(this, { number, version, first });
    this.hot = new Set(keysOf(hot));
    this.boundaries = keysOf(boundaries);
    this.lengths = numbersOf(lengths);
    this.count = this.lengths.length;
    // Where titles, names and the whole of each reply end, as places of symbols.
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

  // The last shard whose boundary is not above a key.
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
