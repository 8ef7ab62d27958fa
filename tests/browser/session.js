// A short session to play, and its parts.

export const ready = { kind: "ready", seconds: 5, hint: "Lie down. Next: Bridge.", side: null, says: [] };
export const rest = { kind: "rest", seconds: 4, side: null, says: [] };
export const work = (more) => ({
  kind: "work",
  seconds: 12,
  reps: 3,
  seconds_per_rep: 4,
  cycle: [],
  count: "reps",
  side: null,
  says: [],
  ...more,
});
export const sides = [
  { ...ready, side: "left" },
  work({ side: "left" }),
  { kind: "switch", seconds: 6, side: "right", says: [] },
  work({ side: "right" }),
];
export const item = (exercise, stages, more) => ({
  exercise,
  title: exercise,
  cues: ["a", "b"],
  stages,
  easier: [],
  ...more,
});
export const easier = (exercise) => ({
  label: exercise,
  why: "gentler",
  note: "",
  item: item(exercise, [ready, work({ seconds: 8, reps: 2 })], { position: "Sitting" }),
});
export const plan = () => [
  item("bridge", [ready, work(), rest, work()], { easier: ["half", "press", "bridge"].map(easier) }),
  item("plank", sides),
  item("march", [ready, work({ count: "time", seconds: 20, reps: 1, seconds_per_rep: 20 })]),
];
