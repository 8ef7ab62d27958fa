// What a person can choose in the player, with its words: one of several for each row.

/** @import { Player } from "./player.js" */
/** @import { Kind, Level } from "./volumes.js" */

import { prefer, preference } from "../preferences.js";
import { say } from "../say.js";
import { keysInWords, letters, nameLetters } from "./keys.js";
import { MORE } from "./machine.js";
import { able, heardOnSilent, hearOnSilent } from "./silent.js";

/**
 * `why` stands below, small; `shown` is false where there is nothing to choose now.
 * @typedef {{
 *   name: string,
 *   label: string,
 *   why?: string,
 *   options: [value: string, words: string][],
 *   value: () => string,
 *   choose: (value: string) => void,
 *   shown?: () => boolean,
 * }} Row
 */

/** @type {[Level, string][]} */
const LOUDNESS = [
  ["off", say("Off")],
  ["low", say("Low")],
  ["usual", say("Usual")],
  ["loud", say("Loud")],
];
/** @type {[string, string][]} */
const SWITCH = [
  ["on", say("On")],
  ["off", say("Off")],
];

/** @param {Player} player @returns {Row[]} */
export function rows(player) {
  const { signals } = player;
  return [
    volume(player, "tones", say("Tones")),
    volume(player, "voice", say("Voice")),
    {
      ...volume(player, "count", say("Spoken count"), say("The number of each repetition.")),
      shown: () => signals.speaks,
    },
    {
      name: "explain",
      label: say("Explain each exercise"),
      why: say("Every step is said before it begins, so that you can close your eyes. Getting ready takes longer."),
      options: SWITCH,
      value: () => (signals.explains ? "on" : "off"),
      choose: (value) => signals.explain(value === "on"),
      shown: () => signals.speaks,
    },
    {
      ...seconds("ready", say("Time to get ready"), (n) => say("+{n} s", { n })),
      value: () => nearest(player.machine.more),
      choose: (value) => player.hand.more(Number(value)),
    },
    {
      ...seconds("rests", say("Rest between sets"), (n) => (n ? say("{n} s", { n }) : say("None"))),
      value: () => nearest(player.machine.rest ?? 0),
      choose: (value) => player.hand.rests(Number(value)),
      shown: () => player.machine.rest !== undefined,
    },
    {
      name: "words",
      label: say("Captions and tips"),
      options: SWITCH,
      value: () => (player.view.toggled("captions") ? "on" : "off"),
      choose: () => player.act("captions"),
    },
    {
      name: "silent",
      label: say("Sound when the phone is on silent"),
      why: say("Stops other music."),
      options: SWITCH,
      value: () => (heardOnSilent(signals.speaks) ? "on" : "off"),
      choose: (value) => {
        hearOnSilent(value === "on");
        signals.wake();
      },
      shown: able,
    },
    {
      name: "headset",
      label: say("Keys of your headset and of the lock screen"),
      why: say("Stops other music."),
      options: SWITCH,
      value: () => (preference("headset", false) ? "on" : "off"),
      choose: (value) => {
        prefer("headset", value === "on");
        player.headset.turn(value === "on" && player.begun);
        signals.wake();
      },
      shown: () => "mediaSession" in navigator,
    },
    {
      name: "letters",
      label: say("Letter keys"),
      why: keysInWords(),
      options: SWITCH,
      value: () => (letters() ? "on" : "off"),
      choose: (value) => nameLetters(player.view.root, value === "on"),
    },
  ];
}

/** @param {string} name @param {string} label @param {(many: number) => string} words */
function seconds(name, label, words) {
  return { name, label, options: MORE.map((many) => /** @type {[string, string]} */ ([String(many), words(many)])) };
}

/** @param {number} many */
function nearest(many) {
  return String(MORE.findLast((each) => each <= many) ?? 0);
}

/** @param {Player} player @param {Kind} kind @param {string} label @param {string} [why] @returns {Row} */
function volume({ signals }, kind, label, why) {
  return {
    name: kind,
    label,
    why,
    options: LOUDNESS,
    value: () => signals.level(kind),
    choose: (value) => signals.loud(kind, /** @type {Level} */ (value)),
  };
}
