import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  alignWords,
  chapterAt,
  lastAt,
  linesOf,
  nextStart,
  previousStart,
  WordIndex,
} from '../../../Sources/Server/Pages/assets/replay/timeline.js';
import { search } from '../../../Sources/Server/Pages/assets/replay/search.js';
import { columnsOf } from '../../../Sources/Server/Pages/assets/replay/waveform.js';

const word = (text, start_ms, end_ms) => ({ text, start_ms, end_ms });
const journal = [
  {
    type: 'utterance.finished',
    utterance: 0,
    heard_text: 'How are you',
    truncated: false,
    start_ms: 0,
    end_ms: 900,
    words: [word('How', 0, 200), word('are', 200, 400), word('you', 500, 900)],
  },
  {
    type: 'transcript.final',
    turn: 0,
    text: 'Très bien merci',
    words: [word('Très', 1_500, 1_700), word('bien', 1_700, 2_000), word('merci', 2_400, 2_800)],
  },
  {
    type: 'turn.committed',
    turn: 0,
    question_id: 'q',
    reason: 'endpoint',
    start_ms: 1_450,
    end_ms: 2_850,
  },
  {
    type: 'utterance.finished',
    utterance: 1,
    heard_text: 'And',
    truncated: true,
    start_ms: 2_600,
    end_ms: 3_000,
    words: [word('And', 2_600, 3_000)],
  },
  {
    type: 'turn.committed',
    turn: 1,
    question_id: 'q',
    reason: 'endpoint',
    start_ms: 4_000,
    end_ms: 6_000,
  },
  {
    type: 'turn.committed',
    turn: 2,
    question_id: 'q',
    reason: 'silence',
    start_ms: 8_000,
    end_ms: 8_000,
  },
  { type: 'transcript.final', turn: 3, text: 'typed words', words: [] },
  {
    type: 'turn.committed',
    turn: 3,
    question_id: 'q',
    reason: 'text',
    start_ms: 9_000,
    end_ms: 9_000,
  },
].map((event, sequence) => ({ sequence, at: 0, wall: 0, event }));
const lines = linesOf(journal);

test('lines stand in the order of time and say who spoke', () => {
  assert.deepEqual(lines.map((line) => [line.party, line.start, line.end]), [
    ['interviewer', 0, 900],
    ['candidate', 1_450, 2_850],
    ['interviewer', 2_600, 3_000],
    ['candidate', 4_000, 6_000],
    ['candidate', 8_000, 8_000],
    ['candidate', 9_000, 9_000],
  ]);
});

test('a turn without words says why', () => {
  assert.deepEqual(lines.map((line) => line.note), [
    null,
    null,
    null,
    'not_transcribed',
    'no_answer',
    null,
  ]);
  assert.ok(lines[5].typed);
  assert.ok(lines[2].cut);
});

test('the word at a time is found, for both parties at once, and none in a pause', () => {
  const index = new WordIndex(lines);
  assert.deepEqual(index.wordsAt(250), [{ lineNumber: 0, wordNumber: 1 }]);
  assert.deepEqual(index.wordsAt(450), []);
  assert.deepEqual(index.wordsAt(2_650), [{ lineNumber: 1, wordNumber: 2 }, {
    lineNumber: 2,
    wordNumber: 0,
  }]);
  assert.deepEqual(index.wordsAt(99_000), []);
});

test('the quick look-up finds what a slow one finds', () => {
  for (let round = 0; round < 100; round += 1) {
    const starts = Array.from({ length: round % 12 }, () => Math.floor(Math.random() * 50)).sort((
      a,
      b,
    ) => a - b);
    const time = Math.floor(Math.random() * 60) - 5;
    assert.equal(lastAt(starts, time), starts.filter((start) => start <= time).length - 1);
  }
});

test('the line at a time is the last that began', () => {
  const index = new WordIndex(lines);
  assert.equal(index.lineAt(-1), -1);
  assert.equal(index.lineAt(1_000), 0);
  assert.equal(index.lineAt(7_000), 3);
});

const questions = [{ start_ms: 1_000 }, { start_ms: 20_000 }, { start_ms: 40_000 }];

test('previous goes to the start of the question, and from there to the one before', () => {
  assert.equal(previousStart(questions, 30_000), 20_000);
  assert.equal(previousStart(questions, 21_000), 1_000);
  assert.equal(previousStart(questions, 1_500), 0);
  assert.equal(previousStart([], 5_000), 0);
});

test('next goes to the next question and stops at the last', () => {
  assert.equal(nextStart(questions, 0), 1_000);
  assert.equal(nextStart(questions, 20_000), 40_000);
  assert.equal(nextStart(questions, 50_000), null);
  assert.equal(chapterAt(questions, 500), -1);
});

test('a search ignores case, accents and punctuation, and finds beginnings', () => {
  assert.deepEqual(search(lines, 'TRES bien'), [{ lineNumber: 1, from: 0, to: 1, time: 1_500 }]);
  assert.deepEqual(search(lines, 'mer').map((hit) => hit.time), [2_400]);
  assert.deepEqual(search(lines, 'bien tres'), []);
  assert.deepEqual(search(lines, '  '), []);
  assert.equal(search(lines, 'words')[0].time, 9_000);
});

test('columns keep the loudest peak and stretch a short recording', () => {
  assert.deepEqual(columnsOf([10, 50, 0, 100], 2), [0.5, 1]);
  assert.deepEqual(columnsOf([100], 3), [1, 1, 1]);
  assert.deepEqual(columnsOf([], 2), [0, 0]);
});

test('a word without a time of its own gets what is between its neighbours', () => {
  const timed = [
    word('Hello', 0, 300),
    word('I', 320, 400),
    word('Ms', 600, 700),
    word('Novak', 700, 1_000),
  ];
  assert.deepEqual(
    alignWords('Hello, I am Ms Novak.', timed).map((
      { text, start_ms, end_ms },
    ) => [text, start_ms, end_ms]),
    [
      ['Hello,', 0, 300],
      ['I', 320, 400],
      ['am', 400, 600],
      ['Ms', 600, 700],
      ['Novak.', 700, 1_000],
    ],
  );
});

test('words at the ends without times stay inside the line', () => {
  const aligned = alignWords('Well then there', [word('then', 100, 200), word('there', 200, 300)]);
  assert.deepEqual(aligned.map(({ start_ms, end_ms }) => [start_ms, end_ms]), [[100, 100], [
    100,
    200,
  ], [200, 300]]);
});

test('times of quite another text are kept as they are', () => {
  const timed = [word('one', 0, 1), word('two', 1, 2)];
  assert.equal(alignWords('something else', timed), timed);
  assert.deepEqual(alignWords('something', []), []);
});

test('an empty journal has no lines', () => {
  assert.deepEqual(linesOf([]), []);
});
