// Loads the browser half without picture and sound, once for each tab, as every page has modules of its own.

import { registerHooks } from "node:module";

const DRAWN = new Set(["./view.js", "./clip.js", "./signals.js", "./peek.js", "./settings.js"]);
const STAGE = new URL("./stage.js", import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    const tab = new URL(context.parentURL ?? import.meta.url).searchParams.get("tab");
    if (tab && DRAWN.has(specifier) && context.parentURL.includes("/player/")) return found(STAGE, tab);
    const { url } = next(specifier, context);
    return tab && url.startsWith("file:") ? found(url, tab) : { url, shortCircuit: true };
  },
});

function found(url, tab) {
  return { url: `${url}?tab=${tab}`, shortCircuit: true };
}

export function componentsOf(tab) {
  return (name, more = "") => import(`../../../lowback/ui/components/${name}?tab=${tab}${more}`);
}
