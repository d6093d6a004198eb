import { describeCalls } from './callSuite.ts';
import { describeHello } from './helloSuite.ts';
import { describeStreamFaults } from './streamFaultSuite.ts';
import { describeStreams } from './streamSuite.ts';
import { WIRE_KINDS } from './wirePairs.ts';

for (const { name, create } of WIRE_KINDS) {
  describeHello(name, create);
  describeCalls(name, create);
  describeStreams(name, create);
  describeStreamFaults(name, create);
}
