// A reload must not cost an interview: the tab remembers how to come back while the server waits.

import { resumeWindowMs } from '../connection/backoff.js';
import { ticksPerPacket, ticksPerSecond } from '../audio/wire.js';
import { tabMemory } from '../page/storage.js';

const name = 'running';

/** The interview of this scenario that this tab can go back to, or null. */
export function runningSession(scenario, purpose, now = Date.now()) {
  const kept = tabMemory.get(name);
  const fits = kept && kept.scenario === scenario && kept.purpose === purpose;
  return fits && now - kept.seen < resumeWindowMs ? kept : null;
}

/** Keeps how to come back; called again and again while the interview runs. */
export function keepRunning(session) {
  tabMemory.set(name, { ...session, seen: Date.now() });
}

/** Forgets it: the interview is over. */
export function forgetRunning() {
  tabMemory.set(name, null);
}

/** Where the capture clock begins, so that it runs on over a reload: ticks since `epoch`. */
export function firstTick(epoch, now = Date.now()) {
  const ticks = ((now - epoch) * ticksPerSecond) / 1000;
  return Math.floor(ticks / ticksPerPacket) * ticksPerPacket;
}
