import { WIRE_KINDS } from './wirePairs.ts';
import { describeWire } from './wireSuite.ts';

for (const { name, create } of WIRE_KINDS) describeWire(name, create);
