/**
 * Reads one draft, as the contract has it, from a place that was recognised.
 *
 * @import { Draft } from "../contract.js"
 * @import { Place, Surface } from "./surfaces.js"
 */
import { readLimit, readText } from "./fields.js";
import { readRelationship } from "./relationship.js";

/**
 * @param {Place} place
 * @param {Surface} surface
 * @param {string | null} name
 * @returns {Draft}
 */
export function readDraft({ root, field }, surface, name) {
  return {
    kind: surface.kind,
    text: field ? readText(field) : "",
    recipient: name ? { name } : null,
    relationship: surface.kind === "invitation" ? null : (readRelationship(root) ?? null),
    limit: field ? readLimit(root, field) : null,
  };
}
