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

// Bits in a string: two of 91 characters hold thirteen. The characters are those of ASCII from `#`, without
// the back slash.
class Bits {
  constructor(text) {
    // Room for reading beyond the end.
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
    const next = this.peek(), zeros = Math.clz32(next | 0xff);
    // As a rule all is within what was looked at.
    if (parameter && zeros + parameter < 24) {
      this.at += zeros + 1 + parameter;
      return zeros * 2 ** parameter + (next << (zeros + 1) >>> (32 - parameter));
    }
    return this.zeros() * 2 ** parameter + this.take(parameter);
  }

  // Golomb's exponential code.
  exponential(low) {
    return (this.gamma() - 1) * 2 ** low + this.take(low);
  }

  // So many rising numbers.
  rising(count) {
    const numbers = new Uint32Array(count), parameter = count && this.take(5);
    for (let at = 0, next = 0; at < count; at++) {
      numbers[at] = next + this.rice(parameter);
      next = numbers[at] + 1;
    }
    return numbers;
  }

  // The same where they may follow one another for long.
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

// Sorted keys, each told by where and how far it differs from the one before (src/search/keys.rs).
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

// A shard's lists by key: places, or pairs of a reply and its weight for what has no places.
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
