// One scenario to choose: what it is, how long it takes, for what purpose it is held.

import { fill, h, icon } from '../page/dom.js';
import { languageName } from '../words/format.js';
import { foreign, t } from '../words/words.js';

/** Whether what is said in a language will be transcribed here. */
export function isTranscribed(tag, recognizerLanguages) {
  const base = (value) => value.toLowerCase().split('-')[0];
  return recognizerLanguages.some((other) => base(other) === base(tag));
}

/** Practice before everything else: it is the purpose with the fewest readers. */
export function purposesInOrder(purposes) {
  const order = ['practice', 'training', 'hiring'];
  return order.filter((purpose) => purposes.includes(purpose));
}

class ScenarioCard extends HTMLElement {
  show(scenario, recognizerLanguages) {
    const lang = foreign(scenario.language);
    const titleID = `scenario-${scenario.id}`;
    const purposes = purposesInOrder(scenario.purposes ?? []);
    fill(
      this,
      h(
        'article',
        { class: 'card scenario', 'aria-labelledby': titleID },
        h('p', { class: 'eyebrow' }, languageName(scenario.language)),
        h('h3', { id: titleID, lang }, scenario.title),
        scenario.summary && h('p', { class: 'summary', lang }, scenario.summary),
        this.facts(scenario),
        this.start(scenario, purposes, titleID),
        !isTranscribed(scenario.language, recognizerLanguages) &&
          h(
            'p',
            { class: 'hint' },
            icon('info'),
            h('span', {}, t('home.untranscribed', { language: languageName(scenario.language) })),
          ),
      ),
    );
  }

  facts(scenario) {
    const fact = (name, value) => h('li', {}, icon(name), h('span', {}, value));
    return h(
      'ul',
      { class: 'facts' },
      fact('clock', t('home.minutes', { count: scenario.minutes })),
      fact('questions', t('home.questions', { count: scenario.questions })),
      scenario.persona && fact('person', t('home.persona', { name: scenario.persona })),
    );
  }

  start(scenario, purposes, titleID) {
    const name = `purpose-${scenario.id}`;
    const options = purposes.map((purpose, index) =>
      h(
        'label',
        { class: 'option' },
        h('input', { type: 'radio', name: 'purpose', value: purpose, checked: index === 0 }),
        h('span', {}, t(`purpose.${purpose}`)),
      )
    );
    return h(
      'form',
      { class: 'scenario-start', action: '/interview', method: 'get' },
      h('input', { type: 'hidden', name: 'scenario', value: scenario.id }),
      purposes.length > 1
        ? h(
          'fieldset',
          { class: 'segments', id: name },
          h('legend', {}, t('home.purpose')),
          options,
        )
        : h(
          'p',
          { class: 'quiet' },
          t('home.only_purpose', { purpose: t(`purpose.${purposes[0] ?? 'practice'}`) }),
          h('input', { type: 'hidden', name: 'purpose', value: purposes[0] ?? 'practice' }),
        ),
      h(
        'button',
        { class: 'button button-primary', type: 'submit', 'aria-describedby': titleID },
        t('home.start'),
        icon('arrow'),
      ),
    );
  }
}

customElements.define('scenario-card', ScenarioCard);
