// From the session's journal to lines and words on one time axis. Pure.

/** A word as two spellings of it are compared. */
function bare(text) {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * All words of a text, with the times of those that have one. A synthesizer gives no time to words
 * that it speaks as part of their neighbour; such a word gets what is between its neighbours.
 */
export function alignWords(text, timed) {
  const tokens = text.split(/\s+/).filter(Boolean);
  const found = [];
  let next = 0;
  for (const token of tokens) {
    const at = timed.findIndex((word, index) =>
      index >= next && index < next + 4 && bare(word.text) === bare(token)
    );
    found.push(at < 0 ? null : timed[at]);
    if (at >= 0) next = at + 1;
  }
  // Texts that differ in more than a few words are not the same text: then the times decide.
  if (timed.length === 0 || found.filter(Boolean).length < timed.length * 0.8) return timed;
  return tokens.map((token, index) => {
    if (found[index]) return { ...found[index], text: token };
    const start = found.slice(0, index).findLast(Boolean)?.end_ms ?? timed[0].start_ms;
    const end = found.slice(index).find(Boolean)?.start_ms ?? timed.at(-1).end_ms;
    return { text: token, start_ms: start, end_ms: Math.max(start, end) };
  });
}

/** A line: who spoke, from when to when (milliseconds of the session), and in which words. */
function interviewerLine(event) {
  return {
    party: 'interviewer',
    start: event.start_ms,
    end: event.end_ms,
    text: event.heard_text,
    words: alignWords(event.heard_text, event.words ?? []),
    cut: event.truncated === true,
    note: null,
  };
}

function candidateLine(turn, committed, transcript) {
  const words = transcript?.words ?? [];
  const start = words[0]?.start_ms ?? committed?.start_ms ?? 0;
  const end = words.at(-1)?.end_ms ?? committed?.end_ms ?? start;
  const text = transcript?.text ?? '';
  const untold = committed?.reason === 'silence' ? 'no_answer' : 'not_transcribed';
  return {
    party: 'candidate',
    turn,
    start: Math.min(start, committed?.start_ms ?? start),
    end: Math.max(end, committed?.end_ms ?? end),
    words,
    text,
    typed: committed?.reason === 'text',
    cut: false,
    note: text === '' ? untold : null,
  };
}

/**
 * The lines of a session in the order of time.
 *
 * @param {object[]} journal lines of `/events`: `{sequence, at, event}`
 */
export function linesOf(journal) {
  const interviewer = [];
  const committed = new Map();
  const transcripts = new Map();
  for (const { event } of journal) {
    if (event.type === 'utterance.finished' && event.heard_text !== '') {
      interviewer.push(interviewerLine(event));
    }
    if (event.type === 'turn.committed') committed.set(event.turn, event);
    if (event.type === 'transcript.final') transcripts.set(event.turn, event);
  }
  const turns = new Set([...committed.keys(), ...transcripts.keys()]);
  const candidate = [...turns].map((turn) =>
    candidateLine(turn, committed.get(turn), transcripts.get(turn))
  );
  return [...interviewer, ...candidate].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The last of sorted `starts` that is not after `time`, or −1. */
export function lastAt(starts, time) {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Finds the words that are being said at a time; both parties may speak at once. */
export class WordIndex {
  /** @param {object[]} lines of `linesOf` */
  constructor(lines) {
    this.parties = ['candidate', 'interviewer'].map((party) => {
      const words = lines
        .flatMap((
          line,
          lineNumber,
        ) => (line.party === party
          ? line.words.map((word, wordNumber) => ({ word, lineNumber, wordNumber }))
          : [])
        )
        .sort((a, b) => a.word.start_ms - b.word.start_ms);
      return { words, starts: words.map(({ word }) => word.start_ms) };
    });
    this.lineStarts = lines.map((line) => line.start);
    this.lines = lines;
  }

  /** `[{lineNumber, wordNumber}]` of the words at `time`. */
  wordsAt(time) {
    return this.parties.flatMap(({ words, starts }) => {
      const found = words[lastAt(starts, time)];
      return found && time < found.word.end_ms
        ? [{ lineNumber: found.lineNumber, wordNumber: found.wordNumber }]
        : [];
    });
  }

  /** Number of the line at `time`: the last that began, or −1 before the first. */
  lineAt(time) {
    return lastAt(this.lineStarts, time);
  }
}

/** The chapter at a time, and its neighbours for *previous* and *next*. */
export function chapterAt(questions, time) {
  return lastAt(questions.map((question) => question.start_ms), time);
}

/** Where *previous question* goes: the start of this one, or of the one before when just begun. */
export function previousStart(questions, time, graceMs = 3_000) {
  const now = chapterAt(questions, time);
  if (now < 0) return 0;
  const begun = time - questions[now].start_ms > graceMs;
  return begun ? questions[now].start_ms : questions[now - 1]?.start_ms ?? 0;
}

/** Where *next question* goes, or null after the last. */
export function nextStart(questions, time) {
  return questions[chapterAt(questions, time) + 1]?.start_ms ?? null;
}
