import type { RowFilter } from '../contract/log.ts';
import { isLaterPart } from '../protocol/mqtt/packetPart.ts';
import { somePacketTopic } from '../protocol/mqtt/packetTopic.ts';
import { compileTopicFilter } from '../protocol/mqtt/topicMatch.ts';
import type { LinkInfo } from './link.ts';
import { KINDS_BY_LANE, LANES, type MqttLevel } from './row.ts';
import { dirCode, kindCode, laneCode, type RowChunk } from './rowChunk.ts';
import { compileSearch } from './searchText.ts';

/** Whether row `i` of the chunk passes. */
export type RowTest = (chunk: RowChunk, i: number) => boolean;

const NOTE = laneCode('note');
const MQTT = laneCode('mqtt');
const PACKET = kindCode('mqtt', 'packet');
const ALL = 0xffff_ffff;
/** Notes about the bench itself that a view of single links shows too: they bear on every link. */
const URGENT_NOTES = kindMask(KINDS_BY_LANE.note, ['gap', 'mark', 'error']);

/**
 * Makes a filter ready for columns: no row objects, no strings. Parts that are given must all match, also for notes: a
 * filter by direction, packet type or topic shows none. Of a packet in several rows only the first has a type and a topic.
 *
 * A note passes when it is about a link that passes or about the bench itself; with `links` or `roles` given, only the
 * bench's gaps, marks and errors. Notes of links no longer in the table pass by lane.
 */
export function compileRowFilter(filter: RowFilter, links: (id: number) => LinkInfo | undefined): RowTest {
  const lanes = maskOf(LANES.map((lane) => (lane === 'note' ? filter.notes : filter.lanes.includes(lane))));
  const dirs = filter.dirs === undefined ? ALL : filter.dirs.reduce((mask, dir) => mask | (1 << dirCode(dir)), 0);
  const kinds = LANES.map((lane) => kindMask(KINDS_BY_LANE[lane], filter.kinds));
  const packetTypes = filter.packetTypes?.reduce((mask, type) => mask | (1 << type), 0);
  const topicTest = filter.topic === undefined ? undefined : compileTopicFilter(filter.topic);
  const search = filter.text === undefined ? undefined : compileSearch(filter.text);
  const wantedLinks = filter.links === undefined ? undefined : new Set(filter.links);
  const { roles } = filter;
  const selective = wantedLinks !== undefined || roles !== undefined;

  const linkPasses = (id: number): boolean => {
    if (wantedLinks !== undefined && !wantedLinks.has(id)) return false;
    if (roles === undefined) return true;
    const link = links(id);
    return link !== undefined && roles.includes(link.role);
  };
  const notePasses = (id: number, kind: number): boolean => {
    if (id === 0) return !selective || ((URGENT_NOTES >>> kind) & 1) === 1;
    const link = links(id);
    return (link === undefined || ((lanes >>> laneCode(link.lane)) & 1) === 1) && linkPasses(id);
  };

  return (chunk, i) => {
    const lane = chunk.lane[i] ?? 0;
    const kind = chunk.kind[i] ?? 0;
    if (((lanes >>> lane) & 1) === 0) return false;
    if ((((kinds[lane] ?? 0) >>> kind) & 1) === 0) return false;
    if (((dirs >>> (chunk.dir[i] ?? 0)) & 1) === 0) return false;
    const link = chunk.link[i] ?? 0;
    if (lane === NOTE ? !notePasses(link, kind) : selective && !linkPasses(link)) return false;
    if (packetTypes !== undefined || topicTest !== undefined) {
      if (lane !== MQTT || kind !== PACKET) return false;
      if (chunk.texts.size > 0 && isLaterPart(chunk.texts.get(i) ?? '')) return false;
      const start = chunk.start[i] ?? 0;
      const end = chunk.start[i + 1] ?? start;
      if (start === end) return false; // the next byte is another row's
      if (packetTypes !== undefined && ((packetTypes >>> ((chunk.bytes[start] ?? 0) >> 4)) & 1) === 0) return false;
      if (topicTest !== undefined) {
        const level = chunk.detail[i] as MqttLevel;
        if (!somePacketTopic(chunk.bytes, start, end, level, topicTest)) return false;
      }
    }
    return search === undefined || search(chunk, i);
  };
}

function maskOf(flags: readonly boolean[]): number {
  return flags.reduce((mask, flag, bit) => (flag ? mask | (1 << bit) : mask), 0);
}

function kindMask(known: readonly string[], wanted: readonly string[] | undefined): number {
  return wanted === undefined ? ALL : maskOf(known.map((kind) => wanted.includes(kind)));
}
