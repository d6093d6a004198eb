import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MosquittoBroker, startMosquitto } from '#test/integration/support/mosquittoBroker.ts';
import { launchBrowser, openWindow } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { mosquittoPub, mosquittoSub } from './support/mosquitto.ts';
import { seeRow } from './support/panes.ts';
import { type ServedBench, startServedBench } from './support/servedBench.ts';

describe('a broker somewhere else', () => {
  let browser: Browser;
  let bench: ServedBench;
  let remote: MosquittoBroker;
  let page: Page;
  let errors: readonly string[];

  beforeAll(async () => {
    remote = await startMosquitto();
    bench = await startServedBench();
    browser = await launchBrowser();
    ({ page, errors } = await openWindow(browser, bench.url, { width: 1024, height: 700 }));
  });
  afterAll(async () => {
    await browser?.close();
    await bench?.stop();
    await remote?.remove();
  });

  test('a proxy is started from the window, by keyboard, and shows the packets of both sides', async () => {
    await page.getByRole('button', { name: 'Proxy and bridge …' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('proxy to another');
    await page.keyboard.press('Enter');
    const form = page.getByRole('form', { name: 'New proxy' });
    await form.getByLabel('Broker to pass on to').fill('broker');
    await form.getByText('mqtt://host:1883').waitFor();
    await form.getByLabel('Broker to pass on to').fill(`mqtt://127.0.0.1:${remote.port}`);
    await form.getByLabel('Listen port').fill('0');
    await page.keyboard.press('Enter');
    const running = page.getByRole('list', { name: 'Running proxies' });
    const route = await running.getByText(`→ mqtt://127.0.0.1:${remote.port}`).innerText();
    const port = Number(/:(\d+) →/.exec(route)?.[1]);
    await mosquittoPub(port, ['-V', '5', '-q', '1', '-i', 'meter-7', '-t', 'plant/7/temp', '-m', '21.5']);
    await running.getByText('1 connection so far').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Proxy and bridge: Proxy' }).waitFor();
    await seeRow(page, 'MQTT packets', 'meter-7', 'CONNECT');
    await seeRow(page, 'MQTT packets', 'meter-7', 'plant/7/temp');
    await seeRow(page, 'MQTT packets', 'meter-7', 'PUBACK');
  });

  test('a bridge is started from the window and joins topics both ways', async () => {
    await page.getByRole('button', { name: 'Proxy and bridge: Proxy' }).click();
    await page.getByRole('radio', { name: 'Bridge' }).click();
    const form = page.getByRole('form', { name: 'Bridge' });
    const state = page.getByRole('region', { name: 'State of the bridge' });
    await form.getByLabel('Topic filter').fill('plant/#');
    await form.getByLabel('Remote broker', { exact: true }).fill(`mqtt://localhost:${bench.brokerPort}`);
    await form.getByRole('button', { name: 'Start the bridge' }).click();
    await state.getByText("The remote broker is the bench's own").waitFor();
    await form.getByLabel('Remote broker', { exact: true }).fill(`mqtt://127.0.0.1:${remote.port}`);
    await form.getByRole('button', { name: 'Start the bridge' }).click();
    await state.getByText('Connected', { exact: true }).waitFor();
    const there = mosquittoSub(remote.port, ['-t', 'plant/out', '-q', '1']);
    const here = mosquittoSub(bench.brokerPort, ['-t', 'plant/in', '-q', '1']);
    await eventually('both directions', async () => {
      await mosquittoPub(bench.brokerPort, ['-t', 'plant/out', '-m', 'out', '-q', '1']);
      await mosquittoPub(remote.port, ['-t', 'plant/in', '-m', 'in', '-q', '1']);
      return there.lines().includes('out') && here.lines().includes('in');
    });
    await there.stop();
    await here.stop();
    await state
      .getByText(/[1-9]\d* passed on/)
      .first()
      .waitFor();
    await form.getByRole('button', { name: 'Stop the bridge' }).click();
    await state.getByText('Not running').waitFor();
  });

  test('what was set up is offered again, and nothing went wrong in the window', async () => {
    await page.getByRole('radio', { name: 'Proxy' }).click();
    await page.getByRole('button', { name: /^Stop the proxy on/ }).click();
    await page.getByRole('button', { name: `any port to mqtt://127.0.0.1:${remote.port}` }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Proxy and bridge …' }).click();
    await page.getByRole('button', { name: `any port to mqtt://127.0.0.1:${remote.port}` }).waitFor();
    await page.getByRole('radio', { name: 'Bridge' }).click();
    expect(await page.getByRole('textbox', { name: 'Topic filter', exact: true }).inputValue()).toBe('plant/#');
    expect(errors).toEqual([]);
  });
});
