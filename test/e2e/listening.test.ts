import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, createBoard } from './support/board.ts';
import { launchBrowser, openWindow } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { rows, seeRow } from './support/panes.ts';
import { type ServedBench, startServedBench } from './support/servedBench.ts';

// The ways to listen, through the window alone: pseudo terminals play the MCU, the modem and a console. The tests tell one
// story in order and share the window.

let folder: string;
let mcu: Board;
let modem: Board;
let terminal: Board;
let bench: ServedBench;
let browser: Browser;
let page: Page;
let errors: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modemscope-listening-'));
  mcu = await createBoard(join(folder, 'ttyMCU'));
  modem = await createBoard(join(folder, 'ttyMODEM'));
  terminal = await createBoard(join(folder, 'ttyLOG'));
  bench = await startServedBench();
  browser = await launchBrowser();
  ({ page, errors } = await openWindow(browser, bench.url));
});

afterAll(async () => {
  await browser?.close();
  await bench?.stop();
  for (const board of [mcu, modem, terminal]) await board?.unplug();
  await rm(folder, { recursive: true, force: true });
});

const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
const chip = (): Locator => button(/ttyMCU \/ ttyMODEM/);

async function choosePort(label: 'MCU port' | 'Modem port', path: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: 'Another path …' }).click();
  await page.getByLabel(`${label}: path`).fill(path);
}

/** Does something while the board answers AT. */
async function whileAnswering(board: Board, action: () => Promise<void>): Promise<void> {
  let answered = board.received().length;
  const timer = setInterval(() => {
    const asked = board.received().slice(answered);
    if (!asked.includes('AT\r')) return;
    answered += asked.length;
    void board.send('AT\r\r\nOK\r\n', [4]);
  }, 5);
  await action().finally(() => clearInterval(timer));
}

test('a tap is opened on two ports, and refuses the same one twice', async () => {
  await button('Listen between MCU and modem …').click();
  await choosePort('MCU port', mcu.path);
  await choosePort('Modem port', mcu.path);
  await page.getByText('Both sides are set to ttyMCU. A tap needs two ports').waitFor();
  expect(await button('Open tap').isDisabled()).toBe(true);
  await page.getByLabel('Modem port: path').fill(modem.path);
  await button('Open tap').click();
  await chip().waitFor();
});

test('what both sides say to each other is one dialogue; nothing can be sent', async () => {
  await mcu.send('AT+CPIN?\r');
  await seeRow(page, 'AT traffic', '→', 'AT+CPIN?');
  await modem.send('\r\n+CPIN: READY\r\n\r\nOK\r\n');
  await seeRow(page, 'AT traffic', '←', '+CPIN: READY');
  expect(await page.getByLabel('AT command').getAttribute('placeholder')).toBe('A tap only listens');
  expect(await page.getByLabel('AT command').isDisabled()).toBe(true);
});

test('the panel of the tap shows both sides, sets each speed by itself, and closes it', async () => {
  await chip().click();
  const side = page.getByRole('region', { name: 'Modem side' });
  await side.getByText('115200 8N1').waitFor();
  await side.getByRole('combobox', { name: 'Modem baud' }).click();
  await page.getByRole('option', { name: '57600' }).click();
  await side.getByText('57600 8N1').waitFor();
  await page.getByRole('region', { name: 'MCU side' }).getByText('115200 8N1').waitFor();
  await button('Close tap').click();
  await chip().waitFor({ state: 'hidden' });
  expect([mcu.received(), modem.received()]).toEqual(['', '']);
});

test('a speed is looked for once that is agreed to, and what was found is used', async () => {
  await button('Open a serial port').click();
  await page.getByRole('radio', { name: 'Direct', exact: true }).click();
  await page.getByLabel('Or type a path').fill(modem.path);
  const baud = page.getByRole('combobox', { name: 'Baud', exact: true });
  await baud.click();
  await page.getByRole('option', { name: '9600', exact: true }).click();
  await button('Detect speed of ttyMODEM').click();
  await page.getByText('Sends AT to ttyMODEM at one speed after the other').waitFor();
  expect(modem.received()).toBe('');
  await whileAnswering(modem, async () => {
    await button('Send AT').click();
    await page.getByText('AT is answered at 115200 baud.').waitFor();
  });
  await button('Use 115200 baud').click();
  await eventually('the speed in the field', async () => (await baud.textContent()) === '115200');
  await page.keyboard.press('Escape');
});

test('a bridge is opened from the palette by keyboard and passes on what is said', async () => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('bridge mcu and modem');
  await page.keyboard.press('Enter');
  await choosePort('MCU port', mcu.path);
  await choosePort('Modem port', modem.path);
  await button('Open bridge').click();
  await chip().waitFor();
  await mcu.send('AT+CSQ\r');
  await eventually('the command at the modem', () => modem.received().endsWith('AT+CSQ\r'));
  await modem.send('\r\n+CSQ: 21,99\r\n\r\nOK\r\n');
  await eventually('the answer at the MCU', () => mcu.received().endsWith('+CSQ: 21,99\r\n\r\nOK\r\n'));
});

const CONNECT = 'AT+CMQTTCONNECT=0,"tcp://mqtt.vendor.example:1883",60,1';
const REDIRECTED = 'AT+CMQTTCONNECT=0,"tcp://203.0.113.7:1883",60,1';

test('a rule sends the MCU to another broker, and the row says from where', async () => {
  await chip().click();
  await button('Redirect to my broker …').click();
  await button('Add rule').click();
  await page.getByText('What to send instead').waitFor();
  await page.getByLabel('Send this broker address instead').fill('tcp://203.0.113.7:1883');
  await page.keyboard.press('Enter');
  const rules = page.getByRole('list', { name: 'Rules', exact: true });
  await rules.getByText('0 lines').waitFor();
  await mcu.send(`${CONNECT}\r`);
  await eventually('the changed command at the modem', () => modem.received().endsWith(`${REDIRECTED}\r`));
  await rules.getByText('1 line', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await rows(page, 'AT traffic', REDIRECTED, `rewritten from ${CONNECT}`).first().click();
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await inspector.getByText('Came in as').waitFor();
  await inspector.getByText(CONNECT, { exact: true }).waitFor();
});

test('a rule that is switched off changes nothing; one can be edited and deleted', async () => {
  await chip().click();
  await page.getByRole('switch', { name: 'Broker address of AT+CMQTTCONNECT' }).click();
  await page.getByRole('switch', { name: 'Broker address of AT+CMQTTCONNECT', checked: false }).waitFor();
  await mcu.send(`${CONNECT}\r`);
  await eventually('the command as it was', () => modem.received().endsWith(`${CONNECT}\r`));
  await button('Edit: Broker address of AT+CMQTTCONNECT').click();
  await page.getByLabel('Send this broker address instead').fill('tcp://203.0.113.9:1883');
  await button('Save rule').click();
  await page.getByText('tcp://203.0.113.9:1883').waitFor();
  await button('Delete: Broker address of AT+CMQTTCONNECT').click();
  await page.getByText('Nothing is changed on the way.').waitFor();
  await page.keyboard.press('Escape');
});

test('a line is sent to the MCU as if from the modem, and marked', async () => {
  await page.getByRole('combobox', { name: 'Side to send to' }).click();
  await page.getByRole('option', { name: /^To MCU/ }).click();
  const line = page.getByLabel('AT command');
  await line.fill('+CMQTTCONNLOST: 0,1');
  await line.press('Enter');
  await eventually('the line at the MCU', () => mcu.received().endsWith('\r\n+CMQTTCONNLOST: 0,1\r\n'));
  await seeRow(page, 'AT traffic', '←', '+CMQTTCONNLOST: 0,1', 'injected');
});

test('the speed of the modem behind a bridge is looked for from the palette', async () => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('detect the speed of ttyMODEM');
  await whileAnswering(modem, async () => {
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Modem side' }).getByText('AT is answered at 115200 baud.').waitFor();
  });
  await button('Close bridge').click();
  await chip().waitFor({ state: 'hidden' });
});

test('the same two ports are there again the next time, and a console beside them', async () => {
  await button('Open a serial port').click();
  await page.getByRole('radio', { name: 'Bridge', exact: true }).click();
  expect(await page.getByLabel('Modem port: path').inputValue()).toBe(modem.path);
  await button('Open bridge').click();
  await chip().waitFor();
  await button('Open a serial port').click();
  await page.getByRole('radio', { name: 'Direct', exact: true }).click();
  await page.getByLabel('Or type a path').fill(terminal.path);
  await page.getByRole('radio', { name: 'MCU console' }).click();
  await button('Open').click();
  await button(/ttyLOG/).waitFor();
  await terminal.send('I (312) mqtt: connecting\r\n');
  await seeRow(page, 'AT traffic', 'ttyLOG', 'log', 'I (312) mqtt: connecting');
});

test('the window met no error on the way', () => {
  expect(errors).toEqual([]);
});
