/**
 * Lets every contender try every input once. What one of them refuses is left out for all, so that
 * all are measured on the same texts.
 *
 * @param {Map<string, (input: string) => unknown>} contenders
 * @param {{name: string, inputs: string[]}[]} corpora
 * @param {(output: unknown) => string} htmlOf
 * @returns {{accepted: {name: string, inputs: string[]}[], refused: Map<string, number>}}
 */
export function leaveOutRefused(contenders, corpora, htmlOf) {
  const refused = new Map();
  const accepted = corpora.map(({ name, inputs }) => ({
    name,
    inputs: inputs.filter((input) => {
      const refusing = [...contenders].filter(([, work]) => refuses(work, input, htmlOf));
      for (const [contender] of refusing) {
        refused.set(contender, (refused.get(contender) ?? 0) + 1);
      }
      return refusing.length === 0;
    }),
  }));
  return { accepted, refused };
}

/** An answer without any text for a post that has some is a refusal too. */
function refuses(work, input, htmlOf) {
  try {
    return /\p{L}/u.test(input) && !/\p{L}/u.test(htmlOf(work(input)).replace(/<[^>]*>/g, ''));
  } catch {
    return true;
  }
}
