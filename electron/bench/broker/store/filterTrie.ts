/** Who wants to be told of a topic, by topic filter: what the broker asks for every message with QoS above 0. */
export interface FilterTrie {
  /** Sets the QoS of one client's subscription. */
  set(filter: string, clientId: string, qos: number): void;
  delete(filter: string, clientId: string): void;
  /** Every client with a filter that takes the topic, with the greatest QoS of those [MQTT-3.3.5-1]. */
  match(topic: string): Map<string, number>;
}

interface Node {
  readonly children: Map<string, Node>;
  readonly clients: Map<string, number>;
}

const newNode = (): Node => ({ children: new Map(), clients: new Map() });

export function createFilterTrie(): FilterTrie {
  const root = newNode();

  return {
    set(filter, clientId, qos) {
      let node = root;
      for (const level of filter.split('/')) {
        const next = node.children.get(level) ?? newNode();
        node.children.set(level, next);
        node = next;
      }
      node.clients.set(clientId, qos);
    },
    delete(filter, clientId) {
      const levels = filter.split('/');
      const path = [root];
      for (const level of levels) {
        const next = path.at(-1)?.children.get(level);
        if (next === undefined) return;
        path.push(next);
      }
      path.at(-1)?.clients.delete(clientId);
      for (let at = levels.length; at > 0; at -= 1) {
        const node = path[at];
        if (node === undefined || node.clients.size > 0 || node.children.size > 0) return;
        path[at - 1]?.children.delete(levels[at - 1] ?? '');
      }
    },
    match(topic) {
      const found = new Map<string, number>();
      if (root.children.size === 0) return found;
      const levels = topic.split('/');
      const take = ({ clients }: Node): void => {
        for (const [clientId, qos] of clients) found.set(clientId, Math.max(found.get(clientId) ?? 0, qos));
      };
      const walk = (node: Node, at: number): void => {
        // A wildcard in front does not take what begins with $ [MQTT-4.7.2-1].
        const wild = at > 0 || !topic.startsWith('$');
        const rest = wild ? node.children.get('#') : undefined;
        if (rest !== undefined) take(rest);
        const level = levels[at];
        if (level === undefined) {
          take(node);
          return;
        }
        const exact = node.children.get(level);
        if (exact !== undefined) walk(exact, at + 1);
        const any = wild ? node.children.get('+') : undefined;
        if (any !== undefined) walk(any, at + 1);
      };
      walk(root, 0);
      return found;
    },
  };
}
