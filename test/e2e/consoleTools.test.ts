import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MosquittoBroker, startMosquitto } from '../integration/support/mosquittoBroker.ts';
import { type Mqtt5Sub, mqtt5Sub } from '../integration/support/mqtt5Sub.ts';
import { launchBrowser, openWindow } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { mosquittoPub } from './support/mosquitto.ts';
import { pane, seeRow } from './support/panes.ts';
import { type ServedBench, startServedBench } from './support/servedBench.ts';

let browser: Browser;
let bench: ServedBench;
let page: Page;
let errors: readonly string[];
let broker: MosquittoBroker;

beforeAll(async () => {
  browser = await launchBrowser();
  broker = await startMosquitto();
  bench = await startServedBench();
  ({ page, errors } = await openWindow(browser, bench.url, { width: 1024, height: 700 }));
  await panel().getByText('Nothing is subscribed').waitFor();
});
afterAll(async () => {
  await browser?.close();
  await bench?.stop();
  await broker?.remove();
});

const panel = (): Locator => pane(page, 'Console');
const button = (name: string): Locator => panel().getByRole('button', { name, exact: true });
const topicField = (): Locator => page.getByLabel('Topic to publish to');
const payloadField = (): Locator => page.getByLabel('Payload', { exact: true });
const publish = (): Promise<void> => button('Publish').click();
const status = (text: string): Promise<void> => panel().getByText(text, { exact: true }).waitFor();
const popover = (name: string): Locator => page.getByRole('dialog', { name });

/** Nothing of the page is wider than the window, nothing of the pane wider than the pane. */
async function fits(): Promise<void> {
  const spill = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(spill).toBeLessThanOrEqual(0);
  const within = await panel().evaluate((element) => element.scrollWidth - element.clientWidth);
  expect(within).toBeLessThanOrEqual(0);
}

describe('on the own broker', () => {
  test('nothing of MQTT 5 is in the way', async () => {
    expect(await button('PUBLISH properties').count()).toBe(0);
    expect(await button('Subscription options').count()).toBe(0);
    await panel()
      .getByRole('button', { name: /this bench/ })
      .click();
    await page.getByText(/own broker speaks MQTT 3\.1\.1/).waitFor();
    await page.keyboard.press('Escape');
    await fits();
  });

  test('published messages come back with Arrow up, and from the list', async () => {
    await topicField().fill('cmd/7');
    for (const payload of ['{"valve":1}', '{"valve":2}']) {
      await payloadField().fill(payload);
      await publish();
      await status('Sent');
    }
    await payloadField().fill('draft');
    const shown: string[] = [];
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown']) {
      await payloadField().press(key);
      shown.push(await payloadField().inputValue());
    }
    expect(shown).toEqual(['{"valve":2}', '{"valve":1}', '{"valve":2}', 'draft']);
    await button('Published messages').click();
    await popover('Published messages').getByText('{"valve":1}').click();
    expect(await payloadField().inputValue()).toBe('{"valve":1}');
  });

  test('a message is kept by name in a folder', async () => {
    await button('Saved messages').click();
    await page.getByLabel('Folder', { exact: true }).fill('Plant');
    await page.getByLabel('Name of the message').fill('open valve');
    await popover('Saved messages').getByRole('button', { name: 'Save', exact: true }).click();
    await popover('Saved messages').getByRole('list', { name: 'Plant' }).getByText('open valve').waitFor();
    await page.keyboard.press('Escape');
    await topicField().fill('elsewhere');
    await button('Saved messages').click();
    await popover('Saved messages').getByText('open valve').click();
    expect(await topicField().inputValue()).toBe('cmd/7');
  });

  test('the set-up goes out as a file and comes in again; a newer one is refused in words', async () => {
    await page.getByLabel('Topic filters to subscribe to').fill('plant/#');
    await page.keyboard.press('Enter');
    await panel().getByRole('list', { name: 'Subscriptions' }).getByText('plant/#').waitFor();
    await button('Saved messages').click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export the set-up' }).click();
    const file = join(bench.dataDir, 'setup.json');
    await (await download).saveAs(file);
    const setup = JSON.parse(await readFile(file, 'utf8'));
    expect(setup).toMatchObject({
      ...{ format: 'modemscope-setup', version: 1, subscriptions: [{ filter: 'plant/#', qos: 0 }] },
      savedMessages: [{ folder: 'Plant', name: 'open valve' }],
    });

    setup.savedMessages[0].name = 'close valve';
    setup.subscriptions.push({ filter: 'lab/#', qos: 1 });
    await writeFile(file, JSON.stringify(setup));
    const chooser = page.getByLabel('File: Import the set-up…');
    await chooser.setInputFiles(file);
    await page.getByText('Taken over: 2 subscriptions, 1 saved message.').waitFor();
    await popover('Saved messages').getByText('close valve').waitFor();
    await writeFile(file, JSON.stringify({ ...setup, version: 9 }));
    await chooser.setInputFiles(file);
    await page.getByText(/has version 9; this program reads version 1/).waitFor();
    await page.keyboard.press('Escape');
    await panel().getByRole('list', { name: 'Subscriptions' }).getByText('lab/#').waitFor();
  });

  test('a topic shows its numbers and plots a field of its payload', async () => {
    const tell = (t: number): Promise<void> =>
      mosquittoPub(bench.brokerPort, ['-q', '1', '-t', 'plant/7/state', '-m', `{"env":{"t":${t}},"id":"m7"}`]);
    for (const t of [20, 21, 22]) await tell(t);
    await panel().getByRole('radio', { name: 'Topics' }).click();
    await panel().getByRole('treeitem', { name: /state/ }).click();
    const detail = panel().getByRole('region', { name: 'Topic plant/7/state' });
    await detail.getByText('{"env":{"t":22},"id":"m7"}').waitFor();
    await detail.getByRole('combobox', { name: 'Field to plot' }).click();
    await page.getByRole('option', { name: /env\.t/ }).click();
    await detail.getByText('1 value', { exact: true }).waitFor();
    for (const t of [23, 24]) await tell(t);
    await mosquittoPub(bench.brokerPort, ['-t', 'plant/7/state', '-m', 'no JSON']);
    await detail.getByText('3 values, 1 message without it').waitFor();
    await detail.getByRole('img', { name: 'Plot of env.t' }).locator('canvas').waitFor();
    await fits();
    await page.keyboard.press('Escape');
    const line = panel().getByRole('treeitem', { name: /state/ });
    await eventually('the focus on the line', () => line.evaluate((element) => element === document.activeElement));
    await page.keyboard.press('Enter');
    await detail.getByText('3 values, 1 message without it').waitFor();
  });

  test('a plot goes on while no window looks', async () => {
    await page.reload();
    await mosquittoPub(bench.brokerPort, ['-t', 'plant/7/state', '-m', '{"env":{"t":30}}']);
    await panel().getByRole('radio', { name: 'Topics' }).click();
    await panel().getByRole('treeitem', { name: /state/ }).click();
    const detail = panel().getByRole('region', { name: 'Topic plant/7/state' });
    await detail.getByText(/^4 values/).waitFor();
    await detail.getByRole('button', { name: 'Show the messages of this topic' }).click();
    await seeRow(page, 'Console', 'plant/7/state', '"t":30');
  });

  test('a message repeats until it is stopped', async () => {
    await topicField().fill('plant/beat');
    await payloadField().fill('{{n}}');
    await panel().getByRole('switch', { name: 'Variables' }).click();
    await button('Repeat the message').click();
    await page.getByLabel('Every', { exact: true }).fill('50');
    await popover('Repeat the message').getByRole('button', { name: 'Start' }).click();
    const list = panel().getByRole('list', { name: 'Repeated messages' });
    await list.getByText(/^\d+ sent, every 50 ms$/).waitFor();
    await fits();
    await list.getByRole('button', { name: 'Stop repeating plant/beat' }).click();
    await list.getByText(/^stopped/).waitFor();
    await list.getByRole('button', { name: 'Dismiss plant/beat' }).click();
    await list.waitFor({ state: 'detached' });
  });
});

describe('on a broker that speaks MQTT 5', () => {
  let sub: Mqtt5Sub;
  afterAll(() => sub?.stop());

  test('the form takes what 5.0 offers', async () => {
    await panel()
      .getByRole('button', { name: /this bench/ })
      .click();
    const form = popover('Console connection');
    await form.getByRole('radio', { name: 'Another broker' }).click();
    await form.getByLabel('URL').fill(`mqtts://127.0.0.1:${broker.port}`);
    await form.getByRole('switch', { name: /Take any certificate/ }).click();
    await form.getByText(/Whoever answers at this address can read/).waitFor();
    await form.getByLabel('URL').fill(`mqtt://127.0.0.1:${broker.port}`);
    await form.getByRole('radio', { name: '5.0' }).click();
    await form.getByText('CONNECT properties').click();
    await form.getByLabel('Receive maximum').fill('9');
    await form.getByRole('button', { name: 'Connect anew' }).click();
    await panel()
      .getByRole('button', { name: /127\.0\.0\.1:\d+ · connected/ })
      .waitFor();
  });

  test('properties go out and come in', async () => {
    await page.reload(); // without the filter of before
    sub = mqtt5Sub(broker.port, 'five', '%C|%P|%p');
    await sub.hearing(() => mosquittoPub(broker.port, ['-t', 'five', '-m', 'ready']));
    await page.getByLabel('Topic filters to subscribe to').fill('five');
    await button('Subscription options').click();
    await page.getByLabel('Subscription identifier').fill('11');
    await page.keyboard.press('Escape');
    await button('Subscribe').click();
    await panel().getByRole('list', { name: 'Subscriptions' }).getByText('id 11').waitFor();

    await topicField().fill('five');
    await payloadField().fill('hello');
    await button('PUBLISH properties').click();
    await page.getByLabel('Content type').fill('text/plain');
    await button('Add a user property')
      .or(page.getByRole('button', { name: 'Add a user property' }))
      .first()
      .click();
    await page.getByLabel('Name of user property 1').fill('unit');
    await page.getByLabel('Value of user property 1').fill('C');
    await page.keyboard.press('Escape');
    await publish();
    await eventually('the message at mosquitto_sub', () => sub.lines().includes('text/plain|unit:C|hello'));
    await panel().getByRole('radio', { name: 'Messages' }).click();
    await seeRow(page, 'Console', 'five', '+3', 'hello');
    await fits();
  });

  test('the window met no error on the way', () => {
    expect(errors).toEqual([]);
  });
});
