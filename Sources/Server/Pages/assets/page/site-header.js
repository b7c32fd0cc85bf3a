// The line at the top of every page: the name, which leads home, and the language.

import { language, languages, onLanguageChange, setLanguage, t } from '../words/words.js';
import { fill, h, icon } from './dom.js';

class SiteHeader extends HTMLElement {
  connectedCallback() {
    this.render();
    onLanguageChange(() => this.render());
  }

  render() {
    const chosen = language();
    const hadFocus = this.contains(document.activeElement);
    const choose = h(
      'select',
      { id: 'language', onchange: (event) => setLanguage(event.target.value) },
      Object.entries(languages).map(([tag, label]) =>
        h('option', { value: tag, lang: tag, selected: tag === chosen }, label)
      ),
    );
    fill(
      this,
      h('a', { class: 'skip', href: '#content' }, t('page.skip')),
      h(
        'a',
        { class: 'brand', href: '/', 'aria-label': t('page.home') },
        icon('mark'),
        h('span', {}, 'Vivavoce'),
      ),
      h(
        'div',
        { class: 'language' },
        h('label', { for: 'language', class: 'visually-hidden' }, t('page.language')),
        icon('globe'),
        choose,
      ),
    );
    if (hadFocus) choose.focus();
  }
}

customElements.define('site-header', SiteHeader);
