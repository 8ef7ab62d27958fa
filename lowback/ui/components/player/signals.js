// Everything that tells a person without eyes on the screen what happens: tones, speech, a flash, the screen kept on.

import { prefer, preference } from "./log.js";
import { hush, Sound, speak, WakeLock } from "./sound.js";
import { count } from "./words.js";

export class Signals {
  constructor(view, prefs) {
    this.view = view;
    this.sound = new Sound(preference("sound", prefs?.sound ?? true));
    this.voice = preference("voice", false);
    this.lock = new WakeLock();
    view.toggle("sound", this.sound.on);
    view.toggle("voice", this.voice);
    view.toggle("captions", preference("captions", true));
  }

  stageBegins(machine) {
    this.view.flash();
    this.sound.play(machine.stage.kind);
    const words = this.view.announce(machine);
    if (this.voice) speak(words);
  }

  // Each counted repetition has a low tone; the last three seconds of anything timed tick.
  tick(before, shown, { stage, elapsed, state }) {
    const { big, number } = count(stage, elapsed);
    if (state !== "running" || before !== stage || big === shown.big) return;
    if (number !== shown.number) this.sound.play("rep");
    else if (big !== String(number) && ["3", "2", "1"].includes(big)) this.sound.play("tick");
  }

  over(state) {
    hush();
    if (state === "finished") this.sound.play("done");
  }

  // A switch was tapped: turn it over, remember it, and let it be heard.
  turn(name) {
    const on = !this.view.toggled(name);
    this.view.toggle(name, on);
    prefer(name, on);
    if (name === "voice") this.#voice(on);
    if (name === "sound") this.#sound(on);
  }

  #voice(on) {
    this.voice = on;
    if (on) speak("Voice on.");
    else hush();
  }

  #sound(on) {
    this.sound.on = on;
    this.sound.wake();
    this.sound.play("rep");
  }

  close() {
    hush();
    this.lock.keep(false);
    this.sound.close();
  }
}
