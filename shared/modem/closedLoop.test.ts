import { describe, expect, it } from 'vitest';
import { runLoop } from './closedLoop.testkit.ts';

describe('a fault of the simulated modem is found by the diagnosis', () => {
  it.each([
    ['sim-absent', 'sim.not-inserted'],
    ['sim-pin', 'sim.locked'],
    ['sim-puk', 'sim.locked'],
    ['sim-busy', 'sim.busy-or-failure'],
    ['sim-failure', 'sim.busy-or-failure'],
    ['radio-off', 'radio.off'],
    ['reg-searching', 'registration.searching'],
    ['reg-off', 'registration.searching'],
    ['reg-denied', 'registration.denied'],
    ['reg-sms-only', 'registration.sms-only'],
    ['deregistered', 'registration.deregistered-by-command'],
    ['wrong-apn', 'pdp.failed'],
    ['no-apn', 'pdp.no-apn'],
    ['dns-error', 'tcp.dns'],
    ['connect-refused', 'tcp.connect-failed'],
    ['cmqtt-connect=3', 'tcp.connect-failed'],
    ['cmqtt-connect=12', 'mqtt.invalid-parameter'],
    ['cmqtt-connect=25', 'tcp.dns'],
    ['cmqtt-connect=32', 'tls.handshake'],
    ['cmqtt-connect=33', 'tls.no-certificate'],
    ['connack=1', 'mqtt.refused-version'],
    ['connack=2', 'mqtt.refused-client-id'],
    ['connack=3', 'mqtt.refused-unavailable'],
    ['connack=4', 'mqtt.refused-credentials'],
    ['connack=5', 'mqtt.refused-not-authorized'],
    ['cmqtt-pub=14', 'mqtt.client-busy'],
    ['cmqtt-pub=17', 'mqtt.timeout'],
    ['cmqtt-pub=18', 'mqtt.topic-empty'],
    ['cmqtt-sub=6', 'mqtt.broker-hung-up'],
    ['no-answer', 'uart.no-answer'],
    ['prompt-blocked', 'uart.no-answer'],
    ['wrong-baud', 'uart.baud-mismatch'],
    ['drop-bytes', 'uart.bit-errors'],
    ['flip-bits', 'uart.bit-errors'],
    ['insert-bytes', 'uart.bit-errors'],
    ['brownout-on-register', 'power.brownout'],
    ['brownout-on-transmit', 'power.brownout'],
    ['short-data', 'prompt.short-data'],
    ['ok-is-success', 'mqtt.ok-is-not-success'],
    ['no-terminator', 'at.no-terminator'],
    ['publish-lost', 'link.never-arrived'],
    ['weak-signal', 'radio.weak-signal'],
  ])('%s: %s', async (fault, rule) => {
    const { diagnosis, struck, log } = await runLoop({ faults: [fault], seconds: 150 });
    expect(struck[0], log).toBeGreaterThan(0);
    expect(
      diagnosis.findings.map((finding) => finding.rule),
      log.slice(-1500),
    ).toContain(rule);
    expect(diagnosis.verdict.rule, log.slice(-1500)).toBe(rule);
  });
});

describe('one that shows in other things first is found all the same', () => {
  it.each([
    ['flip-bits-to-modem', 'uart.bit-errors', { board: { echo: true } }],
    ['command-too-soon', 'at.command-too-soon', {}],
  ] as const)('%s: %s', async (fault, rule, options) => {
    const { diagnosis, log } = await runLoop({ ...options, faults: [fault], seconds: 150 });
    expect(diagnosis.findings, log).toContainEqual(expect.objectContaining({ rule, severity: 'fault' }));
    expect(diagnosis.verdict.rule).not.toBe('ok');
  });
});

describe('one that was overcome, or only will bite, is found and is not the verdict', () => {
  it.each([
    ['sim-late', 'sim.busy-or-failure', {}],
    ['bearer-lost', 'socket.lost', {}],
    ['connlost=1', 'mqtt.connection-lost', {}],
    ['connlost=2', 'mqtt.connection-lost', {}],
    ['connlost=3', 'socket.lost', {}],
    ['nonet', 'socket.lost', {}],
    ['client-id-takeover', 'mqtt.client-id-takeover', {}],
    ['restart', 'power.unplanned-restart', {}],
    ['mcu-restart', 'power.mcu-restarted-alone', {}],
    ['start-23@1', 'power.mcu-restarted-alone', { modemFirst: true }],
    ['under-voltage', 'power.under-voltage', {}],
    ['extra-data@1', 'prompt.extra-data', {}],
    ['prompt-not-awaited', 'prompt.not-awaited', {}],
    ['puback-held@2', 'mqtt.timeout', { brokerLane: false }],
    ['puback-held@2', 'link.not-confirmed', {}],
    ['keep-alive-unserved@20s..60s', 'mqtt.keep-alive', { board: { keepAliveSeconds: 10, intervalMs: 30_000 } }],
  ] as const)('%s: %s %j', async (fault, rule, options) => {
    const { diagnosis, struck, log } = await runLoop({ ...options, faults: [fault], seconds: 150 });
    expect(struck[0], log).toBe(1);
    const found = diagnosis.findings.map((finding) => `${finding.rule} ${finding.severity}`);
    expect(found, log).toContainEqual(expect.stringContaining(rule));
    expect(diagnosis.verdict.rule, found.join('\n')).toBe('ok');
  });
});

describe('what a driver that does it right does not even notice', () => {
  it.each(['urc-after-echo', 'urc-in-answer', 'glued', 'split-bytes', 'duplicate', 'late=2@5'])('%s', async (fault) => {
    const { diagnosis, board, log } = await runLoop({ faults: [fault], seconds: 60 });
    expect(diagnosis.verdict.rule, log).toBe('ok');
    expect(board.published).toBeGreaterThan(5);
  });

  it.each(['sim7600', 'a76xx'] as const)('no fault at all, %s', async (profile) => {
    const { diagnosis, board, log } = await runLoop({ seconds: 60, modem: { profile } });
    expect(diagnosis.family).toBe(profile);
    expect(diagnosis.verdict.rule, log).toBe('ok');
    expect(diagnosis.findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
    expect(board.published).toBeGreaterThan(10);
  });
});
