// A demonstration that loops without sound; a clip that cannot be played leaves its picture.

export default function ({ parentElement, data }) {
  const video = parentElement.querySelector("video");
  const img = parentElement.querySelector("img");
  if (video.dataset.clip === data.clip) return;
  video.dataset.clip = data.clip;
  img.src = data.poster;
  img.alt = data.alt;
  img.hidden = true;
  video.onerror = () => {
    video.hidden = true;
    img.hidden = false;
  };
  video.muted = true;
  video.poster = data.poster;
  video.setAttribute("aria-label", data.alt);
  video.autoplay = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  video.src = data.clip;
  video.hidden = false;
}
