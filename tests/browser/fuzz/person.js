// Somebody who taps whatever is offered, and to whom everything happens that can happen to a phone.

import { Tab } from "./tab.js";

const ACTS = {
  ...{ pause: 4, back: 2, skip: 3, ahead: 1, earlier: 2, later: 8, hurt: 2, leave: 0.3, longer: 0.5 },
  ...{ key: 2, help: 0.5, rerun: 1, "felt easy": 0.5 },
};
const EVENTS = {
  ...{ wait: 30, act: 40, net: 6, sleep: 2, reload: 2, crash: 1, away: 1, hide: 1, leave: 1, second: 2 },
};
// What ends a session is chosen less often than what goes on.
const RARE = ["danger", "stop", "end"];
const NETS = { fine: 5, slow: 2, cut: 2, lossy: 2 };
const KEYS = [" ", "ArrowRight", "ArrowLeft", "Escape"];
const HOUR = 3_600_000;

export class Person {
  constructor(world, paper, modules, two) {
    Object.assign(this, { world, chance: world.chance, acts: [] });
    this.tabs = [new Tab(world, paper, 0, modules[0])];
    this.others = two ? [new Tab(world, paper, 1, modules[1])] : [];
  }

  async begin() {
    await this.tabs[0].load();
    await this.tabs[0].play(this.chance.happens(0.5));
  }

  async live(steps) {
    for (let n = 0; n < steps; n += 1) {
      await this.one();
      if (!this.tabs.some(({ player }) => player) && this.chance.happens(0.2)) break;
    }
  }

  async one() {
    const { chance, world } = this;
    const tab = chance.of(this.tabs);
    const event = chance.weighed(EVENTS);
    const does = {
      wait: () => world.pass(chance.happens(0.1) ? chance.between(5000, 40_000) : chance.between(100, 6000)),
      act: () => this.act(tab),
      net: () => this.net(chance.weighed(NETS)),
      sleep: () => world.sleep(100 * ((30 * HOUR) / 100) ** chance.next(), chance.of(["", "mono", "wall"])),
      reload: () => tab.load().then(() => tab.play()),
      crash: () => tab.load(true).then(() => tab.play()),
      hide: () => tab.hide(),
      leave: () => tab.leave().then(() => tab.play()),
      second: () => this.second(),
      away: () =>
        tab
          .leave()
          .then(() => world.pass(chance.between(100, 5000)))
          .then(() => tab.play()),
    };
    this.acts.push(event);
    await does[event]();
  }

  async net(net) {
    const { world } = this;
    world.net = net;
    if (net !== "cut") for (const tab of this.tabs) await tab.tell("online");
  }

  async second() {
    const other = this.others.pop();
    if (!other) return;
    this.tabs.push(other);
    await other.load();
    await other.play();
  }

  // One of the controls that are there; a hand takes a moment.
  async act(tab) {
    await this.world.pass(this.chance.between(60, 600));
    if (!tab.player) return tab.play();
    const { view } = tab.player;
    if (view.shows("start")) return this.tap(tab, "begin");
    if (view.shows("ask")) return this.tap(tab, this.chance.weighed(likely(view.offers)));
    const act = this.chance.weighed(ACTS);
    if (act === "key") return tab.tell("keydown", key(this.chance.of(KEYS)));
    if (act === "help") return tab.tell("toggle", { target: { open: true, closest: () => true } });
    if (act === "rerun") return tab.rerun();
    await this.tap(tab, act);
  }

  tap(tab, act) {
    this.acts.push(act);
    return tab.tell("click", { composedPath: () => [{ dataset: { do: act } }] });
  }

  // The network comes back; who is in a session ends it, or leaves it open; then another page is opened.
  async close(ends) {
    const { world, tabs } = this;
    await this.net("fine");
    await world.pass(20_000);
    if (ends) await this.end();
    await world.pass(30_000);
    const views = tabs.filter(({ player }) => player).map(({ player }) => view(player.courier.log));
    for (const tab of tabs) await tab.load();
    await world.pass(90_000);
    return views;
  }

  async end() {
    const [tab] = this.tabs;
    if (!tab.player) await tab.play();
    for (let n = 0; tab.player && !tab.player.over && n < 20; n += 1) {
      const { view, machine } = tab.player;
      const way = view.shows("start") ? "begin" : machine.state === "running" ? "pause" : "leave";
      const out = view.offers?.find((act) => ["end", "carry", "gone"].includes(act));
      await this.tap(tab, view.shows("ask") ? out : way);
      await this.world.pass(700);
    }
  }
}

// What a player makes of all that it knows.
export function view(log) {
  return { end: log.end ?? null, ...log.earlier(), pains: log.pains };
}

function likely(offers) {
  const weight = (act) => (RARE.includes(act) ? 0.15 : act.startsWith("easier") ? 2 : 1);
  return Object.fromEntries(offers.map((act) => [act, weight(act)]));
}

function key(name) {
  return { key: name, composedPath: () => [{ closest: () => null }], preventDefault() {} };
}
