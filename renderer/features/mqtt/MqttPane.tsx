import { useMemo, useState } from 'react';
import { useBench } from '#renderer/app/services.ts';
import { ListNotices } from '#renderer/features/rows/ListNotices.tsx';
import { Pane } from '#renderer/features/rows/Pane.tsx';
import { PaneTools } from '#renderer/features/rows/PaneTools.tsx';
import { RowCount } from '#renderer/features/rows/RowCount.tsx';
import { usePaneList } from '#renderer/features/rows/usePaneList.ts';
import { useRowStream } from '#renderer/features/rows/useRowStream.ts';
import type { RowView } from '#renderer/stream/rowViewTypes.ts';
import { PaneHeader } from '#renderer/ui/PaneHeader.tsx';
import { linksOfClient } from './clientIds.ts';
import { MqttFilterMenu } from './MqttFilterMenu.tsx';
import { MqttList } from './MqttList.tsx';
import { type MqttFilter, mqttFilterCount, mqttRowFilter, NO_MQTT_FILTER } from './mqttFilter.ts';

/** Every control packet of every client of the broker. */
export function MqttPane() {
  const [filter, setFilter] = useState(NO_MQTT_FILTER);
  const links = useClientLinks(filter.client);
  const rowFilter = useMemo(
    () => mqttRowFilter(filter, links === '' ? [] : links.split(',').map(Number)),
    [filter, links],
  );
  const view = useRowStream(rowFilter);
  return (
    <Pane id="mqtt">
      {view === null ? (
        <PaneHeader title="MQTT packets" />
      ) : (
        <MqttRows view={view} filter={filter} onFilter={setFilter} />
      )}
    </Pane>
  );
}

/** The connections of the chosen client, as one text: it compares by value, so a new link of another client changes nothing. */
function useClientLinks(client: string | null): string {
  return useBench((slice) => (client === null ? '' : linksOfClient(slice.links.values(), client).join(',')));
}

interface MqttRowsProps {
  readonly view: RowView;
  readonly filter: MqttFilter;
  readonly onFilter: (filter: MqttFilter) => void;
}

function MqttRows({ view, filter, onFilter }: MqttRowsProps) {
  const list = usePaneList('mqtt', view);
  const count = mqttFilterCount(filter);
  return (
    <>
      <PaneHeader title="MQTT packets" status={<RowCount view={view} />}>
        <PaneTools
          list={list}
          search={filter.text}
          onSearch={(text) => onFilter({ ...filter, text })}
          filterCount={count}
        >
          <MqttFilterMenu filter={filter} onChange={onFilter} />
        </PaneTools>
      </PaneHeader>
      <ListNotices list={list} view={view} />
      <MqttList view={view} list={list} filtered={count > 0 || filter.text.trim() !== ''} />
    </>
  );
}
