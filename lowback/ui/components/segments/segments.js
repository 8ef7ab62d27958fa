// A short list of which one is chosen, with targets for a thumb; native radio buttons underneath.

export default function ({ parentElement, data, setStateValue }) {
  const fieldset = parentElement.querySelector("fieldset");
  fieldset.querySelector("legend").textContent = data.label;
  const row = fieldset.querySelector(".row");
  const drawn = JSON.stringify([data.options, data.value]);
  if (row.dataset.drawn !== drawn) {
    row.dataset.drawn = drawn;
    row.replaceChildren(...data.options.map((option) => choice(option, data)));
  }
  row.onchange = (event) => setStateValue("value", event.target.value);
}

function choice(option, data) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  Object.assign(input, { type: "radio", name: data.name, value: option.id, checked: option.id === data.value });
  label.append(input, document.createTextNode(option.label));
  return label;
}
