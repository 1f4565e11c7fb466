/**
 * Reads one draft, as the contract has it, from a place that was recognised.
 *
 * @import { Draft, Relationship } from "../contract.js"
 * @import { Place, Surface } from "./surfaces.js"
 */
import { readLimit, readText } from "./fields.js";
import { readRelationship } from "./relationship.js";

/**
 * What a dialog said at one of its steps, and does not repeat at the others.
 *
 * @typedef {object} Known
 * @property {string | null} name
 * @property {Relationship | null} relationship
 */

/**
 * @param {Place} place
 * @param {Surface} surface
 * @param {Known} known what earlier steps said
 * @returns {Known} the same, with what this step says
 */
export function learn(place, surface, known) {
  const relationship = surface.kind === "invitation" ? null : readRelationship(place.root);
  return {
    name: surface.recipient(place) ?? known.name,
    relationship: relationship === undefined ? known.relationship : relationship,
  };
}

/**
 * @param {Place} place
 * @param {Surface} surface
 * @param {Known} known
 * @returns {Draft}
 */
export function readDraft({ root, field }, { kind }, { name, relationship }) {
  return {
    kind,
    text: field ? readText(field) : "",
    recipient: name ? { name } : null,
    relationship,
    limit: field ? readLimit(root, field) : null,
  };
}
