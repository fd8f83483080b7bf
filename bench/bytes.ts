/**
 * What the kit weighs beside its peers: each installed from the registry at a pinned version, ours from its own tarball, and all
 * bundled by one Vite with the same options. Bytes are the same on every machine.
 */
import { bundle } from './bytes/bundle';
import { ours, peers, type Peer } from './bytes/peers';
import { installOurs, installPeer, type Project } from './bytes/project';
import type { Sizes } from './bytes/weigh';
import type { Report } from './results';

type Row = Pick<Peer, 'name' | 'code' | 'small'>;

interface Measured {
  name: string;
  versions: readonly string[];
  sizes: Sizes;
  small?: { name: string; gzip: number };
  installed: Project['installed'];
}

interface Refused {
  name: string;
  reason: string;
}

export async function reportBytes(): Promise<Report> {
  const results = await measureAll(installOurs, [ours]);
  for (const folder of new Set(peers.map((peer) => peer.folder))) {
    const rows = peers.filter((peer) => peer.folder === folder);
    results.push(...(await measureAll(() => installPeer(folder), rows)));
  }
  const measured = results.filter((result) => 'sizes' in result);
  return {
    title: 'Bytes beside the peers',
    text: `kB, minified, as Vite bundles it for a page that has React; gzip at level 9. At once: the entry and what it imports statically; later:
what it loads by \`import()\`. A loader's interface is remote and not counted. Installed: what npm installs for it, React aside.

${table(measured)}
${results
  .filter((result) => 'reason' in result)
  .map(({ name, reason }) => `\n- ${name} was not measured: ${reason}`)
  .join('')}
Versions: ${measured
      .flatMap(({ versions }) => versions)
      .filter((version, at, all) => all.indexOf(version) === at)
      .join(', ')}.`,
  };
}

/** The project is gone afterwards: some weigh 400 MB. */
async function measureAll(install: () => Project, rows: readonly Row[]): Promise<(Measured | Refused)[]> {
  let project: Project | undefined;
  const results: (Measured | Refused)[] = [];
  try {
    project = install();
    for (const row of rows) results.push(await measure(project, row));
  } catch (error) {
    const reason = String(error instanceof Error ? error.message : error)
      .split('\n')
      .slice(0, 3)
      .join(' ');
    results.push(...rows.slice(results.length).map(({ name }) => ({ name, reason })));
  } finally {
    project?.remove();
  }
  return results;
}

async function measure({ folder, versions, installed }: Project, { name, code, small }: Row): Promise<Measured> {
  const sizes = await bundle(folder, code);
  if (!small) return { name, versions, sizes, installed };
  const { atOnce, later } = await bundle(folder, small.code);
  return { name, versions, sizes, installed, small: { name: small.name, gzip: atOnce.gzip + later.gzip } };
}

function table(rows: readonly Measured[]): string {
  const own = rows.find(({ name }) => name === ours.name)?.sizes.atOnce.gzip;
  return [
    '| | JS at once | gzip | × ours | JS later, gzip | CSS, gzip | one small thing, gzip | packages | MB installed |',
    '|---|---:|---:|---:|---:|---:|---|---:|---:|',
    ...rows.map(({ name, sizes: { atOnce, later, css }, small, installed }) =>
      [
        '',
        name,
        kB(atOnce.minified),
        kB(atOnce.gzip),
        own === undefined ? '–' : (atOnce.gzip / own).toFixed(1),
        kB(later.gzip),
        kB(css.gzip),
        small ? `\`${small.name}\` ${kB(small.gzip)}` : '',
        installed.packages,
        (installed.bytes / 1e6).toFixed(1),
        '',
      ]
        .join(' | ')
        .trim(),
    ),
  ].join('\n');
}

function kB(bytes: number): string {
  return bytes === 0 ? '–' : (bytes / 1e3).toFixed(1);
}
