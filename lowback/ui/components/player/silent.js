// What an iPhone makes of our sound: docs/decisions/0020-sound.md says why it is one or the other, and nothing in between.

import { prefer, preference } from "../preferences.js";

// Where a phone has a switch for silence that web pages may pass over.
export function able() {
  return "audioSession" in navigator;
}

// Who turned the voice on asked to hear it, until they say otherwise.
/** @param {boolean} voice */
export function heardOnSilent(voice) {
  return preference("silent", voice);
}

/** @param {boolean} on */
export function hearOnSilent(on) {
  prefer("silent", on);
}

// "playback" is heard on silent and stops other music; "ambient" lets it go on and is silent with the phone.
/** @param {boolean} voice */
export function claim(voice) {
  const { audioSession } = /** @type {{ audioSession?: { type: string } }} */ (/** @type {unknown} */ (navigator));
  if (!audioSession) return;
  const type = heardOnSilent(voice) || preference("headset", false) ? "playback" : "ambient";
  if (audioSession.type !== type) audioSession.type = type;
}
