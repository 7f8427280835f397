import { BarChart, type BarSeriesOption, CustomChart, type CustomSeriesOption } from 'echarts/charts';
import { GridComponent, type GridComponentOption } from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Shown } from '../../functions/domain/reports/report.ts';
import type { Row } from '../../functions/domain/reports/rows.ts';
import { Html, html } from '../../functions/web/html.ts';

use([BarChart, CustomChart, GridComponent, SVGRenderer]);

type Option = ComposeOption<BarSeriesOption | CustomSeriesOption | GridComponentOption>;

/** Pixels. */
const width = 720;
const perRow = 28;
const axis = 40;
const longestLabel = 40;

type Seen = Row & { readonly count: number; readonly share: NonNullable<Row['share']> };
const isSeen = (row: Row): row is Seen => row.count !== undefined && row.share !== undefined;

const percent = (share: number): number => Number((share * 100).toFixed(1));
const short = (label: string): string => (label.length > longestLabel ? `${label.slice(0, longestLabel)}…` : label);

/** A line from the lower to the upper end of the interval, across the bar. */
const interval: NonNullable<CustomSeriesOption['renderItem']> = (_, api) => {
  const [from = 0, y = 0] = api.coord([api.value(0), api.value(2)]);
  const [to = 0] = api.coord([api.value(1), api.value(2)]);
  const line = (x1: number, y1: number, x2: number, y2: number) =>
    ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: '#212b32', lineWidth: 2 } }) as const;
  return {
    type: 'group',
    children: [line(from, y, to, y), line(from, y - 5, from, y + 5), line(to, y - 5, to, y + 5)],
  };
};

const optionOf = (rows: readonly Seen[]): Option => ({
  ...{ animation: false, grid: { left: 300, right: 30, top: 5, bottom: 30 } },
  xAxis: { type: 'value', min: 0, max: 100, axisLabel: { formatter: '{value} %' } },
  yAxis: { type: 'category', inverse: true, data: rows.map(({ row }) => short(row)), axisTick: { show: false } },
  series: [
    { type: 'bar', barWidth: 16, itemStyle: { color: '#005eb8' }, data: rows.map(({ share }) => percent(share.share)) },
    {
      ...{ type: 'custom', z: 5, renderItem: interval },
      data: rows.map(({ share }, n) => [percent(share.low), percent(share.high), n]),
    },
  ],
});

/** The shares of a table's rows with their intervals, drawn without a browser; nothing of a row that is not shown. The table below it says the same. */
export const plotOf = ({ title, rows = [] }: Shown): Html | undefined => {
  const seen = rows.filter(isSeen);
  if (seen.length === 0) return undefined;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height: seen.length * perRow + axis });
  chart.setOption(optionOf(seen));
  const drawn = chart.renderToSVGString();
  // Without it a timer of the library keeps the command from ending.
  chart.dispose();
  return html`<figure role="img" aria-label="${title}: the shares of the table below, with their intervals">${new Html(drawn)}</figure>`;
};
