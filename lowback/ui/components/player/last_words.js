// The last screen of a session, and whether what was done is safe.

/** @import { End } from "../types.d.ts" */
/** @import { Courier } from "./courier.js" */
/** @import { View } from "./view.js" */

import { say } from "../say.js";

const PATIENCE_MS = 6000;
const KEPT = say("Saved on this device. It will be sent when the connection is back.");
const NOT_KEPT = say("Not saved yet. Please keep this page open until the connection is back.");

export class LastWords {
  /** @param {End} end @param {boolean} praised */
  constructor(end, praised) {
    this.end = end;
    this.praised = praised;
    this.since = performance.now();
  }

  /** @param {View} view @param {Courier} courier */
  draw(view, { kept, gone, delivered }) {
    const late = performance.now() - this.since > PATIENCE_MS;
    const waiting = late ? (kept ? KEPT : NOT_KEPT) : say("Saving\u2026");
    view.done(this.end, this.praised, gone ? "" : delivered ? say("Saved.") : waiting);
  }
}
