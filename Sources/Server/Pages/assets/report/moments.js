// At most two things that worked and two to try, each tied to a moment that can be heard again.
// They are read off the report by fixed rules; nothing here judges a person.

const noticeablePauseSeconds = 3;
const mostOfEach = 2;

/**
 * What became of each question: its core answer, the points heard in any of its answers, and those
 * that were still missing after the last one. Questions that nobody answered are left out.
 */
export function questionsOf(report) {
  const byID = new Map();
  for (const answer of report.answers) {
    const entry = byID.get(answer.question_id) ??
      { answer, heard: new Set(), missing: null, said: false };
    for (const point of answer.evidence?.heard ?? []) entry.heard.add(point);
    if (answer.evidence) entry.missing = answer.evidence.missing;
    entry.said ||= answer.reason !== 'silence';
    byID.set(answer.question_id, entry);
  }
  return [...byID.values()].map((entry) => {
    const missing = (entry.missing ?? []).filter((point) => !entry.heard.has(point));
    return { ...entry, missing, points: entry.heard.size + missing.length };
  });
}

function answered(report) {
  return questionsOf(report).filter((entry) => entry.said);
}

/** What worked: all expected points said, or the expected length. */
export function strengths(report) {
  const complete = answered(report).filter((entry) =>
    entry.points > 0 && entry.missing.length === 0
  );
  const inTime = answered(report).filter((entry) =>
    entry.answer.length_verdict === 'within' &&
    !complete.some(({ answer }) => answer === entry.answer)
  );
  return [
    ...complete.map(({ answer }) => ({ kind: 'complete', answer })),
    ...inTime.map(({ answer }) => ({ kind: 'within', answer })),
  ].slice(0, mostOfEach);
}

/** What to try: the most points unsaid, an answer too short or long, the longest pause. */
export function suggestions(report) {
  const moments = [];
  const gaps = answered(report).filter((entry) => entry.missing.length > 0);
  gaps.sort((a, b) => b.missing.length - a.missing.length);
  if (gaps[0]) moments.push({ kind: 'missing', answer: gaps[0].answer, missing: gaps[0].missing });
  const offLength = answered(report).map(({ answer }) => answer)
    .filter((answer) => answer.length_verdict === 'short' || answer.length_verdict === 'long');
  const length = offLength.find((answer) => answer !== gaps[0]?.answer) ?? offLength[0];
  if (length) moments.push({ kind: length.length_verdict, answer: length });
  const pauses = report.answers.filter((answer) =>
    (answer.delivery?.longest_silent_pause_s ?? 0) >= noticeablePauseSeconds
  );
  pauses.sort((a, b) => b.delivery.longest_silent_pause_s - a.delivery.longest_silent_pause_s);
  if (pauses[0]) moments.push({ kind: 'pause', answer: pauses[0] });
  return moments.slice(0, mostOfEach);
}

/** Counts for the overview; a point that was said in two answers counts once. */
export function totals(report) {
  const questions = questionsOf(report);
  const judged = report.answers.filter((answer) => answer.length_verdict);
  return {
    answers: report.answers.filter((answer) => answer.reason !== 'silence').length,
    heard: questions.reduce((sum, { heard }) => sum + heard.size, 0),
    points: questions.reduce((sum, { points }) => sum + points, 0),
    within: judged.filter((answer) => answer.length_verdict === 'within').length,
    judged: judged.length,
  };
}
