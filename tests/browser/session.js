// A short session to play, and its parts.

export const ready = { kind: "ready", seconds: 5, hint: "Lie down. Next: Bridge.", side: null, says: [] };
export const rest = { kind: "rest", seconds: 4, side: null, says: [] };
export const work = (more) => ({
  kind: "work",
  seconds: 12,
  reps: 3,
  seconds_per_rep: 4,
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
  easier: null,
  ...more,
});
export const plan = () => [
  item("bridge", [ready, work(), rest, work()], {
    easier: { label: "Half", why: "smaller", item: item("half", [ready, work({ seconds: 8, reps: 2 })]) },
  }),
  item("plank", sides),
  item("march", [ready, work({ count: "time", seconds: 20, reps: 1, seconds_per_rep: 20 })]),
];
