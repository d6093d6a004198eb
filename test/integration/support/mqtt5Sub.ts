import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Mqtt5Sub {
  /** A line a message, in the format asked for. */
  lines(): readonly string[];
  /** Has something published until it is heard: then the subscription stands. */
  hearing(publish: () => Promise<unknown>): Promise<void>;
  stop(): Promise<void>;
}

/** Debian's mosquitto_sub over MQTT 5; `format` as in its manual: `%t %C %P` … */
export function mqtt5Sub(port: number, topic: string, format: string, args: readonly string[] = []): Mqtt5Sub {
  const child = spawn(
    'mosquitto_sub',
    ['-h', '127.0.0.1', '-p', String(port), '-V', '5', '-t', topic, '-F', format, ...args],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const gone = once(child, 'exit');
  return {
    lines: () => text.split('\n').slice(0, -1),
    async hearing(publish) {
      const end = Date.now() + 15_000;
      while (text === '') {
        if (Date.now() > end) throw new Error('mosquitto_sub heard nothing');
        await publish();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async stop() {
      child.kill();
      await gone;
    },
  };
}
