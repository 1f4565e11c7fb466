/**
 * Reads one draft, as the contract has it, from a place that was recognised.
 *
 * @import { Draft, Relationship } from "../contract.js"
 * @import { Details } from "./people.js"
 * @import { Place, Surface } from "./surfaces.js"
 */
import { readLimit, readText } from "./fields.js";
import { detailsIn } from "./people.js";
import { readRelationship } from "./relationship.js";

/**
 * What a dialog said at one of its steps, and does not repeat at the others.
 *
 * @typedef {object} Known
 * @property {string | null} name
 * @property {Details} details
 * @property {Relationship | null} relationship
 * @property {Map<string, Relationship>} seen what its lists said while they were open
 */

/** @returns {Known} */
export function nothingKnown() {
  return { name: null, details: {}, relationship: null, seen: new Map() };
}

/**
 * @param {Place} place
 * @param {Surface} surface
 * @param {Known} known what earlier steps said
 * @returns {Known} the same, with what this step says
 */
export function learn(place, surface, known) {
  const { root, opener } = place;
  const relationship = surface.kind === "invitation" ? null : readRelationship(root, known.seen);
  const person = opener?.person ?? null;
  const name = surface.recipient(place) ?? known.name ?? person?.name ?? null;
  const details = { ...known.details };
  if (name && name === person?.name && person.card?.isConnected) {
    Object.assign(details, detailsIn(person.card, name));
  }
  if (name) {
    Object.assign(details, detailsIn(root, name));
  }
  return {
    name,
    details: name === known.name || known.name === null ? details : {},
    relationship: relationship === undefined ? known.relationship : relationship,
    seen: known.seen,
  };
}

/**
 * @param {Place} place
 * @param {Surface} surface
 * @param {Known} known
 * @returns {Draft}
 */
export function readDraft({ root, field }, { kind }, { name, details, relationship }) {
  return {
    kind,
    text: field ? readText(field) : "",
    recipient: name ? { name, ...details } : null,
    relationship,
    limit: field ? readLimit(root, field) : null,
  };
}
