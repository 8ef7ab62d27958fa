// All that is sent of a component besides its page: it fetches the module, and tells when that cannot be.
const loaded = import(new URL("$address", document.baseURI).href);

/** @param {unknown} problem */
function told(problem) {
  console.error(problem);
  document.getElementById("not-loaded")?.removeAttribute("hidden");
}

/** @param {unknown} component */
export default function (component) {
  const mounted = loaded.then((module) => module.default(component)).catch(told);
  // Streamlit may take the component away before its module is here.
  return () => mounted.then((leave) => leave?.());
}
