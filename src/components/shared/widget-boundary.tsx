'use client';
/** What breaks while a widget is drawn costs that widget alone: the rest of the page stays, and the person can have it drawn again. */
import {
  Component,
  forwardRef,
  type ContextType,
  type ErrorInfo,
  type ForwardRefRenderFunction,
  type PropsWithoutRef,
  type ReactNode,
} from 'react';
import { ConnectionsContext } from '../../react/context';
import { useText } from '../../react/use-text';
import { Button } from './button';
import { Notice } from './notice';
import { OpenerContext, useOpener } from './use-opener';

interface WidgetBoundaryProps {
  /** What the widget shows: of another connection it is drawn again by itself. */
  of?: string | null | undefined;
  children: ReactNode;
}

export function WidgetBoundary({ of, children }: WidgetBoundaryProps) {
  const opener = useOpener(of);
  return (
    <Boundary of={of}>
      <OpenerContext.Provider value={opener}>{children}</OpenerContext.Provider>
    </Boundary>
  );
}

class Boundary extends Component<WidgetBoundaryProps, { broken: boolean }> {
  static override contextType = ConnectionsContext;
  declare context: ContextType<typeof ConnectionsContext>;
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo) {
    this.context?.onError?.(error, componentStack ?? '');
  }

  override componentDidUpdate({ of: before }: WidgetBoundaryProps) {
    if (this.state.broken && before !== this.props.of) this.drawAgain();
  }

  readonly drawAgain = () => this.setState({ broken: false });

  override render() {
    return this.state.broken ? <Broken onRetry={this.drawAgain} /> : this.props.children;
  }
}

/** `forwardRef` for a whole widget: its boundary stands around it. */
export function forwardWidgetRef<Element, Props>(render: ForwardRefRenderFunction<Element, PropsWithoutRef<Props>>) {
  const Widget = forwardRef(render);
  return forwardRef<Element, Props>((props, ref) => (
    <WidgetBoundary of={(props as { connectionId?: string | null }).connectionId}>
      <Widget {...props} ref={ref} />
    </WidgetBoundary>
  ));
}

function Broken({ onRetry }: { onRetry(): void }) {
  const { labels } = useText();
  return (
    <div data-ck="widget-broken" role="alert">
      <Notice tone="danger" action={<Button onClick={onRetry}>{labels.retry}</Button>}>
        {labels.broken}
      </Notice>
    </div>
  );
}
