// Texts for measuring: like what people write, never the same twice, and the same in every run.

const WORDS = `we met at the meetup in Lisbon last week where you spoke about your import pipeline and I asked how long
it took to move the tables out of the old system thank you for the answer and for the notes that followed my team has a
similar problem with billing data from three vendors so your approach to partitioning helped us find the slow step in an
afternoon I would love to hear what you would do differently now that it runs every night professional network great
profile experience leadership results opportunity project release customer contract design review deadline budget`
  .split(/\s+/)
  .map((word) => word.trim());

/** A generator of numbers from 0 to 1 that gives the same ones in every run. @param {number} seed */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Makes texts of exactly `length` UTF-16 code units.
 * @param {number} length
 * @param {number} seed
 * @returns {() => string}
 */
export function texts(length, seed) {
  const next = numbers(seed);
  let serial = 0;
  return () => {
    serial += 1;
    let text = `Hi Amara${serial},`;
    let inSentence = 0;
    while (text.length < length) {
      const word = WORDS[Math.floor(next() * WORDS.length)];
      inSentence += 1;
      const ends = inSentence > 8 && next() < 0.2;
      text += ` ${word}${ends ? "." : ""}`;
      if (ends) inSentence = 0;
    }
    return text.slice(0, length);
  };
}
