// All that is sent of a component besides its page: where it begins, and what is told when it cannot.
const loaded = import(new URL("$address", document.baseURI).href);

/** @param {unknown} component */
export default function (component) {
  const mounted = loaded.then(({ mount }) => mount("$module", component)).catch(told);
  // Streamlit may take the component away before its module is here.
  return () => mounted.then((/** @type {any} */ leave) => leave?.());
}

/** @param {unknown} problem */
function told(problem) {
  console.error(problem);
  document.getElementById("not-loaded")?.removeAttribute("hidden");
}
