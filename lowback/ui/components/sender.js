// On every page: what a player left on this device and the diary has not confirmed is sent, whatever became of its session.

/** @import { Snapshot } from "./types.d.ts" */

import { forget, live, recall, recallOne, remember } from "./device.js";
import { tell } from "./wire.js";

const AGAIN_MS = 30_000;

// Sends what there is; true when nothing is left to send.
export async function sendLeft() {
  const left = recall().filter(({ writer, wire }) => wire && !live.has(writer));
  const sent = await Promise.all(left.map(sendOne));
  return sent.every(Boolean);
}

/** @param {Snapshot} left */
async function sendOne(left) {
  const answer = left.wire && (await tell(left.wire, { log: left.log }));
  if (!answer || live.has(left.writer)) return false;
  // Its player may be open in another window, and have written or forgotten meanwhile.
  const note = recallOne(left);
  if (!note) return true;
  const missing = note.log.filter(({ seq, writer }) => seq > (answer.ack[writer] ?? 0));
  if (answer.gone || (!missing.length && !answer.running)) forget(note);
  else if (missing.length < note.log.length) remember({ ...note, log: missing });
  return answer.gone || !missing.length;
}

class Sender {
  constructor() {
    this.busy = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    for (const sign of ["online", "lowback:arrived"]) window.addEventListener(sign, () => this.send());
    this.send();
  }

  async send() {
    if (this.busy) return;
    this.busy = true;
    clearTimeout(this.timer);
    const all = await sendLeft();
    this.busy = false;
    if (!all) this.timer = setTimeout(() => this.send(), AGAIN_MS);
  }
}

if (typeof document !== "undefined") new Sender();
