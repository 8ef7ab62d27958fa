// The pictures of the exercises: what is fetched, and what is let go.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Clip } from "../../lowback/ui/components/player/clip.js";
import { item, work } from "./session.js";

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
    addEventListener() {},
    currentTime: 0,
    classList: { toggle() {} },
    style: { setProperty: (name, value) => attributes.set(name, value) },
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
    querySelector: () => {
      one.words ??= element("span");
      return one.words;
    },
  };
  Object.defineProperty(one, "src", {
    get: () => attributes.get("src") ?? "",
    set: (address) => attributes.set("src", address),
    enumerable: true,
    configurable: true,
  });
  return one;
}

// Its two films are there from the beginning.
function frame() {
  const parts = new Map();
  const root = element("figure");
  root.videos = [element("video"), element("video")];
  root.querySelectorAll = () => root.videos;
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

const seen = ({ videos }) => videos.find((video) => video.getAttribute("aria-hidden") === "false");
const behind = ({ videos }) => videos.find((video) => video.getAttribute("aria-hidden") === "true");

test("where a browser paints nothing of a film the poster is behind it", () => {
  const root = frame();
  new Clip(root).show(item("a", [], { clip: "/m/a.mp4", poster: "/m/a.jpg" }), null);

  assert.match(root.getAttribute("--poster"), /^url\("\/m\/a\.jpg"\)/);
});

test("the next film is fetched behind the one that is seen, and comes forward without being fetched again", () => {
  const place = frame();
  const clip = new Clip(place);
  clip.show(item("a", [], { clip: "/m/a.mp4", alt: "A" }), null);
  for (const name of ["b", "b", "c"]) clip.prepare(item(name, [], { clip: `/m/${name}.mp4` }));
  assert.deepEqual([seen(place).src, behind(place).src], ["/m/a.mp4", "/m/c.mp4"]);
  const next = behind(place);
  let fetched = 0;
  Object.defineProperty(next, "src", { set: () => (fetched += 1), get: () => "/m/c.mp4" });
  clip.show(item("c", [], { clip: "/m/c.mp4", alt: "C" }), null);
  assert.deepEqual([seen(place) === next, fetched], [true, 0]);
});

test("after the session nothing is fetched any more", () => {
  const place = frame();
  const clip = new Clip(place);
  clip.show(item("a", [], { clip: "/m/a.mp4", alt: "A" }), null);
  clip.prepare(item("b", [], { clip: "/m/b.mp4" }));
  clip.close();
  assert.deepEqual(
    place.videos.map(({ src, loads }) => [src, loads]),
    [
      ["", 1],
      ["", 1],
    ],
  );
});

test("a film that lies behind and cannot play leaves what is seen alone", () => {
  const place = frame();
  const clip = new Clip(place);
  clip.show(item("a", [], { clip: "/m/a.mp4", alt: "A" }), null);
  clip.prepare(item("b", [], { clip: "/m/b.mp4" }));
  behind(place).onerror();
  assert.equal(place.dataset.shows, "video");
});

test("the count leads the film: it is set at the begin of a part, and led gently within it", () => {
  const place = frame();
  const clip = new Clip(place);
  const parts = [
    { kind: "in", first: 0, frames: 48 },
    { kind: "hold", first: 48, frames: 24 },
    { kind: "out", first: 72, frames: 48 },
  ];
  const cycle = [
    { kind: "in", seconds: 2 },
    { kind: "hold", seconds: 5 },
    { kind: "out", seconds: 2 },
  ];
  const stage = work({ cycle, reps: 2, seconds_per_rep: 9, seconds: 18 });
  clip.show(item("a", [stage], { clip: "/m/a.mp4", alt: "A", parts, frames_per_second: 24 }), null);
  clip.run(true);
  const video = seen(place);
  Object.assign(video, { readyState: 4, duration: 5, currentTime: 3.3, playbackRate: 1 });
  clip.follow(stage, 0);
  assert.deepEqual([video.currentTime.toFixed(2), video.paused], ["0.06", false]);
  video.currentTime = 0.9;
  clip.follow(stage, 1);
  assert.ok(video.playbackRate > 1.004 && video.playbackRate <= 1.05, `${video.playbackRate}`);
  assert.equal(video.currentTime, 0.9);
  clip.follow({ kind: "rest", seconds: 5 }, 1);
  assert.equal(video.playbackRate, 1);
});

test("a clip that cannot play leaves its picture, and a picture that is not there its words", () => {
  const place = frame();
  const clip = new Clip(place);
  clip.show(item("a", [], { clip: "/m/a.mp4", poster: "/m/a.webp", alt: "A", how: ["Lie down."] }), null);
  assert.equal(place.dataset.shows, "video");
  seen(place).onerror();
  assert.equal(place.dataset.shows, "image");
  place.querySelector("img").onerror();
  assert.equal(place.dataset.shows, "card");
  assert.equal(place.querySelector(".card").textContent, "Lie down.");
});

test("the other side of a movement goes on from the same moment, and is remembered for its exercise", () => {
  const place = frame();
  const clip = new Clip(place);
  const second = { clip: "/m/a2.mp4", poster: "/m/a2.webp", alt: "From above" };
  const bridge = item("a", [], { clip: "/m/a.mp4", alt: "A", second });
  clip.show(bridge, null);
  seen(place).currentTime = 2.5;
  clip.turn();
  assert.deepEqual([seen(place).src, seen(place).currentTime], ["/m/a2.mp4", 2.5]);
  clip.show(item("b", [], { clip: "/m/b.mp4", alt: "B" }), null);
  clip.show(bridge, null);
  assert.equal(seen(place).src, "/m/a2.mp4");
});

test("a film can be looked at more slowly, also while the clock stands; the count takes it back", () => {
  const parts = [{ kind: "move", first: 0, frames: 96 }];
  const tilt = item("tilt", [], { clip: "/m/tilt.mp4", poster: null, parts, frames_per_second: 24 });
  const stage = work({ cycle: [{ kind: "move", seconds: 4 }] });
  const place = frame();
  const clip = new Clip(place);
  clip.show(tilt, null);
  const film = Object.assign(seen(place), { readyState: 4, duration: 4, playbackRate: 1 });
  clip.run(false);
  clip.slower();
  assert.deepEqual([film.paused, film.playbackRate, clip.speed.button.words.textContent], [false, 0.75, "¾ speed"]);
  clip.follow(stage, 0);
  assert.deepEqual([film.playbackRate, clip.led], [0.75, false]);
  clip.run(true);
  clip.follow(stage, 0);
  assert.deepEqual([film.playbackRate, clip.led], [1, true]);
  clip.run(false);
  assert.deepEqual(film.paused, true);
});

test("a film that the browser refuses to play waits for a tap, and is not asked again before", async () => {
  const place = frame();
  const clip = new Clip(place);
  const button = place.querySelector("[data-do=clip]");
  const stage = work({ cycle: [], reps: 1, seconds_per_rep: 9, seconds: 9 });
  clip.show(item("a", [stage], { clip: "/m/a.mp4", alt: "A" }), null);
  const video = seen(place);
  let asked = 0;
  const { play } = video;
  video.play = async () => {
    asked += 1;
    throw new DOMException("a tap first", "NotAllowedError");
  };
  clip.run(true);
  await null;
  await null;
  clip.follow(stage, 1);
  assert.deepEqual([button.hidden, video.paused, asked], [false, true, 1]);
  video.play = play;
  clip.ask();
  assert.deepEqual([button.hidden, video.paused], [true, false]);
});

test("a film that is overtaken by another asks for no tap", async () => {
  const place = frame();
  const clip = new Clip(place);
  clip.show(item("a", [], { clip: "/m/a.mp4", alt: "A" }), null);
  seen(place).play = async () => {
    throw new DOMException("a new load", "AbortError");
  };
  clip.run(true);
  await null;
  await null;
  assert.equal(place.querySelector("[data-do=clip]").hidden, true);
});
