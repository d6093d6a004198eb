import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { connectAsync } from 'mqtt';
import type { Page } from 'playwright-core';
import { launchBrowser, openWindow } from '../test/e2e/support/browser.ts';
import { rows, seeRow } from '../test/e2e/support/panes.ts';
import { type ServedBench, startServedBench } from '../test/e2e/support/servedBench.ts';
import { ensureFreshBuild } from './freshBuild.ts';

// Takes the pictures of the README: the built window in headless Chromium, on the simulated board and a few MQTT clients. Usage: node scripts/screenshots.ts [FOLDER], by default docs/screenshots.

const root = resolve(import.meta.dirname, '..');
const folder = resolve(root, process.argv[2] ?? 'docs/screenshots');

async function shoot(page: Page, name: string, width: number, height: number, scheme: 'light' | 'dark'): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: scheme });
  await page.waitForTimeout(600);
  await page.screenshot({ path: resolve(folder, `${name}.png`) });
}

/** Two devices beside the board, so that the broker has more than one client. */
async function publishReadings(bench: ServedBench): Promise<void> {
  for (const id of [7, 9]) {
    const device = await connectAsync(`mqtt://${bench.broker}`, { clientId: `meter-${id}`, keepalive: 60 });
    await device.publishAsync(`boards/meter-${id}/telemetry`, JSON.stringify({ t: 20 + id / 10, rh: 40 + id }), {
      qos: 1,
      retain: id === 9,
    });
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

/** The simulated board at work, then with its registration taken away. */
async function takeBoard(): Promise<void> {
  const bench = await startServedBench(['--simulate']);
  const browser = await launchBrowser();
  const { page, errors } = await openWindow(browser, bench.url);
  await seeRow(page, 'MQTT packets', 'PUBLISH');
  await publishReadings(bench);
  await page.waitForTimeout(20_000);
  await rows(page, 'MQTT packets', 'PUBLISH', 'qos1').last().click();
  await shoot(page, 'bench-light', 1440, 900, 'light');
  await shoot(page, 'bench-dark', 1440, 900, 'dark');
  await shoot(page, 'bench-small-dark', 1024, 700, 'dark');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: /^Simulation/ }).click();
  await page.getByRole('textbox', { name: 'Find a fault' }).fill('registration');
  await page.getByRole('button', { name: /rejects the subscription/ }).click();
  await page.getByRole('button', { name: 'Arm', exact: true }).click();
  await page
    .getByRole('region', { name: 'Diagnosis' })
    .getByRole('button', { name: /^Registered ?failed/ })
    .waitFor();
  await shoot(page, 'fault-light', 1440, 900, 'light');
  if (errors.length > 0) throw new Error(errors.join('; '));
  await browser.close();
  await bench.stop();
}

ensureFreshBuild(root);
mkdirSync(folder, { recursive: true });
await takeEmpty();
await takeBoard();
console.log(`Screenshots are in ${folder}.`);
