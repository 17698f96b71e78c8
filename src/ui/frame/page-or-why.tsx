import { Component, type ReactNode } from 'react';
import { loadAgain } from '../browser/here.js';
import { Button } from '../parts/button.js';
import { Notice } from '../parts/notice.js';

interface Props {
  /** The path of what is shown: another page is tried, whatever became of the one before. */
  readonly path: string;
  readonly children: ReactNode;
}

interface State {
  readonly path: string;
  readonly error: Error | undefined;
}

/** A page, or why there is none: its script could not be loaded, as while the daemon is away and after an update, or it failed itself. */
export class PageOrWhy extends Component<Props, State> {
  override state: State = { path: this.props.path, error: undefined };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps({ path }: Props, state: State): State | null {
    return path === state.path ? null : { path, error: undefined };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <>
        <h1>This page cannot be shown</h1>
        <Notice tone="bad">
          <p>
            The daemon may be away, or of another version than what is open here: load it again. (
            {error.message})
          </p>
          <Button onClick={loadAgain}>Load it again</Button>
        </Notice>
      </>
    );
  }
}
