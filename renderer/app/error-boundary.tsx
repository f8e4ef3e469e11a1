import { Component } from 'react';
import type { ContractErrorCode } from '../../src/contract/index.ts';
import { ContractError } from '../bridge/agent.ts';
import { Empty } from '../features/empty.tsx';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/words-context.tsx';

interface Props {
  /** Where the person is: elsewhere the mistake is forgotten, while what works stays as it is. */
  readonly place: string;
  readonly children: React.ReactNode;
}

interface State {
  readonly error: unknown;
}

/** A mistake of a screen takes down that screen alone; the bar and the run stay. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error ?? new Error('nothing was thrown') };
  }

  override componentDidUpdate({ place }: Props): void {
    if (place !== this.props.place && this.state.error !== null) this.setState({ error: null });
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <Crashed code={error instanceof ContractError ? error.code : null} />;
  }
}

/** `code` null: a mistake of the page; else what the engine could not do for it, such as hand over a screen. */
function Crashed({ code }: { code: ContractErrorCode | null }) {
  const { app, error } = useWords();
  return (
    <div className="page">
      <Empty {...(code === null ? { title: app.crashed, text: app.crashedText } : { title: error[code] })}>
        <Button onPress={() => window.location.reload()}>{app.reload}</Button>
      </Empty>
    </div>
  );
}
