// From samples to a word about the microphone. Candidates see the word, never decibels.

const floorDecibels = -100;

/** Root mean square of samples in decibels relative to full scale, −100…0. */
export function levelDecibels(samples) {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  if (samples.length === 0 || sum === 0) return floorDecibels;
  return Math.max(floorDecibels, 10 * Math.log10(sum / samples.length));
}

/** Height of a meter for a level: 0 at −60 dB and below, 1 at −12 dB and above. */
export function meterHeight(decibels) {
  return Math.max(0, Math.min(1, (decibels + 60) / 48));
}

/**
 * Judges the loudest of the last three seconds: the word must not flicker between syllables.
 * Verdicts: `muted`, `silent`, `quiet`, `good`, `loud`.
 */
export class LevelJudge {
  /** @param {number} windows how many levels are remembered; 30 of 100 ms are three seconds */
  constructor(windows = 30) {
    this.windows = windows;
    this.recent = [];
  }

  /** Takes a level and says the verdict. */
  judge(decibels, muted = false) {
    this.recent.push(decibels);
    if (this.recent.length > this.windows) this.recent.shift();
    if (muted) return 'muted';
    const loudest = Math.max(...this.recent);
    if (loudest < -62) return 'silent';
    if (loudest < -42) return 'quiet';
    return loudest > -5 ? 'loud' : 'good';
  }
}
