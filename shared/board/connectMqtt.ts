import { encodeUtf8 } from '../base/utf8.ts';
import type { BoardRun } from './boardRun.ts';
import { commandTopic } from './boardSettings.ts';

/** Longest time the manual gives these commands (V3.00 16.2), ms. */
const RESULT_MS = 120_000;
const wait = (name: string) => ({ result: { name, timeoutMs: RESULT_MS }, timeoutMs: RESULT_MS });

/** Takes down what a modem still has from before: it does not restart with the MCU. */
export async function tearDown(run: BoardRun): Promise<void> {
  await run.at('AT+CMQTTDISC=0,60', wait('+CMQTTDISC'));
  await run.at('AT+CMQTTREL=0');
  await run.at('AT+CMQTTSTOP', wait('+CMQTTSTOP'));
}

async function startService(run: BoardRun): Promise<boolean> {
  for (const attempt of ['first', 'second']) {
    const { final, result } = await run.at('AT+CMQTTSTART', wait('+CMQTTSTART'));
    if (result === '0') return true;
    run.log('wrn', 'mqtt', `start: ${result === null ? final : `error ${result}`}`);
    if (attempt === 'first' && run.alive) {
      run.log('inf', 'mqtt', 'the modem may still run the service: stopping it');
      await tearDown(run);
    }
  }
  return false;
}

/** Starts the service, connects, subscribes to the command topic. */
export async function connectMqtt(run: BoardRun): Promise<boolean> {
  const { broker, clientId, keepAliveSeconds } = run.settings;
  if (!(await startService(run))) return false;
  const acquired = await run.at(`AT+CMQTTACCQ=0,"${clientId}"`);
  if (acquired.final !== 'ok') return run.alive && reportFailed(run, 'accq', null);
  const login = broker.user === '' ? '' : `,"${broker.user}","${broker.password}"`;
  const dial = `AT+CMQTTCONNECT=0,"tcp://${broker.host}:${broker.port}",${keepAliveSeconds},1${login}`;
  run.log('inf', 'mqtt', `connecting to ${broker.host}:${broker.port} as ${clientId}`);
  if (run.misbehaves('ok-is-success')) {
    await run.at(dial);
  } else {
    const { result } = await run.at(dial, wait('+CMQTTCONNECT'));
    if (result !== '0,0') return reportFailed(run, 'connect', result);
  }
  run.log('inf', 'mqtt', 'connected');
  const topic = encodeUtf8(commandTopic(run.settings));
  const { result } = await run.at(`AT+CMQTTSUB=0,${topic.length},1`, {
    result: wait('+CMQTTSUB').result,
    data: topic,
  });
  return result === '0,0' || reportFailed(run, 'subscribe', result);
}

function reportFailed(run: BoardRun, what: string, result: string | null): false {
  run.log('err', 'mqtt', `${what} failed${result === null ? '' : `: ${result}`}`);
  return false;
}
