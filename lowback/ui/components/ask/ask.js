// One question of the quiz: ticks, choices, a number or 0 to 10. It answers once, with everything.

// Long enough to see what was chosen, and to choose again.
const SHOWN_MS = 250;
// A second tap of the same finger belongs to the question before.
const DEAF_MS = 350;

const made = new WeakMap();
const DOUBT_MS = 400;

export default function (component) {
  let ask = made.get(component.parentElement);
  if (!ask) made.set(component.parentElement, (ask = new Ask(component.parentElement)));
  ask.update(component);
  return () => {
    ask.leave();
    made.delete(component.parentElement);
  };
}

class Ask {
  constructor(root) {
    this.form = root.querySelector("form");
    this.fieldset = root.querySelector("fieldset");
    this.error = root.querySelector(".error");
    this.go = root.querySelector(".go");
    this.sent = 0;
    this.drawn = null;
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.form.addEventListener("change", (event) => this.changed(event));
    this.form.addEventListener("input", (event) => this.changed(event));
    this.form.addEventListener("click", (event) => this.tapped(event));
    this.form.addEventListener("keydown", () => clearTimeout(this.going));
  }

  update({ data, setStateValue }) {
    this.send = setStateValue;
    this.data = data;
    if (data.question !== this.drawn) this.draw(data);
    this.error.textContent = data.error || "";
    this.error.hidden = !data.error;
    if (data.error || data.heard !== this.waitingFor) this.ready();
  }

  draw(data) {
    this.drawn = data.question;
    this.call = null;
    this.fieldset.replaceChildren(make("legend", { textContent: data.title }));
    const draw = { many: drawMany, one: drawOne, number: drawNumber, scale: drawScale }[data.kind];
    draw(this.fieldset, data);
    this.go.textContent = data.button;
    this.form.animate([{ pointerEvents: "none" }, { pointerEvents: "none" }], DEAF_MS);
    this.changed();
  }

  ready() {
    this.leave();
    this.go.disabled = false;
    this.go.textContent = this.data ? this.data.button : this.go.textContent;
  }

  // Where one tap is the whole answer, it goes on by itself. Keys and screen readers choose first, then press Continue.
  tapped(event) {
    const input = event.target.closest(".row")?.querySelector("input");
    const byHand = event.detail > 0;
    if (!input || !byHand || !this.data.auto) return;
    clearTimeout(this.going);
    if (input.type === "checkbox" && input.name !== "none") return;
    this.going = setTimeout(() => {
      // A tap on "none" that was ticked before means it again.
      input.checked = true;
      if (!this.go.disabled) this.form.requestSubmit();
    }, SHOWN_MS);
  }

  changed(event) {
    const input = event?.target;
    const inputs = [...this.fieldset.querySelectorAll("input")];
    const named = (name) => inputs.filter((one) => one.name === name);
    if (input?.checked && input.name === "none") {
      inputs.forEach((one) => { if (one !== input) one.checked = false; });
    } else if (input?.checked) {
      named("none").forEach((one) => { one.checked = false; });
    }
    const number = named("value").find((one) => one.type === "text");
    if (number && input?.name === "not_known" && input.checked) number.value = "";
    if (number && input === number) named("not_known").forEach((one) => { one.checked = false; });
    this.which(named);
    this.alarm(inputs, input);
  }

  which(named) {
    const which = this.fieldset.querySelector(".which");
    if (!which) return;
    which.hidden = !named("some_not_sure")[0].checked;
    // What is ticked is certain, so it is not offered among the things that are not sure.
    named("ticked").forEach((one) => {
      const twin = named("not_sure").find((other) => other.value === one.value);
      twin.closest(".row").hidden = one.checked;
      if (one.checked || which.hidden) twin.checked = false;
    });
  }

  // A danger sign needs no server to say whom to call.
  alarm(inputs, input) {
    const { call, options } = this.data;
    if (!call) return;
    const words = new Map(options.map((option) => [option.id, option.call]));
    const raised = inputs.filter((one) => one.checked && words.get(one.value) && (call.unsure || one.name !== "not_sure"));
    this.call ??= drawCall(call);
    if (!raised.length) {
      this.call.remove();
      return;
    }
    const last = raised.includes(input) ? input : raised[raised.length - 1];
    this.call.firstChild.textContent = words.get(last.value);
    last.closest(".row").after(this.call);
    this.call.scrollIntoView({ block: "nearest" });
  }

  answer() {
    const form = new FormData(this.form);
    if (this.data.kind === "one") return { choice: form.get("choice") };
    if (this.data.kind === "scale") return { value: form.has("value") ? Number(form.get("value")) : null };
    if (this.data.kind === "number") {
      return { value: String(form.get("value") ?? ""), ...(form.has("not_known") ? { not_known: true } : {}) };
    }
    return {
      ticked: form.getAll("ticked"),
      not_sure: form.getAll("not_sure"),
      none: form.has("none"),
      some_not_sure: form.has("some_not_sure"),
    };
  }

  submit(event) {
    event.preventDefault();
    clearTimeout(this.going);
    this.sent = Date.now();
    this.waitingFor = this.data.heard;
    this.go.disabled = true;
    // Kept as state, not as an event: state is sent again after a lost connection.
    this.send("sent", { question: this.data.question, at: this.sent, answer: this.answer() });
    this.timer = setTimeout(() => this.ready(), 6000);
    this.doubt = setTimeout(() => window.dispatchEvent(new Event("lowback:waiting")), DOUBT_MS);
  }

  leave() {
    clearTimeout(this.going);
    clearTimeout(this.timer);
    clearTimeout(this.doubt);
  }
}

function drawMany(fieldset, data) {
  const ticked = new Set(data.answer?.ticked ?? []);
  const unsure = new Set(data.answer?.not_sure ?? []);
  data.options.forEach((o) => fieldset.append(row("checkbox", "ticked", o.id, o.label, o.hint, ticked.has(o.id))));
  fieldset.append(make("hr"));
  const none = data.answer && !ticked.size && !unsure.size;
  fieldset.append(row("checkbox", "none", "none", data.none_label, null, none));
  if (!data.not_sure_label) return;
  fieldset.append(row("checkbox", "some_not_sure", "yes", data.not_sure_label, null, unsure.size > 0));
  const which = make("div", { className: "which" });
  which.setAttribute("role", "group");
  which.setAttribute("aria-label", "Which ones are you not sure about?");
  which.append(make("p", { textContent: "Which ones are you not sure about?" }));
  data.options.forEach((o) => which.append(row("checkbox", "not_sure", o.id, o.label, null, unsure.has(o.id))));
  fieldset.append(which);
}

function drawCall({ label, href }) {
  const call = make("div", { className: "call" });
  call.setAttribute("role", "alert");
  call.append(make("p"), make("a", { href, textContent: label }));
  return call;
}

function drawOne(fieldset, data) {
  data.options.forEach((o) => {
    fieldset.append(row("radio", "choice", o.id, o.label, o.hint, data.answer?.choice === o.id));
  });
}

function drawScale(fieldset, data) {
  const scale = make("div", { className: "scale" });
  for (let n = data.least; n <= data.most; n += 1) {
    scale.append(row("radio", "value", String(n), String(n), null, data.answer?.value === n));
  }
  const anchors = make("p", { className: "anchors" });
  data.anchors.forEach((words, i) => {
    anchors.append(make("span", { textContent: `${i ? data.most : data.least}: ${words}` }));
  });
  fieldset.append(scale, anchors);
}

function drawNumber(fieldset, data) {
  const label = make("label", { className: "amount" });
  const input = make("input", { className: "number", name: "value", type: "text", inputMode: "numeric", maxLength: 6 });
  input.autocomplete = "off";
  input.value = data.answer?.value ?? "";
  input.setAttribute("aria-label", `${data.title} (${data.unit})`);
  label.append(input, make("span", { textContent: data.unit }));
  fieldset.append(label);
  if (!data.not_sure_label) return;
  const unknown = data.answer && data.answer.value === null;
  fieldset.append(row("checkbox", "not_known", "yes", data.not_sure_label, null, unknown));
}

function row(type, name, value, words, hint, checked) {
  const label = make("label", { className: "row" });
  const text = make("span", { textContent: words });
  if (hint) text.append(make("span", { className: "hint", textContent: hint }));
  label.append(make("input", { type, name, value, checked: Boolean(checked) }), text);
  return label;
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}
