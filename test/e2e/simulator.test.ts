import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openWindow } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { pane, rows, seeRow } from './support/panes.ts';
import { type ServedBench, startServedBench } from './support/servedBench.ts';

// The simulated board on the simulated modem, as the first start shows it: three panes alive, and faults on demand.

let bench: ServedBench;
let browser: Browser;
let page: Page;
let errors: readonly string[];

beforeAll(async () => {
  bench = await startServedBench(['--simulate']);
  browser = await launchBrowser();
  ({ page, errors } = await openWindow(browser, bench.url));
});

afterAll(async () => {
  await browser?.close();
  await bench?.stop();
});

const panel = () => page.getByRole('dialog', { name: 'Simulated board and modem' });

test('all three panes show the board at work', async () => {
  await seeRow(page, 'AT traffic', 'AT+CMQTTPUB=');
  await seeRow(page, 'MQTT packets', 'PUBLISH', 'boards/bench-board-17/telemetry');
  await seeRow(page, 'Console', '"temperature"');
  const search = pane(page, 'AT traffic').getByLabel('Search rows');
  await search.fill('"mqtt: connected"');
  await seeRow(page, 'AT traffic', '<inf> mqtt: connected');
  await search.fill('');
  await page.getByRole('region', { name: 'Diagnosis' }).getByText('messages go through').waitFor();
});

test('an order by the console reaches the board through its modem', async () => {
  await page.getByLabel('Topic to publish to').fill('boards/bench-board-17/command');
  await page.getByLabel('Payload', { exact: true }).fill('{"led":"on","interval":1}');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await seeRow(page, 'AT traffic', '+CMQTTRXPAYLOAD: 0,25');
  await seeRow(page, 'Console', 'boards/bench-board-17/status', '"led":"on"');
});

test('a fault armed by keyboard becomes the verdict, and goes when it is disarmed', async () => {
  await page.getByRole('button', { name: /^Simulation/ }).focus();
  await page.keyboard.press('Enter');
  await panel().getByRole('textbox', { name: 'Find a fault' }).fill('SMS only');
  await panel()
    .getByRole('button', { name: /Registered for SMS only/ })
    .press('Enter');
  await panel().getByRole('button', { name: 'Arm', exact: true }).press('Enter');
  await panel().getByRole('list').getByText('reg-sms-only').waitFor();
  const diagnosis = page.getByRole('region', { name: 'Diagnosis' });
  await diagnosis.getByRole('button', { name: /^Registered ?failed/ }).waitFor();
  await panel().getByRole('button', { name: 'Disarm reg-sms-only' }).press('Enter');
  await diagnosis.getByRole('button', { name: /^Registered ?works/ }).waitFor({ timeout: 60_000 });
});

test('a wrong value is refused before it is sent', async () => {
  await panel().getByRole('textbox', { name: 'Find a fault' }).fill('connack');
  await panel()
    .getByRole('button', { name: /CONNECT with this return code/ })
    .click();
  await panel().getByRole('textbox', { name: 'Value' }).fill('9');
  await panel().getByText('1 to 5').waitFor();
  expect(await panel().getByRole('button', { name: 'Arm', exact: true }).isDisabled()).toBe(true);
});

test('a slow network is laid under the modem, and the board is reset', async () => {
  await panel().getByRole('combobox', { name: 'Modem’s network' }).click();
  await page.getByRole('option', { name: 'NB-IoT' }).click();
  await panel().getByRole('button', { name: 'Reset the board' }).click();
  await page.keyboard.press('Escape');
  await eventually('a second start', async () => (await rows(page, 'AT traffic', 'main: sensor board').count()) > 0);
  expect(errors).toEqual([]);
});
