// Whom to call where the person is. The choice stays in the browser: it must work without a connection.

export default function ({ parentElement, data }) {
  const box = parentElement.querySelector(".call");
  const select = box.querySelector("select");
  box.querySelector("label span").textContent = data.where;
  if (!select.options.length) {
    select.append(...data.countries.map(({ country }, at) => new Option(country, at)));
    select.value = data.here;
    select.addEventListener("change", () => draw(box, data.countries[select.value]));
  }
  draw(box, data.countries[select.value]);
}

function draw(box, chosen) {
  box.querySelector(".lead").textContent = chosen.lead;
  box.querySelector(".note").textContent = chosen.note;
  box.querySelector(".go span").textContent = chosen.label;
  const link = box.querySelector(".go");
  if (chosen.href) link.href = chosen.href;
  else link.removeAttribute("href");
}
