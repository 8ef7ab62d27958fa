// One device: two clocks, what is due, what it stores, and a network that is sometimes slow, cut, or loses an answer.

import { storage } from "../storage.js";

const PATIENCE_MS = 10_000;
const RealDate = Date;

export class World {
  // `diary` answers at once: what Python would say.
  constructor(chance, diary, start) {
    Object.assign(this, { chance, diary, mono: 0, wall: start, net: "fine", due: [], channels: new Set(), tab: null });
    this.stored = storage();
    this.soon = [];
    this.#globals();
  }

  // Runs this as code of that tab's page, with what it does at the end of the turn.
  enter(tab, act) {
    const before = this.tab;
    this.tab = tab;
    tab?.before();
    try {
      act();
      while (this.soon.length) this.soon.shift()();
    } finally {
      tab?.after();
      this.tab = before;
    }
  }

  // After so many milliseconds; what belongs to a page goes with it.
  later(ms, act, tab = null, every = 0) {
    const one = { at: this.mono + ms, act, tab, page: tab?.page, every };
    this.due.push(one);
    return one;
  }

  stop(one) {
    this.due = this.due.filter((each) => each !== one);
  }

  // The time goes by and everything is done when it is due.
  async pass(ms) {
    const until = this.mono + ms;
    for (;;) {
      let next = null;
      for (const one of this.due) if (one.at <= until && (!next || one.at < next.at)) next = one;
      if (!next) break;
      this.wall += next.at - this.mono;
      this.mono = next.at;
      await this.#do(next);
    }
    this.wall += until - this.mono;
    this.mono = until;
  }

  // The device sleeps: nothing is done meanwhile, and one of its clocks may stand still.
  async sleep(ms, still) {
    if (still !== "wall") this.wall += ms;
    if (still === "mono") return;
    this.mono += ms;
    for (const one of this.due) one.at = Math.max(one.at, this.mono);
    await this.pass(0);
  }

  async #do(one) {
    if (one.every) one.at = this.mono + one.every;
    else this.stop(one);
    if (one.tab && one.page !== one.tab.page) return this.stop(one);
    if (one.settles) await this.turn(one.tab, one.act);
    else this.enter(one.tab, one.act);
  }

  // As above, with all that follows from it at once.
  async turn(tab, act) {
    let loads;
    this.enter(tab, () => {
      loads = act();
    });
    this.tab = tab;
    await loads;
    await new Promise(setImmediate);
    this.enter(tab, () => {});
    this.tab = null;
  }

  // A question on its way: it may arrive late, twice or not at all, and so may its answer.
  carry(tab, ask, answered, failed) {
    const { chance, net } = this;
    const settle = (ms, act) => Object.assign(this.later(ms, act, tab), { settles: true });
    if (net === "cut") return settle(chance.between(1, 2000), failed);
    const there = net === "slow" ? chance.between(500, 14_000) : chance.between(5, 150);
    const back = there + (net === "slow" ? chance.between(500, 4000) : chance.between(5, 150));
    let answer;
    this.later(there, () => {
      answer = ask();
    });
    if (chance.happens(0.03)) this.later(there + chance.between(10, 20_000), ask);
    if (back > PATIENCE_MS || net === "lossy") settle(Math.min(back, PATIENCE_MS), failed);
    else settle(back, () => answered(answer));
  }

  post(name, said) {
    for (const channel of this.channels) if (channel.name === name) this.#deliver(channel, said);
  }

  #deliver(channel, said) {
    const data = structuredClone(said);
    this.later(this.chance.between(0, 5), () => channel.onmessage?.({ data }), channel.tab);
  }

  #globals() {
    const world = this;
    performance.now = () => world.mono;
    globalThis.Date = class extends RealDate {
      constructor(...given) {
        super(...(given.length ? given : [world.wall]));
      }

      static now() {
        return world.wall;
      }
    };
    globalThis.setTimeout = (act, ms = 0) => world.later(ms, act, world.tab);
    globalThis.setInterval = (act, ms) => world.later(ms, act, world.tab, ms);
    globalThis.clearTimeout = globalThis.clearInterval = (one) => world.stop(one);
    globalThis.queueMicrotask = (act) => world.soon.push(act);
    AbortSignal.timeout = () => undefined;
    globalThis.fetch = (address, request) => world.tab.fetch(address, request);
    const addEventListener = (kind, act, { signal } = {}) => world.tab.listen(kind, act, signal);
    globalThis.window = { addEventListener };
    globalThis.document = { addEventListener, hidden: false };
    crypto.getRandomValues = (bytes) => bytes.map(() => Math.floor(world.chance.next() * 256));
    globalThis.BroadcastChannel = class {
      constructor(name) {
        Object.assign(this, { name, tab: world.tab, onmessage: null });
        world.channels.add(this);
      }

      postMessage(said) {
        const others = [...world.channels].filter((each) => each !== this && each.name === this.name);
        for (const channel of others) world.#deliver(channel, said);
      }

      close() {
        world.channels.delete(this);
      }
    };
  }
}
