// The search of a copy of the site: runs from a disk, over what index.js hands
// over in COPY. All that is shown goes in as text, never as markup.
"use strict";
{
  const LETTER = "\\p{L}\\p{N}\\p{M}";
  const WORD = new RegExp(`[${LETTER}]+(?:['’][${LETTER}]+)*`, "gu");
  // scripts without spaces: looked for as they stand
  const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
  const MOST = 200, AROUND = 90;
  const rules = COPY.rules.map(([rule, sound]) => [new RegExp(rule, "g"), sound]);
  const remembered = new Map();

  const plain = (text) => text.normalize("NFC").replace(/\u00ad/g, "").toLowerCase();

  // every usual spelling of a word, in any script, in one
  function fold(word) {
    let found = remembered.get(word);
    if (found === undefined) {
      if (Object.hasOwn(COPY.words, word)) found = COPY.words[word];
      else {
        found = Array.from(word, (each) => Object.hasOwn(COPY.letters, each) ? COPY.letters[each] : each).join("");
        for (const [rule, sound] of rules) found = found.replace(rule, sound);
        found = Array.from(found, (each) => COPY.sounds[each] ?? each).join("") || word;
      }
      remembered.set(word, found);
    }
    return found;
  }

  const words = (text) => Array.from(text.matchAll(WORD), (each) =>
    ({ word: plain(each[0]), at: each.index, end: each.index + each[0].length }));

  // "phrases", -words left out, the beginning of words*
  function parse(typed) {
    return Array.from(typed.normalize("NFKC").slice(0, 200).matchAll(/(-?)(?:["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+))/gu), (each) => {
      const text = each[2] ?? each[3];
      const list = words(text).map(({ word }) => word);
      return { isNot: each[1] === "-", isStart: /\*$/.test(text), list, folded: list.map(fold), text: plain(text) };
    }).filter(({ list }) => list.length);
  }

  // where a term stands in the words of a text, or nothing
  function find(term, here, text) {
    if (UNSPACED.test(term.text)) {
      const wanted = term.text.replace(/\*$/, "");
      const at = plain(text).indexOf(wanted);
      return at < 0 ? [] : [{ at, end: at + wanted.length }];
    }
    const found = [];
    const last = term.list.length - 1;
    for (let first = 0; first + last < here.length; first++) {
      const isHere = term.list.every((word, n) => {
        const there = here[first + n].word;
        if (n === last && term.isStart) return there.startsWith(word) || fold(there).startsWith(term.folded[n]);
        return there === word || fold(there) === term.folded[n];
      });
      if (isHere) found.push({ at: here[first].at, end: here[first + last].end });
    }
    return found;
  }

  const pages = COPY.pages.map(([file, kind, title, language, day, text]) =>
    ({ file, kind, title, language, day, text, isRead: false }));

  function hits(terms) {
    const found = [];
    for (const page of pages) {
      if (!page.isRead) {
        page.inTitle = words(page.title);
        page.inText = words(page.text);
        page.isRead = true;
      }
      const places = terms.map((term) => ({
        term,
        title: find(term, page.inTitle, page.title),
        text: find(term, page.inText, page.text),
      }));
      if (!places.every(({ term, title, text }) => term.isNot === !(title.length || text.length))) continue;
      const sought = places.filter(({ term }) => !term.isNot);
      found.push({
        page,
        isTitle: sought.every(({ title }) => title.length),
        title: sought.flatMap(({ title }) => title),
        text: sought.flatMap(({ text }) => text).sort((a, b) => a.at - b.at),
      });
    }
    return found.sort((a, b) => b.isTitle - a.isTitle
      || (a.page.day < b.page.day) - (a.page.day > b.page.day)
      || (a.page.file > b.page.file) - (a.page.file < b.page.file));
  }

  function made(name, ...inside) {
    const element = document.createElement(name);
    element.append(...inside);
    return element;
  }

  // a stretch of text with the words found in <mark>
  function marked(text, places, from, to) {
    const pieces = [];
    let at = from;
    for (const each of places) {
      if (each.at < at || each.end > to) continue;
      pieces.push(text.slice(at, each.at), made("mark", text.slice(each.at, each.end)));
      at = each.end;
    }
    return [...pieces, text.slice(at, to)];
  }

  function snippet({ page, text }) {
    if (!text.length) return [];
    const { at, end } = text[0];
    // at a space, unless there is none near
    const from = Math.max(0, at - 2 * AROUND, page.text.lastIndexOf(" ", Math.max(0, at - AROUND)) + 1);
    const space = page.text.indexOf(" ", end + AROUND);
    const to = Math.min(page.text.length, end + 2 * AROUND, space < 0 ? page.text.length : space);
    const line = made("p", from ? "… " : "", ...marked(page.text, text, from, to), to < page.text.length ? " …" : "");
    line.dir = "auto";
    if (page.language) line.lang = page.language;
    return [line];
  }

  function shown(hit, box) {
    const { page } = hit;
    const link = made("a", ...marked(page.title, hit.title, 0, page.title.length));
    link.href = "../" + page.file;
    link.dir = "auto";
    if (page.language) link.lang = page.language;
    const kind = made("span", box.dataset[page.kind] ?? "");
    kind.className = "meta";
    const time = made("time", page.day);
    return made("li", page.day ? time : kind, made("div", made("h3", link), ...snippet(hit)));
  }

  const box = document.getElementById("found");
  const typed = new URLSearchParams(location.search).get("q") ?? "";
  document.getElementById("q").value = typed;
  const terms = parse(typed);
  if (terms.some(({ isNot }) => !isNot)) {
    const found = hits(terms);
    const list = made("ol", ...found.slice(0, MOST).map((each) => shown(each, box)));
    list.className = "entries";
    const some = `${box.dataset.some}${found.length}.${found.length > MOST ? ` ${box.dataset.first}` : ""}`;
    box.append(made("p", found.length ? some : box.dataset.none), ...(found.length ? [list] : []));
  } else if (typed) {
    box.append(made("p", box.dataset.nothing));
  }
}
