import { createRef, type ReactElement } from 'react';
import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { Part, StatusBadge, type PartProps } from 'connections-kit';
import { composeHandlers } from '../../../src/components/shared/part';
import { renderScripted } from '../../react/set-up';

function Box({ on, ...props }: PartProps<'div'> & { on?: boolean }) {
  return <Part part="box" state={{ on, count: 2, none: undefined, word: 'yes' }} data-testid="box" {...props} />;
}

describe('a part', () => {
  it('carries its name and its state as data attributes', () => {
    render(<Box on />);
    const box = screen.getByTestId('box');
    expect({ ...box.dataset }).toEqual({ testid: 'box', ck: 'box', on: '', count: '2', word: 'yes' });
  });

  it('leaves out what is false or not known', () => {
    render(<Box on={false} />);
    const box = screen.getByTestId('box');
    expect(box).not.toHaveAttribute('data-on');
    expect(box).not.toHaveAttribute('data-none');
  });

  it('takes class, style, other attributes and children of the host', () => {
    render(
      <Box className="mine" style={{ color: 'red' }} aria-label="Box" title="Hello">
        Inside
      </Box>,
    );
    const box = screen.getByTestId('box');
    expect(box).toHaveClass('mine');
    expect(box).toHaveStyle({ color: 'rgb(255, 0, 0)' });
    expect(box).toHaveAccessibleName('Box');
    expect(box).toHaveTextContent('Inside');
  });

  it('hands its element to a ref', async () => {
    const ref = createRef<HTMLSpanElement>();
    await renderScripted(<StatusBadge status="active" ref={ref} />);
    expect(ref.current).toHaveAttribute('data-ck', 'status-badge');
  });
});

describe('a part in another element of the host', () => {
  it('gives it everything: name, state, attributes, handlers and children', () => {
    const onClick = vi.fn();
    render(
      <Box on onClick={onClick} className="mine" render={<section aria-label="Mine" />}>
        Inside
      </Box>,
    );
    const box = screen.getByRole('region', { name: 'Mine' });
    expect(box).toHaveAttribute('data-ck', 'box');
    expect(box).toHaveAttribute('data-on', '');
    expect(box).toHaveClass('mine');
    expect(box).toHaveTextContent('Inside');
    fireEvent.click(box);
    expect(onClick).toHaveBeenCalledTimes(1);
  });

  it('keeps the element’s own class, style, ref and handlers beside them', () => {
    const order: string[] = [];
    const own = createRef<HTMLButtonElement>();
    render(
      <Box
        className="part"
        style={{ color: 'red' }}
        onClick={() => order.push('part')}
        render={
          <button type="button" ref={own} className="own" style={{ margin: '1px' }} onClick={() => order.push('own')}>
            Own
          </button>
        }
      />,
    );
    const box = screen.getByTestId('box');
    expect(own.current).toBe(box);
    expect(box).toHaveClass('part', 'own');
    expect(box).toHaveStyle({ color: 'rgb(255, 0, 0)', margin: '1px' });
    fireEvent.click(box);
    expect(order).toEqual(['own', 'part']);
  });

  it('asks a function, with the props and the state as they are', () => {
    const renderBox = vi.fn((props: Readonly<Record<string, unknown>>): ReactElement => <aside {...props} />);
    render(<Box on render={renderBox} />);
    expect(screen.getByRole('complementary')).toHaveAttribute('data-on', '');
    expect(renderBox).toHaveBeenCalledWith(expect.objectContaining({ 'data-ck': 'box' }), {
      on: true,
      count: 2,
      none: undefined,
      word: 'yes',
    });
  });

  it('puts the ref there too', async () => {
    const [element, asked] = [createRef<HTMLSpanElement>(), createRef<HTMLSpanElement>()];
    await renderScripted(
      <>
        <StatusBadge status="active" ref={element} render={<b />} />
        <StatusBadge status="active" ref={asked} render={(props) => <i {...props} />} />
      </>,
    );
    expect([element.current?.tagName, asked.current?.tagName]).toEqual(['B', 'I']);
  });

  it('takes a ref that returns something else than its end as React does', () => {
    const held: (Element | null)[] = [];
    const own = (element: Element | null) => held.push(element) as unknown as void;
    const { unmount } = render(<Part part="box" ref={createRef()} render={<b ref={own} />} />, {
      reactStrictMode: false,
    });
    unmount();
    expect(held.map((element) => element?.localName)).toEqual(['b', undefined]);
  });

  it('leaves the element’s own ref to it, and hands each what it holds once', () => {
    const part = createRef<Element>();
    const calls: unknown[] = [];
    const own = (element: HTMLElement | null) => {
      calls.push(element?.tagName);
      return () => void calls.push('taken back');
    };
    const page = <Part part="box" ref={part} render={<b ref={own} />} />;
    const { rerender, unmount } = render(page, { reactStrictMode: false });
    rerender(<Part part="box" ref={part} render={<b ref={own} title="again" />} />);
    expect([part.current?.tagName, ...calls]).toEqual(['B', 'B']);
    unmount();
    expect([part.current, ...calls]).toEqual([null, 'B', 'taken back']);
  });
});

describe('composed handlers', () => {
  it('run the host’s first, and ours only if the host did not prevent it', () => {
    const ours = vi.fn();
    const theirs = vi.fn((event: Event) => event.preventDefault());
    const event = new Event('click', { cancelable: true });
    composeHandlers<Event>(theirs, ours)(event);
    expect(theirs).toHaveBeenCalledTimes(1);
    expect(ours).not.toHaveBeenCalled();
    composeHandlers<Event>(undefined, ours)(new Event('click'));
    expect(ours).toHaveBeenCalledTimes(1);
  });
});
