import { describeRpc } from './rpcSuite.ts';
import { describeStreams } from './streamSuite.ts';
import { WIRE_KINDS } from './wirePairs.ts';

for (const { name, create } of WIRE_KINDS) {
  describeRpc(name, create);
  describeStreams(name, create);
}
