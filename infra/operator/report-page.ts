import { thisArea } from '../../contracts/areas/this-area.ts';
import {
  dayTwoOf,
  type Period,
  type Row,
  type Shown,
  type ShownChange,
  type Sums,
} from '../../functions/domain/reports/report.ts';
import { least } from '../../functions/domain/reports/suppress.ts';
import { type Html, html } from '../../functions/web/html.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const line = ({ row, count, share }: Row): Html =>
  count === undefined
    ? html`<tr><th scope="row">${row}</th><td>not shown</td><td></td><td></td></tr>`
    : html`<tr><th scope="row">${row}</th><td>${String(count)}</td><td>${share ? html`<meter min="0" max="1" value="${share.share.toFixed(4)}"></meter> ${percent(share.share)}` : ''}</td><td>${share ? `${percent(share.low)} to ${percent(share.high)}` : ''}</td></tr>`;

const units = {
  referral: 'referrals',
  onward: 'requests to groups',
  measure: 'people who answered at the beginning',
  went: 'people who went',
};

const table = ({ title, total, unit, rows }: Shown): Html =>
  rows === undefined
    ? html`<h2>${title}</h2><p>Too few to show anything of.</p>`
    : html`<h2>${title}</h2><table><caption>${String(total)} ${units[unit]}; the interval is the 95 % one of Wilson</caption><thead><tr><th scope="col">Row</th><th scope="col">Count</th><th scope="col">Share</th><th scope="col">Interval</th></tr></thead><tbody>${rows.map(line)}</tbody></table>`;

/** As in the tables. */
const few = (n: number): string => (n > 0 && n < least ? `Fewer than ${least}` : String(n));

const change = (c: ShownChange): Html =>
  html`<tr><th scope="row">${c.instrument} ${c.item}</th><td>${String(c.people)}</td><td>${c.entry.toFixed(2)}</td><td>${c.exit.toFixed(2)}</td><td>${c.change.toFixed(2)}</td></tr>`;

interface Made {
  readonly sums: Sums;
  readonly tables: readonly Shown[];
  readonly changes: readonly ShownChange[];
}

/** A report as one file that a browser opens and prints; nothing in it is fetched. */
export const reportPage = ({ from, to }: Period, { sums, tables, changes }: Made): string => {
  const left = [...sums.changes.values()].reduce((n, { notExplained }) => n + notExplained, 0);
  const again = dayTwoOf(sums);
  return html`<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${thisArea.name}: ${from} to ${to}</title>
<style>body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}caption{text-align:left;padding:.25rem 0}th,td{text-align:left;border-bottom:1px solid #d8dde0;padding:.25rem .5rem}meter{width:8rem}</style>
</head><body><main>
<h1>${thisArea.service.display}: ${from} to ${to}</h1>
<p>${few(sums.referrals)} referrals came on these days, and ${few(sums.onwards)} requests to groups were made for them. Counts of 1 to 4, and those that would give one away, are not shown.</p>
${tables.map(table)}
<h2>Who came again</h2>
<p>${again ? `Of those who came on the first of several days ${percent(again.share)} came on the second (${percent(again.low)} to ${percent(again.high)}).` : 'Too few came to several days to show anything of.'}</p>
<h2>How far people have come</h2>
<p>Who answered at the beginning and after twelve weeks, five people at least; ${String(left)} pairs were left out because it was not explained what they are for. Anxiety: less is better.</p>
<table><thead><tr><th scope="col">Question</th><th scope="col">People</th><th scope="col">At the beginning</th><th scope="col">At the end</th><th scope="col">Change</th></tr></thead><tbody>${changes.map(change)}</tbody></table>
</main></body></html>`.text;
};
