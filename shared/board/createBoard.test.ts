import { describe, expect, it } from 'vitest';
import { type FaultPoints, NO_FAULTS } from '../modem/faults/faultPoints.ts';
import { startBoard } from './scriptedModem.testkit.ts';

const TELEMETRY = 'boards/bench-board-17/telemetry';

describe('the simulated board', () => {
  it('brings the link up in the manual’s order and publishes', async () => {
    const { board, clock, sent, console } = startBoard();
    await clock.run(3000);
    expect(board.state()).toMatchObject({ phase: 'running', connects: 1 });
    expect(board.state().published).toBeGreaterThan(0);
    expect(sent.filter((line) => line.startsWith('AT+CMQTT')).slice(0, 7)).toEqual([
      'AT+CMQTTSTART',
      'AT+CMQTTACCQ=0,"bench-board-17"',
      'AT+CMQTTCONNECT=0,"tcp://127.0.0.1:1883",60,1',
      'AT+CMQTTSUB=0,29,1',
      `AT+CMQTTTOPIC=0,${TELEMETRY.length}`,
      expect.stringMatching(/^AT\+CMQTTPAYLOAD=0,\d+$/),
      'AT+CMQTTPUB=0,0,60',
    ]);
    expect(console.join('\n')).toContain('<inf> mqtt: connected');
    board.close();
  });

  it('publishes JSON, with QoS 0 and 1 in turn', async () => {
    const { board, clock, sent } = startBoard();
    await clock.run(10_000);
    const payloads = sent.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
    expect(payloads.length).toBeGreaterThan(3);
    expect(payloads[0]).toEqual({
      seq: 1,
      temperature: expect.any(Number),
      humidity: expect.any(Number),
      battery: expect.any(Number),
      led: 'off',
    });
    expect(new Set(sent.filter((line) => line.startsWith('AT+CMQTTPUB')))).toEqual(
      new Set(['AT+CMQTTPUB=0,0,60', 'AT+CMQTTPUB=0,1,60']),
    );
    board.close();
  });

  it('obeys its command topic and reports back', async () => {
    const { board, clock, sent, say } = startBoard();
    await clock.run(3000);
    const order = '{"led":"on","interval":60}';
    const topic = 'boards/bench-board-17/command';
    say(`\r\n+CMQTTRXSTART: 0,${topic.length},${order.length}\r\n+CMQTTRXTOPIC: 0,${topic.length}\r\n${topic}\r\n`);
    say(`+CMQTTRXPAYLOAD: 0,${order.length}\r\n${order}\r\n+CMQTTRXEND: 0\r\n`);
    await clock.run(3000);
    expect(board.state()).toMatchObject({ led: 'on', intervalMs: 60_000, received: 1 });
    expect(sent).toContain('boards/bench-board-17/status');
    board.close();
  });

  it.each([
    ['is asked for its PIN', { 'AT+CPIN?': '\r\n+CPIN: SIM PIN\r\n\r\nOK\r\n' }, 'sim: not ready (+CPIN: SIM PIN)'],
    ['has no SIM', { 'AT+CPIN?': '\r\n+CME ERROR: SIM not inserted\r\n' }, 'sim: not ready (error)'],
    ['is not registered', { 'AT+CEREG?': '\r\n+CEREG: 0,3\r\n\r\nOK\r\n' }, 'net: not registered (stat 3, '],
    ['cannot connect', { 'AT+CMQTTCONNECT': '\r\nOK\r\n\r\n+CMQTTCONNECT: 0,3\r\n' }, 'mqtt: connect failed: 0,3'],
    ['meets an open service', { 'AT+CMQTTSTART': '\r\n+CMQTTSTART: 23\r\n\r\nERROR\r\n' }, 'mqtt: start: error 23'],
  ])('says so when it %s, and starts over', async (_, answers, text) => {
    const { board, clock, console } = startBoard(answers);
    await clock.run(90_000);
    expect(console.join('\n')).toContain(text);
    expect(console.join('\n')).toContain('starting over in 1 s');
    board.close();
  });

  it('comes back after the connection is lost', async () => {
    const { board, clock, sent, say, console } = startBoard();
    await clock.run(3000);
    say('\r\n+CMQTTCONNLOST: 0,1\r\n');
    await clock.run(6000);
    expect(board.state()).toMatchObject({ phase: 'running', connects: 2 });
    expect(sent.filter((line) => line.startsWith('AT+CMQTTDISC'))).toHaveLength(1);
    expect(console.join('\n')).toContain('connection lost');
    board.close();
  });

  it('begins anew when the modem restarts', async () => {
    const { board, clock, sent, say } = startBoard();
    await clock.run(3000);
    say('\r\nRDY\r\n');
    await clock.run(3000);
    expect(board.state()).toMatchObject({ phase: 'running', connects: 2 });
    expect(sent.filter((line) => line === 'AT+CMQTTSTART')).toHaveLength(2);
    board.close();
  });

  it('waits for a modem that does not answer, and leaves nothing running when closed', async () => {
    const { board, clock } = startBoard({ AT: '' });
    await clock.run(60_000);
    expect(board.state()).toMatchObject({ phase: expect.stringMatching(/modem|waiting/), published: 0 });
    board.close();
    await clock.run(60_000);
    expect(clock.pending).toBe(0);
  });
});

describe('firmware errors', () => {
  const active = (name: string): FaultPoints => ({ ...NO_FAULTS, active: (asked) => (asked === name ? 0 : null) });

  it('takes the OK of AT+CMQTTCONNECT for success', async () => {
    const { board, clock, sent } = startBoard({ 'AT+CMQTTCONNECT': '\r\nOK\r\n' }, { faults: active('ok-is-success') });
    await clock.run(3000);
    expect(sent.some((line) => line.startsWith('AT+CMQTTSUB'))).toBe(true);
    board.close();
  });

  it('sends fewer bytes than it declared', async () => {
    const short: FaultPoints = { ...NO_FAULTS, strike: (name) => (name === 'short-data' ? 0 : null) };
    const { board, clock, sent } = startBoard({}, { faults: short });
    await clock.run(20_000);
    // What comes next fills the rest of the declared length.
    expect(sent.find((line) => line.startsWith('boards/'))).toBe('boards/bench-board-17/commAT\r');
    board.close();
  });

  it('forgets the CR', async () => {
    const { board, clock, sent } = startBoard({}, { faults: active('no-terminator') });
    await clock.run(20_000);
    expect(sent).toEqual([]);
    board.close();
  });
});
