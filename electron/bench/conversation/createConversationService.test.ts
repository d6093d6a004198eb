import { expect, test } from 'vitest';
import { createCaptureLog } from '#bench/capture/createCaptureLog.ts';
import { hex } from '#shared/protocol/mqtt/mqttBytes.testkit.ts';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createConversationService } from './createConversationService.ts';

const CONNECT = hex('10 14 00 04 4d515454 04 02 003c 0008 62656e63682d3031');
const CONNACK = hex('20 02 00 00');
const PUBLISH = hex('32 0f 0008 62656e63682f7431 0007 323135');
const PUBACK = hex('40 02 0007');

function setUp(tailBytes = 64_000_000) {
  const clock = createFakeClock();
  const log = createCaptureLog({ clock, limits: { tailBytes }, defer: () => {} });
  const service = createConversationService({ log, clock });
  const open = () => log.openLink({ lane: 'mqtt', role: 'device', address: '127.0.0.1:5000' });
  const packet = (link: number, dir: 'rx' | 'tx', bytes: Uint8Array): number =>
    log.append({
      lane: 'mqtt',
      dir,
      kind: 'packet',
      level: 4,
      link,
      bytes,
      t: log.lastSeq,
      tLast: log.lastSeq,
      text: '',
    });
  const ask = async (link: number, seq?: number) => {
    const answer = await service.handlers['mqtt.conversation'](seq === undefined ? { link } : { link, seq });
    return answer.ok ? answer.value : null;
  };
  const connected = (): number => {
    const link = open();
    log.append({ lane: 'mqtt', dir: 'none', kind: 'open', level: 0, link, bytes: hex(''), t: 0, tLast: 0, text: '' });
    packet(link, 'rx', CONNECT);
    packet(link, 'tx', CONNACK);
    return link;
  };
  return { log, ask, packet, connected };
}
const seqs = (answer: Awaited<ReturnType<ReturnType<typeof setUp>['ask']>>) =>
  answer?.exchange?.steps.map(({ seq }) => seq);

test('reads a connection among others, and reads on', async () => {
  const { ask, packet, connected } = setUp();
  const link = connected();
  const other = connected();
  const sent = packet(link, 'rx', PUBLISH);
  packet(other, 'rx', PUBLISH);
  expect(await ask(link, sent)).toMatchObject({
    exchange: { state: 'waiting' },
    conversation: { packetsIn: 2, whole: true },
  });
  const answered = packet(link, 'tx', PUBACK);
  const [first, second] = await Promise.all([ask(link, sent), ask(link, answered)]);
  expect(seqs(first)).toEqual([sent, answered]);
  expect(seqs(second)).toEqual([sent, answered]);
  expect(first?.conversation).toMatchObject({ link, packetsIn: 2, packetsOut: 2, connect: { clientId: 'bench-01' } });
});

test('partners of a packet long ago are found again', async () => {
  const { ask, packet, connected } = setUp();
  const link = connected();
  const sent = packet(link, 'rx', PUBLISH);
  for (let i = 0; i < 6000; i += 1) packet(link, i % 2 === 0 ? 'tx' : 'rx', i % 2 === 0 ? PUBACK : PUBLISH);
  expect(seqs(await ask(link, sent))).toEqual([sent, sent + 1]);
});

test('a connection whose beginning was dropped is told as such', async () => {
  const { log, ask, packet, connected } = setUp(2_000_000);
  const link = connected();
  for (let i = 0; i < 40_000; i += 1) packet(link, 'rx', PUBLISH);
  expect(log.firstSeq).toBeGreaterThan(10);
  const answer = await ask(link, 2);
  expect(answer).toMatchObject({ exchange: null, conversation: { whole: false, connect: null } });
});

test('links that are no MQTT connection, and rows of others', async () => {
  const { log, ask, packet, connected } = setUp();
  const link = connected();
  const other = connected();
  const sent = packet(other, 'rx', PUBLISH);
  expect(await ask(link, sent)).toMatchObject({ exchange: null });
  expect(await ask(log.openLink({ lane: 'serial', role: 'modem', address: '/dev/x' }))).toBeNull();
  expect(await ask(99)).toBeNull();
});

test('the state of many connections does not pile up', async () => {
  const { ask, packet, connected } = setUp();
  const links = Array.from({ length: 40 }, connected);
  for (const link of links) expect(await ask(link)).toMatchObject({ conversation: { packetsIn: 1 } });
  const [first = 0] = links;
  packet(first, 'rx', PUBLISH);
  expect(await ask(first)).toMatchObject({ conversation: { packetsIn: 2 } });
});
