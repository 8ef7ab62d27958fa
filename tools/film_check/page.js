/* Shows pictures of a clip to the detector, each as if it were the first. */

const canvas = document.createElement("canvas");
const pen = canvas.getContext("2d", { willReadFrequently: true });
let detector, results, video;

/** Get the detector ready; without a graphics card its work is several times faster on the processor. */
async function load() {
  detector = new Pose({ locateFile: (name) => `/detector/${name}` });
  detector.setOptions({ modelComplexity: 1, smoothLandmarks: false, useCpuInference: true });
  detector.onResults((found) => { results = found; });
  await detector.initialize();
}

/** Open a clip; the promise holds its length in seconds. */
async function openClip(address) {
  // A blob can be sought in without a server that knows ranges.
  const clip = await (await fetch(address)).blob();
  video = document.createElement("video");
  video.muted = true;
  const ready = new Promise((done, fail) => {
    video.oncanplaythrough = done;
    video.onerror = () => fail(new Error(video.error.message));
  });
  video.src = URL.createObjectURL(clip);
  await ready;
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  return video.duration;
}

/** The detector's landmarks in the picture at a time, each x and y in pixels and visibility, or null for nobody. */
async function look(seconds) {
  const there = new Promise((done) => { video.onseeked = done; });
  video.currentTime = seconds;
  await there;
  pen.drawImage(video, 0, 0);
  results = null;
  // Without this it would look for the figure near where it was: found once would be found always.
  detector.reset();
  await detector.send({ image: canvas });
  const points = results && results.poseLandmarks;
  return points ? points.map((p) => [p.x * canvas.width, p.y * canvas.height, p.visibility]) : null;
}
