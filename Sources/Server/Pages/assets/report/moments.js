// At most two things that worked and two to try, each tied to a moment that can be heard again.
// They are read off the report by fixed rules; nothing here judges a person.

const noticeablePauseSeconds = 3;
const mostOfEach = 2;

function counted(answer) {
  const { heard = [], missing = [] } = answer.evidence ?? {};
  return { heard: heard.length, of: heard.length + missing.length };
}

/** The answers that can be spoken about: those to core questions with something said. */
function answered(report) {
  return report.answers.filter((answer) => answer.kind === 'core' && answer.reason !== 'silence');
}

/** What worked: all expected points said, or the expected length. */
export function strengths(report) {
  const complete = answered(report)
    .filter((answer) => counted(answer).of > 0 && counted(answer).heard === counted(answer).of)
    .map((answer) => ({ kind: 'complete', answer }));
  const inTime = answered(report)
    .filter((answer) => answer.length_verdict === 'within' && !complete.some((moment) => moment.answer === answer))
    .map((answer) => ({ kind: 'within', answer }));
  return [...complete, ...inTime].slice(0, mostOfEach);
}

/** What to try: the answer with the most points unsaid, one too short or long, the longest pause. */
export function suggestions(report) {
  const moments = [];
  const gaps = answered(report).filter((answer) => counted(answer).heard < counted(answer).of);
  gaps.sort((a, b) => b.evidence.missing.length - a.evidence.missing.length);
  if (gaps[0]) moments.push({ kind: 'missing', answer: gaps[0] });
  const offLength = answered(report).filter((answer) => answer.length_verdict === 'short' || answer.length_verdict === 'long');
  const length = offLength.find((answer) => answer !== gaps[0]) ?? offLength[0];
  if (length) moments.push({ kind: length.length_verdict, answer: length });
  const pauses = answered(report).filter((answer) => (answer.delivery?.longest_silent_pause_s ?? 0) >= noticeablePauseSeconds);
  pauses.sort((a, b) => b.delivery.longest_silent_pause_s - a.delivery.longest_silent_pause_s);
  if (pauses[0]) moments.push({ kind: 'pause', answer: pauses[0] });
  return moments.slice(0, mostOfEach);
}

/** Counts for the overview. */
export function totals(report) {
  const answers = report.answers.filter((answer) => answer.reason !== 'silence');
  const points = report.answers.map(counted);
  const judged = report.answers.filter((answer) => answer.length_verdict);
  return {
    answers: answers.length,
    heard: points.reduce((sum, { heard }) => sum + heard, 0),
    points: points.reduce((sum, { of }) => sum + of, 0),
    within: judged.filter((answer) => answer.length_verdict === 'within').length,
    judged: judged.length,
  };
}
