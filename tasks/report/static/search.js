// The search over a report. It reads its index from scripts, since a page at file:// may load nothing else, and only those
// that a question needs. MiniSearch ranks the hits.
"use strict";
const sayso = (() => {
  const waiting = new Map();
  const held = new Map();
  const SHOWN = 20;
  let facts;
  let asked = 0;

  function load(path) {
    if (held.has(path)) return Promise.resolve(held.get(path));
    if (!waiting.has(path)) {
      waiting.set(path, new Promise((done) => {
        const script = document.createElement("script");
        script.src = `search/${path}.js`;
        script.onload = () => done(held.get(path));
        script.onerror = () => { held.set(path, null); done(null); };
        document.head.append(script);
      }));
    }
    return waiting.get(path);
  }

  const nameFile = (start) => [...new TextEncoder().encode(start)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  // The same as _WORDS in search_index.py.
  const read = (text) => (text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/(\d),(\d{3})/g, "$1$2")
    .match(/[\p{L}\p{N}]+/gu) || []).filter((word) => (word.length > 1 || /\d/.test(word)));

  // The files whose words begin like a word; of a word cut short all that it may begin.
  function findFiles(word) {
    const found = facts.files.filter((start) => word.startsWith(start));
    const longest = found.sort((a, b) => b.length - a.length)[0];
    const longer = facts.files.filter((start) => start.length > word.length && start.startsWith(word));
    return [...(longest ? [longest] : []), ...longer.slice(0, 8)];
  }

  function unpack(packed) {
    const docs = {};
    let doc = 0;
    for (const step of packed.split(",")) docs[doc += parseInt(step, 36)] = 1;
    return docs;
  }

  // MiniSearch wants to know every document that its words stand in.
  function makeIndex(words) {
    const ids = {}, lengths = {}, index = [];
    for (const [word, packed] of Object.entries(words)) {
      const docs = unpack(packed);
      for (const doc in docs) if (!(doc in ids)) { ids[doc] = Number(doc); lengths[doc] = [facts.lengths.charCodeAt(doc) - facts.lengthFrom]; }
      index.push([word, { 0: docs }]);
    }
    return MiniSearch.loadJS({
      documentCount: facts.types.length, nextId: facts.types.length, documentIds: ids, fieldIds: { words: 0 }, fieldLength: lengths,
      averageFieldLength: [facts.averageLength], storedFields: {}, dirtCount: 0, index, serializationVersion: 2,
    }, { fields: ["words"], tokenize: read, processTerm: (term) => term });
  }

  // A word as it is; the last one, and one that stands nowhere, also as the beginning of others, or with a letter wrong.
  async function findWord(word, isLast) {
    const indexes = (await Promise.all(findFiles(word).map((start) => load(`words/${nameFile(start)}`)))).filter(Boolean);
    const find = (options) => {
      const scores = new Map();
      for (const index of indexes)
        for (const hit of index.search(word, options)) scores.set(hit.id, Math.max(scores.get(hit.id) || 0, hit.score));
      return scores;
    };
    const scores = find({ prefix: isLast && word.length > 2 });
    return scores.size ? scores : find({ prefix: true, fuzzy: word.length > 5 && !/\d/.test(word) ? 1 : false });
  }

  async function findAll(question) {
    const words = read(question).filter((word, at, all) => all.indexOf(word) === at);
    const telling = words.filter((word) => !facts.common.has(word));
    if (!telling.length) return words.length ? [] : null;
    const found = (await Promise.all(telling.map((word) => findWord(word, word === words.at(-1))))).sort((a, b) => a.size - b.size);
    const hits = [];
    for (const [doc, score] of found[0]) {
      let sum = score;
      if (found.slice(1).every((other) => { const more = other.get(doc); sum += more || 0; return more !== undefined; })) hits.push([doc, sum]);
    }
    return hits.sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([doc]) => doc);
  }

  // The article that a document stands in; its number in the list of articles.
  function findArticle(doc) {
    let low = 0, high = facts.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (facts.starts[middle] <= doc) low = middle; else high = middle - 1;
    }
    return low;
  }

  function passes(doc, wanted) {
    const type = facts.types[doc];
    if (wanted.type && type.toLowerCase() !== wanted.type) return false;
    if (wanted.figure && type === type.toLowerCase()) return false;
    if (wanted.stance && facts.stanceNames[facts.stances[doc]] !== wanted.stance) return false;
    if (!wanted.outlet && !wanted.from && !wanted.to) return true;
    if (doc >= facts.others) return false;
    const article = findArticle(doc);
    const day = facts.days[article];
    return (!wanted.outlet || facts.outlets[facts.outlet[article]] === wanted.outlet)
      && (!wanted.from || day >= wanted.from) && (!wanted.to || (day !== "" && day <= wanted.to));
  }

  function make(tag, text, kind) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  }

  function link(text, address) {
    if (!address) return make("bdi", text);
    const element = make("a");
    element.append(make("bdi", text));
    element.href = address;
    if (/^https?:/i.test(address)) { element.rel = "noopener"; element.className = "out"; }
    return element;
  }

  async function show(doc) {
    const box = make("li", "", "hit");
    const words = make("p"), place = make("p", "", "meta");
    box.append(words, place);
    const type = facts.types[doc].toLowerCase();
    if (doc >= facts.others) {
      const at = doc - facts.others;
      const shown = (await load(`shown/${facts.firstOther + Math.floor(at / facts.othersPerFile)}`))[at % facts.othersPerFile];
      words.append(make("span", type === "s" ? "story" : "person or body", "badge"), " ", link(shown[0], shown[1]));
      place.textContent = shown[2];
      return box;
    }
    const article = findArticle(doc);
    const file = Math.floor(article / facts.perFile);
    const rows = await load(`shown/${file}`);
    const first = facts.starts[file * facts.perFile];
    const [title, page, url] = rows[facts.starts[article] - first];
    const shown = rows[doc - first];
    if (type === "a") words.append(make("span", "article", "badge"), " ", link(title, page));
    else {
      const stance = facts.stanceNames[facts.stances[doc]];
      words.append(make("span", type === "q" ? "quote" : "claim", "badge"), " ");
      if (stance) words.append(make("span", stance.replaceAll("_", " "), `badge ${stance}`), " ");
      if (shown[1]) words.append(make("b", shown[1]), ": ");
      words.append(link(shown[2], page && `${page}#${shown[0]}`));
      if (shown.length > 3) words.append(" ", make("i", shown[3].toFixed(2), "sure"));
      place.append(link(title, page), " · ");
    }
    place.append(make("bdi", facts.outlets[facts.outlet[article]] || "outlet not known"), `, ${facts.days[article] || "undated"}`);
    if (url) place.append(" ", link("source ↗", url));
    return box;
  }

  async function ask(form, count) {
    const mine = ++asked;
    const begun = performance.now();
    await load("facts");
    const wanted = Object.fromEntries(new FormData(form));
    const ranked = await findAll(wanted.q || "");
    if (mine !== asked) return;
    const list = document.getElementById("hits"), status = document.getElementById("status"), more = document.getElementById("more");
    const hasFacet = ["type", "outlet", "stance", "from", "to", "figure"].some((name) => wanted[name]);
    let hits = [];
    if (ranked) hits = ranked.filter((doc) => passes(doc, wanted));
    else if (hasFacet) for (let doc = 0; doc < facts.types.length; doc++) if (passes(doc, wanted)) hits.push(doc);
    if (wanted.order === "new") hits.sort((a, b) => a - b);
    const boxes = await Promise.all(hits.slice(0, count).map(show));
    if (mine !== asked) return;
    list.replaceChildren(...boxes);
    more.hidden = hits.length <= count;
    more.onclick = () => ask(form, count + SHOWN);
    const seconds = ((performance.now() - begun) / 1000).toFixed(2);
    status.textContent = ranked || hasFacet ? `${hits.length.toLocaleString("en")} found in ${seconds} s` : "";
    status.dataset.seconds = seconds;
  }

  function begin() {
    const form = document.getElementById("search");
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements[name];
      if (field && field.type === "checkbox") field.checked = true; else if (field) field.value = value;
    }
    let timer;
    const soon = () => { clearTimeout(timer); timer = setTimeout(() => ask(form, SHOWN), 120); };
    form.addEventListener("input", soon);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      history.replaceState(null, "", `?${new URLSearchParams([...new FormData(form)].filter(([, value]) => value))}`);
      ask(form, SHOWN);
    });
    ask(form, SHOWN);
  }
  document.addEventListener("DOMContentLoaded", begin);

  return {
    facts(given) {
      facts = given;
      facts.common = new Set(facts.common);
      facts.firstOther = Math.ceil(facts.starts.length / facts.perFile);
      let sum = 0;
      for (let doc = 0; doc < facts.lengths.length; doc++) sum += facts.lengths.charCodeAt(doc) - facts.lengthFrom;
      facts.averageLength = sum / (facts.lengths.length || 1);
      held.set("facts", facts);
    },
    words(start, words) { held.set(`words/${nameFile(start)}`, makeIndex(words)); },
    shown(file, rows) { held.set(`shown/${file}`, rows); },
  };
})();
