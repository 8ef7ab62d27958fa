// Paper is white: a chart that was drawn for the dark theme is turned round for it (see print.css).

addEventListener("beforeprint", () => {
  const app = document.querySelector(".stApp");
  const dark = app !== null && getComputedStyle(app).colorScheme === "dark";
  document.documentElement.toggleAttribute("data-night", dark);
});
