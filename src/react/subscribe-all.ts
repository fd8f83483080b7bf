/** Several things to follow as one. */

interface Source {
  subscribe(listener: () => void): () => void;
}

export function subscribeAll(...sources: readonly Source[]): Source['subscribe'] {
  return (listener) => {
    const stops = sources.map((source) => source.subscribe(listener));
    return () => stops.forEach((stop) => stop());
  };
}
