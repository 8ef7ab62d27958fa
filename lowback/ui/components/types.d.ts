// What comes from Python and goes back to it, and the shapes that more than one module knows.

/** What Streamlit hands to a component, at first and whenever its data has changed. */
export interface Component<Data = unknown> {
  data: Data;
  parentElement: ParentNode & Node;
  setStateValue: (name: string, value: unknown) => void;
  setTriggerValue: (name: string, value: unknown) => void;
}

/** What a component hands back: called once, when it is taken off the page. */
export type Leave = () => void;

/** What a place on the page keeps: see kept.js. */
export interface Thing<Data> {
  update: (component: Component<Data>) => void;
  leave: Leave;
}

/** A clip with its picture, from one side. */
export interface Picture {
  clip: string | null;
  poster: string | null;
  alt: string;
}

/** What a part of a repetition is: into position, hold, back, rest; or a way that is none of these. */
export type PartKind = "in" | "move" | "hold" | "out" | "rest";

/** The pictures of an exercise: `second` is the same movement from another side, with the same parts. */
export interface Pictures extends Picture {
  frames_per_second: number;
  parts: { kind: PartKind; first: number; frames: number }[];
  captions: string | null;
  second: Picture | null;
}

export type Side = "left" | "right" | "first" | "second";

/** One sentence; its recording is found by its id. */
export interface Sentence {
  id: string;
  words: string;
}

/** A part of an exercise with a length, and what is said and shown with it. What is not work has no repetitions. */
export interface Stage {
  kind: "ready" | "work" | "switch" | "rest";
  seconds: number;
  label: string;
  hint: string;
  side: Side | null;
  side_label: string;
  says: Sentence[];
  /** Before getting ready: where to, said only by who comes from elsewhere, and what comes, unless it was said before. */
  fetch?: Sentence[];
  place?: Sentence[];
  /** Getting ready: its seconds without what is explained meanwhile. */
  planned?: number;
  next?: Sentence[];
  count?: "reps" | "time";
  reps?: number;
  seconds_per_rep?: number;
  cycle?: { kind: PartKind; seconds: number }[];
  set_label?: string;
  during?: { at: number; says: Sentence[] }[];
}

/** A stage of work. */
export type Work = Stage &
  Required<Pick<Stage, "count" | "reps" | "seconds_per_rep" | "cycle" | "set_label" | "during">>;

export interface Easier {
  label: string;
  why: string;
  note: string;
  item: Item;
}

/** The last words. */
export interface End {
  title: string;
  text: string;
  says: Sentence[];
}

/** The last words, by how a session ends. */
export interface Ends {
  finished: End;
  choice: End;
  pain: End;
  danger: End;
}

export interface Item extends Pictures {
  exercise: string;
  title: string;
  /** The position by its id; empty in old scripts. */
  posture: string;
  position: string;
  cues: string[];
  breath: string | null;
  how: string[];
  props: string[];
  shows_side: Side | null;
  stages: Stage[];
  easier: Easier[];
}

/** What a person asked for besides what was planned: seconds more to get ready, and seconds of rest. */
export interface Pace {
  more?: number;
  rest?: number;
}

/** What happened earlier in a session: what pain changed, and what was asked for. */
export interface Earlier extends Pace {
  /** Where another exercise was put in an item's place, and which, oldest first. */
  swapped: { item: number; to: string }[];
  /** The items that were stopped for pain. */
  stopped: number[];
}

/** Where in a session a person is. */
export interface Position {
  item: number;
  stage: number;
  elapsed: number;
}

/** Something that happened, as the machine tells it. */
export interface Happening {
  kind: string;
  item?: number;
  exercise?: string;
  seconds?: number;
  why?: string;
  to?: string;
  feel?: string;
}

/** A line of the log; `writer` and `seq` name it. */
export interface LogEvent extends Happening {
  writer: string;
  seq: number;
  at: string;
  zone: string;
}

/** What a device remembers of a session: lines that the diary may lack, and where one player of it was. */
export interface Snapshot {
  session: string;
  writer: string;
  wire?: Wire;
  log: LogEvent[];
  /** By writer, the highest number that was known then. */
  heard: Record<string, number>;
  at?: Position;
  worked?: Record<number, number>;
  /** When, by this device's clock, in milliseconds. */
  on: number;
}

/** Where one session's events go, and the key to it. */
export interface Wire {
  address: string;
  key: string;
}

/** What stands in a form and is not saved: which form, the fields that were changed, and when. */
export interface Draft {
  id: string;
  values: Record<string, unknown>;
  /** By this device's clock, in milliseconds. */
  on: number;
}

/** Why a session ends that nobody ended here. */
export interface Over {
  standing: "finished" | "stopped" | "pain" | "abandoned" | "deleted" | "gone" | "danger";
  end: End;
}

/** What the player is given. */
export interface Session {
  session: string;
  /** What it was made in, which may be another than the page's by now. */
  language: string;
  title: string;
  minutes: number;
  items: Item[];
  ends: Ends;
  sharp: End;
  pain_stops: number;
  voice_on: Sentence;
  /** Seconds to get ready, from position to position; empty in old scripts. */
  moving: Record<string, Record<string, number>>;
  /** What is said besides, by occasion. */
  asides: Record<string, Sentence[]>;
  /** What the diary holds, and by writer up to which number nothing is missing. */
  events: LogEvent[];
  ack: Record<string, number>;
  resume: Position | null;
  over: Over | null;
  /** What cannot be done just now, while the session goes on. */
  problem: string | null;
  /** What is said while another player of this browser has the session. */
  /** After so many seconds in which nothing moved, the check before a session is asked again. */
  stands_seconds: number;
  elsewhere: { title: string; text: string; take: string };
  begin?: boolean;
  prefs?: { sound?: boolean };
  voice: Record<string, string>;
  /** Where events go the quick way; without it they go with Streamlit. */
  wire?: Wire;
}

/** One answer to choose, in a question of any kind. */
export interface Choice {
  id: string;
  label: string;
  hint: string | null;
  call: string | null;
}

/** The button to call for help. */
export interface Call {
  label: string;
  href: string;
  unsure: boolean;
}

/** One question. */
export interface Asked {
  question: string;
  kind: "many" | "one" | "number" | "scale";
  title: string;
  options: Choice[];
  none_label?: string | null;
  not_sure_label?: string | null;
  auto?: boolean;
  answer: Answer | null;
  least: number;
  most: number;
  unit?: string | null;
  anchors: string[];
  heard: unknown;
  error: string | null;
  button: string;
  call: Call | null;
  /** Under which name ticks are kept until they are sent. */
  draft?: string | null;
}

/** What was answered before, by the kind of question. */
export interface Answer {
  ticked?: string[];
  not_sure?: string[];
  choice?: string;
  value?: number | null;
}
