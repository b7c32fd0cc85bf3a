// The socket and both codecs, away from the page: a page that stalls loses no audio.
//
// The page sends `open`, `send`, `latency`, `close`; it gets `link` (state of the connection),
// `event` (what the server said) and `failure`. Audio never passes through the page.

import { isFinal, resumeWindowMs, retryDelay } from './backoff.js';
import { Downlink } from './downlink.js';
import { SilentPlayout } from './silent-playout.js';
import { Uplink } from './uplink.js';

const subprotocol = 'vivavoce.v1';
const state = {
  url: '',
  start: null,
  socket: null,
  uplink: null,
  downlink: null,
  playback: null,
  resumeToken: null,
  created: false,
  over: false,
  latencyMs: 0,
  lostAt: 0,
  attempt: 0,
  timer: 0,
};

function tell(message) {
  postMessage(message);
}

function send(message) {
  if (state.socket?.readyState === WebSocket.OPEN) state.socket.send(JSON.stringify(message));
}

function sendPosition(utterance, playedMs) {
  send({ type: 'playback.position', utterance, played_ms: Math.max(0, Math.round(playedMs)) });
}

/** What was played is heard only after the output's latency; so the end is reported late. */
function reportPlayout({ type, utterance, playedMs }) {
  if (type !== 'finished') {
    if (type === 'flushed') state.downlink.takeLength(utterance);
    sendPosition(utterance, playedMs - state.latencyMs);
    return;
  }
  const whole = state.downlink.takeLength(utterance);
  setTimeout(() => sendPosition(utterance, whole), state.latencyMs);
}

function connect() {
  const socket = new WebSocket(state.url, subprotocol);
  socket.binaryType = 'arraybuffer';
  state.socket = socket;
  socket.onopen = () => {
    const resume = state.resumeToken ? { resume: state.resumeToken } : {};
    send({ type: 'session.start', ...state.start, ...resume });
  };
  socket.onmessage = ({ data }) => {
    if (typeof data === 'string') receive(data);
    else receiveAudio(data);
  };
  socket.onclose = ({ code, reason }) => {
    if (state.socket === socket) closed(code, reason);
  };
}

function receiveAudio(buffer) {
  try {
    state.downlink.take(buffer);
  } catch {
    tell({ type: 'failure', code: 'undecodable_packet' });
  }
}

function receive(text) {
  let event;
  try {
    event = JSON.parse(text);
  } catch {
    return;
  }
  if (event.type === 'session.created') {
    state.resumeToken = event.resume_token ?? state.resumeToken;
    state.created = true;
    state.attempt = 0;
    state.lostAt = 0;
    state.uplink.open(state.socket);
    tell({ type: 'link', state: 'open' });
  } else if (event.type === 'playback.clear') {
    state.downlink.clear(event.utterance);
    state.playback?.postMessage({ type: 'clear', utterance: event.utterance });
  } else if (event.type === 'session.ended') {
    state.over = true;
    state.uplink.hold();
  }
  tell({ type: 'event', event });
}

function closed(code, reason) {
  state.socket = null;
  state.uplink.hold();
  if (state.over || !state.created || isFinal(code)) {
    tell({ type: 'link', state: 'closed', code, reason });
    return;
  }
  state.lostAt ||= performance.now();
  const lostForMs = performance.now() - state.lostAt;
  const delay = retryDelay(state.attempt, lostForMs);
  if (delay === null) {
    tell({ type: 'link', state: 'closed', code, reason: 'resume_window' });
    return;
  }
  state.attempt += 1;
  tell({ type: 'link', state: 'reconnecting', leftMs: resumeWindowMs - lostForMs });
  state.timer = setTimeout(connect, delay);
}

function open(
  { url, start, codec, capturePort, playbackPort, playbackRate, firstTick, resumeToken },
) {
  Object.assign(state, { url, start, resumeToken });
  state.uplink = new Uplink(codec, () => tell({ type: 'failure', code: 'encoder_failed' }));
  state.downlink = new Downlink(codec, playbackRate, (utterance, samples, last) => {
    state.playback.postMessage({ type: 'audio', utterance, samples, last });
  });
  if (capturePort) {
    capturePort.onmessage = ({ data }) => state.uplink.take(data);
    state.playback = playbackPort;
    playbackPort.onmessage = ({ data }) => reportPlayout(data);
  } else {
    const chunkLength = codec === 'pcm16' ? 320 : 960;
    state.playback = new SilentPlayout({
      playbackRate,
      chunkLength,
      firstTick,
      onChunk: (chunk) => state.uplink.take(chunk),
      onReport: reportPlayout,
    });
  }
  connect();
}

function close() {
  state.over = true;
  clearTimeout(state.timer);
  state.playback?.stop?.();
  state.socket?.close(1000);
}

onmessage = ({ data }) => {
  if (data.type === 'open') open(data);
  if (data.type === 'send') send(data.message);
  if (data.type === 'latency') state.latencyMs = data.ms;
  if (data.type === 'close') close();
};
