// Which measures of delivery are shown, in which words and with how many decimals. What was not
// measured is left out: an absent value is never zero.

import { number, percent } from '../words/format.js';
import { language, t } from '../words/words.js';

const seconds = { digits: 1, unit: 's' };

/** Measures in the order of their use to a learner; the first four stand on the overview. */
export const measures = [
  { key: 'articulation_rate_syll_s', name: 'articulation_rate', digits: 1, unit: 'syll_s' },
  { key: 'phonation_time_ratio', name: 'phonation_ratio', share: true },
  { key: 'mean_length_of_run_syll', name: 'run_length', digits: 1, unit: 'syll' },
  { key: 'response_latency_s', name: 'response_latency', ...seconds },
  { key: 'speech_rate_syll_s', name: 'speech_rate', digits: 1, unit: 'syll_s' },
  { key: 'silent_pause_count', name: 'pause_count', digits: 0, unit: null },
  { key: 'silent_pauses_per_min', name: 'pauses_per_minute', digits: 1, unit: 'per_min' },
  { key: 'mean_silent_pause_s', name: 'mean_pause', ...seconds },
  { key: 'longest_silent_pause_s', name: 'longest_pause', ...seconds },
  { key: 'long_silent_pause_count', name: 'long_pauses', digits: 0, unit: null },
  { key: 'pace_sd_syll_s', name: 'pace_change', digits: 1, unit: 'syll_s' },
  { key: 'f0_range_st', name: 'pitch_range', digits: 1, unit: 'semitones' },
  { key: 'f0_sd_st', name: 'pitch_deviation', digits: 1, unit: 'semitones' },
];

/** What was measured and is to be shown, where `chosen` is empty all: `{name, value, unit}`. */
export function shownMeasures(delivery, chosen = []) {
  return measures
    .filter(({ key }) => typeof delivery?.[key] === 'number')
    .filter(({ key }) => chosen.length === 0 || chosen.includes(key))
    .map(({ key, name, digits, unit, share }) => ({
      name,
      value: share ? percent(delivery[key]) : number(delivery[key], digits),
      unit: unit ? t(`unit.${unit}`) : '',
    }));
}

/**
 * Words per minute, for English only: a word is not as long in another language, and syllables are
 * what a report in French counts. Null where there is no transcript or too little of it.
 */
export function wordsPerMinute(sessionLanguage, transcript, delivery) {
  if (sessionLanguage.split('-')[0] !== 'en' || !transcript) return null;
  const words = transcript.split(/\s+/).filter(Boolean).length;
  const length = delivery?.answer_length_s ?? 0;
  return words >= 10 && length >= 5 ? (words * 60) / length : null;
}

/** A number of seconds in words: `48 s`, `2 min 05 s`. */
export function secondsInWords(value) {
  const total = Math.round(value);
  if (total < 60) return `${number(total)} s`;
  const rest = total % 60;
  return rest === 0
    ? `${Math.floor(total / 60)} min`
    : `${Math.floor(total / 60)} min ${String(rest).padStart(2, '0')} s`;
}

/** A scenario's name for a point, as words: `trade_off` → `trade off`. */
export function pointWords(id) {
  return id.replace(/[_-]+/g, ' ').toLocaleLowerCase(language());
}
