// What the candidate sees of the conversation, as a fold over the server's events.
//
// Pure: a model and an event in, the next model out.

const longestLog = 200;

/** The model before anything was heard from the server. */
export function newModel() {
  return {
    state: 'connecting',
    sessionID: null,
    accessToken: null,
    disclosure: '',
    createdAt: null,
    question: null,
    lines: [],
    typed: null,
    warning: null,
    error: null,
    ended: null,
    reportReady: false,
  };
}

function replaceLine(lines, matches, change) {
  const at = lines.findLastIndex(matches);
  return at < 0 ? null : lines.map((line, index) => (index === at ? { ...line, ...change } : line));
}

function say(model, line) {
  return { ...model, lines: [...model.lines, line].slice(-longestLog) };
}

/** Changes the candidate's line of a turn, or begins it. */
function candidateSays(model, turn, change) {
  const lines = replaceLine(
    model.lines,
    (line) => line.party === 'candidate' && line.turn === turn,
    change,
  );
  if (lines) return { ...model, lines };
  return say(model, {
    party: 'candidate',
    turn,
    text: null,
    interim: false,
    reason: null,
    ...change,
  });
}

/** Begins a line, or shows more of it. */
function started(model, event) {
  const { utterance, text, continues } = event;
  const said = model.lines.findLast((line) =>
    line.party === 'interviewer' && (line.utterance === utterance || line.utterance === continues)
  );
  if (!said) return say(model, { party: 'interviewer', utterance, text, cut: false });
  const before = said.utterance === utterance ? said.before : said.text;
  const change = { utterance, before, text: joined(before, text), cut: false };
  return { ...model, lines: replaceLine(model.lines, (line) => line === said, change) };
}

/** A line of which the rest was said in an utterance of its own. */
function joined(before, text) {
  return [before, text].filter(Boolean).join(' ');
}

function finished(model, event) {
  if (!event.truncated) return model;
  const said = model.lines.findLast((line) =>
    line.party === 'interviewer' && line.utterance === event.utterance
  );
  if (!said) return model;
  const change = { text: joined(said.before, event.heard_text), cut: true };
  return { ...model, lines: replaceLine(model.lines, (line) => line === said, change) };
}

function committed(model, event) {
  const change = { interim: false, reason: event.reason };
  const known = model.lines.some((line) =>
    line.party === 'candidate' && line.turn === event.turn && line.text !== null
  );
  if (event.reason === 'text' && !known) change.text = model.typed;
  return { ...candidateSays(model, event.turn, change), typed: null };
}

const folds = {
  'session.created': (model, event) => ({
    ...model,
    sessionID: event.session_id,
    accessToken: event.access_token ?? model.accessToken,
    disclosure: event.ai_disclosure ?? model.disclosure,
    error: null,
  }),
  'session.updated': (model, event) => ({ ...model, state: event.state }),
  'question.asked': (model, event) => ({
    ...model,
    warning: null,
    question: {
      id: event.question_id,
      index: event.index,
      of: event.of,
      text: event.text,
      kind: event.kind,
    },
  }),
  'utterance.started': started,
  'utterance.finished': finished,
  'transcript.partial': (model, event) =>
    candidateSays(model, event.turn, { text: event.text, interim: true }),
  'transcript.final': (model, event) =>
    candidateSays(model, event.turn, {
      text: event.text === '' ? null : event.text,
      interim: false,
    }),
  'turn.committed': committed,
  'warning': (model, event) => ({ ...model, warning: event.message }),
  'error': (model, event) => ({
    ...model,
    error: { code: event.code, retryable: event.retryable === true },
  }),
  'report.ready': (model) => ({ ...model, reportReady: true }),
  'session.ended': (model, event) => ({ ...model, state: 'closed', ended: event.reason }),
  // What the page itself knows: words that were typed and are on their way.
  'local.typed': (model, event) => ({ ...model, typed: event.text }),
};

/** The model after an event; an event of an unknown type changes nothing. */
export function reduce(model, event) {
  return Object.hasOwn(folds, event.type) ? folds[event.type](model, event) : model;
}

/** The mark that goes with a state: who has the floor. */
export function floorOf(state) {
  switch (state) {
    case 'listening':
    case 'candidate_speaking':
    case 'pause_pending':
    case 'barge_in_pending':
      return 'candidate';
    case 'greeting':
    case 'interviewer_speaking':
    case 'wrap_up':
      return 'interviewer';
    default:
      return 'nobody';
  }
}
