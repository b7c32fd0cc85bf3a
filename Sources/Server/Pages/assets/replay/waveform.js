// Both voices as two lanes over time, drawn from the server's peaks, with the questions' beginnings
// and the hits of a search. The slider over it is what keyboards and screen readers use.

import { fill, h } from '../page/dom.js';
import { clock } from '../words/format.js';
import { t } from '../words/words.js';

/** The largest peak of each of `columns` equal parts, 0…1; shorter input is stretched. */
export function columnsOf(peaks, columns) {
  return Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * peaks.length) / columns);
    const to = Math.max(from + 1, Math.floor(((column + 1) * peaks.length) / columns));
    let largest = 0;
    for (let index = from; index < Math.min(to, peaks.length); index += 1) {
      largest = Math.max(largest, peaks[index]);
    }
    return largest / 100;
  });
}

const barWidth = 2;
const barGap = 1;

class WaveForm extends (globalThis.HTMLElement ?? Object) {
  /** Shows a session: `{peaks, questions, durationMs}`; `onSeek` gets milliseconds. */
  show({ peaks, questions, durationMs, onSeek }) {
    Object.assign(this, { peaks, questions, durationMs, onSeek, time: 0, hits: [] });
    this.canvas = h('canvas', { 'aria-hidden': 'true' });
    this.slider = h('input', {
      type: 'range',
      class: 'wave-slider',
      min: '0',
      max: String(Math.round(durationMs)),
      step: '100',
      value: '0',
      'aria-label': t('replay.position'),
      oninput: () => this.onSeek(Number(this.slider.value)),
    });
    this.tip = h('span', { class: 'wave-tip', hidden: true, 'aria-hidden': 'true' });
    fill(
      this,
      h('span', { class: 'lane-name lane-candidate' }, t('captions.you')),
      h('span', { class: 'lane-name lane-interviewer' }, t('captions.interviewer')),
      h('div', { class: 'wave-field' }, this.canvas, this.slider, this.tip),
    );
    this.slider.addEventListener('keydown', (event) => this.stepped(event));
    this.slider.addEventListener('pointermove', (event) => this.hover(event));
    this.slider.addEventListener('pointerleave', () => {
      this.tip.hidden = true;
    });
    this.observer?.disconnect();
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(this.canvas);
    this.scheme ??= matchMedia('(prefers-color-scheme: dark)');
    this.scheme.onchange = () => this.draw();
    this.seek(0);
  }

  /** Moves the playhead. */
  seek(milliseconds) {
    this.time = milliseconds;
    this.slider.value = String(Math.round(milliseconds));
    this.slider.setAttribute(
      'aria-valuetext',
      t('replay.position_of', { now: clock(milliseconds), whole: clock(this.durationMs) }),
    );
    this.draw();
  }

  /** Marks the hits of a search, in milliseconds. */
  mark(hits) {
    this.hits = hits;
    this.draw();
  }

  /** A tenth of a second, the slider's own step, is of no use to a keyboard. */
  stepped(event) {
    const by = {
      ArrowLeft: -5,
      ArrowDown: -5,
      ArrowRight: 5,
      ArrowUp: 5,
      PageDown: -30,
      PageUp: 30,
    }[event.key];
    if (!by) return;
    event.preventDefault();
    this.onSeek(Math.max(0, Math.min(this.durationMs, this.time + by * 1000)));
  }

  hover(event) {
    const box = this.slider.getBoundingClientRect();
    const share = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
    this.tip.hidden = false;
    this.tip.textContent = clock(share * this.durationMs);
    this.tip.style.setProperty('--x', `${share * 100}%`);
  }

  draw() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (width === 0 || !this.peaks) return;
    const scale = devicePixelRatio || 1;
    if (
      this.canvas.width !== Math.round(width * scale) ||
      this.canvas.height !== Math.round(height * scale)
    ) {
      this.canvas.width = Math.round(width * scale);
      this.canvas.height = Math.round(height * scale);
      this.lanes = null;
    }
    const context = this.canvas.getContext('2d');
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    const colour = (name) => getComputedStyle(this).getPropertyValue(name);
    const columns = Math.floor(width / (barWidth + barGap));
    this.lanes ??= ['candidate', 'interviewer'].map((party) =>
      columnsOf(this.peaks[party] ?? [], columns)
    );
    const played = (this.time / this.durationMs) * width;
    this.lanes.forEach((lane, index) => {
      const strong = colour(index === 0 ? '--wave-candidate' : '--wave-interviewer');
      this.drawLane(context, lane, {
        middle: (height * (2 * index + 1)) / 4,
        half: height / 4 - 6,
        played,
        strong,
        weak: colour('--wave-rest'),
      });
    });
    this.drawMarks(context, {
      width,
      height,
      line: colour('--wave-mark'),
      hit: colour('--wave-hit'),
    });
    context.fillStyle = colour('--wave-head');
    context.fillRect(Math.min(width - 2, Math.max(0, played - 1)), 0, 2, height);
  }

  drawLane(context, lane, { middle, half, played, strong, weak }) {
    lane.forEach((value, column) => {
      const x = column * (barWidth + barGap);
      const size = Math.max(1, value * half);
      context.fillStyle = x < played ? strong : weak;
      context.fillRect(x, middle - size, barWidth, size * 2);
    });
  }

  drawMarks(context, { width, height, line, hit }) {
    context.fillStyle = line;
    for (const question of this.questions) {
      context.fillRect((question.start_ms / this.durationMs) * width, 0, 1, height);
    }
    context.fillStyle = hit;
    for (const time of this.hits) {
      context.fillRect((time / this.durationMs) * width - 1, height / 2 - 4, 3, 8);
    }
  }
}

if (globalThis.customElements) customElements.define('wave-form', WaveForm);
