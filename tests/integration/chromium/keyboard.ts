import type { Page } from 'playwright-core';

/** What is done without a mouse: https://www.w3.org/TR/WCAG22/ 2.1.1 (reached), 2.1.2 (no trap), 2.4.7 (one sees where one is). */

const controls = 'a[href], button, input:not([type=hidden]), textarea, select, summary, [tabindex="0"]';

/** In one go, as thousands of taps of Tab would take minutes: whatever Tab stops at takes the focus, in the order of the page, and looks different then. */
const outOfReach = `(() => {
  const look = (one) => [[one], [one, '::after'], [one.labels?.[0], '::before']]
    .filter(([element]) => element)
    .map(([element, part]) => {
      const is = getComputedStyle(element, part);
      return [is.outlineStyle === 'none' ? '' : is.outlineWidth + is.outlineColor, is.boxShadow, is.backgroundColor, is.borderColor, is.borderWidth].join();
    }).join('|');
  const named = (one) => one.labels?.[0]?.textContent.trim() || one.textContent.trim() || one.name || one.tagName;
  const all = [...document.querySelectorAll(${JSON.stringify(controls)})].filter((one) => !one.disabled && one.checkVisibility());
  document.activeElement?.blur();
  const wrong = all.flatMap((one) => {
    const before = look(one);
    one.focus();
    const is = document.activeElement === one && one.tabIndex === 0;
    return is ? (look(one) === before ? ['does not show that it is reached: ' + named(one)] : []) : ['not reached: ' + named(one)];
  });
  all[0]?.focus();
  all[0]?.blur();
  return wrong;
})()`;

/** What the keyboard does not reach, and what does not show that it is reached. */
export const notByKeyboard = async (page: Page): Promise<string[]> => {
  // After a key the browser shows its own ring too, as it does for whoever uses no mouse (:focus-visible).
  await page.keyboard.press('Tab');
  return page.evaluate<string[]>(outOfReach);
};

/** What has the focus in the form, and what one would do with it. */
const at = `(() => {
  const one = document.activeElement;
  if (!one?.closest('#act')) return 'elsewhere';
  if (one.tagName === 'BUTTON') return 'send';
  if (one.tagName === 'SUMMARY') return one.parentElement.open ? 'done' : 'space';
  if (one.type === 'radio' || one.type === 'checkbox') return one.checked ? 'done' : 'space';
  return one.value === '' ? one.type : 'done';
})()`;
/** A time is typed on a clock of twelve hours and on one of twenty-four alike. */
const typed: Readonly<Record<string, string>> = { date: '12122026', time: '1030PM' };

/** Answers every question of an act's form and sends it, with Tab, the space bar, letters and Enter; resolves with the status of the answer. */
export const sendByKeyboard = async (page: Page): Promise<number> => {
  for (let pressed = 0; pressed < 250; pressed += 1) {
    await page.keyboard.press('Tab');
    const what = await page.evaluate<string>(at);
    if (what === 'elsewhere' || what === 'done') continue;
    if (what === 'space') await page.keyboard.press('Space');
    else if (what === 'send') {
      const answer = page.waitForResponse((response) => response.request().method() === 'POST');
      const loaded = page.waitForEvent('load');
      await page.keyboard.press('Enter');
      await loaded;
      return (await answer).status();
    } else if (what === 'date' || what === 'time') await page.keyboard.type(typed[what] ?? '');
    else await page.keyboard.insertText('Kept short');
  }
  throw new Error('The keyboard does not reach the button that sends it');
};
