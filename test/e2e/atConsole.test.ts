import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, createBoard } from './support/board.ts';
import { launchBrowser, openWindow } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { type ServedBench, startServedBench } from './support/servedBench.ts';

// What the AT console remembers, and what it does not. The tests tell one story in order; the bench is started twice.

let folder: string;
let board: Board;
let bench: ServedBench;
let browser: Browser;
let page: Page;
let errors: readonly string[];

const open = async (): Promise<void> => {
  bench = await startServedBench(['--serial', board.path], folder);
  ({ page, errors } = await openWindow(browser, bench.url));
};
const sent = (text: string) => eventually(`${text} at the board`, () => board.received().endsWith(`${text}\r`));
const settingsFile = () => readFile(join(folder, 'settings.json'), 'utf8').catch(() => '');
const openSaved = () => page.getByRole('button', { name: 'Saved commands and sequences' }).click();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modemscope-console-'));
  board = await createBoard(join(folder, 'ttyBOARD'));
  browser = await launchBrowser();
  await open();
});

afterAll(async () => {
  await browser?.close();
  await bench?.stop();
  await board?.unplug();
  await rm(folder, { recursive: true, force: true });
});

test('a PIN is sent after a question', async () => {
  const line = page.getByLabel('AT command');
  await line.fill('AT+CSQ');
  await line.press('Enter');
  await sent('AT+CSQ');
  await line.fill('AT+CPIN="1234"');
  await line.press('Enter');
  await page.getByRole('button', { name: 'Send it' }).click();
  await sent('AT+CPIN="1234"');
});

test('commands are kept by name, but none with a PIN', async () => {
  await openSaved();
  const steps = page.getByLabel('Steps, one a line');
  await page.getByLabel('Name', { exact: true }).fill('restart');
  await steps.fill('AT+CPIN="1234"');
  expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
  await steps.fill('AT+CRESET');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await eventually('the file', async () => (await settingsFile()).includes('AT+CRESET'));
  expect(await settingsFile()).toContain('AT+CSQ');
  expect(await settingsFile()).not.toContain('1234');
});

test('both are there after a restart of the bench', async () => {
  await page.close();
  await bench.stop();
  await open();
  const line = page.getByLabel('AT command');
  await line.focus();
  await line.press('ArrowUp');
  await eventually('the last command', async () => (await line.inputValue()) === 'AT+CSQ');
});

test('a sequence that restarts the modem runs after a question', async () => {
  await openSaved();
  await page.getByRole('button', { name: 'Run restart' }).click();
  await page.getByText('AT+CRESET:').waitFor();
  expect(board.received()).not.toContain('AT+CRESET');
  await page.getByRole('button', { name: 'Run it' }).click();
  await sent('AT+CRESET');
  await board.send('\r\nOK\r\n');
  await page.getByText('Done, 1 step.').waitFor();
});

test('no error was reported by the page', () => {
  expect(errors).toEqual([]);
});
