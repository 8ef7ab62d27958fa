// What happened in a session, by the acts alone: every line that was written, and how long each exercise was worked.

// Seconds by which a place may be behind: rounded, taken over from another window, or from before a crash.
const BEHIND = { rounded: 1.2, left: 0.2, other: 1.3, crashed: 2.3 };
const TELL_WORK = ["item_done", "item_skipped", "item_swapped", "stopped"];

export class Paper {
  constructor() {
    this.lines = [];
    this.seconds = {};
    this.slack = BEHIND.rounded;
    this.leads = "";
    this.out = {};
  }

  left(crashed) {
    this.slack += crashed ? BEHIND.crashed : BEHIND.left;
  }

  worked({ item, exercise }, seconds) {
    const name = `${item} ${exercise}`;
    this.seconds[name] = (this.seconds[name] ?? 0) + seconds;
    if (item in this.out) this.out[item] += seconds;
    if (this.out[item] > 0.5) throw new Error(`${name} goes on after it was stopped for pain`);
  }

  wrote(lines) {
    for (const line of lines) {
      this.lines.push(line);
      if (line.kind === "resumed" && line.writer !== this.leads) this.slack += BEHIND.other;
      if (["started", "resumed"].includes(line.kind)) this.leads = line.writer;
      if (line.kind === "item_skipped" && line.why === "pain") this.out[line.item] = 0;
      if (TELL_WORK.includes(line.kind)) this.#really(line);
    }
  }

  #really(line) {
    const real = this.seconds[`${line.item} ${line.exercise}`] ?? 0;
    if (Math.abs(real - line.seconds) <= this.slack) return;
    throw new Error(`${JSON.stringify(line)}: really ${real.toFixed(1)} s, within ${this.slack.toFixed(1)}`);
  }
}
