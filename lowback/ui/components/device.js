// What this device remembers: of sessions, until the diary has it, one note for each player that wrote it.

/** @import { Snapshot } from "./types.d.ts" */

import { attempt } from "./attempt.js";

/** Told to every window of this browser when everything is forgotten: what is still open must not write again. */
export const FORGOTTEN = "lowback.forgotten";
const OURS = "lowback.";
const PREFIX = "lowback.player.";
const ROOM = "lowback.room";
// As much as the note of a long session.
const ENOUGH = 20_000;

/** Writers of players on this page: they send their own. */
export const live = new Set();

// True only when the device really has it.
/** @param {Snapshot} snapshot */
export function remember(snapshot) {
  const [key, text] = [keyOf(snapshot), JSON.stringify(snapshot)];
  attempt(() => localStorage.setItem(key, text));
  return attempt(() => localStorage.getItem(key)) === text;
}

/** @param {{ session: string, writer: string }} snapshot */
export function forget(snapshot) {
  attempt(() => localStorage.removeItem(keyOf(snapshot)));
}

// Everything of ours, switches too. True only when the device really has nothing left of it.
export function forgetAll() {
  for (const key of keys(OURS)) attempt(() => localStorage.removeItem(key));
  const others = attempt(() => new BroadcastChannel(FORGOTTEN));
  others?.postMessage(null);
  others?.close();
  return keys(OURS).length === 0;
}

// Whether it would have room for a session that cannot be sent, as things are now.
export function hasRoom() {
  const text = "x".repeat(ENOUGH);
  attempt(() => localStorage.setItem(ROOM, text));
  const kept = attempt(() => localStorage.getItem(ROOM)) === text;
  attempt(() => localStorage.removeItem(ROOM));
  return kept;
}

/** @param {{ session: string, writer: string }} snapshot @returns what is remembered of this writer now. */
export function recallOne(snapshot) {
  return read(keyOf(snapshot));
}

/** @param {string} [session] @returns {Snapshot[]} what is remembered of this session, or of all. */
export function recall(session) {
  return keys(PREFIX)
    .map(read)
    .filter((found) => found !== null)
    .filter((found) => !session || found.session === session);
}

/** @param {string} key @returns {Snapshot | null} */
function read(key) {
  const found = attempt(() => JSON.parse(localStorage.getItem(key) ?? "null"));
  if (typeof found?.session !== "string" || !Array.isArray(found.log) || !found.log.every(isLine)) return null;
  return found.writer === undefined ? named(found) : found;
}

// One note that is none must not keep the others from being sent.
/** @param {any} line */
function isLine(line) {
  return Number.isInteger(line?.seq);
}

// Notes from before writers had names.
/** @param {Snapshot} old @returns {Snapshot} */
function named({ session, log, at, worked }) {
  const events = log.map((event) => ({ ...event, writer: "" }));
  return { session, writer: "", log: events, heard: { "": events.at(-1)?.seq ?? 0 }, at, worked, on: 0 };
}

/** @param {{ session: string, writer: string }} snapshot */
function keyOf({ session, writer }) {
  return PREFIX + session + (writer && `.${writer}`);
}

/** @param {string} prefix */
function keys(prefix) {
  return (attempt(() => Object.keys(localStorage)) ?? []).filter((key) => key.startsWith(prefix));
}
