import { z } from 'zod';
import { deployedResources } from './deployed-resources.ts';
import { table, withSection } from './section.ts';

/** By the end of an alarm's name, the section of the runbook that says what to do. The first that fits. */
const sections: readonly (readonly [end: RegExp, section: string])[] = [
  [/UndeliverableFilled$/, 'Dead letters: undeliverable'],
  [/UnroutedFilled$/, 'Dead letters: unrouted'],
  [/UndecipherableFilled$/, 'Dead letters: undecipherable'],
  [/UnprojectableFilled$/, 'Dead letters: unprojectable'],
  [/UnprojectedStuck$/, 'A change is not shown'],
  [/^Synthetic/, 'A referral of nobody does not go round'],
  [/MissedFilled$/, 'Dead letters: missed'],
  [/(Failing|Answering500)$/, 'A function fails'],
  [/Stopped$/, 'A heart has stopped'],
  [/Gap$/, 'A version is missing'],
  [/Drift$/, 'A change is not shown'],
  [/(Behind|Slow)$/, 'Everything is late'],
  [/Broken$/, 'A function fails'],
  [/(GivenUp|EndpointGone)$/, 'An organisation cannot be reached'],
];

interface ListedAlarm {
  readonly id: string;
  readonly says: string;
  readonly section: string;
}

/** @throws for an alarm that no section of the runbook is for */
export const listedAlarms = (): readonly ListedAlarm[] =>
  deployedResources()
    .filter(({ type }) => type === 'AWS::CloudWatch::Alarm')
    .map(({ id, properties }) => {
      const name = id.replace(/[0-9A-F]{8}$/, '');
      const [, section] = sections.find(([end]) => end.test(name)) ?? [];
      if (!section) throw new Error(`No section of infra/decisions/runbook.md is for the alarm ${name}`);
      return { id: name, says: z.string().parse(properties.AlarmDescription), section };
    })
    .sort((a, b) => a.id.localeCompare(b.id));

/** As GitHub makes the anchor of a heading. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');

export const withAlarms = (document: string): string =>
  withSection(
    document,
    'alarms',
    table([
      ['alarm', 'who is harmed', 'what to do'],
      ...listedAlarms().map(({ id, says, section }) => [id, says, `[${section}](#${anchorOf(section)})`]),
    ]),
  );
