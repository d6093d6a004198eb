import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, createBoard } from './support/board.ts';
import { launchBrowser, openWindow } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { mosquittoPub, mosquittoSub } from './support/mosquitto.ts';
import { pane, seeRow } from './support/panes.ts';
import { type ServedBench, startServedBench } from './support/servedBench.ts';

// `modemscope serve` as a process of its own, a pseudo terminal for the board, Mosquitto's clients for the devices, and a
// real browser for the eyes. The tests tell one story in order and share the window.

let folder: string;
let board: Board;
let bench: ServedBench;
let browser: Browser;
let page: Page;
let errors: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modemscope-live-'));
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

test('a dialogue that arrives byte by byte stands in the AT pane line by line', async () => {
  await board.send(
    '\r\nRDY\r\n\r\n+CPIN: READY\r\nAT+CSQ\r\r\n+CSQ: 21,99\r\n\r\nOK\r\n\xf8\x00\xc0\xfe\r\n+CMQTTCONNLOST: 0,1\r\n',
  );
  for (const text of ['RDY', '+CPIN: READY', '+CSQ: 21,99', 'OK', '+CMQTTCONNLOST: 0,1']) {
    await seeRow(page, 'AT traffic', text);
  }
});

test('a typed command reaches the board with CR, its answer comes back below it', async () => {
  const line = page.getByLabel('AT command');
  await line.fill('AT+CPIN?');
  await line.press('Enter');
  await eventually('the command at the board', () => board.received().includes('AT+CPIN?\r'));
  await board.send('AT+CPIN?\r\r\n+CPIN: READY\r\n\r\nOK\r\n', [5, 1, 8]);
  await seeRow(page, 'AT traffic', 'AT+CPIN?');
});

test('what mosquitto_pub sends stands in the MQTT pane, and in the console once it is subscribed', async () => {
  await pane(page, 'Console').getByRole('button', { name: 'Subscribe to all topics (#)' }).click();
  await pane(page, 'Console').getByRole('list', { name: 'Subscriptions' }).getByText('qos 0').waitFor();
  await mosquittoPub(bench.brokerPort, [...['-i', 'bench-dev-7', '-t', 'plant/7/temp', '-q', '1', '-m', '{"t":21.5}']]);
  await seeRow(page, 'MQTT packets', 'CONNECT', 'bench-dev-7');
  await seeRow(page, 'MQTT packets', 'PUBLISH', 'plant/7/temp', '{"t":21.5}');
  await seeRow(page, 'MQTT packets', 'PUBACK');
  await seeRow(page, 'MQTT packets', 'DISCONNECT');
  await seeRow(page, 'Console', 'plant/7/temp', '{"t":21.5}');
});

test('a publish from the console reaches mosquitto_sub', async () => {
  const subscriber = mosquittoSub(bench.brokerPort, ['-i', 'bench-sub-3', '-t', 'cmd/+', '-q', '1', '-v']);
  try {
    await seeRow(page, 'MQTT packets', 'SUBSCRIBE', 'cmd/+');
    await page.getByLabel('Topic to publish to').fill('cmd/7');
    await page.getByLabel('Payload', { exact: true }).fill('valve=open ✓');
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await eventually('the message at mosquitto_sub', () => subscriber.lines().includes('cmd/7 valve=open ✓'));
  } finally {
    await subscriber.stop();
  }
});

test('unplugging the board is shown, and what it says after it is back is captured', async () => {
  await board.unplug();
  await seeRow(page, 'AT traffic', `${board.path} is gone`);
  await board.replug();
  await seeRow(page, 'AT traffic', `Back as ${board.path}`);
  await board.send('\r\n+CREG: 5\r\n');
  await seeRow(page, 'AT traffic', '+CREG: 5');
});

test('any bytes on the broker port are a row, and the broker lives', async () => {
  const socket = connect(bench.brokerPort, '127.0.0.1');
  socket.on('error', () => {});
  socket.write('GET / HTTP/1.1\r\nHost: broker.example\r\n\r\n');
  await seeRow(page, 'MQTT packets', 'malformed', 'HTTP');
  socket.destroy();
  await mosquittoPub(bench.brokerPort, ['-t', 'after/noise', '-m', 'still here']);
  await seeRow(page, 'Console', 'after/noise', 'still here');
});

test('the window met no error on the way', () => {
  expect(errors).toEqual([]);
});
