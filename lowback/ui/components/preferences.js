// Switches that a person has turned, remembered on this device and nowhere else.

export function preference(name, otherwise) {
  const stored = attempt(() => localStorage.getItem(`lowback.prefer.${name}`));
  return stored === null || stored === undefined ? otherwise : stored === "on";
}

export function prefer(name, on) {
  attempt(() => localStorage.setItem(`lowback.prefer.${name}`, on ? "on" : "off"));
}

// Private windows refuse storage; a switch then lasts as long as the page.
function attempt(action) {
  try {
    return action();
  } catch {
    return null;
  }
}
