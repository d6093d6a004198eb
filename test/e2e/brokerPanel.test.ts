import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openWindow } from './support/browser.ts';
import { type ServedBench, startServedBench } from './support/servedBench.ts';

// The broker as one controls it from the window. The tests tell one story in order and share the window.

let bench: ServedBench;
let browser: Browser;
let page: Page;
let errors: readonly string[];
const clients: MqttClient[] = [];
/** Where to put pictures of every tab, to be looked at; none are taken without. */
const SHOTS = process.env.MODEMSCOPE_SHOTS;

beforeAll(async () => {
  bench = await startServedBench();
  browser = await launchBrowser();
  ({ page, errors } = await openWindow(browser, bench.url));
  await page.setViewportSize({ width: 1024, height: 700 });
});
afterAll(async () => {
  for (const client of clients) client.end(true);
  await browser?.close();
  await bench?.stop();
});

const panel = (): Locator => page.getByRole('dialog', { name: 'MQTT broker' });
const tab = (name: string | RegExp): Locator => panel().getByRole('tab', { name });
const connect = async (options: mqtt.IClientOptions = {}, port = bench.brokerPort): Promise<MqttClient> => {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 0, ...options });
  clients.push(client);
  return client;
};
async function shoot(name: string): Promise<void> {
  if (SHOTS === undefined) return;
  await mkdir(SHOTS, { recursive: true });
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: join(SHOTS, `${name}-${scheme}.png`) });
  }
}

test('the panel opens on where the broker listens, and arrow keys change the tab', async () => {
  await page.getByRole('button', { name: /^Broker: / }).click();
  await tab('Listen').waitFor();
  await panel().getByText('How a device can reach it').waitFor();
  await panel().locator('summary', { hasText: 'Tunnel' }).click();
  await panel().getByText('ssh -N -R').waitFor();
  await shoot('listen');
  await tab('Listen').focus();
  await page.keyboard.press('ArrowRight');
  await panel()
    .getByText('Nobody is connected.')
    .or(panel().getByRole('list', { name: 'Clients' }))
    .first()
    .waitFor();
  expect(await tab(/^Clients/).getAttribute('aria-selected')).toBe('true');
});

test('a client is listed with what it does, and can be disconnected', async () => {
  const board = await connect({ clientId: 'board-7', keepalive: 45, clean: false });
  await board.subscribeAsync('plant/7/cmd', { qos: 1 });
  const item = panel().getByRole('listitem').filter({ hasText: 'board-7' });
  await item.getByText('keep alive 45 s').waitFor();
  await item.getByText('plant/7/cmd (QoS 1)').waitFor();
  await shoot('clients');
  const gone = new Promise<void>((resolve) => board.once('close', () => resolve()));
  await panel().getByRole('button', { name: 'Disconnect board-7' }).click();
  await gone;
  await panel().getByText('Sessions of clients that are away').waitFor();
  await panel().getByRole('button', { name: 'Forget the session of board-7' }).click();
  await panel().getByText('Sessions of clients that are away').waitFor({ state: 'detached' });
});

test('a retained message is found, opened and deleted', async () => {
  const board = await connect({ clientId: 'meter' });
  await board.publishAsync('plant/1/state', '{"t":21.5}', { qos: 1, retain: true });
  await board.publishAsync('plant/2/state', Buffer.from([0, 255, 1]), { qos: 1, retain: true });
  await tab('Retained').click();
  await panel().getByText('2 retained').waitFor();
  await panel().getByText('plant/1/state').click();
  await panel().locator('pre', { hasText: '{"t":21.5}' }).waitFor();
  await shoot('retained');
  await panel().getByRole('textbox', { name: 'Find a retained topic' }).fill('plant/2');
  await panel().getByText('plant/1/state').waitFor({ state: 'detached' });
  await panel().getByRole('button', { name: 'Delete plant/2/state' }).click();
  await panel().getByText('1 retained').waitFor();
});

test('a user is made, a password asked for, and a rule added', async () => {
  await tab('Access').click();
  await panel().getByRole('textbox', { name: 'User name' }).fill('board');
  await panel().getByLabel('Password', { exact: true }).fill('correct horse');
  await page.keyboard.press('Enter');
  await panel().getByRole('button', { name: 'Delete user board' }).waitFor();
  await panel().getByRole('switch', { name: 'Ask every client' }).click();
  await panel().getByRole('textbox', { name: 'Topic filter of the rule' }).fill('plant/%c/#');
  await panel().getByRole('button', { name: 'Add rule' }).click();
  await panel().getByText('everybody may publish and subscribe to plant/%c/#').waitFor();
  await shoot('access');

  await expect(connect({ clientId: 'x' })).rejects.toThrow(/Not authorized/);
  await expect(connect({ clientId: 'x', username: 'board', password: 'wrong' })).rejects.toThrow(/Bad username/);
  const board = await connect({ clientId: 'x', username: 'board', password: 'correct horse' });
  expect(board.connected).toBe(true);
  await panel().getByRole('switch', { name: 'Ask every client' }).click();
});

test('a wrong filter is told, not taken', async () => {
  await panel().getByRole('textbox', { name: 'Topic filter of the rule' }).fill('plant#');
  await panel().getByRole('button', { name: 'Add rule' }).click();
  await panel().getByRole('alert').getByText('"plant#" is no topic filter').waitFor();
  await panel()
    .getByRole('button', { name: /^Delete: everybody/ })
    .click();
});

test('TLS is switched on; the CA and the commands for the modem are there', async () => {
  await tab('Listen').click();
  await panel().getByRole('switch', { name: 'MQTT over TLS' }).click();
  await panel().getByRole('textbox', { name: 'TLS port' }).fill('0');
  await panel().getByRole('button', { name: 'Apply' }).click();
  await panel().locator('dt', { hasText: /^TLS$/ }).waitFor();
  const address = await panel().locator('dt:text-is("TLS") + dd').textContent();
  await tab('TLS').click();
  const commands = panel().getByRole('region', { name: 'CA on the modem' });
  await commands.getByText(/AT\+CCERTDOWN="modemscope-ca.pem",\d+/).waitFor();
  await shoot('tls');
  const download = page.waitForEvent('download');
  await panel().getByRole('button', { name: 'Save CA as PEM' }).click();
  const stream = await (await download).createReadStream();
  const ca = Buffer.concat(await stream.toArray()).toString();
  const secure = await mqtt.connectAsync(`mqtts://${address}`, { ca, reconnectPeriod: 0 });
  clients.push(secure);
  expect(secure.connected).toBe(true);
});

test('open to the network there is a warning until a password is asked for', async () => {
  await tab('Listen').click();
  await panel().getByRole('radio', { name: 'The network' }).click();
  await panel().getByText('without a password').waitFor();
  await shoot('open');
  await panel().getByRole('button', { name: 'Set a password' }).click();
  await panel().getByRole('switch', { name: 'Ask every client' }).click();
  await tab('Listen').click();
  // What was typed is still there, and the warning is gone.
  expect(await panel().getByRole('textbox', { name: 'Listen address' }).inputValue()).toBe('0.0.0.0');
  await panel().getByText('without a password').waitFor({ state: 'detached' });
  expect(errors).toEqual([]);
});
