import { thisArea } from '../../contracts/areas/this-area.ts';
import { ethnicCategories } from '../../contracts/ethnic-categories.ts';
import {
  beforeAndAfter,
  type Count,
  leastBaselineWeeks,
  ratesOf,
  roundsOf,
} from '../../functions/domain/reports/counts.ts';
import type { ChangeOf, ShownChange } from '../../functions/domain/reports/outcomes.ts';
import { dayTwoOf, type Period, type Shown, type Sums } from '../../functions/domain/reports/report.ts';
import type { Row } from '../../functions/domain/reports/rows.ts';
import { isFew, least } from '../../functions/domain/reports/suppress.ts';
import { onceTables } from '../../functions/domain/reports/tables.ts';
import { type Html, html } from '../../functions/web/html.ts';
import { plotOf } from './report-plots.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** A letter of the NHS says nothing to a council; a CSV has it as it is. */
const inWords = (by: string, row: string): string => (by === 'ethnicity' ? (ethnicCategories[row] ?? row) : row);

const worded = (shown: Shown): Shown =>
  shown.rows === undefined
    ? shown
    : { ...shown, rows: shown.rows.map((one) => ({ ...one, row: inWords(shown.by ?? shown.name, one.row) })) };

const line = ({ row, count, of, share }: Row): Html =>
  count === undefined
    ? html`<tr><th scope="row">${row}</th><td>not shown</td><td></td><td></td><td></td></tr>`
    : html`<tr><th scope="row">${row}</th><td>${count}</td><td>${of}</td><td>${share ? percent(share.share) : ''}</td><td>${share ? `${percent(share.low)} to ${percent(share.high)}` : ''}</td></tr>`;

const units = {
  referral: 'referrals',
  onward: 'requests to groups',
  accompanied: 'first meetings with a companion',
  measure: 'people who answered at the beginning',
  pair: 'people who answered again and knew what it is for',
  went: 'people who went',
  contact: 'contacts',
  connection: 'connections',
  session: 'sessions',
  answered: 'people who answered again and knew what it is for',
  feedback: 'things that people said',
};

const table = (shown: Shown): Html =>
  shown.rows === undefined
    ? html`<h3>${shown.title}</h3><p>Too few to show anything of.</p>`
    : html`<h3>${shown.title}</h3>${plotOf(worded(shown))}<table><caption>${shown.total} ${units[shown.unit]}; the interval is the 95 % one of Wilson</caption><thead><tr><th scope="col">Row</th><th scope="col">Count</th><th scope="col">Of</th><th scope="col">Share</th><th scope="col">Interval</th></tr></thead><tbody>${worded(shown).rows?.map(line)}</tbody></table>`;

/** As in the tables. */
const few = (n: number): string => (isFew(n) ? `fewer than ${least}` : String(n));

const change = (c: ShownChange, row?: string): Html =>
  html`<tr><th scope="row">${c.instrument} ${c.item}${row === undefined ? '' : `: ${row}`}</th><td>${c.people}</td><td>${c.entry.toFixed(2)}</td><td>${c.exit.toFixed(2)}</td><td>${c.change.toFixed(2)}</td><td>${c.low.toFixed(2)} to ${c.high.toFixed(2)}</td></tr>`;

const headOfChanges = html`<thead><tr><th scope="col">Question</th><th scope="col">People</th><th scope="col">At the beginning</th><th scope="col">At the end</th><th scope="col">Change</th><th scope="col">Interval</th></tr></thead>`;

/** A row that is missing is not shown: too few, or one that would give away others. */
const changesByRow = ({ byRow, tables }: Made): Html[] =>
  tables
    .filter(({ unit }) => unit === 'referral')
    .flatMap(({ name, title }) => {
      const own = byRow.filter(({ by }) => by === name);
      return own.length === 0
        ? []
        : [
            html`<h3>How far they have come: ${title}</h3><table><caption>The mean change with its 95 % interval (Student); rows of few are left out</caption>${headOfChanges}<tbody>${own.map((c) => change(c, inWords(name, c.row)))}</tbody></table>`,
          ];
    });

export interface Made {
  readonly sums: Sums;
  readonly tables: readonly Shown[];
  readonly changes: readonly ShownChange[];
  readonly byRow: readonly ChangeOf[];
  readonly counts: readonly Count[];
  /** A day: what practices counted before it is compared with what they counted after. */
  readonly since?: string | undefined;
  /** For who may not learn of which practice something is: its own counts name none, and its patient groups are left out. */
  readonly isWithoutPractices?: boolean;
}

/** What did not go well, as prominent as what did (users.md S90): how it ended, what groups said, who could not come, what was late. */
export const firstPage = ['way', 'declined', 'result', 'meeting', 'reminders'];

/** What came of it, told apart by who they are. */
const isOutcome = ({ unit, name }: Shown): boolean =>
  unit === 'went' || unit === 'answered' || Object.hasOwn(onceTables, name);
/** Who was asked again, and when: without it nobody can judge how far people have come. */
const isOfPairs = ({ unit }: Shown): boolean => unit === 'measure' || unit === 'pair';

const outcomes = (made: Made): Html => {
  const { sums, changes, tables } = made;
  const again = dayTwoOf(sums);
  return html`<h2>How far people have come</h2>
<p>Who answered at the beginning and after twelve weeks, five people at least. Whoever was not told what it is for is left out, and who was asked too early or too late is not: each is counted in a table of its own below. Anxiety: less is better.</p>
<table>${headOfChanges}<tbody>${changes.map((c) => change(c))}</tbody></table>
${tables.filter(isOfPairs).map(table)}
${changesByRow(made)}
${tables.filter(isOutcome).map(table)}
<h3>Who came again</h3>
<p>${again ? `Of those who came on the first of several days ${percent(again.share)} came on the second (${percent(again.low)} to ${percent(again.high)}).` : 'Too few came to several days to show anything of.'}</p>`;
};

/** What it cost others stands beside what came of it (users.md S80). */
const balancing = ({ sums, counts, since, isWithoutPractices }: Made): Html => {
  const people = [...sums.groups.values()].reduce((n, group) => n + group.people, 0);
  const minutes = [...sums.groups.values()].reduce((n, group) => n + group.minutes, 0);
  const found = since === undefined ? undefined : beforeAndAfter(counts, since);
  const averages = found?.averages;
  return html`<h2>What it asked of others</h2>
<p>Groups gave ${isFew(people) ? 'too little to show' : `${minutes} minutes`} of meetings to which somebody came.</p>
<p>${
    averages
      ? `Appointments with a GP, as practices counted them both before and after: ${averages.before.toFixed(1)} a week before ${since}, ${averages.after.toFixed(1)} after it. Other things changed too: it does not say why.`
      : found
        ? `Appointments with a GP are not compared: practices counted ${found.weeksBefore} weeks before ${since}, and ${leastBaselineWeeks} are needed.`
        : 'Of appointments with a GP practices have given no counts, or no day was named.'
  }</p>
${isWithoutPractices ? undefined : rounds(counts)}`;
};

/** Who is heard, and whether it is always the same (users.md S63). */
const rounds = (counts: readonly Count[]): Html | undefined => {
  const all = roundsOf(counts);
  return all.length === 0
    ? undefined
    : html`<h3>Rounds of patient groups</h3><table><thead><tr><th scope="col">Practice and day</th><th scope="col">Took part</th><th scope="col">Had taken part before</th></tr></thead><tbody>${all.map((one) => html`<tr><th scope="row">${one.practice}, ${one.date}</th><td>${few(one.tookPart)}</td><td>${one.again === undefined ? 'not counted, or not shown' : percent(one.again)}</td></tr>`)}</tbody></table>`;
};

const reached = ({ sums, tables, counts, isWithoutPractices }: Made): Html => {
  const all = isFew(sums.referrals) ? undefined : sums.referrals;
  const everybody = { name: 'all', title: 'Referrals', total: sums.referrals, rows: [{ row: 'all', count: all }] };
  const byPractice = (practice: string, table: string) => sums.byPractice.get(practice)?.get(table);
  const rates = [everybody, ...tables.filter(({ unit }) => unit === 'referral')].flatMap(
    ({ name, title, total, rows = [] }) =>
      ratesOf({ name, total, rows }, counts, byPractice).map((rate) => ({
        ...rate,
        title,
        row: inWords(name, rate.row),
      })),
  );
  const countedBy = ({ practice, date, source }: Count): string =>
    isWithoutPractices
      ? `a practice, ${date}: ${source.replaceAll(practice, 'a practice')}`
      : `${practice}, ${date}: ${source}`;
  const sources = [...new Set(counts.map(countedBy))].sort();
  return html`<h2>Of everybody who is registered</h2>
${
  rates.length === 0
    ? html`<p>No practice has given counts of whom it has registered, so nobody can say here who was not reached.</p>`
    : html`<table><caption>Referrals to a thousand people registered</caption><thead><tr><th scope="col">Row</th><th scope="col">Referrals</th><th scope="col">Registered</th><th scope="col">To a thousand</th></tr></thead><tbody>${rates.map((r) => html`<tr><th scope="row">${r.title}: ${r.row}</th><td>${r.count}</td><td>${r.of}</td><td>${r.perThousand.toFixed(1)}</td></tr>`)}</tbody></table><p>Counted by: ${sources.join('; ')}.</p>`
}`;
};

/**
 * A report as one file that a browser opens and prints. Nothing in it is fetched, and its policy says so; the plots have their colours in
 * themselves, which no page of the hub's own policy would allow: this is a file of the operator (ADR 0031).
 */
export const reportPage = (title: string, { from, to }: Period, made: Made): string => {
  const first = made.tables.filter(({ name }) => firstPage.includes(name));
  const rest = made.tables.filter((one) => !firstPage.includes(one.name) && !isOutcome(one) && !isOfPairs(one));
  return html`<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}: ${from} to ${to}</title>
<style>body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}caption{text-align:left;padding:.25rem 0}th,td{text-align:left;border-bottom:1px solid #d8dde0;padding:.25rem .5rem}figure{margin:0;overflow-x:auto}@media print{section{break-after:page}}</style>
</head><body><main>
<h1>${title}: ${from} to ${to}</h1>
<p>${few(made.sums.referrals)} referrals came on these days, and ${few(made.sums.onwards)} requests to groups were made for them. Counts of 1 to 4, and those that would give one away, are not shown.</p>
<section><h2>How it ended, and what did not work</h2>
${first.map(table)}</section>
<section>${outcomes(made)}
${balancing(made)}</section>
<section>${reached(made)}</section>
<h2>Everything that was counted</h2>
${rest.map(table)}
</main></body></html>`.text;
};

export const reportTitle = thisArea.service.display;
