// What was heard of each question, counted over its answers.

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
