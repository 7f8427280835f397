import { expect } from 'vitest';
import { linkClient } from '../../../functions/domain/hub.ts';
import { obligations } from '../../../functions/domain/owed/obligations.ts';
import type { Referral } from '../../../functions/domain/referral.ts';
import { messagesToPerson } from '../../../functions/domain/to-person/messages.ts';
import { meetingAt, move, onwardTo, recorded, said } from './acts.ts';
import { coordinator, day, group, hub, t1, t2 } from './cast.ts';
import { next, opened } from './referrals.ts';

/** `who what t1 date`; everything is due at 17:00 in England, which is UTC in November. */
export const owed = (referral: Referral): string[] =>
  obligations(referral).map(({ who, what, task, due }) => {
    expect(due.slice(10)).toBe('T17:00:00.000Z');
    return `${who} ${what} ${task.split('.')[1]} ${due.slice(5, 10)}`;
  });

export const taken = () => next(opened(), coordinator, move(t1, 'accepted'));
export const spoken = () => next(taken(), coordinator, recorded('conversation'));
export const asked = () => next(spoken(), coordinator, onwardTo('walking-group'));
export const accepted = () => next(asked(), group, move(t2, 'accepted'));
/** The group has no software: somebody there tapped a link. */
export const acceptedByLink = () => next(asked(), { ...group, client: linkClient }, move(t2, 'accepted'));
export const untold = () => next(accepted(), group, meetingAt(day(3)));

/** It is confirmed that every message to the person reached them. */
export const told = (referral: Referral): Referral =>
  messagesToPerson(referral).reduce(
    (state, { message }) =>
      next(state, hub, { kind: 'record-delivery', message: message.id ?? '', outcome: 'infrastructure-ack' }),
    referral,
  );
export const named = () => told(untold());
export const tell = (result: Parameters<typeof said>[0]) => next(named(), group, said(result), day(3, 12));
