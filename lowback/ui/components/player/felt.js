// How the exercise before felt: one silent tap or none while one gets ready for the next, and in nobody's way.

/** @import { LogEvent } from "../types.d.ts" */
/** @import { Log } from "./log.js" */
/** @import { Machine } from "./machine.js" */
/** @import { Player } from "./player.js" */

import { say } from "../say.js";
import { lastWords } from "./log.js";

export class Felt {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
  }

  get about() {
    return about(this.player.courier.log, this.player.machine);
  }

  // The last tap counts.
  /** @param {string} feel */
  say(feel) {
    const { about, said, player } = this;
    if (about && feel !== said) player.courier.record("felt", { ...about, feel }, player.machine);
  }

  draw() {
    const { about, said, player } = this;
    const { view, machine } = player;
    const shown = player.hand.offers.felt;
    view.hide(".felt", !shown);
    if (!about || !shown) return;
    view.put(".felt p", say("How was {exercise}?", { exercise: machine.items[about.item].title }));
    for (const button of view.find(".felt").querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.dataset.do === `felt ${said}`));
    }
  }

  get said() {
    return lastWords(this.player.courier.log.events).get(this.about?.exercise ?? "")?.feel;
  }
}

// The exercise that led here, while one gets ready: if it was done, and did not hurt while it was.
/**
 * @param {Pick<Log, "events">} log
 * @param {Pick<Machine, "items" | "before" | "stage">} machine
 * @returns {{ item: number, exercise: string } | null}
 */
export function about({ events }, { items, before, stage }) {
  if (stage.kind !== "ready" || before === undefined) return null;
  const { exercise } = items[before];
  /** @param {LogEvent} event */
  const here = (event) => event.item === before && event.exercise === exercise;
  const done = events.some((event) => event.kind === "item_done" && here(event));
  const hurt = events.some((event) => event.kind === "hurt" && event.why && here(event));
  return done && !hurt ? { item: before, exercise } : null;
}
