import { statusOf } from '../../../domain/coding.ts';
import { ownPageOf } from '../../../domain/own-page/own-page.ts';
import { ok } from '../../../domain/result.ts';
import { textsFor } from '../../words/texts.ts';
import { words } from '../../words/words.ts';
import type { Act } from './act.ts';

const { ownForStaff: says } = words;

/** One click: whoever saw that it does harm need not fill in anything. */
const closeAct: Act = {
  name: 'close-own-page',
  title: () => says.off,
  offers: ({ referral, now }) => (ownPageOf(referral, now).isOn ? [{ about: 't1', says: says.off }] : []),
  fields: () => [],
  actions: () => ok([{ kind: 'own-page', to: 'off' }]),
};

/** After a talk: also a new link, where the old one is in wrong hands and was closed. */
const giveAct: Act = {
  name: 'give-own-page',
  title: () => says.on,
  offers: ({ referral, now }) => {
    const { isOn, isLedTo, mayBe } = ownPageOf(referral, now);
    const isToGive = mayBe && !(isOn && isLedTo) && textsFor(referral.patient) !== undefined;
    return statusOf(referral.task) !== 'draft' && isToGive ? [{ about: 't1', says: says.on }] : [];
  },
  fields: () => [{ name: 'sure', is: 'tick', label: says.sure, needed: true }],
  actions: () => ok([{ kind: 'own-page', to: 'on' }]),
};

export const ownPageActs: readonly Act[] = [closeAct, giveAct];
