import { describe, expect, test } from 'vitest';
import { tiers } from '../../../functions/domain/participant.ts';
import { type Referral, resourcesOf } from '../../../functions/domain/referral.ts';
import { isForReferrer } from '../../../functions/domain/said/correspondence.ts';
import type { Door } from '../../../mappings/door.ts';
import { doors } from '../../../mappings/doors.ts';
import { leavingBy } from '../../../mappings/leaving.ts';
import { invitationsOf, invitationView } from '../../../mappings/partner/invitation.ts';
import { sessionOf } from '../../../mappings/partner/session.ts';
import { webhookEvent } from '../../../mappings/partner/webhook-event.ts';
import { reminder } from '../../../mappings/reminder.ts';
import { messageToWhoReferred, showToWhoReferred } from '../../../mappings/to-referrer.ts';
import { always } from '../domain/walked.ts';
import { pathsIn, poisonedState, sourcesIn } from './poisoned.ts';

const groups = ['walking-group', 'mens-shed'];
const all: readonly (readonly [string, Door])[] = Object.entries<Door>(doors);
const pathsOf = (door: Door): string[] => leavingBy(door).flatMap(({ paths }) => paths);

/** Of whom the words are that a partner may read, as the table of data flows says. */
const allowed = (tier: (typeof tiers)[number], group: string): RegExp[] => [
  ...[/^Appointment\/a\d+\.participant\.actor\.display$/, /^Appointment\/a\d+\.identifier\.value$/],
  new RegExp(`^Task/t\\d+\\.note\\[Organization/${group}\\]\\.text$`),
  ...(tier === 'name-only'
    ? []
    : [
        /^Patient\/p1\.telecom\.value$/,
        /^Patient\/p1\.extension\[safe-contact\]\.extension\[(times|through)\]\.valueString$/,
      ]),
  ...(tier === 'purpose' || tier === 'full' ? [/^Task\/t\d+\.input\.valueString$/] : []),
];

const others = (sources: readonly string[], may: readonly RegExp[]): string[] =>
  sources.filter((source) => !may.some((form) => form.test(source)));

test.each(all)('%s: each field is named once, with its purpose in words', (_, door) => {
  const leaving = leavingBy(door);
  expect(leaving.length).toBeGreaterThan(0);
  for (const { why } of leaving) expect(why).toMatch(/^[a-z“].{4,}/);
  expect(pathsOf(door).toSorted()).toEqual([...new Set(pathsOf(door))].toSorted());
});

describe('in every state that can be reached, with words of somebody in every string and fields that nobody knows', () => {
  const views = (state: Referral) =>
    groups.flatMap((group) =>
      invitationsOf(state, group).flatMap((onward) =>
        tiers.map((tier) => ({
          ...{ group, tier },
          view: invitationView({ referral: state, onward, tier, now: state.at }),
        })),
      ),
    );

  test('a partner reads the words that its tier names, and none of the referral or of the service’s record', () => {
    const seen = new Set<string>();
    always(({ after }) => {
      for (const { group, tier, view } of views(poisonedState(after))) {
        expect(others(sourcesIn(view), allowed(tier, group))).toEqual([]);
        for (const source of sourcesIn(view)) seen.add(source.replace(/\d+/g, ''));
      }
    });
    // Otherwise the fixture would have nothing to lose.
    expect([...seen].filter((source) => /telecom|input|note/.test(source)).length).toBeGreaterThan(3);
  });

  test('an invitation and a session hold no field that their tables do not name', () => {
    always(({ after }) => {
      for (const { view } of views(poisonedState(after))) {
        expect(pathsIn(view).filter((path) => !pathsOf(doors.invitation).some((p) => isAt(p, path)))).toEqual([]);
        const { person } = view;
        for (const meeting of person ? view.meetings : []) {
          const session = person && sessionOf({ invitation: view, person, meeting });
          expect(pathsIn(session).filter((path) => !pathsOf(doors.session).some((p) => isAt(p, path)))).toEqual([]);
        }
      }
    });
  });

  test('a webhook and a reminder say nothing in anybody’s words', () => {
    always(({ after }) => {
      const state = poisonedState(after);
      const telling = { told: undefined, now: state.at, publicUrl: 'https://hub.example' };
      for (const organisation of groups) {
        const event = webhookEvent({ asOf: state, newest: state }, { ...telling, organisation });
        expect(sourcesIn(event)).toEqual([]);
        if (event) expect(others(pathsIn(event), pathsOf(doors.webhook).map(exactly))).toEqual([]);
      }
      for (const message of state.communications) expect(sourcesIn(reminder(message, state))).toEqual([]);
    });
  });

  test('whoever referred reads its own words and those that were written to it; of groups, meetings and talks none', () => {
    const own = [/^Patient\/p1\./, /^ServiceRequest\/s\d+\./, /^Task\/t\d+\.(?!output)/, /^Communication\/m\d+\./];
    always(({ after }) => {
      const state = poisonedState(after);
      const onwards = state.onward.flatMap(({ task, request, meetings }) => [task, request, ...meetings]);
      const hidden = [...onwards, ...state.consents, ...state.others].map(
        (r) => `${r.resourceType}/${r.id?.split('.')[1]}.`,
      );
      const shown = resourcesOf(state).map((resource) => showToWhoReferred(resource, state));
      expect(others(sourcesIn(shown), own)).toEqual([]);
      expect(sourcesIn(shown).filter((source) => hidden.some((name) => source.startsWith(name)))).toEqual([]);
    });
  });

  test('a message says what it names, also where the status only may be heard', () => {
    const toFile = [/^Patient\/p1\.identifier\.value$/, /^ServiceRequest\/s1\.identifier\.value$/];
    const words = [
      /^Communication\/m\d+\.payload\.contentString$/,
      /^Communication\/m\d+\.(language|identifier\.value)$/,
    ];
    let told = 0;
    always(({ after }) => {
      const state = poisonedState(after);
      for (const message of state.communications.filter((c) => isForReferrer(c, state))) {
        const whole = messageToWhoReferred(message, state, { mayHear: 'outcome' });
        expect(others(sourcesIn(whole), [...toFile, ...words])).toEqual([]);
        expect(others(sourcesIn(messageToWhoReferred(message, state, { mayHear: 'status' })), toFile)).toEqual([]);
        expect(pathsIn(whole).filter((path) => path.includes('fromTheFuture'))).toEqual([]);
        told += 1;
      }
    });
    expect(told).toBeGreaterThan(20);
  });
});

const isAt = (named: string, path: string): boolean =>
  path === named || path === named.slice(0, named.lastIndexOf('.'));
const exactly = (path: string): RegExp => new RegExp(`^${path.replaceAll('.', '\\.')}$`);
