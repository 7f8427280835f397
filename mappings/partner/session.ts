import type { Invitation, MeetingView, Person, SessionView } from '../../contracts/partner-api/schemas.ts';
import { type Field, fieldsOf } from './field.ts';

/** One meeting of an invitation that is shown already: nothing is let out here that is not let out there. */
interface Expected {
  readonly invitation: Invitation;
  readonly person: Person;
  readonly meeting: MeetingView;
}

const expectedFields = {
  invitation: { why: 'to say of each who came', of: ({ invitation }) => invitation.id },
  reference: { why: 'to speak about it with people', of: ({ invitation }) => invitation.reference },
  status: { why: 'to see what is still to be said', of: ({ meeting }) => meeting.status },
  name: { why: 'to greet the person as they want to be called', words: 'person', of: ({ person }) => person.name },
  initial: {
    ...{ why: 'to tell two people of the same name apart', words: 'person' },
    of: ({ person }) => person.initial,
  },
  needs: { why: 'so that the person can take part', of: ({ person }) => person.needs },
} as const satisfies Record<keyof SessionView['expected'][number], Field<Expected, unknown>>;

export const sessionFields = {
  session: {
    ...{ why: "to find the group's own session", words: 'arrangement' },
    of: ({ meeting }) => meeting.session ?? '',
  },
  start: { why: 'to be there', of: ({ meeting }) => meeting.start },
  end: { why: 'to be there', of: ({ meeting }) => meeting.end },
  place: { why: 'to be there', words: 'arrangement', of: ({ meeting }) => meeting.place },
  expected: {
    ...{ why: 'a register of those who are expected', holds: expectedFields },
    of: (expected) => [fieldsOf(expectedFields, expected)],
  },
} as const satisfies Record<keyof SessionView, Field<Expected, unknown>>;

/** A session with this one person; those of the same session are put together by whoever lists them. */
export const sessionOf = (expected: Expected): SessionView => fieldsOf(sessionFields, expected);
