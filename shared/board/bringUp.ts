import type { BoardRun } from './boardRun.ts';
import { connectMqtt } from './connectMqtt.ts';

/** How far the board got. */
export type BoardPhase = 'off' | 'modem' | 'sim' | 'network' | 'mqtt' | 'running' | 'waiting';

/** Asks again and again until the answer fits, at most `tries` times. */
async function until(run: BoardRun, tries: number, pauseMs: number, ask: () => Promise<boolean>): Promise<boolean> {
  for (let i = 0; i < tries && run.alive; i += 1) {
    if (await ask()) return run.alive;
    await run.sleep(pauseMs);
  }
  return false;
}

async function reachModem(run: BoardRun): Promise<boolean> {
  run.log('inf', 'modem', 'waiting for an answer');
  if (!(await until(run, 30, 200, async () => (await run.at('AT', { timeoutMs: 800 })).final === 'ok'))) {
    run.log('err', 'modem', 'no answer to AT');
    return false;
  }
  await run.at(run.settings.echo ? 'ATE1' : 'ATE0');
  await run.at('AT+CMEE=2');
  const { lines } = await run.at('AT+CGMR');
  run.log('inf', 'modem', `firmware ${lines[0]?.replace('+CGMR: ', '') ?? 'unknown'}`);
  return run.alive;
}

async function unlockSim(run: BoardRun): Promise<boolean> {
  let said = '';
  const ready = await until(run, 15, 1000, async () => {
    const { lines, final } = await run.at('AT+CPIN?');
    said = lines[0] ?? final;
    return said === '+CPIN: READY';
  });
  run.log(ready ? 'inf' : 'err', 'sim', ready ? 'ready' : `not ready (${said})`);
  return ready;
}

async function register(run: BoardRun): Promise<boolean> {
  await run.at('AT+CFUN?');
  let stat = '';
  const registered = await until(run, 60, 1000, async () => {
    await run.at('AT+CSQ');
    const { lines } = await run.at('AT+CEREG?');
    stat = /^\+CEREG: \d,(\d+)/.exec(lines[0] ?? '')?.[1] ?? '';
    return stat === '1' || stat === '5';
  });
  if (!registered) {
    const { lines } = await run.at('AT+COPS?');
    run.log('err', 'net', `not registered (stat ${stat === '' ? 'unknown' : stat}, ${lines[0] ?? 'no operator'})`);
    return false;
  }
  run.log('inf', 'net', stat === '5' ? 'registered, roaming' : 'registered, home network');
  await run.at('AT+CPSI?');
  await run.at(run.misbehaves('no-apn') ? 'AT+CGDCONT?' : `AT+CGDCONT=1,"IP","${run.settings.apn}"`);
  return run.alive;
}

/** From power-up to a connected MQTT client, a step after the other. False: something failed, and the log says what. */
export async function bringUp(run: BoardRun, onPhase: (phase: BoardPhase) => void): Promise<boolean> {
  const steps = [
    ['modem', reachModem],
    ['sim', unlockSim],
    ['network', register],
    ['mqtt', connectMqtt],
  ] as const;
  for (const [phase, step] of steps) {
    onPhase(phase);
    if (!(await step(run))) return false;
  }
  return run.alive;
}
