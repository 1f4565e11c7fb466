// What a weekend project would do: 23 regular expressions for canned phrases and unfilled blanks.

const CANNED = [
  /\bI(?:['’]d| would) (?:like|love) to (?:add you|connect|join)/gi,
  /\bmy professional network\b/gi,
  /\bperson (?:I|you) trust\b/gi,
  /\bcame across your profile\b/gi,
  /\b(?:great|impressive|interesting) profile\b/gi,
  /\bexpand(?:ing)? my network\b/gi,
  /\bgrow(?:ing)? my network\b/gi,
  /\blike[- ]minded (?:people|professionals)\b/gi,
  /\bmutual connections?\b/gi,
  /\bexplore (?:synerg(?:y|ies)|opportunities)\b/gi,
  /\bpick your brain\b/gi,
  /\bquick (?:call|chat|question)\b/gi,
  /\bhope (?:this|you)\b[^.!?]{0,40}\bwell\b/gi,
  /\blook(?:ing)? forward to connecting\b/gi,
  /\blet['’]?s connect\b/gi,
  /\bteam player\b/gi,
  /\bhard[- ]?working\b/gi,
  /\bresults[- ](?:driven|oriented)\b/gi,
  /\b(?:highly|strongly) recommend\b/gi,
  /\bpleasure (?:of working|to work)\b/gi,
  /\basset to any\b/gi,
  /\{\{?\s*\w+\s*\}?\}|\[(?:your |first |last )?(?:name|company)\]/gi,
  /\b(?:calendly\.com|bit\.ly)\/\S+/gi,
];

export async function load() {
  return (/** @type {string} */ text) =>
    CANNED.flatMap((pattern) => Array.from(text.matchAll(pattern), ({ index, 0: found }) => [index, found.length]));
}
