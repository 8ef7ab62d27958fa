// What a person can choose in the player, with its words: one of several for each row.

/** @import { Player } from "./player.js" */
/** @import { Kind, Level } from "./volumes.js" */

import { prefer, preference } from "../preferences.js";
import { keysInWords, letters, nameLetters } from "./keys.js";
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
  ["off", "Off"],
  ["low", "Low"],
  ["usual", "Usual"],
  ["loud", "Loud"],
];
/** @type {[string, string][]} */
const SWITCH = [
  ["on", "On"],
  ["off", "Off"],
];

/** @param {Player} player @returns {Row[]} */
export function rows(player) {
  const { signals } = player;
  return [
    volume(player, "tones", "Tones"),
    volume(player, "voice", "Voice"),
    {
      ...volume(player, "count", "Spoken count", "The number of each repetition."),
      shown: () => signals.speaks,
    },
    {
      name: "words",
      label: "Captions and tips",
      options: SWITCH,
      value: () => (player.view.toggled("captions") ? "on" : "off"),
      choose: () => player.act("captions"),
    },
    {
      name: "silent",
      label: "Sound when the phone is on silent",
      why: "Stops other music.",
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
      label: "Keys of your headset and of the lock screen",
      why: "Stops other music.",
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
      label: "Letter keys",
      why: keysInWords(),
      options: SWITCH,
      value: () => (letters() ? "on" : "off"),
      choose: (value) => nameLetters(player.view.root, value === "on"),
    },
  ];
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
