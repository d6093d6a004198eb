import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openWindow } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { mosquittoPub } from './support/mosquitto.ts';
import { pane, rows, seeRow } from './support/panes.ts';
import { type ServedBench, startServedBench } from './support/servedBench.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

describe('a window with nothing in it', () => {
  let bench: ServedBench;
  let page: Page;
  let errors: readonly string[];

  beforeAll(async () => {
    bench = await startServedBench();
    ({ page, errors } = await openWindow(browser, bench.url, { width: 1024, height: 700 }));
  });
  afterAll(() => bench?.stop());

  test('each pane says what to do next', async () => {
    await pane(page, 'AT traffic').getByText('No serial port is open').waitFor();
    await pane(page, 'AT traffic').getByRole('button', { name: 'Play the sample capture' }).waitFor();
    await pane(page, 'MQTT packets').getByText('mosquitto_pub').first().waitFor();
    await pane(page, 'Console').getByText('Nothing is subscribed').waitFor();
  });

  test('nothing is wider than the window', async () => {
    const spill = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(spill).toBeLessThanOrEqual(0);
  });

  test('the sample capture plays on a click', async () => {
    await pane(page, 'AT traffic').getByRole('button', { name: 'Play the sample capture' }).click();
    await seeRow(page, 'AT traffic', 'RDY');
  });

  test('the window met no error on the way', () => {
    expect(errors).toEqual([]);
  });
});

describe('by keyboard alone', () => {
  let bench: ServedBench;
  let page: Page;

  beforeAll(async () => {
    bench = await startServedBench();
    ({ page } = await openWindow(browser, bench.url));
    await pane(page, 'Console').getByText('Nothing is subscribed').waitFor();
    for (let i = 0; i < 5; i += 1) {
      await mosquittoPub(bench.brokerPort, ['-i', `dev-${i}`, '-t', `plant/${i}/temp`, '-m', `{"t":2${i}}`]);
    }
    await seeRow(page, 'MQTT packets', 'plant/4/temp');
  });
  afterAll(() => bench?.stop());

  test('F6 reaches the packets, arrows choose one, the inspector shows its fields', async () => {
    await page.keyboard.press('F6');
    await page.keyboard.press('End');
    const selected = pane(page, 'MQTT packets').locator('[role=row][aria-selected=true]');
    await selected.waitFor();
    for (let i = 0; i < 12 && !(await selected.innerText()).includes('plant/4/temp'); i += 1) {
      await page.keyboard.press('ArrowUp');
    }
    const inspector = page.getByRole('region', { name: 'Inspector' });
    await inspector.getByText('Topic name').waitFor();
    await inspector.getByText('plant/4/temp').first().waitFor();
    await inspector.getByRole('figure', { name: 'Bytes' }).waitFor();
  });

  test('/ searches, and the search stays live', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('plant/2');
    await eventually('only matching rows', async () => {
      const shown = await rows(page, 'MQTT packets').allInnerTexts();
      return shown.length > 0 && shown.every((text) => text.includes('plant/2'));
    });
    await mosquittoPub(bench.brokerPort, ['-t', 'plant/2/hum', '-m', '40']);
    await mosquittoPub(bench.brokerPort, ['-t', 'plant/3/hum', '-m', '41']);
    await seeRow(page, 'MQTT packets', 'plant/2/hum');
    expect(await rows(page, 'MQTT packets', 'plant/3/hum').count()).toBe(0);
    await page.keyboard.press('Escape');
    await seeRow(page, 'MQTT packets', 'plant/3/hum');
  });

  test('pausing holds the rows still while the capture goes on', async () => {
    await page.keyboard.press('Control+.');
    await pane(page, 'MQTT packets')
      .getByText(/Paused/)
      .waitFor();
    await mosquittoPub(bench.brokerPort, ['-t', 'while/paused', '-m', 'x']);
    await pane(page, 'MQTT packets')
      .getByText(/Paused · [1-9]\d* new/)
      .waitFor();
    expect(await rows(page, 'MQTT packets', 'while/paused').count()).toBe(0);
    await page.keyboard.press('Control+.');
    await seeRow(page, 'MQTT packets', 'while/paused');
  });

  test('the command palette finds and does things', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('dark');
    await page.keyboard.press('Enter');
    await eventually('the dark theme', () => page.evaluate(() => document.documentElement.dataset.theme === 'dark'));
  });
});

describe('a broker port in use', () => {
  let occupant: Server;
  let bench: ServedBench;

  beforeAll(async () => {
    occupant = createServer();
    await new Promise<void>((done) => occupant.listen(0, '127.0.0.1', done));
    const { port } = occupant.address() as AddressInfo;
    bench = await startServedBench(['--broker', `127.0.0.1:${port}`]);
  });
  afterAll(async () => {
    await bench?.stop();
    occupant?.close();
  });

  test('is told with its holder, and a free port is one click away', async () => {
    const { page } = await openWindow(browser, bench.url);
    await page
      .getByRole('alert')
      .getByText(/in use/)
      .first()
      .waitFor();
    const button = page.getByRole('button', { name: /^Use port \d+$/ }).first();
    const port = Number((await button.innerText()).replace(/\D/g, ''));
    await button.click();
    await page.getByRole('button', { name: new RegExp(`Broker: .*${port}`) }).waitFor();
    await mosquittoPub(port, ['-t', 'moved/here', '-m', 'ok']);
    await seeRow(page, 'MQTT packets', 'moved/here');
    await page.close();
  });
});

describe('what the user set', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'modemscope-settings-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('is there again after the bench was restarted', async () => {
    const first = await startServedBench([], folder);
    const before = (await openWindow(browser, first.url)).page;
    await before.getByLabel('Topic filters to subscribe to').fill('plant/+/temp');
    await before.keyboard.press('Enter');
    await pane(before, 'Console').getByRole('list', { name: 'Subscriptions' }).getByText('plant/+/temp').waitFor();
    await before.getByLabel('Topic to publish to').fill('cmd/7');
    await before.getByLabel('Payload', { exact: true }).fill('{"valve":1}');
    await before.getByRole('radio', { name: 'Wall' }).click();
    await before.waitForTimeout(1000);
    await before.close();
    await first.stop();

    const second = await startServedBench([], folder);
    const { page } = await openWindow(browser, second.url);
    await pane(page, 'Console').getByRole('list', { name: 'Subscriptions' }).getByText('plant/+/temp').waitFor();
    await eventually(
      'the publish form',
      async () => (await page.getByLabel('Topic to publish to').inputValue()) === 'cmd/7',
    );
    expect(await page.getByLabel('Payload', { exact: true }).inputValue()).toBe('{"valve":1}');
    expect(await page.getByRole('radio', { name: 'Wall' }).getAttribute('aria-checked')).toBe('true');
    await mosquittoPub(second.brokerPort, ['-t', 'plant/7/temp', '-m', 'again']);
    await seeRow(page, 'Console', 'plant/7/temp', 'again');
    await page.close();
    await second.stop();
  });
});
