// Numbers, times and names of languages, as the page's language writes them.

import { language, region } from './words.js';

/** `2:05`, or `1:02:05` from an hour on. */
export function clock(milliseconds) {
  const total = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value) => String(value).padStart(2, '0');
  const [hours, minutes, seconds] = [
    Math.floor(total / 3600),
    Math.floor(total / 60) % 60,
    total % 60,
  ];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** A number with at most `digits` decimals. */
export function number(value, digits = 0) {
  return new Intl.NumberFormat(region(), {
    maximumFractionDigits: digits,
    minimumFractionDigits: digits,
  }).format(value);
}

/** A share 0…1 in per cent. */
export function percent(value) {
  return new Intl.NumberFormat(region(), { style: 'percent', maximumFractionDigits: 0 }).format(
    value,
  );
}

/** Day and time of an ISO-8601 instant. */
export function day(instant) {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  return new Intl.DateTimeFormat(region(), { dateStyle: 'long', timeStyle: 'short' }).format(date);
}

/** A language's name, capitalised as a label. */
export function languageName(tag) {
  let name = tag;
  try {
    name = new Intl.DisplayNames([language()], { type: 'language' }).of(tag) ?? tag;
  } catch {
    // A tag that is none is shown as it is.
  }
  return name.charAt(0).toLocaleUpperCase(language()) + name.slice(1);
}
