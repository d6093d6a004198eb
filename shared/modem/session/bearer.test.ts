import { describe, expect, it } from 'vitest';
import { latin1Bytes } from '../../base/latin1.ts';
import type { Bearer } from './bearer.ts';
import { type NetworkSettings, type SessionUnderTest, startSession } from './session.testkit.ts';

/** Opens the bearer for `net` and gives the outcome. */
function open({ subjects, clock }: SessionUnderTest): string {
  let outcome = 'none';
  subjects.bearer.open('net', (result) => {
    outcome = result.ok ? 'open' : result.error.code;
  });
  expect(outcome).toBe('none');
  clock.advance(5000);
  return outcome;
}

/** A connection with what became of it. */
function connect(bearer: Bearer, host = 'broker.example', timeoutMs = 60_000) {
  const events: string[] = [];
  const stream = bearer.network.connect(
    { host, port: 1883, timeoutMs, tls: null },
    {
      onOpen: () => events.push('open'),
      onData: (bytes) => events.push(`data ${bytes.length}`),
      onEnd: (reason) => events.push(reason),
    },
  );
  return { events, stream };
}

describe('opening', () => {
  it.each<[string, NetworkSettings, readonly string[], string]>([
    ['any APN where the network asks for none', {}, [], 'open'],
    ['an APN it knows, whatever its letters', { apns: ['IoT.example', 'INTERNET'] }, [], 'open'],
    ['an APN it does not know', { apns: ['iot.example'] }, [], 'unknown-apn'],
    ['3G', { rat: 'WCDMA' }, [], 'open'],
    ['wrong-apn', {}, ['wrong-apn'], 'unknown-apn'],
    ['no-apn', {}, ['no-apn'], 'missing-apn'],
    ['no registration', {}, ['reg-searching'], 'no-service'],
    ['SMS only', {}, ['reg-sms-only'], 'no-service'],
    ['denied', {}, ['reg-denied'], 'no-service'],
    ['flight mode', {}, ['radio-off'], 'no-service'],
    ['no card', {}, ['sim-absent'], 'no-service'],
  ])('%s', (_name, network, faults, outcome) => {
    const session = startSession(network, { faults });
    expect(open(session)).toBe(outcome);
    expect(session.subjects.bearer.up).toBe(outcome === 'open');
    expect(session.subjects.bearer.address).toBe(outcome === 'open' ? '10.4.2.9' : '');
  });

  it('works with no-apn once an APN is set', () => {
    const session = startSession({}, { faults: ['no-apn'] });
    session.subjects.pdp.define(1, { type: 'IP', apn: 'iot.example', auth: { type: 0, user: '', password: '' } });
    expect(open(session)).toBe('open');
  });

  it('lives until the last user lets go on 3G, and with the registration on LTE', () => {
    const umts = startSession({ rat: 'WCDMA' });
    expect(umts.subjects.bearer.up).toBe(false);
    open(umts);
    umts.subjects.bearer.open('mqtt', () => undefined);
    umts.clock.advance(1000);
    umts.subjects.bearer.release('net');
    expect(umts.subjects.bearer.up).toBe(true);
    umts.subjects.bearer.release('mqtt');
    expect(umts.subjects.bearer.up).toBe(false);
    const lte = startSession();
    open(lte);
    lte.subjects.bearer.release('net');
    expect(lte.subjects.bearer.up).toBe(true);
  });
});

describe('losing it', () => {
  it.each<[string, (session: SessionUnderTest) => unknown]>([
    ['bearer-lost', ({ arm }) => arm('bearer-lost@0s')],
    ['registration gone', ({ arm }) => arm('reg-searching')],
    ['card gone', ({ arm }) => arm('sim-absent')],
    ['flight mode', ({ subjects }) => subjects.radio.set(4)],
    ['AT+COPS=2', ({ subjects }) => subjects.registration.select(2, '')],
    ['AT+CGATT=0', ({ subjects }) => subjects.pdp.attach(false)],
    ['AT+CGACT=0,1', ({ subjects }) => subjects.pdp.deactivate(1, 'modem')],
    ['another technology', ({ subjects }) => subjects.registration.prefer(13)],
  ])('%s ends what is open', (_name, lose) => {
    const session = startSession();
    const { subjects, network, clock } = session;
    open(session);
    network.serve('broker.example', 1883);
    const { events, stream } = connect(subjects.bearer);
    clock.advance(500);
    expect(events).toEqual(['open']);
    let lost = 0;
    subjects.bearer.onLost(() => {
      lost += 1;
      expect(subjects.bearer.up).toBe(false);
    });
    lose(session);
    clock.advance(500);
    expect(events).toEqual(['open', 'bearer']);
    expect(lost).toBe(1);
    expect(stream.write(latin1Bytes('x'))).toBe(false);
    expect(network.peers[0]?.ended).toBe('local');
    expect(connect(subjects.bearer).events).toEqual([]);
  });

  it('bearer-lost waits until somebody uses it', () => {
    const session = startSession({}, { faults: ['bearer-lost@1s'] });
    expect(session.subjects.bearer.up).toBe(true);
    open(session);
    session.clock.advance(1000);
    expect(session.subjects.bearer.up).toBe(false);
    session.clock.advance(10_000);
    expect(session.subjects.bearer.up).toBe(true);
  });

  it('says nothing more of connections once the session is over', () => {
    const session = startSession();
    const { subjects, network, clock } = session;
    open(session);
    network.serve('broker.example', 1883);
    const { events } = connect(subjects.bearer);
    clock.advance(500);
    session.end();
    clock.advance(5000);
    expect(events).toEqual(['open']);
    expect(network.peers[0]?.ended).toBe('local');
  });
});

describe('the network through it', () => {
  it.each<[string, readonly string[], string, string]>([
    ['nothing there', [], '192.0.2.99', 'refused'],
    ['connect-refused', ['connect-refused'], 'broker.example', 'refused'],
    ['dns-error, a name', ['dns-error'], 'broker.example', 'dns'],
    ['dns-error, an address', ['dns-error'], '192.0.2.1', 'open'],
    ['weak-signal', ['weak-signal'], 'broker.example', 'timeout'],
    ['not registered', ['reg-off'], 'broker.example', 'bearer'],
    ['all well', [], 'broker.example', 'open'],
  ])('%s', (_name, faults, host, expected) => {
    const session = startSession({}, { faults });
    session.network.serve('broker.example', 1883);
    const { events, stream } = connect(session.subjects.bearer, host, 10_000);
    expect(events).toEqual([]);
    session.clock.advance(30_000);
    expect(events).toEqual([expected]);
    stream.close();
    session.clock.advance(1000);
    expect(events).toHaveLength(expected === 'open' ? 2 : 1);
  });

  it.each<[string, readonly string[], string]>([
    ['all well', [], '192.0.2.1'],
    ['dns-error', ['dns-error'], 'dns'],
    ['weak-signal', ['weak-signal'], 'timeout'],
    ['not registered', ['reg-off'], 'bearer'],
  ])('looks up names: %s', (_name, faults, expected) => {
    const session = startSession({}, { faults });
    session.network.name('broker.example', '192.0.2.1');
    const answers: string[] = [];
    session.subjects.bearer.network.resolve('broker.example', (result) => {
      answers.push(result.ok ? result.value : result.error.code);
    });
    session.clock.advance(10_000);
    expect(answers).toEqual([expected]);
  });

  it('peer-closes: the far ends close what is open, once something is', () => {
    const session = startSession({}, { faults: ['peer-closes@0s'] });
    session.network.serve('broker.example', 1883);
    const { events, stream } = connect(session.subjects.bearer);
    session.clock.advance(2000);
    expect(events).toEqual(['open', 'peer']);
    expect(stream.write(latin1Bytes('x'))).toBe(false);
    expect(session.subjects.bearer.up).toBe(true);
  });

  it('closes before it opened', () => {
    const session = startSession({}, { faults: ['weak-signal'] });
    const { events, stream } = connect(session.subjects.bearer);
    stream.close();
    session.clock.advance(100_000);
    expect(events).toEqual(['local']);
  });

  it('counts transmissions for a supply that breaks down', () => {
    const session = startSession({}, { faults: ['brownout-on-transmit@3'] });
    session.network.serve('broker.example', 1883);
    const { stream } = connect(session.subjects.bearer);
    session.clock.advance(500);
    stream.write(latin1Bytes('one'));
    expect(session.powered).toEqual([]);
    stream.write(latin1Bytes('two'));
    expect(session.powered).toEqual(['restart, sudden']);
  });

  it('ends datagrams and servers with it, and sends nothing while it is down', () => {
    const session = startSession();
    const { subjects, clock, network } = session;
    open(session);
    const ends: string[] = [];
    const sent: string[] = [];
    const socket = subjects.bearer.network.bindUdp(5000, {
      onDatagram: () => undefined,
      onEnd: (why) => ends.push(`udp ${why}`),
    });
    subjects.bearer.network.listen(8080, {
      onListening: () => undefined,
      onClient: () => ({
        onOpen: () => undefined,
        onData: () => undefined,
        onEnd: (why) => ends.push(`client ${why}`),
      }),
      onEnd: (why) => ends.push(`server ${why}`),
    });
    clock.advance(100);
    network.dialIn(8080);
    clock.advance(100);
    subjects.pdp.attach(false);
    clock.advance(100);
    expect(ends.toSorted()).toEqual(['client bearer', 'server bearer', 'udp bearer']);
    socket.send(latin1Bytes('x'), { address: '192.0.2.1', port: 7 }, (result) =>
      sent.push(result.ok ? 'sent' : result.error.code),
    );
    clock.advance(5000);
    expect(sent).toEqual(['bearer']);
  });
});
