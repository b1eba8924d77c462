// Scripts of the index. Each calls back with its values; nothing else works from a disk as well.
const waiting = new Map(), loaded = new Map();
let base = "search/";

// The values of a script, loaded once. `version` is the state of the index that it belongs to.
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
