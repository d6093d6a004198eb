import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, createBoard } from './support/board.ts';
import { launchBrowser, openWindow } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { pane } from './support/panes.ts';
import { type ServedBench, startServedBench } from './support/servedBench.ts';

// A board without a SIM on a pseudo terminal: the window names the fault while it happens, with its evidence.

let folder: string;
let board: Board;
let bench: ServedBench;
let browser: Browser;
let page: Page;
let errors: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modemscope-diagnosis-'));
  board = await createBoard(join(folder, 'ttyBOARD'));
  bench = await startServedBench(['--serial', board.path]);
  browser = await launchBrowser();
  ({ page, errors } = await openWindow(browser, bench.url));
});

afterAll(async () => {
  await browser?.close();
  await bench?.stop();
  await board?.unplug();
  await rm(folder, { recursive: true, force: true });
});

test('the completion offers commands, Tab takes one, Enter sends it', async () => {
  const line = page.getByLabel('AT command');
  await line.fill('AT+CPI');
  await page
    .getByRole('option', { name: /AT\+CPIN/ })
    .first()
    .waitFor();
  await line.press('Tab');
  await eventually('the completed command', async () => (await line.inputValue()).startsWith('AT+CPIN'));
  await line.fill('AT+CPIN?');
  await line.press('Enter');
  await eventually('the command at the board', () => board.received().includes('AT+CPIN?\r'));
});

test('a missing SIM becomes the verdict, and its evidence selects the row', async () => {
  await board.send('AT+CPIN?\r\r\n+CME ERROR: SIM not inserted\r\n', [9, 4]);
  const diagnosis = page.getByRole('region', { name: 'Diagnosis' });
  const verdict = diagnosis.getByRole('button', { name: /SIM card/ });
  await verdict.waitFor();
  await diagnosis.getByRole('button', { name: /^SIM ?failed/ }).waitFor();
  await verdict.click();
  const findings = page.getByRole('list', { name: 'Findings' });
  await findings.getByText('sim.not-inserted').waitFor();
  await findings.getByRole('list', { name: 'Evidence' }).getByRole('button').first().click();
  await pane(page, 'AT traffic').locator('[role=row][aria-selected=true]').waitFor();
  await page.keyboard.press('Escape');
});

test('the signal stands in the modem strip', async () => {
  await board.send('\r\n+CSQ: 21,99\r\n');
  await page.getByRole('list', { name: 'Modem' }).getByText('−71 dBm').waitFor();
});

test('a command that resets the modem asks first', async () => {
  const line = page.getByLabel('AT command');
  await line.fill('AT+CRESET');
  await line.press('Enter');
  await page.getByRole('button', { name: 'Send it' }).waitFor();
  expect(board.received()).not.toContain('AT+CRESET');
  await line.press('Enter');
  await eventually('the reset at the board', () => board.received().includes('AT+CRESET\r'));
});

test('a log pasted into the window is explained', async () => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('explain');
  await page.keyboard.press('Enter');
  await page.getByLabel('Capture', { exact: true }).fill('AT+SMCONN\nERROR\n');
  await page.getByRole('dialog').getByText('at.wrong-family').waitFor();
  await page.keyboard.press('Escape');
});

test('the window met no error on the way', () => {
  expect(errors).toEqual([]);
});
