// What is said in the language of the document, and what when nobody can tell it.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

const WORDS = {
  "Hello.": "Hallo.",
  "{n} minute": { one: "{n} Minute", other: "{n} Minuten" },
  "How was {exercise}?": "Wie war {exercise}?",
  Back: "Zurück",
};
let count = 0;
let asked = [];

afterEach(() => {
  asked = [];
  delete globalThis.document;
});

// The module in a document of this language, whose words a server answers with.
async function speaking(lang, answer = () => Response.json({ rules: lang, words: WORDS })) {
  count += 1;
  globalThis.document = { documentElement: { lang } };
  globalThis.fetch = async (address) => {
    asked.push(new URL(address).pathname.split("/").slice(-2).join("/"));
    return answer();
  };
  const module = await import(`../../lowback/ui/components/say.js?${count}`);
  await module.known;
  return module;
}

test("English is said as it stands in the program, and is fetched from nowhere", async () => {
  const { say, several, listed } = await speaking("en");
  assert.deepEqual(asked, []);
  assert.equal(say("Hello."), "Hello.");
  assert.equal(say("How was {exercise}?", { exercise: "{n}" }), "How was {n}?");
  assert.deepEqual(
    [0, 1, 2, 1.5, 12_000].map((n) => several("{n} minute", "{n} minutes", n)),
    ["0 minutes", "1 minute", "2 minutes", "1.5 minutes", "12,000 minutes"],
  );
  assert.equal(several("second", "seconds", 1), "second");
  assert.equal(listed(["a mat", "a chair", "a wall"]), "a mat, a chair, a wall");
});

test("another language is fetched once, and says what is translated", async () => {
  const { say, several } = await speaking("de");
  assert.deepEqual(asked, ["words/de.json"]);
  assert.equal(say("Hello."), "Hallo.");
  assert.equal(say("How was {exercise}?", { exercise: "Brücke" }), "Wie war Brücke?");
  assert.equal(say("Nobody translated {n}.", { n: 1234.56 }), "Nobody translated 1.234,6.");
  assert.deepEqual(
    [1, 2, 1.5].map((n) => several("{n} minute", "{n} minutes", n)),
    ["1 Minute", "2 Minuten", "1,5 Minuten"],
  );
});

test("a language with more forms than two has all of them", async () => {
  const forms = { one: "{n} minuta", few: "{n} minuty", many: "{n} minut", other: "{n} minuty" };
  const { several } = await speaking("pl", () => Response.json({ rules: "pl", words: { "{n} minute": forms } }));
  assert.deepEqual(
    [1, 2, 5, 22].map((n) => several("{n} minute", "{n} minutes", n)),
    ["1 minuta", "2 minuty", "5 minut", "22 minuty"],
  );
});

test("a sentence that is missing where another is translated is said in English", async () => {
  const { several } = await speaking("de");
  assert.equal(several("{n} exercise", "{n} exercises", 1), "1 exercise");
  assert.equal(several("{n} exercise", "{n} exercises", 3), "3 exercises");
});

for (const [why, answer] of [
  ["is not there", () => Response.json({ status: "not found" }, { status: 404 })],
  ["breaks off", () => new Response('{"rules": "de", "wo')],
  [
    "does not come",
    () => {
      throw new TypeError("Failed to fetch");
    },
  ],
]) {
  test(`words that nobody can give, because the answer ${why}, are English, and the log has it`, async (context) => {
    const log = context.mock.method(console, "error", () => {});
    const { say, several } = await speaking("de", answer);
    assert.equal(say("Hello."), "Hello.");
    assert.equal(several("{n} minute", "{n} minutes", 12_000), "12,000 minutes");
    assert.equal(log.mock.callCount(), 1);
  });
}

// As much of an element as is asked of one.
function element(attributes, ...texts) {
  return {
    attributes,
    childNodes: texts.map((nodeValue) => ({ nodeType: 3, nodeValue })),
    getAttribute: (name) => attributes[name] ?? null,
    setAttribute: (name, words) => {
      attributes[name] = words;
    },
  };
}

function page() {
  const button = element({ "aria-label": "Back", title: "Hello.", "data-do": "Back" }, "\n  ", " Back ");
  return { button, root: { querySelectorAll: () => [button] } };
}

globalThis.Node = { TEXT_NODE: 3 };

test("the HTML of a component is put into the language once", async () => {
  const { translate } = await speaking("de");
  const { button, root } = page();
  translate(root);
  assert.deepEqual(button.attributes, { "aria-label": "Zurück", title: "Hallo.", "data-do": "Back" });
  assert.equal(button.childNodes[1].nodeValue, "Zurück");

  // What a person wrote there since is theirs.
  button.childNodes[1].nodeValue = "Hello.";
  translate(root);
  assert.equal(button.childNodes[1].nodeValue, "Hello.");
});

test("in English nothing is written into it", async () => {
  const { translate } = await speaking("en");
  const { button, root } = page();
  translate(root);
  assert.equal(button.childNodes[1].nodeValue, " Back ");
});
