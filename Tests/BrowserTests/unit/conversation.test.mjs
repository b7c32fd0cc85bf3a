import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isFinal,
  resumeWindowMs,
  retryDelay,
} from '../../../Sources/Server/Pages/assets/connection/backoff.js';
import {
  levelDecibels,
  LevelJudge,
  meterHeight,
} from '../../../Sources/Server/Pages/assets/audio/level.js';
import {
  floorOf,
  newModel,
  reduce,
} from '../../../Sources/Server/Pages/assets/interview/session-model.js';
import { firstTick } from '../../../Sources/Server/Pages/assets/interview/running-session.js';
import { questionsOf, totals } from '../../../Sources/Server/Pages/assets/report/moments.js';
import {
  pointWords,
  secondsInWords,
  shownMeasures,
  wordsPerMinute,
} from '../../../Sources/Server/Pages/assets/report/measures.js';

const fold = (...events) => events.reduce(reduce, newModel());
const lineTexts = (model) => model.lines.map((line) => line.text);

test('more words of an utterance go into its line', () => {
  const model = fold(
    { type: 'utterance.started', utterance: 1, text: 'I see.' },
    { type: 'utterance.started', utterance: 1, text: 'I see. How did it end?' },
    { type: 'utterance.started', utterance: 2, text: 'Goodbye.' },
  );
  assert.deepEqual(lineTexts(model), ['I see. How did it end?', 'Goodbye.']);
});

test('partial words become final ones in the same line', () => {
  const model = fold(
    { type: 'utterance.started', utterance: 0, text: 'Hello' },
    { type: 'transcript.partial', turn: 0, text: 'I wor' },
    { type: 'transcript.partial', turn: 0, text: 'I worked' },
    { type: 'transcript.final', turn: 0, text: 'I worked.', words: [] },
  );
  assert.deepEqual(lineTexts(model), ['Hello', 'I worked.']);
  assert.equal(model.lines[1].interim, false);
});

test('a transcript that comes after the next question stays where the answer was', () => {
  const model = fold(
    { type: 'turn.committed', turn: 0, reason: 'endpoint' },
    { type: 'utterance.started', utterance: 1, text: 'Next' },
    { type: 'transcript.final', turn: 0, text: 'Late', words: [] },
  );
  assert.deepEqual(lineTexts(model), ['Late', 'Next']);
});

test('a turn without a transcript is a line without text', () => {
  const model = fold({ type: 'turn.committed', turn: 0, reason: 'silence' });
  assert.deepEqual(model.lines, [{
    party: 'candidate',
    turn: 0,
    text: null,
    interim: false,
    reason: 'silence',
  }]);
});

test('a typed answer is shown where no transcript comes', () => {
  const model = fold({ type: 'local.typed', text: 'In writing' }, {
    type: 'turn.committed',
    turn: 0,
    reason: 'text',
  });
  assert.deepEqual(lineTexts(model), ['In writing']);
  const transcribed = fold(
    { type: 'local.typed', text: 'In writing' },
    { type: 'transcript.final', turn: 0, text: 'From the server', words: [] },
    { type: 'turn.committed', turn: 0, reason: 'text' },
  );
  assert.deepEqual(lineTexts(transcribed), ['From the server']);
});

test('an interviewer who was cut has said what was heard', () => {
  const model = fold(
    { type: 'utterance.started', utterance: 3, text: 'Tell me about yourself' },
    { type: 'utterance.finished', utterance: 3, heard_text: 'Tell me', truncated: true },
  );
  assert.equal(model.lines[0].text, 'Tell me');
  assert.ok(model.lines[0].cut);
});

test('an interviewer who stopped for a noise goes on in the same line', () => {
  const model = fold(
    { type: 'utterance.started', utterance: 3, text: 'Tell me about yourself' },
    { type: 'utterance.finished', utterance: 3, heard_text: 'Tell me', truncated: true },
    { type: 'utterance.started', utterance: 4, text: 'about', continues: 3 },
    { type: 'utterance.started', utterance: 4, text: 'about yourself', continues: 3 },
  );
  assert.deepEqual(lineTexts(model), ['Tell me about yourself']);
  assert.equal(model.lines[0].cut, false);
  const cutAgain = reduce(model, {
    type: 'utterance.finished',
    utterance: 4,
    heard_text: 'about',
    truncated: true,
  });
  assert.deepEqual(lineTexts(cutAgain), ['Tell me about']);
});

test('an unknown message changes nothing', () => {
  const model = newModel();
  assert.equal(reduce(model, { type: 'future.thing' }), model);
  assert.equal(reduce(model, { type: 'constructor' }), model);
});

test('every state of the engine gives the floor to somebody or nobody', () => {
  assert.equal(floorOf('pause_pending'), 'candidate');
  assert.equal(floorOf('barge_in_pending'), 'candidate');
  assert.equal(floorOf('wrap_up'), 'interviewer');
  assert.equal(floorOf('thinking'), 'nobody');
});

test('retries begin at once, grow, stay below eight seconds and end with the window', () => {
  const delays = Array.from({ length: 12 }, (_, attempt) => retryDelay(attempt, 0, () => 1));
  assert.deepEqual(delays.slice(0, 4), [250, 500, 1_000, 2_000]);
  assert.ok(delays.every((delay) => delay <= 8_000));
  assert.ok(retryDelay(3, 0, () => 0) >= 1_000);
  assert.equal(retryDelay(9, resumeWindowMs - 100, () => 1), 100);
  assert.equal(retryDelay(9, resumeWindowMs, () => 1), null);
});

test('refusals are final, losses are not', () => {
  for (const code of [1000, 1008, 1009, 4001, 4004]) assert.ok(isFinal(code), code);
  for (const code of [1001, 1006, 1011, 1012, 1013]) assert.ok(!isFinal(code), code);
});

test('the word for the level follows the loudest of three seconds', () => {
  const judge = new LevelJudge();
  assert.equal(judge.judge(-90), 'silent');
  assert.equal(judge.judge(-50), 'quiet');
  assert.equal(judge.judge(-20), 'good');
  assert.equal(judge.judge(-90), 'good');
  assert.equal(judge.judge(-90, true), 'muted');
  for (let count = 0; count < 30; count += 1) judge.judge(-90);
  assert.equal(judge.judge(-90), 'silent');
});

test('levels are decibels of full scale and end at −100', () => {
  assert.equal(levelDecibels(new Float32Array(10)), -100);
  assert.equal(levelDecibels(new Float32Array(0)), -100);
  assert.ok(Math.abs(levelDecibels(new Float32Array(10).fill(0.1)) + 20) < 1e-4);
  assert.deepEqual([-100, -60, -36, -12, 0].map(meterHeight), [0, 0, 0.5, 1, 1]);
});

test('the capture clock goes on over a reload, on the grid of packets', () => {
  assert.equal(firstTick(1_000, 1_000), 0);
  assert.equal(firstTick(1_000, 2_000), 48_000);
  assert.equal(firstTick(1_000, 1_033) % 960, 0);
});

let questions = 0;
const answer = (change) => ({
  kind: 'core',
  reason: 'endpoint',
  question_id: `q${(questions += 1)}`,
  question: 'Q',
  start_ms: 0,
  end_ms: 30_000,
  ...change,
});

test('what was heard is counted, and an answer not given is none', () => {
  const report = {
    answers: [
      answer({ evidence: { heard: ['a'], missing: [] }, length_verdict: 'within' }),
      answer({ evidence: { heard: [], missing: ['b', 'c'] }, length_verdict: 'short' }),
      answer({
        evidence: { heard: ['d'], missing: ['e'] },
        length_verdict: 'long',
        delivery: { longest_silent_pause_s: 4 },
      }),
      answer({ reason: 'silence', evidence: { heard: [], missing: ['x', 'y', 'z'] } }),
    ],
  };
  assert.deepEqual(totals(report), { answers: 3, heard: 2, points: 8, within: 1, judged: 3 });
});

test('a point said in a follow-up is not missing from its question, and counts once', () => {
  const report = {
    answers: [
      answer({ question_id: 'a', evidence: { heard: ['x'], missing: ['y', 'z'] } }),
      answer({
        question_id: 'a',
        kind: 'follow_up',
        evidence: { heard: ['x', 'y'], missing: ['z'] },
      }),
      answer({ question_id: 'b', evidence: { heard: [], missing: ['v'] } }),
      answer({ question_id: 'b', kind: 'follow_up', evidence: { heard: ['v'], missing: [] } }),
    ],
  };
  assert.deepEqual(questionsOf(report).map(({ missing, points }) => [missing, points]), [
    [['z'], 3],
    [[], 1],
  ]);
  assert.deepEqual([totals(report).heard, totals(report).points], [3, 4]);
});

test('a measure that is absent is not shown, and nought is', () => {
  const shown = shownMeasures({ silent_pause_count: 0, phonation_time_ratio: 0.8 });
  assert.deepEqual(shown.map(({ name, value }) => [name, value]), [['phonation_ratio', '80%'], [
    'pause_count',
    '0',
  ]]);
  assert.deepEqual(shownMeasures(undefined), []);
});

test('words per minute exist in English only, and not for a word or two', () => {
  const words = 'one two three four five six seven eight nine ten eleven twelve';
  assert.equal(wordsPerMinute('en-GB', words, { answer_length_s: 6 }), 120);
  assert.equal(wordsPerMinute('fr', words, { answer_length_s: 6 }), null);
  assert.equal(wordsPerMinute('en', 'yes', { answer_length_s: 6 }), null);
  assert.equal(wordsPerMinute('en', words, undefined), null);
});

test('lengths and points are written for people', () => {
  assert.deepEqual([0, 48.4, 60, 125].map(secondsInWords), ['0 s', '48 s', '1 min', '2 min 05 s']);
  assert.equal(pointWords('root_cause-found'), 'root cause found');
});
