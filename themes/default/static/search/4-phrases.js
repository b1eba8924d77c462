// Where phrases stand. A phrase is a run of symbols; it stands where all its letters do.
const WEIGHTS = [8, 3, 1], LONGEST = 4;

// Whether every place of a gram is in the lists whose keys begin with it (src/search/grams.rs).
function isListed(segment, gram) {
  const hot = (from, to) => segment.hot.has(gram.slice(from, to));
  if (gram.length === 2) return !hot(0, 2);
  if (!hot(0, 2) && !hot(1, 3)) return false;
  return gram.length === 3 ? !hot(0, 3) : hot(0, 3) || hot(1, 4);
}

// The grams that together cover a phrase with the fewest shards.
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

// The replies of a segment that hold a phrase, each followed by its weight.
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

// All places of the lists whose keys begin with a gram, in order.
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

// Where all grams stand at their distance from the start of the phrase.
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
