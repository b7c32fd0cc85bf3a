// Finding words in a transcript, across the borders of words and without regard to case, accents
// and punctuation. Pure.

/** A word as it is compared. */
export function plain(text) {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[’']/g, "'").replace(
    /[^\p{L}\p{N}' ]/gu,
    '',
  ).trim();
}

function wordsOf(line) {
  return line.words.length > 0
    ? line.words.map((word) => word.text)
    : line.text.split(/\s+/).filter(Boolean);
}

/**
 * All places where the query's words stand one after another; the last one may be a beginning.
 *
 * @returns {{lineNumber: number, from: number, to: number, time: number}[]} `from`…`to` are word
 *   numbers, `to` included
 */
export function search(lines, query) {
  const wanted = plain(query).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const matches = (
    word,
    index,
  ) => (index === wanted.length - 1 ? word.startsWith(wanted[index]) : word === wanted[index]);
  return lines.flatMap((line, lineNumber) => {
    const words = wordsOf(line).map(plain);
    const hits = [];
    for (let from = 0; from + wanted.length <= words.length; from += 1) {
      if (wanted.every((_, index) => matches(words[from + index], index))) {
        hits.push({
          lineNumber,
          from,
          to: from + wanted.length - 1,
          time: line.words[from]?.start_ms ?? line.start,
        });
      }
    }
    return hits;
  });
}
