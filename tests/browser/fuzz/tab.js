// A tab of the browser: its page with the player on it, and what is really worked and written there.

import { SILENCE } from "../../../lowback/ui/components/player/machine.js";
import { componentsOf } from "./loading.js";

// Of each page by itself: what is on every page, and sends what was left.
let pages = 0;

export class Tab {
  constructor(world, paper, number, modules) {
    Object.assign(this, { world, paper, number, modules, page: 0, player: null, heard: [], waiting: new Set() });
    this.seen = world.mono;
    this.was = null;
  }

  // What a tab's pages share; the player's modules are loaded once.
  static async modules(number) {
    const load = componentsOf(number);
    const [{ Player }, { live }] = await Promise.all([load("player/player.js"), load("device.js")]);
    return { Player, live, load };
  }

  listen(kind, act, signal) {
    const one = { kind, act };
    this.heard.push(one);
    signal?.addEventListener("abort", () => {
      this.heard = this.heard.filter((each) => each !== one);
    });
  }

  async tell(kind, event = {}) {
    const acts = this.heard.filter((one) => one.kind === kind).map(({ act }) => act);
    await this.world.turn(this, () => {
      for (const act of acts) act(event);
    });
  }

  // A new document. What was on the old one goes, with a word or, in a crash, without.
  async load(crash = false) {
    if (this.player && !crash) await this.hide();
    if (this.player) this.paper.left(crash);
    this.page += 1;
    this.player = null;
    this.heard = [];
    this.modules.live.clear();
    for (const channel of [...this.world.channels]) if (channel.tab === this) channel.close();
    for (const fail of this.waiting) fail(new TypeError("The page is gone"));
    this.waiting.clear();
    pages += 1;
    await this.world.turn(this, () => this.modules.load("sender.js", `&page=${pages}`));
    this.world.post("lowback.arrived", {});
  }

  async hide() {
    document.hidden = true;
    await this.tell("visibilitychange");
    document.hidden = false;
    await this.tell("pagehide");
  }

  // The page of the player, as Python draws it; nothing when there is no session to go on with.
  async play(begin = false) {
    const data = this.world.diary({ do: "open", now: this.world.wall });
    if (!data || this.world.net === "cut") return;
    this.data = { ...data, begin };
    await this.world.turn(this, () => {
      this.player = new this.modules.Player(this.#component(data));
      this.#watch(this.player.courier);
    });
  }

  // Python has taken the player off the page.
  async leave() {
    const { player } = this;
    if (!player) return;
    this.paper.left(false);
    this.player = null;
    await this.world.turn(this, () => player.leave());
  }

  #component(data) {
    const root = {
      addEventListener: (kind, act, { signal }) => this.listen(kind, act, signal),
      querySelector: () => null,
      querySelectorAll: () => [],
    };
    return { data, parentElement: { querySelector: () => root }, setStateValue: (_, progress) => this.#hand(progress) };
  }

  // Every line that is written here, from the moment on in which it is.
  #watch(courier) {
    const { share } = courier;
    courier.share = (lines) => {
      this.#count();
      this.paper.wrote(lines);
      share(lines);
    };
  }

  // The slow way: Python keeps it, runs the page, and the page is drawn anew, or leads on.
  #hand(progress) {
    const { world, page } = this;
    if (world.net === "cut") return;
    const told = JSON.parse(JSON.stringify(progress));
    const ask = () => world.diary({ do: "hand", told, now: world.wall });
    const answered = (answer) => this.#led(answer, progress.status, page);
    world.carry(this, ask, answered, () => {});
  }

  #led(known, status, page) {
    if (!this.player || page !== this.page || !known) return;
    if (["finished", "stopped"].includes(status)) this.leave();
    else if (status === "check") this.leave().then(() => this.play());
    else this.player.update(this.#component({ ...this.data, ...known }));
  }

  // Streamlit runs the page for a reason of its own.
  async rerun() {
    const known = this.world.net === "cut" ? null : this.world.diary({ do: "look", now: this.world.wall });
    if (known) await this.world.turn(this, () => this.#led(known, "", this.page));
  }

  // The quick way, and the question whether the session may go on.
  fetch(_address, { method, body, headers }) {
    const { world } = this;
    const told = body && JSON.parse(body);
    const ask = () =>
      world.diary(method ? { do: "post", told, now: world.wall } : { do: "stops", headers, now: world.wall });
    return new Promise((resolve, reject) => {
      this.waiting.add(reject);
      const settled = (act) => (value) => {
        this.waiting.delete(reject);
        act(value);
      };
      const answered = (said) => ({ ok: Boolean(said), status: said ? 200 : 410, json: async () => said });
      world.carry(
        this,
        ask,
        settled((said) => resolve(answered(said))),
        settled(reject),
      );
    });
  }

  // What runs now works until the next look.
  before() {
    const { machine } = this.player ?? {};
    const works = machine?.state === "running" && machine.stage.kind === "work";
    this.was = works
      ? { item: machine.i, exercise: machine.item.exercise, left: machine.stage.seconds - machine.elapsed }
      : null;
  }

  after() {
    this.#count();
    this.seen = this.world.mono;
  }

  #count() {
    const passed = this.world.mono - this.seen;
    if (this.was && passed <= SILENCE) this.paper.worked(this.was, Math.min(passed / 1000, this.was.left));
    this.was = null;
  }
}
