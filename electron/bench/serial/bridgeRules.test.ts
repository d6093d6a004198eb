import { describe, expect, it } from 'vitest';
import type { RewriteRule } from '#shared/contract/rewriteRule.ts';
import { createSerialHarness, MCU, MODEM } from './serialServiceHarness.testkit.ts';

const BROKER: RewriteRule = {
  ...{ id: 'broker', enabled: true, direction: 'tx', replace: 'tcp://192.0.2.7:1883' },
  match: { by: 'argument', command: '+CMQTTCONNECT', index: 1, was: '' },
};
const NETWORK: RewriteRule = {
  ...{ id: 'network', enabled: true, direction: 'rx', replace: '0,1' },
  match: { by: 'text', text: '0,2' },
};
const OLD = 'AT+CMQTTCONNECT=0,"tcp://old.example:1883",60,1';
const NEW = 'AT+CMQTTCONNECT=0,"tcp://192.0.2.7:1883",60,1';

const createBridge = async (rules: readonly RewriteRule[]) => {
  const harness = createSerialHarness([MCU, MODEM]);
  const link = await harness.bridge({ rules: [...rules] });
  const setRules = (next: readonly RewriteRule[]) => harness.handlers['serial.rewrite']({ link, rules: [...next] });
  return { ...harness, link, setRules, mcu: harness.mcu, modem: harness.modem };
};

describe('a bridge with rules', () => {
  it('passes the changed line on, records it as it went out, and says what it was', async () => {
    const { link, mcu, modem, rows, state } = await createBridge([BROKER]);
    mcu.receive(`${OLD}\r`);
    expect(modem.written).toBe(`${NEW}\r`);
    modem.receive('\r\nOK\r\n');
    expect(rows(link).slice(1)).toEqual([
      `tx command ${JSON.stringify(`${NEW}\r`)} (rewritten from ${OLD})`,
      'rx final "\\r\\nOK\\r\\n"',
    ]);
    expect(state(link).bridge?.rules).toEqual([{ ...BROKER, hits: 1 }]);
    expect(state(link)).toMatchObject({ txBytes: NEW.length + 1, mcu: { rxBytes: OLD.length + 1 } });
  });

  it('waits for the rest of a command line, but not for ever', async () => {
    const { mcu, modem, clock } = await createBridge([BROKER]);
    mcu.receive(OLD.slice(0, 10));
    await clock.run(300);
    mcu.receive(OLD.slice(10));
    await clock.run(300);
    expect(modem.written).toBe('');
    mcu.receive('\r');
    expect(modem.written).toBe(`${NEW}\r`);
    mcu.receive('AT+CS');
    await clock.run(301);
    expect(modem.written).toBe(`${NEW}\rAT+CS`);
    mcu.receive('Q\r');
    expect(modem.written).toBe(`${NEW}\rAT+CSQ\r`);
  });

  it('passes on what somebody types, each character a moment after it came', async () => {
    const { mcu, modem, clock } = await createBridge([BROKER]);
    for (const typed of ['A', 'T', 'I']) {
      mcu.receive(typed);
      await clock.run(61);
    }
    expect(modem.written).toBe('ATI');
  });

  it('says so when a line came too slowly to be changed', async () => {
    const { link, mcu, modem, clock, rows, state } = await createBridge([BROKER]);
    mcu.receive(OLD.slice(0, 10));
    await clock.run(301);
    mcu.receive(OLD.slice(10));
    mcu.receive('\rAT+CSQ\r');
    expect(modem.written).toBe(`${OLD}\rAT+CSQ\r`);
    expect(rows(link).slice(1)).toEqual([
      `tx command ${JSON.stringify(`${OLD}\r`)} (not rewritten: the line came in pieces, too slowly to wait for its end)`,
      'tx command "AT+CSQ\\r"',
    ]);
    expect(state(link).bridge?.rules[0]?.hits).toBe(0);
  });

  it('holds back no other bytes, and none of the direction no rule looks at', async () => {
    const { mcu, modem } = await createBridge([BROKER]);
    mcu.receive('\x1a');
    modem.receive('\r\n+CRE');
    expect(modem.written).toBe('\x1a');
    expect(mcu.written).toBe('\r\n+CRE');
  });

  it('changes no data, though it reads like the command', async () => {
    const { link, mcu, modem, rows, state } = await createBridge([BROKER]);
    mcu.receive(`AT+CMQTTPAYLOAD=0,${OLD.length + 1}\r`);
    modem.receive('\r\n> ');
    mcu.receive(`${OLD}\r`);
    expect(modem.written).toBe(`AT+CMQTTPAYLOAD=0,${OLD.length + 1}\r${OLD}\r`);
    expect(rows(link).at(-1)).toBe(`tx payload ${JSON.stringify(`${OLD}\r`)}`);
    expect(state(link).bridge?.rules[0]?.hits).toBe(0);
  });

  it('takes other rules while it runs; what is held goes on as it came, a rule that stays keeps its count', async () => {
    const { link, mcu, modem, setRules, state } = await createBridge([BROKER]);
    mcu.receive(`${OLD}\r`);
    mcu.receive(OLD);
    expect(await setRules([NETWORK, BROKER])).toEqual({ ok: true, value: {} });
    expect(modem.written).toBe(`${NEW}\r${OLD}`);
    mcu.receive(`\r${OLD}\r`);
    modem.receive('\r\n+CREG: 0,2\r\n');
    expect(modem.written).toBe(`${NEW}\r${OLD}\r${NEW}\r`);
    expect(mcu.written).toBe('\r\n+CREG: 0,1\r\n');
    expect(state(link).bridge?.rules.map(({ id, hits }) => [id, hits])).toEqual([
      ['network', 1],
      ['broker', 2],
    ]);
    await setRules([{ ...BROKER, enabled: false }]);
    mcu.receive(`${OLD}\r`);
    expect(modem.written.endsWith(`${OLD}\r`)).toBe(true);
    expect(state(link).bridge?.rules).toEqual([{ ...BROKER, enabled: false, hits: 2 }]);
  });

  it('says both when a changed line reaches nobody', async () => {
    const { link, mcu, backend, rows } = await createBridge([BROKER]);
    backend.unplug(MODEM);
    mcu.receive(`${OLD}\r`);
    expect(rows(link).at(-1)).toContain(`(rewritten from ${OLD}; not passed on: ${MODEM} is gone)`);
  });

  it('changes nothing that the user sends', async () => {
    const { link, handlers, modem } = await createBridge([BROKER]);
    await handlers['serial.send']({ link, form: 'line', data: OLD });
    expect(modem.written).toBe(`${OLD}\r`);
  });

  it('lets go what it holds when it is closed', async () => {
    const { link, handlers, mcu, modem, sent, clock } = await createBridge([BROKER]);
    mcu.receive('AT+CS');
    await handlers['serial.close']({ link });
    expect(modem.written).toBe('AT+CS');
    expect(sent(link)).toBe('AT+CS');
    expect(clock.pending).toBe(0);
  });
});

describe('serial.rewrite', () => {
  it('is for bridges', async () => {
    const { open, tap, handlers } = createSerialHarness([MCU, MODEM, '/dev/ttyUSB9']);
    const direct = await open({ path: '/dev/ttyUSB9' });
    const tapped = await tap();
    for (const link of [direct, tapped]) {
      expect(await handlers['serial.rewrite']({ link, rules: [] })).toMatchObject({ error: { code: 'not-supported' } });
    }
    expect(await handlers['serial.rewrite']({ link: 99, rules: [] })).toMatchObject({ error: { code: 'not-open' } });
  });
});
