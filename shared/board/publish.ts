import { encodeUtf8 } from '../base/utf8.ts';
import type { BoardRun } from './boardRun.ts';

const PUB_SECONDS = 60;

/** One message through AT+CMQTTTOPIC, AT+CMQTTPAYLOAD and AT+CMQTTPUB. False: it is not known to have left. */
export async function publish(run: BoardRun, topic: string, message: unknown, qos: 0 | 1): Promise<boolean> {
  const name = encodeUtf8(topic);
  const payload = encodeUtf8(JSON.stringify(message));
  const steps = [
    [`AT+CMQTTTOPIC=0,${name.length}`, { data: name }],
    [`AT+CMQTTPAYLOAD=0,${payload.length}`, { data: payload }],
  ] as const;
  for (const [command, options] of steps) {
    if ((await run.at(command, options)).final !== 'ok') return false;
  }
  const result = { name: '+CMQTTPUB', timeoutMs: (PUB_SECONDS + 5) * 1000 };
  const done = await run.at(`AT+CMQTTPUB=0,${qos},${PUB_SECONDS}`, { result });
  if (done.result !== '0,0' && run.alive) run.log('err', 'mqtt', `publish failed: ${done.result ?? done.final}`);
  return done.result === '0,0';
}
