// What is said, in the language of the document: English as it stands in our modules, else what its translators made of it.
// Modules are imported when that is known (mount.js), so that a sentence may also be said as a module begins.

/** @typedef {{ [name: string]: string | number }} Values */
/** @typedef {{ rules: string, words: { [sentence: string]: string | { [form: string]: string } } }} Speech */

const ENGLISH = { rules: "en-GB", words: {} };
// A question must not wait for its translation any longer.
const PATIENCE_MS = 5000;
const WORDED = ["aria-label", "title", "alt", "placeholder"];

export const lang = globalThis.document?.documentElement?.lang || "en";
/** @type {Speech} */
let spoken = ENGLISH;
let [numbers, plurals, lists] = rules();
/** @type {WeakSet<Node>} */
const translated = new WeakSet();

/** When the language is known: at once for English, which is fetched from nowhere. */
export const known = lang === "en" ? Promise.resolve() : learn();

// The sentence with its values.
/** @param {string} sentence @param {Values} [values] */
export function say(sentence, values = {}) {
  const words = spoken.words[sentence];
  return filled(typeof words === "string" ? words : sentence, values);
}

// The sentence for this number, which is its {n}.
/** @param {string} one @param {string} many @param {number} n @param {Values} [values] */
export function several(one, many, n, values = {}) {
  const forms = /** @type {{ [form: string]: string }} */ (spoken.words[one] ?? { one, other: many });
  // A half is never one, whatever a language's whole numbers do (lowback/language/speech.py does the same).
  const form = plurals.select(Number.isInteger(n) ? n : 2);
  return filled(forms[form] ?? forms.other, { n, ...values });
}

// Things one after another, not in a sentence.
/** @param {string[]} things */
export function listed(things) {
  return lists.format(things);
}

// A component's own HTML, once, before anything is drawn into it.
/** @param {Node & ParentNode} root */
export function translate(root) {
  if (spoken === ENGLISH || translated.has(root)) return;
  translated.add(root);
  for (const element of root.querySelectorAll("*")) {
    for (const name of WORDED) {
      const words = element.getAttribute(name);
      if (words) element.setAttribute(name, say(words));
    }
    for (const node of element.childNodes) {
      const words = node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim();
      if (words) node.nodeValue = say(words);
    }
  }
}

// What cannot be fetched leaves English.
async function learn() {
  try {
    const address = new URL(`words/${lang}.json`, import.meta.url);
    const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok) throw new Error(`${address} is ${answer.status}`);
    spoken = await answer.json();
    [numbers, plurals, lists] = rules();
  } catch (problem) {
    console.error(problem);
  }
}

/** @returns {[Intl.NumberFormat, Intl.PluralRules, Intl.ListFormat]} */
function rules() {
  return [
    new Intl.NumberFormat(spoken.rules, { maximumFractionDigits: 1 }),
    new Intl.PluralRules(spoken.rules),
    new Intl.ListFormat(spoken.rules, { type: "unit", style: "short" }),
  ];
}

/** @param {string} sentence @param {Values} values */
function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (place, name) => {
    const value = values[name] ?? place;
    return typeof value === "number" ? numbers.format(value) : value;
  });
}
