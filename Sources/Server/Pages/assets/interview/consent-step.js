// What the candidate may say about themselves, and what they agree to.

import { h, icon } from '../page/dom.js';
import { t } from '../words/words.js';
import { step } from './preflight-step.js';

/** A name, and more time to think; `form` keeps what is filled in. */
export function aboutStep(form) {
  const name = h('input', {
    type: 'text',
    name: 'name',
    autocomplete: 'name',
    maxlength: '80',
    value: form.name,
    oninput: (event) => Object.assign(form, { name: event.target.value }),
  });
  const patience = h('input', {
    type: 'checkbox',
    name: 'patience',
    checked: form.patience,
    onchange: (event) => Object.assign(form, { patience: event.target.checked }),
  });
  return step(
    { name: 'about', iconName: 'person', state: 'open' },
    h('label', { class: 'field' }, h('span', {}, t('preflight.about.name')), name),
    h(
      'label',
      { class: 'check' },
      patience,
      h(
        'span',
        {},
        t('preflight.about.patience'),
        h('small', {}, t('preflight.about.patience_hint')),
      ),
    ),
  );
}

function part(name, iconName, values) {
  return h(
    'li',
    {},
    icon(iconName),
    h(
      'div',
      {},
      h('strong', {}, t(`consent.${name}.title`, values)),
      h('p', {}, t(`consent.${name}.text`, values)),
    ),
  );
}

/** The notice in its parts, and the box to agree; `isWanting` says that it was forgotten. */
export function consentStep(form, { purpose, retentionDays, voiceHosts, wordHosts, isWanting }) {
  const agreed = h('input', {
    type: 'checkbox',
    name: 'agreed',
    id: 'agreed',
    required: true,
    checked: form.agreed,
    'aria-invalid': isWanting ? 'true' : null,
    'aria-describedby': isWanting ? 'agree-first' : null,
    onchange: (event) => Object.assign(form, { agreed: event.target.checked }),
  });
  return step(
    { name: 'consent', iconName: 'shield', state: 'open' },
    h(
      'ul',
      { class: 'consent' },
      part('machine', 'mark', {}),
      part(`recorded_${purpose}`, 'record', {}),
      voiceHosts.length > 0 && part('voice_elsewhere', 'info', { hosts: voiceHosts.join(', ') }),
      wordHosts.length > 0 && part('words_elsewhere', 'info', { hosts: wordHosts.join(', ') }),
      part('kept', 'clock', { count: retentionDays }),
    ),
    h('label', { class: 'check check-strong' }, agreed, h('span', {}, t('consent.agree'))),
    isWanting &&
      h(
        'p',
        { class: 'field-problem', id: 'agree-first', role: 'alert' },
        icon('alert'),
        t('consent.needed'),
      ),
  );
}
