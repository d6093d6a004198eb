import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { connectAsync } from 'mqtt';
import type { Page } from 'playwright-core';
import { launchBrowser, openWindow } from '../test/e2e/support/browser.ts';
import { rows, seeRow } from '../test/e2e/support/panes.ts';
import { type ServedBench, startServedBench } from '../test/e2e/support/servedBench.ts';
import { ensureFreshBuild } from './freshBuild.ts';

// Takes the pictures of the README: the built window in headless Chromium, on a capture being played and a few MQTT
// clients. Usage: node scripts/screenshots.ts [FOLDER], by default docs/screenshots.

const root = resolve(import.meta.dirname, '..');
const folder = resolve(root, process.argv[2] ?? 'docs/screenshots');
const SAMPLE = resolve(root, 'resources/samples/first-connection.atlog');

async function shoot(page: Page, name: string, width: number, height: number, scheme: 'light' | 'dark'): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: scheme });
  await page.waitForTimeout(600);
  await page.screenshot({ path: resolve(folder, `${name}.png`) });
}

/** Three devices that publish readings and one that listens for commands. */
async function publishReadings(bench: ServedBench): Promise<void> {
  const url = `mqtt://${bench.broker}`;
  for (let i = 0; i < 12; i += 1) {
    const id = 7 + (i % 3);
    const device = await connectAsync(url, { clientId: `meter-${id}`, keepalive: 60 });
    if (id === 9) await device.subscribeAsync('plant/9/cmd', { qos: 1 });
    const reading = { t: 20 + i / 10, rh: 40 + i, bat: 3.7 };
    await device.publishAsync(`plant/${id}/state`, JSON.stringify(reading), { qos: 1, retain: i === 2 });
    await device.endAsync();
  }
}

async function takeEmpty(): Promise<void> {
  const bench = await startServedBench();
  const browser = await launchBrowser();
  const { page } = await openWindow(browser, bench.url);
  await shoot(page, 'empty-light', 1440, 900, 'light');
  await browser.close();
  await bench.stop();
}

async function takeBusy(): Promise<void> {
  const bench = await startServedBench(['--serial', `play:${SAMPLE}`]);
  const browser = await launchBrowser();
  const { page, errors } = await openWindow(browser, bench.url);
  await page.getByRole('button', { name: 'Subscribe to all topics (#)' }).click();
  await page.getByText('qos 0').first().waitFor();
  await publishReadings(bench);
  await page.waitForTimeout(20_000);
  await publishReadings(bench);
  await seeRow(page, 'MQTT packets', 'PUBLISH');
  // The list follows the newest row: once it stands still, a click hits the row it aims at.
  await page.waitForTimeout(1500);
  await rows(page, 'MQTT packets', 'PUBLISH', 'qos1').last().click();
  await shoot(page, 'bench-light', 1440, 900, 'light');
  await shoot(page, 'bench-dark', 1440, 900, 'dark');
  await shoot(page, 'bench-small-dark', 1024, 700, 'dark');
  await shoot(page, 'bench-small-light', 1024, 700, 'light');
  if (errors.length > 0) throw new Error(errors.join('; '));
  await browser.close();
  await bench.stop();
}

ensureFreshBuild(root);
mkdirSync(folder, { recursive: true });
await takeEmpty();
await takeBusy();
console.log(`Screenshots are in ${folder}.`);
