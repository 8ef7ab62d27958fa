// Eleven buttons that act as one group of radio buttons; tapping the chosen one again takes it back.

const HIGHEST = 10;
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

class PainScale {
  constructor(component) {
    const { data, parentElement } = component;
    this.root = parentElement.querySelector(".scale");
    this.value = data.value;
    this.update(component);
    this.buttons = Array.from({ length: HIGHEST + 1 }, (_, number) => this.#button(number));
    this.root.querySelector(".numbers").replaceChildren(...this.buttons);
    this.#draw();
  }

  // Python ran again: the words may have changed, the person's choice stays.
  update({ data, setStateValue }) {
    this.setStateValue = setStateValue;
    this.root.querySelector("h2").textContent = data.label;
    this.root.querySelector(".low").textContent = `0: ${data.anchors[0]}`;
    this.root.querySelector(".high").textContent = `${HIGHEST}: ${data.anchors[1]}`;
  }

  #button(number) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = String(number);
    button.setAttribute("role", "radio");
    button.onclick = () => this.#choose(this.value === number ? null : number);
    button.onkeydown = (event) => this.#key(event, number);
    return button;
  }

  #key(event, number) {
    const ends = { Home: 0, End: HIGHEST };
    const target = ends[event.key] ?? number + (STEPS[event.key] ?? NaN);
    if (Number.isNaN(target)) return;
    event.preventDefault();
    const chosen = (target + HIGHEST + 1) % (HIGHEST + 1);
    this.#choose(chosen);
    this.buttons[chosen].focus();
  }

  #choose(value) {
    this.value = value;
    this.#draw();
    this.setStateValue("value", value);
  }

  #draw() {
    this.buttons.forEach((button, number) => {
      button.setAttribute("aria-checked", String(number === this.value));
      button.tabIndex = number === (this.value ?? 0) ? 0 : -1;
    });
  }
}

const scales = new WeakMap();

export default function mount(component) {
  const { parentElement } = component;
  const scale = scales.get(parentElement);
  if (scale) scale.update(component);
  else scales.set(parentElement, new PainScale(component));
  return () => scales.delete(parentElement);
}
