// The page's side of the media worker: starts it, speaks to it, and turns what it says into calls.

/** One interview's connection. */
export class InterviewLink {
  /**
   * @param {{onEvent: (event: object) => void, onLink: (link: object) => void,
   *   onFailure: (code: string) => void}} handlers
   */
  constructor(handlers) {
    this.worker = new Worker('/assets/connection/media-worker.js', { type: 'module' });
    this.worker.onerror = () => handlers.onFailure('worker_failed');
    this.worker.onmessage = ({ data }) => {
      if (data.type === 'event') handlers.onEvent(data.event);
      if (data.type === 'link') handlers.onLink(data);
      if (data.type === 'failure') handlers.onFailure(data.code);
    };
  }

  /** Connects and starts the session; without a `room` (an `AudioRoom`) it is held in writing. */
  open({ start, codec, room, firstTick, resumeToken }) {
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const url = `${scheme}//${location.host}/ws/interview`;
    const common = { type: 'open', url, start, codec, firstTick, resumeToken };
    if (!room) {
      this.worker.postMessage({ ...common, playbackRate: 24_000 });
      return;
    }
    const { capturePort, playbackPort } = room.takePorts();
    this.worker.postMessage(
      { ...common, capturePort, playbackPort, playbackRate: room.context.sampleRate },
      [capturePort, playbackPort],
    );
    room.onLatency = (ms) => this.worker.postMessage({ type: 'latency', ms });
  }

  /** Sends a JSON message to the server. */
  send(type, fields = {}) {
    this.worker.postMessage({ type: 'send', message: { type, ...fields } });
  }

  /** Closes the connection for good. */
  close() {
    this.worker.postMessage({ type: 'close' });
  }
}
