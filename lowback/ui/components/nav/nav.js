// The bottom bar on phones: four places, reachable by a thumb. Wide screens have the top navigation.

const DRAWINGS = {
  today: "M4 11.5 12 5l8 6.5V20h-5.5v-5h-5v5H4z",
  routines: "M5 6h14M5 12h14M5 18h9",
  progress: "M4 20h16M7 16v-4M12 16V7M17 16v-6",
  more: "M6 12h.01M12 12h.01M18 12h.01",
};

export default function ({ parentElement, data, setTriggerValue }) {
  const bar = parentElement.querySelector("nav");
  bar.replaceChildren(...data.places.map((place) => link(place, data.here, setTriggerValue)));
}

function link(place, here, setTriggerValue) {
  const a = document.createElement("a");
  a.href = place.href;
  if (place.id === here) a.setAttribute("aria-current", "page");
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", DRAWINGS[place.id]);
  icon.append(path);
  a.append(icon, document.createTextNode(place.title));
  a.addEventListener("click", (event) => {
    // A plain tap stays in this visit; a modified click opens the address as any link would.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    setTriggerValue("go", place.id);
  });
  return a;
}
