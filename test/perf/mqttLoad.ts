import { connect, type Socket } from 'node:net';

// A child process that loads a broker with bare sockets and prepared bytes, so that the broker is what limits the rate.
// Asked with a LoadRequest over IPC, answers with a LoadResult.

export interface LoadRequest {
  readonly port: number;
  readonly qos: 0 | 1;
  readonly messages: number;
  readonly publishers: number;
  readonly subscribers: number;
  readonly payloadBytes: number;
}
export interface LoadResult {
  /** From the first PUBLISH to the last message at the last subscriber. */
  readonly milliseconds: number;
}

const TOPIC = Buffer.from('bench/load');
/** QoS 1: messages on their way from one publisher. */
const WINDOW = 200;
const BATCH = 50;

const text = (value: Buffer): Buffer => Buffer.concat([Buffer.from([value.length >> 8, value.length & 255]), value]);
function packet(first: number, body: Buffer): Buffer {
  const length = body.length < 128 ? [body.length] : [(body.length & 127) | 128, body.length >> 7];
  return Buffer.concat([Buffer.from([first, ...length]), body]);
}
const connectPacket = (id: string): Buffer =>
  packet(0x10, Buffer.concat([text(Buffer.from('MQTT')), Buffer.from([4, 2, 0, 0]), text(Buffer.from(id))]));
const subscribePacket = (qos: number): Buffer =>
  packet(0x82, Buffer.concat([Buffer.from([0, 1]), text(TOPIC), Buffer.from([qos])]));
function publishPacket(qos: number, id: number, payload: Buffer): Buffer {
  const packetId = qos === 0 ? Buffer.alloc(0) : Buffer.from([id >> 8, id & 255]);
  return packet(0x30 | (qos << 1), Buffer.concat([text(TOPIC), packetId, payload]));
}

/** Connects and waits for the answer to the greeting. */
function greet(port: number, greeting: Buffer, answerBytes: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let left = answerBytes;
    const onData = (chunk: Buffer): void => {
      left -= chunk.length;
      if (left > 0) return;
      socket.off('data', onData);
      resolve(socket);
    };
    socket.on('data', onData);
    socket.once('error', reject);
    socket.write(greeting);
  });
}

/** Counts messages of one size; at QoS 1 answers each. Resolves when all have come. */
function receive(socket: Socket, qos: number, messageBytes: number, messages: number): Promise<void> {
  const idAt = messageBytes < 130 ? 4 + TOPIC.length : 5 + TOPIC.length;
  let rest: Buffer = Buffer.alloc(0);
  let seen = 0;
  return new Promise((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const whole = Math.floor(bytes.length / messageBytes);
      rest = bytes.subarray(whole * messageBytes);
      seen += whole;
      if (qos === 1 && whole > 0) {
        const acks = Buffer.allocUnsafe(whole * 4);
        for (let i = 0; i < whole; i += 1) {
          const at = i * messageBytes + idAt;
          acks.set([0x40, 2, bytes[at] ?? 0, bytes[at + 1] ?? 0], i * 4);
        }
        socket.write(acks);
      }
      if (seen >= messages) resolve();
    });
  });
}

function publishAll(socket: Socket, qos: number, payload: Buffer, messages: number): void {
  let sent = 0;
  const next = (count: number): Buffer => {
    const packets = Array.from({ length: Math.min(count, messages - sent) }, (_, i) =>
      publishPacket(qos, ((sent + i) % 60_000) + 1, payload),
    );
    sent += packets.length;
    return Buffer.concat(packets);
  };
  if (qos === 0) {
    const batch = Buffer.concat(Array.from({ length: BATCH }, () => publishPacket(0, 0, payload)));
    const pump = (): void => {
      while (sent < messages) {
        const more = messages - sent >= BATCH ? batch : next(messages - sent);
        if (more === batch) sent += BATCH;
        if (!socket.write(more)) return;
      }
    };
    socket.on('drain', pump);
    pump();
    return;
  }
  let ackBytes = 0;
  socket.on('data', (chunk: Buffer) => {
    ackBytes += chunk.length;
    const acked = Math.floor(ackBytes / 4);
    ackBytes %= 4;
    if (sent < messages) socket.write(next(acked));
  });
  socket.write(next(WINDOW));
}

async function load(request: LoadRequest): Promise<LoadResult> {
  const { port, qos, messages, publishers, subscribers, payloadBytes } = request;
  const payload = Buffer.alloc(payloadBytes, '{"t":21.5}');
  const messageBytes = publishPacket(qos, 1, payload).length;
  const run = process.hrtime.bigint();
  const subs = await Promise.all(
    Array.from({ length: subscribers }, (_, i) =>
      greet(port, Buffer.concat([connectPacket(`sub-${run}-${i}`), subscribePacket(qos)]), 4 + 5),
    ),
  );
  const pubs = await Promise.all(
    Array.from({ length: publishers }, (_, i) => greet(port, connectPacket(`pub-${run}-${i}`), 4)),
  );
  const received = subs.map((socket) => receive(socket, qos, messageBytes, messages));
  const begin = performance.now();
  for (const socket of pubs) publishAll(socket, qos, payload, messages / publishers);
  await Promise.all(received);
  const milliseconds = performance.now() - begin;
  for (const socket of [...subs, ...pubs]) socket.destroy();
  return { milliseconds };
}

process.on('message', (request: LoadRequest) => {
  load(request).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
