import { Banners } from '#renderer/features/connection/Banners.tsx';
import { ConnectionBar } from '#renderer/features/connection/ConnectionBar.tsx';
import { VerdictBar } from '#renderer/features/diagnosis/VerdictBar.tsx';
import { ExplainDialog } from '#renderer/features/explain/ExplainDialog.tsx';
import { useExplainDrop } from '#renderer/features/explain/useExplainDrop.ts';
import { CommandPalette } from '#renderer/features/palette/CommandPalette.tsx';
import { RelayDialog } from '#renderer/features/proxy/RelayDialog.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { TooltipProvider } from '#renderer/ui/Tooltip.tsx';
import styles from './App.module.css';
import { StatusBar } from './StatusBar.tsx';
import { type Services, ServicesContext, useBench, useSettings } from './services.ts';
import { useShortcuts } from './useShortcuts.ts';
import { Workspace } from './Workspace.tsx';

/** The whole window. */
export function App({ services }: { services: Services }) {
  return (
    <ServicesContext value={services}>
      <TooltipProvider delayDuration={500} skipDelayDuration={200}>
        <Shell />
      </TooltipProvider>
    </ServicesContext>
  );
}

function Shell() {
  const loaded = useSettings((slice) => slice.loaded);
  return <div className={styles.shell}>{loaded ? <Bench /> : <Waiting />}</div>;
}

function Bench() {
  useShortcuts();
  useExplainDrop();
  return (
    <>
      <ConnectionBar />
      <VerdictBar />
      <Banners />
      <Workspace />
      <StatusBar />
      <CommandPalette />
      <ExplainDialog />
      <RelayDialog />
    </>
  );
}

/** Before the bench has answered for the first time. */
function Waiting() {
  const { phase } = useBench((slice) => slice.connection);
  if (phase === 'refused') return <Banners />;
  return phase === 'waiting' ? (
    <EmptyState title="The bench does not answer">
      It is tried again every few seconds. If it does not come back, start ModemScope again.
    </EmptyState>
  ) : (
    <EmptyState title="Connecting to the bench …" />
  );
}
