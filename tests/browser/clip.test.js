// The pictures of the exercises: what is fetched, and what is let go.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Clip } from "../../lowback/ui/components/player/clip.js";
import { item } from "./session.js";

let made;

// As much of an element as a clip needs.
function element(tag) {
  const attributes = new Map();
  const one = {
    tag,
    dataset: {},
    hidden: false,
    paused: true,
    loads: 0,
    currentTime: 0,
    classList: { toggle() {} },
    append() {},
    remove() {},
    setAttribute: (name, value) => attributes.set(name, value),
    getAttribute: (name) => attributes.get(name) ?? null,
    hasAttribute: (name) => attributes.has(name),
    removeAttribute: (name) => attributes.delete(name),
    play: async () => {
      one.paused = false;
    },
    pause: () => {
      one.paused = true;
    },
    load: () => {
      one.loads += 1;
    },
    track: {},
  };
  Object.defineProperty(one, "src", {
    get: () => attributes.get("src") ?? "",
    set: (address) => attributes.set("src", address),
    enumerable: true,
  });
  return one;
}

function frame() {
  const parts = new Map();
  const root = element("figure");
  root.querySelector = (selector) => {
    if (!parts.has(selector)) parts.set(selector, element(selector));
    return parts.get(selector);
  };
  return root;
}

beforeEach(() => {
  made = [];
  globalThis.window = { matchMedia: () => ({ matches: false }) };
  globalThis.document = {
    createElement: (tag) => {
      made.push(element(tag));
      return made.at(-1);
    },
  };
});

const videos = () => made.filter(({ tag }) => tag === "video");
const fetching = () => videos().map(({ src }) => src);

test("only one clip is fetched ahead, and the one before is let go", () => {
  const clip = new Clip(frame());
  for (const name of ["a", "a", "b", "c"]) clip.prepare(item(name, [], { clip: `/m/${name}.mp4` }));
  assert.deepEqual(fetching(), ["", "", "/m/c.mp4"]);
  assert.deepEqual(
    videos().map(({ loads }) => loads),
    [1, 1, 0],
  );
});

test("after the session nothing is fetched any more", () => {
  const place = frame();
  const clip = new Clip(place);
  clip.show(item("a", [], { clip: "/m/a.mp4", alt: "A" }), null);
  clip.prepare(item("b", [], { clip: "/m/b.mp4" }));
  clip.close();
  assert.deepEqual([place.querySelector("video").src, ...fetching()], ["", ""]);
  assert.equal(place.querySelector("video").loads, 1);
});

test("a clip that cannot play leaves its picture, and a picture that is not there its words", () => {
  const place = frame();
  const clip = new Clip(place);
  clip.show(item("a", [], { clip: "/m/a.mp4", poster: "/m/a.webp", alt: "A", how: ["Lie down."] }), null);
  assert.equal(place.dataset.shows, "video");
  place.querySelector("video").onerror();
  assert.equal(place.dataset.shows, "image");
  place.querySelector("img").onerror();
  assert.equal(place.dataset.shows, "card");
  assert.equal(place.querySelector(".card").textContent, "Lie down.");
});

test("the other side of a movement goes on from the same moment, and is remembered for its exercise", () => {
  const place = frame();
  const clip = new Clip(place);
  const video = place.querySelector("video");
  const second = { clip: "/m/a2.mp4", poster: "/m/a2.webp", alt: "From above" };
  const bridge = item("a", [], { clip: "/m/a.mp4", alt: "A", second });
  clip.show(bridge, null);
  video.currentTime = 2.5;
  clip.turn();
  assert.deepEqual([video.src, video.currentTime], ["/m/a2.mp4", 2.5]);
  clip.show(item("b", [], { clip: "/m/b.mp4", alt: "B" }), null);
  clip.show(bridge, null);
  assert.equal(video.src, "/m/a2.mp4");
});
