/** Signing in: asking for a link, and using one. */
import { call } from './api.js';
import { h, icon } from './dom.js';
import { field, form, notice } from './parts.js';
import { exchange } from './session.js';

const REASONS = {
  expired: 'Your session has ended. Please sign in again; what you have begun to write is kept in this tab.',
  left: 'You are signed out.',
  unreachable: 'You are signed out here. The service could not be reached to end the session there; it ends by itself.',
  link: 'This link has been used already or is too old. Ask for a new one, it takes a moment.',
};

function card(title, ...content) {
  return h('section', { class: 'card login' }, h('h1', { tabindex: '-1' }, title), ...content);
}

/** @param {?string} reason a key of {@link REASONS} */
export function loginView({ show, reason = null, address = '' }) {
  const email = h('input', { type: 'email', autocomplete: 'email', required: true, inputmode: 'email', value: address });
  const element = card('Sign in',
    reason && notice(reason === 'left' ? 'good' : 'wait', h('p', {}, REASONS[reason])),
    h('p', {}, 'Enter your e-mail address and we send you a link. No password needed.'),
    form({
      label: 'Send me a link',
      busy: 'Sending…',
      icon: 'mail',
      check: () => (/^[^\s@]+@[^\s@]+$/.test(email.value.trim()) ? [] : [{ field: 'email', message: 'Enter an e-mail address such as name@example.com.' }]),
      send: async () => {
        await call('POST', '/auth/send-magic-link', { body: { email: email.value.trim() }, anonymous: true });
        show(sentView({ show, address: email.value.trim() }));
      },
    }, field('email', 'E-mail address', email)));
  return { element, title: 'Sign in' };
}

function sentView({ show, address }) {
  const element = card('Check your mailbox',
    h('p', {}, 'If ', h('strong', { class: 'wrap-any' }, address), ' belongs to a customer, a link is on its way. It works once and for a limited time.'),
    h('p', { class: 'hint' }, 'Nothing there after a few minutes? Look into the spam folder, or make sure that this is the address you write to us from.'),
    h('div', { class: 'buttons' }, h('button', { type: 'button', class: 'btn', onclick: () => show(loginView({ show, address })) },
      icon('back'), 'Send again or use another address')));
  return { element, title: 'Check your mailbox' };
}

/** Arrived from a mail. Nothing is exchanged before the click: mail scanners and previews load pages too. */
export function linkView({ show, portalId, token, done }) {
  const element = card('Welcome',
    h('p', {}, 'You opened a sign-in link for ', h('strong', { class: 'wrap-any', id: 'link-portal' }, portalId), '.'),
    form({
      label: `Sign in as ${portalId}`,
      busy: 'Signing in…',
      send: async () => {
        try {
          await exchange(portalId, token);
        } catch (error) {
          if (error.passing) throw error; // the link is still good: the button stays
          return void show(loginView({ show, reason: 'link' }));
        }
        done();
      },
    }),
    h('p', { class: 'hint' }, 'Not you? ', h('button', { type: 'button', class: 'link', onclick: () => show(loginView({ show })) },
      'Sign in with another address')));
  return { element, title: 'Sign in' };
}
