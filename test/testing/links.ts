/** Answers that are read as they come, and can be broken off in the middle, as a network does. */

export function createLinks() {
  const open = new Set<TransformStreamDefaultController<Uint8Array>>();
  return {
    add({ body, status, headers }: Response): Response {
      const link = new TransformStream<Uint8Array, Uint8Array>({ start: (controller) => void open.add(controller) });
      return new Response(body?.pipeThrough(link) ?? null, { status, headers });
    },
    cut(): void {
      for (const controller of open) controller.error(new TypeError('The network is gone'));
      open.clear();
    },
  };
}
