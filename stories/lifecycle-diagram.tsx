/** The lifecycle's table as a diagram; where each status stands is worked out by dagre. */
import { graphlib, layout } from '@dagrejs/dagre';
import { connectionStatuses, lifecycle, type ConnectionStatus } from 'connections-kit/core';
import './model.css';

const size = { width: 96, height: 40 };

interface Point {
  x: number;
  y: number;
}

interface Arrow {
  from: ConnectionStatus;
  to: ConnectionStatus;
  event: string;
}

/** From `unknown` it goes to all of them, and to it from all: drawn, that would hide the rest. */
const drawn = connectionStatuses.filter((status) => status !== 'unknown');

export const arrows: readonly Arrow[] = drawn.flatMap((from) =>
  Object.entries(lifecycle[from]).map(([event, to]) => ({ from, to, event })),
);

function arrange() {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 36, ranksep: 56, marginx: 16, marginy: 16 });
  for (const status of drawn) graph.setNode(status, { ...size });
  for (const { from, to, event } of arrows)
    graph.setEdge(from, to, { width: event.length * 7, height: 16, labelpos: 'c' }, event);
  layout(graph);
  return graph;
}

export function LifecycleDiagram() {
  const graph = arrange();
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return (
    <figure className="model">
      <svg className="lifecycle" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby="lifecycle-title">
        <title id="lifecycle-title">
          {arrows.map(({ from, to, event }) => `${from}: ${event} leads to ${to}`).join('; ')}
        </title>
        <defs>
          <marker id="arrowhead" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0 8 4 0 8z" />
          </marker>
        </defs>
        {arrows.map(({ from, to, event }) => {
          const edge = graph.edge(from, to, event) as { points: readonly Point[] } & Point;
          return (
            <g key={`${from} ${event}`} data-from={from}>
              <path className="arrow" d={curve(edge.points)} markerEnd="url(#arrowhead)" />
              <text className="event" x={edge.x} y={edge.y}>
                {event}
              </text>
            </g>
          );
        })}
        {drawn.map((status) => {
          const { x, y } = graph.node(status) as Point;
          return (
            <g key={status} transform={`translate(${x} ${y})`}>
              <rect x={-size.width / 2} y={-size.height / 2} rx="10" {...size} />
              <text className="status">{status}</text>
            </g>
          );
        })}
      </svg>
      <figcaption>
        From <b>unknown</b> a connection may become{' '}
        {new Intl.ListFormat('en', { type: 'disjunction' }).format(Object.values(lifecycle.unknown))}; the provider may
        say something unknown of any.
      </figcaption>
    </figure>
  );
}

/** Through the points, rounded at each. */
function curve([start, ...rest]: readonly Point[]): string {
  if (!start) return '';
  const middle = (a: Point, b: Point) => `${(a.x + b.x) / 2} ${(a.y + b.y) / 2}`;
  const bends = rest
    .slice(0, -1)
    .map((point, index) => `Q${point.x} ${point.y} ${middle(point, rest[index + 1] ?? point)}`);
  const end = rest.at(-1) ?? start;
  return [`M${start.x} ${start.y}`, ...bends, `L${end.x} ${end.y}`].join('');
}
