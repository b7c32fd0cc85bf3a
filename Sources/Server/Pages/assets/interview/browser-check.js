// What this browser can do for a spoken interview, tried and not guessed.

import { opusWorks } from '../audio/opus-trial.js';

/**
 * `secure`: microphones are allowed at this address; `sound`: worklets exist; `codec`: what audio
 * will travel as. Without sound the interview can still be held in writing.
 */
export async function checkBrowser() {
  const secure = globalThis.isSecureContext === true &&
    Boolean(navigator.mediaDevices?.getUserMedia);
  const sound = 'AudioContext' in globalThis && 'AudioWorkletNode' in globalThis &&
    'audioWorklet' in AudioContext.prototype;
  const codec = sound && (await opusWorks()) ? 'opus' : 'pcm16';
  return { secure, sound, codec, voice: secure && sound };
}
