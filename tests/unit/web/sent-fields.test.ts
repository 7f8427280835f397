import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largestByLink, largestFile, largestForm, sentFields } from '../../../functions/web/forms/sent-fields.ts';
import { hellish } from '../names-from-hell.ts';
import { sentFile } from './sent-file.ts';

const marks = { token: 't'.repeat(43), request: '6f1c2b9e-8d0a-4c55-9f7e-0a1b2c3d4e5f', do: 'table' };
const read = ({ body, type }: ReturnType<typeof sentFile>) => sentFields({ body, headers: { 'content-type': type } });

test('a form with a file is read as any other: the file is the text of its field, whatever stands in it', async () => {
  await fc.assert(
    fc.asyncProperty(hellish, async (name) => {
      const text = `list,who\r\n1,"${name}"\r\n`;
      expect(await read(sentFile(marks, { name: 'table', text: `\ufeff${text}` }))).toEqual({ ...marks, table: text });
    }),
  );
});

test('a form without a file chosen has an empty one', async () => {
  expect(await read(sentFile(marks, { name: 'table', text: '', file: '' }))).toEqual({ ...marks, table: '' });
});

test.each([largestByLink, largestForm])(
  'a file as large as the page says passes where a form may have %i bytes',
  (most) => {
    const text = 'é'.repeat((largestFile(most) * 1000) / 2);
    const { body } = sentFile(marks, { name: 'table', text, file: `${'n'.repeat(200)}.csv` });
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(most);
    expect(largestFile(most)).toBeGreaterThanOrEqual(7);
  },
);

test('a file beyond all limits, and a field that comes twice, are no form of the hub', async () => {
  expect(await read(sentFile(marks, { name: 'table', text: 'x'.repeat(largestForm) }))).toBeUndefined();
  expect(await read(sentFile(marks, { name: 'do', text: 'x' }))).toBeUndefined();
});

test('whatever says that it is a form with a file is read or refused, and nothing is thrown', async () => {
  const whole = sentFile(marks, { name: 'table', text: 'list' });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.nat(whole.body.length).map((n) => whole.body.slice(0, n)),
        fc.constant(whole.body),
      ),
      fc.oneof(
        fc.constant(whole.type),
        fc.string().map((more) => `multipart/form-data; ${more}`),
      ),
      async (body, type) => {
        const fields = await read({ body, type });
        expect(fields === undefined || typeof fields === 'object').toBe(true);
      },
    ),
  );
});

test('a name of a file that is badly encoded throws nothing: no field is read, and the form is refused for want of its mark', async () => {
  const { body, type } = sentFile(marks, { name: 'table', text: 'list' });
  const badly = body.replace('filename="who came.csv"', "filename*=UTF-8''%zz");
  expect(badly).not.toBe(body);
  expect(await read({ body: badly, type })).toEqual({});
});
