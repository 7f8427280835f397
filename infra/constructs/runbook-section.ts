interface Section {
  /** A heading of infra/decisions/runbook.md. */
  readonly heading: string;
  /** What whoever is woken runs first. `logs` is defined at the top of the runbook. */
  readonly first: string;
}

const waiting = 'npm run -s redrive';
const verify = 'npm run -s audit -- verify';
const fails = { heading: 'A function fails', first: 'logs <function>' };
const unread = { heading: 'A concern that nobody reads', first: 'logs safeguarding 1h concern-failed' };
const notShown = { heading: 'A change is not shown', first: 'npm run -s referral -- all rebuild' };
const stopped = 'aws scheduler list-schedules --name-prefix Handover';
const firewall = 'aws logs describe-log-groups --log-group-name-prefix aws-waf-logs-handover';

/** By the end of an alarm's name, the section that says what to do. The first that fits. */
const sections: readonly (readonly [end: RegExp, section: Section])[] = [
  [/UndeliverableFilled$/, { heading: 'Dead letters: undeliverable', first: waiting }],
  [/UnroutedFilled$/, { heading: 'Dead letters: unrouted', first: waiting }],
  [/MailUnheardFilled$/, { heading: 'Dead letters: unheard', first: waiting }],
  [/UndecipherableFilled$/, { heading: 'Dead letters: undecipherable', first: waiting }],
  [/UnprojectableFilled$/, { heading: 'Dead letters: unprojectable', first: waiting }],
  [/Unprojected(Stuck|Slow)$/, notShown],
  [/^Chase(Stuck|Silent)$/, { heading: 'People wait and nobody acts', first: 'npm run -s referral -- overdue' }],
  [/^Safeguarding(Stranded|Untold)$/, unread],
  [/^Safeguarding(Stopped|ResultsSlow)$/, unread],
  [/UnheardFilled$/, unread],
  [/^Synthetic/, { heading: 'A referral of nobody does not go round', first: 'logs synthetic' }],
  [/^DirectoryImportUnread$/, { heading: 'A directory cannot be read', first: 'npm run -s directory -- list' }],
  [/MissedFilled$/, { heading: 'Dead letters: missed', first: waiting }],
  [/(Failing|Answering500)$/, fails],
  [/Stopped$/, { heading: 'A heart has stopped', first: stopped }],
  [/Gap$/, { heading: 'A version is missing', first: verify }],
  [/Unrecorded$/, { heading: 'Nobody could say who saw it', first: verify }],
  [/Drift$/, notShown],
  [/(Behind|Slow)$/, { heading: 'Everything is late', first: waiting }],
  [/Broken$/, fails],
  [/Blocked$/, { heading: 'The firewall refuses somebody', first: firewall }],
  [/Strange$/, { heading: 'A strange message in the mailbox', first: 'logs deliver 3h mailbox-strange' }],
  [
    /(GivenUp|EndpointGone|Undelivered)$/,
    { heading: 'An organisation cannot be reached', first: 'npm run -s referral -- overdue --only undelivered' },
  ],
];

/** @throws for an alarm that no section is for: whoever is woken by it would not know what to do */
export const runbookSection = (alarm: string): Section => {
  const [, section] = sections.find(([end]) => end.test(alarm)) ?? [];
  if (!section) throw new Error(`No section of infra/decisions/runbook.md is for the alarm ${alarm}`);
  return section;
};
