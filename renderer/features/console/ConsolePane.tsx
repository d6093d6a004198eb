import { useMemo, useState } from 'react';
import type { RowView } from '#renderer/stream/rowViewTypes.ts';
import { PaneHeader } from '#renderer/ui/PaneHeader.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import type { ConsoleState } from '#shared/contract/console.ts';
import { ListNotices } from '../rows/ListNotices.tsx';
import { Pane } from '../rows/Pane.tsx';
import { PaneTools } from '../rows/PaneTools.tsx';
import { RowCount } from '../rows/RowCount.tsx';
import { usePaneList } from '../rows/usePaneList.ts';
import { useRowStream } from '../rows/useRowStream.ts';
import { ConsoleConnection } from './ConsoleConnection.tsx';
import { ConsoleFilterMenu } from './ConsoleFilterMenu.tsx';
import styles from './ConsolePane.module.css';
import { consoleRowFilter, NO_CONSOLE_FILTER } from './consoleFilter.ts';
import { Messages } from './Messages.tsx';
import { PublishForm } from './PublishForm.tsx';
import { Subscriptions } from './Subscriptions.tsx';
import { Topics } from './Topics.tsx';
import { useAsker, useConsoleState } from './useConsole.ts';
import { useSubscribe } from './useSubscribe.ts';

/** The bench's own MQTT client: what it subscribed to, what it received, what it sends. */
export function ConsolePane() {
  const [filter, setFilter] = useState(NO_CONSOLE_FILTER);
  const view = useRowStream(useMemo(() => consoleRowFilter(filter), [filter]));
  const state = useConsoleState();
  return (
    <Pane id="console">
      {view === null || state === null ? null : (
        <ConnectedPane view={view} state={state} filter={filter} onFilter={setFilter} />
      )}
    </Pane>
  );
}

const TABS = [
  { value: 'messages', label: 'Messages' },
  { value: 'topics', label: 'Topics' },
] as const;

interface ConnectedPaneProps {
  readonly view: RowView;
  readonly state: ConsoleState;
  readonly filter: typeof NO_CONSOLE_FILTER;
  readonly onFilter: (filter: typeof NO_CONSOLE_FILTER) => void;
}

function ConnectedPane({ view, state, filter, onFilter }: ConnectedPaneProps) {
  const [tab, setTab] = useState<'messages' | 'topics'>('messages');
  const list = usePaneList('console', view);
  const { subscribe } = useSubscribe(useAsker());
  const filtered = filter.text.trim() !== '' || filter.topic.trim() !== '';
  return (
    <>
      <PaneHeader title="Console" status={<RowCount view={view} />}>
        <PaneTools
          list={list}
          search={filter.text}
          onSearch={(text) => onFilter({ ...filter, text })}
          filterCount={Number(filter.topic.trim() !== '')}
        >
          <ConsoleFilterMenu filter={filter} onChange={onFilter} />
        </PaneTools>
      </PaneHeader>
      <div className={styles.bar}>
        <ConsoleConnection state={state} />
        <Segmented label="Console view" value={tab} options={TABS} onChange={setTab} />
      </div>
      <Subscriptions state={state} />
      <ListNotices list={list} view={view} />
      <div className={styles.body}>
        {tab === 'messages' ? (
          <Messages
            view={view}
            list={list}
            state={state}
            filtered={filtered}
            onSubscribeAll={() => void subscribe([{ filter: '#', qos: 0 }])}
          />
        ) : (
          <Topics
            version={state.topicsVersion}
            watches={state.watches}
            onShowMessages={(topic) => {
              onFilter({ ...filter, topic });
              setTab('messages');
            }}
          />
        )}
      </div>
      <PublishForm state={state} />
    </>
  );
}
