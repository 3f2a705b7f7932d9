/** The name under which `article.css` knows what was found. */
const name = 'found';
/** Marks beyond these are of no help. */
const mostMarks = 1000;

/**
 * Marks in an issue what the reader looked for when they came from a search (`?q=`). Nothing is
 * changed in the document; browsers without highlights of that kind show it plain.
 *
 * @param search the query string that the reader came with
 */
export function markFound(main: ParentNode, search = location.search): void {
  if (typeof Highlight === 'undefined' || CSS.highlights === undefined) return;
  const words = wordsOf(new URLSearchParams(search).get('q') ?? '');
  const article = main.querySelector('.article, .prose');
  if (words.length === 0 || article === null) {
    CSS.highlights.delete(name);
    return;
  }
  const found = new Highlight();
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && found.size < mostMarks; node = walker.nextNode()) {
    const text = folded(node.nodeValue ?? '');
    for (const word of words) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
        const end = at + word.length;
        if (isInWord(text, at) || isInWord(text, end)) continue;
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, end);
        found.add(range);
      }
    }
  }
  CSS.highlights.set(name, found);
}

/** The words and phrases of a query, without what filters or excludes. */
function wordsOf(query: string): string[] {
  return [...query.matchAll(/(-?)(?:["“]([^"“”]+)["”]|([^\s"“”]+))/g)]
    .filter(([, minus, , word]) => minus === '' && word !== 'OR' && !/^\w+:/.test(word ?? ''))
    .map(([, , phrase, word]) => folded(phrase ?? word ?? '').trim())
    .filter((word) => word !== '');
}

/** Folds case and width, letter by letter, so that places stay what they are. */
function folded(text: string): string {
  return text.replace(/[^\0-@[-`{-\x7f]/gu, (letter) => {
    const plain = letter.normalize('NFKC').toLowerCase();
    return plain.length === letter.length ? plain : letter;
  });
}

/** Whether a word of Latin letters goes on across a place. */
function isInWord(text: string, at: number): boolean {
  return /[a-z]/.test(text[at - 1] ?? '') && /[a-z]/.test(text[at] ?? '');
}
