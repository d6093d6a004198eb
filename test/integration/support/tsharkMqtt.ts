import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pcapFile, type Segment } from './pcapFile.ts';

/** One value tshark found in a control packet. */
export interface SharkField {
  /** Such as `mqtt.msgid`. */
  readonly name: string;
  /** As tshark shows it. */
  readonly show: string;
  /** The bytes, in hex. */
  readonly value: string;
}

/** A control packet as tshark sees it. */
export interface SharkPacket {
  readonly from: number;
  readonly to: number;
  readonly fields: readonly SharkField[];
}

/** What tshark makes of the connections to a port, control packet by control packet, in order. */
export async function sharkPackets(segments: readonly Segment[], port: number): Promise<readonly SharkPacket[]> {
  const folder = await mkdtemp(join(tmpdir(), 'modemscope-pcap-'));
  try {
    const file = join(folder, 'mqtt.pcap');
    await writeFile(file, pcapFile(segments));
    const { stdout } = await promisify(execFile)(
      'tshark',
      ['-r', file, '-d', `tcp.port==${port},mqtt`, '-Y', 'mqtt', '-T', 'pdml', '-J', 'tcp mqtt'],
      { maxBuffer: 1 << 30 },
    );
    return stdout.split('<packet>').slice(1).flatMap(packetsOf);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function packetsOf(frame: string): readonly SharkPacket[] {
  const portOf = (name: string): number => Number(new RegExp(`name="${name}"[^>]* show="(\\d+)"`).exec(frame)?.[1]);
  const ports = { from: portOf('tcp.srcport'), to: portOf('tcp.dstport') };
  return frame
    .split('<proto name="mqtt"')
    .slice(1)
    .map((proto) => ({ ...ports, fields: fieldsOf(proto.split('</proto>')[0] ?? '') }));
}

const fieldsOf = (proto: string): readonly SharkField[] =>
  [...proto.matchAll(/<field name="([^"]*)"([^>]*)>/g)].map(([, name = '', attributes = '']) => ({
    name,
    show: attribute(attributes, 'show'),
    value: attribute(attributes, 'value'),
  }));

const attribute = (attributes: string, name: string): string =>
  plain(new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1] ?? '');

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const plain = (text: string): string => text.replaceAll(/&(\w+);/g, (whole, name) => ENTITIES[name] ?? whole);
