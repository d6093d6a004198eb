import { connect, type Socket } from 'node:net';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { latin1Bytes } from '#shared/base/latin1.ts';
import { encodeConnect, encodeDisconnect } from '#shared/protocol/mqtt/encode/encodeConnect.ts';
import { encodePublish, encodePublishAck } from '#shared/protocol/mqtt/encode/encodePublish.ts';
import { launchBrowser, openWindow } from './support/browser.ts';
import { eventually } from './support/eventually.ts';
import { pane, rows, seeRow } from './support/panes.ts';
import { type ServedBench, startServedBench } from './support/servedBench.ts';

// A board speaks to the broker byte by byte; its packets are looked at in the inspector.

let bench: ServedBench;
let browser: Browser;
let page: Page;
let errors: readonly string[];
let board: Socket;

const publish = (topic: string, payload: Uint8Array, qos: 0 | 1 | 2 = 0, packetId = 0): Uint8Array =>
  encodePublish({ topic: latin1Bytes(topic), payload, qos, retain: false, dup: false, packetId });
const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const inspector = (): Locator => page.getByRole('region', { name: 'Inspector' });
const bytes = (): Locator => inspector().getByRole('figure', { name: 'Bytes' });
const tree = (): Locator => inspector().getByRole('tree', { name: 'Fields' });
const select = async (...texts: readonly string[]): Promise<void> => {
  await seeRow(page, 'MQTT packets', ...texts);
  await rows(page, 'MQTT packets', ...texts)
    .first()
    .click();
};
/** The bytes that stand out, as they are written. */
const markedBytes = async (): Promise<string> =>
  (await bytes().locator('[data-at][data-marked=true]').allInnerTexts()).join(' ');

beforeAll(async () => {
  bench = await startServedBench();
  browser = await launchBrowser();
  ({ page, errors } = await openWindow(browser, bench.url, { width: 1600, height: 1100 }));
  await pane(page, 'Console').getByText('Nothing is subscribed').waitFor();
  board = connect(bench.brokerPort, '127.0.0.1');
  board.on('error', () => {});
  board.write(
    encodeConnect({
      ...{ level: 4, clientId: latin1Bytes('board-7'), keepAlive: 60, clean: true },
      will: { topic: latin1Bytes('board/gone'), payload: text('x'), qos: 0, retain: false },
      user: latin1Bytes('bench'),
      password: latin1Bytes('hush-hush'),
    }),
  );
  await seeRow(page, 'MQTT packets', 'CONNACK');
});

afterAll(async () => {
  board?.destroy();
  await browser?.close();
  await bench?.stop();
});

describe('a packet', () => {
  test('a password is not in sight until asked for', async () => {
    await select('CONNECT', 'board-7');
    await tree().getByText('Password', { exact: true }).waitFor();
    expect(await bytes().innerText()).not.toContain('hush');
    await inspector().getByRole('button', { name: 'Show the password' }).click();
    // `hush-hush` stands in two lines of the view.
    await eventually('the password', async () => (await bytes().innerText()).includes('hush'));
  });

  test('tree and bytes mark each other, by pointer and by keyboard', async () => {
    board.write(publish('plant/1', text('{"t":21.5}'), 1, 7));
    await select('plant/1');
    await tree()
      .getByRole('treeitem', { name: /Topic name/ })
      .hover();
    await eventually('the bytes of the topic', async () => (await markedBytes()) === '00 07 70 6c 61 6e 74 2f 31');

    await bytes().locator('[data-at="11"]').hover();
    await tree().locator('[data-marked=true]').getByText('Packet identifier').waitFor();

    await page.mouse.move(0, 0);
    await tree().focus();
    await page.keyboard.press('End');
    await eventually('the payload', async () => (await markedBytes()).startsWith('7b 22 74'));
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    const header = tree().getByRole('treeitem', { name: /Fixed header/ });
    expect(await header.getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('ArrowRight');
    expect(await header.getAttribute('aria-expanded')).toBe('true');

    await bytes().getByRole('grid').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await tree().locator('[aria-selected=true]').getByText('Remaining length').waitFor();
  });

  test('is copied as hex, as a C array and as JSON', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await select('plant/1');
    const copied = async (item: string): Promise<string> => {
      await inspector().getByRole('button', { name: 'Copy' }).click();
      await page.getByRole('menuitem', { name: item }).click();
      await inspector()
        .getByText(/^Copied as/)
        .waitFor();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    const packet = publish('plant/1', text('{"t":21.5}'), 1, 7);
    expect(await copied('Hex')).toBe(Buffer.from(packet).toString('hex').replace(/..\B/g, '$& '));
    await eventually('a C array', async () => (await copied('C array')).includes(`data[${packet.length}] = {`));
    await eventually('JSON', async () => JSON.parse(await copied('JSON (decoded)')).type === 'PUBLISH');
  });

  test('what is wrong with it is said with the clause and what to change', async () => {
    // DUP at QoS 0.
    const wrong = publish('plant/dup', text('x'));
    wrong[0] = 0x38;
    board.write(wrong);
    await select('plant/dup');
    const notes = inspector().getByRole('list', { name: 'Notes on the packet' });
    await notes.getByText('[MQTT-3.3.1-2]').waitFor();
    await notes.getByRole('button').first().click();
    await eventually('the first byte', async () => (await markedBytes()) === '38');
  });
});

describe('a payload', () => {
  const view = (name: string): Locator => inspector().getByRole('radio', { name, exact: true });

  test.each([
    ['plant/cbor', Uint8Array.of(0xa1, 0x61, 0x74, 0xf9, 0x4d, 0x60), 'CBOR', '"t": 21.5'],
    ['plant/pack', Uint8Array.of(0x81, 0xa1, 0x74, 0xca, 0x41, 0xac, 0, 0), 'MessagePack', '"t": 21.5'],
    ['plant/float', Uint8Array.of(0, 0, 0xac, 0x41), 'Numbers', 'float32 little-endian'],
    ['plant/json', text('{"t":21.5}'), 'JSON', '"t": 21.5'],
  ])('on %s is shown as what it most likely is', async (topic, payload, name, words) => {
    board.write(publish(topic, payload));
    await select(topic);
    await eventually(name, async () => (await view(name).getAttribute('aria-checked')) === 'true');
    await inspector().getByText(words).first().waitFor();
    await view('Base64').click();
    await inspector().getByText(Buffer.from(payload).toString('base64'), { exact: true }).waitFor();
  });

  test('of a Zigbee and of a LoRaWAN device is told in words', async () => {
    board.write(publish('zigbee2mqtt/kitchen/window', text('{"contact":false,"temperature":19.5,"linkquality":12}')));
    await select('zigbee2mqtt/kitchen/window');
    const zigbee = inspector().getByRole('region', { name: 'Message of Zigbee2MQTT' });
    await zigbee
      .getByText('kitchen/window reports contact open, temperature 19.5 °C; link quality 12 (weak).')
      .waitFor();
    await zigbee.getByText(/mains-powered router/).waitFor();

    const topic = 'application/1/device/70b3d57ed0000001/event/log';
    const log = { deviceInfo: { deviceName: 'soil-3' }, level: 'ERROR', code: 'UPLINK_MIC' };
    board.write(publish(topic, text(JSON.stringify({ ...log, description: 'MIC of join-request is invalid' }))));
    await select(topic);
    await inspector()
      .getByRole('region', { name: 'Message of ChirpStack' })
      .getByText(/^Wrong AppKey/)
      .waitFor();
  });
});

describe('a conversation', () => {
  const conversation = (): Locator => inspector().getByRole('region', { name: 'Conversation' });
  const steps = (): Locator => inspector().getByRole('list', { name: 'Handshake' });

  test('shows who talks, and counts down to the end of the keep-alive', async () => {
    await select('plant/1');
    for (const words of ['MQTT 3.1.1', 'board-7', 'bench, with a password', 'begins anew (clean)']) {
      await conversation().getByText(words).waitFor();
    }
    await conversation()
      .getByText(/^60 s; the server closes in \d+ s/)
      .waitFor();
  });

  test('a handshake is joined while it happens, and its packets are links', async () => {
    board.write(publish('plant/twice', text('x'), 2, 9));
    await select('plant/twice');
    await steps().getByRole('button', { name: 'PUBREC' }).waitFor();
    await inspector().getByText('waits for PUBREL from the client').waitFor();
    board.write(encodePublishAck('PUBREL', 9));
    await inspector()
      .getByText(/^complete after/)
      .waitFor();
    await steps().getByRole('button', { name: 'PUBCOMP' }).focus();
    await page.keyboard.press('Enter');
    await inspector().getByText('QoS 2, step three').waitFor();
    await pane(page, 'MQTT packets').locator('[role=row][aria-selected=true]').getByText('PUBCOMP').waitFor();
    expect(await steps().getByRole('listitem').count()).toBe(4);
  });

  test('a partner that a filter hides is found as well', async () => {
    await select('plant/twice');
    await page.keyboard.press('/');
    await page.keyboard.type('plant/twice');
    await eventually('the filter', async () => (await rows(page, 'MQTT packets', 'PUBCOMP').count()) === 0);
    await steps().getByRole('button', { name: 'PUBREL' }).click();
    await inspector().getByText('QoS 2, step two').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.press('Escape');
    await seeRow(page, 'MQTT packets', 'plant/1');
  });

  test('says who closed it, and why', async () => {
    await select('plant/1');
    board.end(encodeDisconnect());
    await conversation()
      .getByText(/by the client\..*The will for board\/gone is discarded/)
      .waitFor();
  });
});

describe('two boards with one client id', () => {
  const twin = (): Socket => {
    const socket = connect(bench.brokerPort, '127.0.0.1');
    socket.on('error', () => {});
    socket.resume();
    socket.write(
      encodeConnect({
        ...{ level: 4, clientId: latin1Bytes('twin'), keepAlive: 60, clean: true },
        ...{ will: null, user: null, password: null },
      }),
    );
    return socket;
  };

  test('the older one is told who took its client id, the newer one whose it took', async () => {
    const first = twin();
    await seeRow(page, 'MQTT packets', 'twin', 'CONNACK');
    const gone = new Promise<void>((done) => first.once('close', () => done()));
    const second = twin();
    await gone;
    await eventually('both', async () => (await rows(page, 'MQTT packets', 'twin', 'CONNACK').count()) === 2);
    await select('twin', 'CONNACK');
    await inspector()
      .getByText(/Connection #\d+ came with the same client id.*\[MQTT-3\.1\.4-2\]/)
      .waitFor();
    await rows(page, 'MQTT packets', 'twin', 'CONNACK').last().click();
    await inspector()
      .getByText(/^the client id of connection #\d+$/)
      .waitFor();
    second.destroy();
  });
});

test('no error was reported by the page', () => {
  expect(errors).toEqual([]);
});
