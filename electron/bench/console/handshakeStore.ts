import { type DoneCallback, type Packet, Store } from 'mqtt';

/**
 * Holds incoming QoS 2 messages between PUBLISH and PUBREL. Only their packet identifiers matter for that, so the payloads
 * are not kept: a broker that never sends PUBREL could fill the memory with them.
 */
export class HandshakeStore extends Store {
  override put(packet: Packet, done: DoneCallback): this {
    return super.put(packet.cmd === 'publish' ? { ...packet, topic: '', payload: '' } : packet, done);
  }
}
