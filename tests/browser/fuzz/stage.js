// A stage without a picture or a sound: which panel is shown, and what it offers.

const nothing = new Proxy(() => nothing, {
  get: (_, name) => {
    if (name === Symbol.iterator) return () => [].values();
    return typeof name === "symbol" || name === "then" ? undefined : nothing;
  },
});

// Whatever is asked of it and stands nowhere does nothing.
function quiet(thing) {
  return new Proxy(thing, { get: (all, name) => (name in all ? all[name] : nothing) });
}

export class View {
  constructor(root) {
    Object.assign(this, { root, mode: "loading", offers: [] });
    const mode = () => this.mode;
    root.dataset = {
      get mode() {
        return mode();
      },
    };
    // biome-ignore lint/correctness/noConstructorReturn: what else a player asks of its view does nothing
    return quiet(this);
  }

  shows(name) {
    return this.mode === name;
  }

  start() {
    this.mode = "start";
  }

  busy() {
    this.mode = "start";
  }

  play() {
    this.mode = "play";
  }

  ask(_title, _lead, choices) {
    this.mode = "ask";
    this.offers = choices.map(([act]) => act);
  }

  done() {
    this.mode = "done";
  }

  toggled() {
    return false;
  }
}

export class Clip {
  constructor() {
    // biome-ignore lint/correctness/noConstructorReturn: there is no clip
    return quiet(this);
  }
}

export class Peek {
  constructor() {
    // biome-ignore lint/correctness/noConstructorReturn: there is nothing to look at
    return quiet(this);
  }
}

export class Settings {
  constructor() {
    // biome-ignore lint/correctness/noConstructorReturn: there is nothing to choose
    return quiet(this);
  }
}

export class Signals {
  constructor() {
    this.asks = false;
    // biome-ignore lint/correctness/noConstructorReturn: there is no sound
    return quiet(this);
  }

  explaining() {
    return 0;
  }

  async awake() {
    return true;
  }
}
