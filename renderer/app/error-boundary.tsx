import { Component } from 'react';
import { Empty } from '../features/empty.tsx';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/words-context.tsx';

interface State {
  readonly failed: boolean;
}

/** A mistake of a screen takes down that screen alone; the bar and the run stay. */
export class ErrorBoundary extends Component<{ children: React.ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Crashed /> : this.props.children;
  }
}

function Crashed() {
  const { app } = useWords();
  return (
    <div className="page">
      <Empty title={app.crashed} text={app.crashedText}>
        <Button onPress={() => window.location.reload()}>{app.reload}</Button>
      </Empty>
    </div>
  );
}
