// The same session in other windows and on other devices: who leads, what was done there, and why it ends here.

/** @import { LogEvent, Over } from "../types.d.ts" */
/** @import { Player } from "./player.js" */

import { say } from "../say.js";
import { Lead } from "./lead.js";
import { Pulse } from "./pulse.js";

// Long enough to hear why a session ends before the page leads on.
const READING_MS = 4000;
const ENDED = ["finished", "stopped", "pain"];

export class Elsewhere {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this.shown = "";
    this.pulse = new Pulse(player.data.wire, {
      over: (over) => this.over(over),
      out: (places) => this.out(places),
    });
    this.lead = new Lead(player.session, player.courier.log.writer, {
      yielded: () => this.#yield(),
      told: (events) => this.#told(events),
      place: () => ({
        at: player.machine.position(),
        worked: player.machine.worked,
        heard: player.courier.log.heard,
      }),
    });
  }

  // The window that leads; null while none of the others does.
  get other() {
    return this.lead.other;
  }

  // Where the others were last; null when nobody has led since somebody tapped here.
  get place() {
    return this.lead.place;
  }

  // Somebody tapped here.
  take() {
    this.lead.take();
    this.pulse.soon();
  }

  /** @param {number} now */
  tick(now) {
    const { machine, view } = this.player;
    this.lead.tick(now);
    if (!machine.over) this.pulse.tick(now, machine.state === "running");
    if (view.shows("start") && this.shown !== this.#shows) this.card();
  }

  // What the first screen depends on.
  get #shows() {
    return this.other ? "busy" : String(this.player.signals.asks);
  }

  leave() {
    this.lead.leave();
    this.pulse.leave();
  }

  // The first screen, and the one while another window has the session.
  card() {
    this.shown = this.#shows;
    this.player.catchUp();
    const { view, data, machine, fresh, signals } = this.player;
    if (this.other) view.busy(data.elsewhere, data.title);
    else view.start(data, machine, fresh, signals.asks);
  }

  // Somebody ended this session elsewhere: it is over here, too, and leads to the same questions.
  ended() {
    const { player } = this;
    const { end } = player.courier.log;
    if (!end || player.over) return;
    player.machine.close(end.kind === "finished" ? "finished" : "stopped");
    player.overFor(end.why);
    player.courier.hand(player.machine);
  }

  // The diary says why this session cannot go on.
  /** @param {Over} over */
  over({ standing, end }) {
    const { player } = this;
    const { courier, machine } = player;
    if (player.over) return;
    machine.close(standing === "finished" ? "finished" : "stopped");
    player.close(end, standing === "finished");
    const ended = ENDED.includes(standing);
    if (!ended) courier.status = "over";
    courier.gone = standing === "gone";
    setTimeout(() => courier.hand(machine), ended ? 0 : READING_MS);
  }

  // What was stopped for pain on another device is out here, too.
  /** @param {number[]} places */
  out(places) {
    const { player } = this;
    const happened = player.machine.leaveOut(performance.now(), places);
    if (!happened.length) return;
    if (player.view.shows("start")) this.card();
    else player.settle(happened, player.data.asides.elsewhere);
  }

  // Another window has taken the session over.
  #yield() {
    const { player } = this;
    player.happen(player.machine.pause(performance.now()));
    if (player.over) return;
    player.courier.record("paused", {}, player.machine);
    player.moving();
    this.card();
    const { title, text } = player.data.elsewhere;
    player.view.tell(say("{title}. {text}", { title, text }));
  }

  // What another window of this browser did.
  /** @param {LogEvent[]} events */
  #told(events) {
    const { courier, machine } = this.player;
    courier.log.hear(events);
    courier.keep(machine);
    this.ended();
  }
}
