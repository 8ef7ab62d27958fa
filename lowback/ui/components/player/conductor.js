// Where the film has to be at each moment of a stage, so that film and count are one clock. Pure: seconds in, seconds out.

/** @import { Pictures, Stage } from "../types.d.ts" */
/** @typedef {{ at: number, rate: number, part: string }} Score */

// A hold and a rest show whole breaths, which follow each other for as long as it lasts, about one in this many seconds.
const BREATH = 4;
const HALF_FRAME = 0.5;

/**
 * The moment of the film in seconds, how fast it goes on from there (0: it stands still), and a name for the part
 * of the repetition, or the breath, that begins there.
 * Null where the film keeps a time of its own: between the work, once it has been seen where to begin, and where nothing is counted.
 * @param {Stage} stage
 * @param {number} elapsed
 * @param {Pick<Pictures, "parts" | "frames_per_second">} film
 * @returns {Score | null}
 */
export function score(stage, elapsed, { parts, frames_per_second }) {
  const { kind, seconds: lasting, cycle = [], reps = 1, seconds_per_rep = 0 } = stage;
  // Where to begin is seen first, how to move after that.
  if (kind === "ready" && elapsed < lasting / 2) {
    return { at: (parts?.[0]?.first ?? 0) / (frames_per_second ?? 1), rate: 0, part: "start" };
  }
  if (kind !== "work" || !cycle.length || !parts?.length) return null;
  const rep = Math.min(reps - 1, Math.max(0, Math.floor(elapsed / seconds_per_rep + 1e-9)));
  const shown = repetition(parts, rep);
  let from = elapsed - rep * seconds_per_rep;
  let beat = 0;
  while (beat < cycle.length - 1 && from >= cycle[beat].seconds - 1e-9) {
    from -= cycle[beat].seconds;
    beat += 1;
  }
  const part = partOf(shown, cycle, beat);
  const begin = (part ?? shown[0]).first / frames_per_second;
  if (!part) return { at: begin, rate: 0, part: `${rep} ${beat}` };
  const { seconds } = cycle[beat];
  const stays = part.kind === "hold" || part.kind === "rest";
  const breaths = stays ? Math.max(1, Math.round(seconds / BREATH)) : 1;
  const breath = Math.min(breaths - 1, Math.floor((Math.max(from, 0) * breaths) / seconds + 1e-9));
  const rate = (part.frames * breaths) / frames_per_second / seconds;
  const gone = Math.max(from, 0) - (breath * seconds) / breaths;
  const last = (part.frames - HALF_FRAME) / frames_per_second;
  return { at: begin + Math.min(gone * rate, last), rate, part: `${rep} ${beat} ${breath}` };
}

/**
 * Seconds until the number on the screen or the part of the film changes, or the stage ends.
 * @param {Stage} stage
 * @param {number} elapsed
 */
export function soonest({ seconds, cycle = [], seconds_per_rep = 0 }, elapsed) {
  const ends = [seconds];
  if (cycle.length && seconds_per_rep) {
    let end = Math.floor(elapsed / seconds_per_rep + 1e-9) * seconds_per_rep;
    for (const beat of cycle) {
      end += beat.seconds;
      ends.push(end);
    }
  } else if (seconds_per_rep) ends.push((Math.floor(elapsed / seconds_per_rep + 1e-9) + 1) * seconds_per_rep);
  return Math.min(...ends.filter((end) => end > elapsed + 1e-9).map((end) => end - elapsed));
}

// The parts of one repetition; a film may show more than one, which then take turns.
/** @param {Pictures["parts"]} parts @param {number} rep */
function repetition(parts, rep) {
  const kinds = parts.map(({ kind }) => kind);
  const size = kinds.findIndex((_, at) => at > 0 && kinds.every((kind, i) => kind === kinds[i % at]));
  const length = size > 0 && parts.length % size === 0 ? size : parts.length;
  const turn = rep % (parts.length / length);
  return parts.slice(turn * length, (turn + 1) * length);
}

// The part of the film for this beat: the next of its kind, in order; none where the film has no such rest.
/** @param {Pictures["parts"]} shown @param {NonNullable<Stage["cycle"]>} cycle @param {number} beat */
function partOf(shown, cycle, beat) {
  let at = -1;
  for (let n = 0; n <= beat; n += 1) {
    const next = shown.findIndex(({ kind }, place) => place > at && kind === cycle[n].kind);
    if (n === beat) return next < 0 ? null : shown[next];
    if (next >= 0) at = next;
  }
  return null;
}
